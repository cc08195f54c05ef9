"""Two reports beside each other: what one has that the other has not, word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from accordingto.ledger.versions import Piece, Sign, VersionChange
from accordingto.views.cards import Sort
from accordingto.views.visible import make_plain
from accordingto.web.report_records import ReportInView

MOST_SHOWN = 100_000
"""Characters of a comparison that are shown."""
_MOST_WORDS = 1_500
"""Words of sentences that changed, up to which they are compared word by word."""
_LIKE = 0.4
"""Part of their words that sentences share, from which one is told as the other changed."""
_MOST_RECORDS = 200
_WORD = re.compile(r"\S++\s*+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Some words of a sentence."""

    text: str
    is_changed: bool
    """The other text does not have them here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence, and what became of it."""

    sign: Sign
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """A record that one of two reports has."""

    id: str
    sort: Sort
    heading: str
    says: str


def lines_of(change: VersionChange) -> tuple[tuple[Line, ...], bool]:
    """Return what changed, line by line, and whether all of it is there."""
    lines: list[Line] = []
    left = MOST_SHOWN
    for line in _lines(change.pieces):
        left -= sum(len(one.text) for one in line.words)
        if left < 0:
            return tuple(lines), False
        lines.append(line)
    return tuple(lines), True


def records_apart(
    one: ReportInView, other: ReportInView
) -> tuple[tuple[RecordLine, ...], tuple[RecordLine, ...]]:
    """Return the records that only one says, and those that only the other says.

    Records are the same here that read the same: kind, what they say and on whose word.
    """
    return _lacking(one, other), _lacking(other, one)


def _lines(pieces: Sequence[Piece]) -> Iterator[Line]:
    """Yield lines; sentences that went are compared with those that came in their place."""
    at = 0
    while at < len(pieces):
        gone = _run(pieces, at, Sign.GONE)
        new = _run(pieces, at + len(gone), Sign.NEW)
        if not gone and not new:
            yield _line(pieces[at].sign, [(pieces[at].text, False)])
            at += 1
            continue
        yield from _changed(" ".join(gone), " ".join(new))
        at += len(gone) + len(new)


def _run(pieces: Sequence[Piece], start: int, sign: Sign) -> list[str]:
    found: list[str] = []
    for piece in pieces[start:]:
        if piece.sign is not sign:
            break
        found.append(piece.text)
    return found


def _changed(gone: str, new: str) -> Iterator[Line]:
    one, other = _WORD.findall(gone), _WORD.findall(new)
    if not one or not other or len(one) + len(other) > _MOST_WORDS:
        yield from (_line(Sign.GONE, [(gone, True)]) for _ in one[:1])
        yield from (_line(Sign.NEW, [(new, True)]) for _ in other[:1])
        return
    before, after = ([word.strip() for word in words] for words in (one, other))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _LIKE:
        # Other sentences, not changed ones: a few words in common would only be in the way.
        yield _line(Sign.GONE, [(gone, False)])
        yield _line(Sign.NEW, [(new, False)])
        return
    codes = matcher.get_opcodes()
    yield _line(Sign.GONE, [("".join(one[a:b]), tag != "equal") for tag, a, b, _, _ in codes])
    yield _line(Sign.NEW, [("".join(other[a:b]), tag != "equal") for tag, _, _, a, b in codes])


def _line(sign: Sign, pieces: Sequence[tuple[str, bool]]) -> Line:
    words = (Words(text=text, is_changed=changed) for text, changed in pieces if text)
    return Line(sign=sign, words=tuple(words))


def _lacking(one: ReportInView, other: ReportInView) -> tuple[RecordLine, ...]:
    known = Counter(map(_key, _told(other)))
    found: list[RecordLine] = []
    for line in _told(one):
        known[_key(line)] -= 1
        if known[_key(line)] < 0:
            found.append(line)
    return tuple(found[:_MOST_RECORDS])


def _told(report: ReportInView) -> Iterator[RecordLine]:
    for identity, card, _ in report.cards:
        if card.sort in {Sort.PROBLEM, Sort.PERSON}:
            continue
        quote = f" “{make_plain(card.words or '')}”" if card.sort is Sort.STATEMENT else ""
        yield RecordLine(
            id=identity,
            sort=card.sort,
            heading=make_plain(f"{card.heading}{quote}"),
            says=make_plain(card.says or ""),
        )


def _key(line: RecordLine) -> tuple[Sort, str, str]:
    return line.sort, line.heading, line.says
