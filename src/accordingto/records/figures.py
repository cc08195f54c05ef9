"""Figures: how many people were harmed, as one report counts them."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from accordingto.records.base import Mention, Record, RecordId
from accordingto.records.values import Age, Basis, Bound, Scope, Sex, State, Who

Count = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The period and area that a cumulative figure covers."""

    date_from: Annotated[date | None, Field(alias="from")]
    date_to: Annotated[date | None, Field(alias="to")]
    area: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """One expression that counts people harmed (codebook, section 1).

    `low` and `high` are equal for "12 people"; `high` is null for "at least 12", `low` for
    "up to 12".
    """

    state: State
    low: Count | None
    high: Count | None
    approximate: bool
    who: Who
    scope: Scope
    source: Mention | None
    incident: RecordId | None
    words: str
    """The number phrase as written."""
    bound: Bound
    part_of: RecordId | None = None
    basis: Basis
    statement: RecordId | None = None
    via: tuple[Mention, ...] = ()
    """From the publisher to the last speaker."""
    status_claimed: Who = Who.UNKNOWN
    status_source: Mention | None = None
    age: Age = Age.UNKNOWN
    sex: Sex = Sex.UNKNOWN
    role: str | None = None
    """As written: "medic", "journalists"."""
    side: RecordId | None = None
    label: str | None = None
    """As written: "martyrs", "terrorists"."""
    covers: Coverage | None = None

    @property
    def group_age(self) -> Age:
        """The age that sets these people apart from others: not one of old and young together.

        "27 people, mostly women and children" are all who were harmed, as "27 people" are.
        """
        is_all = self.age is Age.MIXED and self.sex is Sex.UNKNOWN
        return Age.UNKNOWN if is_all else self.age
