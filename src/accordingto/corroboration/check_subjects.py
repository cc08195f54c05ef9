"""What is checked against a reference dataset: an incident of one report, or a case of several."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accordingto.corroboration.credits import find_credit, split_credit
from accordingto.corroboration.digests import Spot
from accordingto.corroboration.words import telling_words
from accordingto.ledger.passages import Passages
from accordingto.records.actors import Actor
from accordingto.records.base import Mention
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.places import Place
from accordingto.records.readings import Reading
from accordingto.records.values import Age, Bound, Kind, Scope, State, Who

_BESIDE = 400
"""Code points within which a place is named beside an incident, and not elsewhere in the report."""


Days = tuple[date, date]
"""First and last day."""


class By(StrEnum):
    """What is matched, once each."""

    CASE = "case"
    """An event, by all reports that tell of it."""
    INCIDENT = "incident"
    """One report's account of an event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TollClaim:
    """A count of people harmed, with who gives it; never added to another's."""

    state: State
    low: int | None
    high: int | None
    is_approximate: bool
    who: Who
    age: Age
    is_part: bool
    """It counts some of the people harmed, not all."""
    words: str
    """As written."""
    by: str | None
    """Who says so; None when the report says it in its own voice."""
    reports: tuple[str, ...]
    """Those in which it stands."""


@dataclass(frozen=True, slots=True)
class Backer:
    """A publisher, an agency, or somebody who gives a toll, by name."""

    name: str
    reports: tuple[str, ...]
    """Those that stand on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One report's account of a case."""

    report: str
    incident: str
    title: str
    publisher: str
    published: date | None


@dataclass(frozen=True, slots=True)
class HeldDays:
    """Days that some reports of a case give."""

    days: Days
    reports: tuple[str, ...]
    texts: int
    """Of these, those whose texts differ: copies count once."""


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """A place that some reports of a case give."""

    spot: Spot
    is_beside: bool
    reports: tuple[str, ...]
    texts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """An incident or a case, as far as it can be compared with rows of a dataset."""

    id: str
    """Of the record, or the code of the case."""
    group: str
    """The report; empty for cases. What one group holds twice is no two accounts of one event."""
    reports: tuple[str, ...]
    title: str
    """Of the report; of a case, of the first that tells of it."""
    publisher: str
    published: date | None
    kind: Kind
    first_day: date | None
    last_day: date | None
    spot: Spot | None
    is_beside: bool
    """The place is named beside the incident; else it stands elsewhere in the report."""
    country: str | None
    """ISO 3166-1 alpha-2; of the place, else the only one that the report's places lie in."""
    targets: tuple[str, ...] = ()
    """Words for who or what was hit."""
    words: frozenset[str] = frozenset()
    """Different words of its sentences, folded."""
    tolls: tuple[TollClaim, ...] = ()
    voices: tuple[Backer, ...] = ()
    """Publishers, agencies, and those who give the tolls."""
    accounts: tuple[Account, ...] = ()
    """Of a case: what it is made of."""
    told_kinds: tuple[Kind, ...] = ()
    """Of a case: all kinds that its reports give, what most say first."""
    told_days: tuple[HeldDays, ...] = ()
    told_places: tuple[HeldPlace, ...] = ()

    @property
    def is_case(self) -> bool:
        """Tell whether it is an event by all reports that tell of it, not one report's account."""
        return bool(self.accounts)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """All kinds that are told, the first the one it goes by."""
        return self.told_kinds or (self.kind,)

    @property
    def killed(self) -> tuple[TollClaim, ...]:
        """The claims of how many were killed, parts of a toll included."""
        return tuple(toll for toll in self.tolls if toll.state is State.KILLED)

    @property
    def days(self) -> Days | None:
        """First and last day; None when no day is known."""
        first = self.first_day or self.last_day
        last = self.last_day or self.first_day
        return (first, last) if first and last else None


def subjects_of(reading: Reading, key: str | None = None) -> Iterator[Checked]:
    """Yield what can be checked of a reading: its incidents.

    What the title alone says is taken only when the text tells of nothing.
    """
    maker = _Maker.of(reading, key or reading.id)
    for incident in reading.incidents:
        yield maker.subject(incident, reading.figures)
    if not reading.incidents:
        for incident in reading.headline.incidents:
            yield maker.subject(incident, reading.headline.figures, in_title=True)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes what is checked out of the incidents of one reading."""

    reading: Reading
    key: str
    text: Passages
    agencies: tuple[str, ...]
    """That the report credits."""
    actors: Mapping[str, Actor]
    country: str | None

    @classmethod
    def of(cls, reading: Reading, key: str) -> "_Maker":
        places = (incident.place for incident in reading.incidents)
        report = reading.report
        credit = find_credit(report.text or "", report.title, report.agencies, report.publisher)
        countries = {place.country for place in places if place and place.country}
        return cls(
            reading,
            key,
            Passages.of(report.text or ""),
            (*report.agencies, *(split_credit(credit.agency) if credit else ())),
            {actor.id: actor for actor in reading.actors},
            countries.pop() if len(countries) == 1 else None,
        )

    def subject(
        self, incident: Incident, figures: Iterable[Figure], *, in_title: bool = False
    ) -> Checked:
        """Return one incident as it is compared."""
        own = [figure for figure in figures if figure.incident == incident.id]
        mentions = [incident.evidence, *incident.mentions]
        first, last = _days(incident)
        report = self.reading.report
        told = [mention.span for mention in (*mentions, *(figure.evidence for figure in own))]
        targets = tuple(dict.fromkeys(target.text for target in incident.targets))
        words = "" if in_title else self.text.words_around(told)
        tolls = tuple(self._toll(figure) for figure in own if figure.scope is not Scope.CUMULATIVE)
        return Checked(
            id=incident.id,
            group=self.key,
            reports=(self.key,),
            title=report.title,
            publisher=report.publisher,
            published=report.published_used.date_from or report.published,
            kind=incident.kind,
            first_day=first,
            last_day=last,
            spot=_spot(incident.place) if incident.place else None,
            is_beside=incident.place is not None and _is_beside(incident.place, mentions),
            country=(incident.place.country if incident.place else None) or self.country,
            targets=targets,
            words=frozenset(telling_words(" ".join((words, *targets)))),
            tolls=tolls,
            voices=tuple(Backer(name, (self.key,)) for name in dict.fromkeys(self._voices(own))),
        )

    def _toll(self, figure: Figure) -> TollClaim:
        return TollClaim(
            state=figure.state,
            low=figure.low,
            high=figure.high,
            is_approximate=figure.approximate or figure.bound in {Bound.ABOUT, Bound.VAGUE},
            who=figure.who,
            age=figure.age,
            is_part=figure.scope is Scope.PART or figure.part_of is not None,
            words=figure.words,
            by=self._name(figure.source),
            reports=(self.key,),
        )

    def _name(self, source: Mention | None) -> str | None:
        if source is None:
            return None
        actor = self.actors.get(source.actor or "")
        return actor.name if actor else source.text

    def _voices(self, figures: Iterable[Figure]) -> Iterator[str]:
        """Yield who stands behind what the report says: its makers, and who gives the tolls."""
        yield from filter(None, (self.reading.report.publisher, *self.agencies))
        for figure in figures:
            for mention in (figure.source, *figure.via):
                actor = self.actors.get(mention.actor or "") if mention else None
                if actor:
                    yield actor.name
                    if actor.affiliation:
                        yield actor.affiliation


def _days(incident: Incident) -> tuple[date | None, date | None]:
    """Return the days; "since Wednesday" lasts until the day of telling it."""
    first, last = incident.date_from, incident.date_to
    if first is not None and last is None:
        last = max(first, incident.not_after or first)
    return first, last


def _is_beside(place: Place, mentions: Iterable[Mention]) -> bool:
    return any(abs(place.evidence.start - mention.start) <= _BESIDE for mention in mentions)


def _spot(place: Place) -> Spot:
    return Spot(
        name=place.name,
        gazetteer_id=place.gazetteer_id,
        gazetteer_name=place.gazetteer_name,
        admin1=place.admin1,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        where_prec=place.where_prec,
        qualifier=place.qualifier,
        feature=place.feature,
    )
