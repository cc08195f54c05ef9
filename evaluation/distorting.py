"""Texts changed as keyboards, wires and copying change them, with the way back to every word."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from accordingto.report import Report

Gold = object
"""A gold reading, or a part of it, as JSON gives it."""
_APOSTROPHES = frozenset("'’‘ʼ`")
_SINGLE, _DOUBLE = frozenset("'’‘"), frozenset('"“”')
_COMMAS = _APOSTROPHES | frozenset(",")


@dataclass(frozen=True, slots=True)
class Distorted:
    """A text that was changed, character by character."""

    text: str
    starts: Sequence[int]
    """For each character of the text as it was, and for its end, where it begins now."""

    def gold(self, gold: Gold) -> Gold:
        """Return a gold reading with its spans where their words stand now."""
        if isinstance(gold, list):
            return [self.gold(item) for item in gold]
        if not isinstance(gold, Mapping):
            return gold
        moved = {name: self.gold(value) for name, value in gold.items()}
        if "start" in gold and "end" in gold:
            start, end = self.starts[gold["start"]], self.starts[gold["end"]]
            moved |= {"start": start, "end": end, "text": self.text[start:end]}
        return moved


def distort(text: str, change: Callable[[str], Iterator[str]]) -> Distorted:
    """Change a text; `change` yields what becomes of each of its characters, in order."""
    pieces = list(change(text))
    return Distorted("".join(pieces), (0, *accumulate(map(len, pieces))))


def distort_report(
    report: Report, change: Callable[[str], Iterator[str]]
) -> tuple[Report, Distorted]:
    """Change text and title of a report."""
    distorted = distort(report.text, change)
    title = distort(report.title, change).text
    return replace(report, text=distorted.text, title=title), distorted


def _capitals(text: str) -> Iterator[str]:
    for char in text:
        upper = char.upper()
        yield upper if len(upper) == 1 else char


def _small(text: str) -> Iterator[str]:
    for char in text:
        lower = char.lower()
        yield lower if len(lower) == 1 else char


def _bare(text: str) -> Iterator[str]:
    """Leave out all marks; one that joins two words becomes a blank, one in a number stays."""
    for place, char in enumerate(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if not unicodedata.category(char).startswith("P") or _is_in_number(before, after):
            yield char
        else:
            is_joint = unicodedata.category(char) == "Pd" or char in "/…"
            yield " " if is_joint and before.isalnum() and after.isalnum() else ""


def _without_commas(text: str) -> Iterator[str]:
    """Leave out apostrophes and commas, but not those in numbers."""
    for place, char in enumerate(text):
        is_kept = char not in _COMMAS or _is_in_number(
            text[place - 1 : place], text[place + 1 : place + 2]
        )
        yield char if is_kept else ""


def _is_in_number(before: str, after: str) -> bool:
    return before.isdigit() and after.isdigit()


def _without_quotes(text: str) -> Iterator[str]:
    for char in text:
        yield "" if char in _DOUBLE else char


def _straight(text: str) -> Iterator[str]:
    for char in text:
        yield '"' if char in _DOUBLE else "'" if char in _SINGLE else char


def _curly(text: str) -> Iterator[str]:
    """Make marks curly: one that stands before a word and behind none opens."""
    for place, char in enumerate(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        opens = not (before and (before.isalnum() or before in ".,!?…")) and not after.isspace()
        if char in _DOUBLE:
            yield "“" if opens and after else "”"
        elif char in _SINGLE:
            yield "‘" if opens and after else "’"
        else:
            yield char


def _without_accents(text: str) -> Iterator[str]:
    for char in text:
        bare = "".join(
            c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c)
        )
        yield bare if len(bare) == 1 else char


DISTORTIONS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "all capitals": _capitals,
    "no capitals": _small,
    "no punctuation": _bare,
    "no apostrophes or commas": _without_commas,
    "no double quotation marks": _without_quotes,
    "straight quotation marks": _straight,
    "curly quotation marks": _curly,
    "no accents": _without_accents,
}
