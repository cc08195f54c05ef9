"""Agreements: truces and talks, one record a step."""

from dataclasses import dataclass
from datetime import date

from accordingto.records.base import Mention, Record, RecordId
from accordingto.records.values import Certainty, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Record):
    """One step in the life of a truce, deal or talks (codebook, section 4)."""

    step: Step
    date_from: date | None
    date_to: date | None
    parties: tuple[Mention, ...] = ()
    subject: Mention | None
    deal: RecordId | None = None
    """Id shared by the steps of one deal in one report."""
    source: Mention | None = None
    statement: RecordId | None = None
    certainty: Certainty = Certainty.REPORTED
    accused: tuple[Mention, ...] = ()
    """Who is said to have broken it, where the step is an alleged violation."""
    brokers: tuple[Mention, ...] = ()
    terms: tuple[Mention, ...] = ()
