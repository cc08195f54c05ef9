"""Titles that stand apart from their text: what they alone say."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from accordingto.reader.layers import Annotations
from accordingto.reader.links import link_statements
from accordingto.records.actors import Actor
from accordingto.records.agreements import Agreement
from accordingto.records.base import Mention
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.readings import Headline

T = TypeVar("T")


def stands_in(title: str, text: str) -> bool:
    """Tell whether a title adds nothing to its text: it is empty, or its words stand there."""
    return not title.strip() or _fold(title) in _fold(text)


def headline_of(title: Annotations, text: Annotations) -> Headline:
    """Return what was found in a title, its actors named by those of the text.

    An actor that only the title names gets no id: `actors` holds those of the text alone.
    """
    by_name = {actor.name.casefold(): actor.id for actor in text.of(Actor)}
    ids = {actor.id: by_name.get(actor.name.casefold()) for actor in title.of(Actor)}
    return _with_actors(
        Headline(
            figures=title.of(Figure),
            statements=link_statements(title),
            incidents=title.of(Incident),
            agreements=title.of(Agreement),
        ),
        ids,
    )


def _with_actors(value: T, ids: Mapping[str, str | None]) -> T:
    """Return a record with other ids for the actors that its mentions name."""
    if isinstance(value, Mention):
        renamed: object = replace(value, actor=ids.get(value.actor or ""))
    elif isinstance(value, tuple):
        renamed = tuple(_with_actors(item, ids) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        renamed = replace(value, **{name: _with_actors(part, ids) for name, part in parts.items()})
    else:
        renamed = value
    return cast("T", renamed)


def _fold(words: str) -> str:
    """Reduce words to what must agree for a title to stand in a text."""
    return " ".join(words.casefold().split())
