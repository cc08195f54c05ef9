"""Namings: whom a speaker's words name, within one report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from accordingto.corroboration.bodies import Body, Part, cut_parts, find_bodies, is_adjective
from accordingto.corroboration.digests import Speaker
from accordingto.corroboration.names import PersonName, fold_person
from accordingto.corroboration.speaker_people import find_person
from accordingto.lexicons.loader import load_words
from accordingto.records.values import ActorKind, Category

_GROUPS = frozenset({ActorKind.GROUP, ActorKind.ORGANISATION, ActorKind.STATE, ActorKind.PUBLISHER})
_OF_STATES = frozenset({Category.OFFICIAL, Category.MILITARY, Category.COURT_POLICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Whom a speaker's words name: a person, bodies, both, or nobody."""

    speaker: Speaker
    """Without its id."""
    person: PersonName | None = None
    person_words: str = ""
    bodies: tuple[Body, ...] = ()
    """Bodies that speak, or that the person or unnamed speaker belongs to; the main one first."""
    speaks_as_body: bool = False
    """The words of the first body, or of who speaks for it; not of somebody unnamed within it."""
    hints: frozenset[str] = frozenset()
    """Common nouns for the body of a person: "observatory"."""
    aliases: tuple[Body, ...] = ()
    """Other names that the report has for the first body."""
    is_whole: bool = False
    """The body's name is all that the words hold."""


def read_naming(speaker: Speaker) -> Naming:
    """Return whom a speaker's words name, as far as they do by themselves.

    Speakers of many reports are named in the same words: those are read once, and the naming's
    speaker is then without an id.
    """
    return _read(
        Speaker(
            id="",
            name=speaker.name,
            kind=speaker.kind,
            role=speaker.role,
            affiliation=speaker.affiliation,
            category=speaker.category,
            public_office=speaker.public_office,
            mentions=speaker.mentions,
        )
    )


@lru_cache(maxsize=65536)
def _read(speaker: Speaker) -> Naming:
    parts = cut_parts(speaker.name)
    person = find_person(speaker, parts)
    if person:
        name, rest = person
        phrases = (speaker.affiliation or "", speaker.role or "", rest)
        is_writer = speaker.category is Category.MEDIA
        found = [body for phrase in phrases for body in _belongs_to(phrase)]
        return Naming(
            speaker=speaker,
            person=fold_person(name),
            person_words=name,
            bodies=_main([body for body in found if is_writer or not body.agency]),
            hints=_hints(phrases),
        )
    bodies = _main(find_bodies(speaker.name))
    if not bodies or not _names_somebody(bodies[0], speaker, parts):
        countries = [body for body in bodies if body.is_country]
        return Naming(speaker=speaker, bodies=_behind(speaker, countries))
    if _speaks_as_body(speaker, parts, bodies):
        is_whole = _is_whole(parts, bodies[:1])
        return Naming(
            speaker=speaker,
            bodies=bodies,
            speaks_as_body=True,
            is_whole=is_whole,
            aliases=tuple(_aliases(speaker, bodies[0])),
        )
    return Naming(speaker=speaker, bodies=_behind(speaker, bodies))


def _hints(phrases: Sequence[str]) -> frozenset[str]:
    """Return the common nouns for bodies in a person's role: "observatory" of its chief."""
    words = {part.lower for phrase in phrases for part in cut_parts(phrase)}
    words |= {word.removesuffix("s") for word in words}
    return frozenset(words & load_words("voices")["telling"])


def _aliases(speaker: Speaker, body: Body) -> Iterator[Body]:
    """Yield other names of a body among the words that name the speaker: "SOHR"."""
    for words in speaker.mentions:
        found = find_bodies(words)
        is_another = len(found) == 1 and found[0].key != body.key and not found[0].is_generic
        if is_another and _is_whole(cut_parts(words), found):
            yield found[0]


def _belongs_to(phrase: str) -> list[Body]:
    """Return the bodies in a role: "Kremlin spokesman", not the town in "Tal Marena resident"."""
    lower = [part.lower for part in cut_parts(phrase)]
    speaks = bool(load_words("voices")["spokespeople"] & set(lower))
    return [body for body in find_bodies(phrase) if speaks or body.country or _is_strong(body)]


def _behind(speaker: Speaker, bodies: Sequence[Body]) -> tuple[Body, ...]:
    """Return the bodies to which an unnamed speaker belongs: "a source at the Tarvo Army"."""
    is_official = speaker.category in _OF_STATES
    kept = [body for body in bodies if _is_strong(body) or (body.is_country and is_official)]
    return tuple(body for body in kept if is_official or not body.is_country)


def _main(bodies: Sequence[Body]) -> tuple[Body, ...]:
    """Return bodies, those with a name of their own first, each once."""
    once = {body.key: body for body in reversed(bodies)}
    kept = [body for body in bodies if once.get(body.key) is body]
    return tuple(sorted(kept, key=lambda body: (body.is_generic, not _is_strong(body))))


def _is_strong(body: Body) -> bool:
    """Tell whether a name has a noun for a body in it, or is an acronym."""
    voices = load_words("voices")
    nouns = load_words("names")["organisations"] | voices["state_bodies"] | voices["telling"]
    if body.agency or cut_parts(body.name)[-1].is_acronym:
        return True
    return any(word in nouns for word in body.words)


def _names_somebody(body: Body, speaker: Speaker, parts: Sequence[Part]) -> bool:
    """Tell whether a word with a capital is a name, and not just the first of its sentence."""
    if body.is_country and speaker.kind is not ActorKind.STATE:
        return not is_adjective(body.name)
    if body.is_generic or body.agency or body.country or len(body.words) > 1:
        return True
    if cut_parts(body.name)[-1].is_acronym or speaker.kind is ActorKind.STATE:
        return True
    has_article = len(parts) > 1 and parts[0].text == "the" and parts[1].is_capital
    known = speaker.category not in {None, Category.UNNAMED}
    return has_article or (known and speaker.kind in _GROUPS and len(parts) == 1)


def _speaks_as_body(speaker: Speaker, parts: Sequence[Part], bodies: Sequence[Body]) -> bool:
    lower = {part.lower for part in parts if not part.is_capital}
    if lower & load_words("voices")["spokespeople"] and _is_strong(bodies[0]):
        return True
    if bodies[0].agency:
        return not lower & {"source", "sources"}
    if _is_whole(parts, bodies):
        return True
    if speaker.kind not in _GROUPS or bodies[0].is_country:
        return False
    return _is_strong(bodies[0]) and not _ends_with_people(parts)


def _ends_with_people(parts: Sequence[Part]) -> bool:
    """Tell whether the words speak of unnamed people: "Tal Marena rebels", "a source at ..."."""
    person = load_words("persons")["person"] | load_words("voices")["crowds"]
    lower = [part.lower for part in parts if not part.is_capital]
    if any(word in person or word.removesuffix("s") in person for word in lower):
        return True
    last = parts[-1]
    return not last.is_capital and last.lower.endswith("s") and last.lower not in {"forces"}


def _is_whole(parts: Sequence[Part], bodies: Sequence[Body]) -> bool:
    first = 0
    while first < len(parts) - 1 and parts[first].lower in load_words("voices")["before"]:
        first += 1
    rest = [part for part in parts[first:] if part.lower not in {"and", ","}]
    return len(rest) == sum(len(cut_parts(body.name)) for body in bodies)
