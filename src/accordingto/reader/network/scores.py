"""What the network says of a whole report: how each word is labelled, and who belongs to whom."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Roles:
    """How likely each word is to play a role for one anchor."""

    start: int
    """The word of the report that the first value stands for."""
    values: Floats
    nobody: float
    """How likely it is that no word does; 0 where several may."""

    def of(self, words: range) -> float:
        """Return how likely it is that some words play the role, all together."""
        inside = self.values[max(0, words.start - self.start) : max(0, words.stop - self.start)]
        return float(np.add.reduce(inside))

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
        self._anchors: dict[tuple[int, int], _Anchor] = {}
        self._pairs: dict[tuple[Relation, int], list[int]] = {}
        for pair in words.pairs:
            self._pairs.setdefault((pair.relation, pair.anchor), []).append(pair.role)

    def label(self, head: str) -> Floats:
        """Return the probability of each label of a head for each word: (words, labels)."""
        return self._labels[head]

    def mean(self, head: str, words: Sequence[int]) -> Mapping[str, float]:
        """Return the mean probability of each label over some words."""
        names = self._model.heads[head]
        values = self._labels[head][list(words)].mean(axis=0)
        return dict(zip(names, map(float, values), strict=True))

    def roles(self, relation: Relation, anchor: range) -> Roles:
        """Return who plays a role for the anchor that some words are."""
        window, outputs, at, keys, gaps = self._anchored(anchor)
        number = _ORDER[relation]
        score = outputs.roles[:, number] @ keys[number] / self._scale
        score += self._model.gap_scores[number][gaps]
        for partner in self._pairs.get((relation, anchor.start), ()):
            if window.start <= partner < window.end:
                score[partner - window.start] += self._model.pair_scores[number]
        if number >= _ORDER[Relation.ACTOR]:
            return Roles(window.start, _sigmoid(score - MANY_OFFSET), 0.0)
        nobody = outputs.nobody[at.start : at.stop, number].mean()
        whole = _softmax(np.concatenate([[nobody], score]))
        return Roles(window.start, whole[1:], float(whole[0]))

    def _anchored(self, anchor: range) -> _Anchor:
        """Look at an anchor from the window that reads it as new, once for all relations."""
        # Not by the range: all empty ones are equal.
        known = self._anchors.get((anchor.start, anchor.stop))
        if known is not None:
            return known
        place = bisect_right(self._firsts, anchor.start) - 1
        window, outputs = self._windows[place], self._outputs[place]
        at = range(anchor.start - window.start, min(anchor.stop, window.end) - window.start)
        keys = outputs.anchors[at.start : at.stop].mean(axis=0)
        found = _Anchor(window, outputs, at, keys, self._buckets(len(outputs.roles), at))
        self._anchors[anchor.start, anchor.stop] = found
        return found

    def _buckets(self, count: int, anchor: range) -> npt.NDArray[np.int64]:
        """Return the range of distances that each word of a window lies in."""
        places = np.arange(count)
        behind = np.maximum(places - (anchor.stop - 1), 0)
        gaps = np.where(places < anchor.start, places - anchor.start, behind)
        found: npt.NDArray[np.int64] = np.searchsorted(self._model.edges, gaps, side="right")
        return found

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
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True, initial=-1e9))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def _sigmoid(scores: Floats) -> Floats:
    shares: Floats = (1 / (1 + np.exp(-np.maximum(scores, LEAST_SCORE)))).astype(np.float32)
    return shares
