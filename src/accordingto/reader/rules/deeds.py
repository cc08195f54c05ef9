"""Violent deeds in one sentence: the word that names each, its doers, targets and weapon."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from accordingto.lexicons.phrases import PhraseMatch
from accordingto.reader.rules.accused import find_accused, find_speaker
from accordingto.reader.rules.parties import Phrase, View
from accordingto.reader.rules.roles import find_doers
from accordingto.reader.rules.targets import find_targets
from accordingto.reader.rules.violence import (
    Effect,
    EventEntry,
    HedgeEntry,
    Needs,
    Part,
    WeaponEntry,
)
from accordingto.records.values import BlameMode, Kind
from accordingto.report import Span

WEAPON_REACH = 14
"""A weapon further from a deed than so many words is not its means."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A word for a violent deed, and what its sentence tells of it."""

    match: PhraseMatch[EventEntry]
    is_verb: bool
    doers: tuple[Phrase, ...]
    targets: tuple[Span, ...]
    weapon: PhraseMatch[WeaponEntry] | None
    effect: Effect | None
    """What words of doubt before it do to it."""
    mode: BlameMode | None
    """How its doers are held responsible, where the sentence itself tells."""


def find_deeds(
    view: View, matches: Sequence[PhraseMatch[EventEntry]], *, warlike: bool
) -> Iterator[Deed]:
    """Yield what the words for deeds in a sentence stand for, without those that never happened."""
    weapons = [
        weapon
        for weapon in view.words.weapons.find(view.tokens)
        if warlike or not weapon.value.civil
    ]
    hedges = view.words.hedges.find(view.tokens)
    for match in matches:
        effects = {hedge.value.effect for hedge in hedges if _reaches(view, hedge, match)}
        if match.value.kind == "none" or Effect.UNREAL in effects:
            continue
        is_verb = _is_verb(view, match)
        doers, mode = _doers(view, match, hedges, is_verb=is_verb)
        if not doers and Effect.DENIED in effects:  # "the army denied shelling the town"
            doers = tuple(find_speaker(view, match.first))
        yield Deed(
            match=match,
            is_verb=is_verb,
            doers=doers,
            targets=tuple(find_targets(view, match.first, match.last, is_verb=is_verb)),
            weapon=_weapon(match, weapons),
            effect=next((effect for effect in Effect if effect in effects), None),
            mode=mode,
        )


def resolve_kind(view: View, deed: Deed, *, flies: bool) -> Kind:
    """Return the kind of a deed: what its own words say, else its weapon, else whom it hit.

    `flies` tells that the report speaks of aircraft: there "raids" are raids from the air.
    """
    entry = deed.match.value
    kind = Kind(entry.kind)
    if not entry.loose:
        return kind
    if deed.weapon is not None:
        return deed.weapon.value.kind
    if entry.id == "raid" and flies and not deed.is_verb:
        return Kind.AIR_STRIKE
    hits_fighters = any(t.lower in view.words.combatants for t in view.inside(deed.targets))
    if kind is Kind.OTHER and hits_fighters:
        return Kind.ARMED_CLASH
    if entry.needs is Needs.DOER and not hits_fighters:
        return Kind.SHOOTING
    return kind


def _reaches(view: View, hedge: PhraseMatch[HedgeEntry], match: PhraseMatch[EventEntry]) -> bool:
    """Tell whether words of doubt speak of a deed: near before it, in one clause."""
    gap = match.first - hedge.last
    return 0 <= gap <= hedge.value.reach and not any(
        view.ends_clause(place) or view.lower(place) == ","
        for place in range(hedge.last, match.first)
    )


def _is_verb(view: View, match: PhraseMatch[EventEntry]) -> bool:
    """Tell whether a word for a deed is used as a verb."""
    if match.value.part is not Part.EITHER:
        return match.value.part is Part.VERB
    word = view.lower(match.first)
    is_progressive = word.endswith("ing") and view.lower(match.first - 1) in view.words.be
    return word.endswith("ed") or is_progressive


def _weapon(
    match: PhraseMatch[EventEntry], weapons: Sequence[PhraseMatch[WeaponEntry]]
) -> PhraseMatch[WeaponEntry] | None:
    """Return the weapon nearest to a deed."""
    near = (
        weapon
        for weapon in weapons
        if -WEAPON_REACH <= weapon.first - match.last <= WEAPON_REACH
        or -WEAPON_REACH <= match.first - weapon.last <= WEAPON_REACH
    )
    return min(near, key=lambda w: (abs(w.first - match.first), w.first), default=None)


def _doers(
    view: View,
    match: PhraseMatch[EventEntry],
    hedges: Sequence[PhraseMatch[HedgeEntry]],
    *,
    is_verb: bool,
) -> tuple[tuple[Phrase, ...], BlameMode | None]:
    """Return who does a deed, and how the sentence holds them responsible, where it tells."""
    doers = tuple(find_doers(view, match.first, match.last, is_verb=is_verb))
    if doers:
        return doers, _mode_of(view, match, doers, hedges)
    accused, is_told = find_accused(view)
    if accused:
        return tuple(accused), BlameMode.ACCUSED if is_told else BlameMode.SUSPECTED
    if view.lower(match.last - 1).startswith("bomber"):  # the deed is named by its doer
        return (Phrase(match.first, match.last, is_armed=True, is_place=False),), None
    return (), None


def _mode_of(
    view: View,
    match: PhraseMatch[EventEntry],
    doers: Sequence[Phrase],
    hedges: Sequence[PhraseMatch[HedgeEntry]],
) -> BlameMode | None:
    """Return how the words between a deed and its doers hold them responsible."""
    between = range(match.last, doers[0].first)
    if any(view.lower(place) == "claimed" for place in between):
        return BlameMode.OWN_CLAIM
    if any(h.value.effect is Effect.SUSPECTED and h.first in between for h in hedges):
        return BlameMode.SUSPECTED
    joints = (place for a, b in pairwise(doers) for place in range(a.last, b.first))
    if any(view.lower(place) == "or" for place in joints):
        return BlameMode.SUSPECTED
    return None
