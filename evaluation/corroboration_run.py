"""One run of `corroborate`, measured: `python -m evaluation.corroboration_run FILE`.

Prints one JSON object. Each stage is measured where it stands, so what is measured is what is
shipped; garbage is looked for as seldom as the command does.
"""

import gc
import hashlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import wraps
from typing import Any

from accordingto.api.corroborating import corroborate
from accordingto.cli import COLLECT_AT
from accordingto.corroboration import corroborating
from accordingto.errors import AccordingtoError
from accordingto.ingest.readings import open_readings, read_readings
from accordingto.views.corroboration_json import corroboration_json

STAGES = {
    "find_copies": "copies",
    "find_origins": "origins",
    "PackedGroups": "linking",
    "assign_codes": "codes",
    "resolve_voices": "voices",
}
"""What `corroborating` calls; what goes before the first is reading. Groups are packed as found."""
AFTER = {"truces": "truces"}
"""A method that is asked for all at once."""
WRITTEN = {', "cases"': "cases, writing", ', "sources"': "sources, writing"}
"""By how its JSON begins, what is found while it is written."""
MB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run took."""

    readings: int
    cases: int
    cpu_s: Mapping[str, float]
    """By stage, in order."""
    clock_s: float
    peak_mb: float
    written_mb: float
    sha256: str
    """Of what was written."""

    def per_reading(self, stage: str) -> float:
        """Milliseconds of processor a reading."""
        return 1000 * self.cpu_s.get(stage, 0.0) / self.readings

    @property
    def in_all(self) -> float:
        """Milliseconds of processor a reading, all stages."""
        return 1000 * sum(self.cpu_s.values()) / self.readings


def run_from(plain: dict[str, Any]) -> Run:
    """Return the run that was printed."""
    return Run(**plain)


@dataclass(slots=True)
class Laps:
    """Processor time of one stage after the other."""

    cpu_s: dict[str, float] = field(default_factory=dict)
    _last: float = field(default_factory=time.process_time)

    def end(self, stage: str) -> None:
        """Say that all since the last stage was spent on this one."""
        now = time.process_time()
        self.cpu_s[stage] = self.cpu_s.get(stage, 0.0) + now - self._last
        self._last = now
        if os.environ.get("ACCORDINGTO_LAPS"):
            print(f"{stage:10} {_held_mb():6.0f} MB, peak {_peak_mb():6.0f}", file=sys.stderr)

    def around(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, measured as a stage."""

        @wraps(function)
        def measured(*arguments: object) -> object:
            if not self.cpu_s:
                self.end("reading")
            result = function(*arguments)
            self.end(stage)
            return result

        return measured


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB


def _held_mb() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 -- no file
        return int(file.read().split()[1]) * resource.getpagesize() / MB / MB


def measure(path: str) -> Run:
    """Corroborate a file of readings, and write all that is found to nowhere."""
    gc.set_threshold(COLLECT_AT, *gc.get_threshold()[1:])
    clock, laps = time.perf_counter(), Laps()
    for holder, stages in ((corroborating, STAGES), (corroborating.Corroboration, AFTER)):
        for name, stage in stages.items():
            setattr(holder, name, laps.around(stage, getattr(holder, name)))
    with open_readings(path, sys.stdin.buffer) as stream:
        found = corroborate(read_readings(path, stream, _refuse))
    written, digest = 0, hashlib.sha256()
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 -- no file
        for piece in _by_part(corroboration_json(found), laps):
            raw = piece.encode("utf-8", "backslashreplace")
            written += nowhere.write(raw)
            digest.update(raw)
    return Run(
        readings=len(found.digests),
        cases=len(found.groups),
        cpu_s=laps.cpu_s,
        clock_s=time.perf_counter() - clock,
        peak_mb=_peak_mb(),
        written_mb=written / MB / MB,
        sha256=digest.hexdigest(),
    )


def _by_part(pieces: Iterator[str], laps: Laps) -> Iterator[str]:
    """Yield the pieces of the JSON; cases and sources are found while they are written."""
    stage = "writing"
    for piece in pieces:
        yield piece
        if piece.startswith(', "'):
            laps.end(stage)
            stage = WRITTEN.get(piece.partition(":")[0], "writing")
    laps.end(stage)


def _refuse(error: AccordingtoError) -> None:
    raise error


if __name__ == "__main__":
    print(json.dumps(asdict(measure(sys.argv[1]))))
