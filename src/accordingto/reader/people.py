"""People: the named dead and hurt of a report."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from accordingto.lexicons.tokens import Token, tokens_of
from accordingto.reader.layers import Annotations, FigureAnchor, Sentence, Tagging
from accordingto.reader.people_nouns import PeopleNouns, load_people_nouns
from accordingto.reader.person_names import is_name_part
from accordingto.reader.victims_around import role_behind, years_behind, years_in
from accordingto.records.actors import Person
from accordingto.records.base import Mention
from accordingto.records.figures import Figure
from accordingto.records.ids import record_id
from accordingto.records.values import Sex
from accordingto.report import Report, Span

_NEAR = 10
"""Tokens behind a name in which its age and role are looked for."""


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
                span = anchor.name or named_by(report, anchor)
                if span is None:
                    continue
                name = " ".join(report.quote(span).split())
                if (name, anchor.state) in seen:
                    continue
                seen.add((name, anchor.state))
                figure = figures.get((anchor.evidence, anchor.state))
                yield _person(report, anchor, span, sentences, nouns, figure)


def _person(
    report: Report,
    anchor: FigureAnchor,
    name: Span,
    sentences: Sequence[Sentence],
    nouns: PeopleNouns,
    figure: str | None,
) -> Person:
    """Make the record of one named person."""
    words = _around(sentences, anchor, name, nouns)
    near = (*words.before, *_apposition(words.behind))
    known = {_PRONOUNS.get(t.lower) or nouns.sex(t.lower) for t in near} - {Sex.UNKNOWN}
    known = known or {_PRONOUNS[t.lower] for t in words.later if t.lower in _PRONOUNS}
    role = next((t.text for t in words.before if nouns.is_role(t.lower)), None)
    return Person(
        id=record_id(report, "person", name, anchor.state),
        name=" ".join(report.quote(name).split()),
        age=_age(words),
        sex=next(iter(known)) if len(known) == 1 else Sex.UNKNOWN,
        role=role or role_behind(words.behind, nouns),
        state=anchor.state,
        figure=figure,
        evidence=Mention.at(report, name),
    )


def _age(words: "_Words") -> int | None:
    """Return the age before a name, right behind it, or in the apposition that follows."""
    aside = _apposition(words.behind)
    told = (years_in(words.before), years_behind(words.behind), years_in(aside))
    known = next((years for years in told if years is not None), None)
    if known is not None:
        return known
    commas = [place for place, token in enumerate(aside) if token.text == ","]
    return next((y for place in commas if (y := years_behind(aside[place:])) is not None), None)


def named_by(report: Report, anchor: FigureAnchor) -> Span | None:
    """Return the name that the words of a figure hold: "one Omar Said", "a witness named Omar".

    A name of two words and more, or any behind "one" or "named"; None where there is none.
    """
    if (anchor.low, anchor.high) != (1, 1):
        return None
    tokens = tokens_of(report.text, anchor.evidence.start, anchor.evidence.end)
    first = len(tokens)
    while first and is_name_part(tokens[first - 1]) and tokens[first - 1].text[0].isalpha():
        first -= 1
    name = tokens[first:]
    before = tokens[first - 1].lower if first else ""
    nouns = load_people_nouns()
    if not name or any(t.lower in nouns.who for t in name) or not name[-1].is_capitalised:
        return None
    is_said = before in {"one", "named", "called"}
    is_aged = len(name) > 1 and years_in(tokens[:first]) is not None
    return Span(name[0].start, name[-1].end) if is_said or is_aged else None


_PRONOUNS = {
    "mr": Sex.MEN,
    "mrs": Sex.WOMEN,
    "ms": Sex.WOMEN,
    "he": Sex.MEN,
    "him": Sex.MEN,
    "his": Sex.MEN,
    "himself": Sex.MEN,
    "she": Sex.WOMEN,
    "her": Sex.WOMEN,
    "herself": Sex.WOMEN,
}


@dataclass(frozen=True, slots=True)
class _Words:
    """The words around a name."""

    before: Sequence[Token] = ()
    """Those of the figure, with a noun right before it."""
    behind: Sequence[Token] = ()
    """Those of the sentence."""
    later: Sequence[Token] = ()
    """Pronouns that may stand for the person: of the sentence, or opening the next one."""


def _around(
    sentences: Sequence[Sentence], anchor: FigureAnchor, name: Span, nouns: PeopleNouns
) -> _Words:
    """Return the words around a name."""
    place = bisect_right(sentences, name.start, key=lambda s: s.evidence.start)
    if not place:
        return _Words()
    tokens = sentences[place - 1].tokens
    starts = [t.start for t in tokens]
    first = bisect_right(starts, anchor.evidence.start - 1)
    last = bisect_right(starts, name.end - 1)
    if first and (
        tokens[first - 1].lower in nouns.singular or nouns.is_role(tokens[first - 1].lower)
    ):
        first -= 1
    later = _pronouns(tokens[last:])
    if not later and place < len(sentences):
        opening = sentences[place].tokens[:2]
        later = opening[:1] if opening[-1].lower in _GOING_ON else ()
    return _Words(tokens[first:last], tokens[last:], later)


_OWN = frozenset(("his", "her", "himself", "herself"))
_GOING_ON = frozenset(("was", "is", "had", "has", "died", "suffered", "leaves", "worked"))
"""Verbs by which a sentence that opens with a pronoun goes on about the person named last."""


def _pronouns(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return pronouns behind a name, up to where somebody else may be named."""
    kept = []
    for token in tokens:
        if token.text in ".;" or token.lower in {"and", "while", "but"}:
            break
        if token.lower in _OWN:
            kept.append(token)
    return kept


def _apposition(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the words of an apposition behind a name, up to where the clause goes on."""
    if not tokens or (tokens[0].text not in {",", "("} and tokens[0].lower not in {"a", "an"}):
        return ()
    kept: list[Token] = []
    for token in tokens[1 : _NEAR + 1]:
        if token.lower in {"was", "were", "has", "had", "and", "who", ";", "."}:
            break
        kept.append(token)
    return tuple(kept)
