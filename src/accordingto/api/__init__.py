"""The verbs a Python user calls; `accordingto` itself offers them by their names."""
