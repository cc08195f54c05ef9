"""Dockets made: a case looked up with all that stands beside it, put into words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import Connection

from accordingto.api.case_grades import grade_history
from accordingto.corroboration.casebook_looking import load_cases
from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.digests import Account
from accordingto.corroboration.grading import PERSON
from accordingto.corroboration.origins import OriginBasis
from accordingto.ledger.case_codes import Founder
from accordingto.ledger.case_reviews import CaseReview, read_case_reviews
from accordingto.ledger.looks import SinceLook, read_since_look
from accordingto.records.cases import Case, CaseAccount, CaseLink, ToldPlace
from accordingto.records.tolls import ClaimRef
from accordingto.views.blame_matrix import BlameMatrix, make_matrix, make_said
from accordingto.views.case_background import (
    NOTHING_KNOWN,
    CaseBackground,
    ReportFacts,
    Withheld,
    facts_of,
    names_in,
)
from accordingto.views.case_words import count_in_words, place_in_words, plural, reason_in_words
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
from accordingto.views.visible import make_plain
from accordingto.web.docket import (
    AccountLine,
    Docket,
    Graded,
    GradeGiven,
    LinkLine,
    NearLine,
    OriginGroup,
    Progress,
    ReportLine,
    Since,
    WhatTold,
    WhenTold,
    WhereTold,
)
from accordingto.web.docket_history import make_history, make_notes
from accordingto.web.docket_near import NearCases, probability_in_words
from accordingto.web.masking import withheld_for
from accordingto.web.sessions import Preferences
from accordingto.web.words_in_reports import link_to_words, report_path

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


def make_docket(connection: Connection, code: str, preferences: Preferences) -> Docket:
    """Return the docket of a case, by the code that it has now."""
    return _Maker(connection, code, preferences).make()


@dataclass(frozen=True)
class _Maker:
    connection: Connection
    code: str
    preferences: Preferences

    def make(self) -> Docket:
        case = self.case
        charts = make_charts(case.figures.tolls, self.setting)
        matrix = make_matrix(case.blame, self.setting)
        history = make_history(
            self.connection,
            self.code,
            self.since.decisions if self.since else (),
            are_names_shown=self.preferences.are_names_shown,
        )
        shown = [line for line in history if self._may_see(line.reviewer)]
        return Docket(
            code=self.code,
            size=self._size(),
            what=tuple(self._what()),
            when=tuple(self._when()),
            where=tuple(map(self._where, case.outline.places)),
            is_place_withheld=any(one.incident in self.mask.incidents for one in self._accounts),
            progress=self._progress(),
            since=self._since(charts, matrix),
            tolls=charts,
            apart=tuple(self._apart()),
            ranges=tuple(describe_ranges(case.ranges)),
            blame=matrix,
            said=make_said(case.blame.statements, self.setting),
            grade=self._graded(),
            near=tuple(self._near()),
            origins=tuple(map(self._origin, self.background.by_origin(case.reports))),
            links=tuple(map(self._link, sorted(case.outline.links, key=_weakest_first))),
            notes=make_notes(
                (one for one in self.review.notes if self._may_see(one.judgement.reviewer)),
                self.mask.hide,
            ),
            history=tuple(shown),
            hidden_decisions=len(history) - len(shown),
        )

    # What it is made from

    @cached_property
    def loaded(self) -> Corroboration:
        return load_cases(self.connection, [self.code])

    @cached_property
    def withheld(self) -> Withheld:
        return withheld_for(self.connection, self.preferences)

    @cached_property
    def mask(self) -> Mask:
        reports = {one.report for one in self.loaded.groups[0].accounts}
        return names_in(self.loaded, reports, self.withheld)

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
        return DocketSetting.of(self.case, self.background, link, self.new_reports)

    @cached_property
    def review(self) -> CaseReview:
        return read_case_reviews(self.connection, [self.code])[self.code]

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
    def _accounts(self) -> tuple[CaseAccount, ...]:
        return self.case.outline.accounts

    def _may_see(self, reviewer: str) -> bool:
        """Tell whether a decision of somebody is shown: a second reader decides first."""
        own = self.preferences.reviewer
        if not self.preferences.is_blind or reviewer == own:
            return True
        return any(one.judgement.reviewer == own for one in self.review.decisions)

    # What, when and where

    def _size(self) -> str:
        groups = self.background.by_origin(self.case.reports)
        told = plural(len(self.case.reports), "report")
        return f"{told} of {plural(len(groups), 'origin')}" if len(self.case.reports) > 1 else told

    def _numbers(self, reports: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted({self.setting.numbers[one] for one in reports}))

    def _what(self) -> Iterator[WhatTold]:
        for one in self.case.outline.kinds:
            words = describe_value(one.kind)
            yield WhatTold(kind=one.kind, words=words, reports=self._numbers(one.reports))

    def _when(self) -> Iterator[WhenTold]:
        for one in self.case.outline.days:
            yield WhenTold(
                first=one.date_from,
                last=one.date_to,
                precision=_precision(one.date_from, one.date_to),
                reports=self._numbers(one.reports),
            )

    def _where(self, place: ToldPlace) -> WhereTold:
        return WhereTold(
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
        fresh = repeats = 0
        for chart in charts:
            for row in chart.rows:
                every = [row.claim, *(one.claim for one in row.followers)]
                fresh += all(one.is_new for one in every)
                repeats += any(one.is_new for one in every) and not all(one.is_new for one in every)
        fresh += sum(one.is_new for row in matrix.rows for cell in row.cells for one in cell)
        return Since(
            looked_at=datetime.fromisoformat(since.looked_at) if since.looked_at else None,
            reports=self._numbers(self.new_reports),
            decisions=len(since.decisions),
            claims=fresh,
            repeats=repeats,
        )

    # What people decided

    def _progress(self) -> Progress:
        standing = self.review.standing
        return Progress(
            state=standing.state,
            assignee=standing.assignee,
            disputed=standing.disputed,
            seen=",".join(one.hash for one in self.review.decisions),
        )

    def _graded(self) -> Graded:
        suggested, standing = self.case.grade, self.review.standing
        history = grade_history(self.connection, self.case, self.review)
        given = [one for one in history.entries if one.by.startswith(PERSON)]
        shown = [one for one in given if self._may_see(one.by.removeprefix(PERSON))]
        return Graded(
            rule=suggested.rule,
            suggested=suggested.grade,
            reasons=tuple(map(make_plain, suggested.reasons)),
            flags=suggested.flags,
            voices=count_in_words(suggested.voices),
            given=tuple(
                GradeGiven(
                    reviewer=make_plain(one.by.removeprefix(PERSON)),
                    grade=one.grade,
                    why=self.mask.hide("; ".join(one.reasons)),
                )
                for one in shown
            ),
            holds=standing.grade if len(shown) == len(given) else None,
            is_disputed="grade" in standing.disputed and len(shown) == len(given),
        )

    # Other cases

    def _near(self) -> Iterator[NearLine]:
        near = NearCases(self.connection, self.setting, self.withheld, self.mask, self.preferences)
        yield from near.lines(self.code)

    def _link(self, link: CaseLink) -> LinkLine:
        one, other = (self.setting.numbers[end.report] for end in (link.one, link.other))
        return LinkLine(
            reports=(one, other),
            rule=link.rule,
            probability="" if link.score is None else probability_in_words(link.score),
            terms=tuple(f"{reason_in_words(term)} ({term.weight:+.1f})" for term in link.terms),
        )

    # Reports

    def _origin(self, reports: list[str]) -> OriginGroup:
        facts = [self.background.reports.get(one, NOTHING_KNOWN) for one in reports]
        agencies = dict.fromkeys(name for one in facts for name in one.agencies)
        name = make_plain(", ".join(agencies) or facts[0].publisher)
        return OriginGroup(name=name or "not known", reports=tuple(map(self._report, reports)))

    def _report(self, report: str) -> ReportLine:
        facts = self.background.reports.get(report, NOTHING_KNOWN)
        is_copy = facts.first != report and facts.first in self.setting.numbers
        starts = {(one.report, one.record): one.start for one in self.loaded.groups[0].accounts}
        sha256 = self.loaded.digests[report].sha256
        return ReportLine(
            number=self.setting.numbers[report],
            key=report.rpartition("~")[2],
            link=report_path(report),
            title=make_plain(facts.title),
            publisher=make_plain(facts.publisher),
            published=facts.published,
            credit=_credit(facts),
            copy_of=self.setting.numbers[facts.first] if is_copy else None,
            doubts=tuple(map(make_plain, facts.flags)),
            accounts=tuple(
                AccountLine(
                    id=one.incident,
                    kind=describe_value(one.kind),
                    quote=self.setting.quote(
                        ClaimRef(report=report, record=one.incident), one.quote, ""
                    ),
                    founder=f"{sha256}:{starts[report, one.incident]}",
                    is_new=report in self.new_reports,
                )
                for one in self._accounts
                if one.report == report
            ),
            is_new=report in self.new_reports,
        )


def _precision(first: date | None, last: date | None) -> str:
    """Return in words how well days are known; nothing where it is one day."""
    if first == last:
        return ""
    told = describe_days(first, last)
    return told.partition("(")[2].removesuffix(")") if "(" in told else ""


def _credit(facts: ReportFacts) -> str:
    if not facts.agencies:
        return ""
    by = make_plain("/".join(facts.agencies))
    return f"credits {by}" if facts.basis is OriginBasis.CREDITED else f"a copy credits {by}"


def _weakest_first(link: CaseLink) -> float:
    return 2 if link.score is None else link.score
