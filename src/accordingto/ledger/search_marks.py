"""What the records of a report are about: the marks by which they are found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from accordingto.ledger.search_words import name_marks, value_mark
from accordingto.records.actors import Actor
from accordingto.records.agreements import Agreement
from accordingto.records.base import Mention, Record
from accordingto.records.figures import Figure
from accordingto.records.incidents import Blame, Incident
from accordingto.records.kinds import records_of
from accordingto.records.places import Place
from accordingto.records.readings import Reading
from accordingto.records.statements import Statement
from accordingto.records.values import Scope, State

TOLD = (Figure, Statement, Incident, Agreement)


@dataclass(frozen=True)
class Marks:
    """The records of one reading, and how they hang together."""

    reading: Reading

    @cached_property
    def records(self) -> tuple[tuple[Record, bool], ...]:
        """Figures, statements, incidents, agreements; with True those that stand in the title."""
        listed = records_of(self.reading)
        return tuple((one.record, one.in_title) for one in listed if isinstance(one.record, TOLD))

    @cached_property
    def incidents(self) -> Mapping[str, Incident]:
        """Incidents by id."""
        return {one.id: one for one, _ in self.records if isinstance(one, Incident)}

    @cached_property
    def tolls(self) -> Mapping[str, list[Figure]]:
        """The figures of each incident, and of each statement, by id."""
        found: dict[str, list[Figure]] = defaultdict(list)
        for figure, _ in self.records:
            if isinstance(figure, Figure):
                for owner in {figure.incident, figure.statement} - {None}:
                    found[owner or ""].append(figure)
        return found

    @cached_property
    def speaking(self) -> frozenset[str]:
        """Ids of the actors who say anything."""
        sources: list[Mention | None] = []
        for record, _ in self.records:
            if isinstance(record, Figure | Statement | Agreement):
                sources.append(record.source)
            elif isinstance(record, Incident):
                sources += [blame.source for blame in record.blame]
        return frozenset(source.actor for source in sources if source and source.actor)

    @cached_property
    def area(self) -> frozenset[str]:
        """Marks of where all incidents of the report are."""
        return frozenset(
            mark for incident in self.incidents.values() for mark in marks_of_places(incident)
        )

    def toll_of(self, record: Record) -> int | None:
        """Return the largest number that somebody gives, as a lower bound.

        Of a figure its own; of an incident or a statement that of the people killed in it.
        """
        if isinstance(record, Figure):
            return record.low
        lows = (
            figure.low
            for figure in self.tolls.get(record.id, ())
            if figure.state is State.KILLED and figure.scope is not Scope.CUMULATIVE
        )
        return max((low for low in lows if low is not None), default=None)

    def marks_of(self, record: Record) -> frozenset[str]:
        """Return the marks of a record's kind, area, sources, doers, and modes of blame."""
        known = self._by_record.get(id(record))
        if known is None:
            known = self._by_record[id(record)] = record, frozenset(self._make_marks(record))
        return known[1]

    @cached_property
    def _by_record(self) -> dict[int, tuple[Record, frozenset[str]]]:
        """Marks that were made already: a report has those of all of its records.

        Records are held, so that no other has the same identity.
        """
        return {}

    @cached_property
    def _by_incident(self) -> dict[str, tuple[str, ...]]:
        """Marks that every figure of an incident has too."""
        return {id_: tuple(self._marks_of_incident(one)) for id_, one in self.incidents.items()}

    def _make_marks(self, record: Record) -> Iterator[str]:
        if isinstance(record, Incident):
            yield value_mark("k", record.kind)
            yield from self._marks_of_incident(record)
            yield from self._names("s", self._voices(record))
        elif isinstance(record, Figure):
            yield value_mark("k", record.state)
            yield from self._marks_of_figure(record)
        elif isinstance(record, Statement):
            yield value_mark("k", record.stance)
            yield from self._marks_of_statement(record)
        elif isinstance(record, Agreement):
            yield value_mark("k", record.step)
            yield from self.area
            yield from self._names("s", (record.source,))
            yield from self._names("a", (*record.parties, *record.accused, *record.brokers))

    def _marks_of_incident(self, incident: Incident) -> Iterator[str]:
        yield from marks_of_places(incident)
        for blame in incident.blame:
            yield value_mark("b", blame.mode)
        people = (*(blame.actor for blame in incident.blame), *incident.actors, *incident.targets)
        yield from self._names("a", people)

    def _marks_of_figure(self, figure: Figure) -> Iterator[str]:
        yield from self._by_incident.get(figure.incident or "", ())
        yield from self._names("s", (figure.source, figure.status_source, *figure.via))
        side = self._actors.get(figure.side or "")
        if side is not None:
            yield from name_marks("a", side.name)

    def _marks_of_statement(self, statement: Statement) -> Iterator[str]:
        for about in statement.about:
            yield from marks_of_places(self.incidents.get(about))
        for blame in self._blame_by_statement.get(statement.id, ()):
            yield value_mark("b", blame.mode)
        yield from self._names("s", (statement.source, *statement.via))
        yield from self._names("a", statement.accused)

    def _voices(self, incident: Incident) -> Iterator[Mention | None]:
        """Yield everybody who says something of an incident."""
        yield from (blame.source for blame in incident.blame)
        yield from (days.source for days in incident.days)
        yield from (place.source for place in incident.places)
        yield from (figure.source for figure in self.tolls.get(incident.id, ()))
        yield from (said.source for said in self._statements_about.get(incident.id, ()))

    def _names(self, sort: str, mentions: Iterable[Mention | None]) -> Iterator[str]:
        for mention in mentions:
            if mention is None:
                continue
            actor = self._actors.get(mention.actor or "")
            if actor is None or any(map(str.isupper, mention.text)):
                yield from name_marks(sort, mention.text)
            if actor is not None:
                yield from name_marks(sort, actor.name)
                yield from name_marks(sort, actor.affiliation or "")

    @cached_property
    def _actors(self) -> Mapping[str, Actor]:
        return {actor.id: actor for actor in self.reading.actors}

    @cached_property
    def _statements_about(self) -> Mapping[str, list[Statement]]:
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement, _ in self.records:
            if isinstance(statement, Statement):
                for record in statement.about:
                    found[record].append(statement)
        return found

    @cached_property
    def _blame_by_statement(self) -> Mapping[str, list[Blame]]:
        found: dict[str, list[Blame]] = defaultdict(list)
        for incident in self.incidents.values():
            for blame in incident.blame:
                found[blame.statement or ""].append(blame)
        return found


def marks_of_places(incident: Incident | None) -> Iterator[str]:
    """Yield the marks of all places of an incident, and of their countries."""
    if incident is None:
        return
    places: list[Place] = [incident.place] if incident.place else []
    places += [told.value for told in incident.places]
    for place in places:
        for name in (place.name, place.gazetteer_name, place.admin1, place.admin2):
            yield from name_marks("p", name or "")
        if place.country:
            yield value_mark("c", place.country)
