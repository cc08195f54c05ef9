"""Deeds that a report tells so many days apart: "the attack came two days after bombs hit"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import cast

from accordingto.lexicons.loader import load_words, read_lexicon
from accordingto.reader.day_values import day_interval, make_days
from accordingto.reader.layers import Annotations, Sentence
from accordingto.reader.merging import Draft
from accordingto.records.base import Mention
from accordingto.records.days import Days
from accordingto.report import Report, Span

_GAP = re.compile(r"\b([\w-]{1,24}) (days?|weeks?) (after|before)\b", re.IGNORECASE)
_REACH = 60
"""So many code points behind such words, a deed is the one that they count from."""
_LEAD = 16
"""Code points before them in which a word may make the number vague: "less than"."""
_WEEK = 7
_LONGEST = 99


@dataclass(frozen=True, slots=True)
class _Apart:
    """Two mentions of deeds, and how many days the second happened after the first."""

    told: Span
    """Of the deed that is told."""
    other: Span
    """Of the one that the days are counted from."""
    days: int
    words: Span
    """By which the report says so."""
    is_rough: bool
    """Weeks are rounded."""


def count_days(report: Report, found: Annotations, drafts: Sequence[Draft]) -> None:
    """Give deeds the day that they have by being told so many days from another.

    The other deed stands right behind "after", the one that is told before these words, or behind
    both: "A day after a raid on Marenna, shells hit Tarrow".
    """
    gaps = list(_GAP.finditer(report.text)) if len(drafts) > 1 else []
    if not gaps:
        return
    of_span = {anchor.evidence: draft for draft in drafts for anchor in draft.anchors}
    sentences = [one.evidence for one in found.of(Sentence)]
    spans = sorted(of_span)
    for one in (one for gap in gaps for one in _between(report, gap, sentences, spans)):
        told, other = of_span[one.told], of_span[one.other]
        if told is other:
            continue
        if not _is_own(other.days, one, told.days):
            other.days = _shifted(report, told.days, one, one.days)
        elif told.days is None:
            told.days = _shifted(report, other.days, one, -one.days)


def _between(
    report: Report, gap: re.Match[str], sentences: Sequence[Span], spans: Sequence[Span]
) -> Iterator[_Apart]:
    count = _count(report, gap)
    words = Span(*gap.span())
    place = bisect_right(sentences, words.start, key=lambda sentence: sentence.start)
    if count is None or not place:
        return
    sentence = sentences[place - 1]
    first = bisect_left(spans, sentence.start, key=lambda span: span.start)
    inside = spans[first : bisect_left(spans, sentence.end, key=lambda span: span.start)]
    before = [span for span in inside if span.end <= words.start]
    behind = [span for span in inside if span.start >= words.end]
    if not behind or behind[0].start - words.end > _REACH:
        return
    told = before[-1:] or behind[1:2]
    if told:
        is_week = gap[2].casefold().startswith("week")
        days = count * (_WEEK if is_week else 1)
        sign = -1 if gap[3].casefold() == "after" else 1
        yield _Apart(told[0], behind[0], sign * days, words, is_rough=is_week)


def _count(report: Report, gap: re.Match[str]) -> int | None:
    """Return how many days or weeks are told; None where that is not exact."""
    lead = report.text[max(0, gap.start() - _LEAD) : gap.start()].casefold().split()
    if lead and lead[-1] in load_words("times")["inexact_count"]:
        return None
    word = gap[1].casefold()
    count = int(word) if word.isdecimal() else _counts().get(word)
    return count if count is not None and 0 < count <= _LONGEST else None


@cache
def _counts() -> dict[str, int]:
    values = cast("dict[str, int]", read_lexicon("numbers")["values"])
    return values | {"a": 1, "the": 1}


def _is_own(days: Days | None, apart: _Apart, counted_from: Days | None) -> bool:
    """Tell whether a deed has a day of its own, and not that of the deed that it lies apart from.

    Nor a day that the words themselves gave, for a sentence with another order.
    """
    if days is None or days.evidence is None:
        return days is not None
    if counted_from is not None and days.evidence == counted_from.evidence:
        return False
    return not days.evidence.span.overlaps(apart.words)


def _shifted(report: Report, days: Days | None, apart: _Apart, by: int) -> Days | None:
    """Return a single day, moved by some; None of no day, and of more than one."""
    if days is None or days.date_from is None or days.date_from != days.date_to:
        return None
    moved = day_interval(days.date_from + timedelta(days=by), is_rough=apart.is_rough)
    return make_days(moved, Mention.at(report, apart.words))
