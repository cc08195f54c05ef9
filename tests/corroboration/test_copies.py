import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.corroboration import copies
from accordingto.corroboration.copies import CopyKind, contain, find_copies
from accordingto.corroboration.sketches import make_sketch, read_shingles
from tests.corroboration.texts import make_digest, make_story

STORY = make_story(1)


def _members(*digests):
    return [group.members for group in find_copies(digests).groups]


def test_a_text_printed_twice_is_a_copy_and_the_earlier_one_is_first():
    late, early = make_digest("a", STORY, days=3), make_digest("b", STORY, days=1)
    (group,) = find_copies([late, early, make_digest("c", make_story(2))]).groups
    assert group.members == ("b", "a")
    assert group.first == "b"
    (link,) = group.links
    assert (link.one, link.other, link.kind) == ("b", "a", CopyKind.COPY)
    assert (link.of_one, link.of_other) == (1.0, 1.0)


def test_other_tolls_make_no_other_text():
    text = "At least {} people were killed and {} hurt when shells hit the market of Tal Marena."
    assert _members(make_digest("a", text.format(12, 30)), make_digest("b", text.format(70, 99)))


def test_a_paragraph_of_a_long_report_is_an_excerpt_of_it():
    long = make_story(3, 500)
    digests = [make_digest("a", long), make_digest("b", long[100:180], days=1)]
    (group,) = find_copies(digests).groups
    assert group.links[0].kind is CopyKind.EXCERPT
    assert group.links[0].of_other > 0.95
    assert group.links[0].of_one < 0.2


def test_half_of_the_words_in_other_order_is_a_rewrite():
    mixed = make_story(4, 60) + STORY[:50] + make_story(5, 10)
    (group,) = find_copies([make_digest("a", STORY), make_digest("b", mixed)]).groups
    assert group.links[0].kind is CopyKind.REWRITE


def test_a_rewrite_months_later_must_share_more():
    mixed = make_story(4, 60) + STORY[:55]
    assert not _members(make_digest("a", STORY), make_digest("b", mixed, days=60))
    assert _members(make_digest("a", STORY), make_digest("b", STORY, days=60))


def test_what_is_said_again_and_again_makes_no_copy():
    background = make_story(6, 50)
    digests = [
        make_digest(str(seed), make_story(10 + seed, 70) + background, days=10 * seed)
        for seed in range(6)
    ]
    assert _members(*digests[:2]) == [("0", "1")], "with two reports alone it cannot be known"
    assert not _members(*digests)


def test_nothing_is_compared_without_text():
    assert not _members(make_digest("a"), make_digest("b"), make_digest("c", "..."))


def test_undated_reports_come_last():
    (group,) = find_copies(
        [make_digest("a", STORY, days=None), make_digest("b", STORY, days=9)]
    ).groups
    assert group.first == "b"


def test_two_long_texts_are_compared_by_what_was_kept_of_both():
    long = make_story(7, 4000)
    other = long[:2000] + make_story(8, 2000)
    one, two = (read_shingles(make_sketch(" ".join(words))) for words in (long, other))
    assert contain(one, two) == pytest.approx((0.5, 0.5), abs=0.06)


def test_nothing_shares_nothing():
    empty = np.empty(0, dtype=np.uint32)
    assert contain(empty, read_shingles(make_sketch("one two three four"))) == (0.0, 0.0)


def test_a_thousand_near_copies_are_one_group_and_few_comparisons(monkeypatch):
    chance, calls = random.Random(1), []  # noqa: S311 -- texts of tests
    counted = copies.contain
    monkeypatch.setattr(copies, "contain", lambda *two: calls.append(1) or counted(*two))
    digests = [
        make_digest(
            f"{number:04}",
            [word if chance.random() > 0.02 else "other" for word in STORY],
            days=number % 200,
        )
        for number in range(1000)
    ]
    (group,) = find_copies(digests).groups
    assert len(group.members) == 1000
    assert len(calls) < 20 * 1000


@settings(max_examples=20)
@given(st.permutations(range(9)))
def test_order_of_arrival_changes_nothing(order):
    stories = [make_story(1), make_story(2), make_story(3)]
    digests = [
        make_digest(str(one), stories[one % 3][: 120 - 20 * (one // 3)], days=one)
        for one in range(9)
    ]
    assert find_copies(digests[one] for one in order) == find_copies(digests)


def test_near_copies_are_led_by_the_longest_of_their_kind_and_all_others_by_nobody():
    story, other = " ".join(STORY), " ".join(make_story(2))
    texts = [f"{story} It was quiet then.", story, other, "Three words only."]
    shingles = [read_shingles(make_sketch(text)) for text in texts]
    longest_first = [*sorted(shingles[:3], key=len, reverse=True), shingles[3]]
    ((near, leader),) = copies.find_near_copies(longest_first).items()
    assert longest_first[leader] is shingles[0]
    assert longest_first[near] is shingles[1]
    assert copies.find_near_copies([]) == {}
    assert copies.find_near_copies(shingles[3:]) == {}
