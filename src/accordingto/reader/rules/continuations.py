"""Quotations that go on without a cue of their own, and blocks that a colon opens."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from accordingto.reader.layers import Quotation, Sentence, StatementAnchor
from accordingto.records.values import Stance
from accordingto.report import Span

_LEAST_WORDS = 4
_REACH = 2
_STOPS = frozenset({".", "!", "?", "...", '"', "”", "»"})
_OPENING_MARKS = frozenset({'"', "“", "«", "„"})
_FIRST_PERSON = frozenset({"i", "we", "my"})
_PLAIN_CUES = frozenset({"said", "says", "added", "told", "according", "adds"})
_BOILERPLATE = frozenset(
    {"subscribe", "privacy", "newsletter", "follow", "copyright", "spam", "telegram", "cookies"}
)
_NEAR = 60


def find_continuations(
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    anchors: Sequence[StatementAnchor],
) -> Iterator[StatementAnchor]:
    """Yield a statement for each quoted part of a sentence that no content holds."""
    contents = sorted(a.evidence for a in anchors)
    spoken = sorted((a for a in anchors if a.source is not None and a.cue is not None), key=_key)
    starts = [_key(a) for a in spoken]
    first = 0
    for quotation in quotations:
        span = quotation.evidence
        while first < len(sentences) and sentences[first].evidence.end <= span.start:
            first += 1
        place = first
        while place < len(sentences) and sentences[place].evidence.start < span.end:
            sentence = sentences[place]
            part = Span(
                max(span.start, sentence.evidence.start), min(span.end, sentence.evidence.end)
            )
            is_whole = (
                part.start == sentence.evidence.start and part.end >= sentence.evidence.end - 1
            )
            least = _LEAST_WORDS // 2 if is_whole else _LEAST_WORDS
            if _words(sentence, part) >= least and not _is_held(contents, part):
                anchor = _source_of(span, part, spoken, starts, sentences, place)
                if anchor is not None:
                    yield StatementAnchor(
                        evidence=part,
                        source=anchor.source,
                        cue=None,
                        stance=Stance.ASSERTS,
                        channel=anchor.channel,
                        knowledge=anchor.knowledge,
                    )
            place += 1


def find_blocks(
    sentences: Sequence[Sentence],
    openings: Mapping[int, StatementAnchor],
    anchors: Sequence[StatementAnchor],
) -> Iterator[StatementAnchor]:
    """Yield a statement for each sentence of a block that "X said:" opens.

    The block runs to the first sentence in which somebody else speaks, or to the end.
    """
    if not openings:
        return
    spoken = {_key(a) for a in anchors if a.cue is not None and a.source is not None}
    opening: StatementAnchor | None = None
    is_first = False
    for sentence in sentences:
        if sentence.index in openings:
            opening, is_first = openings[sentence.index], True
            continue
        if opening is None:
            continue
        if sentence.tokens[0].text in _OPENING_MARKS or _is_bare(sentence):
            if not is_first or sentence.tokens[0].text in _OPENING_MARKS:
                if is_first:
                    yield replace(opening, evidence=sentence.evidence)
                opening = None
            continue
        if not _is_first_person(sentence) and any(
            t.start in spoken and t.lower in _PLAIN_CUES for t in sentence.tokens
        ):
            opening = None
            continue
        yield replace(
            opening,
            evidence=sentence.evidence,
            cue=opening.cue if is_first else None,
            stance=Stance.ASSERTS,
        )
        is_first = False


def _is_bare(sentence: Sentence) -> bool:
    """Tell whether a line is a heading: it does not end like a sentence."""
    return sentence.tokens[-1].text not in _STOPS and len(sentence.tokens) < 12


def _is_first_person(sentence: Sentence) -> bool:
    lowers = {t.lower for t in sentence.tokens}
    return not _FIRST_PERSON.isdisjoint(lowers) and _BOILERPLATE.isdisjoint(lowers)


def find_own_words(
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    anchors: Sequence[StatementAnchor],
) -> Iterator[StatementAnchor]:
    """Yield a statement for a sentence in the first person that has no cue and no quotation.

    Texts that lost their quotation marks go on so; the source is that of the sentence before.
    """
    held = sorted([*(a.evidence for a in anchors), *(q.evidence for q in quotations)])
    spoken = sorted((a for a in anchors if a.source is not None and a.cue is not None), key=_key)
    starts = [_key(a) for a in spoken]
    reach = -1
    before: StatementAnchor | None = None
    for sentence in sentences:
        place = bisect_right(starts, sentence.evidence.end) - 1
        if place >= 0 and starts[place] >= sentence.evidence.start:
            before, reach = spoken[place], sentence.index
            continue
        if before is None or sentence.index - reach > 1 or not _is_first_person(sentence):
            continue
        if _is_held(held, sentence.evidence):
            continue
        reach = sentence.index
        yield StatementAnchor(
            evidence=sentence.evidence,
            source=before.source,
            cue=None,
            stance=Stance.ASSERTS,
            channel=before.channel,
            knowledge=before.knowledge,
        )


def _key(anchor: StatementAnchor) -> int:
    return (anchor.cue or anchor.evidence).start


def _words(sentence: Sentence, part: Span) -> int:
    return sum(1 for t in sentence.tokens if t.is_word and part.start <= t.start < part.end)


def _is_held(contents: Sequence[Span], part: Span) -> bool:
    """Tell whether a content overlaps the part."""
    place = bisect_right(contents, (part.end, 0))
    return any(c.overlaps(part) for c in contents[max(0, place - 6) : place])


def _source_of(
    quotation: Span,
    part: Span,
    spoken: Sequence[StatementAnchor],
    starts: Sequence[int],
    sentences: Sequence[Sentence],
    place: int,
) -> StatementAnchor | None:
    """Return the statement whose source also says this part: of this quotation, or just before."""
    after = bisect_right(starts, part.start)
    near = [*reversed(spoken[max(0, after - 3) : after]), *spoken[after : after + 3]]
    for anchor in near:
        if anchor.evidence.overlaps(quotation):
            return anchor
    reach = sentences[max(0, place - _REACH)].evidence.start
    if after and _key(spoken[after - 1]) >= reach:
        return spoken[after - 1]
    later = spoken[after] if after < len(spoken) else None
    return later if later is not None and 0 <= _key(later) - quotation.end < _NEAR else None
