"""What stands for another within a report: common nouns, short names, family names."""

from collections.abc import Sequence
from dataclasses import replace

from accordingto.corroboration.bodies import Body, cut_parts
from accordingto.corroboration.names import fold_person
from accordingto.corroboration.namings import Naming
from accordingto.lexicons.loader import load_words
from accordingto.records.values import Category

_WATCHERS = frozenset({Category.MONITOR, Category.AID_OR_UN})


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
