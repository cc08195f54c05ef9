"""What a window is shown as, and how far the network's answers are from the gold."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from accordingto.reader.network.hints import FEATURES, Relation
from accordingto.reader.network.scores import MANY_OFFSET
from accordingto.reader.network.windows import WordWindow
from accordingto.reader.network.wordpieces import END, MASK, START, WordPieces
from training.examples import MASKED, SINGLE, TAGS, Anchor, Example
from training.network import Network, bucket, split_labels
from training.swapping import Cut, Swapper

ORDER = list(Relation)
OUTSIDE_WEIGHT = {"content": 0.7, "speech": 0.7}
RARE_WEIGHT = 0.3
"""How much a word that is labelled as nothing counts, by tag; where nearly all are, little."""
TAG_WEIGHT = {"speech": 0.5}
TRAIT_WEIGHT, SINGLE_WEIGHT, MANY_WEIGHT = 0.2, 0.4, 0.15
PARTNER_WEIGHT = 2.0
"""How much a word that plays a role counts among the many that play none."""
FEATURE_LOSS = 0.05
"""Share of features that a window is shown without."""
FAR = -1e9
_RULED = ("source", "cue", "content", "accused", "incident", "background", "figure", "actor")
_RULED += ("target", "weapon", "party", "subject", "stance", "step")
PLAIN = torch.tensor([float(not name.startswith(_RULED)) for name in FEATURES])
"""1 for features that do not come from the rules' tagger."""


@dataclass(frozen=True, slots=True)
class Show:
    """How windows are shown in training."""

    no_rules: float = 0.2
    """Share of windows that are shown without what the rules say."""
    hidden: float = 0.06
    """Share of pieces that are hidden."""
    swapped: float = 0.25
    """Share of windows in which names are exchanged."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One window as the network is shown it."""

    pieces: Tensor
    first: Tensor
    features: Tensor
    with_rules: bool


def plain_inputs(
    example: Example, window: WordWindow, pieces: WordPieces, cut: Cut
) -> tuple[Tensor, Tensor, Tensor]:
    """Return numbers of pieces, the first piece of each word, and features of pieces."""
    ids, first = [pieces.vocabulary[START]], []
    for place in range(window.start, window.end):
        first.append(len(ids))
        ids.extend(cut[place])
    ids.append(pieces.vocabulary[END])
    features = torch.zeros(len(ids), len(FEATURES))
    for row, place in zip(first, range(window.start, window.end), strict=True):
        features[row, list(example.words.features[place])] = 1.0
    return torch.tensor(ids), torch.tensor(first), features


@dataclass(frozen=True, slots=True)
class Showing:
    """Shows windows with something hidden or exchanged, each time otherwise."""

    pieces: WordPieces
    swapper: Swapper
    rng: random.Random
    how: Show

    def __call__(self, example: Example, window: WordWindow) -> Shown:
        """Return one window."""
        is_swapped = self.rng.random() < self.how.swapped
        cut = self.swapper.swap(example, window, self.rng) if is_swapped else example.pieces
        ids, first, features = plain_inputs(example, window, self.pieces, cut)
        hidden = torch.tensor([self.rng.random() < self.how.hidden for _ in range(len(ids))])
        hidden[0] = hidden[-1] = False
        ids = torch.where(hidden, torch.tensor(self.pieces.vocabulary[MASK]), ids)
        with_rules = self.rng.random() >= self.how.no_rules
        lost = (torch.rand(features.shape[1]) > FEATURE_LOSS).float()
        return Shown(ids, first, features * (lost if with_rules else PLAIN), with_rules)


def window_losses(
    network: Network, shown: Shown, example: Example, window: WordWindow
) -> Mapping[str, Tensor]:
    """Return the losses of one window, by head."""
    labels, *keys = (out.float() for out in network(shown.pieces, shown.first, shown.features))
    losses: dict[str, Tensor] = {}
    new = slice(window.first - window.start, None)
    for name, logits in split_labels(labels).items():
        target = torch.tensor(example.labels[name][window.first : window.end])
        if name in TAGS:
            weight = torch.ones(logits.shape[1])
            weight[0] = OUTSIDE_WEIGHT.get(name, RARE_WEIGHT)
            loss = functional.cross_entropy(logits[new], target, weight=weight)
            losses[name] = TAG_WEIGHT.get(name, 1.0) * loss
        elif bool((target != MASKED).any()):
            loss = functional.cross_entropy(logits[new], target, ignore_index=MASKED)
            losses[name] = TRAIT_WEIGHT * loss
    own = [a for a in example.anchors if window.first <= a.words[0] < window.end]
    return losses | (_role_losses(network, shown, example, window, own, keys) if own else {})


def _role_losses(
    network: Network,
    shown: Shown,
    example: Example,
    window: WordWindow,
    own: Sequence[Anchor],
    keys: Sequence[Tensor],
) -> dict[str, Tensor]:
    """Return the losses of who belongs to whom."""
    anchors, roles, nobody = keys
    mean, gaps = _where(own, window, len(anchors))
    paired = _paired(example, window, own, len(anchors), shown.with_rules)
    scores = network.scores(mean @ anchors, roles, bucket(gaps), paired)
    none = (mean @ nobody).T
    single, many = [], []
    for number, anchor in enumerate(own):
        for relation, partners in anchor.roles.items():
            inside = [p - window.start for p in partners if window.start <= p < window.end]
            row = ORDER.index(relation), number, inside
            (single if relation in SINGLE else many).append(row)
    losses = {}
    if single:
        losses["single"] = SINGLE_WEIGHT * _single_loss(scores, none, single)
    if many:
        losses["many"] = MANY_WEIGHT * _many_loss(scores, many)
    return losses


Row = tuple[int, int, list[int]]


def _single_loss(scores: Tensor, none: Tensor, rows: Sequence[Row]) -> Tensor:
    """Return how unlikely the right partners are, or nobody where there is none."""
    relation, anchor = torch.tensor([r[0] for r in rows]), torch.tensor([r[1] for r in rows])
    whole = torch.cat([none[relation, anchor][:, None], scores[relation, anchor]], dim=1)
    wrong = torch.full_like(whole, FAR)
    for number, (_, _, partners) in enumerate(rows):
        wrong[number, [p + 1 for p in partners] or [0]] = 0.0
    return (torch.logsumexp(whole, 1) - torch.logsumexp(whole + wrong, 1)).mean()


def _many_loss(scores: Tensor, rows: Sequence[Row]) -> Tensor:
    """Return how far each word is from playing the role that it plays, or from playing none."""
    relation, anchor = torch.tensor([r[0] for r in rows]), torch.tensor([r[1] for r in rows])
    found = scores[relation, anchor] - MANY_OFFSET
    target = torch.zeros_like(found)
    for number, (_, _, partners) in enumerate(rows):
        target[number, partners] = 1.0
    weight = 1.0 + (PARTNER_WEIGHT - 1.0) * target
    loss = functional.binary_cross_entropy_with_logits(
        found, target, weight=weight, reduction="sum"
    )
    return loss / len(rows)


def _where(own: Sequence[Anchor], window: WordWindow, count: int) -> tuple[Tensor, Tensor]:
    """Return what takes the mean over each anchor's words, and how far each word is from it."""
    mean = torch.zeros(len(own), count)
    gaps = torch.zeros(len(own), count, dtype=torch.long)
    places = torch.arange(count)
    for row, anchor in enumerate(own):
        at = [p - window.start for p in anchor.words if p < window.end]
        mean[row, at] = 1.0 / len(at)
        behind = (places - at[-1]).clamp(min=0)
        gaps[row] = torch.where(places < at[0], places - at[0], behind)
    return mean, gaps


def _paired(
    example: Example, window: WordWindow, own: Sequence[Anchor], count: int, with_rules: bool
) -> Tensor:
    """Return 1 where the rules bring an anchor and a word together."""
    paired = torch.zeros(len(ORDER), len(own), count)
    rows: dict[int, list[int]] = {}
    for row, anchor in enumerate(own):
        rows.setdefault(anchor.words[0], []).append(row)
    for pair in example.words.pairs if with_rules else ():
        if window.start <= pair.role < window.end:
            for row in rows.get(pair.anchor, ()):
                paired[ORDER.index(pair.relation), row, pair.role - window.start] = 1.0
    return paired
