"""One run, measured from inside the process that was started for it."""

import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from accordingto.errors import ConfigurationError


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one run over a corpus took."""

    reports: int
    failed: int = 0
    """Reports among them that came to nothing."""
    first_s: float
    """Seconds from the start of the process to the first record, loading and all."""
    whole_s: float
    """Seconds from the start of the process to the last record."""
    reports_per_s: float
    """From the first record on, so that loading is not in it."""
    memory_mb: float | None
    """The most that the process, or its largest worker, has held; None where none can tell."""

    def to_line(self) -> str:
        """Write it as one line of JSON, for the process that asked."""
        return json.dumps(asdict(self))


def measure(
    was_read: Iterable[bool], started: float, clock: Callable[[], float] = time.monotonic
) -> Measured:
    """Take what a run yields, one for each report, and measure how long it takes to come.

    `started` is what `time.monotonic()` told right before the process was started: that clock is
    the same for all processes of a machine. Raises ConfigurationError when there are fewer than
    two reports, from which no rate can be told.
    """
    reports, failed, first = 0, 0, started
    for is_read in was_read:
        reports += 1
        failed += not is_read
        if reports == 1:
            first = clock()
    end = clock()
    if reports < 2:
        raise ConfigurationError(
            f"a run over {reports} reports has no rate; expected two or more; name more of them"
        )
    return Measured(
        reports=reports,
        failed=failed,
        first_s=first - started,
        whole_s=end - started,
        reports_per_s=(reports - 1) / max(end - first, 1e-9),
        memory_mb=peak_memory_mb(),
    )


def peak_memory_mb() -> float | None:
    """Return the most that this process, or the largest of its ended children, has held.

    Linux counts the memory of the process that started this one towards it, as it was at that
    moment: whoever starts a run to be measured should hold little.
    """
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 -- Windows has none

    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(kind).ru_maxrss for kind in kinds)
    bytes_a_unit = 1 if sys.platform == "darwin" else 1024
    return peak * bytes_a_unit / 1024**2
