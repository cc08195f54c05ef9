"""To which side those harmed belonged, as the words of a figure name it: "30 regime soldiers"."""

from collections.abc import Iterator, Sequence

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token
from accordingto.reader.people_nouns import load_people_nouns
from accordingto.records.actors import Actor
from accordingto.records.values import Who

_WORDS = load_words("victims")
_REACH = 6
"""Words of a name behind "members of"."""


def side_of(inside: Sequence[Token], behind: Sequence[Token], actors: Sequence[Actor]) -> str | None:
    """Return the id of the actor whom the words in and behind a figure name as the people's side.

    Only somebody whom the report names as an actor; None where the name fits several of them.
    """
    words = frozenset(_side_words(inside, behind))
    if not words:
        return None
    named = {actor.id: set(_names(actor)) for actor in actors}
    same = [identity for identity, names in named.items() if words in names]
    like = [identity for identity, names in named.items() if any(words <= name for name in names)]
    for found in (same, like):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _side_words(inside: Sequence[Token], behind: Sequence[Token]) -> Iterator[str]:
    """Yield the words for the side: those before a noun for fighters, or behind "members of"."""
    nouns = load_people_nouns()
    words = [*inside, *behind[:_REACH]]
    for place, token in enumerate(inside):
        if token.lower in _WORDS["belonging"]:
            run = tuple(_run_behind(words, place + 1))
            if run:
                yield from run
                return
    heads = [i for i, t in enumerate(inside) if nouns.who.get(t.lower) is Who.COMBATANT]
    for place in range(heads[-1] - 1 if heads else -1, -1, -1):
        token = inside[place]
        if token.lower.startswith("pro-") and token.lower not in nouns.words["combatant_modifiers"]:
            yield token.lower.removeprefix("pro-")
        elif not (token.is_capitalised and place) and token.lower not in _WORDS["sides"]:
            if token.lower not in _WORDS["colourless"]:
                return
        elif token.lower not in _WORDS["colourless"]:
            yield token.lower


def _run_behind(words: Sequence[Token], place: int) -> Iterator[str]:
    """Yield the name behind "of the", "from", "loyal to"."""
    lowers = [token.lower for token in words[place : place + 2]]
    if lowers == ["loyal", "to"]:
        place += 2
    elif lowers[:1] and lowers[0] in {"of", "from"}:
        place += 1
    else:
        return
    if place < len(words) and words[place].lower in {"the", "a"}:
        place += 1
    for token in words[place : place + _REACH]:
        if not token.is_capitalised and token.lower not in _WORDS["sides"]:
            return
        if token.lower not in _WORDS["colourless"]:
            yield token.lower


def _names(actor: Actor) -> Iterator[frozenset[str]]:
    """Yield the names of an actor as sets of words, without those that tell nothing."""
    for text in (actor.name, *(mention.text for mention in actor.mentions)):
        words = text.lower().replace("’s", "").replace("'s", "").replace("-", " ").split()
        yield frozenset(words) - _WORDS["colourless"]
