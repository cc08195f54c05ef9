from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from accordingto.report import Span
from accordingto.views.cards import Role
from accordingto.views.segments import (
    LONGEST_BLOCK,
    MOST_CARDS,
    Highlight,
    cut_blocks,
    cut_segments,
)


def highlight(start: int, end: int, card: int, *, is_first: bool = True) -> Highlight:
    return Highlight(Span(start, end), Role.FIGURE, card, is_first)


def test_overlapping_words_are_cut_into_segments_that_name_both_cards() -> None:
    (segments,) = cut_segments([Span(0, 10)], [highlight(0, 8, 0), highlight(4, 10, 1)])
    assert [(s.span, s.cards) for s in segments] == [
        (Span(0, 4), (0,)),
        (Span(4, 8), (1, 0)),
        (Span(8, 10), (1,)),
    ]


def test_nested_words_name_the_innermost_card_first() -> None:
    (segments,) = cut_segments([Span(0, 10)], [highlight(0, 10, 0), highlight(4, 6, 1)])
    assert segments[1].cards == (1, 0)


def test_card_begins_in_one_segment_alone() -> None:
    blocks = [Span(0, 5), Span(7, 12)]
    segments = [s for block in cut_segments(blocks, [highlight(2, 10, 3)]) for s in block]
    assert [s.span for s in segments if s.starts == (3,)] == [Span(2, 5)]


def test_masked_name_opens_once() -> None:
    (segments,) = cut_segments([Span(0, 9)], [highlight(4, 9, 0)], [Span(2, 6)])
    assert [(s.span, s.is_masked, s.opens_mask) for s in segments] == [
        (Span(0, 2), False, False),
        (Span(2, 4), True, True),
        (Span(4, 6), True, False),
        (Span(6, 9), False, False),
    ]


def test_segment_names_a_bounded_number_of_cards() -> None:
    many = [highlight(0, 10, card) for card in range(500)]
    (segments,) = cut_segments([Span(0, 10)], many)
    assert len(segments[0].cards) == MOST_CARDS


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda s: Span(s[0], s[0] + s[1]))


@given(st.text(alphabet="ab \n", max_size=60), st.lists(spans), st.lists(spans, max_size=1))
def test_segments_cover_each_block_and_name_what_lies_over_them(
    text: str, marked: list[Span], masked: list[Span]
) -> None:
    highlights = [Highlight(s, Role.FIGURE, i, is_first=True) for i, s in enumerate(marked[:30])]
    blocks = list(cut_blocks(text))
    for block, segments in zip(blocks, cut_segments(blocks, highlights, masked), strict=True):
        assert segments[0].span.start == block.start
        assert segments[-1].span.end == block.end
        assert all(a.span.end == b.span.start for a, b in pairwise(segments))
        for segment in segments:
            over = {h.card for h in highlights if h.span.overlaps(segment.span)}
            assert set(segment.cards) == over
            assert segment.is_masked == any(m.overlaps(segment.span) for m in masked)


@given(st.text(alphabet="ab. \n", max_size=400))
def test_blocks_hold_all_but_blank_lines(text: str) -> None:
    blocks = list(cut_blocks(text))
    assert "".join("".join(text[b.start : b.end] for b in blocks).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(blocks))


def test_endless_line_is_cut_at_ends_of_sentences_and_else_anywhere() -> None:
    text = "One two three. " * 2_000 + "x" * 20_000
    blocks = list(cut_blocks(text))
    assert max(b.end - b.start for b in blocks) <= 2 * LONGEST_BLOCK
    assert "".join(text[b.start : b.end] for b in blocks) == text
    assert text[: blocks[0].end].endswith("three. ")
