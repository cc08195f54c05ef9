"""The verbs on Apache Spark, as plain functions on DataFrames: they run on any Spark there is.

They need the extra `accordingto[spark]` on every worker, and nothing else there.
"""

from accordingto.errors import ConfigurationError

try:
    from accordingto.engine.spark.corroborating import Corroborated, corroborate
    from accordingto.engine.spark.reading import read
    from accordingto.engine.spark.sessions import start_session
except ImportError as error:
    raise ConfigurationError(
        f"accordingto.api.spark cannot be loaded ({error}); it needs PySpark 4 with pandas and "
        "pyarrow; install them: pip install 'accordingto[spark]'"
    ) from error

__all__ = ["Corroborated", "corroborate", "read", "start_session"]
