"""Characters that text extraction would drop or change, and others that stand for them meanwhile.

trafilatura drops what cannot be printed (zero-width and bidirectional marks), turns blanks of every
kind into plain ones and reads entities twice. A figure written with such characters would come out
as another figure. So, while it works, characters that the page does not use stand in their place.
"""

import html
import re
from collections.abc import Iterator
from itertools import chain

from lxml import etree

_POOL = range(0x20000, 0x2A6D7)
"""Ideographs of the supplementary plane: printable, in use nowhere in the news."""
_BREAKS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85")
"""White space to Python, but nothing that a tree may hold."""
_DROPPED = frozenset("␤")
"""Printable, and dropped all the same."""
_FIXED_BLANK = re.compile(r"(?<=\S)[\u00a0\u2007\u202f](?=\S)")
"""A blank within a number or a name, which holds the two together."""


class StandIns:
    """The characters of one tree that were exchanged, and what stands for each."""

    def __init__(self, root: etree._Element) -> None:
        used = set(chain.from_iterable(root.itertext()))
        free = (chr(number) for number in _POOL if chr(number) not in used)
        self.line = next(free)
        """Stands for a line break within a paragraph."""
        self.tab = next(free)
        """Stands for a tab between the cells of a table."""
        self._amp = next(free)
        self._blanks = {blank: next(free) for blank in "\u00a0\u2007\u202f" if blank in used}
        hidden = sorted(filter(_is_hidden, used))
        self._hidden = str.maketrans(dict(zip(hidden, free, strict=False)))
        self.lost = len(hidden) - len(self._hidden)
        """Characters for which there was no stand-in: one of a page of pure noise."""
        stands = {
            **{ord(b): s for b, s in self._blanks.items()},
            **self._hidden,
            ord("&"): self._amp,
        }
        stands[ord("\t")] = self.tab
        self._back = str.maketrans({stand: chr(code) for code, stand in stands.items()})
        self._has_ampersand = "&" in used

    def exchange(self, root: etree._Element) -> None:
        """Put stand-ins into every text of a tree."""
        if not (self._hidden or self._blanks or self._has_ampersand):
            return
        for element in root.iter():
            if element.text:
                element.text = self._exchanged(element.text)
            if element.tail:
                element.tail = self._exchanged(element.tail)

    def restore(self, text: str) -> str:
        """Return a text with the characters of the page."""
        return text.translate(self._back)

    def _exchanged(self, text: str) -> str:
        if "&" in text and html.unescape(text) != text:
            text = text.replace("&", self._amp)
        if self._blanks:
            text = _FIXED_BLANK.sub(lambda found: self._blanks[found.group()], text)
        return text.translate(self._hidden)


def _is_hidden(character: str) -> bool:
    if character in _BREAKS or character in _DROPPED:
        return True
    return not character.isprintable() and not character.isspace()


def paragraphs(text: str, line: str) -> Iterator[str]:
    """Yield the paragraphs of an extracted text; `line` stands for a break within one."""
    for block in text.split("\n"):
        lines = [" ".join(words.split()) for words in block.split(line)]
        kept = "\n".join(lines).strip("\n")
        if kept:
            yield kept
