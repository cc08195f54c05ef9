"""The network, made ready on the processor, or on a graphics processor when that is asked for."""

from typing import Any, Protocol

from accordingto.errors import ConfigurationError
from accordingto.reader.devices import Device
from accordingto.reader.network.halves import halve
from accordingto.reader.network.onnx import onnxruntime

_ON_CPU, _ON_CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"
_EXACT = {"use_tf32": "0"}
"""Products of 32 bits are not cut to 19."""


class Session(Protocol):
    """A network that is ready to run."""

    def run(self, outputs: None, inputs: dict[str, Any], /) -> list[Any]:
        """Return all outputs."""
        ...

    def get_providers(self) -> list[str]:
        """Return what it runs on."""
        ...


class Options(Protocol):
    """How a network runs."""

    intra_op_num_threads: int
    inter_op_num_threads: int
    log_severity_level: int


class Runtime(Protocol):
    """The library that runs networks, as far as it is used here."""

    def get_available_providers(self) -> list[str]:
        """Return what it was built to run on."""
        ...

    def SessionOptions(self) -> Options:  # noqa: N802 -- its name there
        """Return options of a session."""
        ...

    def InferenceSession(  # noqa: N802 -- its name there
        self, weights: bytes, options: Options, /, *, providers: list[Any]
    ) -> Session:
        """Make a network ready."""
        ...


def open_session(weights: bytes, device: Device, runtime: Runtime = onnxruntime) -> Session:
    """Make the network ready on a device: on the processor as it ships, else in 16 bits.

    Raises ConfigurationError when there is no such device, or the library cannot use it: never does
    it run elsewhere in silence.
    """
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if device is Device.CPU:
        return runtime.InferenceSession(weights, options, providers=[_ON_CPU])
    known = runtime.get_available_providers()
    if _ON_CUDA not in known:
        raise _no_device(f"this ONNX Runtime runs on {', '.join(known)} alone")
    if hasattr(runtime, "preload_dlls"):  # CUDA as Python packages bring it
        runtime.preload_dlls()
    providers = [(_ON_CUDA, _EXACT), _ON_CPU]
    try:
        session = runtime.InferenceSession(halve(weights), options, providers=providers)
    except ConfigurationError:
        raise
    except Exception as error:
        raise _no_device(f"CUDA could not be started ({_first_line(error)})") from error
    if _ON_CUDA not in session.get_providers():
        raise _no_device("CUDA is built in, and found no graphics processor or no libraries")
    return session


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _no_device(found: str) -> ConfigurationError:
    return ConfigurationError(
        f"--device cuda: {found}; expected onnxruntime-gpu instead of onnxruntime, an NVIDIA "
        "graphics processor (nvidia-smi shows it) and CUDA with cuDNN; see docs/howto-gpu.md, or "
        "leave --device out to read on the processor"
    )
