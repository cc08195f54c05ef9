"""Readings to digests: what corroboration keeps of each, and nothing more."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from accordingto.corroboration.credits import find_credit
from accordingto.corroboration.digests import (
    Account,
    BlameClaim,
    Digest,
    FigureClaim,
    ReportKey,
    Speaker,
    Spot,
    StatementClaim,
    StepClaim,
    Toll,
)
from accordingto.corroboration.sketches import make_sketch
from accordingto.corroboration.weights import COMMON, load_rarity
from accordingto.corroboration.whole_text import make_whole
from accordingto.corroboration.words import telling_words
from accordingto.gazetteer.names import fold_name
from accordingto.ledger.passages import Passages
from accordingto.ledger.plain import storable
from accordingto.reader.facilities import is_at_facility
from accordingto.records.actors import Actor
from accordingto.records.agreements import Agreement
from accordingto.records.base import Mention
from accordingto.records.figures import Coverage, Figure
from accordingto.records.incidents import Blame, Incident
from accordingto.records.places import Place
from accordingto.records.readings import Reading
from accordingto.records.statements import Statement
from accordingto.records.values import BlameMode, Stance

LONGEST_QUOTE = 400
"""Characters of a quote; a longer sentence is cut around the evidence."""
MOST_MENTIONS = 12
"""Different words that name a speaker."""


def condense(reading: Reading, key: ReportKey | None = None) -> Digest:
    """Return what corroboration keeps of a reading.

    What the title alone says opens no account and gives no claim: its words are those of the text's
    publisher, not of a source. Without the report's text there is no sketch, so no copy is found,
    and quotes are the words of the record alone. Halves of characters become U+FFFD.
    """
    return _Condenser(make_whole(reading), storable(key or reading.id)).digest()


@dataclass(frozen=True)
class _Condenser:
    reading: Reading
    key: ReportKey

    @cached_property
    def strings(self) -> dict[str, str]:
        """Each different string of the reading once: ids and sentences stand in many records."""
        return {}

    def once(self, string: str) -> str:
        """Return the one string that stands for all that are equal."""
        return self.strings.setdefault(string, string)

    @cached_property
    def passages(self) -> Passages:
        return Passages.of(self.reading.report.text or "")

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        return {one.id: one for one in self.reading.statements}

    @cached_property
    def figures_of(self) -> Mapping[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.reading.figures:
            if figure.incident:
                found.setdefault(figure.incident, []).append(figure)
        return found

    @property
    def published(self) -> date | None:
        used = self.reading.report.published_used
        return used.date_from or used.date_to or self.reading.report.published

    def digest(self) -> Digest:
        """Condense the reading."""
        report, reading = self.reading.report, self.reading
        text = report.text or ""
        return Digest(
            key=self.key,
            sha256=report.sha256,
            publisher=report.publisher,
            title=report.title,
            published=self.published,
            given=report.published,
            sketch=make_sketch(text) if text else None,
            credit=find_credit(text, report.title, report.agencies, report.publisher),
            accounts=tuple(self._account(one) for one in reading.incidents),
            figures=tuple(self._figure(one) for one in reading.figures),
            blame=tuple(self._blame()),
            statements=tuple(map(self._statement, filter(_takes_sides, reading.statements))),
            steps=tuple(self._step(one) for one in reading.agreements),
            speakers=tuple(_speaker(one, self.once) for one in reading.actors),
        )

    def _sentence(self, mention: Mention) -> str:
        first, last = self.passages.around(mention.span)
        return self.passages.text[first:last]

    def _quote(self, mention: Mention) -> str:
        text = self.passages.text
        if not text:
            return self.once(mention.text)
        first, last = self.passages.around(mention.span)
        if last - first > LONGEST_QUOTE:
            room = max(0, LONGEST_QUOTE - (mention.end - mention.start)) // 2
            first, last = max(first, mention.start - room), min(last, mention.end + room)
        return self.once(text[first:last])

    def _id(self, record: str | None) -> str | None:
        return self.once(record) if record else None

    def _actor(self, mention: Mention | None) -> str | None:
        return self._id(mention.actor) if mention else None

    def _actors(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        named = (one.actor for one in mentions if one.actor)
        return tuple(dict.fromkeys(map(self.once, named)))

    def _said(self, statement: str | None) -> date | None:
        told = self.statements.get(statement or "")
        days = told.said_on if told else None
        return (days.date_to or days.date_from) if days else self.published

    def _account(self, incident: Incident) -> Account:
        figures = self.figures_of.get(incident.id, ())
        spots = [incident.place] if incident.place else []
        spots += [other.value for other in incident.places if other.value != incident.place]
        cut = [_spot(place) for place in spots]
        return Account(
            report=self.key,
            record=self.once(incident.id),
            start=incident.evidence.start,
            mentions=1 + len(incident.mentions),
            kind=incident.kind,
            certainty=incident.certainty,
            date_from=incident.date_from,
            date_to=incident.date_to,
            not_after=incident.not_after or self.published,
            spot=cut[0] if cut else None,
            spots=tuple(cut),
            actors=_names(incident.actors),
            targets=_names(incident.targets),
            weapon=fold_name(incident.weapon.text) if incident.weapon else None,
            tolls=tuple(sorted({_toll(one) for one in figures}, key=str)),
            words=self._words(incident, figures),
            names=self._names(figures),
            quote=self._quote(incident.evidence),
            in_headline=self._in_headline(incident),
            at_facility=is_at_facility(incident, self._sentence(incident.evidence)),
        )

    def _words(self, incident: Incident, figures: Iterable[Figure]) -> tuple[str, ...]:
        mentions = [incident.evidence, *incident.mentions, *(one.evidence for one in figures)]
        told = telling_words(self.passages.words_around(one.span for one in mentions))
        return tuple(word for word in told if load_rarity().of(word) > COMMON)

    def _names(self, figures: Iterable[Figure]) -> tuple[str, ...]:
        ids = {figure.id for figure in figures}
        named = (fold_name(one.name) for one in self.reading.people if one.figure in ids)
        return tuple(sorted({name for name in named if " " in name}))

    def _in_headline(self, incident: Incident) -> bool:
        if any(one.kind is incident.kind for one in self.reading.headline.incidents):
            return True
        title = self.reading.report.title
        return bool(title) and _letters(self._quote(incident.evidence)).endswith(_letters(title))

    def _figure(self, figure: Figure) -> FigureClaim:
        return FigureClaim(
            record=self.once(figure.id),
            speaker=self._actor(figure.source),
            via=self._actors(figure.via),
            quote=self._quote(figure.evidence),
            start=figure.evidence.start,
            said=self._said(figure.statement),
            state=figure.state,
            low=figure.low,
            high=figure.high,
            bound=figure.bound,
            is_approximate=figure.approximate,
            words=figure.words,
            who=figure.who,
            scope=figure.scope,
            basis=figure.basis,
            age=figure.group_age,
            sex=figure.sex,
            side=self._id(figure.side),
            label=figure.label,
            incident=self._id(figure.incident),
            part_of=self._id(figure.part_of),
            covers=_covers(figure.covers),
        )

    def _blame(self) -> Iterator[BlameClaim]:
        for incident in self.reading.incidents:
            for blame in incident.blame:
                yield self._blame_of(incident, blame)

    def _blame_of(self, incident: Incident, blame: Blame) -> BlameClaim:
        groups = [n for n, group in enumerate(incident.alternatives) if blame in group]
        is_own_voice = blame.mode is BlameMode.STATED and blame.source is None
        return BlameClaim(
            record=self.once(incident.id),
            speaker=None if is_own_voice else self._actor(blame.source),
            quote=self._quote(blame.source or blame.actor),
            start=blame.actor.start,
            said=self._said(blame.statement),
            actor=self._actor(blame.actor),
            actor_words=blame.actor.text,
            mode=blame.mode,
            alternative=groups[0] if groups else None,
        )

    def _statement(self, statement: Statement) -> StatementClaim:
        return StatementClaim(
            record=self.once(statement.id),
            speaker=self._actor(statement.source),
            via=self._actors(statement.via),
            quote=self._quote(statement.content),
            start=statement.evidence.start,
            said=self._said(statement.id),
            stance=statement.stance,
            content=statement.content.text[:LONGEST_QUOTE],
            about=tuple(map(self.once, statement.about)),
            accused=self._actors(statement.accused),
        )

    def _step(self, step: Agreement) -> StepClaim:
        return StepClaim(
            record=self.once(step.id),
            speaker=self._actor(step.source),
            quote=self._quote(step.evidence),
            start=step.evidence.start,
            said=self._said(step.statement),
            step=step.step,
            date_from=step.date_from,
            date_to=step.date_to,
            certainty=step.certainty,
            parties=self._actors(step.parties),
            accused=self._actors(step.accused),
            brokers=self._actors(step.brokers),
            subject=step.subject.text if step.subject else None,
            terms=tuple(one.text for one in step.terms),
            deal=self._id(step.deal),
        )


def _speaker(actor: Actor, once: Callable[[str], str]) -> Speaker:
    different = dict.fromkeys(mention.text for mention in actor.mentions)
    return Speaker(
        id=once(actor.id),
        name=actor.name,
        kind=actor.kind,
        role=actor.role,
        affiliation=actor.affiliation,
        category=actor.category,
        public_office=actor.public_office,
        mentions=tuple(different)[:MOST_MENTIONS],
    )


def _takes_sides(statement: Statement) -> bool:
    """Tell whether a statement is more than the telling of what figures and blame hold already."""
    return bool(statement.about) and statement.stance is not Stance.ASSERTS


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


def _toll(figure: Figure) -> Toll:
    return Toll(figure.state, figure.low, figure.high)


def _covers(covers: Coverage | None) -> tuple[date | None, date | None, str | None] | None:
    return (covers.date_from, covers.date_to, covers.area) if covers else None


def _names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold_name(one.text) for one in mentions))


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
