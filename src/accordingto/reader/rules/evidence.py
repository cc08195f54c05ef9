"""Whether words mean violence: what must stand beside "attack", "strike" or "captured"."""

from collections.abc import Iterator
from typing import Protocol

from accordingto.lexicons.phrases import PhraseMatch
from accordingto.lexicons.tokens import Token
from accordingto.reader.rules.roles import Phrase, View
from accordingto.reader.rules.violence import EventEntry, Needs
from accordingto.records.values import Kind
from accordingto.report import Span

_AFTER_FIGHTING = frozenset(
    (
        "between", "in", "near", "around", "at", "on", "erupted", "raged", "broke", "continued",
        "began", "started", "resumed", "intensified", "was", "were", "has", "had", "killed", "left",
        "over", "with", "outside", "inside", "there", ".", ",",
    )
)  # fmt: skip


class Deed(Protocol):
    """A word for a violent deed, with what its sentence tells of it."""

    @property
    def match(self) -> PhraseMatch[EventEntry]: ...
    @property
    def doers(self) -> tuple[Phrase, ...]: ...
    @property
    def targets(self) -> tuple[Span, ...]: ...
    @property
    def weapon(self) -> PhraseMatch[Kind] | None: ...


def is_violent(view: View, deed: Deed, *, warlike: bool) -> bool:
    """Tell whether what stands beside a deed bears out that it is one of violence."""
    needs = deed.match.value.needs
    if _is_attribute(view, deed) or _is_participle(view, deed):
        return False
    has_side = any(p.is_armed for p in deed.doers)
    if needs is Needs.NOTHING:
        return True
    if needs is Needs.ARMS:
        is_armed = has_side or deed.weapon is not None or _hits_combatants(view, deed)
        return warlike or is_armed or has_harm(view)
    if needs is Needs.WAR:
        return warlike or has_side
    if needs is Needs.WEAPON:
        return deed.weapon is not None or has_side
    if needs is Needs.SIDE:
        return has_side or (warlike and (bool(deed.doers) or _has_ground(view, deed)))
    if needs is Needs.GROUND:
        return (has_side or (warlike and bool(deed.doers))) and _has_ground(view, deed)
    if needs is Needs.PEOPLE:
        return _hits_people(view, deed, warlike=warlike)
    if needs is Needs.HARM:
        return has_harm(view)
    return has_side


def _is_attribute(view: View, deed: Deed) -> bool:
    """Tell whether a participle only describes: "the besieged town", "a downed pilot"."""
    first, last = deed.match.first, deed.match.last
    if last - first > 1 or not view.tokens[first].lower.endswith("ed"):
        return False
    before = view.tokens[first - 1].lower if first else ""
    after = view.tokens[last] if last < len(view.tokens) else None
    if after is None or after.lower in view.words.prepositions or not after.is_word:
        return False
    is_noun = not (after.lower in view.words.determiners or after.text[0].isdigit())
    return is_noun and (
        before in ("a", "an", "the", "of", "to", "in", "from", "into", "on", "these", "those")
        or (deed.match.value.id == "besiege" and before not in view.words.auxiliaries)
    )


def _is_participle(view: View, deed: Deed) -> bool:
    """Tell whether "fighting" is what people do somewhere, sometime: "forces fighting the army"."""
    if view.tokens[deed.match.first].lower not in ("fighting", "fought"):
        return False
    after = view.tokens[deed.match.last].lower if deed.match.last < len(view.tokens) else "."
    return after not in _AFTER_FIGHTING


def _hits_people(view: View, deed: Deed, *, warlike: bool) -> bool:
    """Tell whether people are what a deed is done to; names count in a report of conflict."""
    if deed.match.value.kind == Kind.DETENTION:
        return bool(deed.targets)
    return any(
        token.lower in view.words.people
        or (warlike and (token.is_capitalised or token.text[0].isdigit()))
        for token in _targets(view, deed)
    )


def _hits_combatants(view: View, deed: Deed) -> bool:
    return any(token.lower in view.words.combatants for token in _targets(view, deed))


def has_harm(view: View) -> bool:
    """Tell whether the sentence speaks of people harmed."""
    return any(token.lower in view.words.harm for token in view.tokens)


def _has_ground(view: View, deed: Deed) -> bool:
    """Tell whether a place, or a word for ground, is what was taken."""
    return any(token.lower in view.words.ground for token in _targets(view, deed)) or any(
        view.tokens[place].start >= span.start and view.tokens[place].end <= span.end
        for place in view.places
        for span in deed.targets
    )


def _targets(view: View, deed: Deed) -> Iterator[Token]:
    """Yield the words for what a deed hit."""
    for token in view.tokens:
        if any(span.start <= token.start < span.end for span in deed.targets):
            yield token
