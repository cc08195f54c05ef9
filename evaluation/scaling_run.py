"""One size of what `evaluation.scaling` measures, in processes of its own.

    python -m evaluation.scaling_run KIND SIZE FOLDER [READER]

Prints one JSON object a stage. KIND is `corroboration` (a file of invented readings), `ledger` (a
ledger of invented reports), `reading` (so many reports from the command line) or `text` (one report
of so many words).
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from accordingto.corroboration.casebook import corroborate_ledger, corroborate_pending
from accordingto.ledger.ledger import Ledger, Opening
from evaluation.casebook_growth import READINGS_A_DAY, hold_back, store, timed
from evaluation.corroboration_scale import Size, write_readings
from evaluation.corroboration_scale import measure as corroborated
from evaluation.invented_war import War
from evaluation.inventing import Invented, invent_reports

SEED = 1
MB = 1024
MONTH = ("--from", "2011-03", "--to", "2011-03")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a stage took at a size."""

    kind: str
    stage: str
    size: int
    cpu_s: float
    peak_mb: float | None = None
    """The most that its process held; None where it shares one with others."""


def measure_corroboration(size: int, folder: Path) -> Iterator[Measured]:
    """Yield the stages of `corroborate FILE`."""
    path = folder / "readings.jsonl"
    write_readings(Size(size, size // READINGS_A_DAY), SEED, path)
    run = corroborated(path)
    for stage, cpu_s in run.cpu_s.items():
        yield Measured("corroboration", stage, size, cpu_s)
    yield Measured(
        "corroboration", "all of corroborate", size, sum(run.cpu_s.values()), run.peak_mb
    )


def measure_ledger(size: int, folder: Path) -> Iterator[Measured]:
    """Yield what a ledger is filled, corroborated, added to and looked at for."""
    path = folder / "war.ledger"
    steps: list[tuple[str, float]] = []

    def take(stage: str, step: Callable[[], object]) -> None:
        steps.append((stage, timed(step).processor_s))

    held: dict[str, list[Invented]] = {}
    with Ledger.open(path, Opening.MAKE) as ledger:
        made = [*hold_back(size, held)] if size <= 1000 else hold_back(size, held)
        take("storing, with making up", lambda: store(ledger, made))
        take("all corroborated", lambda: corroborate_ledger(ledger))
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
        for name, some in held.items():
            store(ledger, some)
            take(f"{name} linked", lambda: corroborate_pending(ledger))
    for stage, cpu_s in steps:
        yield Measured("ledger", stage, size, cpu_s, peak_mb if stage == steps[1][0] else None)
    yield from _looked_at(size, path, folder)


def _looked_at(size: int, path: Path, folder: Path) -> Iterator[Measured]:
    """Yield commands on a ledger, each in a process of its own."""
    commands = {
        "show incidents": ("show", "incidents"),
        "show cases": ("show", "cases"),
        "show one place": ("show", "incidents", "--text", "hospital"),
        "brief of a month": ("brief", *MONTH, "--include-unreviewed"),
        "verify": ("verify",),
        "export": ("export", "--to", "json", "--include-unreviewed", "-o", str(folder / "csv")),
    }
    for stage, command in commands.items():
        yield _run(("ledger", stage, size), (*command, "--ledger", str(path)))


def measure_reading(size: int, folder: Path, reader: str) -> Iterator[Measured]:
    """Yield what so many reports take to read."""
    corpus = folder / "corpus.jsonl"
    with corpus.open("w", encoding="utf-8") as file:
        for one in invent_reports(War.of(SEED), SEED, size, max(size // READINGS_A_DAY, 1)):
            file.write(_row(one) + "\n")
    yield _read("reading", f"reports read by {reader}", size, corpus, reader)


def measure_text(size: int, folder: Path, reader: str) -> Iterator[Measured]:
    """Yield what one text of so many words takes to read."""
    corpus, words = folder / "corpus.jsonl", list[str]()
    made = invent_reports(War.of(SEED), SEED, size)
    while len(words) < size:
        words += next(made).incoming.report.text.split(" ")
    row = {"id": "long", "published": "2011-03-01", "text": " ".join(words[:size])}
    corpus.write_text(json.dumps(row) + "\n", encoding="utf-8")
    yield _read("text", f"one text by {reader}", size, corpus, reader)


def _row(one: Invented) -> str:
    report = one.incoming.report
    told = {"id": report.id, "title": report.title, "text": report.text}
    return json.dumps(told | {"published": report.published, "publisher": report.publisher})


def _read(kind: str, stage: str, size: int, corpus: Path, reader: str) -> Measured:
    command = ("read", str(corpus), "--reader", reader, "--format", "jsonl", "-o", os.devnull)
    return _run((kind, stage, size), command)


def _run(told: tuple[str, str, int], command: Sequence[str]) -> Measured:
    """Run a command of ours, and return what it took, its start included."""
    asked = (sys.executable, "-m", "accordingto", *command, "--quiet")
    if command[0] == "show":
        asked = asked[:-1]
    process = subprocess.Popen(asked, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own command
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1, 6}:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    # A process that was started by a larger one is said to have held as much as that.
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak_mb = used.ru_maxrss / MB if used.ru_maxrss > own else None
    return Measured(*told, used.ru_utime + used.ru_stime, peak_mb)


def main(arguments: Sequence[str]) -> int:
    """Measure, print; return the exit code."""
    kind, size, folder, *reader = arguments
    made = {
        "corroboration": measure_corroboration,
        "ledger": measure_ledger,
        "reading": measure_reading,
        "text": measure_text,
    }[kind](int(size), Path(folder), *reader)
    for measured in made:
        print(json.dumps(asdict(measured)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
