"""What a ledger has to export, case by case and report by report, little of it held at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import Connection, exists, or_, select

from accordingto.api.export_cases import CaseMaker
from accordingto.api.export_decisions import load_decisions
from accordingto.api.export_gathering import gather
from accordingto.api.export_notes import Exported
from accordingto.corroboration.casebook_looking import load_origins
from accordingto.corroboration.origins import Origin
from accordingto.formats.bundles import (
    CaseBundle,
    DecisionNote,
    ReportBundle,
    ReportNote,
    Retrieval,
)
from accordingto.ledger.archives import Archives, load_archives
from accordingto.ledger.case_listing import find_cases
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.copying import in_parts
from accordingto.ledger.decision_tables import reviews
from accordingto.ledger.filters import Filters
from accordingto.ledger.listing import MOST, Page, find_page
from accordingto.ledger.listings import Listing, ReviewFilter
from accordingto.ledger.redaction import Withheld, read_withheld
from accordingto.ledger.retrievals import load_retrieval
from accordingto.ledger.reviews import REVIEWED
from accordingto.ledger.shown import AT_ONCE, Shown, load_reports
from accordingto.ledger.store_tables import current_readings, publications, readings
from accordingto.records.readings import ENTERED_BY
from accordingto.views.privacy import withhold_in
from accordingto.views.withholding import Masks

_Row = tuple[int, int]
"""Rows of a publication and of its reading."""


def _do_nothing() -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class LedgerMaterial:
    """What a ledger has to export under some filters."""

    connection: Connection
    filters: Filters
    with_unreviewed: bool
    only: frozenset[str] | None = None
    """Codes of the cases that are asked for; None for all that match."""
    on_bundle: Callable[[], None] = _do_nothing
    """Called for each case and report that was gone through."""

    @cached_property
    def masks(self) -> Masks:
        """What is withheld."""
        return Masks(self.connection)

    @cached_property
    def withheld(self) -> Withheld:
        """Names that people decided to withhold, and what they decided to show."""
        return read_withheld(self.connection)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of all cases that go out, sorted."""
        asked = self.filters
        if not self.with_unreviewed:
            asked = replace(asked, review=ReviewFilter.REVIEWED)
        found = set(self._codes(asked))
        return tuple(sorted(found if self.only is None else found & self.only))

    def count_unreviewed(self) -> int:
        """Return how many cases match of which a person stands for no account."""
        reviewed = replace(self.filters, review=ReviewFilter.REVIEWED)
        found = set(self._codes(self.filters)) - set(self._codes(reviewed))
        return len(found if self.only is None else found & self.only)

    def cases(self) -> Iterator[CaseBundle]:
        """Yield the cases in the order of their codes."""
        yield from self._cases(self.codes)

    def cases_of(self, codes: Iterable[str]) -> Iterator[CaseBundle]:
        """Yield the cases with these codes, but for those that lead to no case any more."""
        for part in in_parts(codes):
            asked = select(case_accounts.c.code).where(case_accounts.c.code.in_(part)).distinct()
            yield from self._cases(sorted(self.connection.scalars(asked)))

    def reports_of(self, keys: Iterable[str]) -> Iterator[ReportBundle]:
        """Yield the reports with these keys of publications."""
        home = current_readings.join(
            publications, publications.c.id == current_readings.c.publication_id
        )
        columns = (current_readings.c.publication_id, current_readings.c.reading_id)
        for part in in_parts(keys):
            asked = select(*columns).select_from(home).where(publications.c.key.in_(part))
            yield from self._reports(
                [(one, other) for one, other in self.connection.execute(asked)]
            )

    def _cases(self, codes: Iterable[str]) -> Iterator[CaseBundle]:
        maker = CaseMaker(self.masks.of_text, self.with_unreviewed)
        for some in gather(self.connection, codes):
            shown = self._shown({key for one in some for key in one.reports})
            for one in some:
                own = {key: shown[key] for key in one.reports if key in shown}
                bundle = maker.bundle(one.code, one.loaded, own)
                self.on_bundle()
                if bundle is not None:
                    yield bundle

    def reports(self) -> Iterator[ReportBundle]:
        """Yield the reports in the order of their publications' keys."""
        yield from self._reports(self._report_rows())

    def _reports(self, rows: Iterable[_Row]) -> Iterator[ReportBundle]:
        for part in in_parts(rows, AT_ONCE):
            shown = self._load(part)
            beside = _Beside.of(self.connection, shown)
            for _, row in part:
                bundle = self._report(shown[row], row, beside)
                self.on_bundle()
                if bundle is not None:
                    yield bundle

    def retrieval(self, report: ReportNote) -> Retrieval:
        """Return how a report came."""
        found = load_retrieval(self.connection, report.publication, self.archives)
        return withhold_in(found, self.masks.of_text(report.sha256))

    def decisions(self, report: ReportNote) -> tuple[DecisionNote, ...]:
        """Return what people decided about a report's words, in the order of their times."""
        return load_decisions(self.connection, report.sha256, self.masks)

    @cached_property
    def archives(self) -> Archives:
        """Where pages were archived."""
        return load_archives(self.connection)

    def _codes(self, filters: Filters) -> Iterator[str]:
        page = Page(limit=MOST)
        while True:
            found = find_cases(self.connection, filters, page)
            yield from found.codes
            if found.next is None:
                return
            page = replace(page, after=found.next)

    def _shown(self, keys: Iterable[str]) -> Mapping[str, Shown]:
        """Return reports by their keys."""
        rows: dict[str, _Row] = {}
        home = case_digests.join(readings, readings.c.id == case_digests.c.reading_id)
        columns = (case_digests.c.key, readings.c.publication_id, readings.c.id)
        for part in in_parts(sorted(keys)):
            asked = select(*columns).select_from(home).where(case_digests.c.key.in_(part))
            rows |= {key: (one, other) for key, one, other in self.connection.execute(asked)}
        shown = self._load(rows.values())
        return {key: shown[reading] for key, (_, reading) in rows.items()}

    def _load(self, rows: Iterable[_Row]) -> Mapping[int, Shown]:
        """Return reports by the rows of their readings, and have their masks made ready."""
        shown = load_reports(self.connection, rows, self.withheld)
        at_hand = {
            row: one.standing.as_read or one.standing.reading
            for row, one in shown.items()
            if one.standing is not None
        }
        self.masks.prepare((one.facts.text_sha256 for one in shown.values()), at_hand)
        return shown

    def _report_rows(self) -> list[_Row]:
        """Return the rows of the reports that match, in the order of their publications' keys."""
        found: list[_Row] = []
        page: Page | None = Page(limit=MOST)
        while page is not None:
            part = find_page(self.connection, Listing.REPORTS, self.filters, page)
            found += [(r.publication_id, r.reading_id) for r in part.rows if r.reading_id]
            page = None if part.next is None else replace(page, after=part.next)
        if not self.with_unreviewed:
            reviewed = _reviewed_readings(self.connection)
            found = [row for row in found if row[1] in reviewed]
        if self.only is not None:
            told = _readings_of(self.connection, self.only)
            found = [row for row in found if row[1] in told]
        asked = select(publications.c.id, publications.c.key)
        keys = {row.id: row.key for row in self.connection.execute(asked)}
        return sorted(found, key=lambda row: keys[row[0]])

    def _report(self, shown: Shown, row: int, beside: "_Beside") -> ReportBundle | None:
        view = Exported(shown, self.masks.of_text(shown.facts.text_sha256), self.with_unreviewed)
        if view.reading is None:
            return None
        bundle = _bundle(view, beside.code_in(row), beside.origins.get(view.key))
        is_empty = not (
            bundle.incidents or bundle.figures or bundle.statements or bundle.agreements
        )
        return None if is_empty and not self.with_unreviewed else bundle


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is known of some reports beside their readings."""

    codes: Mapping[tuple[int, str], str]
    """Codes of cases, by the row of a reading and the id of an incident."""
    origins: Mapping[str, Origin]
    """By the keys of reports."""

    @classmethod
    def of(cls, connection: Connection, rows: Iterable[int]) -> "_Beside":
        """Look up what is known of readings, by their rows."""
        here = case_digests.c.reading_id.in_(sorted(rows))
        columns = (case_digests.c.reading_id, case_accounts.c.record, case_accounts.c.code)
        asked = select(*columns).where(here, case_accounts.c.digest_id == case_digests.c.id)
        codes = {(row.reading_id, row.record): row.code for row in connection.execute(asked)}
        ids = connection.scalars(select(case_digests.c.id).where(here))
        return cls(codes, load_origins(connection, ids))

    def code_in(self, row: int) -> Callable[[str | None], str]:
        """Return what gives the code of the case of an incident of a reading."""
        return lambda incident: self.codes.get((row, incident or ""), "")


def _bundle(
    view: Exported, code_of: Callable[[str | None], str], origin: Origin | None
) -> ReportBundle:
    reading = view.reading
    if reading is None:
        raise ValueError("a report that was not read has no records")
    own = {one.id: one.incident for one in reading.figures}
    home = {one.id: one.incident or own.get(one.part_of or "") for one in reading.figures}
    homes = {one.id: [home.get(id_, id_) for id_ in one.about] for one in reading.statements}
    title = reading.headline

    def case_of_figure(record: str) -> str:
        return code_of(home.get(record))

    def case_of_statement(record: str) -> str:
        return next(filter(None, map(code_of, homes.get(record, ()))), "")

    def no_case(_record: str) -> str:
        return ""

    return ReportBundle(
        report=view.note(reading, origin),
        incidents=(
            *view.notes(reading.incidents, code_of),
            *view.notes(title.incidents, no_case, in_title=True),
        ),
        figures=(
            *view.notes(reading.figures, case_of_figure),
            *view.notes(title.figures, no_case, in_title=True),
        ),
        statements=(
            *view.notes(reading.statements, case_of_statement),
            *view.notes(title.statements, no_case, in_title=True),
        ),
        agreements=(
            *view.notes(reading.agreements, no_case),
            *view.notes(title.agreements, no_case, in_title=True),
        ),
        actors=reading.actors,
    )


def _readings_of(connection: Connection, codes: Iterable[str]) -> frozenset[int]:
    """Return the rows of the readings that tell of some cases."""
    here = case_accounts.c.code.in_(sorted(codes))
    asked = select(case_digests.c.reading_id).join(
        case_accounts, case_accounts.c.digest_id == case_digests.c.id
    )
    return frozenset(connection.scalars(asked.where(here)))


def _reviewed_readings(connection: Connection) -> frozenset[int]:
    """Return the rows of the readings of which a person stands for a record."""
    decided = exists().where(
        reviews.c.reading_id == readings.c.id, reviews.c.status.in_(sorted(REVIEWED))
    )
    entered = readings.c.reader.startswith(ENTERED_BY, autoescape=True)
    return frozenset(connection.scalars(select(readings.c.id).where(or_(decided, entered))))
