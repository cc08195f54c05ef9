"""Lists of what a ledger holds, a page at a time, by indexes alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import product

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    TextClause,
    and_,
    func,
    literal_column,
    or_,
    select,
    text,
    tuple_,
)

from accordingto.errors import FilterError
from accordingto.ledger.columns import MOST as MOST_ROWS
from accordingto.ledger.copying import in_parts
from accordingto.ledger.filters import (
    NO_FILTERS,
    Filters,
    Group,
    check_filters,
    groups_of,
)
from accordingto.ledger.listings import Listing, ReviewFilter, What
from accordingto.ledger.review_order import DOUBT_STEPS
from accordingto.ledger.reviews import REVIEWED, Status
from accordingto.ledger.search_making import ENTERED, LONG, LONG_DAYS
from accordingto.ledger.search_tables import search_rows
from accordingto.ledger.word_queries import rows_having

RARE = 5_000
"""Rows with the words and marks that are asked for, up to which these are gone through and sorted;
of more, all rows are gone through in order until the page is full. To fetch a row takes ten times
as long as to pass by one in the index of the order, and who is common is met soon."""
MOST = 10_000
"""Rows of a page."""
_TOLD = frozenset({What.INCIDENT, What.FIGURE, What.STATEMENT, What.AGREEMENT})
_STOOD_FOR = (*(status.value for status in REVIEWED), ENTERED)
"""Statuses of what a person stands for, however sure a model was."""
C = search_rows.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where in a list to be, and how much of it to take."""

    limit: int = 50
    after: int | None = None
    """Row of the list that was the last one of the page before."""
    oldest_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One row of a list."""

    id: int
    publication_id: int
    reading_id: int | None
    """None for a report that could not be read."""
    what: What
    record: str
    """Empty for a report."""
    in_headline: bool
    sort: str
    first_day: str | None
    last_day: str | None
    has_day: bool
    """False where the days are those of telling it."""
    reports: int = 1
    """Of a name: in how many publications it stands."""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of a list."""

    rows: tuple[Found, ...]
    next: int | None
    """What to give as `after` for the next page; None when this is the last one."""


def find_page(
    connection: Connection, listing: Listing, filters: Filters = NO_FILTERS, page: Page = Page()
) -> FoundPage:
    """Return a page of a list: by day, the latest first unless asked otherwise; names by name.

    What is of one day stands in the order in which it came and is told. Raises FilterError when a
    filter does not go with the list, or cannot hold.
    """
    check_filters(filters, listing)
    if not 1 <= page.limit <= MOST:
        raise FilterError(f"a page of {page.limit} rows; expected 1 to {MOST:,}")
    query = _Query.of(connection, listing, filters, page)
    rows = query.names() if listing.is_of_names else query.records()
    shown = rows[: page.limit]
    return FoundPage(tuple(shown), shown[-1].id if len(rows) > page.limit else None)


def count_rows(connection: Connection, listing: Listing, filters: Filters) -> int:
    """Return how many rows there are in all; a list of many is gone through whole."""
    check_filters(filters, listing)
    query = _Query.of(connection, listing, filters, Page())
    counted = C.sort.distinct() if listing.is_of_names else C.id
    # Every record told has a doubt, and stands in its index by status.
    by_status = filters.review in {ReviewFilter.REJECTED, ReviewFilter.UNREVIEWED}
    few = (C.doubt >= 0,) if by_status and listing.what in _TOLD else ()
    return sum(
        int(connection.scalar(one.with_only_columns(func.count(counted)).where(*few)) or 0)
        for one in query.branches()
    )


def is_common(connection: Connection, listing: Listing, filters: Filters) -> bool:
    """Tell whether so many rows have the words and marks asked for that a page of them is slow."""
    query = _Query.of(connection, listing, filters, Page())
    if len(query.groups) == 1:
        return True
    return not query.is_rare(rows_having(query.groups, is_sqlite=query.is_sqlite))


def find_by_record(connection: Connection, listing: Listing, record: str) -> Found | None:
    """Return the row of a record as it stands, by its id; None where there is none."""
    asked = select(search_rows).where(
        C.record == record, C.what == listing.what.value, C.is_now == 1
    )
    row = connection.execute(asked.order_by(C.id).limit(1)).mappings().first()
    return None if row is None else as_found(row)


def which_match(
    connection: Connection, listing: Listing, filters: Filters, rows: Iterable[int]
) -> set[int]:
    """Return which of these rows are in a list."""
    found = set[int]()
    for part in in_parts(sorted(rows)):
        for branch in _Query.of(connection, listing, filters, Page(), is_few=True).branches():
            asked = branch.where(C.id.in_(part)).with_only_columns(C.id)
            found.update(connection.scalars(asked))
    return found


def select_latest(
    connection: Connection, listing: Listing, filters: Filters, limit: int
) -> Select[tuple[int, str]]:
    """Return the query for the latest records of a list, by reading and id, to be joined.

    Raises FilterError as `find_page`.
    """
    check_filters(filters, listing)
    query = _Query.of(connection, listing, replace(filters, first_day=None), Page())
    (branch,) = query.branches()
    if filters.first_day is not None:
        branch = branch.where(C.last_day >= filters.first_day.isoformat())
    return branch.with_only_columns(C.reading_id, C.record).order_by(C.sort.desc()).limit(limit)


def branches_of(
    connection: Connection, listing: Listing, filters: Filters, *, is_few: bool = False
) -> tuple[Select[tuple[object, ...]], ...]:
    """Return queries that share no row, and give all rows of a list together, in no order.

    `is_few`: rows are asked for by their numbers beside that, and these are few. Raises
    FilterError as `find_page` does.
    """
    check_filters(filters, listing)
    return tuple(_Query.of(connection, listing, filters, Page(), is_few=is_few).branches())


@dataclass(frozen=True, slots=True)
class _Query:
    connection: Connection
    what: What
    filters: Filters
    groups: tuple[Group, ...]
    page: Page
    after: tuple[str, int] | None
    is_of_names: bool
    is_few: bool
    """Few rows are asked for by their numbers: these are looked up, and no index is gone along."""

    @classmethod
    def of(
        cls,
        connection: Connection,
        listing: Listing,
        filters: Filters,
        page: Page,
        *,
        is_few: bool = False,
    ) -> "_Query":
        return cls(
            connection,
            listing.what,
            filters,
            groups_of(filters, listing.what),
            page,
            None if page.after is None else _sort_of(connection, page.after),
            listing.is_of_names,
            is_few,
        )

    def records(self) -> list[Found]:
        """Return the rows of the page, and one more where there are more."""
        found = [
            as_found(row)
            for branch in self.branches()
            for row in self.connection.execute(self._ordered(branch)).mappings()
        ]
        found.sort(key=lambda row: row.id)
        found.sort(key=lambda row: row.sort, reverse=not self.page.oldest_first)
        return found[: self.page.limit + 1]

    def names(self) -> list[Found]:
        """Return names, each once; who is private or unnamed stands once for each text."""
        (branch,) = self.branches()
        rows = branch.subquery().c
        asked = (
            select(
                func.max(rows.id).label("id"),
                rows.sort,
                func.count(rows.publication_id.distinct()).label("reports"),
                func.min(rows.first_day).label("first_day"),
                func.max(rows.last_day).label("last_day"),
            )
            .group_by(rows.sort)
            .order_by(rows.sort)
            .limit(self.page.limit + 1)
        )
        groups = self.connection.execute(asked).mappings().all()
        shown = select(search_rows).where(C.id.in_([group["id"] for group in groups]))
        by_id = {row["id"]: as_found(row) for row in self.connection.execute(shown).mappings()}
        return [
            replace(
                by_id[group["id"]],
                reports=group["reports"],
                first_day=group["first_day"],
                last_day=group["last_day"],
            )
            for group in groups
        ]

    def branches(self) -> Iterator[Select[tuple[object, ...]]]:
        """Yield queries that share no row, and give all rows together."""
        if self.is_of_names:
            yield self._branch((), self._known(), *self._within())
            return
        for (marks, days), known in product(self._periods(), self._knowledge()):
            yield self._branch(marks, *days, *known)

    def _ordered(self, branch: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
        day = C.sort if self.page.oldest_first else C.sort.desc()
        return branch.order_by(day, C.id).limit(self.page.limit + 1)

    def _branch(
        self, marks: Sequence[Group], *conditions: ColumnElement[bool]
    ) -> Select[tuple[object, ...]]:
        groups = (*self.groups, *marks)
        asked = select(search_rows).where(*conditions, *self._statuses(), *self._beyond())
        if self.filters.min_toll is not None:
            asked = asked.where(C.toll >= self.filters.min_toll)
        if self.filters.min_confidence is not None:
            most = round((1 - self.filters.min_confidence) * DOUBT_STEPS)
            asked = asked.where(or_(C.doubt <= most, C.status.in_(_STOOD_FOR)))
        # Every row has a mark that says what it is: alone it narrows nothing down.
        if len(groups) == 1:
            return asked.where(self._is_what(by_index=not self.is_few))
        words = rows_having(groups, is_sqlite=self.is_sqlite)
        if not self.is_sqlite:
            return asked.where(C.what == self.what.value, C.id.in_(words))
        # SQLite does not know how many rows have these words, so it is told where to begin.
        if not self.is_few and self.is_rare(words):
            return asked.where(self._is_what(by_index=False), C.id.in_(words))
        among = literal_column("+search_rows.id").in_(words)
        return asked.where(self._is_what(by_index=not self.is_few), among)

    def _is_what(self, *, by_index: bool) -> ColumnElement[bool]:
        """Return the condition for rows of this kind, by which SQLite may choose an index."""
        column = C.what if by_index or not self.is_sqlite else literal_column("+search_rows.what")
        return column == self.what.value

    @property
    def is_sqlite(self) -> bool:
        """Tell whether the ledger is an SQLite file."""
        return self.connection.dialect.name == "sqlite"

    def is_rare(self, words: TextClause) -> bool:
        """Tell whether few enough rows have these words to go through them and sort them."""
        counted = text(f"SELECT count(*) FROM ({words.text} LIMIT {RARE + 1})")  # noqa: S608 -- ours
        values = words.compile().params
        return int(self.connection.execute(counted, values).scalar_one()) <= RARE

    def _statuses(self) -> Iterator[ColumnElement[bool]]:
        review = self.filters.review
        if review is ReviewFilter.UNREVIEWED:
            yield C.status.in_([Status.UNREVIEWED.value, Status.DISPUTED.value])
        elif review is ReviewFilter.REJECTED:
            yield C.status == Status.REJECTED.value
        elif review is None:
            yield C.status != Status.REJECTED.value

    def _beyond(self) -> Iterator[ColumnElement[bool]]:
        """Yield what leaves out the pages before."""
        if self.after is None:
            return
        if self.is_of_names:
            yield C.sort > self.after[0]
            return
        day, row = self.after
        if self.page.oldest_first:
            yield tuple_(C.sort, C.id) > tuple_(day, row)
            return
        yield C.sort <= day
        yield or_(C.sort < day, C.id > row)

    def _periods(self) -> Iterator[tuple[Sequence[Group], Sequence[ColumnElement[bool]]]]:
        """Yield what days are asked for, in parts of which each is a range of the index.

        What lasts no longer than a month begins close before the period; what lasts longer has a
        mark of its own.
        """
        first, within = self.filters.first_day, tuple(self._within())
        if first is None:
            yield (), within
            return
        begins = max(first.toordinal() - LONG_DAYS, 1)
        soon = C.sort >= date.fromordinal(begins).isoformat()
        yield (), (*within, soon)
        yield (((LONG,),),), (*within, C.sort < date.fromordinal(begins).isoformat())

    def _within(self) -> Iterator[ColumnElement[bool]]:
        first, last = self.filters.first_day, self.filters.last_day
        if first is not None:
            yield C.last_day >= first.isoformat()
        if last is not None:
            yield C.first_day <= last.isoformat()
            if not self.is_of_names:
                yield C.sort <= last.isoformat()

    def _knowledge(self) -> Iterator[Sequence[ColumnElement[bool]]]:
        """Yield what was known when, in parts of which each is a range of the index."""
        if self.filters.as_of is None:
            yield (C.is_now == 1,)
            return
        day = self.filters.as_of.isoformat()
        yield C.is_now == 1, C.known_from <= day
        yield C.is_now == 0, C.known_from <= day, C.known_to > day

    def _known(self) -> ColumnElement[bool]:
        """Return all of that in one."""
        if self.filters.as_of is None:
            return C.is_now == 1
        day = self.filters.as_of.isoformat()
        return and_(C.known_from <= day, or_(C.known_to.is_(None), C.known_to > day))


def _sort_of(connection: Connection, row: int) -> tuple[str, int]:
    sort = connection.scalar(select(C.sort).where(C.id == row)) if 0 < row <= MOST_ROWS else None
    if sort is None:
        raise FilterError(
            f"there is no row {row} to go on after; expected what the page before told"
        )
    return sort, row


def as_found(row: RowMapping) -> Found:
    """Return a row of `search_rows` as a row of a list."""
    names = (field.name for field in fields(Found) if field.name != "reports")
    plain = {name: row[name] for name in names}
    for name in ("in_headline", "has_day"):
        plain[name] = bool(plain[name])
    return Found(**plain | {"what": What(plain["what"])})
