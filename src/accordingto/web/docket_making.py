"""Dockets made: a case looked up with all that stands beside it, put into words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType

from sqlalchemy import Connection

from accordingto.corroboration.casebook_looking import explain, load_cases
from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.digests import Account
from accordingto.corroboration.linking import ref_of
from accordingto.ledger.case_codes import Founder
from accordingto.ledger.case_reviews import read_case_reviews
from accordingto.ledger.looks import SinceLook, read_since_look
from accordingto.records.cases import Case, CaseAccount, CaseLink
from accordingto.views.blame_matrix import BlameMatrix, make_matrix, make_said
from accordingto.views.case_background import CaseBackground, Withheld, facts_of, names_in
from accordingto.views.case_words import place_in_words, plural, reason_in_words
from accordingto.views.cutting import ALL, Cutter, Part
from accordingto.views.docket_setting import DocketSetting
from accordingto.views.dossier_parts import describe_ranges
from accordingto.views.masks import Mask
from accordingto.views.phrases import describe_days, describe_value
from accordingto.views.privacy import withhold_in
from accordingto.views.toll_chart import (
    ApartClaims,
    TollChart,
    kept_apart,
    make_apart,
    make_charts,
)
from accordingto.web.docket import (
    Docket,
    LinkLine,
    NearLine,
    OriginGroup,
    Since,
    WhatTold,
    WhenTold,
    WhereTold,
)
from accordingto.web.docket_decided import CaseDecided
from accordingto.web.docket_history import make_history, make_notes
from accordingto.web.docket_near import NearCases, probability_in_words
from accordingto.web.docket_reports import ReportLines
from accordingto.web.masking import withheld_for
from accordingto.web.sessions import Preferences
from accordingto.web.words_in_reports import link_to_words

PRECISIONS = {
    1: "exact place",
    2: "within about 25 km",
    3: "known to the district",
    4: "known to the province",
    5: "along a line or over an area",
    6: "known to the country",
    7: "at sea or in the air",
}
"""What UCDP's precisions of a place mean."""
_SOME = "Parts of a toll, and single people told of beside it: compared with no toll."
_LONGER = "Over a longer time or a whole war: in no toll of this case."


LARGE = 40
"""Reports of a case from which its docket is cut."""
MOST: Mapping[Part, int] = MappingProxyType(
    {
        Part.CLAIMS: 12,
        Part.COLUMNS: 12,
        Part.FOLLOWERS: 4,
        Part.QUOTES: 1,
        Part.LINKS: 15,
        Part.REPORTS: 40,
        Part.ACCOUNTS: 2,
        Part.ACTS: 36,
        Part.VARIANTS: 12,
    }
)
"""What the docket of a large case holds."""


def make_docket(
    connection: Connection, code: str, preferences: Preferences, *, is_whole: bool = True
) -> Docket:
    """Return the docket of a case, by the code that it has now.

    Of a very large case, only what a page can hold is made, unless the whole is asked for.
    """
    return _Maker(connection, code, preferences, is_whole).make()


@dataclass(frozen=True)
class _Maker:
    connection: Connection
    code: str
    preferences: Preferences
    is_whole: bool

    def make(self) -> Docket:
        case, setting = self.case, self.setting
        charts = make_charts(case.figures.tolls, setting)
        matrix = make_matrix(case.blame, setting)
        history = make_history(
            self.connection,
            self.code,
            self.since.decisions if self.since else (),
            are_names_shown=self.preferences.are_names_shown,
        )
        shown = [line for line in history if self.decided.may_see(line.reviewer)]
        docket = Docket(
            code=self.code,
            size=self._size(),
            what=tuple(self._what()),
            when=tuple(self._when()),
            where=tuple(self._where()),
            is_place_withheld=any(one.incident in self.mask.incidents for one in self._accounts),
            progress=self.decided.progress(),
            since=self._since(charts, matrix),
            tolls=charts,
            apart=tuple(self._apart()),
            ranges=tuple(describe_ranges(case.ranges)),
            blame=matrix,
            said=make_said(case.blame.statements, setting),
            grade=self.decided.graded(self.connection, case, self.mask.hide),
            near=tuple(self._near()),
            origins=tuple(self._origins()),
            links=tuple(self._links()),
            notes=make_notes(self.decided.notes(), self.mask.hide),
            history=tuple(setting.cutter.cut(shown, Part.ACTS)),
            hidden_decisions=len(history) - len(shown),
        )
        return replace(docket, left_out=setting.cutter.left_out)

    # What it is made from

    @cached_property
    def loaded(self) -> Corroboration:
        return load_cases(self.connection, [self.code], with_terms=False)

    @cached_property
    def withheld(self) -> Withheld:
        texts = (self.loaded.head(report).sha256 for report in self._reports)
        return withheld_for(self.connection, self.preferences, texts)

    @cached_property
    def mask(self) -> Mask:
        return names_in(self.loaded, self._reports, self.withheld)

    @cached_property
    def case(self) -> Case:
        whole = self.loaded.case(self.code, self.loaded.groups[0])
        return withhold_in(whole, self.mask)

    @cached_property
    def background(self) -> CaseBackground:
        known = CaseBackground(reports=facts_of(self.loaded, self.case))
        return withhold_in(known, self.mask)

    @cached_property
    def setting(self) -> DocketSetting:
        link = link_to_words(self.connection, self.case.reports)
        is_cut = not self.is_whole and len(self.case.reports) > LARGE
        cutter = Cutter(MOST if is_cut else ALL)
        return DocketSetting.of(self.case, self.background, link, self.new_reports, cutter)

    @cached_property
    def decided(self) -> CaseDecided:
        review = read_case_reviews(self.connection, [self.code])[self.code]
        return CaseDecided(review, self.preferences)

    @cached_property
    def since(self) -> SinceLook | None:
        reviewer = self.preferences.reviewer
        if not reviewer:
            return None
        return read_since_look(self.connection, reviewer, [self.code])[self.code]

    @cached_property
    def new_reports(self) -> frozenset[str]:
        """Reports with accounts that the reader has not seen; none for who never looked."""
        if self.since is None or self.since.looked_at is None:
            return frozenset()
        new = set(self.since.accounts)
        return frozenset(
            one.report for one in self.loaded.groups[0].accounts if self._founder(one) in new
        )

    def _founder(self, account: Account) -> Founder:
        return self.loaded.digests[account.report].sha256, account.start

    @property
    def _reports(self) -> frozenset[str]:
        return frozenset(one.report for one in self.loaded.groups[0].accounts)

    @property
    def _accounts(self) -> tuple[CaseAccount, ...]:
        return self.case.outline.accounts

    # What, when and where

    def _size(self) -> str:
        groups = self.background.by_origin(self.case.reports)
        told = plural(len(self.case.reports), "report")
        return f"{told} of {plural(len(groups), 'origin')}" if len(self.case.reports) > 1 else told

    def _numbers(self, reports: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted({self.setting.numbers[one] for one in reports}))

    def _what(self) -> Iterator[WhatTold]:
        for one in self.setting.cutter.cut(self.case.outline.kinds, Part.VARIANTS):
            words = describe_value(one.kind)
            yield WhatTold(kind=one.kind, words=words, reports=self._numbers(one.reports))

    def _when(self) -> Iterator[WhenTold]:
        for one in self.setting.cutter.cut(self.case.outline.days, Part.VARIANTS):
            yield WhenTold(
                first=one.date_from,
                last=one.date_to,
                precision=_precision(one.date_from, one.date_to),
                reports=self._numbers(one.reports),
            )

    def _where(self) -> Iterator[WhereTold]:
        for place in self.setting.cutter.cut(self.case.outline.places, Part.VARIANTS):
            yield WhereTold(
                name=place_in_words(place),
                where_prec=place.where_prec,
                precision=PRECISIONS.get(place.where_prec or 0, "not found in the gazetteer"),
                reports=self._numbers(place.reports),
            )

    # Claims

    def _apart(self) -> Iterator[ApartClaims]:
        figures = self.case.figures
        some = [*figures.parts, *kept_apart(figures.tolls)]
        if some:
            yield make_apart("Some of those counted", _SOME, some, self.setting)
        if figures.cumulative:
            title = "Counted over a longer time"
            yield make_apart(title, _LONGER, figures.cumulative, self.setting)

    def _since(self, charts: Iterable[TollChart], matrix: BlameMatrix) -> Since | None:
        since = self.since
        if since is None:
            return None
        return Since(
            looked_at=datetime.fromisoformat(since.looked_at) if since.looked_at else None,
            reports=self._numbers(self.new_reports),
            decisions=len(since.decisions) if self.decided.sees_all else 0,
            claims=matrix.fresh + sum(chart.fresh for chart in charts),
            repeats=sum(chart.repeats for chart in charts),
        )

    # Other cases

    def _near(self) -> Iterator[NearLine]:
        near = NearCases(self.connection, self.setting, self.withheld, self.mask, self.preferences)
        yield from near.lines(self.code)

    def _links(self) -> Iterator[LinkLine]:
        """Yield the links between accounts, the weakest first, with the terms of those shown."""
        accounts = {ref_of(one): one for one in self.loaded.groups[0].accounts}
        links = sorted(self.case.outline.links, key=_weakest_first)
        for link in self.setting.cutter.cut(links, Part.LINKS):
            told = explain(link, accounts[link.one], accounts[link.other])
            numbers = self.setting.numbers
            yield LinkLine(
                reports=(numbers[link.one.report], numbers[link.other.report]),
                rule=link.rule,
                probability="" if link.score is None else probability_in_words(link.score),
                terms=tuple(f"{reason_in_words(one)} ({one.weight:+.1f})" for one in told.terms),
            )

    # Reports

    def _origins(self) -> Iterator[OriginGroup]:
        lines = ReportLines(self.loaded, self.case, self.background, self.setting)
        yield from lines.groups()


def _precision(first: date | None, last: date | None) -> str:
    """Return in words how well days are known; nothing where it is one day."""
    if first == last:
        return ""
    told = describe_days(first, last)
    return told.partition("(")[2].removesuffix(")") if "(" in told else ""


def _weakest_first(link: CaseLink) -> float:
    return 2 if link.score is None else link.score
