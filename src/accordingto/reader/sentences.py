"""Sentences and windows: how a report is cut for reading."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token, find_tokens
from accordingto.reader.casing import recased, unmarked_starts
from accordingto.reader.day_words import day_words
from accordingto.reader.layers import Annotations, Sentence, Window
from accordingto.report import Report, Span

MAX_TOKENS = 400
"""A longer run without a full stop is cut, so that no stage meets an endless sentence."""
NARROWEST_WRAP, WIDEST_WRAP = 40, 160
"""Lines of other widths are headlines or paragraphs, not those of a text that was wrapped."""
_BULLETS = frozenset("-–—•*·▪◦‣●")
_LONGEST_LABEL = 8
_LINE_ENDS = frozenset('.!?:;)"”')
_STOPS = frozenset({".", "!", "?", "..."})
_CLOSERS = frozenset("\"”’'»)]")
_OPENERS = frozenset("\"“‘'«([")


def _abbreviations() -> frozenset[str]:
    words = load_words("abbreviations")
    return words["before_name"] | words["inside"]


@dataclass(frozen=True, slots=True)
class FindSentences:
    """Cut a report into sentences with their tokens, line by line.

    English. Lost blanks ("New York.Russia") still end a sentence. A line is a headline when it
    repeats the title, or is the first line and ends without a full stop.
    """

    abbreviations: frozenset[str] = field(default_factory=_abbreviations)
    name: ClassVar[str] = "sentences"
    requires: ClassVar[frozenset[type[object]]] = frozenset()
    provides: ClassVar[type[object]] = Sentence

    def __call__(self, report: Report, found: Annotations) -> Iterator[Sentence]:
        """Yield the sentences in order."""
        index = 0
        title = _fold(report.title)
        for paragraph, (start, end) in enumerate(_lines(report.text)):
            line = recased(tuple(find_tokens(report.text, start, end)))
            for tokens in self._split(line, frozenset(unmarked_starts(line))):
                span = Span(tokens[0].start, tokens[-1].end)
                yield Sentence(
                    evidence=span,
                    index=index,
                    paragraph=paragraph,
                    tokens=tuple(tokens),
                    is_headline=_is_headline(report, span, end, title, index, paragraph),
                )
                index += 1

    def _split(self, tokens: Iterable[Token], unmarked: frozenset[int]) -> Iterator[list[Token]]:
        """Cut the tokens of one line at sentence ends, and where one begins without a mark."""
        row: list[Token] = []
        ended = False
        for token in tokens:
            if row and (
                len(row) >= MAX_TOKENS
                or (ended and self._begins(row, token))
                or token.start in unmarked
            ):
                yield row
                row, ended = [], False
            row.append(token)
            if token.text in _STOPS:
                ended = True
            elif ended and token.text not in _CLOSERS:
                ended = False
        if row:
            yield row

    def _begins(self, row: Sequence[Token], token: Token) -> bool:
        """Tell whether `token` can begin a sentence behind the full stop that ends `row`."""
        glued = row[-1].end == token.start
        if token.text in _CLOSERS and (glued or token.text not in _OPENERS):
            return False
        if not (token.text[0].isupper() or token.text[0].isdigit() or token.text in _OPENERS):
            return False
        stop = max(i for i, t in enumerate(row) if t.text in _STOPS)
        if row[stop].text != ".":
            return not (row[stop].text == "..." and token.text[0].islower())
        before = row[stop - 1] if stop else None
        if before is None:
            return True
        if glued:
            return before.text[-1].islower() and token.text[0].isalpha() and len(token.text) > 1
        if _is_hour_going_on(row, stop, token):
            return False
        is_initial = len(before.text) == 1 and before.text.isupper()
        return not is_initial and before.lower not in self.abbreviations


def _is_hour_going_on(row: Sequence[Token], stop: int, token: Token) -> bool:
    """Tell whether an hour goes on behind its full stop: "5 p.m. EST", "5 p.m. Tuesday"."""
    if row[stop - 1].lower != "m" or stop < 3 or row[stop - 3].lower not in ("a", "p"):
        return False
    words = day_words()
    is_zone = token.text.isupper() and len(token.text) > 1
    return is_zone or token.lower in words.weekdays or token.lower in words.months


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each line that is not blank; lines that were wrapped are one."""
    width = max(map(len, text.split("\n")))
    width = width if NARROWEST_WRAP <= width <= WIDEST_WRAP else 0
    first = start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if not _is_wrapped(text, start, end, width):
            if end > first and not text[first:end].isspace():
                yield first, end
            first = end + 1
        start = end + 1


def _is_wrapped(text: str, start: int, end: int, width: int) -> bool:
    """Tell whether a line goes on in the next: the next word begins small or had no room here."""
    following = text[end + 1 : end + 2]
    if not following or following.isspace() or end == start:
        return False
    if text[end - 1] in _LINE_ENDS or _opens_item(text[end + 1 : end + 1 + _LONGEST_LABEL]):
        return False
    if following.islower():
        return True
    word = text[end + 1 : end + 1 + width].split(maxsplit=1)
    return bool(width and word) and end - start + 1 + len(word[0]) > width


def _opens_item(head: str) -> bool:
    """Tell whether a line begins as an item of a list does: "- ", "• ", "3. ", "10:42 "."""
    label = head.split(maxsplit=1)[0] if head else ""
    if label[:1] in _BULLETS:
        return len(label) == 1
    return label[:1].isdigit() and label.strip("0123456789:.)") == "" and not label.isdigit()


def _fold(words: str) -> str:
    """Reduce a title to its letters and digits, so that lost marks do not matter."""
    return "".join(c for c in words.casefold() if c.isalnum())


def _is_headline(
    report: Report, span: Span, line_end: int, title: str, index: int, paragraph: int
) -> bool:
    """Tell whether a sentence repeats the title, alone or behind a dateline."""
    if index > 3:
        return False
    if title and _fold(report.quote(span)).endswith(title):
        return True
    is_whole_first_line = index == 0 and paragraph == 0 and span.end >= line_end - 1
    more_follows = report.text.find("\n", span.end, span.end + 400) >= 0
    return is_whole_first_line and more_follows and report.text[span.end - 1] not in '.!?"”'


@dataclass(frozen=True, slots=True)
class FindWindows:
    """Group whole sentences into windows of about `size` tokens: what a tagger reads at once."""

    size: int = 150
    name: ClassVar[str] = "windows"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Sentence})
    provides: ClassVar[type[object]] = Window

    def __call__(self, report: Report, found: Annotations) -> Iterator[Window]:
        """Yield the windows in order; a sentence longer than a window stands alone."""
        sentences = found.of(Sentence)
        first = count = 0
        for place, sentence in enumerate(sentences):
            if place > first and count + len(sentence.tokens) > self.size:
                yield _window(sentences, first, place)
                first, count = place, 0
            count += len(sentence.tokens)
        if first < len(sentences):
            yield _window(sentences, first, len(sentences))


def _window(sentences: Sequence[Sentence], first: int, last: int) -> Window:
    """Make the window of sentences `first` up to but not including `last`."""
    span = sentences[first].evidence.hull(sentences[last - 1].evidence)
    return Window(evidence=span, first=first, last=last)
