"""Lines of a terminal: words wrapped at a width, with styles if asked."""

import unicodedata
from collections.abc import Iterator
from enum import StrEnum

MIN_WIDTH = 30
"""Columns; a narrower terminal is written to as if it were this wide."""


class Style(StrEnum):
    """How words stand out, as parameters of the ANSI code for it."""

    PLAIN = ""
    BOLD = "1"
    FAINT = "2"
    SPEAKER = "36"


Piece = tuple[str, Style]
Word = tuple[str, Style, int]
"""A word, its style, its columns."""


def measure_columns(word: str) -> int:
    """Return how many columns a terminal gives to a word.

    >>> measure_columns("停火"), measure_columns("truce")
    (4, 5)
    """
    if word.isascii():
        return len(word)
    return sum(map(_columns, word))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def styled(text: str, style: Style) -> str:
    """Return text that a terminal shows in a style."""
    return text if style is Style.PLAIN else f"\x1b[{style.value}m{text}\x1b[0m"


def wrap_line(text: str, room: int, indent: str = "") -> Iterator[str]:
    """Yield plain text in lines of so many columns; those after the first are set in.

    >>> list(wrap_line("at least 23 killed", 10, "  "))
    ['at least', '  23', '  killed']
    """
    if measure_columns(text) <= room:
        yield text
        return
    words = _words(((text, Style.PLAIN),), room - len(indent))
    for number, line in enumerate(_wrap(words, room, room - len(indent))):
        yield (indent if number else "") + " ".join(word for word, _, _ in line)


class Paper:
    """Collects lines; every string given to it is plain already (`make_plain`)."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self._width = max(width, MIN_WIDTH)
        self._colour = colour
        self._lines: list[str] = []

    def __str__(self) -> str:
        return "\n".join(self._lines) + "\n"

    def gap(self) -> None:
        """Leave one blank line."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def rule(self) -> None:
        """Draw a line across."""
        self._lines.append(self._styled("─" * self._width, Style.FAINT))

    def write(self, *pieces: Piece, indent: int = 0, bullet: str = "") -> None:
        """Write pieces one after another, a space between them, below each other when too long.

        Lines after the first stand under the first word, not under the bullet.
        """
        indent = min(indent, self._width // 3)
        lead = " " * indent + (bullet + " " if bullet else "")
        room = self._width - len(lead)
        for line in _wrap(_words(pieces, room), room):
            self._lines.append(lead + self._join(line))
            lead = " " * len(lead)

    def _join(self, line: list[Word]) -> str:
        told: list[str] = []
        run: list[str] = []
        style = line[0][1]
        for word, next_style, _ in line:
            if next_style is not style:
                told.append(self._styled(" ".join(run), style))
                run, style = [], next_style
            run.append(word)
        return " ".join([*told, self._styled(" ".join(run), style)])

    def _styled(self, text: str, style: Style) -> str:
        return styled(text, style) if self._colour else text


def _words(pieces: tuple[Piece, ...], room: int) -> Iterator[Word]:
    for text, style in pieces:
        for word in text.split(" "):
            for part in _fitting(word, room):
                yield part, style, measure_columns(part)


def _fitting(word: str, room: int) -> Iterator[str]:
    """Cut a word that no line can hold."""
    if measure_columns(word) <= room:
        yield word
        return
    start = columns = 0
    for at, character in enumerate(word):
        wide = _columns(character)
        if columns + wide > room:
            yield word[start:at]
            start, columns = at, 0
        columns += wide
    yield word[start:]


def _wrap(words: Iterator[Word], room: int, later_room: int | None = None) -> Iterator[list[Word]]:
    """Yield lines; those after the first may have less room."""
    line: list[Word] = []
    used = 0
    for word in words:
        if line and used + 1 + word[2] > room:
            yield line
            line, used, room = [], 0, later_room or room
        used += word[2] + (1 if line else 0)
        line.append(word)
    if line:
        yield line
