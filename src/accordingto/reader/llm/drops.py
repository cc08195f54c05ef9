"""What of a model's answers was left out, and why: told in the reading, never silently gone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from accordingto.records.base import Mention
from accordingto.records.readings import Problem
from accordingto.report import Report, Span

MOST_NUMBERS = 20
"""Figures whose numbers are told one by one."""


@dataclass(slots=True)
class Drops:
    """Counts what is left out while the answers on one report are checked.

    The words that a model made up are not repeated: they stand in no report.
    """

    faulty: int = 0
    records: Counter[str] = field(default_factory=Counter)
    """By kind: their own words do not stand in the report."""
    roles: Counter[str] = field(default_factory=Counter)
    """By role: the record stays, or goes where it means nothing without."""
    uncounted: int = 0
    """Figures whose words count nobody."""
    numbers: list[Span] = field(default_factory=list)
    """Figures of which the model gave another number than the words."""

    def problems(self, report: Report) -> Iterator[Problem]:
        """Yield what was left out, one problem for each way in which an answer was wrong."""
        if self.records:
            yield Problem(
                stage="tagger",
                code="model_words_not_in_text",
                message=(
                    "records that the model told in words that do not stand in the report were "
                    f"left out: {_listed(self.records)}"
                ),
            )
        if self.roles:
            yield Problem(
                stage="tagger",
                code="model_role_not_in_text",
                message=(
                    "what the model named in words that do not stand in the report, or that are "
                    f"no place or day known there, was left out: {_listed(self.roles)}; a "
                    "statement goes with its source"
                ),
            )
        if self.faulty:
            yield Problem(
                stage="tagger",
                code="model_record_not_as_asked",
                message=(
                    f"{self.faulty:,} of the model's records had an unknown value, or too few or "
                    "too many fields: left out"
                ),
            )
        if self.uncounted:
            yield Problem(
                stage="tagger",
                code="model_figure_counts_nobody",
                message=(
                    f"{self.uncounted:,} of the model's figures stand on words that hold no count "
                    "of people, or several and none that the model gave: left out"
                ),
            )
        for span in self.numbers[:MOST_NUMBERS]:
            yield Problem(
                stage="tagger",
                code="model_number_not_in_words",
                message="the model gave another number than these words: that of the words stands",
                evidence=Mention.at(report, span),
            )


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))
