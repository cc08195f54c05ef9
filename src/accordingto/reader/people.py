"""People: the named dead and hurt of a report."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import Annotations, FigureAnchor, Sentence, Tagging
from accordingto.reader.people_nouns import PeopleNouns, load_people_nouns
from accordingto.records.actors import Person
from accordingto.records.base import Mention
from accordingto.records.figures import Figure
from accordingto.records.ids import record_id
from accordingto.records.values import Sex
from accordingto.report import Report, Span

_NEAR = 10
"""Tokens behind a name in which its age and role are looked for."""
MAX_AGE = 120


@dataclass(frozen=True, slots=True)
class FindPeople:
    """Find the persons whom a report names among the dead and hurt, each with their figure.

    Age, sex and role are what the words beside the name tell: "Omar Said, 51, a teacher". A person
    named twice is one record, the first.
    """

    name: ClassVar[str] = "people"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Tagging, Sentence, Figure})
    provides: ClassVar[type[object]] = Person

    def __call__(self, report: Report, found: Annotations) -> Iterator[Person]:
        """Yield persons in order of the text."""
        figures = {(f.evidence.span, f.state): f.id for f in found.of(Figure)}
        sentences = found.of(Sentence)
        nouns = load_people_nouns()
        seen: set[tuple[str, object]] = set()
        for tagging in found.of(Tagging):
            for anchor in tagging.figures:
                if anchor.name is None:
                    continue
                name = " ".join(report.quote(anchor.name).split())
                if (name, anchor.state) in seen:
                    continue
                seen.add((name, anchor.state))
                figure = figures.get((anchor.evidence, anchor.state))
                yield _person(report, anchor, anchor.name, sentences, nouns, figure)


def _person(
    report: Report,
    anchor: FigureAnchor,
    name: Span,
    sentences: Sequence[Sentence],
    nouns: PeopleNouns,
    figure: str | None,
) -> Person:
    """Make the record of one named person."""
    before, behind = _around(sentences, anchor, name, nouns)
    near = (*before, *behind)
    sexes = {_PRONOUNS.get(t.lower) or nouns.sex(t.lower) for t in near}
    known = sexes - {Sex.UNKNOWN}
    return Person(
        id=record_id(report, "person", name, anchor.state),
        name=" ".join(report.quote(name).split()),
        age=_age(near),
        sex=next(iter(known)) if len(known) == 1 else Sex.UNKNOWN,
        role=next((t.text for t in near if nouns.is_role(t.lower)), None),
        state=anchor.state,
        figure=figure,
        evidence=Mention.at(report, name),
    )


_PRONOUNS = {
    "mr": Sex.MEN,
    "mrs": Sex.WOMEN,
    "ms": Sex.WOMEN,
    "himself": Sex.MEN,
    "herself": Sex.WOMEN,
}


def _around(
    sentences: Sequence[Sentence], anchor: FigureAnchor, name: Span, nouns: PeopleNouns
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return the words of the figure with the name, and those of an apposition behind it."""
    place = bisect_right(sentences, name.start, key=lambda s: s.evidence.start)
    if not place:
        return (), ()
    tokens = sentences[place - 1].tokens
    starts = [t.start for t in tokens]
    first = bisect_right(starts, anchor.evidence.start - 1)
    last = bisect_right(starts, name.end - 1)
    if first and tokens[first - 1].lower in nouns.singular:
        first -= 1
    before = tokens[first:last]
    if last < len(tokens) and tokens[last].text in {",", "("}:
        return before, _apposition(tokens[last + 1 : last + 1 + _NEAR])
    return before, ()


def _apposition(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the words up to where the clause goes on."""
    kept: list[Token] = []
    for token in tokens:
        if token.lower in {"was", "were", "has", "had", "and", "who", ";", "."}:
            break
        kept.append(token)
    return tuple(kept)


def _age(tokens: Sequence[Token]) -> int | None:
    """Return the age that stands alone, behind "aged", or in "12-year-old"."""
    for place, token in enumerate(tokens):
        if not token.text.isdecimal() or len(token.text) > len(str(MAX_AGE)):
            continue
        follows = [t.lower for t in tokens[place + 1 : place + 3]]
        is_years = not follows or follows[0] in {",", ")", "year-old", "years"}
        is_years = is_years or follows == ["-", "year-old"]
        if is_years and int(token.text) <= MAX_AGE:
            return int(token.text)
    return None
