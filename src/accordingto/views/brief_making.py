"""A brief made of rows of lists: incidents with their tolls, other tolls, steps of truces."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from accordingto.ledger.listing import Found
from accordingto.ledger.shown import Shown, ShownRow
from accordingto.views.brief import Brief, Counts, Entry, Line
from accordingto.views.brief_lines import Teller
from accordingto.views.brief_order import (
    Account,
    LooseToll,
    PlacedStep,
    account_of,
    group_accounts,
    group_deals,
    group_states,
    largest_of,
    lines_of,
    undated_steps,
)
from accordingto.views.brief_words import Subject, describe_counts, title_of
from accordingto.views.phrases import describe_day
from accordingto.views.report_views import ReportView

_HELD = 200
"""Reports that are held at a time."""

_Key = tuple[int, int | None]


@dataclass
class Maker:
    """Takes rows of lists, and makes a brief of them.

    A row whose record was rejected by the day of knowledge that is asked for is passed by.
    """

    subject: Subject
    accounts: list[Account] = field(default_factory=list)
    tolls: list[LooseToll] = field(default_factory=list)
    steps: list[PlacedStep] = field(default_factory=list)
    _tellers: dict[_Key, Teller] = field(default_factory=dict)
    _told: set[tuple[_Key, str]] = field(default_factory=set)
    """Figures that stand with their incident."""

    def add_incidents(self, rows: Iterable[ShownRow]) -> None:
        """Take incidents, with their tolls."""
        for found, teller in self._with_tellers(rows):
            incident = teller.view.incidents.get(found.record)
            if incident is None:
                continue
            entry = teller.entry(incident)
            line = entry.line if found.has_day else _with_day_of_telling(entry.line, found)
            self.accounts.append(account_of(incident, replace(entry, line=line)))
            key = (found.publication_id, found.reading_id)
            self._told.update((key, one.figure.id) for one in teller.tolls_of(incident.id))

    def add_figures(self, rows: Iterable[ShownRow]) -> None:
        """Take figures, after the incidents: what stands with one of these is passed by."""
        for found, teller in self._with_tellers(rows):
            key = (found.publication_id, found.reading_id)
            figure = teller.view.figures.get(found.record)
            if figure is not None and (key, found.record) not in self._told:
                line = teller.loose_line(figure)
                line = line if found.has_day else _with_day_of_telling(line, found)
                self.tolls.append(LooseToll(figure, line))

    def add_agreements(self, rows: Iterable[ShownRow]) -> None:
        """Take steps of agreements."""
        for found, teller in self._with_tellers(rows):
            step = teller.view.agreements.get(found.record)
            if step is None:
                continue
            line = teller.step_line(step)
            line = line if found.has_day else _with_day_of_telling(line, found)
            self.steps.append(PlacedStep(step, found.publication_id, line))

    def make(self, *, left_out: int, rejected: int, reports: int) -> Brief:
        """Return the brief of all that was taken.

        `left_out` and `rejected` are records that match and are not in it, `reports` those in the
        ledger.
        """
        groups = group_accounts(self.accounts, count(1))
        entries = [one for group in groups.all() for one in group.entries()]
        found = [one for line in self._all_lines(entries) for one in line.all_evidence()]
        counts = Counts(
            shown=len(found),
            unreviewed=sum(not one.is_reviewed for one in found),
            left_out=left_out,
            rejected=rejected,
        )
        return Brief(
            title=title_of(self.subject),
            scope=self.subject.told,
            counts=counts,
            notes=describe_counts(counts, self.subject, reports),
            largest=largest_of(groups),
            days=groups.days,
            longer=groups.longer,
            loose_tolls=group_states(self.tolls),
            deals=group_deals(self.steps),
            apart=groups.apart,
            undated_steps=undated_steps(self.steps),
        )

    def _all_lines(self, entries: Iterable[Entry]) -> list[Line]:
        """Return the lines that stand for the records of the brief."""
        told = [line for entry in entries for line in lines_of(entry)]
        return [*told, *(toll.line for toll in self.tolls), *(step.line for step in self.steps)]

    def _with_tellers(self, rows: Iterable[ShownRow]) -> Iterator[tuple[Found, Teller]]:
        for row in rows:
            yield row.found, self._teller(row.found, row.report)

    def _teller(self, found: Found, report: Shown) -> Teller:
        """Return what tells of a report, made once while it is in use."""
        key = (found.publication_id, found.reading_id)
        if key not in self._tellers:
            if len(self._tellers) >= _HELD:
                self._tellers.clear()
            self._tellers[key] = Teller(ReportView(report), self.subject.with_unreviewed)
        return self._tellers[key]


def _with_day_of_telling(line: Line, found: Found) -> Line:
    if not found.first_day:
        return line
    told = f"told {describe_day(date.fromisoformat(found.first_day))}"
    return replace(line, details=(*line.details, told))
