"""Expressions of time against WikiWars: `python -m evaluation.time_expressions`.

22 war histories in TimeML. Printed are precision, recall and F1 of spans that overlap, the share of
them whose value is right, and F1 times that share (the measure of TempEval-3). Durations, sets and
dates before Christ stand in this gold too; they are no days, and count as missed.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import NamedTuple

from accordingto.reader.calendar import FindDays, FindPublished
from accordingto.reader.layers import TimeMention
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.quotations import FindQuotations
from accordingto.reader.sentences import FindSentences
from accordingto.report import Report, Span
from evaluation.shared import SHARED

_TAG = re.compile(r"<TIMEX3 [^>]{0,200}>|</TIMEX3>")
_VALUE = re.compile(r'value="([^"]{0,40})"')
_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}


class Timex(NamedTuple):
    """One expression of time with its value as TimeML writes it."""

    span: Span
    value: str


class Counts(NamedTuple):
    """What was found, over all texts."""

    gold: int
    found: int
    hit: int
    right: int


def read_timeml(path: Path) -> tuple[Report, list[Timex]]:
    """Return the text of a TimeML file, with its expressions."""
    source = path.read_text(encoding="utf-8")
    published = _VALUE.search(source[source.index("<DCT>") :])
    body = source[source.index("<TEXT>") + len("<TEXT>") : source.index("</TEXT>")]
    text, found = "", []
    opened: tuple[int, str] | None = None
    end = 0
    for tag in _TAG.finditer(body):
        text += unescape(body[end : tag.start()])
        end = tag.end()
        value = _VALUE.search(tag.group())
        if value is not None:
            opened = len(text), value.group(1)
        elif opened is not None:
            found.append(Timex(Span(opened[0], len(text)), opened[1]))
    text += unescape(body[end:])
    day = published.group(1) if published else None
    return Report(id=path.stem, text=text, published=day), found


def value_of(edtf: str) -> str:
    """Return the value that TimeML gives to a day written in EDTF.

    >>> value_of("1944-06-06"), value_of("1789-21"), value_of("1914/..")
    ('1944-06-06', '1789-SP', '1914')
    """
    first, _, last = edtf.partition("/")
    point = (last if first == ".." else first).rstrip("~").rstrip("X")
    season = _SEASONS.get(point[5:])
    return point[:5] + season if season else point


def find_days(report: Report) -> Iterator[Timex]:
    """Yield what our calendar finds."""
    stages = Pipeline((FindSentences(), FindQuotations(), FindPublished(), FindDays()))
    for mention in stages(report).of(TimeMention):
        yield Timex(mention.evidence, value_of(mention.days.edtf))


def compare_timex(gold: Sequence[Timex], found: Sequence[Timex]) -> Counts:
    """Count the pairs that overlap, each expression in one pair only, and those of equal value."""
    hit = right = place = 0
    for one in gold:
        while place < len(found) and found[place].span.end <= one.span.start:
            place += 1
        if place < len(found) and found[place].span.overlaps(one.span):
            hit += 1
            right += found[place].value == one.value
            place += 1
    return Counts(len(gold), len(found), hit, right)


def main() -> None:
    """Print the figures over all texts."""
    rows = []
    for path in sorted((SHARED / "benchmarks" / "time").glob("*.tml")):
        report, gold = read_timeml(path)
        rows.append(compare_timex(gold, list(find_days(report))))
    total = Counts(*(sum(column) for column in zip(*rows, strict=True)))
    precision, recall = total.hit / total.found, total.hit / total.gold
    f1 = 2 * precision * recall / (precision + recall)
    share = total.right / total.hit
    print(f"{len(rows)} texts, {total.gold} expressions, {total.found} found")
    print(f"relaxed spans  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    print(f"value right    {share:.3f}   F1 x value {f1 * share:.3f}")


if __name__ == "__main__":
    main()
