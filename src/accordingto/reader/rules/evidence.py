"""Whether words mean violence: what must stand beside "attack", "strike" or "captured"."""

from collections.abc import Callable

from accordingto.reader.rules.deeds import Deed
from accordingto.reader.rules.parties import View
from accordingto.reader.rules.violence import Needs
from accordingto.records.values import Kind

_AFTER_FIGHTING = frozenset(
    (
        "between", "in", "near", "around", "at", "on", "erupted", "raged", "broke", "continued",
        "began", "started", "resumed", "intensified", "was", "were", "has", "had", "killed", "left",
        "over", "with", "outside", "inside", "there", ".", ",",
    )
)  # fmt: skip
_BEFORE_ATTRIBUTE = frozenset(
    ("a", "an", "the", "of", "to", "in", "from", "into", "on", "over", "after", "these")
)


def is_violent(view: View, deed: Deed, *, warlike: bool) -> bool:
    """Tell whether what stands beside a deed bears out that it is one of violence.

    `warlike` tells that the whole report is about armed conflict: there less is asked for.
    """
    if _is_attribute(view, deed) or _is_participle(view, deed):
        return False
    return _bears_out(view, deed, warlike=warlike)


def _bears_out(view: View, deed: Deed, *, warlike: bool) -> bool:
    """Tell whether a sentence holds what the word for its deed asks for."""
    has_side = any(p.is_armed for p in deed.doers)
    # In a report about armed conflict any named doer is taken for a side.
    has_doer = has_side or (warlike and bool(deed.doers))
    has_weapon = deed.weapon is not None
    met: dict[Needs, Callable[[], bool]] = {
        Needs.NOTHING: lambda: True,
        Needs.ARMS: lambda: (
            warlike or has_side or has_weapon or _hits_combatants(view, deed) or has_harm(view)
        ),
        Needs.WEAPON: lambda: has_side or has_weapon,
        Needs.SIDE: lambda: has_doer or (warlike and _hits_ground(view, deed)),
        Needs.GROUND: lambda: has_doer and _hits_ground(view, deed),
        Needs.PEOPLE: lambda: _hits_people(view, deed, warlike=warlike),
        Needs.HARM: lambda: has_harm(view),
        Needs.WAR: lambda: warlike or has_side,
        Needs.DOER: lambda: has_side,
    }
    return met[deed.match.value.needs]()


def points_back(view: View, deed: Deed) -> bool:
    """Tell whether a noun means violence told of before: "the attack", "these strikes"."""
    before = view.lower(deed.match.first - 1)
    is_open = deed.match.value.needs is Needs.ARMS and not deed.is_verb
    return is_open and before in ("the", "this", "these", "that", "those")


def has_harm(view: View) -> bool:
    """Tell whether the sentence speaks of people harmed."""
    return not view.words.harm.isdisjoint(view.lowers)


def _is_attribute(view: View, deed: Deed) -> bool:
    """Tell whether a participle only describes: "the besieged town", "a downed pilot"."""
    first, last = deed.match.first, deed.match.last
    if last - first > 1 or not view.lower(first).endswith("ed"):
        return False
    after, words = view.lower(last), view.words
    if after in words.prepositions or after in words.determiners or not after[0].isalpha():
        return False
    before = view.lower(first - 1)
    is_besieged = deed.match.value.id == "besiege" and before not in words.auxiliaries
    return is_besieged or before in _BEFORE_ATTRIBUTE


def _is_participle(view: View, deed: Deed) -> bool:
    """Tell whether "fighting" is what people do somewhere, sometime: "forces fighting the army"."""
    is_fighting = view.lower(deed.match.first) in ("fighting", "fought")
    return is_fighting and view.lower(deed.match.last) not in _AFTER_FIGHTING


def _hits_people(view: View, deed: Deed, *, warlike: bool) -> bool:
    """Tell whether people are what a deed is done to; names count in a report of conflict."""
    if deed.match.value.kind == Kind.DETENTION:
        return bool(deed.targets)
    return any(
        token.lower in view.words.people
        or (warlike and (token.is_capitalised or token.text[0].isdigit()))
        for token in view.inside(deed.targets)
    )


def _hits_combatants(view: View, deed: Deed) -> bool:
    return any(token.lower in view.words.combatants for token in view.inside(deed.targets))


def _hits_ground(view: View, deed: Deed) -> bool:
    """Tell whether a place, or a word for ground, is what was taken."""
    if any(token.lower in view.words.ground for token in view.inside(deed.targets)):
        return True
    places = [view.tokens[place].span for place in view.places]
    return any(target.holds(place) for target in deed.targets for place in places)
