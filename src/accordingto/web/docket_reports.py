"""The reports of a docket, by origin, each with its accounts in their words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.origins import OriginBasis
from accordingto.records.cases import Case, CaseAccount
from accordingto.records.tolls import ClaimRef
from accordingto.views.case_background import NOTHING_KNOWN, CaseBackground, ReportFacts
from accordingto.views.cutting import Part
from accordingto.views.docket_setting import DocketSetting
from accordingto.views.phrases import describe_value
from accordingto.views.visible import make_plain
from accordingto.web.docket import AccountLine, OriginGroup, ReportLine
from accordingto.web.words_in_reports import report_path

QUOTED_REPORTS = 15
"""Reports of which the accounts are quoted where a docket is cut."""


@dataclass(frozen=True)
class ReportLines:
    """Puts the reports of a case into words."""

    loaded: Corroboration
    case: Case
    background: CaseBackground
    setting: DocketSetting

    def groups(self) -> Iterator[OriginGroup]:
        """Yield the reports by origin; of very many, the first."""
        told = 0
        for reports in self.background.by_origin(self.case.reports):
            shown = self.setting.cutter.cut(reports, Part.REPORTS, beyond=told)
            if shown:
                yield OriginGroup(
                    name=self._name(reports),
                    reports=tuple(self._line(one, place) for place, one in enumerate(shown, told)),
                )
            told += len(shown)

    def _name(self, reports: Sequence[str]) -> str:
        facts = [self._facts(one) for one in reports]
        agencies = dict.fromkeys(name for one in facts for name in one.agencies)
        return make_plain(", ".join(agencies) or facts[0].publisher) or "not known"

    def _line(self, report: str, place: int) -> ReportLine:
        facts = self._facts(report)
        is_copy = facts.first != report and facts.first in self.setting.numbers
        told = self._accounts.get(report, [])
        beyond = 0 if place < QUOTED_REPORTS else len(told)
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
                self._account(one)
                for one in self.setting.cutter.cut(told, Part.ACCOUNTS, beyond=beyond)
            ),
            is_new=report in self.setting.new,
        )

    def _account(self, one: CaseAccount) -> AccountLine:
        ref = ClaimRef(report=one.report, record=one.incident)
        sha256 = self.loaded.digests[one.report].sha256
        return AccountLine(
            id=one.incident,
            kind=describe_value(one.kind),
            quote=self.setting.quote(ref, one.quote, ""),
            founder=f"{sha256}:{self._starts[one.report, one.incident]}",
            is_new=one.report in self.setting.new,
        )

    def _facts(self, report: str) -> ReportFacts:
        return self.background.reports.get(report, NOTHING_KNOWN)

    @cached_property
    def _accounts(self) -> Mapping[str, list[CaseAccount]]:
        found = defaultdict(list)
        for one in self.case.outline.accounts:
            found[one.report].append(one)
        return found

    @cached_property
    def _starts(self) -> Mapping[tuple[str, str], int]:
        return {(one.report, one.record): one.start for one in self.loaded.groups[0].accounts}


def _credit(facts: ReportFacts) -> str:
    if not facts.agencies:
        return ""
    by = make_plain("/".join(facts.agencies))
    return f"credits {by}" if facts.basis is OriginBasis.CREDITED else f"a copy credits {by}"
