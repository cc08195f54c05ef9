"""Actors: who speaks, acts, or is named among the dead, within one report."""

from dataclasses import dataclass

from accordingto.records.base import Mention, RecordId
from accordingto.records.values import ActorKind, Category, Sex, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One person or group of one report; an unnamed source is never matched across reports."""

    id: RecordId
    name: str
    kind: ActorKind
    role: str | None = None
    """As written: "the director of a hospital there"."""
    affiliation: str | None = None
    category: Category | None = None
    public_office: bool = False
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A named person who was killed or hurt, tied to the figure that counts them."""

    id: RecordId
    name: str
    age: int | None
    """Years, when the report gives them."""
    sex: Sex
    role: str | None
    state: State
    figure: RecordId | None
    evidence: Mention
