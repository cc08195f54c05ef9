"""Fill a ledger with invented reports, and measure how it bears them.

    python -m evaluation.filling --reports 100000
    python -m evaluation.filling --ledger filled.ledger --beside small.ledger

Reports and their readings are made up (`inventing.py`), and kept as `add` keeps them. Told are, for
each tenth: reports a second, by the clock and by the processor, of all that `add` does in the one
process that keeps them (workers read the reports and make their rows; that is not in it, nor is
making them up); memory; the size of the file. Then pages of lists are looked up by filters that
are drawn as the reports were, each in a ledger opened anew.

A machine that others use is not as fast in the first tenth as in the last. So, with `--beside`, the
same new reports are added to a copy of a full ledger and of a small one by turns.
"""

import argparse
import random
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, mkdtemp

from accordingto.engine.adding import add_all
from accordingto.engine.outcomes import Work
from accordingto.ingest.inputs import Given, Incoming
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.readings import ReadyReading, make_ready
from evaluation.invented_searches import search
from evaluation.invented_war import War
from evaluation.inventing import Invented, invent_reports

MB = 1024**2
PARTS = 10


@dataclass(slots=True)
class Aside:
    """Time that is spent on what is not measured."""

    clock_s: float = 0.0
    processor_s: float = 0.0

    @contextmanager
    def spent(self) -> Iterator[None]:
        """Count the time within as spent aside."""
        clock, processor = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.clock_s += time.perf_counter() - clock
            self.processor_s += time.process_time() - processor


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What it took to add some reports."""

    reports: int
    clock_s: float
    processor_s: float
    memory_mb: float
    file_mb: float

    @property
    def per_clock(self) -> float:
        """Reports a second."""
        return self.reports / self.clock_s

    @property
    def per_processor(self) -> float:
        """Reports a second of the processor."""
        return self.reports / self.processor_s


@dataclass(slots=True)
class Filling:
    """A ledger that is being filled."""

    ledger: Ledger
    reports: Iterator[Invented]
    aside: Aside = field(default_factory=Aside)
    _last: Invented | None = None

    def add(self, count: int) -> Part:
        """Add so many more, and tell what it took."""
        self.aside = Aside()
        clock, processor = time.perf_counter(), time.process_time()
        made = self._invent(count)
        for _ in add_all(made, self.ledger, lambda: self._read, given=Given()):
            pass
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
        return Part(
            reports=count,
            clock_s=clock - self.aside.clock_s,
            processor_s=processor - self.aside.processor_s,
            memory_mb=memory_mb(),
            file_mb=_size(self.ledger) / MB,
        )

    def _invent(self, count: int) -> Iterator[Incoming]:
        for _ in range(count):
            with self.aside.spent():
                self._last = next(self.reports)
            yield self._last.incoming

    @property
    def _read(self) -> Work[ReadyReading]:
        def read(incoming: Incoming) -> ReadyReading:
            assert self._last is not None and self._last.incoming.report is incoming.report  # noqa: S101, PT018
            with self.aside.spent():
                return make_ready(self._last.reading)

        return read


def memory_mb() -> float:
    """Return what this process holds now, on Linux."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (kilobytes,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kilobytes) / 1024


def _size(ledger: Ledger) -> int:
    path = ledger.address.path
    if path is None:
        return 0
    beside = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (beside.stat().st_size if beside.exists() else 0)


def fill(where: str, reports: int, seed: int) -> list[Part]:
    """Fill a ledger, and print what each tenth of it took."""
    print("| reports | a second | a second of processor | memory, MB | ledger, MB |")
    print("| --- | --- | --- | --- | --- |")
    parts = []
    with Ledger.open(where, Opening.MAKE) as ledger:
        filling = Filling(ledger, invent_reports(War.of(seed), seed, reports))
        for number in range(PARTS):
            part = filling.add(reports // PARTS)
            parts.append(part)
            print(
                f"| {(number + 1) * part.reports:,} | {part.per_clock:.0f} | "
                f"{part.per_processor:.0f} | {part.memory_mb:.0f} | {part.file_mb:,.0f} |",
                flush=True,
            )
    return parts


def tell_fall(parts: list[Part]) -> None:
    """Print by how much the rate fell from the first to the last part."""
    first, last = parts[0], parts[-1]
    print(
        f"from the first tenth to the last the rate fell by "
        f"{1 - last.per_clock / first.per_clock:.0%} by the clock, by "
        f"{1 - last.per_processor / first.per_processor:.0%} by the processor"
    )


def fill_by_turns(full: Path, small: Path, rounds: int, reports: int) -> None:
    """Add the same new reports to copies of two ledgers by turns; print how the rates differ."""
    war, ratios = War.of(1), []
    with TemporaryDirectory(prefix=".filling-", dir=full.parent) as folder, ExitStack() as stack:
        pair = []
        for number, ledger in enumerate((small, full)):
            copy = Path(folder) / f"{number}.ledger"
            shutil.copy(ledger, copy)
            opened = stack.enter_context(Ledger.open(copy, Opening.CHANGE))
            pair.append(Filling(opened, invent_reports(war, 2, (rounds + 1) * reports)))
        for filling in pair:
            filling.add(reports)
        for number in range(rounds):
            order = pair if number % 2 else pair[::-1]
            took = {id(filling): filling.add(reports) for filling in order}
            ratios.append([took[id(filling)] for filling in pair])
    for name in ("per_clock", "per_processor"):
        first, last = (median(getattr(parts[n], name) for parts in ratios) for n in (0, 1))
        falls = [1 - getattr(large, name) / getattr(little, name) for little, large in ratios]
        print(
            f"{name}: {first:.0f} reports a second beside {last:.0f}; it is slower by "
            f"{median(falls):.0%} ({min(falls):.0%} to {max(falls):.0%})"
        )


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--ledger", help="a file or URL; else one in a new folder")
    parser.add_argument("--search-only", action="store_true", help="it is filled already")
    parser.add_argument("--draws", type=int, default=20, help="of the values of each search")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--beside", type=Path, help="a small ledger, to add to both by turns")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--each", type=int, default=500, help="reports of a turn")
    asked = parser.parse_args()
    if asked.beside:
        fill_by_turns(Path(asked.ledger), asked.beside, asked.rounds, asked.each)
        return 0
    where = asked.ledger or str(Path(mkdtemp(prefix="accordingto-filling-")) / "filled.ledger")
    print(f"the ledger is {where}")
    if not asked.search_only:
        tell_fall(fill(where, asked.reports, asked.seed))
    search(where, War.of(asked.seed), random.Random(asked.seed), asked.draws)  # noqa: S311
    return 0


if __name__ == "__main__":
    sys.exit(main())
