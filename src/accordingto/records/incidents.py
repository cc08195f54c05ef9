"""Incidents: what one report says happened, and who is held responsible."""

from dataclasses import dataclass
from datetime import date

from accordingto.records.base import Mention, Record, RecordId
from accordingto.records.days import Days
from accordingto.records.places import Place
from accordingto.records.values import BlameMode, Certainty, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """Who is held responsible, how, and according to whom (codebook, section 5)."""

    actor: Mention
    mode: BlameMode
    source: Mention | None
    statement: RecordId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedDays:
    """One of several accounts of the day, with who gives it."""

    value: Days
    source: Mention | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedPlace:
    """One of several accounts of the place, with who gives it."""

    value: Place
    source: Mention | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    """One distinct event of violence (codebook, section 3)."""

    kind: Kind
    date_from: date | None
    date_to: date | None
    place: Place | None
    actors: tuple[Mention, ...] = ()
    """Plain view of `blame`, without those only denied."""
    targets: tuple[Mention, ...] = ()
    certainty: Certainty
    blame: tuple[Blame, ...] = ()
    alternatives: tuple[tuple[Blame, ...], ...] = ()
    """Groups of blame of which only one can hold ("either Russian or Syrian")."""
    weapon: Mention | None = None
    days: tuple[SourcedDays, ...] = ()
    places: tuple[SourcedPlace, ...] = ()
    not_after: date | None = None
    """Day of saying or publication: for search, never a date of the incident."""
