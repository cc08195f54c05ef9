"""Figures, statements, incidents and agreements, with their sources and what they belong to."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Generic, TypeAlias, TypeVar, overload

from accordingto.api.bound import Bound, Given
from accordingto.records import actors, agreements, figures, incidents, statements
from accordingto.records.base import Mention as PlainMention
from accordingto.records.days import Days
from accordingto.records.figures import Coverage
from accordingto.records.figures import Figure as PlainFigure
from accordingto.records.places import Place
from accordingto.records.statements import Statement as PlainStatement
from accordingto.records.values import (
    ActorKind,
    Age,
    Basis,
    BlameMode,
    Category,
    Certainty,
    Channel,
    Kind,
    Knowledge,
    Mode,
    Scope,
    Sex,
    Stance,
    State,
    Step,
    Who,
)
from accordingto.records.values import (
    Bound as BoundOfCount,
)
from accordingto.report import Span

T = TypeVar("T")


class Mention(Bound[PlainMention]):
    """Words of the report; where they name somebody, with who that is."""

    __slots__ = ()
    start = Given[int]()
    end = Given[int]()
    text = Given[str]()

    @property
    def span(self) -> Span:
        """The range alone."""
        return self.record.span

    @property
    def actor(self) -> "Actor | None":
        """Who is named; None where nobody is."""
        return self._within.find(self.record.actor, Actor)

    @property
    def name(self) -> str:
        """The full name, as the report gives it anywhere; the words themselves where it has none.

        >>> import accordingto as ato
        >>> told = "Shelling killed 3 people, Dr Ilvar Dreshko said. Dreshko saw 9 hurt."
        >>> ato.read(told).figures[0].source.name
        'Ilvar Dreshko'
        """
        return self.actor.name if self.actor else self.text

    @property
    def category(self) -> Category | None:
        """The walk of life from which they speak, where it is known."""
        return self.actor.category if self.actor else None

    def _shown(self) -> str:
        return self.text


class _Words(Generic[T]):
    """A field of words: one, one or none, or several."""

    def __set_name__(self, owner: type[Bound[Any]], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, bound: None, owner: type[Bound[Any]]) -> "_Words[T]": ...

    @overload
    def __get__(self, bound: Bound[Any], owner: type[Bound[Any]]) -> T: ...

    def __get__(self, bound: Bound[Any] | None, owner: type[Bound[Any]]) -> Any:
        if bound is None:
            return self
        found = getattr(bound.record, self._name)
        if isinstance(found, PlainMention):
            return Mention(found, bound._within)
        return found and tuple(Mention(one, bound._within) for one in found)


Several: TypeAlias = tuple[Mention, ...]


class Figure(Bound[figures.Figure]):
    """One expression that counts people harmed; see `accordingto.records.figures`."""

    __slots__ = ()
    id = Given[str]()
    confidence = Given[float | None]()
    evidence = _Words[Mention]()
    mentions = _Words[Several]()
    state = Given[State]()
    low = Given[int | None]()
    high = Given[int | None]()
    approximate = Given[bool]()
    who = Given[Who]()
    scope = Given[Scope]()
    source = _Words[Mention | None]()
    words = Given[str]()
    bound = Given[BoundOfCount]()
    basis = Given[Basis]()
    via = _Words[Several]()
    status_claimed = Given[Who]()
    status_source = _Words[Mention | None]()
    age = Given[Age]()
    sex = Given[Sex]()
    role = Given[str | None]()
    label = Given[str | None]()
    covers = Given[Coverage | None]()

    @property
    def incident(self) -> "Incident | None":
        """The incident whose toll it is of."""
        return self._within.find(self.record.incident, Incident)

    @property
    def statement(self) -> "Statement | None":
        """The statement that gives it."""
        return self._within.find(self.record.statement, Statement)

    @property
    def part_of(self) -> "Figure | None":
        """The figure that it is a part of."""
        return self._within.find(self.record.part_of, Figure)

    @property
    def parts(self) -> "tuple[Figure, ...]":
        """The figures that are parts of it."""
        every = self._within.every(Figure)
        return tuple(one for one in every if one.record.part_of == self.id)

    @property
    def side(self) -> "Actor | None":
        """The side that those counted belong to."""
        return self._within.find(self.record.side, Actor)


class Statement(Bound[statements.Statement]):
    """One attribution; see `accordingto.records.statements`. `evidence` is the content."""

    __slots__ = ()
    id = Given[str]()
    confidence = Given[float | None]()
    evidence = _Words[Mention]()
    mentions = _Words[Several]()
    source = _Words[Mention | None]()
    cue = _Words[Mention | None]()
    content = _Words[Mention]()
    mode = Given[Mode]()
    stance = Given[Stance]()
    via = _Words[Several]()
    channel = Given[Channel | None]()
    knowledge = Given[Knowledge]()
    said_on = Given[Days | None]()
    accused = _Words[Several]()

    @property
    def about(self) -> "tuple[Figure | Incident | Agreement, ...]":
        """The incidents, figures and agreements that the content speaks of."""
        find = self._within.find
        found = (
            find(one, Incident) or find(one, Figure) or find(one, Agreement)
            for one in self.record.about
        )
        return tuple(one for one in found if one is not None)


class Blame(Bound[incidents.Blame]):
    """Who is held responsible, how, and according to whom."""

    __slots__ = ()
    actor = _Words[Mention]()
    mode = Given[BlameMode]()
    source = _Words[Mention | None]()

    @property
    def statement(self) -> Statement | None:
        """The statement that lays the blame."""
        return self._within.find(self.record.statement, Statement)

    def _shown(self) -> str:
        by = self.source.name if self.source else "the report"
        return f"{self.actor.name}, {self.mode} by {by}"


class Incident(Bound[incidents.Incident]):
    """One distinct event of violence; see `accordingto.records.incidents`."""

    __slots__ = ()
    id = Given[str]()
    confidence = Given[float | None]()
    evidence = _Words[Mention]()
    mentions = _Words[Several]()
    kind = Given[Kind]()
    date_from = Given[date | None]()
    date_to = Given[date | None]()
    place = Given[Place | None]()
    actors = _Words[Several]()
    targets = _Words[Several]()
    certainty = Given[Certainty]()
    weapon = _Words[Mention | None]()
    days = Given[tuple[incidents.SourcedDays, ...]]()
    places = Given[tuple[incidents.SourcedPlace, ...]]()
    not_after = Given[date | None]()

    @property
    def blame(self) -> tuple[Blame, ...]:
        """Who is held responsible, never without mode and source."""
        return self._blame(self.record.blame)

    @property
    def alternatives(self) -> tuple[tuple[Blame, ...], ...]:
        """Groups of blame of which only one can hold."""
        return tuple(map(self._blame, self.record.alternatives))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that count those harmed in it."""
        return tuple(one for one in self._within.every(Figure) if one.record.incident == self.id)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that speak of it."""
        return tuple(one for one in self._within.every(Statement) if self.id in one.record.about)

    def _blame(self, entries: Sequence[incidents.Blame]) -> tuple[Blame, ...]:
        return tuple(Blame(entry, self._within) for entry in entries)


class Agreement(Bound[agreements.Agreement]):
    """One step of a truce, deal or talks; see `accordingto.records.agreements`."""

    __slots__ = ()
    id = Given[str]()
    confidence = Given[float | None]()
    evidence = _Words[Mention]()
    mentions = _Words[Several]()
    step = Given[Step]()
    date_from = Given[date | None]()
    date_to = Given[date | None]()
    parties = _Words[Several]()
    subject = _Words[Mention | None]()
    deal = Given[str | None]()
    source = _Words[Mention | None]()
    certainty = Given[Certainty]()
    accused = _Words[Several]()
    brokers = _Words[Several]()
    terms = _Words[Several]()

    @property
    def statement(self) -> Statement | None:
        """The statement that tells of the step."""
        return self._within.find(self.record.statement, Statement)

    @property
    def steps(self) -> "tuple[Agreement, ...]":
        """All steps of the same deal, itself among them, in the order of the text."""
        every = self._within.every(Agreement)
        return tuple(one for one in every if self.deal and one.deal == self.deal) or (self,)


class Actor(Bound[actors.Actor]):
    """One person or group of one report."""

    __slots__ = ()
    id = Given[str]()
    name = Given[str]()
    kind = Given[ActorKind]()
    role = Given[str | None]()
    affiliation = Given[str | None]()
    category = Given[Category | None]()
    public_office = Given[bool]()
    mentions = _Words[Several]()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What they say."""
        return tuple(one for one in self._within.every(Statement) if self._speaks(one.record))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that stand on their word."""
        return tuple(one for one in self._within.every(Figure) if self._speaks(one.record))

    def _speaks(self, record: PlainFigure | PlainStatement) -> bool:
        return record.source is not None and record.source.actor == self.id

    def _shown(self) -> str:
        return self.name


class Person(Bound[actors.Person]):
    """A named person who was killed or hurt."""

    __slots__ = ()
    id = Given[str]()
    name = Given[str]()
    age = Given[int | None]()
    sex = Given[Sex]()
    role = Given[str | None]()
    state = Given[State]()
    evidence = _Words[Mention]()

    @property
    def figure(self) -> Figure | None:
        """The figure that counts them."""
        return self._within.find(self.record.figure, Figure)

    def _shown(self) -> str:
        return self.name
