"""A form to the reading that a person made with it, each record pointing at words of its text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from accordingto.ingest.entry_texts import EntryText, source_line
from accordingto.ingest.entry_words import Form, evidence_words, figure_words
from accordingto.records.actors import Actor, Person
from accordingto.records.agreements import Agreement
from accordingto.records.base import Mention
from accordingto.records.days import Days
from accordingto.records.entries import EntryForm
from accordingto.records.entry_forms import (
    ActorForm,
    AgreementForm,
    BlameForm,
    CoverageForm,
    FigureForm,
    IncidentForm,
    PlaceForm,
    StatementForm,
)
from accordingto.records.figures import Coverage, Figure
from accordingto.records.ids import record_id
from accordingto.records.incidents import Blame, Incident, SourcedPlace
from accordingto.records.places import Place
from accordingto.records.statements import Statement
from accordingto.records.values import ActorKind, Basis, BlameMode, Bound, Mode
from accordingto.report import Report, Span

WHY = "as the person who entered this says"


@dataclass(frozen=True, slots=True)
class Entered:
    """The records of one entry."""

    figures: tuple[Figure, ...]
    statements: tuple[Statement, ...]
    incidents: tuple[Incident, ...]
    agreements: tuple[Agreement, ...]
    actors: tuple[Actor, ...]
    people: tuple[Person, ...]


class RecordMaker:
    """Makes the records of one form; what it says of links between them was checked before."""

    def __init__(self, form: EntryForm, report: Report, text: EntryText) -> None:
        self._form = form
        self._report = report
        self._text = text
        self._source = self._source_actor()
        self._actors = {actor.name.casefold(): self._actor(actor) for actor in form.actors}
        self._ids = {record.ref: self._id(record) for record in form.records() if record.ref}

    def make(self) -> Entered:
        """Return all records."""
        form = self._form
        statements = tuple(map(self._statement, form.statements))
        return Entered(
            figures=tuple(map(self._figure, form.figures)),
            statements=statements or (self._plain_statement(),),
            incidents=tuple(map(self._incident, form.incidents)),
            agreements=tuple(map(self._agreement, form.agreements)),
            actors=(self._source, *self._actors.values()),
            people=tuple(self._people()),
        )

    def _figure(self, form: FigureForm) -> Figure:
        return Figure(
            id=self._id(form),
            evidence=self._mention(evidence_words(form)),
            state=form.state,
            low=form.low,
            high=form.high,
            approximate=form.approximate,
            who=form.who,
            scope=form.scope,
            source=self._said_by(form.source),
            incident=self._ref(form.incident),
            words=figure_words(form),
            bound=_bound(form),
            part_of=self._ref(form.part_of),
            basis=Basis.ATTRIBUTED,
            statement=self._ref(form.statement),
            status_claimed=form.status_claimed,
            age=form.age,
            sex=form.sex,
            role=form.role,
            side=self._actors[form.side.casefold()].id if form.side else None,
            label=form.label,
            covers=_coverage(form.covers) if form.covers else None,
        )

    def _statement(self, form: StatementForm) -> Statement:
        content = self._mention(form.content)
        said_on = form.said_on
        return Statement(
            id=self._id(form),
            evidence=content,
            source=self._said_by(form.source),
            cue=self._mention(form.cue) if form.cue else None,
            content=content,
            mode=form.mode,
            stance=form.stance,
            via=self._all(form.via),
            channel=form.channel,
            knowledge=self._form.source.knowledge,
            said_on=_one_day(said_on) if said_on else None,
            about=tuple(self._ids[ref] for ref in form.about),
            accused=self._all(form.accused),
        )

    def _plain_statement(self) -> Statement:
        """Return what an entry is where it says no more: its source says this."""
        form = self._form
        content = form.translation or form.quote or form.description or ""
        mode = Mode.DIRECT if form.quote and not form.translation else Mode.INDIRECT
        about = tuple(self._id(record) for record in form.records())
        plain = StatementForm(content=content, mode=mode)
        return replace(self._statement(plain), about=about)

    def _incident(self, form: IncidentForm) -> Incident:
        groups: dict[str, list[Blame]] = {}
        blame = [(one, self._blame(one)) for one in form.blame]
        for one, made in blame:
            if one.alternative:
                groups.setdefault(one.alternative, []).append(made)
        return Incident(
            id=self._id(form),
            evidence=self._mention(evidence_words(form)),
            kind=form.kind,
            date_from=form.date_from,
            date_to=form.date_to,
            place=self._place(form.place) if form.place else None,
            actors=tuple(made.actor for _, made in blame if made.mode is not BlameMode.DENIED),
            targets=self._all(form.targets),
            certainty=form.certainty,
            blame=tuple(made for _, made in blame),
            alternatives=tuple(map(tuple, groups.values())),
            weapon=self._mention(form.weapon) if form.weapon else None,
            places=tuple(
                SourcedPlace(value=self._place(place), source=self._said_by(None))
                for place in (form.place, *form.places)
                if place and form.places
            ),
            not_after=self._form.received,
        )

    def _blame(self, form: BlameForm) -> Blame:
        return Blame(
            actor=self._mention(form.actor), mode=form.mode, source=self._said_by(form.source)
        )

    def _place(self, form: PlaceForm) -> Place:
        return Place(
            name=form.name,
            country=form.country,
            evidence=self._mention(form.name),
            role=form.role,
            qualifier=form.qualifier,
            admin1=form.admin1,
            admin2=form.admin2,
            lat=form.lat,
            lon=form.lon,
            why=WHY,
        )

    def _agreement(self, form: AgreementForm) -> Agreement:
        deal = form.deal and record_id(self._report, "deal", Span(0, 0), form.deal)
        return Agreement(
            id=self._id(form),
            evidence=self._mention(evidence_words(form)),
            step=form.step,
            date_from=form.date_from,
            date_to=form.date_to,
            parties=self._all(form.parties),
            subject=self._mention(form.subject) if form.subject else None,
            deal=deal,
            source=self._said_by(form.source),
            certainty=form.certainty,
            accused=self._all(form.accused),
            brokers=self._all(form.brokers),
            terms=self._all(form.terms),
        )

    def _people(self) -> Iterator[Person]:
        for form in self._form.people:
            evidence = self._mention(form.name)
            yield Person(
                id=record_id(self._report, "person", evidence.span, form.state, form.age),
                name=form.name,
                age=form.age,
                sex=form.sex,
                role=form.role,
                state=form.state,
                figure=self._ref(form.figure),
                evidence=evidence,
            )

    def _source_actor(self) -> Actor:
        form, span = self._form.source, self._text.source
        is_named = form.name is not None and not form.protect
        name = form.name if is_named and form.name else source_line(self._form)
        identity = record_id(self._report, "actor", span, name)
        return Actor(
            id=identity,
            name=name,
            kind=form.kind if is_named else ActorKind.UNNAMED,
            role=form.role,
            affiliation=form.affiliation,
            category=form.category,
            public_office=form.public_office,
            mentions=(Mention.at(self._report, span, identity),),
        )

    def _actor(self, form: ActorForm) -> Actor:
        span = self._span(form.name)
        identity = record_id(self._report, "actor", span, form.name)
        return Actor(
            id=identity,
            name=form.name,
            kind=form.kind,
            role=form.role,
            affiliation=form.affiliation,
            category=form.category,
            public_office=form.public_office,
            mentions=(Mention.at(self._report, span, identity),),
        )

    def _id(self, record: Form) -> str:
        kind = type(record).__name__.removesuffix("Form").lower()
        told = [
            repr(getattr(record, name))
            for name in ("state", "low", "high", "kind", "step")
            if hasattr(record, name)
        ]
        span = self._span(evidence_words(record))
        return record_id(self._report, kind, span, *told, record.ref or "")

    def _ref(self, name: str | None) -> str | None:
        return self._ids[name] if name else None

    def _said_by(self, words: str | None) -> Mention:
        """Return who says something: the entry's own source unless another is named."""
        return self._mention(words) if words else self._source.mentions[0]

    def _all(self, words: tuple[str, ...]) -> tuple[Mention, ...]:
        return tuple(map(self._mention, words))

    def _mention(self, words: str) -> Mention:
        actor = self._actors.get(words.casefold())
        return Mention.at(self._report, self._span(words), actor.id if actor else None)

    def _span(self, words: str) -> Span:
        return self._text.find(words) or Span(0, 0)


def _bound(form: FigureForm) -> Bound:
    if form.low is None and form.high is None:
        return Bound.VAGUE
    if form.high is None:
        return Bound.MIN
    if form.low is None:
        return Bound.MAX
    if form.low != form.high:
        return Bound.RANGE
    return Bound.ABOUT if form.approximate else Bound.EXACT


def _coverage(form: CoverageForm) -> Coverage:
    return Coverage(date_from=form.date_from, date_to=form.date_to, area=form.area)


def _one_day(day: date) -> Days:
    return Days(
        date_from=day, date_to=day, precision_ucdp=1, precision_acled=1, edtf=day.isoformat()
    )
