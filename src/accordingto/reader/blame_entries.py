"""Entries of blame brought together: one for a doer, a mode and a source."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from accordingto.lexicons.loader import load_words
from accordingto.records.base import Mention
from accordingto.records.incidents import Blame
from accordingto.records.values import BlameMode
from accordingto.report import Span

_ENDINGS = ("ian", "ish", "ese", "ia", "an", "ey", "a", "n")
_SHORTEST_STEM = 4
_TOLD = frozenset((BlameMode.STATED, BlameMode.ACCUSED, BlameMode.SUSPECTED))
RECENT = 8
"""A name is compared with so many of the latest doers that share a word with it."""


@dataclass(slots=True)
class _Doer:
    """One doer of an incident, with the entries that hold it responsible."""

    words: frozenset[str]
    ids: set[str]
    entries: list[Blame] = field(default_factory=list)
    headlines: set[Span] = field(default_factory=set)
    """Where a headline names it."""

    @property
    def is_named(self) -> bool:
        """Tell whether more is said of it than "forces" or "fighters"."""
        return bool(self.words - load_words("sides")["colourless"])

    def is_named_by(self, words: frozenset[str], actor: str | None) -> bool:
        """Tell whether a name stands for this doer: its id, or words of which one holds all."""
        return actor in self.ids or bool(words <= self.words or words >= self.words)


class BlameEntries:
    """Blame collected from the mentions of one incident."""

    def __init__(self) -> None:
        self._doers: list[_Doer] = []
        self._by_word: dict[str, list[_Doer]] = {}

    def add(self, entry: Blame, *, is_headline: bool = False) -> None:
        """Take in one entry; a headline's is no voice of its own."""
        words, actor = name_words(entry.actor.text), entry.actor.actor
        doer = self._doer(words, actor)
        if doer is None:
            doer = _Doer(words, set())
            self._doers.append(doer)
        doer.entries.append(entry)
        if is_headline:
            doer.headlines.add(entry.actor.span)
        doer.words |= words
        if actor is not None:
            doer.ids.add(actor)
        for word in words | doer.ids:
            self._register(word, doer)

    def names(self, actor: Mention) -> bool:
        """Tell whether somebody is held responsible already, in whatever way."""
        words = name_words(actor.text) | ({actor.actor} if actor.actor else set())
        return any(word in self._by_word for word in words)

    def named_in(self, words: str) -> Mention | None:
        """Return the doer whose whole name stands in some words, as it is first mentioned."""
        told = name_words(words)
        found = (d for d in self._doers if d.words and d.words <= told)
        return next((doer.entries[0].actor for doer in found), None)

    def __bool__(self) -> bool:
        return bool(self._doers)

    def settle(self) -> tuple[Blame, ...]:
        """Return what remains when no doer is blamed twice in one way by one source.

        In the order of collecting. Two named sources never become one. What the report says in
        its own voice adds nothing where a source says the same or worse: a headline is no voice.
        """
        named = {
            (entry.mode, _key(entry.source))
            for doer in self._doers
            if doer.is_named
            for entry in doer.entries
        }
        every = [
            entry
            for doer in self._doers
            for entry in _distinct(doer)
            if doer.is_named or (entry.mode, _key(entry.source)) not in named
        ]
        return tuple(sorted(every, key=lambda entry: entry.actor.start))

    def _doer(self, words: frozenset[str], actor: str | None) -> _Doer | None:
        keys = (*sorted(words), *((actor,) if actor else ()))
        for key in keys:
            for doer in reversed(self._by_word.get(key, [])[-RECENT:]):
                if doer.is_named_by(words, actor):
                    return doer
        return None

    def _register(self, word: str, doer: _Doer) -> None:
        known = self._by_word.setdefault(word, [])
        if not known or known[-1] is not doer:
            known.append(doer)


@lru_cache(maxsize=1024)
def name_words(name: str) -> frozenset[str]:
    """Return the words that tell doers apart, without articles, endings and words like "forces".

    >>> sorted(name_words("the Marenese regime's forces"))
    ['maren', 'regime']
    """
    plain = name.casefold().replace("’", "'").replace("'s", "").replace("-", " ")
    words = [_stem(word.strip(".,()\"'“”")) for word in plain.split()]
    telling = frozenset(words) - load_words("sides")["colourless"]
    return telling or frozenset(words)


def _stem(word: str) -> str:
    word = word.removesuffix("s") if len(word) >= _SHORTEST_STEM else word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _distinct(doer: _Doer) -> Iterator[Blame]:
    """Yield the entries of one doer that stand for themselves."""
    sourced = {entry.mode for entry in doer.entries if entry.source is not None}
    seen: set[tuple[BlameMode, str]] = set()
    for entry in doer.entries:
        key = (entry.mode, _key(entry.source))
        is_echo = entry.source is None and (
            entry.mode in sourced or (entry.actor.span in doer.headlines and sourced & _TOLD)
        )
        if key not in seen and not is_echo:
            seen.add(key)
            yield entry


def _key(source: Mention | None) -> str:
    return "" if source is None else source.actor or source.text.casefold()
