"""A reading without the records that are less likely right than somebody asks for."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from accordingto.records.agreements import Agreement
from accordingto.records.base import Record
from accordingto.records.figures import Figure
from accordingto.records.incidents import Blame, Incident
from accordingto.records.readings import Headline, Problem, Reading
from accordingto.records.statements import Statement

LEFT_OUT = "left_out_by_confidence"
"""Code of the problem that says how much is not there."""
DOUBTFUL = "doubtful_figure"
"""Code of the problem that marks a figure which a triage alone tells of."""
R = TypeVar("R", bound=Record)


def keep_likely(reading: Reading, least: float) -> Reading:
    """Return a reading of the records with a confidence of at least so much, or with none.

    What pointed at a record that is gone points at nothing: no id is left without its record. A
    person stands and falls with the figure that counts them, actors stay. A problem says how many
    records were left out.
    """
    headline = reading.headline
    kept = _Kept.of(reading, headline, least)
    left_out = _count(reading) + _count(headline) - kept.count
    if not left_out:
        return reading
    figures = kept.figures(reading.figures)
    problem = Problem(
        stage="confidence",
        code=LEFT_OUT,
        message=f"{left_out} records with a confidence below {least:g} were left out, as asked",
    )
    return replace(
        reading,
        figures=figures,
        statements=kept.statements(reading.statements),
        incidents=kept.incidents(reading.incidents),
        agreements=kept.agreements(reading.agreements),
        headline=Headline(
            figures=kept.figures(headline.figures),
            statements=kept.statements(headline.statements),
            incidents=kept.incidents(headline.incidents),
            agreements=kept.agreements(headline.agreements),
        ),
        people=tuple(p for p in reading.people if p.figure is None or p.figure in kept.ids),
        problems=(*_still_true(reading.problems, figures), problem),
    )


def _still_true(problems: Iterable[Problem], figures: Iterable[Figure]) -> tuple[Problem, ...]:
    """Return problems without those of doubtful figures that are not told any more."""
    told = {figure.evidence.span for figure in figures}
    return tuple(
        problem
        for problem in problems
        if problem.code != DOUBTFUL or problem.evidence is None or problem.evidence.span in told
    )


class _Kept:
    """The records that stay, by their ids."""

    def __init__(self, ids: frozenset[str], count: int, least: float) -> None:
        self.ids, self.count, self._least = ids, count, least

    @classmethod
    def of(cls, reading: Reading, headline: Headline, least: float) -> "_Kept":
        likely = [
            record.id
            for part in (reading, headline)
            for records in (part.figures, part.statements, part.incidents, part.agreements)
            for record in records
            if _is_likely(record, least)
        ]
        return cls(frozenset(likely), len(likely), least)

    def figures(self, figures: Iterable[Figure]) -> tuple[Figure, ...]:
        return tuple(
            replace(
                figure,
                incident=self._id(figure.incident),
                part_of=self._id(figure.part_of),
                statement=self._id(figure.statement),
            )
            for figure in self._likely(figures)
        )

    def statements(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        return tuple(
            replace(statement, about=tuple(one for one in statement.about if one in self.ids))
            for statement in self._likely(statements)
        )

    def incidents(self, incidents: Iterable[Incident]) -> tuple[Incident, ...]:
        return tuple(
            replace(
                incident,
                blame=self._blame(incident.blame),
                alternatives=tuple(map(self._blame, incident.alternatives)),
            )
            for incident in self._likely(incidents)
        )

    def agreements(self, agreements: Iterable[Agreement]) -> tuple[Agreement, ...]:
        return tuple(
            replace(agreement, statement=self._id(agreement.statement))
            for agreement in self._likely(agreements)
        )

    def _likely(self, records: Iterable[R]) -> Iterable[R]:
        return (record for record in records if _is_likely(record, self._least))

    def _id(self, identity: str | None) -> str | None:
        return identity if identity in self.ids else None

    def _blame(self, entries: Iterable[Blame]) -> tuple[Blame, ...]:
        return tuple(replace(entry, statement=self._id(entry.statement)) for entry in entries)


def _is_likely(record: Record, least: float) -> bool:
    return record.confidence is None or record.confidence >= least


def _count(part: Reading | Headline) -> int:
    return sum(map(len, (part.figures, part.statements, part.incidents, part.agreements)))
