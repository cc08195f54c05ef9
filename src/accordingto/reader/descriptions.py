"""What the words of a phrase tell of the actor it names: name, role, kind, walk of life."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token
from accordingto.reader.categories import category_of
from accordingto.records.values import ActorKind, Category

_SPEAKERS = load_words("speakers")
_PERSONS = load_words("persons")
_CLAUSES = load_words("clauses")
_ALL = frozenset().union(*_SPEAKERS.values())
_PERSON = _PERSONS["person"]
_JOINERS = _CLAUSES["joiners"]
_DETERMINERS = _CLAUSES["determiners"]
_TITLES = _CLAUSES["titles"]
_PLURALS = frozenset(
    plural for word in _PERSON for plural in (f"{word}s", f"{word}es", f"{word[:-1]}ies")
) | {"men", "women", "people", "families", "police"}
_RANKS = _PERSONS["ranks"]
_NAME_PARTS = _PERSONS["name_parts"]
_STATE_HEADS = frozenset({"government", "regime", "administration", "republic", "kingdom"})


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
    is_open: bool = False
    """A single name, which may be a person's or a group's."""


def describe(
    tokens: Sequence[Token],
    after: Sequence[Token],
    *,
    is_state: bool = False,
    is_group: bool = False,
) -> Description:
    """Take a phrase apart, with the apposition behind it.

    The flags tell that the phrase names a country, or stands elsewhere as the name of a group.
    """
    lowers = [token.lower for token in tokens]
    if len(tokens) == 1 and lowers[0] in _PRONOUNS and not _is_acronym(tokens[0]):
        return _pronoun(lowers[0])
    core = _core(tokens)
    head_place = _head_place(core)
    name, role = _name_and_role(core, head_place, _behind_comma(tokens))
    has_age = bool(after) and after[0].text.isdigit()
    after = [t for t in after if not t.text.isdigit() and t.text != ","]
    is_person = bool(name) and not (is_group or is_state) and (has_age or _is_person(core, name))
    category = category_of(core, head_place, after, is_state=is_state)
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
        is_indefinite=bool(lowers)
        and lowers[0] in {"a", "an", "another", "one", "some", "several"},
        is_plural=bool(core) and (core[head_place].lower in _PLURALS or "and" in lowers),
        sex=_sex(described),
        is_open=len(core) == 1
        and bool(name)
        and not (is_state or is_group or category)
        and not core[0].text.isupper(),
    )


def _core(tokens: Sequence[Token]) -> list[Token]:
    """Return the words that name: without determiners, and without "Vell-based"."""
    words = [t for t in tokens if t.is_word and t.lower not in _DETERMINERS]
    based = max((i for i, t in enumerate(words) if t.lower.endswith("-based")), default=-1)
    return words[based + 1 :] or words


def _is_acronym(token: Token) -> bool:
    """Tell whether a word in capitals is no pronoun: "US", "IT"."""
    return token.text.isupper() and len(token.text) > 1


def _pronoun(word: str) -> Description:
    return Description(
        words=(word,),
        name=(),
        head=word,
        kind=ActorKind.UNNAMED,
        category=None,
        role=None,
        affiliation=None,
        is_public=False,
        is_indefinite=False,
        is_plural=False,
        sex=None,
        pronoun=_PRONOUNS[word],
    )


def _head_place(core: Sequence[Token]) -> int:
    """Return the place of the head noun: the last word before a preposition."""
    for place, token in enumerate(core):
        if place and token.lower in _JOINERS - {"de"}:
            return place - 1
    return max(0, len(core) - 1)


def _behind_comma(tokens: Sequence[Token]) -> int:
    """Return where the words behind the last comma begin in the text; 0 without a comma."""
    return next((t.end for t in reversed(tokens) if t.text == ","), 0)


def _name_and_role(
    core: Sequence[Token], head_place: int, comma: int
) -> tuple[Sequence[Token], Sequence[Token]]:
    """Part "UN envoy Ana Lind" into name and role; a phrase without capitals has no name.

    `comma` parts them in "the foreign minister of Vell, Ana Lind".
    """
    if not any(t.is_capitalised for t in core):
        return (), ()
    behind = [t for t in core if t.start >= comma]
    if comma and behind and all(_is_name_part(t) and t.lower not in _PERSON for t in behind):
        lead = next((i for i, t in enumerate(behind) if t.lower not in _RANKS | _TITLES), 0)
        parting = len(core) - len(behind) + lead
        return core[parting:], core[:parting]
    member = _member_of(core, head_place)
    if member is not None:
        return member
    last_role = _last_role(core, head_place)
    tail = core[last_role + 1 :]
    if last_role >= 0 and core[last_role].lower in _JOINERS:
        return ((), core) if core[head_place].lower in _PERSON else (core, ())
    if last_role >= 0 and 0 < len(tail) <= 5 and all(_is_name_part(t) for t in tail):
        is_body = any(t.lower in _ALL and t.lower not in _PERSON for t in tail)
        return (tail, core[: last_role + 1]) if not is_body else (core, ())
    if last_role == head_place and last_role >= 0:
        return (), core
    return core, ()


def _member_of(
    core: Sequence[Token], head_place: int
) -> tuple[Sequence[Token], Sequence[Token]] | None:
    """Part "Ana Lind of the Marenna Observatory" into the name and what she belongs to."""
    name, rest = core[: head_place + 1], core[head_place + 1 :]
    if not 2 <= len(name) <= 4 or len(rest) < 2 or rest[0].lower not in {"of", "from", "with"}:
        return None
    is_name = all(_is_name_part(t) and t.lower not in _ALL and not t.text.isupper() for t in name)
    return (name, rest) if is_name and any(t.lower in _ALL for t in rest) else None


def _last_role(core: Sequence[Token], head_place: int) -> int:
    """Return the place of the last word of a role; -1 when there is none.

    Behind a person's role the organisation may stand before the name: "head of the Marenna
    Observatory Ana Lind". A lost apostrophe is forgiven: "the Observatorys Ana Lind".
    """
    is_role = bool(core) and core[head_place].lower in _PERSON
    last = -1
    for place, token in enumerate(core):
        lower = token.lower
        is_word = lower in _ALL or lower in _JOINERS
        is_owner = lower.endswith("s") and lower[:-1] in _ALL and lower not in _ALL
        if lower in _PERSON or lower in _TITLES or is_owner or (is_role and is_word):
            last = place
    return last


def _is_name_part(token: Token) -> bool:
    return token.is_capitalised or token.lower in _NAME_PARTS or token.lower.startswith("al-")


def _is_person(core: Sequence[Token], name: Sequence[Token]) -> bool:
    """Tell whether a name is a person's: behind a role, or two to four words of no organisation."""
    if len(name) < len(core):
        return True
    if not 2 <= len(name) <= 5 or any(t.lower in _ALL or t.lower in _JOINERS for t in name):
        return False
    return all(_is_name_part(t) and not t.text.isupper() and "." not in t.text for t in name)


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
    if any(t.lower == "and" for t in core):
        return ActorKind.GROUP
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
    """Return the word under which a later, shorter phrase finds the actor; all words of a row."""
    if any(t.lower == "and" for t in core):
        return " ".join(t.lower for t in core)
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
    for left, right in pairwise(tokens):
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
        if not _is_name_part(token) or token.lower in _PERSON or token.lower in _TITLES:
            break
        capitals.append(token)
    return _join(capitals) if capitals and len(capitals) < len(role) else None


def _sex(words: Sequence[str]) -> Pronoun | None:
    if not _PERSONS["women"].isdisjoint(words):
        return Pronoun.SHE
    return Pronoun.HE if not _PERSONS["men"].isdisjoint(words) else None
