"""On whose side somebody speaks: whether a speaker is neutral, an enemy, or the doer's own."""

from enum import StrEnum
from functools import cache

from accordingto.gazetteer.demonyms import is_demonym
from accordingto.lexicons.loader import load_words
from accordingto.records.actors import Actor
from accordingto.records.values import BlameMode, Category, Stance

_NEUTRAL = frozenset(
    (
        Category.MONITOR,
        Category.MEDICAL,
        Category.RESCUE,
        Category.MEDIA,
        Category.AID_OR_UN,
        Category.RESIDENT,
        Category.EXPERT,
    )
)
_WATCHERS = frozenset((Category.MONITOR, Category.MEDICAL, Category.RESCUE, Category.AID_OR_UN))
_PARTISAN = frozenset(
    (Category.OFFICIAL, Category.MILITARY, Category.ARMED_GROUP, Category.OPPOSITION)
)


class Boast(StrEnum):
    """How words show that who says them is glad of a deed."""

    SUCCESS = "success"
    """A victory, or enemies hit: "liberated the town"."""
    SLUR = "slur"
    """Those hit are called terrorists."""


def mode_of_blame(
    source: str, speaker: Actor | None, doer: str, stance: Stance, *, boast: Boast | None = None
) -> BlameMode:
    """Return how a source holds a doer responsible, from the words for both.

    A speaker's own side claims, as does a party that tells of a success, and anybody who calls
    those hit terrorists; those who take no side state; a party, an opponent or an activist accuses.
    """
    said, done = _words(source, speaker), _words(doer, None)
    is_watcher = speaker is not None and speaker.category in _WATCHERS
    if stance is Stance.CLAIMS_RESPONSIBILITY and not is_watcher:
        return BlameMode.OWN_CLAIM
    if stance is Stance.DENIES:
        return BlameMode.DENIED
    if done & _list("slurs") and not is_watcher:
        return BlameMode.ACCUSED
    hostile = _list("enemy_words") | _list("rebel_words")
    is_told = stance is Stance.ASSERTS and not done & hostile
    if is_told and boast is Boast.SLUR and not is_watcher:
        return BlameMode.OWN_CLAIM
    if is_neutral(said, speaker) and stance is not Stance.ACCUSES:
        return BlameMode.STATED
    are_apart = _are_foreign(source, doer) or _are_two(source, doer)
    if stance is not Stance.ACCUSES and is_own_side(said, done) and not are_apart:
        return BlameMode.OWN_CLAIM
    if is_told and boast is not None and is_partisan(said, speaker):
        return BlameMode.OWN_CLAIM
    if stance is Stance.ACCUSES or is_partisan(said, speaker):
        return BlameMode.ACCUSED
    return BlameMode.ACCUSED if done & _list("enemy_words") else BlameMode.STATED


def boast_of(deed: str, targets: str) -> Boast | None:
    """Tell whether words for a deed and its targets are those of somebody who is glad of it."""
    hit = _words(targets, None)
    if hit & _list("slurs"):
        return Boast.SLUR
    return Boast.SUCCESS if hit & _list("foes") or _words(deed, None) & _list("triumph") else None


def is_neutral(said: frozenset[str], speaker: Actor | None) -> bool:
    """Tell whether a speaker takes no side: a monitor, a medic, a witness, a news agency."""
    if "civil" in said and said & {"defence", "defense"}:
        return True
    if said & _list("state_media") or "activists" in said or "activist" in said:
        return False
    if speaker is not None and speaker.category in _NEUTRAL:
        return True
    return bool(said & _list("neutral_words")) and not said & _list("partisan_words")


def is_partisan(said: frozenset[str], speaker: Actor | None) -> bool:
    """Tell whether a speaker belongs to a party, or speaks for one."""
    if speaker is not None and speaker.category in _PARTISAN:
        return True
    return bool(said & _list("partisan_words"))


def is_own_side(said: frozenset[str], done: frozenset[str]) -> bool:
    """Tell whether a speaker and a doer are of one side, as their names show."""
    if done & _list("enemy_words"):
        return False
    if (said & done) - _list("common_words"):
        return True
    is_rebel = bool(done & _list("rebel_words"))
    if is_rebel:
        return bool(said & _list("rebel_words"))
    return bool(said & _list("state_organs")) and bool(done & _list("state_organs"))


def _are_foreign(source: str, doer: str) -> bool:
    """Tell whether a speaker and a doer bear the names of different countries."""
    a, b = ({word for word in _split(words) if is_demonym(word)} for words in (source, doer))
    return bool(a and b) and a.isdisjoint(b)


def _are_two(source: str, doer: str) -> bool:
    """Tell whether a speaker and a doer are called by names that only two parties can have.

    By words for two camps ("rebels", "separatist forces"), or by two names of armed bodies.
    """
    a, b = (_camps(words) for words in (source, doer))
    if a and b:
        return a.isdisjoint(b)
    a, b = (_body(words) for words in (source, doer))
    return bool(a and b) and a.isdisjoint(b)


def _camps(words: str) -> frozenset[str]:
    """Return the camps that words name, in the singular; the opposition and rebels are one."""
    found = {word.casefold() for word in _split(words)}
    camps = frozenset(word.removesuffix("s") for word in found) & _list("camps")
    return camps | {"rebel"} if "opposition" in camps else camps


def _body(words: str) -> frozenset[str]:
    """Return what tells an armed body from others by its name: "Free" of "the Free Army"."""
    split = _split(words)
    if not split or not split[-1][:1].isupper() or split[-1].casefold() not in _list("bodies"):
        return frozenset()
    large = {word.casefold() for word in split if word[:1].isupper()}
    return frozenset(large - _list("bodies") - _list("common_words"))


def _split(words: str) -> list[str]:
    return [word.strip(".,()\"'“”’") for word in words.replace("-", " - ").split()]


def _words(words: str, actor: Actor | None) -> frozenset[str]:
    """Return the words of a name, in lower case, with those of the actor it stands for."""
    more = () if actor is None else (actor.name, actor.role or "", actor.affiliation or "")
    text = " ".join((words, *more)).casefold().replace("’s", "").replace("'s", "")
    return frozenset(_split(text))


@cache
def _list(name: str) -> frozenset[str]:
    return load_words("sides")[name]
