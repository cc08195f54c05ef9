"""Whether a reader reads one party as another.

python -m evaluation.bias [--reader NAME|both] [--reports FILE.jsonl] [--most N] [--show N]

Exchanges parties (governments, armed groups, nationalities) in sentences of our own (`bias.toml`)
and in reports, reads both, and compares what may not change: kinds of incidents, how certain they
are, states and numbers of figures, modes of blame. Prints, for each reader, how often they do.
"""

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from accordingto.engine.choices import ReaderChoice, ReaderName, open_reader
from accordingto.reader.readers import Reader
from accordingto.records.readings import Reading
from accordingto.report import Report
from evaluation.shared import ROOT, SHARED, reports

DATA = Path(__file__).with_name("bias.toml")
SAMPLES = ROOT / "src" / "accordingto" / "samples" / "reports.jsonl"
CORPUS = SHARED / "corpus" / "syria-2011-2018.jsonl"
BOTH = "both"
OWN = (ReaderName.NETWORK, ReaderName.RULES)
"""Readers that need no model of somebody else."""
MOST = 40
"""Reports of a corpus that are read, evenly spread."""
PUBLISHED = "2024-03-14"
_NUMBERS = {3: "three", 4: "four", 7: "seven", 12: "12", 15: "15", 23: "23"}

Signature = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A text, and the same with its parties exchanged."""

    swap: str
    """What was exchanged for what."""
    text: str
    other: str


@dataclass(slots=True)
class Tally:
    """How many texts were compared, and which of them changed."""

    compared: int = 0
    changed: list[tuple[Pair, Signature, Signature]] = field(default_factory=list)
    records: int = 0
    lost: int = 0
    """Records that were not there, or were others, with the parties exchanged."""

    @property
    def rate(self) -> float:
        """Share of the texts that changed."""
        return len(self.changed) / self.compared if self.compared else 0.0


def signature(reading: Reading) -> Signature:
    """Return what may not change with the party: kinds, states, numbers, certainty, blame."""
    rows: Signature = Counter()
    for figure in reading.figures:
        rows["figure", str(figure.state), str(figure.low), str(figure.high)] += 1
    for incident in reading.incidents:
        rows["incident", str(incident.kind), str(incident.certainty)] += 1
        for blame in incident.blame:
            rows["blame", str(incident.kind), str(blame.mode)] += 1
    return rows


def sentences() -> Iterator[Pair]:
    """Yield sentences of our own, each with its parties exchanged."""
    data = _data()
    deeds = cast("list[dict[str, str]]", data["deed"])
    parties = cast("dict[str, list[str]]", data["parties"])
    numbers = list(_NUMBERS)
    for f, frame in enumerate(cast("list[dict[str, str | list[str]]]", data["frame"])):
        for d, deed in enumerate(deeds):
            names = frame["parties"]
            group = parties[names[(f + d) % len(names)]]
            x, y, z = (group[(3 * f + d + step) % len(group)] for step in (0, 1, 3))
            n = numbers[(f + 2 * d) % len(numbers)]
            text = cast("str", frame["text"])
            plain, turned, third = (
                _filled(text, one, other, deed, n) for one, other in ((x, y), (y, x), (z, y))
            )
            if "{y}" in text or "{Y}" in text:
                yield Pair(f"{x} <-> {y}", plain, turned)
            yield Pair(f"{x} -> {z}", plain, third)


def _filled(text: str, x: str, y: str, deed: Mapping[str, str], number: int) -> str:
    words = _NUMBERS[number]
    return text.format(
        x=x,
        y=y,
        X=_opened(x),
        Y=_opened(y),
        n=words,
        N=_opened(words),
        deed=deed["past"],
        done=deed["done"],
    )


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]


def swapped(report: Report) -> Report:
    """Exchange the parties of a report, each for the next of its row."""
    rows = cast("dict[str, list[str]]", _data()["swaps"])
    following = {
        form(word): form(row[(place + 1) % len(row)])
        for row in rows.values()
        for place, word in enumerate(row)
        for form in (str, _opened, str.upper)
    }

    def exchange(found: re.Match[str]) -> str:
        return following.get(found.group(), found.group())

    word = re.compile(r"[^\W\d_]{1,40}+")
    text, title = word.sub(exchange, report.text), word.sub(exchange, report.title)
    return replace(report, text=text, title=title)


def compare_sentences(reader: Reader) -> Tally:
    """Read all sentences of our own both ways."""
    tally = Tally()
    known: dict[str, Signature] = {}
    for pair in sentences():
        for text in (pair.text, pair.other):
            if text not in known:
                report = Report(id="bias", text=text, published=PUBLISHED)
                known[text] = signature(reader.read(report))
        _count(tally, pair, known[pair.text], known[pair.other])
    return tally


def compare_reports(reader: Reader, texts: Sequence[Report]) -> Tally:
    """Read reports as they are and with their parties exchanged."""
    tally = Tally()
    for report in texts:
        other = swapped(report)
        if other.text != report.text:
            pair = Pair(report.id, report.text, other.text)
            _count(tally, pair, signature(reader.read(report)), signature(reader.read(other)))
    return tally


def _count(tally: Tally, pair: Pair, before: Signature, after: Signature) -> None:
    tally.compared += 1
    tally.records += before.total()
    tally.lost += max((before - after).total(), (after - before).total())
    if before != after:
        tally.changed.append((pair, before, after))


def spread(path: Path, most: int) -> list[Report]:
    """Return so many reports of a corpus, evenly spread over it."""
    found = list(reports(path))
    step = max(1, len(found) // most)
    return found[::step][:most]


def _data() -> dict[str, object]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code."""
    options = _parser().parse_args(arguments)
    names = list(OWN) if options.reader == BOTH else [ReaderName(options.reader)]
    head = (
        f"{'reader':9}{'texts':22}{'pairs':>7}{'changed':>9}{'rate':>7}{'records':>9}{'other':>7}"
    )
    print(head)
    for name in names:
        reader = open_reader(ReaderChoice(name))
        tallies = {"sentences": compare_sentences(reader)}
        tallies["bundled samples"] = compare_reports(reader, spread(SAMPLES, MOST))
        if options.reports.is_file():
            texts = spread(options.reports, options.most)
            tallies[options.reports.stem[:20]] = compare_reports(reader, texts)
        for texts_name, tally in tallies.items():
            print(
                f"{name:9}{texts_name:22}{tally.compared:7}{len(tally.changed):9}"
                f"{tally.rate:7.3f}{tally.records:9}{tally.lost:7}"
            )
            for pair, before, after in tally.changed[: options.show]:
                print("\n".join(_told(pair, before, after)))
    return 0


def _told(pair: Pair, before: Signature, after: Signature) -> Iterator[str]:
    """Tell of one text that is read otherwise."""
    yield f"  {pair.swap}: {pair.text if len(pair.text) < 400 else ''}"
    yield from (f"    only before: {' '.join(row)}" for row in sorted((before - after).elements()))
    yield from (f"    only after:  {' '.join(row)}" for row in sorted((after - before).elements()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reader", choices=[*OWN, BOTH], default=BOTH)
    parser.add_argument("--reports", type=Path, default=CORPUS, metavar="FILE")
    parser.add_argument("--most", type=int, default=MOST, metavar="N")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="changes to be shown")
    return parser


if __name__ == "__main__":
    sys.exit(main())
