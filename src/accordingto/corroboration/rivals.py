"""Rival attributions: actors whom independent voices blame, each without the other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from accordingto.corroboration.evidence import CaseFile, Held, Said
from accordingto.corroboration.same_side import Party, party_of
from accordingto.corroboration.unions import Unions
from accordingto.records.values import ActorKind, BlameMode
from accordingto.records.voices import VoiceKind

_GROUPS = frozenset((ActorKind.GROUP, ActorKind.ORGANISATION, ActorKind.STATE))


@dataclass(frozen=True, slots=True)
class _Charge:
    """Blame that counts, and the side that it is laid on."""

    held: Held
    side: str


def find_rivals(case: CaseFile, actors: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return pairs of actors' ids, sorted; `actors` tells who is meant by each blame, in order.

    Names that can stand for one party, or for allies, are one side; two sides are rivals only when
    something shows that they are not one: words for enemies or for two countries, or a report
    that names both. Sides that one voice blames together, or as alternatives, are no rivals.
    Where a report names a doer in its own voice and quotes somebody who blames another, its own
    words do not count: they tell who took part. In a clash both sides act, so it has no rivals.
    """
    if case.is_clash or len(set(actors)) < 2:
        return ()
    names = _names(case, actors)
    sides = _sides(actors, names)
    by_sides = _accusers(case, list(_charges(case, actors, sides)))
    if len(by_sides) < 2:
        return ()
    casts = list(_casts(case))
    found: set[tuple[str, str]] = set()
    for one, other in combinations(sorted(by_sides, key=sorted), 2):
        if not one.isdisjoint(other):
            continue
        pairs = {(min(a, b), max(a, b)) for a in one for b in other}
        pairs = {pair for pair in pairs - found if _are_different(pair, sides, names, casts)}
        if pairs and _are_independent(case, by_sides[one], by_sides[other]):
            found |= pairs
    return tuple(sorted(found))


def _names(case: CaseFile, actors: Sequence[str]) -> Mapping[str, frozenset[Party]]:
    found: dict[str, set[Party]] = {}
    for held, actor in zip(case.blame, actors, strict=True):
        found.setdefault(actor, set()).add(party_of(held.blame.actor_words))
    return {actor: frozenset(parties) for actor, parties in found.items()}


def _sides(actors: Sequence[str], names: Mapping[str, frozenset[Party]]) -> Mapping[str, str]:
    """Return for each actor the side that it is on, named by the actor of it most often blamed.

    A name that fits two enemies ("warplanes") shows nothing: such a group falls apart into rebels
    and the arms and people of each state; whoever is neither is on no side that could be told.
    """
    often = Counter(actors)
    ids = sorted(names, key=lambda actor: (-often[actor], actor))
    unions = Unions(len(ids))
    for n, m in combinations(range(len(ids)), 2):
        if any(a.can_be(b) for a in names[ids[n]] for b in names[ids[m]]):
            unions.join(n, m)
    sides: dict[str, str] = {}
    for group in unions.groups().values():
        for camp in _camps([ids[n] for n in group], names):
            sides.update(dict.fromkeys(camp, camp[0]))
    return sides


def _camps(group: list[str], names: Mapping[str, frozenset[Party]]) -> list[list[str]]:
    """Return a group whole, or what can be told of it when enemies are in it."""
    parties = {party for actor in group for party in names[actor]}
    if not any(a.differs_from(b) for a, b in combinations(parties, 2)):
        return [group]
    camps: dict[tuple[str, ...], list[str]] = {}
    for actor in group:
        peoples = {people for party in names[actor] for people in party.peoples}
        if all(party.is_rebel and not party.is_state for party in names[actor]):
            camps.setdefault(("rebels",), []).append(actor)
        elif peoples or all(party.is_state for party in names[actor]):
            camps.setdefault(("state", *sorted(peoples)), []).append(actor)
    return list(camps.values())


def _charges(case: CaseFile, actors: Sequence[str], sides: Mapping[str, str]) -> Iterator[_Charge]:
    """Return the blame that counts: none that denies, and no own words beside others' charges."""
    charges = [
        _Charge(held, sides[actor])
        for held, actor in zip(case.blame, actors, strict=True)
        if actor in sides and held.blame.mode is not BlameMode.DENIED
    ]
    sourced: dict[Said, set[str]] = {}
    for one in charges:
        if one.held.blame.speaker is not None:
            account = one.held.account
            sourced.setdefault((account.report, account.record), set()).add(one.side)
    for one in charges:
        account = one.held.account
        others = sourced.get((account.report, account.record), set())
        if one.held.blame.speaker is not None or others <= {one.side}:
            yield one


def _accusers(case: CaseFile, charges: Iterable[_Charge]) -> dict[frozenset[str], set[Said]]:
    """Group those who accuse by all the sides that their voice holds responsible."""
    blamed: dict[str, set[str]] = {}
    said: dict[str, set[Said]] = {}
    for one in charges:
        report, blame = one.held.account.report, one.held.blame
        voice = case.evidence.voice(report, blame).id
        blamed.setdefault(voice, set()).add(one.side)
        said.setdefault(voice, set()).add((report, blame.speaker))
    found: dict[frozenset[str], set[Said]] = {}
    for voice, whom in blamed.items():
        found.setdefault(frozenset(whom), set()).update(said[voice])
    return found


def _are_different(
    pair: tuple[str, str],
    sides: Mapping[str, str],
    names: Mapping[str, frozenset[Party]],
    casts: Iterable[set[str]],
) -> bool:
    """Tell whether anything shows that two sides are not one under two names."""
    ones, others = ([a for a, side in sides.items() if side == one] for one in pair)
    mine = {party for actor in ones for party in names[actor]}
    theirs = {party for actor in others for party in names[actor]}
    if any(a.differs_from(b) for a in mine for b in theirs):
        return True
    return any(not known.isdisjoint(ones) and not known.isdisjoint(others) for known in casts)


def _casts(case: CaseFile) -> Iterator[set[str]]:
    """Return the groups with a name that each report of the case tells of."""
    voices = case.evidence.voices
    for report in dict.fromkeys(one.report for one in case.members):
        known = case.evidence.paper(report).speakers.values()
        named = (voices.voice_of(report, one.id) for one in known if one.kind in _GROUPS)
        yield {voice.id for voice in named if voice.kind is VoiceKind.NAMED}


def _are_independent(case: CaseFile, one: set[Said], other: set[Said]) -> bool:
    """Tell whether two bodies stand behind two accusations."""
    bodies = case.bodies(one | other)
    return len({bodies[said] for said in one} | {bodies[said] for said in other}) > 1
