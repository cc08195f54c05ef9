"""What the words of a phrase tell of the actor it names: name, role, kind, walk of life."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token
from accordingto.records.values import ActorKind, Category

_SPEAKERS = load_words("speakers")
_PERSONS = load_words("persons")
_CLAUSES = load_words("clauses")
_ALL = frozenset().union(*_SPEAKERS.values())
_CATEGORY = {
    word: Category(name)
    for name in reversed(tuple(_SPEAKERS))
    if name != "other"
    for word in sorted(_SPEAKERS[name])
}
_PERSON = _PERSONS["person"]
_GENERAL = _PERSONS["general"]
_JOINERS = _CLAUSES["joiners"]
_DETERMINERS = _CLAUSES["determiners"]
_TITLES = _CLAUSES["titles"]
_PLURALS = frozenset(f"{word}s" for word in _PERSON) | {"men", "women", "people", "families", "police"}
_NAME_PARTS = frozenset({"al", "el", "bin", "ibn", "abu", "abdul", "abdel", "de", "van", "von", "da"})
_STATE_HEADS = frozenset({"government", "regime", "administration", "state", "republic", "kingdom"})
# The walk of life that a modifier settles, whatever the head: "rebel commander", "UN envoy".
_STRONG = (Category.OPPOSITION, Category.AID_OR_UN, Category.ARMED_GROUP, Category.RESCUE)
_SOFT = frozenset({"state", "foreign", "white", "house", "aid", "relief", "press", "news", "rights",
                   "front", "general", "party", "union", "republic", "people", "who", "rescue", "cross"})
_YIELDS = frozenset({Category.OFFICIAL, Category.MILITARY, Category.EXPERT, Category.UNNAMED})


class Pronoun(StrEnum):
    """What a pronoun may stand for."""

    HE = "masculine"
    SHE = "feminine"
    IT = "neuter"
    THEY = "plural"
    SPEAKER = "first_person"


_PRONOUNS = {word: kind for kind in Pronoun for word in sorted(_PERSONS[kind.value])}


@dataclass(frozen=True, slots=True)
class Description:
    """A phrase, taken apart."""

    words: tuple[str, ...]
    """Words without determiner and marks, in lower case."""
    name: tuple[str, ...]
    """The proper name alone, in lower case; empty when there is none."""
    head: str
    """The word that a shorter phrase would keep: last name, or head noun."""
    kind: ActorKind
    category: Category | None
    role: str | None
    affiliation: str | None
    is_public: bool
    is_indefinite: bool
    is_plural: bool
    sex: Pronoun | None
    pronoun: Pronoun | None = None


def describe(tokens: Sequence[Token], after: Sequence[Token], *, is_state: bool) -> Description:
    """Take a phrase apart; `after` is its apposition, `is_state` tells that it names a country."""
    lowers = [token.lower for token in tokens]
    if len(tokens) == 1 and lowers[0] in _PRONOUNS and tokens[0].text != "US":
        return _pronoun(lowers[0])
    core = [t for t in tokens if t.is_word and t.lower not in _DETERMINERS]
    head_place = _head_place(core)
    name, role = _name_and_role(core, head_place)
    is_person = bool(name) and _is_person(core, name, head_place)
    category = _category(core, head_place, after, is_state=is_state)
    role_text = _apposition(after) or (_join(role) if is_person and role else None)
    described = [t.lower for t in (*core, *after)]
    return Description(
        words=tuple(t.lower for t in core),
        name=tuple(t.lower for t in name),
        head=_key_word(core, name, head_place, is_person=is_person),
        kind=_kind(core, head_place, category, is_person=is_person, is_state=is_state),
        category=category,
        role=role_text,
        affiliation=_affiliation(role if is_person else [], after),
        is_public=is_person and not _PERSONS["office"].isdisjoint(described),
        is_indefinite=bool(lowers) and lowers[0] in {"a", "an", "another", "one", "some", "several"},
        is_plural=bool(core) and (core[head_place].lower in _PLURALS or "and" in lowers),
        sex=_sex(described),
    )


def _pronoun(word: str) -> Description:
    return Description(
        words=(word,), name=(), head=word, kind=ActorKind.UNNAMED, category=None, role=None,
        affiliation=None, is_public=False, is_indefinite=False, is_plural=False, sex=None,
        pronoun=_PRONOUNS[word],
    )


def _head_place(core: Sequence[Token]) -> int:
    """Return the place of the head noun: the last word before a preposition."""
    for place, token in enumerate(core):
        if place and token.lower in _JOINERS - {"de"}:
            return place - 1
    return max(0, len(core) - 1)


def _name_and_role(
    core: Sequence[Token], head_place: int
) -> tuple[Sequence[Token], Sequence[Token]]:
    """Part "UN envoy Ana Lind" into name and role; a phrase without capitals has no name."""
    if not any(t.is_capitalised for t in core):
        return (), ()
    last_role = -1
    for place, token in enumerate(core):
        if token.lower in _PERSON or token.lower in _TITLES:
            last_role = place
    tail = core[last_role + 1 :]
    if 0 <= last_role and tail and all(_is_name_part(t) for t in tail):
        if len(tail) <= 5 and tail[0].lower not in _JOINERS:
            return tail, core[: last_role + 1]
    if last_role == head_place and last_role >= 0:
        return (), core
    return core, ()


def _is_name_part(token: Token) -> bool:
    return token.is_capitalised or token.lower in _NAME_PARTS or token.lower.startswith("al-")


def _is_person(core: Sequence[Token], name: Sequence[Token], head_place: int) -> bool:
    """Tell whether a name is a person's: behind a role, or two to four words of no organisation."""
    if len(name) < len(core):
        return True
    if not 2 <= len(name) <= 5 or any(t.lower in _ALL or t.lower in _JOINERS for t in name):
        return False
    return all(_is_name_part(t) and not t.text.isupper() and "." not in t.text for t in name)


def _category(
    core: Sequence[Token], head_place: int, after: Sequence[Token], *, is_state: bool
) -> Category | None:
    """Tell the walk of life by head noun, what follows it, what stands before it, apposition."""
    if not core:
        return None
    head = core[head_place].lower
    own = _CATEGORY.get(head)
    before = [t.lower for t in core[:head_place]]
    behind = [t.lower for t in core[head_place + 1 :]]
    strong = _strong(before)
    if own is not None and head not in _GENERAL:
        return strong if strong is not None and own in _YIELDS else own
    for words in (before[::-1], behind, [t.lower for t in after]):
        found = _first(words)
        if found is not None:
            return strong or found
    if is_state:
        return Category.OFFICIAL
    return strong or own


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


def _kind(
    core: Sequence[Token],
    head_place: int,
    category: Category | None,
    *,
    is_person: bool,
    is_state: bool,
) -> ActorKind:
    if is_person:
        return ActorKind.PERSON
    head = core[head_place].lower if core else ""
    if is_state or head in _STATE_HEADS:
        return ActorKind.STATE
    if head in _PERSON or head in _PLURALS - {"police"} or not core:
        is_bearing = category in {Category.ARMED_GROUP, Category.MILITARY} and head in _PLURALS
        return ActorKind.GROUP if is_bearing else ActorKind.UNNAMED
    if category is Category.MEDIA:
        is_named = any(t.is_capitalised for t in core)
        return ActorKind.PUBLISHER if is_named else ActorKind.UNNAMED
    if category in {Category.ARMED_GROUP, Category.MILITARY, Category.OPPOSITION}:
        return ActorKind.GROUP
    if category in {Category.RESIDENT, Category.UNNAMED, Category.MEDICAL} and not any(
        t.is_capitalised for t in core
    ):
        return ActorKind.UNNAMED
    return ActorKind.ORGANISATION


def _key_word(
    core: Sequence[Token], name: Sequence[Token], head_place: int, *, is_person: bool
) -> str:
    """Return the word under which a later, shorter phrase finds the actor."""
    if is_person:
        return bare(name[-1].lower)
    return bare(core[head_place].lower) if core else ""


def bare(word: str) -> str:
    """Return a last name without its article: "al-Khatib" and "Khatib" are one."""
    for article in ("al-", "el-", "as-", "ad-", "ar-", "an-"):
        if word.startswith(article) and len(word) > len(article) + 2:
            return word[len(article) :]
    return word


def _apposition(after: Sequence[Token]) -> str | None:
    return _join(after) if after else None


def _join(tokens: Sequence[Token]) -> str:
    """Write tokens as they stood, blanks as one blank."""
    words = tokens[0].text
    for left, right in zip(tokens, tokens[1:], strict=False):
        words += (" " if right.start > left.end else "") + right.text
    return words


def _affiliation(role: Sequence[Token], after: Sequence[Token]) -> str | None:
    """Return the organisation in a role: "director of the Marenna Observatory", "UN envoy"."""
    for tokens in (after, role):
        for place, token in enumerate(tokens):
            if token.lower in {"of", "for", "at", "with", "from"}:
                rest = [t for t in tokens[place + 1 :] if t.lower not in _DETERMINERS]
                if rest and rest[0].is_capitalised:
                    return _join(rest)
    capitals = []
    for token in role:
        if not token.is_capitalised or token.lower in _PERSON or token.lower in _TITLES:
            break
        capitals.append(token)
    return _join(capitals) if capitals and len(capitals) < len(role) else None


def _sex(words: Sequence[str]) -> Pronoun | None:
    if not _PERSONS["women"].isdisjoint(words):
        return Pronoun.SHE
    return Pronoun.HE if not _PERSONS["men"].isdisjoint(words) else None
