"""Rules that say whose names are withheld, asked of the records of current readings."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import Connection, RowMapping, and_, select

from accordingto.ledger.record_tables import actors, figures, people
from accordingto.ledger.rows import stream
from accordingto.ledger.store_tables import current_readings, readings, texts
from accordingto.records.readings import Reading
from accordingto.records.values import ActorKind, Age, State


class Rule(StrEnum):
    """Whose names are withheld."""

    CHILDREN = "children"
    """Named people under 18, called a child, or counted among children."""
    DETAINEES = "detainees"
    """Named people who were detained or abducted."""
    SURVIVORS = "survivors"
    """Named people who lived: hurt, displaced, besieged, evacuated."""
    PRIVATE = "private"
    """All persons without a public office: named dead and hurt, sources, actors."""
    SEXUAL_VIOLENCE = "sexual-violence"
    """Those who are named as survivors of it. Withheld without any decision, until it is lifted."""
    FACILITIES = "facilities"
    """Names and exact places of hospitals, clinics and shelters; withheld likewise."""


@dataclass(frozen=True, slots=True)
class NamedIn:
    """A name, and the text in which it stands."""

    name: str
    text_sha256: str


_Facts: TypeAlias = RowMapping | Mapping[str, Any]
_ADULT_AT = 18
_CHILD_ROLE = re.compile(
    r"\b(?:child|children|boy|girl|schoolboy|schoolgirl|baby|infant|toddler|teenager)s?\b", re.I
)
ONLY_SHOWN = frozenset({Rule.SEXUAL_VIOLENCE, Rule.FACILITIES})
"""Rules that ask what is shown, word by word: of the records they find no names."""
_HELD = frozenset({State.DETAINED, State.ABDUCTED})
_LIVED = frozenset({State.INJURED, State.DISPLACED, State.BESIEGED, State.EVACUATED})


def names_by_rule(connection: Connection, rule: Rule) -> Iterator[NamedIn]:
    """Yield the names that a rule withholds, with their texts."""
    if rule in ONLY_SHOWN:
        return
    asked = (
        select(
            people.c.name,
            people.c.age,
            people.c.role,
            people.c.state,
            figures.c.age.label("counted_age"),
            texts.c.sha256,
        )
        .join(current_readings, current_readings.c.reading_id == people.c.reading_id)
        .join(readings, readings.c.id == people.c.reading_id)
        .join(texts, texts.c.id == readings.c.text_id)
        .outerjoin(
            figures,
            and_(figures.c.reading_id == people.c.reading_id, figures.c.record == people.c.figure),
        )
    )
    for row in stream(connection, asked):
        if _HOLDS[rule](row):
            yield NamedIn(row["name"], row["sha256"])
    if rule is Rule.PRIVATE:
        yield from _private_actors(connection)


def names_in(reading: Reading, rule: Rule) -> Iterator[str]:
    """Yield the names that a rule withholds in a reading, be it kept or not."""
    if rule in ONLY_SHOWN:
        return
    counted = {figure.id: figure.age for figure in reading.figures}
    for person in reading.people:
        row = {
            "age": person.age,
            "role": person.role,
            "state": person.state,
            "counted_age": counted.get(person.figure or ""),
        }
        if _HOLDS[rule](row):
            yield person.name
    if rule is Rule.PRIVATE:
        for actor in reading.actors:
            if actor.kind is ActorKind.PERSON and not actor.public_office:
                yield actor.name


def _private_actors(connection: Connection) -> Iterator[NamedIn]:
    asked = (
        select(actors.c.name, texts.c.sha256)
        .join(current_readings, current_readings.c.reading_id == actors.c.reading_id)
        .join(readings, readings.c.id == actors.c.reading_id)
        .join(texts, texts.c.id == readings.c.text_id)
        .where(actors.c.kind == ActorKind.PERSON.value, actors.c.public_office == 0)
    )
    for row in stream(connection, asked):
        yield NamedIn(row["name"], row["sha256"])


def _is_child(row: _Facts) -> bool:
    if row["age"] is not None:
        return bool(row["age"] < _ADULT_AT)
    if row["role"] and _CHILD_ROLE.search(row["role"]):
        return True
    return bool(row["counted_age"] == Age.CHILDREN)


_HOLDS: dict[Rule, Callable[[_Facts], bool]] = {
    Rule.CHILDREN: _is_child,
    Rule.DETAINEES: lambda row: row["state"] in _HELD,
    Rule.SURVIVORS: lambda row: row["state"] in _LIVED,
    Rule.PRIVATE: lambda _: True,
}
