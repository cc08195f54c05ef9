"""What a view withholds, though nobody decided so.

Names of children, of people held and of survivors of sexual violence; names and exact places of
hospitals, clinics and shelters. The record keeps them; only what is shown changes, and what is
withheld is told in its place.
"""

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import TypeVar, cast

from accordingto.gazetteer.names import fold_name
from accordingto.ledger.passages import Passages
from accordingto.ledger.private_persons import Rule
from accordingto.ledger.redaction import NOTHING_LIFTED, Lifted
from accordingto.lexicons.loader import load_words
from accordingto.reader.facilities import Facility, find_facilities, is_at_facility
from accordingto.records.actors import Person
from accordingto.records.cases import CaseOutline
from accordingto.records.incidents import Incident
from accordingto.records.places import Place
from accordingto.records.readings import Reading, ReportInfo
from accordingto.records.values import ActorKind, Age, State
from accordingto.views.facilities import coarsen, coarsen_case, folded_places, labels_of
from accordingto.views.masks import WITHHELD, Mask
from accordingto.views.survivors import find_survivors

__all__ = [
    "WITHHELD",
    "Mask",
    "child_figures",
    "hide_in_quote",
    "mask_for",
    "withheld_as",
    "withhold_in",
    "withhold_names",
]

NOTHING = Mask()
"""Withholds nothing."""
_SHORTEST_PART = 3
"""Letters of a word that is withheld where it stands alone."""
ADULT_AT = 18
"""Age in years from which a named person is shown by name."""

_CHILD_ROLE = re.compile(
    r"\b(?:child|children|boy|girl|schoolboy|schoolgirl|baby|infant|toddler|teenager)s?\b", re.I
)
Shown = TypeVar("Shown")


def mask_for(reading: Reading, lifted: Lifted = NOTHING_LIFTED) -> Mask:
    """Return the mask of all that views of this reading withhold.

    `lifted` are names and rules that people decided to show.
    """
    children = frozenset() if Rule.CHILDREN in lifted.rules else child_figures(reading)
    people = [p.name for p in reading.people if _is_withheld(p, children, lifted)]
    survivors = _survivors(reading, lifted)
    names = [name for name in (*people, *survivors) if not lifted.has(name)]
    shown = _shown_names(reading, names)
    parts = _parts(people) - _parts(shown | _public_names(reading, names))
    parts |= _parts(survivors) - _parts(_public_names(reading, survivors))
    labels = _facility_labels(reading, lifted)
    mask = Mask.of(names, parts=parts, labels=labels)
    if Rule.FACILITIES in lifted.rules:
        return mask
    return replace(mask, incidents=_at_facilities(reading, mask, lifted))


def hide_in_quote(quote: str, mask: Mask = NOTHING, lifted: Lifted = NOTHING_LIFTED) -> str:
    """Return words of a report without what its mask withholds, nor facilities named in them.

    For a quote that stands apart from its reading; without a mask, only facilities are found.
    """
    labels = _labels(find_facilities(quote), frozenset(), lifted)
    return (mask.joined(Mask.of((), labels=labels)) if labels else mask).hide(quote)


def child_figures(reading: Reading) -> frozenset[str]:
    """Return the ids of the figures that count children."""
    return frozenset(figure.id for figure in reading.figures if figure.age is Age.CHILDREN)


def withheld_as(person: Person, children: frozenset[str], mask: Mask) -> str | None:
    """Return how to call a person whose name is withheld, or None when the name is shown.

    `children` are the ids of the figures that count children.
    """
    if mask.hide(person.name) == person.name:
        return None
    if _is_child(person, children):
        return "a child, name withheld"
    if person.state is State.DETAINED:
        return "a detained person, name withheld"
    return "a person, name withheld"


def withhold_names(reading: Reading, mask: Mask) -> Reading:
    """Return the reading with the names hidden in all words that its records carry.

    Incidents at hospitals, clinics and shelters have no more than a district for a place.

    The report itself stays as it is, because offsets run over it: mask what is shown of it.
    """
    return reading if mask.is_empty else _hidden(reading, mask)


def withhold_in(value: Shown, mask: Mask) -> Shown:
    """Return a record with the names hidden in all words that it carries."""
    return value if mask.is_empty else _hidden(value, mask)


def _is_child(person: Person, children: frozenset[str]) -> bool:
    if person.age is not None:
        return person.age < ADULT_AT
    if person.role and _CHILD_ROLE.search(person.role):
        return True
    return person.figure in children


def _hidden(value: Shown, mask: Mask) -> Shown:
    hidden: object = value
    if isinstance(value, ReportInfo | StrEnum):
        return value
    if isinstance(value, str):
        hidden = mask.hide(value)
    elif isinstance(value, tuple):
        hidden = tuple(_hidden(item, mask) for item in value)
    elif isinstance(value, Incident) and value.id in mask.incidents:
        hidden = _hidden(coarsen(value, mask), replace(mask, incidents=frozenset()))
    elif isinstance(value, CaseOutline) and _is_at_facility(value, mask):
        hidden = _hidden(coarsen_case(value), replace(mask, incidents=frozenset()))
    elif is_dataclass(value) and not isinstance(value, type):
        changes = {f.name: _hidden(getattr(value, f.name), mask) for f in fields(value)}
        hidden = replace(value, **changes)
    return cast("Shown", hidden)


def _is_at_facility(outline: CaseOutline, mask: Mask) -> bool:
    return any(account.incident in mask.incidents for account in outline.accounts)


def _is_withheld(person: Person, children: frozenset[str], lifted: Lifted) -> bool:
    if _is_child(person, children) and Rule.CHILDREN not in lifted.rules:
        return True
    return person.state is State.DETAINED and Rule.DETAINEES not in lifted.rules


def _survivors(reading: Reading, lifted: Lifted) -> list[str]:
    if Rule.SEXUAL_VIOLENCE in lifted.rules:
        return []
    found = find_survivors(reading) | find_survivors(reading, reading.report.title)
    return sorted(name for name in found if not lifted.has(name))


def _facility_labels(reading: Reading, lifted: Lifted) -> dict[str, str]:
    """Return the names of facilities, with what is said in their place."""
    if Rule.FACILITIES in lifted.rules:
        return {}
    texts = [reading.report.title, reading.report.text or "", *_place_names(reading)]
    if reading.report.text is None:
        texts += [words for incident in _incidents(reading) for words in _words_of(incident)]
    found = (one for text in texts for one in find_facilities(text))
    return _labels(found, _places(reading), lifted)


def _labels(found: Iterable[Facility], places: frozenset[str], lifted: Lifted) -> dict[str, str]:
    return labels_of((one for one in found if not lifted.has(one.name)), places)


def _at_facilities(reading: Reading, mask: Mask, lifted: Lifted) -> frozenset[str]:
    """Return the ids of the incidents whose exact place is withheld."""
    texts = Passages.of(reading.report.text or ""), Passages.of(reading.report.title)
    found: set[str] = set()
    for number, incidents in enumerate((reading.incidents, reading.headline.incidents)):
        for one in incidents:
            start, end = texts[number].around(one.evidence.span)
            sentence = texts[number].text[start:end]
            told = " ".join((sentence, *_words_of(one)))
            is_shown = any(lifted.has(named.name) for named in find_facilities(told))
            if is_at_facility(one, sentence) and not (is_shown and not _names_facility(told, mask)):
                found.add(one.id)
    return frozenset(found)


def _names_facility(words: str, mask: Mask) -> bool:
    return any(label != WITHHELD for _, label in mask.find(words))


def _incidents(reading: Reading) -> tuple[Incident, ...]:
    return (*reading.incidents, *reading.headline.incidents)


def _words_of(incident: Incident) -> list[str]:
    mentions = (incident.evidence, *incident.mentions, *incident.targets)
    return [mention.text for mention in mentions]


def _place_names(reading: Reading) -> list[str]:
    return [
        name
        for place in _all_places(reading)
        for name in (place.name, place.qualifier, place.gazetteer_name)
        if name
    ]


def _places(reading: Reading) -> frozenset[str]:
    """Return the names, folded, that a facility may bear too, and that are shown."""
    groups = (one.name for one in reading.actors if one.kind is not ActorKind.PERSON)
    return folded_places(_all_places(reading)) | frozenset(map(fold_name, groups))


def _all_places(reading: Reading) -> list[Place]:
    places: list[Place] = []
    for incident in _incidents(reading):
        places += [incident.place] if incident.place else []
        places += [one.value for one in incident.places]
    return places


def _parts(names: Iterable[str]) -> frozenset[str]:
    """Return the words of names that are withheld where they stand alone, in lower case."""
    small = load_words("persons")["name_parts"]
    words = {word.casefold() for name in names for word in re.findall(r"\w+", name)}
    return frozenset(word for word in words if len(word) >= _SHORTEST_PART and word not in small)


def _shown_names(reading: Reading, withheld: Iterable[str]) -> frozenset[str]:
    """Return the names of all people who are shown: a part of these is never withheld."""
    people = {one.name for one in reading.people} | {one.name for one in reading.actors}
    return _without_parts_of(withheld, people)


def _public_names(reading: Reading, withheld: Iterable[str]) -> frozenset[str]:
    """Return the names of groups, offices and places."""
    actors = {
        one.name for one in reading.actors if one.public_office or one.kind is not ActorKind.PERSON
    }
    return _without_parts_of(withheld, {*actors, *_place_names(reading), reading.report.publisher})


def _without_parts_of(withheld: Iterable[str], names: Iterable[str]) -> frozenset[str]:
    """Return names but those that withheld ones hold: "Varn" beside "Ada Varn" is no other."""
    held = [_parts([name]) for name in withheld]
    return frozenset(name for name in names if not any(_parts([name]) <= words for words in held))
