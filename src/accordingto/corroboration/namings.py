"""Namings: whom a speaker's words name, within one report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from accordingto.corroboration.bodies import Body, Part, cut_parts, find_bodies, is_adjective
from accordingto.corroboration.digests import Speaker
from accordingto.corroboration.names import PersonName, fold_person
from accordingto.lexicons.loader import load_words
from accordingto.records.values import ActorKind, Category

_LONGEST_NAME = 5
_GROUPS = frozenset({ActorKind.GROUP, ActorKind.ORGANISATION, ActorKind.STATE, ActorKind.PUBLISHER})
_OF_STATES = frozenset({Category.OFFICIAL, Category.MILITARY, Category.COURT_POLICE})
_WATCHERS = frozenset({Category.MONITOR, Category.AID_OR_UN})


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
    person = _person_in(speaker, parts)
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
        return Naming(speaker=speaker)
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


# People.


def _person_in(speaker: Speaker, parts: Sequence[Part]) -> tuple[str, str] | None:
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


# What stands for another within a report.


def resolve_within(namings: Sequence[Naming]) -> list[Naming]:
    """Return the namings of one report, with common nouns put to the one body that they can mean.

    "the Observatory" is the one observatory that the report names; "a monitor" is its one named
    monitor; a lone family name is the one person with it. Where there are two, it is nobody's.
    """
    named = {body.key: body for naming in namings for body in naming.bodies if not body.is_generic}
    watchers: dict[Category, dict[str, Body]] = {category: {} for category in _WATCHERS}
    for naming in namings:
        category, body = naming.speaker.category, next(iter(naming.bodies), None)
        is_named = body is not None and not body.is_generic and not body.agency
        if body and is_named and naming.speaks_as_body and category in _WATCHERS:
            watchers[category][body.key] = body
    people = [naming for naming in namings if naming.person and len(naming.person.words) > 1]
    return [_resolve(naming, named, watchers, people) for naming in namings]


def _resolve(
    naming: Naming,
    named: dict[str, Body],
    watchers: dict[Category, dict[str, Body]],
    people: Sequence[Naming],
) -> Naming:
    if not naming.bodies and naming.person is None and naming.speaker.category not in _WATCHERS:
        return naming
    person = _same_person(naming, people)
    if person:
        return replace(person, speaker=naming.speaker)
    bodies = tuple(_meant(body, named) or body for body in naming.bodies)
    own = [body for body in bodies if not body.is_generic]
    if own and own == list(naming.bodies):
        return naming
    meant = _watcher_meant(naming, watchers) if not own and naming.person is None else None
    if meant:
        return replace(naming, bodies=(meant,), speaks_as_body=True)
    speaks = naming.speaks_as_body and bool(own)
    shorter = tuple(
        body
        for body, meant_body in zip(naming.bodies, bodies, strict=True)
        if body is not meant_body and not body.is_generic
    )
    is_whole = naming.is_whole and own[:1] == list(naming.bodies[:1])
    return replace(
        naming,
        bodies=tuple(own),
        speaks_as_body=speaks,
        is_whole=is_whole,
        aliases=naming.aliases + shorter,
    )


def _meant(body: Body, named: dict[str, Body]) -> Body | None:
    """Return the one named body that a common noun, or a shorter name, can stand for."""
    words = set(body.words)
    if body.state or words <= load_words("voices")["state_bodies"]:
        return None
    found = [other for other in named.values() if words < set(other.words)]
    return found[0] if len(found) == 1 and (body.is_generic or len(words) > 1) else None


def _watcher_meant(naming: Naming, watchers: dict[Category, dict[str, Body]]) -> Body | None:
    """Return the one monitor that "a monitor", "the watchdog" or "an NGO" can stand for."""
    parts = cut_parts(naming.speaker.name)
    category = naming.speaker.category
    says_so = {part.lower for part in parts} & load_words("voices")["watchers"]
    if not says_so or len(parts) > 4 or parts[0].lower == "another" or category not in _WATCHERS:
        return None
    found = dict(watchers[Category.MONITOR])
    if category is Category.AID_OR_UN:
        found |= watchers[Category.AID_OR_UN]
    return next(iter(found.values())) if len(found) == 1 else None


def _same_person(naming: Naming, people: Sequence[Naming]) -> Naming | None:
    """Return the one person of the report whose last name this is."""
    words = naming.person.words if naming.person else ()
    if not words and naming.bodies and not naming.bodies[0].is_generic:
        folded = fold_person(naming.bodies[0].name)
        words = folded.words if folded else ()
    if len(words) != 1:
        return None
    found = [one for one in people if one.person and one.person.words[-1] == words[0]]
    return found[0] if len({one.person for one in found}) == 1 else None
