"""The verbs of a Python user who wants to know what is new in a ledger's cases."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection

from accordingto.corroboration.casebook_news import Grown, Mark, find_grown, mark_now, mark_told
from accordingto.corroboration.news import ANY_MOVE, TollBound, find_news
from accordingto.ledger.case_listing import which_cases
from accordingto.ledger.filters import NO_FILTERS, Filters
from accordingto.ledger.hashes import hash_json
from accordingto.ledger.ledger import Ledger
from accordingto.records.base import JsonValue
from accordingto.records.cases import Case
from accordingto.records.news import CaseNews, NewsKind
from accordingto.views.case_background import names_in
from accordingto.views.news_lines import news_json, news_lines
from accordingto.views.privacy import withhold_in
from accordingto.views.withholding import Masks

__all__ = ["Alert", "Mark", "Wanted", "find_alerts", "mark_now", "mark_told"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to be told."""

    kinds: Collection[NewsKind] = field(default_factory=lambda: frozenset(NewsKind))
    bound: TollBound = ANY_MOVE
    filters: Filters = NO_FILTERS
    """Of which an incident of the case has to be."""


ALL_NEWS = Wanted()


@dataclass(frozen=True, slots=True)
class Alert:
    """News as they may be shown: names that are withheld are withheld in it."""

    news: CaseNews
    case: Case

    @property
    def id(self) -> str:
        """The same for the same news, so that whoever is told twice can know it."""
        return hash_json(self._plain())[:16]

    def lines(self) -> tuple[str, ...]:
        """Return it in words."""
        return tuple(news_lines(self.news, self.case))

    def to_json(self) -> dict[str, JsonValue]:
        """Return it as plain values, its id first."""
        return {"id": self.id, **self._plain()}

    def _plain(self) -> dict[str, JsonValue]:
        return news_json(self.news, self.case)


def find_alerts(ledger: Ledger, mark: Mark, wanted: Wanted = ALL_NEWS) -> Iterator[Alert]:
    """Yield what reports that came after a mark say that is new, case by case."""
    with ledger.look() as connection:
        withheld = Masks(connection).of_text
        for grown in find_grown(connection, mark):
            if not _is_wanted(connection, grown, wanted):
                continue
            names = names_in(grown.found, grown.after.reports, withheld)
            before = withhold_in(grown.before, names) if grown.before else None
            after = withhold_in(grown.after, names)
            for news in find_news(before, after, grown.fresh, wanted.bound):
                if news.kind in wanted.kinds:
                    yield Alert(news, after)


def _is_wanted(connection: Connection, grown: Grown, wanted: Wanted) -> bool:
    code = grown.after.id
    return wanted.filters == NO_FILTERS or code in which_cases(connection, [code], wanted.filters)
