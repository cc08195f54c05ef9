"""Readings made by hand, about events that never happened, to show."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from accordingto.records.actors import Actor, Person
from accordingto.records.agreements import Agreement
from accordingto.records.base import Mention
from accordingto.records.days import PublishedUsed
from accordingto.records.figures import Figure
from accordingto.records.incidents import Blame, Incident
from accordingto.records.places import Place
from accordingto.records.readings import Headline, Problem, ReaderInfo, Reading, ReportInfo
from accordingto.records.statements import Statement
from accordingto.records.values import (
    ActorKind,
    Age,
    Basis,
    BlameMode,
    Bound,
    Category,
    Certainty,
    Kind,
    Mode,
    PublishedOrigin,
    Scope,
    Sex,
    Stance,
    State,
    Step,
    Who,
)
from accordingto.report import Report


@dataclass
class Sketch:
    """Collects records over one text; words are named by what they say."""

    text: str
    title: str = ""
    id: str = "r1"
    publisher: str = "Skerry Wire"
    published: date | None = date(2024, 3, 14)
    figures: list[Figure] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headline: Headline = field(default_factory=Headline)
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def words(self, words: str, actor: Actor | None = None) -> Mention:
        start = self.text.index(words)
        return Mention(start, start + len(words), words, actor.id if actor else None)

    def new_id(self) -> str:
        return f"{next(self._ids):016x}"

    def actor(self, name: str, **given: object) -> Actor:
        made = replace(Actor(id=self.new_id(), name=name, kind=ActorKind.PERSON), **given)
        self.actors.append(made)
        return made

    def figure(self, evidence: str, low: int | None, high: int | None, **given: object) -> Figure:
        bound = Bound.EXACT if low == high else Bound.MIN if high is None else Bound.RANGE
        made = Figure(
            id=self.new_id(),
            evidence=self.words(evidence),
            state=State.KILLED,
            low=low,
            high=high,
            approximate=False,
            who=Who.UNKNOWN,
            scope=Scope.INCIDENT,
            source=None,
            incident=None,
            words=evidence,
            bound=Bound.MAX if low is None else bound,
            basis=Basis.ATTRIBUTED if given.get("source") else Basis.OWN_VOICE,
        )
        made = replace(made, **given)
        self.figures.append(made)
        return made

    def incident(self, words: str, day: date | None, **given: object) -> Incident:
        made = Incident(
            id=self.new_id(),
            evidence=self.words(words),
            kind=Kind.AIR_STRIKE,
            date_from=day,
            date_to=day,
            place=None,
            certainty=Certainty.REPORTED,
        )
        made = replace(made, **given)
        self.incidents.append(made)
        return made

    def place(self, name: str, country: str | None = None, **given: object) -> Place:
        return Place(name=name, country=country, evidence=self.words(name), **given)

    def statement(self, content: str, source: Mention | None, **given: object) -> Statement:
        made = Statement(
            id=self.new_id(),
            evidence=self.words(content),
            content=self.words(content),
            source=source,
            cue=None,
            mode=Mode.INDIRECT,
            stance=Stance.ASSERTS,
        )
        made = replace(made, **given)
        self.statements.append(made)
        return made

    def agreement(self, words: str, step: Step, day: date | None, **given: object) -> Agreement:
        made = Agreement(
            id=self.new_id(),
            evidence=self.words(words),
            step=step,
            date_from=day,
            date_to=day,
            subject=None,
        )
        made = replace(made, **given)
        self.agreements.append(made)
        return made

    def person(self, name: str, age: int | None = None, **given: object) -> Person:
        made = Person(
            id=self.new_id(),
            name=name,
            age=age,
            sex=Sex.UNKNOWN,
            role=None,
            state=State.KILLED,
            figure=None,
            evidence=self.words(name),
        )
        made = replace(made, **given)
        self.people.append(made)
        return made

    @contextmanager
    def in_title(self) -> Iterator["Sketch"]:
        """Records made inside belong to the headline."""
        above = Sketch(self.title, _ids=self._ids, actors=self.actors)
        yield above
        self.headline = Headline(
            figures=tuple(above.figures),
            statements=tuple(above.statements),
            incidents=tuple(above.incidents),
            agreements=tuple(above.agreements),
        )

    def reading(self, *, with_text: bool = True) -> Reading:
        day = self.published
        info = ReportInfo(
            id=self.id,
            title=self.title,
            published=day,
            published_used=PublishedUsed(
                date_from=day,
                date_to=day,
                edtf=day.isoformat() if day else None,
                origin=PublishedOrigin.GIVEN if day else PublishedOrigin.NONE,
            ),
            publisher=self.publisher,
            agencies=(),
            language="en",
            text=self.text if with_text else None,
            sha256=Report(id=self.id, text=self.text).sha256,
            reader=ReaderInfo(name="rules", version="0.1.0"),
        )
        return Reading(
            id=self.id,
            report=info,
            figures=tuple(self.figures),
            statements=tuple(self.statements),
            incidents=tuple(self.incidents),
            agreements=tuple(self.agreements),
            headline=self.headline,
            actors=tuple(self.actors),
            people=tuple(self.people),
            problems=tuple(self.problems),
        )


MARKET = """\
An air strike hit the covered market in Dorrash on Tuesday, killing at least 31 people, including \
six children, Ilvar Dreshko said.

"We have run out of blood," he said. Sella Orn, 9, was among the dead. The rebels blamed the \
Tavresian army. The army denied it.

Dozens of people had fled. The truce agreed on 2 March collapsed, according to the Observatory. \
More than 4,000 people have been killed since 2021.
"""


def market() -> Sketch:
    """A reading with records of every sort."""
    sketch = Sketch(MARKET, title="Market strike kills 31, doctor says", id="dorrash")
    doctor = sketch.actor(
        "Ilvar Dreshko", role="director of the hospital", category=Category.MEDICAL
    )
    watch = sketch.actor("the Observatory", category=Category.MONITOR)
    army = sketch.actor("the Tavresian army", kind=ActorKind.ORGANISATION)
    says, he = sketch.words("Ilvar Dreshko", doctor), sketch.words("he said", doctor)
    accused = sketch.words("Tavresian army", army)
    rebels, deniers = sketch.words("The rebels"), sketch.words("The army", army)
    strike = sketch.incident(
        "air strike",
        date(2024, 3, 12),
        place=sketch.place("Dorrash", "TV", qualifier="the covered market in"),
        targets=(sketch.words("the covered market"),),
        blame=(
            Blame(actor=accused, mode=BlameMode.ACCUSED, source=rebels),
            Blame(actor=accused, mode=BlameMode.DENIED, source=deniers),
        ),
    )
    toll = sketch.figure(
        "at least 31 people", 31, None, incident=strike.id, source=says, words="at least 31"
    )
    children = sketch.figure(
        "six children",
        6,
        6,
        incident=strike.id,
        source=says,
        part_of=toll.id,
        scope=Scope.PART,
        age=Age.CHILDREN,
        who=Who.CIVILIAN,
    )
    sketch.figure(
        "Dozens of people",
        24,
        None,
        state=State.DISPLACED,
        bound=Bound.VAGUE,
        words="Dozens",
        incident=strike.id,
    )
    sketch.figure("More than 4,000 people", 4000, None, scope=Scope.CUMULATIVE)
    sketch.statement(
        '"We have run out of blood,"', he, mode=Mode.DIRECT, about=(strike.id, toll.id)
    )
    sketch.statement("killing at least 31 people, including six children", says)
    sketch.agreement(
        "collapsed",
        Step.COLLAPSED,
        None,
        deal="d" * 16,
        source=sketch.words("the Observatory", watch),
        subject=sketch.words("The truce"),
        certainty=Certainty.ALLEGED,
    )
    sketch.agreement(
        "agreed", Step.AGREED, date(2024, 3, 2), deal="d" * 16, subject=sketch.words("The truce")
    )
    sketch.person("Sella Orn", 9, figure=children.id)
    with sketch.in_title() as title:
        title.figure("31", 31, 31, basis=Basis.HEADLINE)
    sketch.problems.append(
        Problem(stage="days", code="no-year", message="A day without a year was left open.")
    )
    return sketch
