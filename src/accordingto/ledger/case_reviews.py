"""What people decided about cases: made from the log, and read by the codes that cases have now.

A decision about a case names the words for which its code was minted. So it goes where these words
go: when two cases become one, what was decided about either holds for it, and when it is parted
again, each part has what was decided about its own code.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, Select, delete, insert, select

from accordingto.errors import AccordingtoError
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.copying import in_parts
from accordingto.ledger.decision_tables import case_reviews, decisions
from accordingto.ledger.decisions import read_entries, read_standing, time_of
from accordingto.ledger.plain import compact, parse_list
from accordingto.ledger.rows import Value
from accordingto.ledger.standing import Recorded, Standing
from accordingto.records.base import JsonValue
from accordingto.records.case_states import (
    ASPECTS,
    ASSIGNEE,
    GRADE,
    LEAST_DONE_FIRST,
    STATE,
    CaseState,
)
from accordingto.records.grades import Grade
from accordingto.records.judgements import ON_CASES, Change, Part


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """How far people are with a case, in few words."""

    state: CaseState = CaseState.TO_DO
    """Where people are at odds, the one that leaves more to do."""
    assignee: str | None = None
    grade: Grade | None = None
    """A person's; None where nobody gave one, and where people are at odds."""
    disputed: tuple[str, ...] = ()
    """`state`, `assignee` and `grade`, as far as people decided at odds."""


NOTHING_DECIDED = CaseStanding()


@dataclass(frozen=True, slots=True)
class CaseReview:
    """What people decided about a case, with the entries of the log that say so."""

    standing: CaseStanding = NOTHING_DECIDED
    decisions: tuple[Recorded, ...] = ()
    """Those that hold, by time."""
    notes: tuple[Recorded, ...] = ()

    def of(self, aspect: str) -> tuple[Recorded, ...]:
        """Return the decisions that hold on `state`, `assignee` or `grade`."""
        return tuple(one for one in self.decisions if _aspect(one) == aspect)


NO_REVIEW = CaseReview()


def read_case_standings(
    connection: Connection, codes: Iterable[str] | None = None
) -> dict[str, CaseStanding]:
    """Return how far people are with cases, by code; of all cases where none are named.

    A case that nobody decided anything about is not in it.
    """
    return {code: _standing(rows) for code, rows in _rows_of(connection, codes).items()}


def read_case_reviews(connection: Connection, codes: Iterable[str]) -> dict[str, CaseReview]:
    """Return what people decided about each of these cases, notes too."""
    codes = list(codes)
    rows_of = _rows_of(connection, codes)
    hashes = {hash_ for rows in rows_of.values() for row in rows for hash_ in _hashes(row)}
    asked = select(decisions.c.id).where(decisions.c.hash.in_(hashes))
    entries = {one.entry.hash: one.recorded for one in read_entries(connection, asked)}
    found = dict.fromkeys(codes, NO_REVIEW)
    for code, rows in rows_of.items():
        found[code] = CaseReview(
            _standing(rows),
            _in_time(entries, (hash_ for row in rows for hash_ in parse_list(row.decisions))),
            _in_time(entries, (hash_ for row in rows for hash_ in parse_list(row.notes))),
        )
    return found


def refresh_case_reviews(connection: Connection, text: str) -> None:
    """Make the rows anew for the codes whose words stand in a text, named by its hash."""
    connection.execute(delete(case_reviews).where(case_reviews.c.text_sha256 == text))
    rows = derive_case_reviews(read_standing(connection, [text]), text)
    if rows:
        connection.execute(insert(case_reviews), rows)


def check_case_reviews(connection: Connection, texts: Iterable[str]) -> Iterator[str]:
    """Yield where the rows are not what decisions make them; `texts` are all decided on."""
    kept = connection.scalars(select(case_reviews.c.text_sha256).distinct())
    for text in sorted({*texts, *kept}):
        try:
            made = derive_case_reviews(read_standing(connection, [text]), text)
        except AccordingtoError as error:
            yield f"the decisions on cases about the text {text} cannot be read: {error}"
            continue
        here = select(case_reviews).where(case_reviews.c.text_sha256 == text)
        found = connection.execute(here.order_by(case_reviews.c.start)).mappings()
        if [{name: row[name] for name in row if name != "id"} for row in found] != made:
            yield f"the rows of case_reviews for the text {text} are not what decisions make them"


def derive_case_reviews(standing: Standing, text: str) -> list[dict[str, Value]]:
    """Return the rows for the codes whose words stand in a text, by where they begin."""
    holding: dict[int, list[Recorded]] = defaultdict(list)
    for entry in (*standing.in_force, *standing.case_notes):
        made = entry.judgement
        own = made.targets[0]
        if made.decision in ON_CASES and own.sha256 == text and Part.CHANGES not in made.erased:
            holding[own.start].append(entry)
    return [_row(text, start, holding[start]) for start in sorted(holding)]


def _row(text: str, start: int, entries: Iterable[Recorded]) -> dict[str, Value]:
    ordered = sorted(entries, key=lambda entry: entry.sort_key)
    told = {aspect: _settle(aspect, _values(ordered, aspect)) for aspect in _COLUMNS}
    return {
        "text_sha256": text,
        "start": start,
        **told,
        "disputed": compact([one for one in _COLUMNS if len(_values(ordered, one)) > 1]),
        "decisions": compact([one.hash for one in ordered if _aspect(one)]),
        "notes": compact([one.hash for one in ordered if not _aspect(one)]),
        "time": time_of(ordered[-1].judgement),
    }


_COLUMNS = (STATE, ASSIGNEE, GRADE)
_NOBODY = ""


def _values(entries: Iterable[Recorded], aspect: str) -> set[str]:
    """Return what is decided of an aspect; of nobody and no grade, an empty word."""
    own = (entry.judgement for entry in entries if _aspect(entry) == aspect)
    return {str(value_of(made.changes, aspect) or _NOBODY) for made in own}


def _settle(aspect: str, values: set[str]) -> str | None:
    """Return what holds; null where nothing was decided, and for a grade that is disputed."""
    if aspect == STATE and values:
        return min(values, key=lambda value: LEAST_DONE_FIRST.index(CaseState(value)))
    if aspect == GRADE and len(values) > 1:
        return None
    return min(values - {_NOBODY}, default=None)


def value_of(changes: Iterable[Change], field: str) -> JsonValue:
    """Return what a decision says of a field; None where it says nothing."""
    return next((one.value for one in changes if one.field == field), None)


def _aspect(entry: Recorded) -> str | None:
    return ASPECTS.get(entry.judgement.decision.value)


def _standing(rows: Iterable[Row[tuple[object, ...]]]) -> CaseStanding:
    """Put together what was decided about all codes of a case."""
    rows = list(rows)
    told = {name: {getattr(row, name) for row in rows} - {None} for name in _COLUMNS}
    at_odds = {name for name in _COLUMNS if len(told[name]) > 1}
    at_odds |= {str(one) for row in rows for one in parse_list(row.disputed)}
    grade = None if GRADE in at_odds else _settle(GRADE, told[GRADE])
    return CaseStanding(
        state=CaseState(_settle(STATE, told[STATE]) or CaseState.TO_DO),
        assignee=_settle(ASSIGNEE, told[ASSIGNEE]),
        grade=Grade(grade) if grade else None,
        disputed=tuple(name for name in _COLUMNS if name in at_odds),
    )


def _rows_of(
    connection: Connection, codes: Iterable[str] | None
) -> Mapping[str, list[Row[tuple[object, ...]]]]:
    """Return the rows of cases, by the codes that these have now."""
    found: dict[str, dict[int, Row[tuple[object, ...]]]] = defaultdict(dict)
    for asked in _asked(connection, codes):
        for row in connection.execute(asked.order_by(case_reviews.c.id)):
            found[row.code][row.id] = row
    return {code: list(rows.values()) for code, rows in found.items()}


def _asked(
    connection: Connection, codes: Iterable[str] | None
) -> Iterator[Select[tuple[object, ...]]]:
    whole = (
        select(case_accounts.c.code, *case_reviews.c)
        .join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
        .join(
            case_reviews,
            (case_reviews.c.text_sha256 == case_digests.c.text_sha256)
            & (case_reviews.c.start == case_accounts.c.start),
        )
    )
    if codes is None:
        # From the few texts that were decided on; a store would go through all accounts.
        texts = connection.scalars(select(case_reviews.c.text_sha256).distinct()).all()
        for part in in_parts(texts):
            yield whole.where(case_digests.c.text_sha256.in_(part))
        return
    for part in in_parts(codes):
        yield whole.where(case_accounts.c.code.in_(part))


def _hashes(row: Row[tuple[object, ...]]) -> list[object]:
    return [*parse_list(row.decisions), *parse_list(row.notes)]


def _in_time(entries: Mapping[str, Recorded], hashes: Iterable[object]) -> tuple[Recorded, ...]:
    found = {str(hash_): entries[str(hash_)] for hash_ in hashes if str(hash_) in entries}
    return tuple(sorted(found.values(), key=lambda entry: entry.sort_key))
