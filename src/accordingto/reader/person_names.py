"""Names of persons, parted from the roles and bodies that stand around them."""

from collections.abc import Sequence

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token

_PERSONS = load_words("persons")
_CLAUSES = load_words("clauses")
_ALL = frozenset().union(*load_words("speakers").values())
_PERSON = _PERSONS["person"]
_JOINERS = _CLAUSES["joiners"]
_TITLES = _CLAUSES["titles"]
_NAME_PARTS = _PERSONS["name_parts"]
RANKS = _PERSONS["ranks"]


def behind_comma(tokens: Sequence[Token]) -> int:
    """Return where the words behind the last comma begin in the text; 0 without a comma."""
    return next((t.end for t in reversed(tokens) if t.text == ","), 0)


def name_and_role(
    core: Sequence[Token], head_place: int, comma: int
) -> tuple[Sequence[Token], Sequence[Token]]:
    """Part "UN envoy Ana Lind" into name and role; a phrase without capitals has no name.

    `comma` parts them in "the foreign minister of Vell, Ana Lind".
    """
    if not any(t.is_capitalised for t in core):
        return (), ()
    behind = [t for t in core if t.start >= comma]
    if comma and behind and all(is_name_part(t) and t.lower not in _PERSON for t in behind):
        lead = next((i for i, t in enumerate(behind) if t.lower not in RANKS | _TITLES), 0)
        parting = len(core) - len(behind) + lead
        return core[parting:], core[:parting]
    member = _member_of(core, head_place)
    if member is not None:
        return member
    last_role = _last_role(core, head_place)
    tail = core[last_role + 1 :]
    if last_role >= 0 and core[last_role].lower in _JOINERS:
        return ((), core) if core[head_place].lower in _PERSON else (core, ())
    if last_role >= 0 and 0 < len(tail) <= 5 and all(is_name_part(t) for t in tail):
        is_body = any(t.lower in _ALL and t.lower not in _PERSON for t in tail)
        lead = next(i for i, t in enumerate(core) if t.is_capitalised)
        return (core[lead:], ()) if is_body else (tail, core[: last_role + 1])
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
    is_name = all(is_name_part(t) and t.lower not in _ALL and not t.text.isupper() for t in name)
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


def is_name_part(token: Token) -> bool:
    """Tell whether a word can be part of a name."""
    return token.is_capitalised or token.lower in _NAME_PARTS or token.lower.startswith("al-")


def is_full_name(name: Sequence[Token]) -> bool:
    """Tell whether a name is a person's: behind a role, or two to four words of no organisation."""
    if not 2 <= len(name) <= 5 or any(t.lower in _ALL or t.lower in _JOINERS for t in name):
        return False
    return all(is_name_part(t) and not t.text.isupper() and "." not in t.text for t in name)
