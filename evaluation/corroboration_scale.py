"""What corroborating many readings costs: `python -m evaluation.corroboration_scale`.

    python -m evaluation.corroboration_scale [--readings 10000 100000] [--density same more]
    python -m evaluation.corroboration_scale --poison

Readings are made up (`inventing.py`) and put into a file; then each run, in a process of its own,
does what `accordingto corroborate FILE --format json -o /dev/null` does. In `same`, a war of more
readings lasts longer, so that there are as many a day: an archive that grows. In `more`, it lasts
as long with so many more a day. Told are milliseconds of processor a reading for each stage, how
much more that is than in the smallest run, seconds by the clock, and memory. `--poison` adds a
thousand copies with other tolls to 10,000 readings, and tells what changes. It is no test: figures
hold for the machine they were measured on.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from accordingto.records.codec import to_json
from evaluation.corroboration_run import Run, run_from
from evaluation.forging import tell_poisoned
from evaluation.invented_war import War
from evaluation.inventing import invent_reports

READINGS_A_DAY = 20
"""As many as 100,000 are over fourteen years."""
SAME, MORE = "same", "more"


@dataclass(frozen=True, slots=True)
class Size:
    """How many readings, over how many days."""

    readings: int
    days: int


def sizes_of(density: str, readings: Sequence[int]) -> list[Size]:
    """Return what is measured, the smallest first."""
    fewest = min(readings)
    counted = ((count, count if density == SAME else fewest) for count in sorted(readings))
    return [Size(count, days_for // READINGS_A_DAY) for count, days_for in counted]


def write_readings(size: Size, seed: int, path: Path) -> None:
    """Make readings up, one a line."""
    with path.open("w", encoding="utf-8") as file:
        for one in invent_reports(War.of(seed), seed, size.readings, max(size.days, 1)):
            file.write(to_json(one.reading) + "\n")


def measure(path: Path) -> Run:
    """Corroborate a file in a process of its own, and return what it took."""
    command = (sys.executable, "-m", "evaluation.corroboration_run", str(path))
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 -- our own command
    return run_from(json.loads(done.stdout))


def render(runs: Sequence[Run]) -> Iterator[str]:
    """Yield a table, a column a run; the last column is the last run by the first."""
    first, last = runs[0], runs[-1]
    yield (
        "| ms of processor a reading | "
        + " | ".join(f"{one.readings:,}" for one in runs)
        + " | growth |"
    )
    yield "| --- |" + " --- |" * (len(runs) + 1)
    for name in first.cpu_s:
        cells = " | ".join(f"{one.per_reading(name):.3f}" for one in runs)
        yield f"| {name} | {cells} | {_growth(last.per_reading(name), first.per_reading(name))} |"
    cells = " | ".join(f"{one.in_all:.2f}" for one in runs)
    yield f"| **in all** | {cells} | **{_growth(last.in_all, first.in_all)}** |"
    yield _row("by the clock, s", (f"{one.clock_s:.0f}" for one in runs))
    yield _row("peak memory, MB", (f"{one.peak_mb:,.0f}" for one in runs))
    yield _row("cases", (f"{one.cases:,}" for one in runs))
    yield _row("JSON, MB", (f"{one.written_mb:,.0f}" for one in runs))


def _row(name: str, cells: Iterator[str]) -> str:
    return f"| {name} | {' | '.join(cells)} | |"


def _growth(last: float, first: float) -> str:
    return f"{last / first:.2f}" if first > 0 else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print; return the exit code."""
    asked = _parser().parse_args(arguments)
    if asked.poison:
        size = sizes_of(SAME, asked.readings)[0]
        print(*tell_poisoned(size.readings, size.days, asked.seed), sep="\n")
        return 0
    with TemporaryDirectory(prefix="accordingto-scale-", dir=asked.folder) as folder:
        path = Path(folder) / "readings.jsonl"
        for density in asked.density:
            runs = []
            for size in sizes_of(density, asked.readings):
                write_readings(size, asked.seed, path)
                runs.append(measure(path))
                print(f"{size.readings:,} readings of {size.days:,} days measured", file=sys.stderr)
            print(f"\n{_TITLES[density]}\n", *render(runs), sep="\n", flush=True)
    return 0


_TITLES = {SAME: "As many readings a day", MORE: "The same days"}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--readings", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--density", nargs="+", choices=(SAME, MORE), default=[SAME, MORE])
    parser.add_argument("--poison", action="store_true", help="add forged copies instead")
    parser.add_argument("--folder", help="where files of readings are put, 18 kB a reading")
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
