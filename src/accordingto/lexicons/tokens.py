"""How texts and patterns are cut into words."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from accordingto.report import Span

_UNSEEN = (
    r"\x00-\x08\x0e-\x1b\x7f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\U000e0020-\U000e007f"
)
"""Controls, soft hyphens, zero-width and bidirectional marks: they cut no word in two."""
_TOKEN = re.compile(  # pattern: checked where it is loaded
    r"\d[\d,.]*+"  # 1,200 and 3.5; trailing marks are cut off below
    rf"(?:(?=[{_UNSEEN}]{{1,9}}\d)[{_UNSEEN}]{{1,9}}\d[\d,.]*+)*+"
    r"|(?:[A-Z]\.){2,9}"  # U.S.
    rf"|[^\W_]++(?:(?=[-’'‐‑{_UNSEEN}][^\W_])[-’'‐‑{_UNSEEN}][^\W_]++)*+"  # al-Khatib, Shi'ite
    r"|\.{3}|\S"
)
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Those of them with which a word looks as it does without."""
_CLITICS = ("'s", "’s")
_new = tuple.__new__


class Token(NamedTuple):
    """One word, number or mark, with its range in the text."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def span(self) -> Span:
        """The range of the token."""
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        """Tell whether the token is a word or a number, not a mark."""
        return self.text[0].isalnum()

    @property
    def is_capitalised(self) -> bool:
        """Tell whether the first letter is a capital."""
        return self.text[0].isupper()


def find_tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Cut a text into words, numbers and marks, in one pass.

    A possessive "'s" is a token of its own; hyphenated words and "U.S." stay whole, and so does a
    word with a soft hyphen or a zero-width mark in it, whose `lower` is without.

    >>> [token.text for token in find_tokens("Omar's 1,200 men.")]
    ['Omar', "'s", '1,200', 'men', '.']
    """
    # Each word is held once, however often it stands in the text.
    known: dict[str, tuple[str, str]] = {}
    for found in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = found.group()
        first = found.start()
        if (pair := known.get(word)) is not None:
            # As Token(...), without the frame of a call: nearly all words come this way.
            yield _new(Token, (first, first + len(word), *pair))
        elif word[0].isdigit():
            yield from _number(word, first)
        elif word.endswith(_CLITICS) and len(word) > len("'s"):
            cut = first + len(word) - 2
            yield Token(first, cut, word[:-2], word[:-2].lower())
            yield Token(cut, cut + 2, word[-2:], "'s")
        else:
            lower = word.lower()
            if not lower.isprintable():
                lower = lower.translate(_INVISIBLE) or lower  # a mark that stands alone
            pair = known[word] = (word, word if lower == word else lower)
            yield _new(Token, (first, first + len(word), *pair))


@lru_cache(maxsize=64)
def tokens_of(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Return the tokens of a few words; what is asked of one record needs them again and again."""
    return tuple(find_tokens(text, start, end))


def _number(word: str, first: int) -> Iterator[Token]:
    """Give a run of digits and marks back as a number and the marks that end it."""
    number = word.rstrip(".,")
    yield Token(first, first + len(number), number, number.translate(_INVISIBLE))
    for place in range(len(number), len(word)):
        yield Token(first + place, first + place + 1, word[place], word[place])
