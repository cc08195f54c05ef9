"""Which place a name means in a report, how surely, and why; or that nobody can tell."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, log10

from accordingto.gazetteer.agreement import describe, fit, holds, is_one, is_prominent
from accordingto.gazetteer.context import Context, gather_votes, refine
from accordingto.gazetteer.names import fold_name
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.gazetteer.surroundings import Cue
from accordingto.gazetteer.toponyms import Toponym, Trust

_CLEAR_SHARE = 0.6
_PERSON_BALANCE = 2
"""A name that stands alone so much oftener than with a given name is a place's, not a person's."""
_METROPOLIS = 300_000
_TOUCHING = 3
"""Code points between "Syria's Homs" and "Aleppo, Syria"."""
_APPOSED = 45
"""Code points between "Afrin in northern Syria", at most."""
_MOST_AREAS = 4
_SPEAKS_OF = 0.15
"""A report speaks of a country that has this share of its votes."""
_WEIGHTS = {"country": 2.4, "admin1": 1.5, "admin2": 0.2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a toponym means: a place, or a reason why none could be told."""

    toponym: Toponym
    place: GazetteerPlace | None
    country: str | None
    """Known for some names whose place is not."""
    confidence: float | None
    runner_up: GazetteerPlace | None
    why: str


@dataclass(frozen=True, slots=True)
class _Scored:
    """One place that a name may mean, with what speaks for it."""

    score: float
    place: GazetteerPlace
    reasons: tuple[str, ...]
    has_context: bool


def resolve_toponyms(
    sentences: Sequence[Sequence[Toponym]], demonyms: Iterable[str] = ()
) -> Iterator[Resolution]:
    """Resolve the toponyms of a report, given sentence by sentence, with the countries of demonyms.

    Names whose words only might be a place's are left out where the report does not speak of their
    country. One name means one place throughout, unless a place named beside it says otherwise.
    """
    sentences = _without_people(sentences)
    everything = [toponym for sentence in sentences for toponym in sentence]
    context = gather_votes(everything, demonyms)
    resolver = _Resolver(context)
    chosen: dict[str, GazetteerPlace] = {}
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for place, toponym in enumerate(sentence):
            found = resolver.resolve(toponym, _beside(sentence, place))
            if found is not None and found.place is not None:
                chosen.setdefault(fold_name(toponym.text), found.place)
                counts[fold_name(toponym.text)] += 1
    resolver = _Resolver(refine(context, chosen, counts))
    for sentence in sentences:
        for place, toponym in enumerate(sentence):
            found = resolver.resolve(toponym, _beside(sentence, place))
            if found is not None:
                yield found


def _without_people(sentences: Sequence[Sequence[Toponym]]) -> list[list[Toponym]]:
    """Leave out names that elsewhere belong to people, unless their words say it is a place."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for toponym in sentence:
            counts[fold_name(toponym.text)] += 1 if toponym.trust is Trust.NONE else -1
            counts[fold_name(toponym.text)] -= toponym.around.cue >= Cue.PLACE
    people = {name for name, balance in counts.items() if balance >= -_PERSON_BALANCE}
    people &= {fold_name(one.text) for row in sentences for one in row if one.trust is Trust.NONE}
    return [[one for one in sentence if _is_no_person(one, people)] for sentence in sentences]


def _is_no_person(toponym: Toponym, people: Collection[str]) -> bool:
    """Tell whether a name may be a place's, given the names that people bear in the report."""
    if toponym.trust is Trust.NONE:
        return False
    if fold_name(toponym.text) not in people or toponym.around.cue is Cue.FEATURE:
        return True
    if toponym.trust is Trust.SURE:
        first = toponym.candidates[0]
        return first.is_area or first.population >= _METROPOLIS or toponym.around.cue >= Cue.PLACE
    return False


def _beside(sentence: Sequence[Toponym], place: int) -> tuple[GazetteerPlace, ...]:
    """Return the areas that the words put around a toponym: "Douma, Syria", "Syria's Homs"."""
    toponym = sentence[place]
    near = []
    for other in sentence[place + 1 : place + 3]:
        gap = other.span.start - toponym.span.end
        if gap <= _TOUCHING or (other.around.is_inside and gap <= _APPOSED):
            near.append(other)
    before = sentence[max(0, place - 1) : place]
    near += [one for one in before if toponym.span.start - one.span.end <= _TOUCHING]
    return tuple(
        found
        for other in near
        for found in other.candidates[:_MOST_AREAS]
        if found.feature in ("country", "admin1") or (found.is_area and other.around.hint)
    )


class _Resolver:
    """Scores what names may mean, against one context."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[object, Resolution | None] = {}

    def resolve(self, toponym: Toponym, beside: tuple[GazetteerPlace, ...]) -> Resolution | None:
        """Return what a toponym means, or None when its words are no place's after all."""
        key = (toponym.text, toponym.around.hint, toponym.trust, beside)
        if key not in self._known:
            self._known[key] = self._resolve(toponym, beside)
        found = self._known[key]
        return found and Resolution(
            toponym=toponym,
            place=found.place,
            country=found.country,
            confidence=found.confidence,
            runner_up=found.runner_up,
            why=found.why,
        )

    def _resolve(self, toponym: Toponym, beside: tuple[GazetteerPlace, ...]) -> Resolution | None:
        for candidates, by_sound in ((toponym.candidates, False), (toponym.sounding, True)):
            scored = sorted(
                (self._score(toponym, place, beside) for place in candidates),
                key=lambda scored: (-scored.score, scored.place.id),
            )
            if scored and self._may_be(toponym, scored[0], by_sound=by_sound):
                rivals = [one for one in scored[1:] if not is_one(scored[0].place, one.place)]
                return self._choose(toponym, scored[0], rivals, by_sound=by_sound)
        if toponym.candidates and toponym.around.cue is not Cue.FEATURE:
            return self._elsewhere(toponym)
        return self._unknown(toponym, beside)

    def _may_be(self, toponym: Toponym, best: _Scored, *, by_sound: bool) -> bool:
        """Tell whether the report lets a name mean its best place at all."""
        if best.has_context:
            return True
        if by_sound or toponym.trust is Trust.WEAK:
            return False
        if toponym.trust is Trust.SURE:
            return True
        country, share = self._main_country()
        return share < _CLEAR_SHARE or country == best.place.country

    def _choose(
        self, toponym: Toponym, best: _Scored, rivals: Sequence[_Scored], *, by_sound: bool
    ) -> Resolution:
        """Take the best place, unless nothing but its size speaks for it and that is not enough."""
        runner_up = rivals[0].place if rivals else None
        if (
            rivals
            and not best.has_context
            and not is_prominent(best.place, (one.place for one in rivals))
        ):
            names = ", ".join(describe(scored.place) for scored in (best, rivals[0]))
            return Resolution(
                toponym=toponym,
                place=None,
                country=_one_country((best, *rivals)),
                confidence=None,
                runner_up=runner_up,
                why=f"{len(rivals) + 1} places have this name ({names} ...) and nothing in the"
                " report tells which is meant.",
            )
        margin = best.score - rivals[0].score if rivals else 2.0
        ceiling = 0.75 if by_sound else 0.98
        confidence = round(min(ceiling, 1.0 / (1.0 + exp(-(0.2 + 1.6 * margin)))), 2)
        return Resolution(
            toponym=toponym,
            place=best.place,
            country=best.place.country,
            confidence=confidence,
            runner_up=runner_up,
            why=_explain(best, len(rivals), by_sound=by_sound),
        )

    def _score(
        self, toponym: Toponym, place: GazetteerPlace, beside: tuple[GazetteerPlace, ...]
    ) -> _Scored:
        asking = fold_name(toponym.text)
        share = self._context.country_share(place.country, asking)
        unit = 0.0 if place.is_area else self._context.unit_share(place)
        near = self._context.nearness(place)
        size = _WEIGHTS.get(place.feature, log10(place.population + 10) / 3.5)
        score = size + 2.2 * share + 1.2 * unit + 0.9 * near
        score += 0.3 if fold_name(place.name) == asking else 0.0
        score += fit(toponym.around.hint, place)
        names_country = toponym.candidates[:1] and toponym.candidates[0].feature == "country"
        if names_country and not place.is_area and place.population < _METROPOLIS:
            score -= 2.0
        reasons = []
        container = next((area for area in beside if holds(area, place)), None)
        if container is not None and not names_country:
            score += 3.0 if container.feature != "country" else 2.2
            reasons.append(f"{container.name} is named beside it")
        is_named = place.country in self._context.named and not names_country
        if (share >= _SPEAKS_OF or is_named) and place.feature != "country":
            reasons.append(f"other words of the report point to {place.country}")
        if unit > 0.25:
            reasons.append(f"other places of the report lie in {place.admin1}")
        if near > 0.4:
            reasons.append("it lies near another place of the report")
        return _Scored(score, place, tuple(reasons), bool(reasons))

    def _elsewhere(self, toponym: Toponym) -> Resolution | None:
        """Keep a known name whose places lie where the report does not play."""
        if toponym.trust is Trust.WEAK:
            return None
        place = toponym.candidates[0]
        why = (
            f"The gazetteer knows this name only elsewhere ({describe(place)}), and the report"
            " speaks of other countries."
        )
        return Resolution(
            toponym=toponym, place=None, country=None, confidence=None, runner_up=place, why=why
        )

    def _unknown(self, toponym: Toponym, beside: tuple[GazetteerPlace, ...]) -> Resolution | None:
        """Keep a name that the gazetteer lacks; its country only where the report is clear."""
        container = next((area for area in beside if area.feature in ("country", "admin1")), None)
        if container is not None:
            country: str | None = container.country
            why = f"The gazetteer does not know this name; {container.name} is named beside it."
        else:
            main, share = self._main_country()
            main = main if share >= _CLEAR_SHARE else None
            if toponym.trust is Trust.WEAK and main is None:
                return None
            country = main if main and self._context.speaks_of(main) else None
            tail = f" the other places of the report lie in {country}" if country else ""
            why = f"The gazetteer does not know this name;{tail or ' nothing tells its country'}."
        return Resolution(
            toponym=toponym, place=None, country=country, confidence=None, runner_up=None, why=why
        )

    def _main_country(self) -> tuple[str | None, float]:
        votes = self._context.countries
        total = sum(weight for weight in votes.values() if weight > 0)
        if not total:
            return None, 0.0
        country = min(votes, key=lambda code: (-votes[code], code))
        return country, votes[country] / total


def _one_country(scored: Sequence[_Scored]) -> str | None:
    countries = {one.place.country for one in scored}
    return next(iter(countries)) if len(countries) == 1 else None


def _explain(best: _Scored, others: int, *, by_sound: bool) -> str:
    """Say in one sentence why a place was taken."""
    start = "Spelt otherwise in the gazetteer" if by_sound else "Known to the gazetteer"
    if best.reasons:
        reason = "; ".join(best.reasons)
    elif others:
        reason = f"by far the best known of {others + 1} places of this name"
    else:
        reason = "the only place of this name there"
    return f"{start}; {reason}."
