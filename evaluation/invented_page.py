"""One invented text: sentences are put down, and each record takes the words it stands on."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from accordingto.records.actors import Actor, Person
from accordingto.records.agreements import Agreement
from accordingto.records.base import Mention
from accordingto.records.figures import Figure
from accordingto.records.incidents import Blame, Incident
from accordingto.records.places import Place
from accordingto.records.statements import Statement
from accordingto.records.values import (
    ActorKind,
    Basis,
    BlameMode,
    Bound,
    Certainty,
    Kind,
    Mode,
    Scope,
    Sex,
    Stance,
    State,
    Step,
    Who,
)
from evaluation.invented_war import Party, Pick, Site, War

DEEDS = Pick(
    (
        (Kind.SHELLING, "Shelling"),
        (Kind.AIR_STRIKE, "An air strike"),
        (Kind.BOMBING, "A car bomb"),
        (Kind.SHOOTING, "Gunfire"),
        (Kind.ARMED_CLASH, "Fighting"),
        (Kind.EXECUTION, "An execution"),
        (Kind.ABDUCTION, "A kidnapping"),
        (Kind.CHEMICAL, "A gas attack"),
    )
)
VERBS = Pick((("killed", State.KILLED), ("wounded", State.INJURED), ("displaced", State.DISPLACED)))
STEPS = (
    (Step.AGREED, "agreed on a truce"),
    (Step.TALKS_HELD, "held talks on a truce"),
    (Step.VIOLATED, "broke the truce"),
    (Step.COLLAPSED, "gave up the truce"),
    (Step.EXTENDED, "extended the truce"),
)
REPLIES = (
    (Stance.DENIES, BlameMode.DENIED, "denied any part in it"),
    (Stance.CLAIMS_RESPONSIBILITY, BlameMode.OWN_CLAIM, "claimed responsibility for it"),
)
PEOPLE = (
    (Who.CIVILIAN, "civilians"),
    (Who.COMBATANT, "fighters"),
    (Who.UNKNOWN, "people"),
    (Who.UNKNOWN, "others"),
)
LARGEST = 400


@dataclass
class Page:
    """A text as far as it is written, with its records."""

    war: War
    draw: random.Random
    published: date
    figures: list[Figure] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def text(self) -> str:
        """All that is written so far."""
        return "".join(self._parts)

    def tell(self) -> None:
        """Write a report: incidents, what is said of them, and all that no record comes of."""
        for _ in range(min(1 + int(self.draw.expovariate(0.3)), 14)):
            self._tell_incident()
            for _ in range(self.draw.choice((2, 2, 3, 3))):
                self._fill()
            self._put("\n")
        if self.draw.random() < 0.35:
            self._tell_agreement()

    def tell_in_headline(self) -> None:
        """Write a title: a figure, and who says so."""
        start = self._length
        self._put(f"Deaths in {self.war.sites.one(self.draw).name}: ")
        figure = self._figure(State.KILLED, None, Basis.HEADLINE)
        content = self._since(start)
        self._put(", ")
        source = self._name(self._speaker())
        self._put(" ")
        self._state(content, source, "says", Stance.ASSERTS, (figure.id,))

    def _tell_incident(self) -> None:
        start, number = self._length, self._id()
        kind, deed = DEEDS.one(self.draw)
        evidence = self._put(deed)
        doer = None
        if self.draw.random() < 0.5:
            self._put(" by the ")
            doer = self._name(self.war.groups.one(self.draw))
        self._put(" in ")
        place = self._place(self.war.sites.one(self.draw))
        first, last = self._days()
        verb, state = VERBS.one(self.draw)
        self._put(f" {verb} ")
        figure = self._figure(state, number, Basis.ATTRIBUTED)
        content = self._since(start)
        self._put(", ")
        source = self._name(self._speaker())
        self._put(" ")
        said = self._state(content, source, "said", Stance.ASSERTS, (number, figure.id))
        self._put(". ")
        again = self._more_figures(number)
        mode = self.draw.choice((BlameMode.ACCUSED, BlameMode.SUSPECTED, BlameMode.STATED))
        blame = [Blame(actor=doer, mode=mode, source=source, statement=said.id)] if doer else []
        if doer and self.draw.random() < 0.6:
            blame.append(self._reply(doer, number))
        self.incidents.append(
            Incident(
                id=number,
                evidence=evidence,
                mentions=again,
                kind=kind,
                date_from=first,
                date_to=last,
                place=place,
                actors=(doer,) if doer else (),
                certainty=Certainty.ALLEGED if doer else Certainty.REPORTED,
                blame=tuple(blame),
                not_after=self.published,
            )
        )

    def _days(self) -> tuple[date | None, date | None]:
        """Return the day, or the days, and write the first of them; some are not known."""
        if self.draw.random() < 0.25:
            return None, None
        first = self.published - timedelta(days=self.draw.choice((0, 0, 1, 1, 2, 3, 6, 40)))
        self._put(f" on {first.day} {first:%B}")
        return first, first + timedelta(days=self.draw.choice((0, 0, 0, 0, 1, 6)))

    def _more_figures(self, incident: str) -> tuple[Mention, ...]:
        if self.draw.random() > 0.65:
            return ()
        start = self._length
        again = self._put("The attack")
        self._put(" wounded ")
        figure = self._figure(State.INJURED, incident, Basis.ATTRIBUTED)
        content = self._since(start)
        self._put(", ")
        source = self._name(self._speaker())
        self._put(" ")
        self._state(content, source, "said", Stance.ASSERTS, (incident, figure.id))
        self._put(". ")
        if self.draw.random() < 0.05:
            self._put("Among them was ")
            named = self._put(self.war.people.one(self.draw).name)
            person = Person(
                id=self._id(),
                name=named.text,
                age=None,
                sex=Sex.UNKNOWN,
                role=None,
                state=State.INJURED,
                figure=figure.id,
                evidence=named,
            )
            self.people.append(person)
            self._put(". ")
        return (again,)

    def _reply(self, doer: Mention, incident: str) -> Blame:
        stance, mode, words = self.draw.choice(REPLIES)
        again = self._put(doer.text, doer.actor)
        self._put(" ")
        content = self._put(words)
        self._put(", ")
        said = self._state(content, again, "it said", stance, (incident,))
        self._put(". ")
        return Blame(actor=again, mode=mode, source=again, statement=said.id)

    def _tell_agreement(self) -> None:
        parties = []
        for join in (" and ", " "):
            parties.append(self._name(self.war.groups.one(self.draw)))
            self._put(join)
        step, words = self.draw.choice(STEPS)
        evidence = self._put(words)
        first, last = self._days()
        self.agreements.append(
            Agreement(
                id=self._id(),
                evidence=evidence,
                step=step,
                date_from=first,
                date_to=last,
                parties=tuple(parties),
                subject=None,
            )
        )
        self._put(".\n")

    def _figure(self, state: State, incident: str | None, basis: Basis) -> Figure:
        low = min(int(self.draw.paretovariate(0.9)) + 1, LARGEST * 10)
        is_least = self.draw.random() < 0.3
        who, noun = self.draw.choice(PEOPLE)
        figure = Figure(
            id=self._id(),
            evidence=self._put(f"{'at least ' if is_least else ''}{low} {noun}"),
            state=state,
            low=low,
            high=None if is_least else low,
            approximate=False,
            who=who,
            scope=Scope.INCIDENT,
            source=None,
            incident=incident,
            words=str(low),
            bound=Bound.MIN if is_least else Bound.EXACT,
            basis=basis,
        )
        self.figures.append(figure)
        return figure

    def _state(
        self, content: Mention, source: Mention, cue: str, stance: Stance, about: tuple[str, ...]
    ) -> Statement:
        statement = Statement(
            id=self._id(),
            evidence=content,
            content=content,
            source=source,
            cue=self._put(cue),
            mode=Mode.INDIRECT,
            stance=stance,
            about=about,
        )
        self.statements.append(statement)
        return statement

    def _place(self, site: Site) -> Place:
        return Place(
            name=site.name,
            country=site.country,
            evidence=self._put(site.name),
            gazetteer="invented",
            gazetteer_id=site.id,
            gazetteer_name=site.name,
            admin1=site.admin1,
            lat=site.lat,
            lon=site.lon,
            feature="town",
            where_prec=1,
            geo_precision=1,
            why="it was made up",
        )

    def _speaker(self) -> Party:
        sort = self.war.unnamed if self.draw.random() < 0.45 else self.war.people
        return sort.one(self.draw)

    def _name(self, party: Party) -> Mention:
        known = self.actors.get(party.name)
        number = known.id if known else self._id()
        mention = self._put(party.name, number)
        if known is None:
            self.actors[party.name] = Actor(
                id=number,
                name=party.name,
                kind=party.kind,
                role=party.role,
                affiliation=party.affiliation,
                category=party.category,
                public_office=party.public_office,
                mentions=(mention,),
            )
            if party.role and party.kind is ActorKind.PERSON:
                self._put(f", {party.role} of {party.affiliation or 'the town'},")
        return mention

    def _fill(self) -> None:
        """Write a sentence of which no record comes."""
        words = self.war.words.many(self.draw, self.draw.randrange(8, 26))
        self._put(f"{words[0].capitalize()} {' '.join(words[1:])}. ")

    def _put(self, words: str, actor: str | None = None) -> Mention:
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return Mention(start, self._length, words, actor)

    def _since(self, start: int) -> Mention:
        return Mention(start, self._length, self.text[start:])

    def _id(self) -> str:
        return f"{self.draw.getrandbits(64):016x}"
