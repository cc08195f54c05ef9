"""Who was harmed: age, sex, role and label, as far as the words of a figure tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from accordingto.lexicons.tokens import Token, tokens_of
from accordingto.reader.people_nouns import PeopleNouns, load_people_nouns
from accordingto.records.values import Age, Sex
from accordingto.report import Report, Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Victims:
    """What the words of one figure tell of those it counts."""

    age: Age = Age.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    role: str | None = None
    label: str | None = None


def describe_victims(report: Report, evidence: Span) -> Victims:
    """Read age group, sex, role and label from the words of a figure; nothing is inferred.

    >>> text = "Two women and a medic died."
    >>> describe_victims(Report(id="r", text=text), Span(0, 9)).sex.value
    'women'
    """
    nouns = load_people_nouns()
    tokens = tokens_of(report.text, evidence.start, evidence.end)
    known = [t for t in tokens if t.lower in nouns.who]
    return Victims(
        age=_one_of({nouns.age(t.lower) for t in known} - {Age.UNKNOWN}, Age.UNKNOWN, Age.MIXED),
        sex=_sex(tokens, known, nouns),
        role=_first(known, nouns, is_role=True),
        label=_first(tokens, nouns, is_role=False),
    )


def _sex(tokens: Sequence[Token], known: Sequence[Token], nouns: PeopleNouns) -> Sex:
    """Return the sex that nouns tell; of "women and children" nobody knows it of all."""
    told = [nouns.sex(token.lower) for token in known]
    are_joined = any(token.lower in {"and", "or"} for token in tokens)
    if are_joined and Sex.UNKNOWN in told:
        return Sex.UNKNOWN
    return _one_of(set(told) - {Sex.UNKNOWN}, Sex.UNKNOWN, Sex.MIXED)


def _one_of(values: set[T], unknown: T, mixed: T) -> T:
    """Return the one value, or what stands for none or several."""
    return mixed if len(values) > 1 else next(iter(values), unknown)


def _first(tokens: Sequence[Token], nouns: PeopleNouns, *, is_role: bool) -> str | None:
    """Return the first word that names a role or a label, as written."""
    is_wanted = nouns.is_role if is_role else nouns.is_label
    return next((t.text for t in tokens if is_wanted(t.lower)), None)
