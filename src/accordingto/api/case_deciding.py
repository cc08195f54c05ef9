"""The verbs of those who decide on cases: states, assignees, grades, notes, merging and parting."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product

from sqlalchemy import Connection, func, select

from accordingto.corroboration.casebook import catch_up, settle
from accordingto.corroboration.casebook_looking import find_case
from accordingto.corroboration.ledger_digests import read_decided
from accordingto.errors import JudgementError
from accordingto.ledger.case_codes import Founder
from accordingto.ledger.case_deciding import CaseIntent, accounts_of, decide_case, founders_of
from accordingto.ledger.case_rows import find_restless
from accordingto.ledger.case_tables import case_accounts, case_codes, case_digests
from accordingto.ledger.copying import in_parts
from accordingto.ledger.deciding import Desk, Intent, decide_link
from accordingto.ledger.decisions import add_judgement, read_standing
from accordingto.ledger.judging import Asked, judge
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.reviewing import current_readings_of, refresh_reviews
from accordingto.ledger.standing import Recorded, Standing
from accordingto.records.cases import AccountRef
from accordingto.records.judgements import Decision

MOST_PAIRS = 2_000
"""Links that one act of parting may take away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who decides, when and why."""

    reviewer: str
    time: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class CaseAccounts:
    """A case as it comes out of merging or parting."""

    code: str
    accounts: tuple[Founder, ...]
    """The hash of each one's text, and where in it it begins."""


@dataclass(frozen=True, slots=True)
class Reshaped:
    """What came out of merging or parting cases, or would."""

    entries: tuple[Recorded, ...]
    """The links that were drawn or taken away; none where it was only tried."""
    cases: tuple[CaseAccounts, ...]
    """In which the accounts of the cases stand now, the largest first."""
    minted: tuple[str, ...]
    """Codes that are new."""


def decide_on_case(ledger: Ledger, code: str, intent: CaseIntent) -> Recorded:
    """Record a state, an assignee, a grade or a note; `code` may be one that it had before.

    Raises FilterError when there is no such case, JudgementError when it cannot be recorded, and
    OvertakenError when another decided meanwhile what `intent.seen` does not name.
    """
    with ledger.change() as connection:
        return decide_case(connection, find_case(connection, code).code, intent)


def merge_cases(ledger: Ledger, one: str, other: str, who: Person) -> Reshaped:
    """Make two cases one, by a link between the words for which their codes were minted.

    What people had held apart between the two is linked too. The cases are made anew at once.
    Raises FilterError when there is no such case, and JudgementError when they are one already.
    """
    with ledger.change() as connection:
        return _merge(connection, ledger.now(), (one, other), who)


def preview_merge(ledger: Ledger, one: str, other: str, who: Person) -> Reshaped:
    """Return what `merge_cases` would make; nothing is kept."""
    return _try(ledger, lambda connection: _merge(connection, ledger.now(), (one, other), who))


def split_case(ledger: Ledger, code: str, off: Iterable[Founder], who: Person) -> Reshaped:
    """Part accounts from the others of a case, so that no grouping brings them together again.

    None of `off` is of one event with any of the rest; what they are to each other is left to the
    rules. Raises JudgementError when they are all or none, when one is not in the case, and when
    two that are to be parted are one text's words and its copy's.
    """
    with ledger.change() as connection:
        return _split(connection, ledger.now(), code, tuple(off), who)


def preview_split(ledger: Ledger, code: str, off: Iterable[Founder], who: Person) -> Reshaped:
    """Return what `split_case` would make; nothing is kept."""
    apart = tuple(off)
    return _try(ledger, lambda connection: _split(connection, ledger.now(), code, apart, who))


def undo_reshaping(ledger: Ledger, entries: Iterable[str], who: Person) -> list[Recorded]:
    """Take back what merging or parting recorded, by the hashes of its entries; cases follow.

    Raises JudgementError when one is not there, or was taken back already; nothing is kept then.
    """
    asked = Asked(
        decision=Decision.UNDO,
        ids=tuple(entries),
        reviewer=who.reviewer,
        time=who.time,
        why=who.why,
    )
    made = judge(ledger, asked)
    catch_up(ledger)
    return [one.entry for one in made]


class _TriedError(Exception):
    """Takes what was tried out of a transaction of which nothing is kept."""

    def __init__(self, made: Reshaped) -> None:
        super().__init__("tried")
        self.made = made


def _try(ledger: Ledger, reshape: Callable[[Connection], Reshaped]) -> Reshaped:
    try:
        with ledger.change() as connection:
            raise _TriedError(reshape(connection))
    except _TriedError as tried:
        return replace(tried.made, entries=())


@dataclass(frozen=True, slots=True)
class _Account:
    """An account of a case, with where it is kept."""

    founder: Founder
    record: str
    ref: AccountRef


def _merge(connection: Connection, now: str, codes: tuple[str, str], who: Person) -> Reshaped:
    one, other = (find_case(connection, code).code for code in codes)
    if one == other:
        raise JudgementError(f"{codes[0]} and {codes[1]} are one case already, {one}")
    sides = [_accounts(connection, code) for code in (one, other)]
    firsts = [
        side[founders_of(connection, code)[code]]
        for side, code in zip(sides, (one, other), strict=True)
    ]
    pairs = {(firsts[0].founder, firsts[1].founder), *_held_apart(connection, *sides)}
    accounts = {**sides[0], **sides[1]}
    return _reshape(connection, now, who, _Links(Decision.LINK, sorted(pairs), accounts))


def _split(
    connection: Connection, now: str, code: str, off: Sequence[Founder], who: Person
) -> Reshaped:
    code = find_case(connection, code).code
    accounts = _accounts(connection, code)
    strange = [one for one in off if one not in accounts]
    if strange:
        raise JudgementError(
            f"no account of {code} begins at {strange[0][1]} of the text {strange[0][0][:12]}; "
            "expected accounts of the case"
        )
    rest = [one for one in accounts if one not in set(off)]
    if not off or not rest:
        raise JudgementError(
            f"{len(set(off))} of {len(accounts)} accounts; expected some to part from the others"
        )
    pairs = sorted(product(sorted(set(off)), rest))
    if len(pairs) > MOST_PAIRS:
        raise JudgementError(
            f"{len(pairs):,} links to take away; expected {MOST_PAIRS:,} at most; part fewer "
            "accounts at a time"
        )
    made = _reshape(connection, now, who, _Links(Decision.UNLINK, pairs, accounts))
    for case in made.cases:
        if set(case.accounts) & set(off) and set(case.accounts) & set(rest):
            raise JudgementError(
                f"they stay together in {case.code}: a copy goes where its text goes; part the "
                "copies too, or none of them"
            )
    return made


@dataclass(frozen=True, slots=True)
class _Links:
    decision: Decision
    pairs: Sequence[tuple[Founder, Founder]]
    accounts: Mapping[Founder, _Account]


def _reshape(connection: Connection, now: str, who: Person, links: _Links) -> Reshaped:
    last = connection.scalar(select(func.max(case_codes.c.id))) or 0
    entries = tuple(_record(connection, who, links))
    refresh_reviews(connection, {t.sha256 for one in entries for t in one.judgement.targets})
    settle(connection, find_restless(connection), now)
    codes = _codes_of(connection, links.accounts)
    found = (CaseAccounts(code, tuple(accounts_of(connection, code))) for code in codes)
    minted = select(case_codes.c.code).where(case_codes.c.id > last).order_by(case_codes.c.id)
    return Reshaped(
        entries=entries,
        cases=tuple(sorted(found, key=lambda case: (-len(case.accounts), case.code))),
        minted=tuple(code for code in connection.scalars(minted) if code in codes),
    )


def _record(connection: Connection, who: Person, links: _Links) -> Iterator[Recorded]:
    """Record the links, all with one time and one reason, which makes them one act."""
    if not who.why.strip():
        raise JudgementError(f"{links.decision} without a reason; expected one")
    intent = Intent(
        decision=links.decision, reviewer=who.reviewer, time=who.time, why=who.why.strip()
    )
    texts = sorted({text for pair in links.pairs for text, _ in pair})
    standing = read_standing(connection, texts)
    desks = {text: _desk(connection, text, standing) for text in texts}
    for pair in links.pairs:
        one, other = ((desks[end[0]], links.accounts[end].record) for end in pair)
        yield add_judgement(connection, decide_link(intent, one, other))


def _desk(connection: Connection, text: str, standing: Standing) -> Desk:
    reading = current_readings_of(connection, text)[0].reading
    return Desk.of(reading, reading.report.text or "", standing)


def _accounts(connection: Connection, code: str) -> dict[Founder, _Account]:
    """Return the accounts of a case; where a text was published by several, the first one's."""
    asked = (
        select(case_digests.c.text_sha256, case_digests.c.key)
        .add_columns(case_accounts.c.start, case_accounts.c.record)
        .join(case_accounts, case_accounts.c.digest_id == case_digests.c.id)
        .where(case_accounts.c.code == code)
        .order_by(case_digests.c.reading_id, case_accounts.c.start)
    )
    found: dict[Founder, _Account] = {}
    for row in connection.execute(asked):
        founder = row.text_sha256, row.start
        found.setdefault(founder, _Account(founder, row.record, AccountRef(row.key, row.record)))
    return found


def _held_apart(
    connection: Connection, one: Mapping[Founder, _Account], other: Mapping[Founder, _Account]
) -> Iterator[tuple[Founder, Founder]]:
    """Yield the pairs between two cases that people said are not of one event."""
    sides = [{account.ref: account.founder for account in side.values()} for side in (one, other)]
    for ends in read_decided(connection).different:
        for first, second in (ends, ends[::-1]):
            if first in sides[0] and second in sides[1]:
                yield sides[0][first], sides[1][second]


def _codes_of(connection: Connection, accounts: Iterable[Founder]) -> set[str]:
    wanted = set(accounts)
    found = set()
    for part in in_parts(sorted({text for text, _ in wanted})):
        asked = (
            select(case_digests.c.text_sha256, case_accounts.c.start, case_accounts.c.code)
            .join(case_accounts, case_accounts.c.digest_id == case_digests.c.id)
            .where(case_digests.c.text_sha256.in_(part))
        )
        rows = connection.execute(asked)
        found |= {row.code for row in rows if (row.text_sha256, row.start) in wanted}
    return found
