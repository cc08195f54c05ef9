"""What a source says, claim by claim: with the case each is about, and what others say there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from accordingto.corroboration.casebook_looking import load_cases
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.filters import Filters
from accordingto.ledger.listing import Found, Page, find_page
from accordingto.ledger.listings import Listing
from accordingto.ledger.redaction import read_withheld
from accordingto.ledger.search_making import is_private
from accordingto.ledger.shown import ShownRow, load_rows
from accordingto.records.actors import Actor
from accordingto.records.base import Mention
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.source_rows import TollComparison
from accordingto.records.statements import Statement
from accordingto.views.case_words import extent_in_words
from accordingto.views.phrases import describe_blame, describe_toll, describe_value
from accordingto.views.report_views import SHORT_ID, ReportView
from accordingto.web.blind_reading import seen_by
from accordingto.web.sessions import Preferences

CLAIMS = 15
"""Records of a page."""


class Said(StrEnum):
    """Kinds of what a source says."""

    FIGURES = "figures"
    BLAME = "blame"
    STATEMENTS = "statements"


LISTING = {
    Said.FIGURES: Listing.FIGURES,
    Said.BLAME: Listing.INCIDENTS,
    Said.STATEMENTS: Listing.STATEMENTS,
}
"""The list in which each kind stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that a source says, in one report."""

    words: str
    """What it says: a figure, who is held responsible and how, or what is said."""
    note: str
    """How it knows, or how it speaks; empty where nothing is told."""
    quote: str
    path: str
    """Of the report, at the words."""
    publisher: str
    day: str | None
    """Day of what it is about, else of telling."""
    case: str | None
    others: str | None
    """What others give for the same, independent of it; null where it is no figure of a case."""
    outcome: str | None
    """`within`, `below` or `above` what they give, or `no_other`."""
    is_reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """A page of what a source says, the latest first."""

    claims: tuple[Claim, ...]
    next: int | None
    """What to give as `after` for the next page; None when this is the last one."""


def read_claims(
    connection: Connection, key: str, said: Said, after: int | None, who: Preferences
) -> ClaimPage:
    """Return a page of what a source says; what private persons of its say is not among it."""
    filters = Filters(source=(key,))
    found = find_page(connection, LISTING[said], filters, Page(limit=CLAIMS, after=after))
    rows = load_rows(connection, found.rows, read_withheld(connection))
    seen = seen_by(connection, [(row.found.reading_id, row.report) for row in rows], who)
    rows = [ShownRow(row.found, shown) for row, shown in zip(rows, seen, strict=True)]
    codes = _codes(connection, found.rows)
    told = [one for row in rows for one in _Teller(row, key, codes).claims()]
    beside = _comparisons(connection, key, {one.case for one in told if one.case and one.figure})
    claims = tuple(_claim(one, beside) for one in told)
    return ClaimPage(claims=claims, next=found.next)


def fold_source(name: str) -> str:
    """Return a name as sources stand in lists.

    >>> fold_source("The  Merrow Relief Fund")
    'merrow relief fund'
    """
    return " ".join(name.casefold().split()).removeprefix("the ")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    words: str
    note: str
    evidence: Mention
    view: ReportView
    row: Found
    case: str | None
    figure: str = ""
    """Id of the figure that it is."""


@dataclass(frozen=True, slots=True)
class _Teller:
    row: ShownRow
    key: str
    codes: Mapping[tuple[int | None, str], str]

    def claims(self) -> Iterator[_Told]:
        """Yield what the source says in a record; nothing where it is another of a like name."""
        view = ReportView(self.row.report)
        listed = view.records.get(self.row.found.record)
        record = listed.record if listed else None
        if isinstance(record, Figure) and self._speaks(record.source):
            told = describe_toll(record)
            yield self._told(view, record, told, record.incident, figure=record.id)
        elif isinstance(record, Statement) and self._speaks(record.source):
            about = next((one for one in record.about if self._code(one)), None)
            knows = (
                f"{describe_value(record.stance)}; knows from: {describe_value(record.knowledge)}"
            )
            yield self._told(view, record, record.content.text, about, note=knows)
        elif isinstance(record, Incident):
            for blame in record.blame:
                if self._speaks(blame.source):
                    told = f"{describe_value(record.kind)}: {describe_blame(blame, view.names)}"
                    yield self._told(view, record, told, record.id)

    def _told(
        self,
        view: ReportView,
        record: Figure | Statement | Incident,
        words: str,
        incident: str | None,
        *,
        note: str = "",
        figure: str = "",
    ) -> _Told:
        return _Told(
            words=words,
            note=note,
            evidence=record.evidence,
            view=view,
            row=self.row.found,
            case=self._code(incident),
            figure=figure,
        )

    def _code(self, incident: str | None) -> str | None:
        return self.codes.get((self.row.found.reading_id, incident or ""))

    def _speaks(self, source: Mention | None) -> bool:
        actor = self._actors().get(source.actor or "") if source else None
        if actor is None or is_private(actor):
            return False
        return self.key in {fold_source(actor.name), fold_source(actor.affiliation or "")}

    def _actors(self) -> Mapping[str, Actor]:
        standing = self.row.report.standing
        return {one.id: one for one in standing.reading.actors} if standing else {}


def _claim(told: _Told, beside: Mapping[str, TollComparison]) -> Claim:
    view, span = told.view, told.evidence.span
    context = view.context_of(span, in_title=told.row.in_headline)
    compared = beside.get(told.figure)
    where = "&in=title" if told.row.in_headline else ""
    return Claim(
        words=told.words,
        note=told.note,
        quote=f"{context.before}{context.words}{context.after}",
        path=f"/reports/{view.facts.key[:SHORT_ID]}?at={span.start}-{span.end}{where}",
        publisher=view.publisher,
        day=told.row.first_day,
        case=told.case,
        others=extent_in_words(compared.others) if compared and compared.others else None,
        outcome=compared.outcome if compared else None,
        is_reviewed=view.is_reviewed(told.row.record),
    )


def _codes(connection: Connection, rows: Sequence[Found]) -> dict[tuple[int | None, str], str]:
    """Return the codes of the cases that the reports of rows tell of, by reading and incident."""
    asked = (
        select(case_digests.c.reading_id, case_accounts.c.record, case_accounts.c.code)
        .join(case_accounts, case_accounts.c.digest_id == case_digests.c.id)
        .where(case_digests.c.reading_id.in_({row.reading_id for row in rows if row.reading_id}))
    )
    return {(row.reading_id, row.record): row.code for row in connection.execute(asked)}


def _comparisons(
    connection: Connection, key: str, codes: Iterable[str]
) -> dict[str, TollComparison]:
    """Return how the source's figures stand beside those of everybody independent of it."""
    wanted = sorted(codes)
    if not wanted:
        return {}
    rows = load_cases(connection, wanted, with_terms=False).sources()
    return {
        one.ref.record: one
        for row in rows
        if fold_source(row.name) == key
        for one in row.comparisons
    }
