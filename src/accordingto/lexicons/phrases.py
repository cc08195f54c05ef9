"""Phrase patterns, matched in linear time: a trie over words, no backtracking engine.

A pattern is a row of elements parted by spaces:

=============  ====================================================================
`claim`        this word, in any case
`a|an|the`     one of these words
`claim+`       a regular verb in all its forms: claim, claims, claimed, claiming
`his?`         may be left out (works on alternatives too: `a|an?`)
`#`            a number in digits
`~3`           up to three words of any kind (marks that end a clause excepted)
=============  ====================================================================
"""

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from accordingto.lexicons.tokens import Token

_CLAUSE_END = frozenset(".;:!?")
_NUMBER = "#"
MAX_GAP = 8

T = TypeVar("T")


class PhraseMatch(NamedTuple, Generic[T]):
    """Where a pattern matched: tokens `first` up to but not including `last`."""

    first: int
    last: int
    value: T


class _Node(Generic[T]):
    """One state of the trie."""

    __slots__ = ("gaps", "next", "value")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.value: T | None = None
        self.gaps: dict[int, _Node[T]] = {}
        """The state after a gap, by the number of words that the gap may hold."""


class PhraseMatcher(Generic[T]):
    """All phrases of a lexicon at once; the longest phrase wins, the earlier entry on a tie."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        for pattern, value in entries:
            self._add(pattern, value)

    @property
    def starts(self) -> frozenset[str]:
        """The words with which a phrase can begin; `#` stands for any number in digits."""
        return frozenset(self._root.next)

    def _add(self, pattern: str, value: T) -> None:
        """Enter one pattern; raises ValueError when it is empty or could match nothing."""
        nodes = [self._root]
        for element in pattern.split():
            nodes = _extend(nodes, element)
        if self._root in nodes:
            raise ValueError(f"pattern {pattern!r} can match no words at all")
        for node in nodes:
            if node.value is None:
                node.value = value

    def match_at(self, tokens: Sequence[Token], first: int) -> PhraseMatch[T] | None:
        """Return the longest phrase that begins at token `first`, or None."""
        starts = self._root.next
        token = tokens[first]
        if token.lower not in starts and not (_NUMBER in starts and token.text[0].isdigit()):
            return None
        best = _longest(self._root, tokens, first)
        return None if best is None else PhraseMatch(first, *best)

    def find(self, tokens: Sequence[Token]) -> list[PhraseMatch[T]]:
        """Return the phrases of a sentence from left to right, none overlapping another."""
        found: list[PhraseMatch[T]] = []
        starts = self._root.next
        free = 0
        # Nearly every token begins no phrase: this loop is the reader's busiest.
        places = [place for place, token in enumerate(tokens) if token.lower in starts]
        if _NUMBER in starts:
            digits = (place for place, token in enumerate(tokens) if token.text[0].isdigit())
            places = sorted({*places, *digits})
        for place in places:
            if place >= free and (best := _longest(self._root, tokens, place)) is not None:
                found.append(PhraseMatch(place, *best))
                free = best[0]
        return found


def _extend(nodes: list[_Node[T]], element: str) -> list[_Node[T]]:
    """Return the states reached from `nodes` over one element of a pattern."""
    if element.startswith("~"):
        return [*nodes, *(_gap(node, int(element[1:])) for node in nodes)]
    optional = element.endswith("?") and element != "?"
    reached = [
        node.next.setdefault(word, _Node())
        for node in nodes
        for choice in element.removesuffix("?").split("|")
        for word in _forms(choice)
    ]
    return [*nodes, *reached] if optional else list(dict.fromkeys(reached))


def _gap(node: _Node[T], size: int) -> _Node[T]:
    """Return the state after up to `size` words of any kind."""
    if not 0 < size <= MAX_GAP:
        raise ValueError(f"a gap of {size} words: expected 1 to {MAX_GAP}")
    return node.gaps.setdefault(size, _Node())


def _forms(word: str) -> tuple[str, ...]:
    """Return the words that one choice stands for; `+` asks for a regular verb's forms.

    >>> _forms("accuse+")
    ('accuse', 'accuses', 'accused', 'accusing')
    """
    if not word.endswith("+"):
        return (word.lower(),)
    verb = word[:-1].lower()
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", verb[:-1] + "ing")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    plural = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return (verb, verb + plural, verb + "ed", verb + "ing")


def _longest(node: _Node[T], tokens: Sequence[Token], place: int) -> tuple[int, T] | None:
    """Return the end and value of the longest phrase from `node` on; the trie bounds the walk."""
    best = None if node.value is None else (place, node.value)
    following = node.next
    if following and place < len(tokens):
        token = tokens[place]
        child = following.get(token.lower)
        if child is not None and token.lower != _NUMBER:
            best = _longest(child, tokens, place + 1) or best
        if _NUMBER in following and token.text[0].isdigit():
            best = _longer(best, _longest(following[_NUMBER], tokens, place + 1))
    if node.gaps:
        for size, after in node.gaps.items():
            best = _longer(best, _across_gap(after, size, tokens, place))
    return best


def _across_gap(
    after: _Node[T], size: int, tokens: Sequence[Token], place: int
) -> tuple[int, T] | None:
    """Try the state after a gap behind each of the next `size` words; the shortest gap wins."""
    for skipped in range(size + 1):
        at = place + skipped
        if at >= len(tokens) or (skipped and tokens[at - 1].lower in _CLAUSE_END):
            return None
        found = _longest(after, tokens, at)
        if found is not None and found[0] > at:
            return found
    return None


def _longer(a: tuple[int, T] | None, b: tuple[int, T] | None) -> tuple[int, T] | None:
    """Return the match that reaches further, the first on a tie."""
    if a is None or (b is not None and b[0] > a[0]):
        return b
    return a
