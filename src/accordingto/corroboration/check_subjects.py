"""What is checked against a reference dataset: an incident of one report, or a case of several."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

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
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """An incident or a case, as far as it can be compared with rows of a dataset."""

    id: str
    """Of the record, or the code of the case."""
    group: str
    """Report or case: what one group holds twice is twice a thing, not two accounts of one."""
    reports: tuple[str, ...]
    title: str
    """Of the report, or of the case."""
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
    voices: tuple[str, ...] = ()
    """Publishers, agencies, and those who give the tolls."""

    @property
    def killed(self) -> tuple[TollClaim, ...]:
        """The claims of how many were killed, parts of a toll included."""
        return tuple(toll for toll in self.tolls if toll.state is State.KILLED)

    @property
    def days(self) -> tuple[date, date] | None:
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
    actors: Mapping[str, Actor]
    country: str | None

    @classmethod
    def of(cls, reading: Reading, key: str) -> "_Maker":
        places = (incident.place for incident in reading.incidents)
        countries = {place.country for place in places if place and place.country}
        return cls(
            reading,
            key,
            Passages.of(reading.report.text or ""),
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
            voices=tuple(dict.fromkeys(self._voices(own))),
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
            report=self.key,
        )

    def _name(self, source: Mention | None) -> str | None:
        if source is None:
            return None
        actor = self.actors.get(source.actor or "")
        return actor.name if actor else source.text

    def _voices(self, figures: Iterable[Figure]) -> Iterator[str]:
        """Yield who stands behind what the report says: its makers, and who gives the tolls."""
        yield from filter(None, (self.reading.report.publisher, *self.reading.report.agencies))
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
