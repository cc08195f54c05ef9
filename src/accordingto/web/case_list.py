"""The list of cases: which are meant, in which order, and what is told of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pydantic import Field
from sqlalchemy import Connection, and_, true

from accordingto.corroboration.casebook_looking import load_each
from accordingto.ledger.case_orders import CaseOrder, find_in_order, find_named, named, not_named
from accordingto.ledger.case_outlines import Condition, Outline, select_cases
from accordingto.ledger.case_reviews import NOTHING_DECIDED, CaseStanding, read_case_standings
from accordingto.ledger.looks import find_newest, read_since_look
from accordingto.ledger.sessions import read_session
from accordingto.records.case_states import CaseState
from accordingto.records.cases import Case
from accordingto.records.grades import Grade
from accordingto.records.values import Kind
from accordingto.views.case_background import NO_BACKGROUND, names_in
from accordingto.views.case_blame import summarise_blame
from accordingto.views.case_page import CasePage
from accordingto.views.case_tolls import summarise_tolls
from accordingto.views.case_words import kind_in_words, place_in_words, plural
from accordingto.views.paper import Paper
from accordingto.views.phrases import describe_value
from accordingto.views.privacy import withhold_in
from accordingto.views.visible import make_plain
from accordingto.web.blind_reading import check_review
from accordingto.web.masking import withheld_for
from accordingto.web.narrowing import Narrowed, Word
from accordingto.web.sessions import Preferences

A_PAGE = 15
MOST_ACCOUNTS = 40
"""Accounts of the cases of a page that are looked up; cases of more are told in brief."""
MOST_NEW = 300
"""Cases with something new that are looked through."""
_SHOWN = 3
"""Tolls of a case that its line tells."""


class CasesAsked(Narrowed):
    """Which cases, in which order."""

    state: list[CaseState | Literal[""]] = Field(
        [], max_length=10, description="How far people are with them."
    )
    assignee: Word = Field("", description="Who sees to them; - for those that nobody sees to.")
    new: bool = Field(False, description="Only those with something new since one looked.")
    order: CaseOrder = CaseOrder.NEWEST
    after: Word = Field("", description="Code of the last case of the page before.")

    def pairs(self) -> list[tuple[str, str]]:
        """Return what is asked for as pairs of a query, but for where in the list to be."""
        own = [("state", str(one)) for one in self.state if one]
        own += [("assignee", self.assignee)] if self.assignee.strip() else []
        own += [("new", "true")] if self.new else []
        own += [("order", self.order.value)] if self.order is not CaseOrder.NEWEST else []
        return [*Narrowed(**self.model_dump(include=set(Narrowed.model_fields))).pairs(), *own]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCase:
    """A case in the list."""

    code: str
    kind: str
    first_day: date | None
    last_day: date | None
    place: str
    size: str
    tolls: tuple[tuple[str, str], ...]
    """What is counted, with what is claimed of it."""
    blame: tuple[tuple[str, str], ...] = ()
    """In which way, with who is blamed by whom."""
    state: CaseState = CaseState.TO_DO
    assignee: str | None = None
    grade: Grade | None = None
    """By a person."""
    suggested: Grade | None = None
    is_disputed: bool = False
    new_reports: int = 0
    new_decisions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCases:
    """A page of cases."""

    asked: CasesAsked
    pairs: list[tuple[str, str]]
    """What is asked for as a query, without where in the list to be."""
    cases: tuple[ListedCase, ...]
    next: str
    """What to give as `after` for the next page; empty when this is the last one."""
    states: tuple[CaseState, ...]
    assignees: tuple[str, ...]
    orders: tuple[CaseOrder, ...]
    is_cut: bool
    """Not all that is as asked was looked through."""


def list_cases(
    connection: Connection, asked: CasesAsked, preferences: Preferences, now: str
) -> ListedCases:
    """Return a page of cases. Raises FilterError for what cannot be meant."""
    standings = read_case_standings(connection)
    meant = select_cases(connection, check_review(asked.filters(), preferences))
    conditions, is_cut = [meant.condition], meant.is_cut
    conditions += _of_standings(asked, standings)
    if asked.new and preferences.reviewer:
        session = read_session(connection, preferences.reviewer, now)
        fresh, more = find_newest(connection, preferences.reviewer, session, MOST_NEW)
        conditions.append(named(fresh))
        is_cut = is_cut or more > 0
    codes, after = find_in_order(
        connection, and_(true(), *conditions), asked.order, A_PAGE, asked.after
    )
    return ListedCases(
        asked=asked,
        pairs=asked.pairs(),
        cases=tuple(_listed(connection, codes, standings, preferences)),
        next=after,
        states=tuple(CaseState),
        assignees=tuple(sorted({one.assignee for one in standings.values() if one.assignee})),
        orders=tuple(CaseOrder),
        is_cut=is_cut,
    )


def _of_standings(asked: CasesAsked, standings: dict[str, CaseStanding]) -> Iterator[Condition]:
    """Yield what states and assignees ask for: most cases have neither, and stand in no table."""
    states = {one for one in asked.state if one}
    if CaseState.TO_DO in states:
        yield not_named([code for code, one in standings.items() if one.state not in states])
    elif states:
        yield named([code for code, one in standings.items() if one.state in states])
    name = asked.assignee.strip()
    if name == "-":
        yield not_named([code for code, one in standings.items() if one.assignee])
    elif name:
        yield named([code for code, one in standings.items() if one.assignee == name])


def _listed(
    connection: Connection,
    codes: tuple[str, ...],
    standings: dict[str, CaseStanding],
    preferences: Preferences,
) -> Iterator[ListedCase]:
    reviewer = preferences.reviewer
    since = read_since_look(connection, reviewer, codes) if reviewer else {}
    outlines = find_named(connection, codes)
    cases = _whole_cases(connection, list(_few(outlines[code] for code in codes)), preferences)
    for code in codes:
        standing, look = standings.get(code, NOTHING_DECIDED), since.get(code)
        made = _line(cases[code]) if code in cases else _brief(outlines[code], preferences)
        is_known = look is not None and look.looked_at is not None
        yield replace(
            made,
            state=standing.state,
            assignee=standing.assignee,
            grade=None if preferences.is_blind else standing.grade,
            is_disputed=bool(standing.disputed) and not preferences.is_blind,
            new_reports=len(look.texts) if look and is_known else 0,
            new_decisions=len(look.decisions)
            if look and is_known and not preferences.is_blind
            else 0,
        )


def _few(outlines: Iterable[Outline]) -> Iterator[str]:
    """Yield the cases that are told in full, as long as a page need not wait for them."""
    accounts = 0
    for one in outlines:
        if accounts + one.accounts <= MOST_ACCOUNTS:
            accounts += one.accounts
            yield one.code


def _whole_cases(
    connection: Connection, codes: list[str], preferences: Preferences
) -> dict[str, Case]:
    withheld = withheld_for(connection, preferences)
    found = {}
    for code, loaded in zip(codes, load_each(connection, codes), strict=True):
        whole = loaded.case(code, loaded.groups[0])
        found[code] = withhold_in(whole, names_in(loaded, whole.reports, withheld))
    return found


def _brief(told: Outline, preferences: Preferences) -> ListedCase:
    """Return a case of very many reports by what most of these say; its docket tells the rest."""
    return ListedCase(
        code=told.code,
        kind=describe_value(Kind(told.kind)),
        first_day=date.fromisoformat(told.first_day) if told.first_day else None,
        last_day=date.fromisoformat(told.last_day) if told.last_day else None,
        place=place_of(told, preferences),
        size=plural(told.accounts, "account"),
        tolls=(("killed", f"{told.killed:,} or more, the most that anybody gives"),)
        if told.killed is not None
        else (),
    )


def place_of(told: Outline, preferences: Preferences) -> str:
    """Return the place of a case as exactly as it may be shown."""
    is_withheld = bool(told.at_facility) and not preferences.are_names_shown
    place = told.admin1 if is_withheld else told.gazetteer_name or told.place
    return make_plain(place) if place else "place not known"


def _line(case: Case) -> ListedCase:
    told = case.outline
    days = told.days[0] if told.days else None
    page = CasePage.of(case, NO_BACKGROUND, Paper(80, colour=False), is_whole=False)
    return ListedCase(
        code=case.id,
        kind=kind_in_words(told),
        first_day=days.date_from if days else None,
        last_day=days.date_to if days else None,
        place=place_in_words(told.places[0]) if told.places else "place not known",
        size=plural(len(case.reports), "report"),
        tolls=tuple(summarise_tolls(case)[:_SHOWN]),
        blame=tuple(summarise_blame(page)),
        suggested=case.grade.grade,
    )
