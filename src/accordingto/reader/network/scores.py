"""What the network says of a whole report: how each word is labelled, and who belongs to whom."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from accordingto.reader.network.hints import FEATURES, Relation, Words
from accordingto.reader.network.model import Floats, Model, Outputs
from accordingto.reader.network.windows import WordWindow, cut_windows
from accordingto.reader.network.wordpieces import END, START

MANY_OFFSET = 4.0
"""Most words play no role for an anchor: scores of relations to many start so far below even."""
LEAST_SCORE = -80.0
"""What is less likely still would not fit into a number of this size."""
_ORDER = {relation: number for number, relation in enumerate(Relation)}
_MANY = _ORDER[Relation.ACTOR]
"""Relations from this one on are to many: several words may play such a role."""


class Roles(NamedTuple):
    """How likely each word is to play a role for one anchor."""

    start: int
    """The word of the report that the first value stands for."""
    values: Floats
    nobody: float
    """How likely it is that no word does; 0 where several may."""

    def of(self, words: range) -> float:
        """Return how likely it is that some words play the role, all together."""
        first, last = max(0, words.start - self.start), max(0, words.stop - self.start)
        if last == first + 1 <= len(self.values):
            return float(self.values.item(first))  # nearly all days and most places are one word
        return float(np.add.reduce(self.values[first:last]))

    def most(self, words: range) -> float:
        """Return how likely the likeliest of some words is to play the role."""
        inside = self.values[max(0, words.start - self.start) : max(0, words.stop - self.start)]
        return float(np.maximum.reduce(inside, initial=0.0))


class _Anchor(NamedTuple):
    """What all relations of an anchor begin with."""

    window: WordWindow
    outputs: Outputs
    at: range
    """The anchor's words within the window."""
    keys: Floats
    """(relations, key)"""
    gaps: npt.NDArray[np.int64]
    """The range of distances that each word of the window lies in."""


class Scores:
    """The network's view of one report."""

    def __init__(self, model: Model, words: Words, shown: Sequence[str] = ()) -> None:
        """Run the network over a report; `shown` are its words where they are shown as others."""
        self.words = words
        self._model = model
        self._scale = np.sqrt(np.float32(model.key))
        cut = [*map(model.pieces.cut, shown or [token.text for token in words.tokens])]
        self._windows = list(cut_windows(words, [len(pieces) for pieces in cut]))
        self._firsts = [window.first for window in self._windows]
        self._outputs = [_run(model, words, cut, window) for window in self._windows]
        self._labels = dict(self._split())
        self._steps = _steps(model, max((w.end - w.start for w in self._windows), default=0))
        self._anchors: dict[tuple[int, int], _Anchor] = {}
        self._many: dict[tuple[int, int], Floats] = {}
        self._pairs: dict[tuple[Relation, int], list[int]] = {}
        for pair in words.pairs:
            self._pairs.setdefault((pair.relation, pair.anchor), []).append(pair.role)

    def label(self, head: str) -> Floats:
        """Return the probability of each label of a head for each word: (words, labels)."""
        return self._labels[head]

    def mean(self, head: str, words: range) -> Mapping[str, float]:
        """Return the mean probability of each label over some words."""
        values = mean(self._labels[head][words.start : words.stop])
        return dict(zip(self._model.heads[head], values.tolist(), strict=True))

    def roles(self, relation: Relation, anchor: range) -> Roles:
        """Return who plays a role for the anchor that some words are."""
        found = self._anchored(anchor)
        number = _ORDER[relation]
        if number >= _MANY:
            return Roles(found.window.start, self._of_many(anchor)[number - _MANY], 0.0)
        score = found.outputs.roles[:, number] @ found.keys[number] / self._scale
        score += self._model.gap_scores[number][found.gaps]
        self._add_pairs(score, relation, anchor, found.window)
        nobody = mean(found.outputs.nobody[found.at.start : found.at.stop, number])
        whole = _softmax(np.concatenate([[nobody], score]))
        return Roles(found.window.start, whole[1:], float(whole[0]))

    def _of_many(self, anchor: range) -> Floats:
        """Return how likely each word is to play each role of many: (relations, words)."""
        key = anchor.start, anchor.stop
        if (known := self._many.get(key)) is not None:
            return known
        found = self._anchored(anchor)
        roles = found.outputs.roles[:, _MANY:].transpose(1, 0, 2)
        score = (roles @ found.keys[_MANY:, :, np.newaxis])[:, :, 0] / self._scale
        score += self._model.gap_scores[_MANY:, found.gaps]
        for row, relation in zip(score, tuple(_ORDER)[_MANY:], strict=True):
            self._add_pairs(row, relation, anchor, found.window)
        self._many[key] = _sigmoid(score - MANY_OFFSET)
        return self._many[key]

    def _add_pairs(
        self, score: Floats, relation: Relation, anchor: range, window: WordWindow
    ) -> None:
        """Raise the scores of words that the rules bring together with an anchor."""
        for partner in self._pairs.get((relation, anchor.start), ()):
            if window.start <= partner < window.end:
                score[partner - window.start] += self._model.pair_scores[_ORDER[relation]]

    def _anchored(self, anchor: range) -> _Anchor:
        """Look at an anchor from the window that reads it as new, once for all relations."""
        # Not by the range: all empty ones are equal.
        known = self._anchors.get((anchor.start, anchor.stop))
        if known is not None:
            return known
        place = bisect_right(self._firsts, anchor.start) - 1
        window, outputs = self._windows[place], self._outputs[place]
        at = range(anchor.start - window.start, min(anchor.stop, window.end) - window.start)
        keys = mean(outputs.anchors[at.start : at.stop])
        found = _Anchor(window, outputs, at, keys, self._buckets(len(outputs.roles), at))
        self._anchors[anchor.start, anchor.stop] = found
        return found

    def _buckets(self, count: int, anchor: range) -> npt.NDArray[np.int64]:
        """Return the range of distances that each word of a window lies in."""
        none = len(self._steps) // 2
        before = self._steps[none - anchor.start : none]
        inside = self._steps[[none] * len(anchor)]
        behind = self._steps[none + 1 : none + 1 + count - anchor.stop]
        return np.concatenate((before, inside, behind))

    def _split(self) -> Iterator[tuple[str, Floats]]:
        """Yield the labels of each head, of all windows, as probabilities."""
        rows = [
            outputs.labels[window.first - window.start :]
            for window, outputs in zip(self._windows, self._outputs, strict=True)
        ]
        width = sum(map(len, self._model.heads.values()))
        whole = np.concatenate(rows) if rows else np.zeros((0, width), dtype=np.float32)
        first = 0
        for name, labels in self._model.heads.items():
            yield name, _softmax(whole[:, first : first + len(labels)])
            first += len(labels)


def mean(values: Floats) -> Floats:
    """Return the mean of a few rows, as their `mean` does that takes its time."""
    means: Floats = np.add.reduce(values, axis=0) / np.float32(len(values))
    return means


def _steps(model: Model, reach: int) -> npt.NDArray[np.int64]:
    """Return the range that each distance lies in, from so many words before to as many behind."""
    found: npt.NDArray[np.int64] = np.searchsorted(
        model.edges, np.arange(-reach, reach + 1), side="right"
    )
    return found


def _run(model: Model, words: Words, cut: Sequence[tuple[int, ...]], window: WordWindow) -> Outputs:
    vocabulary = model.pieces.vocabulary
    ids, first = [vocabulary[START]], []
    for place in range(window.start, window.end):
        first.append(len(ids))
        ids.extend(cut[place])
    ids.append(vocabulary[END])
    return model.run(ids, first, _features(words.features[window.start : window.end]))


def _features(marks: Sequence[frozenset[int]]) -> Floats:
    """Return the marks of words as rows of zeros and ones."""
    features = np.zeros((len(marks), len(FEATURES)), dtype=np.float32)
    rows = np.repeat(np.arange(len(marks)), list(map(len, marks)))
    features[rows, list(chain.from_iterable(marks))] = 1.0
    return features


def _softmax(scores: Floats) -> Floats:
    most: Floats = np.maximum.reduce(scores, axis=-1, keepdims=True, initial=-1e9)
    raised = np.exp(scores - most)
    total: Floats = np.add.reduce(raised, axis=-1, keepdims=True)
    shares: Floats = raised / total
    return shares


def _sigmoid(scores: Floats) -> Floats:
    raised = np.exp(-np.maximum(scores, LEAST_SCORE))
    shares: Floats = (1 / (1 + raised)).astype(np.float32, copy=False)
    return shares
