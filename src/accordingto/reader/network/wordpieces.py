"""Words cut into the pieces of a BERT vocabulary.

The method is WordPiece's greedy longest match (Wu et al. 2016, arXiv:1609.08144), in its uncased
form: letters folded to lower case without accents, marks apart.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

UNKNOWN, START, END, MASK = "[UNK]", "[CLS]", "[SEP]", "[MASK]"
LONGEST_WORD = 60
"""A longer run of letters is no word; it becomes one unknown piece."""
MOST_LETTERS, MOST_PIECES = 1_000, 60
"""What goes on longer, like "1,1,1,1" without an end, is known by its beginning."""
MOST_KNOWN = 50_000
"""So many words are remembered with their pieces, no more."""


@dataclass(frozen=True, slots=True)
class WordPieces:
    """Cuts words into pieces, given as numbers of the vocabulary.

    >>> pieces = WordPieces({"[UNK]": 0, "shell": 1, "##ing": 2, "'": 3, "s": 4})
    >>> pieces.cut("Shelling"), pieces.cut("'s"), pieces.cut("☃")
    ((1, 2), (3, 4), (0,))
    """

    vocabulary: Mapping[str, int]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, path: Path) -> "WordPieces":
        """Read a vocabulary: one piece a line, its number the number of the line."""
        lines = path.read_text(encoding="utf-8").split("\n")
        return cls({piece: number for number, piece in enumerate(lines) if piece})

    def cut(self, word: str) -> tuple[int, ...]:
        """Return the pieces of a word; at least one, and not very many."""
        found = self._known.get(word)
        if found is None:
            parts = _split_at_marks(_fold(word[:MOST_LETTERS]))
            found = tuple(n for part in parts for n in self._pieces(part))[:MOST_PIECES]
            found = found or (self.vocabulary[UNKNOWN],)
            if len(self._known) < MOST_KNOWN:
                self._known[word] = found
        return found

    def _pieces(self, part: str) -> list[int]:
        """Return the longest known pieces, from the left; one unknown where some letter is none."""
        unknown = [self.vocabulary[UNKNOWN]]
        if len(part) > LONGEST_WORD:
            return unknown
        pieces: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = part[start:end] if not start else f"##{part[start:end]}"
                if (number := self.vocabulary.get(piece)) is not None:
                    pieces.append(number)
                    start = end
                    break
            else:
                return unknown
        return pieces


def _fold(word: str) -> str:
    """Return small letters without accents; what is no character of a word is left out."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in apart if unicodedata.category(c) not in {"Mn", "Cc", "Cf", "Co"})


def _split_at_marks(word: str) -> list[str]:
    """Cut a word at its marks; each mark is a part of its own."""
    if word.isascii() and word.isalnum():
        return [word]
    parts: list[str] = []
    is_open = False
    for char in word:
        if char.isspace():
            is_open = False
        elif _is_mark(char):
            parts.append(char)
            is_open = False
        elif is_open:
            parts[-1] += char
        else:
            parts.append(char)
            is_open = True
    return parts


def _is_mark(char: str) -> bool:
    """Tell whether a character stands alone: punctuation, signs, and Han characters."""
    if char.isalnum():
        return "\u4e00" <= char <= "\u9fff"
    return char.isascii() or unicodedata.category(char).startswith("P")
