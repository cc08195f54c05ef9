"""What it costs to add reports to a ledger whose cases are kept.

    python -m evaluation.casebook_growth [--reports 10000 100000]

Ledgers are filled with invented reports (`inventing.py`), 20 a day however many there are, and
corroborated whole. Then a hundred reports are added twice, and the cases that they touch are made
anew: the hundred that come next, of five days; and a hundred drawn from all days, which is dearer,
since nearly each of them tells of other cases. Told are seconds of processor and by the clock, the
most memory that the process held, and by how much more the largest ledger costs than the smallest.
It is no test: figures hold for the machine they were measured on.
"""

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from accordingto.corroboration.casebook import corroborate_ledger, corroborate_pending
from accordingto.ledger.copying import in_parts
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.storing import store_report
from evaluation.invented_war import War
from evaluation.inventing import Invented, invent_reports

READINGS_A_DAY = 20
ADDED = 100
SEED = 7
NEXT, DRAWN = "the next 100", "100 of all days"


@dataclass(frozen=True, slots=True)
class Took:
    """What a step took."""

    processor_s: float
    clock_s: float


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured on one ledger."""

    reports: int
    whole: Took
    memory_mb: float
    added: dict[str, Took]


def measure(reports: int, path: Path) -> Run:
    """Fill a ledger, corroborate it, and add to it."""
    held: dict[str, list[Invented]] = {}
    with Ledger.open(path, Opening.MAKE) as ledger:
        store(ledger, hold_back(reports, held))
        whole = timed(lambda: corroborate_ledger(ledger))
        memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        added = {}
        for name, some in held.items():
            store(ledger, some)
            added[name] = timed(lambda: corroborate_pending(ledger))
    return Run(reports, whole, memory_mb, added)


def hold_back(reports: int, held: dict[str, list[Invented]]) -> Iterator[Invented]:
    """Yield reports but for those that are added later, which are put into `held` by name."""
    held |= {NEXT: [], DRAWN: []}
    count = reports + 2 * ADDED
    draw = random.Random(SEED)  # noqa: S311 -- nothing secret
    drawn = set(draw.sample(range(count - ADDED), ADDED))
    made = invent_reports(War.of(SEED), SEED, count, max(count // READINGS_A_DAY, 1))
    for number, one in enumerate(made):
        if number in drawn:
            held[DRAWN].append(one)
        elif number >= count - ADDED:
            held[NEXT].append(one)
        else:
            yield one


def store(ledger: Ledger, reports: Iterable[Invented]) -> None:
    """Keep reports; no case knows them yet."""
    for part in in_parts(reports, ADDED):
        with ledger.change(in_bulk=True) as connection:
            for one in part:
                store_report(connection, one.incoming, one.reading, ledger.now())


def timed(step: Callable[[], object]) -> Took:
    """Take a step, and tell what it took."""
    clock, processor = time.perf_counter(), time.process_time()
    step()
    return Took(time.process_time() - processor, time.perf_counter() - clock)


def render(runs: Sequence[Run]) -> Iterator[str]:
    """Yield a table, a row a step: seconds of processor, and by the clock."""
    yield (
        "| seconds of processor (by the clock) | "
        + " | ".join(f"{run.reports:,} reports" for run in runs)
        + " | ratio |"
    )
    yield "| --- |" + " --- |" * (len(runs) + 1)
    yield _row("all corroborated", [run.whole for run in runs])
    for name in (NEXT, DRAWN):
        yield _row(f"{name} added", [run.added[name] for run in runs])
    yield "| most memory, MB | " + " | ".join(f"{run.memory_mb:,.0f}" for run in runs) + " | |"


def _row(name: str, took: Sequence[Took]) -> str:
    cells = " | ".join(f"{one.processor_s:.1f} ({one.clock_s:.1f})" for one in took)
    return f"| {name} | {cells} | {took[-1].processor_s / took[0].processor_s:.2f} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--reports", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", help="where the ledgers are put, 36 kB a report")
    asked = parser.parse_args(arguments)
    runs = []
    with TemporaryDirectory(prefix="accordingto-growth-", dir=asked.folder) as folder:
        for reports in sorted(asked.reports):
            runs.append(measure(reports, Path(folder) / f"{reports}.ledger"))
            print(f"{reports:,} reports measured", file=sys.stderr)
    print(*render(runs), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
