"""How time and memory grow with size: `python -m evaluation.scaling`.

    python -m evaluation.scaling [--kinds corroboration ledger reading text] [--results FILE]
    python -m evaluation.scaling --results FILE --plots docs/images --only-tell

Each size is measured in a process of its own (`scaling_run.py`) and written to the file of results
as it comes; what stands there already is not measured again. Told is, for each stage, the exponent:
the slope of the logarithm of processor time over that of size, by least squares, with what a start
costs taken away. n log n has 1.1 at these sizes; a stage above 1.2 is marked. It is no test:
figures hold for the machine they were measured on.
"""

import argparse
import json
import math
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from evaluation.plotting import Line, plot
from evaluation.scaling_run import Measured

SIZES: Mapping[str, tuple[int, ...]] = {
    "corroboration": (1_000, 10_000, 100_000),
    "ledger": (1_000, 10_000, 100_000),
    "reading": (100, 1_000, 10_000),
    "text": (8_000, 32_000, 128_000),
}
READERS = {"reading": ("rules", "network"), "text": ("rules", "network"), "": ("",)}
UNITS = {"text": "words"}
STEEP = 1.2
LEAST_SIZES = 3
LEAST_S = 0.2
"""Seconds below which a time says nothing of growth."""
Sizes = Mapping[int, float]


def exponent(seconds: Sizes) -> float | None:
    """Return the slope of log time over log size; None of fewer than two times that tell.

    >>> round(exponent({100: 1.0, 1000: 10.0, 10000: 100.0}), 2)
    1.0
    """
    points = [(math.log(size), math.log(s)) for size, s in seconds.items() if s >= LEAST_S]
    if len(points) < 2:
        return None
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread


def without_start(seconds: Sizes) -> dict[int, float]:
    """Return times without what any size costs, as the two smallest tell where they are a line.

    >>> without_start({100: 1.1, 1000: 2.0})
    {100: 0.1, 1000: 1.0}
    """
    sizes = sorted(seconds)
    if len(sizes) < 2:
        return dict(seconds)
    first, second = sizes[:2]
    each = (seconds[second] - seconds[first]) / (second - first)
    start = min(max(seconds[first] - each * first, 0.0), 0.95 * seconds[first])
    return {size: round(one - start, 6) for size, one in seconds.items()}


def load(path: Path) -> list[Measured]:
    """Return what was measured so far."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Measured(**json.loads(line)) for line in lines]


def measure_missing(kinds: Sequence[str], path: Path) -> None:
    """Measure what does not stand in the file yet, the smallest first."""
    known = {(one.kind, one.size, one.stage.rpartition(" by ")[2]) for one in load(path)}
    for kind in kinds:
        for size in SIZES[kind]:
            for reader in READERS.get(kind, READERS[""]):
                if not any(k == kind and n == size and reader in {"", r} for k, n, r in known):
                    _measure(kind, size, reader, path)


def _measure(kind: str, size: int, reader: str, path: Path) -> None:
    with TemporaryDirectory(prefix="accordingto-scaling-") as folder:
        command = [sys.executable, "-m", "evaluation.scaling_run", kind, str(size), folder]
        command += [reader] if reader else []
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 -- our own
    with path.open("ab") as file:
        file.write(done.stdout)


def by_stage(measured: Sequence[Measured]) -> dict[tuple[str, str], list[Measured]]:
    """Return what was measured by kind and stage, the smallest size first."""
    found: dict[tuple[str, str], list[Measured]] = defaultdict(list)
    for one in sorted(measured, key=lambda one: one.size):
        found[one.kind, one.stage].append(one)
    return dict(found)


def render(measured: Sequence[Measured]) -> Iterator[str]:
    """Yield a table for each kind."""
    stages = by_stage(measured)
    for kind in dict.fromkeys(kind for kind, _ in stages):
        sizes = sorted({one.size for one in measured if one.kind == kind})
        unit = UNITS.get(kind, "reports")
        yield (
            f"\n| {kind}: seconds of processor | "
            + " | ".join(f"{size:,} {unit}" for size in sizes)
            + " | exponent | most memory, MB |"
        )
        yield "| --- |" + " --- |" * (len(sizes) + 2)
        for stage in [stage for own, stage in stages if own == kind]:
            yield _row(stage, stages[kind, stage], sizes)


def _row(stage: str, found: Sequence[Measured], sizes: Sequence[int]) -> str:
    seconds = {one.size: one.cpu_s for one in found}
    # Of two sizes, what a start costs cannot be told from growth.
    slope = exponent(without_start(seconds)) if len(seconds) >= LEAST_SIZES else None
    told = "" if slope is None else f"{slope:.2f}" + (" (!)" if slope > STEEP else "")
    cells = [f"{seconds[size]:,.1f}" if size in seconds else "" for size in sizes]
    peaks = [f"{one.peak_mb:,.0f}" for one in found if one.peak_mb]
    return f"| {stage} | {' | '.join(cells)} | {told} | {', '.join(peaks)} |"


def write_plots(measured: Sequence[Measured], folder: Path) -> None:
    """Write a picture of the times of each kind."""
    stages = by_stage(measured)
    for kind in dict.fromkeys(kind for kind, _ in stages):
        lines = [
            Line(stage, tuple((one.size, one.cpu_s) for one in found if one.cpu_s >= 0.01))
            for (own, stage), found in stages.items()
            if own == kind
        ]
        title = f"{kind}: seconds of processor by {UNITS.get(kind, 'reports')}"
        path = folder / f"scaling-{kind}.svg"
        path.write_text(plot(title, [line for line in lines if len(line.points) > 1]), "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, tell, draw; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--kinds", nargs="+", choices=tuple(SIZES), default=list(SIZES))
    parser.add_argument("--results", type=Path, default=Path("scaling.jsonl"))
    parser.add_argument("--plots", type=Path, help="folder for pictures")
    parser.add_argument("--only-tell", action="store_true", help="measure nothing")
    asked = parser.parse_args(arguments)
    if not asked.only_tell:
        measure_missing(asked.kinds, asked.results)
    measured = [one for one in load(asked.results) if one.kind in asked.kinds]
    print(*render(measured), sep="\n")
    if asked.plots:
        write_plots(measured, asked.plots)
    return 0


if __name__ == "__main__":
    sys.exit(main())
