"""Rival attributions: actors whom independent voices blame, each without the other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from accordingto.corroboration.evidence import CaseFile, Held, Said
from accordingto.corroboration.same_side import Party, party_of
from accordingto.corroboration.unions import Unions
from accordingto.records.values import BlameMode


@dataclass(slots=True)
class _Accusers:
    """Voices that blame the same sides."""

    voices: set[str] = field(default_factory=set)
    said: set[Said] = field(default_factory=set)


def find_rivals(case: CaseFile, actors: Mapping[Held, str]) -> tuple[tuple[str, str], ...]:
    """Return pairs of actors' ids, sorted; `actors` tells who is meant by each blame.

    Names that can stand for one party, or for allies, are one side. Sides that one voice blames
    together, or as alternatives, are no rivals. Where a report names a doer in its own voice and
    quotes somebody who blames another, its own words do not count: they tell who took part. In a
    clash both sides act, so it has no rivals.
    """
    if case.is_clash:
        return ()
    sides = _sides(actors)
    by_sides = _accusers(case, actors, sides)
    found: set[tuple[str, str]] = set()
    for one, other in combinations(sorted(by_sides, key=sorted), 2):
        if one.isdisjoint(other) and _are_independent(case, by_sides[one], by_sides[other]):
            found.update((min(a, b), max(a, b)) for a in one for b in other)
    return tuple(sorted(found))


def _sides(actors: Mapping[Held, str]) -> Mapping[str, str]:
    """Return for each actor the side that it is on, named by the actor of it most often blamed.

    A name that fits two enemies ("Maresian" alone) shows nothing: such a group falls apart into
    arms of a state and rebels, and whoever is neither is on no side that could be told.
    """
    names: dict[str, set[Party]] = {}
    for held, actor in actors.items():
        names.setdefault(actor, set()).add(party_of(held.blame.actor_words))
    often = Counter(actors.values())
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


def _camps(group: list[str], names: Mapping[str, set[Party]]) -> list[list[str]]:
    """Return a group whole, or what can be told of it when enemies are in it."""
    parties = [party for actor in group for party in names[actor]]
    if not any(a.is_opposed(b) for a, b in combinations(set(parties), 2)):
        return [group]
    states = [one for one in group if all(p.is_state and not p.is_rebel for p in names[one])]
    rebels = [one for one in group if all(p.is_rebel and not p.is_state for p in names[one])]
    return [camp for camp in (states, rebels) if camp]


def _accusers(
    case: CaseFile, actors: Mapping[Held, str], sides: Mapping[str, str]
) -> dict[frozenset[str], _Accusers]:
    """Group voices by all the sides that they hold responsible, in any way but denying it."""
    blamed: dict[str, set[str]] = {}
    said: dict[str, set[Said]] = {}
    for held in _telling(case, actors, sides):
        voice = case.evidence.voice(held.account.report, held.blame).id
        blamed.setdefault(voice, set()).add(sides[actors[held]])
        said.setdefault(voice, set()).add((held.account.report, held.blame.speaker))
    found: dict[frozenset[str], _Accusers] = {}
    for voice, whom in blamed.items():
        same = found.setdefault(frozenset(whom), _Accusers())
        same.voices.add(voice)
        same.said |= said[voice]
    return found


def _telling(
    case: CaseFile, actors: Mapping[Held, str], sides: Mapping[str, str]
) -> Iterator[Held]:
    """Return the blame that counts."""
    told = [held for held in case.blame if actors[held] in sides]
    blames = [held for held in told if held.blame.mode is not BlameMode.DENIED]
    sourced: dict[tuple[str, str], set[str]] = {}
    for held in blames:
        if held.blame.speaker is not None:
            account = (held.account.report, held.account.record)
            sourced.setdefault(account, set()).add(sides[actors[held]])
    for held in blames:
        others = sourced.get((held.account.report, held.account.record), set())
        if held.blame.speaker is not None or others <= {sides[actors[held]]}:
            yield held


def _are_independent(case: CaseFile, one: _Accusers, other: _Accusers) -> bool:
    """Tell whether a voice of the one does not hang together with one of the other."""
    groups = case.count(one.said | other.said).groups
    ones = _groups_with(one.voices, groups)
    others = _groups_with(other.voices, groups)
    return bool(ones and others) and len(ones | others) > 1


def _groups_with(voices: set[str], groups: Iterable[tuple[str, ...]]) -> set[int]:
    return {n for n, group in enumerate(groups) if not voices.isdisjoint(group)}
