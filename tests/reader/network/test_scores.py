from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from accordingto.reader.network.hints import FEATURES, Pair, Relation
from accordingto.reader.network.model import Outputs
from accordingto.reader.network.scores import MANY_OFFSET, Roles, Scores
from accordingto.reader.network.windows import CONTEXT, MOST_PIECES
from accordingto.reader.network.wordpieces import END, START
from tests.reader.network.stubs import HEADS, MANY, Oracle, plain_words

RELATIONS = list(Relation)
WIDTH = sum(map(len, HEADS.values()))
TEXT = "Calm has returned. Rebels shelled Tarvo on Friday, residents of Marenna said."


@dataclass
class Plain(Oracle):
    """Stands for Model: says the same of every word, and remembers what it was asked."""

    asked: list = field(default_factory=list)

    def run(self, pieces, first, features):
        self.asked.append((list(pieces), list(first), features))
        count = len(first)
        keys = np.zeros((count, len(RELATIONS), self.key), dtype=np.float32)
        labels = np.zeros((count, WIDTH), dtype=np.float32)
        return Outputs(labels, keys, keys.copy(), keys[:, :, 0].copy())


@dataclass
class Telling(Plain):
    """Says of each word in which window it was read, and where in it."""

    def run(self, pieces, first, features):
        outputs = super().run(pieces, first, features)
        outputs.labels[:, 1] = len(self.asked)
        outputs.labels[:, 4] = np.arange(len(first)) / 100
        return outputs


def words_of(text, *pairs):
    """The words of a text, some of them paired by the rules."""
    words = plain_words(text)
    found = [Pair(relation, anchor, role) for relation, anchor, role in pairs]
    return replace(words, pairs=tuple(found))


def at(text, quote):
    words = plain_words(text)
    start = text.index(quote)
    first = words.starts.index(start)
    return range(first, first + len(plain_words(quote).tokens))


def told(values, start=0, nobody=0.0):
    return Roles(start, np.array(values, dtype=np.float32), nobody)


@pytest.mark.parametrize("head", HEADS)
def test_probabilities_of_the_labels_of_a_head_sum_to_one_for_each_word(head):
    scores = Scores(Oracle(), plain_words(TEXT))
    rows = scores.label(head)
    assert rows.shape == (len(scores.words.tokens), len(HEADS[head]))
    assert rows.sum(axis=1) == pytest.approx(1.0)
    assert (rows >= 0).all()


def test_each_head_has_its_own_columns():
    model = Plain()
    outputs = model.run([1, 2], [0], np.zeros((1, len(FEATURES))))
    outputs.labels[0] = np.arange(WIDTH) % 7
    model.run = lambda *_: outputs
    scores, first = Scores(model, plain_words("Calm")), 0
    for head, names in HEADS.items():
        raised = np.exp(outputs.labels[0, first : first + len(names)])
        assert scores.label(head)[0] == pytest.approx(raised / raised.sum())
        first += len(names)


def test_mean_of_labels_is_taken_over_the_words():
    scores = Scores(Oracle(), plain_words(TEXT))
    mean = scores.mean("stance", range(3, 6))
    assert list(mean) == HEADS["stance"]
    assert list(mean.values()) == pytest.approx(scores.label("stance")[3:6].mean(axis=0))


def test_window_is_shown_as_pieces_between_marks_with_each_word_first_piece():
    model = Plain()
    words = plain_words("Shells fell")
    words = replace(words, features=(frozenset({0, 5}), frozenset({7})))
    Scores(model, words)
    ((pieces, first, features),) = model.asked
    vocabulary = model.pieces.vocabulary
    expected = (*model.pieces.cut("Shells"), *model.pieces.cut("fell"))
    assert pieces == [vocabulary[START], *expected, vocabulary[END]]
    assert first == [1, 7]
    assert [list(np.flatnonzero(row)) for row in features] == [[0, 5], [7]]
    assert features.dtype == np.float32


def test_no_words_are_no_window():
    model = Plain()
    scores = Scores(model, plain_words(""))
    assert model.asked == []
    assert all(scores.label(head).shape == (0, len(names)) for head, names in HEADS.items())


def test_windows_are_joined_without_what_is_read_again():
    line = "Shells fell on the old town of Marenna again today. "  # 40 pieces, with the stop
    model = Telling()
    scores = Scores(model, plain_words(line * 40))
    sizes = [len(pieces) - 2 for pieces, _, _ in model.asked]
    assert len(sizes) > 3
    assert max(sizes) <= MOST_PIECES
    rows = scores.label("content")
    assert len(rows) == len(scores.words.tokens) == 40 * 11
    window = np.log(rows[:, 1] / rows[:, 0]).round().astype(int)
    assert list(window) == sorted(window)
    assert set(window) == set(range(1, len(sizes) + 1))
    place = np.log(scores.label("speech")[:, 1] / scores.label("speech")[:, 0])
    behind = [place[list(window).index(number)] for number in range(2, len(sizes) + 1)]
    # New words stand behind whole sentences that were read before, and those are short.
    assert [round(100 * gap) % 11 for gap in behind] == [0] * len(behind)
    assert all(0 < round(100 * gap) <= CONTEXT * 11 / 40 for gap in behind)


@pytest.mark.parametrize("relation", [r for r in Relation if r not in MANY])
def test_role_of_which_there_is_one_is_shared_out_among_all_words_and_nobody(relation):
    scores = Scores(Oracle(), plain_words(TEXT))
    roles = scores.roles(relation, at(TEXT, "shelled"))
    assert len(roles.values) == len(scores.words.tokens)
    assert roles.values.sum() + roles.nobody == pytest.approx(1.0)


@pytest.mark.parametrize("relation", MANY)
def test_role_of_which_there_are_many_is_judged_word_by_word(relation):
    roles = Scores(Oracle(loud=1.0), plain_words(TEXT)).roles(relation, at(TEXT, "shelled"))
    assert roles.nobody == 0.0
    assert ((roles.values > 0) & (roles.values < 1)).all()


def test_word_of_which_nothing_is_known_plays_no_role_for_many():
    roles = Scores(Plain(), plain_words(TEXT)).roles(Relation.ACTOR, at(TEXT, "shelled"))
    assert roles.values == pytest.approx(1 / (1 + np.exp(MANY_OFFSET)))


@pytest.mark.parametrize("relation", [Relation.STATEMENT_SOURCE, Relation.ACTOR])
def test_word_that_the_rules_pair_with_an_anchor_is_likelier(relation):
    anchor, role = at(TEXT, "shelled"), at(TEXT, "Rebels")
    model = Plain()
    model.pair_scores[RELATIONS.index(relation)] = 3.0
    scores = Scores(model, words_of(TEXT, (relation, anchor.start, role.start)))
    found = scores.roles(relation, anchor)
    assert int(found.values.argmax()) == role.start
    odds = found.values / (1 - found.values) if relation in MANY else found.values
    others = np.delete(odds, role.start)
    assert odds[role.start] / others == pytest.approx(np.exp(3.0), rel=1e-3)


def test_pair_of_another_relation_or_anchor_changes_nothing():
    anchor, role = at(TEXT, "shelled"), at(TEXT, "Rebels")
    model = Plain()
    model.pair_scores[:] = 3.0
    pairs = [(Relation.TARGET, anchor.start, role.start), (Relation.ACTOR, 0, role.start)]
    found = Scores(model, words_of(TEXT, *pairs)).roles(Relation.ACTOR, anchor)
    assert set(found.values) == {found.values[0]}


@pytest.mark.parametrize(
    ("bucket", "expected"),
    [(0, "a b"), (1, "c d e f g h i"), (2, "j"), (3, "X Y"), (4, "k l m n o p q"), (5, "r s")],
)
def test_distance_is_counted_from_the_ends_of_the_anchor(bucket, expected):
    text = "a b c d e f g h i j X Y k l m n o p q r s"
    model = Plain()
    model.gap_scores[RELATIONS.index(Relation.ACTOR), bucket] = 5.0
    scores = Scores(model, plain_words(text))
    likely = scores.roles(Relation.ACTOR, at(text, "X Y")).values > 0.5
    likely_words = [
        t.text for t, is_likely in zip(scores.words.tokens, likely, strict=True) if is_likely
    ]
    assert " ".join(likely_words) == expected
    assert not (scores.roles(Relation.TARGET, at(text, "X Y")).values > 0.5).any()


def test_keys_of_anchor_and_role_are_compared():
    class Keyed(Plain):
        def run(self, pieces, first, features):
            outputs = super().run(pieces, first, features)
            outputs.anchors[4, :, 1] = 6.0  # half of the anchor's two words
            outputs.roles[7, :, 1] = 6.0
            outputs.roles[8, :, 2] = 6.0
            return outputs

    found = Scores(Keyed(), plain_words(TEXT)).roles(Relation.ACTOR, range(4, 6))
    odds = np.log(found.values / (1 - found.values)) + MANY_OFFSET
    expected = np.zeros(len(odds))
    expected[7] = 3.0 * 6.0 / np.sqrt(4)
    assert odds == pytest.approx(expected, abs=1e-3)


LINE = "Shells fell on the old town of Marenna again today. "


def test_role_is_sought_in_the_window_in_which_the_anchor_is_new():
    model = Telling()
    scores = Scores(model, plain_words(LINE * 40))
    rows = scores.label("content")
    window = list(np.log(rows[:, 1] / rows[:, 0]).round().astype(int))
    for number, (_, first, _) in enumerate(model.asked, start=1):
        place = window.index(number)
        roles = scores.roles(Relation.ACTOR, range(place, place + 1))
        assert len(roles.values) == len(first)
        assert roles.start <= place
        assert (roles.start < place) == (number > 1)
        last = place + window.count(number)
        assert roles.start + len(first) == last
        beyond = scores.roles(Relation.ACTOR, range(last - 1, last + 5))
        assert beyond.start == roles.start


def test_pair_outside_the_window_is_not_seen():
    words = plain_words(LINE * 40)
    last = len(words.tokens) - 1
    pairs = (Pair(Relation.ACTOR, last, 0), Pair(Relation.ACTOR, last, last - 1))
    roles = Scores(Plain(), replace(words, pairs=pairs)).roles(
        Relation.ACTOR, range(last, last + 1)
    )
    assert roles.start > 0
    assert roles.start + int(roles.values.argmax()) == last - 1
    assert (roles.values > roles.values.min()).sum() == 1


@pytest.mark.parametrize(
    ("words", "together", "most"),
    [
        (range(12, 14), 0.5, 0.3),
        (range(8, 12), 0.1, 0.1),  # begins before the window
        (range(13, 99), 0.6, 0.3),  # ends behind it
        (range(5), 0.0, 0.0),
        (range(50, 60), 0.0, 0.0),
        (range(12, 12), 0.0, 0.0),
    ],
)
def test_likelihood_of_some_words_counts_those_in_the_window(words, together, most):
    roles = told([0.05, 0.05, 0.2, 0.3, 0.2, 0.1], start=10)
    assert roles.of(words) == pytest.approx(together)
    assert roles.most(words) == pytest.approx(most if most != 0.1 else 0.05)
