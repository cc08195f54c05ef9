"""People in the words that name a speaker, also where commas were lost."""

from collections.abc import Sequence

from accordingto.corroboration.bodies import Part
from accordingto.corroboration.digests import Speaker
from accordingto.lexicons.loader import load_words
from accordingto.records.values import ActorKind

_LONGEST_NAME = 5


def find_person(speaker: Speaker, parts: Sequence[Part]) -> tuple[str, str] | None:
    """Return a person's name in a speaker's words, and the other words."""
    if not parts:
        return None
    if speaker.kind is ActorKind.PERSON and _is_name(parts):
        return speaker.name, ""
    told = _name_told(parts)
    if told:
        return told
    if speaker.kind is ActorKind.STATE or speaker.kind is ActorKind.PUBLISHER:
        return None
    nouns = [n for n, part in enumerate(parts) if _is_role(part)]
    if not nouns:
        return None
    return _name_before(parts, nouns[0]) or _name_after(parts, nouns[-1])


def _name_told(parts: Sequence[Part]) -> tuple[str, str] | None:
    """Return the name in "Speaking to Anadolu Agency Ada Brandt", where a comma was lost."""
    if [part.lower for part in parts[:2]] != ["speaking", "to"]:
        return None
    name = parts[-2:]
    return (_join(name), "") if len(parts) > 3 and _is_name(name) else None


def _is_role(part: Part) -> bool:
    person = load_words("persons")["person"] | load_words("voices")["spokespeople"]
    return part.lower in person | load_words("voices")["writers"]


def _name_before(parts: Sequence[Part], noun: int) -> tuple[str, str] | None:
    """Return the name in "Ada Brandt head of the Harbour Watch"."""
    last = 0
    while last < noun and parts[last].is_capital:
        last += 1
    name = parts[:last]
    is_near = last in {noun, noun - 1} and len(name) > 1
    if not is_near or parts[noun].is_capital or not _is_name(name):
        return None
    return _join(name), _join(parts[last:])


def _name_after(parts: Sequence[Part], noun: int) -> tuple[str, str] | None:
    """Return the name in "the Harbour Watch head Dr. Ada Brandt"."""
    ranks = load_words("persons")["ranks"] | load_words("names")["titles"]
    first = len(parts)
    while first - 1 > noun and parts[first - 1].is_capital and parts[first - 1].lower not in ranks:
        first -= 1
    name = parts[first:]
    between = parts[noun + 1 : first]
    if len(name) < 2 or not _is_name(name) or any(part.lower not in ranks for part in between):
        return None
    return _join(name), _join(parts[:first])


def _is_name(parts: Sequence[Part]) -> bool:
    """Tell whether words may be a person's name: capitals, no noun for a body among them."""
    organisations = load_words("names")["organisations"] | load_words("names")["no_names"]
    particles = load_words("names")["connectors"]
    if not 0 < len(parts) <= _LONGEST_NAME or parts[0].lower in load_words("voices")["before"]:
        return False
    return all(
        (part.is_capital or part.lower in particles)
        and part.lower not in organisations
        and part.text not in {",", "&", "(", ")"}
        for part in parts
    )


def _join(parts: Sequence[Part]) -> str:
    return " ".join(part.text for part in parts)
