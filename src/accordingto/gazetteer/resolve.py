"""Which place a name means in a report, how surely, and why; or that nobody can tell."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp

from accordingto.gazetteer.agreement import describe, is_one, is_prominent
from accordingto.gazetteer.context import Context, Name, gather_context, gather_names
from accordingto.gazetteer.names import fold_name
from accordingto.gazetteer.neighbours import areas_beside, find_cued
from accordingto.gazetteer.scoring import METROPOLIS, Scored, score_places
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.gazetteer.surroundings import Cue
from accordingto.gazetteer.toponyms import Toponym, Trust

_CLEAR_SHARE = 0.6
_PERSON_BALANCE = 2
"""A name that stands alone so much oftener than with a given name is a place's, not a person's."""
_ROUNDS = 3
"""So often the names of a report tell each other what they mean."""
_MOST_BELIEVED = 12
_ENGLISH = frozenset(("AU", "CA", "GB", "IE", "JM", "NZ", "US", "ZA"))
"""Countries whose places share their names with the people that English news is full of."""
_SURE, _BY_SOUND, _BY_SIZE = 0.98, 0.75, 0.6
"""Most confidence in a place; in one that is spelt otherwise; where only its size speaks for it."""
_SHARPNESS = 2.5
"""How much likelier a place is for a better score: its exponent."""


_Use = tuple[Toponym, tuple[GazetteerPlace, ...]]
"""A toponym where it stands, with the areas that the words around put around it."""


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
    guess: GazetteerPlace | None = None
    """The likeliest place, also where too little speaks for it to be told as `place`."""


def resolve_toponyms(
    sentences: Sequence[Sequence[Toponym]], demonyms: Iterable[str] = ()
) -> Iterator[Resolution]:
    """Resolve the toponyms of a report, given sentence by sentence, with the countries of demonyms.

    Names whose words only might be a place's are left out where the report does not speak of their
    country. One name means one place throughout, unless a place named beside it says otherwise.
    """
    sentences = _without_people(sentences)
    uses = [
        (toponym, areas_beside(sentence, place))
        for sentence in sentences
        for place, toponym in enumerate(sentence)
    ]
    context = _infer(uses, tuple(demonyms))
    resolver = _Resolver(context, find_cued(sentences))
    for toponym, beside in uses:
        found = resolver.resolve(toponym, beside)
        if found is not None:
            yield found


def _infer(everything: Sequence[_Use], demonyms: Sequence[str]) -> Context:
    """Let the names of a report tell each other what they mean, until they agree."""
    names = gather_names([toponym for toponym, _ in everything])
    uses: dict[str, list[_Use]] = defaultdict(list)
    for toponym, beside in everything:
        if (key := fold_name(toponym.text)) in names and toponym.candidates:
            uses[key].append((toponym, beside))
    context = gather_context(names.values(), demonyms, is_first=True)
    for _ in range(_ROUNDS):
        names = {
            key: Name(key, _believe(uses[key], context), name.times) for key, name in names.items()
        }
        context = gather_context(names.values(), demonyms, is_first=False)
    return context


def _believe(uses: Sequence[_Use], context: Context) -> list[tuple[GazetteerPlace, float]]:
    """Return how likely a name means each of its places: where it is told most, it is told best."""
    if len(uses[0][0].candidates) == 1:
        return [(uses[0][0].candidates[0], 1.0)]
    toponym, beside = max(uses, key=lambda use: (len(use[1]), use[0].around.hint is not None))
    scored = score_places(toponym, toponym.candidates, beside, context)[:_MOST_BELIEVED]
    weights = [exp(_SHARPNESS * (one.score - scored[0].score)) for one in scored]
    total = sum(weights)
    return [(one.place, weight / total) for one, weight in zip(scored, weights, strict=True)]


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
        return first.is_area or first.population >= METROPOLIS or toponym.around.cue >= Cue.PLACE
    return False


class _Resolver:
    """Scores what names may mean, against one context."""

    def __init__(self, context: Context, cued: Collection[str]) -> None:
        self._context = context
        self._cued = cued
        self._known: dict[object, Resolution | None] = {}

    def resolve(self, toponym: Toponym, beside: tuple[GazetteerPlace, ...]) -> Resolution | None:
        """Return what a toponym means, or None when its words are no place's after all."""
        key = (toponym.text, toponym.around.hint, toponym.trust, beside)
        if key not in self._known:
            self._known[key] = self._resolve(toponym, beside)
        found = self._known[key]
        if found is None or found.toponym is toponym:
            return found
        return Resolution(
            toponym=toponym,
            place=found.place,
            country=found.country,
            confidence=found.confidence,
            runner_up=found.runner_up,
            why=found.why,
            guess=found.guess,
        )

    def _resolve(self, toponym: Toponym, beside: tuple[GazetteerPlace, ...]) -> Resolution | None:
        for candidates, by_sound in ((toponym.candidates, False), (toponym.sounding, True)):
            scored = score_places(toponym, candidates, beside, self._context)
            if scored and self._may_be(toponym, scored[0], by_sound=by_sound):
                rivals = [one for one in scored[1:] if not is_one(scored[0].place, one.place)]
                return self._choose(toponym, scored[0], rivals, by_sound=by_sound)
        if toponym.candidates and toponym.around.cue is not Cue.FEATURE:
            return self._elsewhere(toponym)
        return self._unknown(toponym, beside)

    def _may_be(self, toponym: Toponym, best: Scored, *, by_sound: bool) -> bool:
        """Tell whether the report lets a name mean its best place at all."""
        if toponym.trust is Trust.WEAK and not self._is_put_as_a_place(toponym, best):
            return False
        if best.has_context and (toponym.trust is not Trust.WEAK or self._is_at_home(best)):
            return True
        if by_sound or toponym.trust is Trust.WEAK:
            return False
        if toponym.trust is Trust.SURE:
            return True
        country, share = self._context.main_country()
        return share < _CLEAR_SHARE or country == best.place.country

    def _is_put_as_a_place(self, toponym: Toponym, best: Scored) -> bool:
        """Tell whether a weak name may be a place's: many English ones are surnames."""
        if best.is_beside or best.place.country not in _ENGLISH:
            return True
        return fold_name(toponym.text) in self._cued

    def _is_at_home(self, best: Scored) -> bool:
        """Tell whether more speaks for a place than that the report names its country too."""
        country, _ = self._context.main_country()
        return best.place.country == country or len(best.reasons) > 1 or best.is_beside

    def _choose(
        self, toponym: Toponym, best: Scored, rivals: Sequence[Scored], *, by_sound: bool
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
                guess=best.place,
                why=f"{len(rivals) + 1} places have this name ({names} ...) and nothing in the"
                " report tells which is meant.",
            )
        margin = best.score - rivals[0].score if rivals else 2.0
        is_by_size = bool(rivals) and not best.has_context and best.place.feature != "country"
        ceiling = _BY_SIZE if is_by_size else _BY_SOUND if by_sound else _SURE
        confidence = round(min(ceiling, 1.0 / (1.0 + exp(-(0.2 + 1.6 * margin)))), 2)
        return Resolution(
            toponym=toponym,
            place=best.place,
            country=best.place.country,
            confidence=confidence,
            runner_up=runner_up,
            why=_explain(best, len(rivals), by_sound=by_sound),
            guess=best.place,
        )

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
            toponym=toponym,
            place=None,
            country=None,
            confidence=None,
            runner_up=place,
            why=why,
            guess=place,
        )

    def _unknown(self, toponym: Toponym, beside: tuple[GazetteerPlace, ...]) -> Resolution | None:
        """Keep a name that the gazetteer lacks; its country only where the report is clear."""
        container = next((area for area in beside if area.feature in ("country", "admin1")), None)
        if container is not None:
            country: str | None = container.country
            why = f"The gazetteer does not know this name; {container.name} is named beside it."
        else:
            main, share = self._context.main_country()
            main = main if share >= _CLEAR_SHARE else None
            if toponym.trust is Trust.WEAK and main is None:
                return None
            country = main if main and self._context.speaks_of(main) else None
            tail = f" the other places of the report lie in {country}" if country else ""
            why = f"The gazetteer does not know this name;{tail or ' nothing tells its country'}."
        return Resolution(
            toponym=toponym, place=None, country=country, confidence=None, runner_up=None, why=why
        )


def _one_country(scored: Sequence[Scored]) -> str | None:
    countries = {one.place.country for one in scored}
    return next(iter(countries)) if len(countries) == 1 else None


def _explain(best: Scored, others: int, *, by_sound: bool) -> str:
    """Say in one sentence why a place was taken."""
    start = "Spelt otherwise in the gazetteer" if by_sound else "Known to the gazetteer"
    if best.reasons:
        reason = "; ".join(best.reasons)
    elif others:
        reason = f"by far the best known of {others + 1} places of this name"
        if best.place.feature != "country":
            reason += ", which is all that speaks for it"
    else:
        reason = "the only place of this name there"
    return f"{start}; {reason}."
