"""Milliseconds of processor a report by stage of `add`: `python -m evaluation.bench_adding CORPUS`.

Each report is read, kept in a fresh ledger and, when all are kept, linked into cases, as `add`
does on one job. Names of readers may follow the corpus.
"""

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial, wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar
from unittest.mock import patch

from accordingto.corroboration.casebook import corroborate_pending
from accordingto.engine import adding
from accordingto.engine.choices import ReaderChoice
from accordingto.engine.outcomes import Work
from accordingto.ingest.inputs import Given, Incoming
from accordingto.ingest.reports import read_reports
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.readings import ReadyReading, make_ready
from accordingto.records.readings import Reading

READING, READY = "reading", "making rows ready"
KNOWN, KEEPING = "looking whether it is known", "keeping"
LINKING, ELSE = "linking into cases", "all else"
METHODS = {"_sift": KNOWN, "settle": KEEPING}
"""What `adding` calls for each report, in the process that keeps."""
WARM_UP = 20
"""Reports that are read before, so that what is loaded at first use is loaded."""
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class Spent:
    """Seconds of processor by stage."""

    by_stage: dict[str, float] = field(
        default_factory=lambda: dict.fromkeys((READING, READY, KNOWN, KEEPING, LINKING), 0.0)
    )

    def around(self, stage: str, function: Callable[P, R]) -> Callable[P, R]:
        """Return the function, measured as a stage."""

        @wraps(function)
        def measured(*arguments: P.args, **options: P.kwargs) -> R:
            begin = time.process_time()
            try:
                return function(*arguments, **options)
            finally:
                self.by_stage[stage] += time.process_time() - begin

        return measured


def render_adding(corpus: Path, readers: Sequence[str]) -> str:
    """Return a table for each reader, its dearest stage first; the default reader if none."""
    names = readers or [ReaderChoice().name]
    return "\n".join(line for name in names for line in _rows(name, corpus))


def _rows(name: str, corpus: Path) -> Iterator[str]:
    spent = measure_adding(ReaderChoice(name), corpus)
    yield f"\nadd, {name}: stage                ms of processor a report"
    for stage in sorted(spent, key=lambda stage: -spent[stage]):
        yield f"  {stage:30}{spent[stage]:>8.2f}"
    yield f"  {'in all':30}{sum(spent.values()):>8.2f}"


def measure_adding(choice: ReaderChoice, corpus: Path) -> Mapping[str, float]:
    """Return milliseconds of processor a report for each stage, start-up left out."""
    spent, read = Spent(), choice()
    _warm_up(read, corpus)
    begin, count = time.process_time(), 0
    with TemporaryDirectory(prefix="accordingto-bench-") as folder, ExitStack() as stack:
        ledger = stack.enter_context(Ledger.open(Path(folder) / "reports.ledger", Opening.MAKE))
        way = vars(adding)["_Adding"]
        for method, stage in METHODS.items():
            measured = spent.around(stage, getattr(way, method))
            stack.enter_context(patch.object(way, method, measured))
        make_work = partial(_measured_work, read, spent)
        items = read_reports([str(corpus)])
        for result in adding.add_all(items, ledger, make_work, given=Given(), jobs=1):
            count += isinstance(result, adding.Added)
        spent.around(LINKING, corroborate_pending)(ledger)
    in_all = time.process_time() - begin
    found = spent.by_stage | {ELSE: in_all - sum(spent.by_stage.values())}
    return {stage: 1000 * seconds / max(count, 1) for stage, seconds in found.items()}


def _warm_up(read: Work[Reading], corpus: Path) -> None:
    for number, item in enumerate(read_reports([str(corpus)])):
        if number >= WARM_UP:
            break
        if isinstance(item, Incoming):
            make_ready(read(item))


def _measured_work(read: Work[Reading], spent: Spent) -> Work[ReadyReading]:
    reading, ready = spent.around(READING, read), spent.around(READY, make_ready)
    return lambda incoming: ready(reading(incoming))


if __name__ == "__main__":
    print(render_adding(Path(sys.argv[1]), sys.argv[2:]))
