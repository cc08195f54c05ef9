"""Cases that a page counts and names: which are meant, and what may be shown of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import Field
from sqlalchemy import Connection, and_

from accordingto.ledger.case_outlines import (
    Condition,
    Outline,
    Selection,
    count_cases_where,
    select_cases,
    which_of,
)
from accordingto.ledger.filters import Filters
from accordingto.ledger.listings import ReviewFilter
from accordingto.ledger.private_persons import Rule
from accordingto.ledger.redaction import Lifted, read_withheld
from accordingto.views.masks import Mask
from accordingto.views.privacy import hide_in_quote
from accordingto.web.blind_reading import check_review, own_cases
from accordingto.web.narrowing import Narrowed
from accordingto.web.reading_days import write_day
from accordingto.web.sessions import DayForm, Preferences

WITHHELD = "[exact place withheld]"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case in a list beside a map or a timeline."""

    code: str
    kind: str
    first_day: str | None
    last_day: str | None
    place: str | None
    """As exactly as it may be shown; null where none is told."""
    country: str | None
    where_prec: int | None
    """UCDP GED: 1 exact to 7."""
    killed: int | None
    """The largest lower bound of people killed that somebody gives; nobody's for the case."""
    accounts: int
    """Accounts that reports give of it."""
    is_reviewed: bool
    """A person has accepted, corrected or entered an account of it."""
    what: str
    """Kind and place, for people to read."""
    told: str
    """Days, toll, accounts and code, for people to read."""


@dataclass(frozen=True, kw_only=True)
class CasesMeant:
    """The cases that a page is about."""

    connection: Connection
    condition: Condition
    reviewed: Condition
    """For those of them for which a person stands."""
    is_machine_shown: bool
    """Also cases for which nobody stands yet."""
    is_cut: bool
    """Of the incidents that are as filters ask, only the latest are meant."""
    is_exact: bool
    """Exact places of hospitals, clinics and shelters are shown."""
    names: Mask
    """Names that people decided to withhold everywhere."""
    lifted: Lifted
    days: DayForm

    @classmethod
    def of(
        cls, connection: Connection, filters: Filters, preferences: Preferences, *, machine: bool
    ) -> "CasesMeant":
        """Find out which cases are meant: those that a person stands for, unless others are asked.

        To one who reads blind, nobody stands for a case but they. Raises FilterError as
        `select_cases`, and where a blind reader asks for what others decided.
        """
        check_review(filters, preferences)
        is_asked = machine or filters.review not in {None, ReviewFilter.REVIEWED}
        reviewed = _reviewed(connection, filters, preferences)
        meant = select_cases(connection, filters) if is_asked else reviewed
        withheld = read_withheld(connection)
        is_lifted = Rule.FACILITIES in withheld.lifted.rules
        return cls(
            connection=connection,
            condition=meant.condition,
            reviewed=reviewed.condition,
            is_machine_shown=is_asked,
            is_cut=meant.is_cut,
            is_exact=preferences.are_names_shown or is_lifted,
            names=Mask.of(withheld.everywhere),
            lifted=withheld.lifted,
            days=preferences.days,
        )

    def lines(self, outlines: Sequence[Outline]) -> tuple[CaseLine, ...]:
        """Return cases as they are listed."""
        codes = [one.code for one in outlines]
        reviewed = which_of(self.connection, codes, self.reviewed) if codes else set()
        return tuple(self._line(one, is_reviewed=one.code in reviewed) for one in outlines)

    def _line(self, told: Outline, *, is_reviewed: bool) -> CaseLine:
        place = self.place(told)
        kind = told.kind.replace("_", " ").capitalize()
        return CaseLine(
            code=told.code,
            kind=told.kind,
            first_day=told.first_day,
            last_day=told.last_day,
            place=place,
            country=told.country,
            where_prec=told.where_prec,
            killed=told.killed,
            accounts=told.accounts,
            is_reviewed=is_reviewed,
            what=f"{kind}, {place}" if place else kind,
            told=" · ".join(self._told(told)),
        )

    def _told(self, told: Outline) -> Iterator[str]:
        yield write_span(told.first_day, told.last_day, self.days)
        if told.killed:  # of "up to 12" the lower bound is 0, which says nothing
            yield f"somebody gives {told.killed:,} or more killed"
        yield f"{told.accounts:,} account{'' if told.accounts == 1 else 's'}"
        yield told.code

    def place(self, told: Outline) -> str | None:
        """Return the place of a case as exactly as it may be shown."""
        if told.at_facility and not self.is_exact:
            area = told.gazetteer_name or told.admin1
            return f"{area} {WITHHELD}" if area else WITHHELD
        return self.name(told.gazetteer_name or told.place)

    def name(self, written: str | None) -> str | None:
        """Return the name of a place as it may be shown."""
        if written is None or self.is_exact:
            return written
        return hide_in_quote(written, self.names, self.lifted)

    def is_any_known(self) -> bool:
        """Tell whether the ledger has any case at all, whatever is asked for."""
        return count_cases_where(self.connection) > 0

    def both(self, *conditions: Condition) -> Condition:
        """Return the condition for those of them that meet others too."""
        return and_(self.condition, *conditions)


def _reviewed(connection: Connection, filters: Filters, who: Preferences) -> Selection:
    """Return the cases for which a person stands whose decisions the reader may see."""
    if not who.is_blind:
        return select_cases(connection, replace(filters, review=ReviewFilter.REVIEWED))
    every = select_cases(connection, replace(filters, review=None))
    return every._replace(condition=and_(every.condition, own_cases(who.reviewer)))


def write_span(first: str | None, last: str | None, form: DayForm) -> str:
    """Return a day, or the days within which something was.

    >>> write_span("2024-03-01", "2024-03-31", DayForm.DAY_FIRST)
    'some time from 1 March 2024 to 31 March 2024'
    """
    if first is None:
        return "day not known"
    if first == last or last is None:
        return write_day(first, form)
    return f"some time from {write_day(first, form)} to {write_day(last, form)}"


class CasesAsked(Narrowed):
    """The filters of every list, for cases; those that nobody has reviewed must be asked for."""

    machine: bool = Field(False, description="Also cases for which nobody stands yet.")

    def cases(self, connection: Connection, preferences: Preferences) -> CasesMeant:
        """Return the cases that are meant. Raises FilterError for what cannot be meant."""
        return CasesMeant.of(connection, self.filters(), preferences, machine=self.machine)

    def filter_pairs(self) -> list[tuple[str, str]]:
        """Return the filters alone as pairs of a query."""
        own = Narrowed.model_validate(self.model_dump(include=set(Narrowed.model_fields)))
        return own.pairs() + ([("machine", "true")] if self.machine else [])
