"""What the parts of a docket are made with: numbers and addresses of reports, origins, what is new.

A docket is a case as it is worked on: claims side by side, each with the words that carry it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from accordingto.records.cases import Case
from accordingto.records.tolls import ClaimRef
from accordingto.views.case_background import CaseBackground
from accordingto.views.cutting import Cutter
from accordingto.views.visible import make_plain

LONGEST_QUOTE = 700
"""Characters of a quote on either side of its words; a text without full stops is cut."""
_CUT = "[…]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words in their sentence, and where they stand."""

    before: str
    words: str
    after: str
    report: int
    """Number of the report on the docket."""
    link: str
    """Address of the report at these words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketSetting:
    """What is the same for all parts of one docket."""

    numbers: Mapping[str, int]
    """Number of each report on the docket, by its key."""
    origins: Mapping[str, int] = field(default_factory=dict)
    """Number of the origin of each report: reports of one origin have one."""
    link: Callable[[ClaimRef], str] = lambda _ref: ""
    new: frozenset[str] = frozenset()
    """Reports that the reader has not seen on this docket."""
    cutter: Cutter = field(default_factory=Cutter)
    """Leaves out what a page cannot hold."""

    @classmethod
    def of(
        cls,
        case: Case,
        background: CaseBackground,
        link: Callable[[ClaimRef], str],
        new: frozenset[str] = frozenset(),
        cutter: Cutter | None = None,
    ) -> "DocketSetting":
        """Number reports by origin, the earliest first."""
        groups = background.by_origin(case.reports)
        told = [report for group in groups for report in group]
        return cls(
            numbers={report: number for number, report in enumerate(told, 1)},
            origins={report: place for place, group in enumerate(groups) for report in group},
            link=link,
            new=new,
            cutter=cutter or Cutter(),
        )

    def quote(self, ref: ClaimRef, quote: str, words: str) -> Quote:
        """Return words in their sentence, without what would steer or reorder a line."""
        told, inner = make_plain(quote), make_plain(words)
        at = told.find(inner) if inner else -1
        before, found, after = (told[:at], inner, told[at + len(inner) :]) if at >= 0 else ("",) * 3
        return Quote(
            before=_end_of(before),
            words=found,
            after=_start_of(after if found else told),
            report=self.numbers.get(ref.report, 0),
            link=self.link(ref),
        )


def _end_of(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else f"{_CUT} {words[-LONGEST_QUOTE:]}"


def _start_of(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]} {_CUT}"
