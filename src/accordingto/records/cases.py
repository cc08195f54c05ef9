"""Cases: what several reports tell of, the links between their accounts, and what is claimed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One reason for or against a link."""

    name: str
    weight: float
    """Log-odds that it adds; negative speaks against."""
    why: str
    """In words: "same day", "Aleppo and its district Tariq al-Bab"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRef:
    """One report's account of an incident."""

    report: str
    incident: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink:
    """Two accounts that are held to be of one event, by a score with its terms or by a person."""

    one: AccountRef
    other: AccountRef
    score: float
    """Probability, by the rule that is named."""
    rule: str
    """Name and version of the rule: `linking/1`; `person` for a judgement."""
    terms: tuple[Term, ...] = ()
