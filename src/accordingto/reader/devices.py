"""Where a reader's network can run."""

from enum import StrEnum


class Device(StrEnum):
    """A kind of processor."""

    CPU = "cpu"
    CUDA = "cuda"
    """A graphics processor by NVIDIA."""

    @property
    def mark(self) -> str:
        """What the version of a reader says of it; nothing of the one for which weights ship."""
        return "+cuda.fp16" if self is Device.CUDA else ""
