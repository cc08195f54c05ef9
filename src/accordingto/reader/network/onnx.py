"""The library that runs the network, told to report nothing before it is loaded.

Left to itself, ONNX Runtime gives the device an id, and keeps records of its use in the user's
cache folder, from the moment it is imported, to be sent to its maker.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime  # it looks at the variable once, while it is imported

# Where somebody else's program imported it first, it reports no more from here on.
onnxruntime.disable_telemetry_events()

__all__ = ["onnxruntime"]
