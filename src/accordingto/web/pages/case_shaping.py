"""Merging and parting cases, each shown before it is done; near cases accepted or refused."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query
from pydantic import Field

from accordingto.api.case_deciding import (
    Person,
    Reshaped,
    merge_cases,
    preview_merge,
    preview_split,
    split_case,
)
from accordingto.corroboration.casebook import catch_up
from accordingto.ledger.judging import Asked, judge
from accordingto.records.judgements import LONGEST_WHY, Decision
from accordingto.views.case_words import plural
from accordingto.web.case_paths import Code, CodeHere, case_path, find_code
from accordingto.web.case_shapes import (
    Shape,
    ShapeAccount,
    accounts_told,
    read_founder,
    shapes_of,
    write_founder,
)
from accordingto.web.desk import DeskHere, LookHere, ReviewerHere, SessionHere
from accordingto.web.refusals import RefusedError
from accordingto.web.views import Body, Done, Pages

PAGES = Pages("cases")
_MOST = 500
_TRIED = "tried, and not kept"
Why = Annotated[str, Field(min_length=1, max_length=LONGEST_WHY)]
Told = Annotated[str, Field(max_length=80)]


class MergeWanted(Body):
    """Another case that is this one."""

    other: str = Field(max_length=40)
    why: Why


class SplitWanted(Body):
    """Accounts that tell of another event."""

    account: list[Told] = Field(min_length=1, max_length=_MOST)
    """The hash of a text, a colon, where in it the account begins."""
    why: Why


class RefusalWanted(Body):
    """Two accounts that are not of one event."""

    own: Told
    """Id of the account of this case."""
    other: Told
    """Id of the account of the other case."""
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """What would come of making two cases one."""

    code: str
    other: str
    own: tuple[ShapeAccount, ...]
    others: tuple[ShapeAccount, ...]
    cases: tuple[Shape, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPreview:
    """The accounts of a case, and what would come of parting some of them from the others."""

    code: str
    accounts: tuple[ShapeAccount, ...]
    picked: tuple[str, ...]
    cases: tuple[Shape, ...]
    """Empty while none is picked."""


@PAGES.view("/cases/{code}/merge", template="case_merge.html", summary="What merging would make")
def show_merge(
    code: CodeHere,
    other: Annotated[str, Query(max_length=40, description="Code of the other case.")],
    desk: DeskHere,
    connection: LookHere,
    session: SessionHere,
) -> MergePreview:
    """Return what would come of making two cases one; nothing is kept."""
    own, second = code, find_code(connection, other)
    if own == second:
        raise RefusedError(422, f"{other} and {code} are one case already; expected another one")
    reviewer = session.preferences.reviewer or _TRIED
    who = Person(reviewer=reviewer, time=datetime.now(UTC), why=_TRIED)
    first = accounts_told(connection, [own], session.preferences)
    others = accounts_told(connection, [second], session.preferences)
    made = preview_merge(desk.ledger, own, second, who)
    return MergePreview(
        code=own,
        other=second,
        own=tuple(first.values()),
        others=tuple(others.values()),
        cases=shapes_of(made, {**others, **first}),
    )


@PAGES.view("/cases/{code}/split", template="case_split.html", summary="What parting would make")
def show_split(
    code: CodeHere,
    account: Annotated[list[Told], Query(max_length=_MOST, default_factory=list)],
    desk: DeskHere,
    connection: LookHere,
    session: SessionHere,
) -> SplitPreview:
    """Return the accounts of a case, and what would come of parting those that are named."""
    own = code
    known = accounts_told(connection, [own], session.preferences)
    cases: tuple[Shape, ...] = ()
    if account:
        reviewer = session.preferences.reviewer or _TRIED
        who = Person(reviewer=reviewer, time=datetime.now(UTC), why=_TRIED)
        cases = shapes_of(preview_split(desk.ledger, own, map(read_founder, account), who), known)
    picked = tuple(write_founder(read_founder(one)) for one in account)
    return SplitPreview(code=own, accounts=tuple(known.values()), picked=picked, cases=cases)


@PAGES.action("/cases/{code}/merge", summary="Make two cases one, with a reason")
def merge(desk: DeskHere, reviewer: ReviewerHere, code: Code, body: MergeWanted) -> Done:
    """Draw a link between two cases; both codes lead to the one that they become."""
    with desk.ledger.look() as connection:
        codes = find_code(connection, code), find_code(connection, body.other)
    who = Person(reviewer=reviewer, time=datetime.now(UTC), why=body.why)
    made = merge_cases(desk.ledger, *codes, who)
    return Done(message=_told(made), next=case_path(made.cases[0].code))


@PAGES.action("/cases/{code}/split", summary="Part accounts from the others of a case")
def split(desk: DeskHere, reviewer: ReviewerHere, code: Code, body: SplitWanted) -> Done:
    """Take links away, so that no rule brings these accounts together with the rest again."""
    with desk.ledger.look() as connection:
        now = find_code(connection, code)
    who = Person(reviewer=reviewer, time=datetime.now(UTC), why=body.why)
    made = split_case(desk.ledger, now, map(read_founder, body.account), who)
    return Done(message=_told(made), next=case_path(now))


@PAGES.action("/cases/{code}/apart", summary="Say that a near case is another event")
def refuse(desk: DeskHere, reviewer: ReviewerHere, code: Code, body: RefusalWanted) -> Done:
    """Record that two accounts are not of one event; the near case is not suggested again."""
    asked = Asked(
        decision=Decision.UNLINK,
        ids=(body.own, body.other),
        reviewer=reviewer,
        time=datetime.now(UTC),
        why=body.why,
    )
    judge(desk.ledger, asked)
    catch_up(desk.ledger)
    return Done(message="Kept apart: another event.", next=f"{case_path(code)}#near")


def _told(made: Reshaped) -> str:
    cases = [f"{one.code} with {plural(len(one.accounts), 'account')}" for one in made.cases]
    if len(cases) == 1:
        return f"One case now: {cases[0]}. It can be undone in its history."
    return f"{len(cases)} cases now: {'; '.join(cases)}. It can be undone in the history."
