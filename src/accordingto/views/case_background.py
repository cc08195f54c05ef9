"""What stands behind a case and is no part of it: its reports, their origins, names withheld."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.independence import VoiceGraph
from accordingto.corroboration.origins import OriginBasis
from accordingto.corroboration.unions import Unions
from accordingto.records.cases import Case
from accordingto.records.voices import VoiceCount
from accordingto.views.privacy import Mask

NOT_REVIEWED = "Put together by machine; not reviewed by a person."

Withheld = Callable[[str], Mask]
"""Returns, for the hash of a text, the names in it that are withheld."""


def nothing_withheld(_text_sha256: str) -> Mask:
    """Return a mask of nobody."""
    return Mask()


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """How cases are shown, whichever they are."""

    width: int = 80
    colour: bool = False
    status: str = NOT_REVIEWED
    withheld: Withheld = nothing_withheld


PLAINLY = Showing()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """What is known of a report beside what it says."""

    title: str = ""
    publisher: str = ""
    published: date | None = None
    agencies: tuple[str, ...] = ()
    """Whom it credits, or a copy of it does."""
    basis: OriginBasis = OriginBasis.OWN
    first: str = ""
    """The first report with this text; empty or itself when it is no copy."""
    flags: tuple[str, ...] = ()
    """What speaks against what it says of itself, in words."""
    keys: frozenset[str] = frozenset()
    """What it has in common with others of its origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGraph:
    """Who makes a claim, and why some of them depend on others."""

    claim: str
    """In words: "killed: people"."""
    voices: VoiceCount
    graph: VoiceGraph


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBackground:
    """What a view of a case shows beside the case; whatever is not known is left out."""

    reports: Mapping[str, ReportFacts] = field(default_factory=dict)
    names: Mask = field(default_factory=Mask)
    """Names that are withheld from everything shown."""
    status: str = NOT_REVIEWED
    graphs: tuple[ClaimGraph, ...] = ()

    def by_origin(self, reports: Iterable[str]) -> list[list[str]]:
        """Return reports in groups of one origin, each group and each report by day.

        A report of which nothing is known is a group of its own.
        """
        keys = sorted(set(reports), key=self._when)
        unions, last = Unions(len(keys)), dict[str, int]()
        for number, report in enumerate(keys):
            for key in sorted(self._facts(report).keys):
                unions.join(last.setdefault(key, number), number)
        return [[keys[number] for number in group] for group in unions.groups().values()]

    def _facts(self, report: str) -> ReportFacts:
        return self.reports.get(report, NOTHING_KNOWN)

    def _when(self, report: str) -> tuple[date, str]:
        return self._facts(report).published or date.max, report


NOTHING_KNOWN = ReportFacts()
NO_BACKGROUND = CaseBackground()


def names_in(found: Corroboration, reports: Iterable[str], withheld: Withheld) -> Mask:
    """Return the names that are withheld in any of some reports, to be withheld in all of them."""
    mask = Mask()
    for report in sorted(set(reports)):
        mask = mask.joined(withheld(found.head(report).sha256))
    return mask


def facts_of(found: Corroboration, case: Case) -> dict[str, ReportFacts]:
    """Return what is known of the reports of a case."""
    return {report: _facts(found, report) for report in case.reports}


def _facts(found: Corroboration, report: str) -> ReportFacts:
    digest, origin = found.head(report), found.origins[report]
    return ReportFacts(
        title=digest.title,
        publisher=digest.publisher,
        published=digest.published,
        agencies=origin.agencies,
        basis=origin.basis,
        first=origin.first,
        flags=tuple(flag.reason for flag in origin.flags),
        keys=origin.keys,
    )
