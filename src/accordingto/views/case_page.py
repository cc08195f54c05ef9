"""The paper a case is written on: where its reports have numbers, and quotes a length."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accordingto.records.cases import Case
from accordingto.views.case_background import CaseBackground
from accordingto.views.case_words import shorten_quote
from accordingto.views.paper import Paper, Style


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case being written, with the numbers that stand for its reports."""

    case: Case
    background: CaseBackground
    paper: Paper
    numbers: Mapping[str, int]
    is_whole: bool
    """Everything is shown: whole quotes, all links, statements and graphs."""

    @classmethod
    def of(
        cls, case: Case, background: CaseBackground, paper: Paper, *, is_whole: bool
    ) -> "CasePage":
        """Number the reports in the order in which they are listed at the end."""
        told = [report for group in background.by_origin(case.reports) for report in group]
        numbers = {report: number for number, report in enumerate(told, start=1)}
        return cls(case, background, paper, numbers, is_whole)

    def cite(self, reports: Iterable[str]) -> str:
        """Return the numbers of reports: "[1, 4]"."""
        return f"[{', '.join(map(str, sorted({self.numbers[one] for one in reports})))}]"

    def title(self, words: str, *more: str) -> None:
        """Write the title of a section, with a line of explanation below."""
        self.paper.gap()
        self.paper.write((words, Style.BOLD))
        for line in more:
            self.paper.write((line, Style.FAINT), indent=2)

    def quote(self, quote: str, words: str, indent: int) -> None:
        """Write a quote, cut around the words that matter unless everything is shown."""
        told = shorten_quote(quote, words, None) if self.is_whole else shorten_quote(quote, words)
        self.paper.write((told, Style.FAINT), indent=indent)
