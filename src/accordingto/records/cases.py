"""Cases: what several reports tell of, and the links between their accounts."""

from dataclasses import dataclass
from datetime import date

from accordingto.records.blames import CaseBlame
from accordingto.records.grades import GradeSuggestion
from accordingto.records.tolls import Reconciliation, TollRange
from accordingto.records.values import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One reason for or against a link."""

    name: str
    weight: float
    """Log-odds that it adds; negative speaks against."""
    why: str
    """In words: "both on the same day"."""


@dataclass(frozen=True, slots=True, order=True)
class AccountRef:
    """One report's account of an incident."""

    report: str
    incident: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink:
    """Two accounts that are held to be of one event, by a rule with its terms or by a person."""

    one: AccountRef
    other: AccountRef
    score: float | None
    """Probability by the rule; None where a person decided, or the texts are copies."""
    rule: str
    """Name and version of the rule, `linking/1` or `copies/1`; `person` for a judgement."""
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAccount:
    """One report's account, as a case shows it."""

    report: str
    incident: str
    kind: Kind
    quote: str
    date_from: date | None
    date_to: date | None
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDays:
    """Days that some accounts of a case give."""

    date_from: date | None
    date_to: date | None
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPlace:
    """A place that some accounts of a case give; without coordinates where none are known."""

    name: str
    gazetteer_id: str | None
    gazetteer_name: str | None
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    where_prec: int | None
    """UCDP, 1 exact to 7."""
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldKind:
    """A kind that some accounts of a case give."""

    kind: Kind
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOutline:
    """What happened, as its accounts tell it, each view with the reports that hold it.

    Days, places and kinds stand with what most texts say first; copies of one text count once. None
    is left out because others say otherwise.
    """

    code: str
    """Permanent: kept when cases are joined or parted, by redirects."""
    accounts: tuple[CaseAccount, ...]
    links: tuple[CaseLink, ...]
    days: tuple[ToldDays, ...]
    places: tuple[ToldPlace, ...]
    kinds: tuple[ToldKind, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that tell of it, each once, sorted."""
        return tuple(sorted({account.report for account in self.accounts}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An event, by all reports that tell of it: accounts, figures, blame, and a suggested grade."""

    id: str
    """Its code: permanent, kept when cases are joined or parted, by redirects."""
    reports: tuple[str, ...]
    outline: CaseOutline
    figures: Reconciliation
    ranges: tuple[TollRange, ...]
    blame: CaseBlame
    grade: GradeSuggestion
    """A suggestion, never a finding: only people confirm or discount."""
