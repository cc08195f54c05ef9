"""Days of steps that a report ties to those of a deed: "hours after", "in a new breach of"."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from accordingto.lexicons.loader import load_words
from accordingto.reader.layers import Annotations, Sentence
from accordingto.records.incidents import Incident
from accordingto.records.values import Step
from accordingto.report import Report, Span

Range = tuple[date | None, date | None]
UNDATED: Range = (None, None)

_WORDS = load_words("agreements")
_LONG = 12
"""Hours after which it is another day, as likely as not."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """One mention of a deed that has a day."""

    span: Span
    day: date


class DeedDays:
    """Which steps share the day of a deed of the same sentence, by the words between the two."""

    def __init__(self, report: Report, found: Annotations) -> None:
        self._report = report
        self._sentences = [one.evidence for one in found.of(Sentence)]
        self._deeds = sorted(_dated(found.of(Incident)), key=lambda deed: deed.span)

    def of(self, step: Step, evidence: Span) -> Range:
        """Return the day of a step that has none of its own, or none."""
        place = bisect_right(self._sentences, evidence.start, key=lambda s: s.start)
        if not place or not self._deeds:
            return UNDATED
        sentence = self._sentences[place - 1]
        first = bisect_left(self._deeds, sentence.start, key=lambda deed: deed.span.start)
        last = bisect_left(self._deeds, sentence.end, key=lambda deed: deed.span.start)
        near = self._deeds[first:last]
        before = [deed for deed in near if deed.span.end <= evidence.start]
        behind = [deed for deed in near if deed.span.start >= evidence.end]
        if before:
            between = self._report.text[before[-1].span.end : evidence.start]
            if _are_of_one_day(between) or (step is Step.VIOLATED and _is_breach(between)):
                return before[-1].day, before[-1].day
        if behind and _are_of_one_day(self._report.text[evidence.end : behind[0].span.start]):
            return behind[0].day, behind[0].day
        return UNDATED


def _dated(incidents: Sequence[Incident]) -> Iterator[_Mention]:
    for incident in incidents:
        if incident.date_from is not None and incident.date_from == incident.date_to:
            for mention in (incident.evidence, *incident.mentions):
                yield _Mention(mention.span, incident.date_from)


def _is_breach(between: str) -> bool:
    """Tell whether words say that what stands before them is the breach behind them.

    >>> _is_breach(" on the town in a new "), _is_breach(" on the town after a ")
    (True, False)
    """
    words = between.casefold().split()
    while words and words[-1] in _WORDS["breach_adjectives"] | _WORDS["breach_determiners"]:
        words.pop()
    return bool(words) and words[-1] in _WORDS["breach_links"]


def _are_of_one_day(between: str) -> bool:
    """Tell whether words say that there are only hours between what they stand between.

    >>> _are_of_one_day(" hit a bakery hours after a "), _are_of_one_day(" came 48 hours after a ")
    (True, False)
    """
    words = between.casefold().split()
    for place, word in enumerate(words[:-1]):
        if word in _WORDS["same_day"] and words[place + 1] in ("after", "before"):
            number = words[place - 1] if place else ""
            return not (number.isdecimal() and int(number) >= _LONG)
    return False
