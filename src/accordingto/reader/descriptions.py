"""What the words of a phrase tell of the actor it names: name, role, kind, walk of life."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token
from accordingto.reader.categories import category_of
from accordingto.reader.person_names import behind_comma, is_full_name, is_name_part, name_and_role
from accordingto.records.values import ActorKind, Category

_SPEAKERS = load_words("speakers")
_PERSONS = load_words("persons")
_CLAUSES = load_words("clauses")
_PERSON = _PERSONS["person"]
_JOINERS = _CLAUSES["joiners"]
_DETERMINERS = _CLAUSES["determiners"]
_TITLES = _CLAUSES["titles"]
_PLURALS = frozenset(
    plural for word in _PERSON for plural in (f"{word}s", f"{word}es", f"{word[:-1]}ies")
) | {"men", "women", "people", "families", "police"}
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
    belongs: tuple[str, ...]
    """Words that name the body of a person, in lower case: "the group", "its"."""
    described: frozenset[str]
    """All words of the phrase and its apposition, in lower case."""
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
    is_rebel: bool = False,
) -> Description:
    """Take a phrase apart, with the apposition behind it.

    The flags tell that the phrase names a country, stands elsewhere as the name of a group, or is
    elsewhere called a rebel or opposition one.
    """
    lowers = [token.lower for token in tokens]
    if len(tokens) == 1 and lowers[0] in _PRONOUNS and not _is_acronym(tokens[0]):
        return _pronoun(lowers[0])
    core = _core(tokens)
    head_place = _head_place(core)
    name, role = name_and_role(core, head_place, behind_comma(tokens))
    has_age = bool(after) and after[0].text.isdigit()
    after = [t for t in after if not t.text.isdigit() and t.text != ","]
    is_person = (
        bool(name) and not (is_group or is_state) and (has_age or bool(role) or is_full_name(name))
    )
    category = category_of(core, head_place, after, is_state=is_state)
    if is_rebel and category is Category.OFFICIAL:
        category = Category.OPPOSITION
    role_text = _role(after) or (_role(role) if is_person else None)
    described = [t.lower for t in (*core, *after)]
    return Description(
        words=tuple(t.lower for t in core),
        name=tuple(t.lower for t in name),
        head=_key_word(core, name, head_place, is_person=is_person),
        kind=_kind(core, head_place, category, is_person=is_person, is_state=is_state),
        category=category,
        role=role_text,
        affiliation=_affiliation(role if is_person else [], after),
        belongs=_belongs(tokens, role, after) if is_person else (),
        described=frozenset(described),
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
        belongs=(),
        described=frozenset((word,)),
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


def _role(words: Sequence[Token]) -> str | None:
    """Write a role; None for what only names a body: "of the council", "who runs the clinic"."""
    if not words or words[0].lower in _JOINERS or words[0].lower in _PERSONS["leads"]:
        return None
    return _join(words)


def _belongs(
    tokens: Sequence[Token], role: Sequence[Token], after: Sequence[Token]
) -> tuple[str, ...]:
    """Return the words that name the body a person speaks for."""
    if tokens and tokens[0].lower in {"its", "their"}:
        return (tokens[0].lower,)
    for words in (after, role):
        if words and words[0].lower in {"its", "their"}:
            return (words[0].lower,)
        for place, token in enumerate(words):
            if token.lower in {"of", "for"} or token.lower in _PERSONS["leads"]:
                return tuple(
                    t.lower for t in words[place + 1 :] if t.is_word and t.lower not in _DETERMINERS
                )
    return ()


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
        if not is_name_part(token) or token.lower in _PERSON or token.lower in _TITLES:
            break
        capitals.append(token)
    return _join(capitals) if capitals and len(capitals) < len(role) else None


def _sex(words: Sequence[str]) -> Pronoun | None:
    if not _PERSONS["women"].isdisjoint(words):
        return Pronoun.SHE
    return Pronoun.HE if not _PERSONS["men"].isdisjoint(words) else None
