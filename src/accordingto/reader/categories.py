"""The walk of life from which somebody speaks, by nouns of role and organisation."""

from collections.abc import Sequence

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token
from accordingto.records.values import Category

_SPEAKERS = load_words("speakers")
_PERSONS = load_words("persons")
_CATEGORY = {
    word: Category(name)
    for name in reversed(tuple(_SPEAKERS))
    if name != "other"
    for word in sorted(_SPEAKERS[name])
}
_GENERAL = _PERSONS["general"]
# The walk of life that a modifier settles, whatever the head: "rebel commander", "UN envoy".
_STRONG = (Category.OPPOSITION, Category.AID_OR_UN, Category.ARMED_GROUP, Category.RESCUE)
_CALLINGS = (Category.OPPOSITION, Category.ARMED_GROUP)
_SOFT = _PERSONS["soft"]
_YIELDS = frozenset({Category.OFFICIAL, Category.MILITARY, Category.EXPERT, Category.UNNAMED})


def category_of(
    core: Sequence[Token], head_place: int, after: Sequence[Token], *, is_state: bool
) -> Category | None:
    """Tell the walk of life by head noun, what follows it, what stands before it, apposition."""
    if not core:
        return None
    if _is_mixed(core):
        return None
    head = core[head_place].lower
    own = _CATEGORY.get(head)
    before = [t.lower for t in core[:head_place]]
    behind = [t.lower for t in core[head_place + 1 :] if not _is_owner_in_name(core, t)]
    strong = _strong(before)
    if own is not None and head not in _GENERAL:
        if own is Category.OFFICIAL and strong is Category.ARMED_GROUP:
            return Category.OPPOSITION  # a civil body: "the rebel council"
        if own is Category.MEDIA and strong is Category.AID_OR_UN:
            return strong  # "the UN refugee agency"
        return strong if strong is not None and own in _YIELDS else own
    for words in (before[::-1], behind, [t.lower for t in after]):
        found = _first(words)
        if found is not None:
            return strong or found
    if is_state:
        return Category.OFFICIAL
    return strong or own


def _is_owner_in_name(core: Sequence[Token], token: Token) -> bool:
    """Tell whether a word only owns a body in its name: "the People's Front" are no residents."""
    place = core.index(token) + 1
    is_people = token.text == "People" and place < len(core)
    return is_people and core[place].is_capitalised


def _is_mixed(core: Sequence[Token]) -> bool:
    """Tell whether a phrase joins two walks of life: "the army and the rebels"."""
    place = next((i for i, t in enumerate(core) if t.lower == "and"), 0)
    if not place or place + 1 == len(core):
        return False
    left, right = (_CATEGORY.get(core[i].lower) for i in (place - 1, -1))
    return left is not None and right is not None and left is not right


def calling_of(word: str) -> Category | None:
    """Return the walk of life that a word before a name gives it: "rebel", "opposition"."""
    category = _CATEGORY.get(word)
    return category if category in _CALLINGS and word not in _SOFT else None


def _strong(before: Sequence[str]) -> Category | None:
    for word in before:
        category = _CATEGORY.get(word)
        if category in _STRONG and word not in _SOFT:
            return category
    return None


def _first(words: Sequence[str]) -> Category | None:
    """Return the walk of life of the first telling word, a general one only when no other tells."""
    general = None
    for word in words:
        category = _CATEGORY.get(word)
        if category is not None and word not in _GENERAL:
            return category
        general = general or (category if category is not Category.UNNAMED else None)
    return general
