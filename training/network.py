"""The network: one encoder, a layer of labels for each word, and scores for who belongs to whom."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from accordingto.reader.network.hints import FEATURES, Relation
from training.examples import TAGS, TRAITS

WIDTH, HEADS, INNER, POSITIONS, PIECES = 384, 12, 1536, 512, 30522
STRETCHES = (128, 192, 0)
"""For each layer, among how many pieces it mixes at most; 0: all of a window. The cuts of one layer
lie within stretches of the next. The encoder has six layers; these are its lowest.
"""
KEY = 48
"""Numbers by which an anchor and a role are compared, for each relation."""
DISTANCES = (-256, -128, -64, -32, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256)
"""Words from an anchor to a role: the edges of the ranges that are told apart."""
HEADS_OF_WORDS = {**TAGS, **TRAITS}


class Block(nn.Module):
    """One layer of a BERT encoder (Devlin et al. 2019, arXiv:1810.04805)."""

    def __init__(self, dropout: float, *, stretch: int) -> None:
        super().__init__()
        self.stretch = stretch
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_attention = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, wanted: Tensor | None = None) -> Tensor:
        """Return the pieces mixed with each other, all of them or those wanted: (pieces, WIDTH)."""
        q, k, v = (
            layer(x).view(-1, HEADS, WIDTH // HEADS).transpose(0, 1)
            for layer in (self.query, self.key, self.value)
        )
        mix = self._near if self.stretch else self._whole
        mixed = mix(q, k / math.sqrt(WIDTH // HEADS), v).transpose(0, 1).reshape(-1, WIDTH)
        if wanted is not None:
            x, mixed = x[wanted], mixed[wanted]
        x = self.norm_attention(x + self.dropout(self.out(mixed)))
        return self.norm(x + self.dropout(self.down(functional.gelu(self.up(x)))))

    def _whole(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """Mix every piece with every other: (heads, pieces, width of a head)."""
        return self.dropout(torch.softmax(q @ k.transpose(1, 2), dim=-1)) @ v

    def _near(self, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """Mix the pieces of each stretch with each other."""
        count = q.shape[1]
        stretches = (count + self.stretch - 1) // self.stretch
        length = (count + stretches - 1) // stretches
        each = HEADS, stretches, length, WIDTH // HEADS
        none = q.new_zeros(HEADS, stretches * length - count, WIDTH // HEADS)
        q, k, v = (torch.cat([x, none], dim=1).view(each) for x in (q, k, v))
        mixed = self.dropout(torch.softmax(q @ k.transpose(2, 3), dim=-1)) @ v
        return mixed.reshape(HEADS, -1, WIDTH // HEADS)[:, :count]


class Network(nn.Module):
    """Reads one window: numbers of pieces, the first piece of each word, features of pieces.

    Features are those of the word that a piece begins; other pieces have none.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.hints = nn.Linear(len(FEATURES), WIDTH, bias=False)
        self.blocks = nn.ModuleList(Block(dropout, stretch=stretch) for stretch in STRETCHES)
        self.dropout = nn.Dropout(dropout)
        self.again = nn.Linear(len(FEATURES), WIDTH, bias=False)
        labels = sum(map(len, HEADS_OF_WORDS.values()))
        self.labels = nn.Linear(WIDTH, labels)
        self.own, self.other = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.anchors = nn.Linear(WIDTH, KEY * len(Relation))
        self.roles = nn.Linear(WIDTH, KEY * len(Relation))
        self.nobody = nn.Linear(WIDTH, len(Relation))
        self.distances = nn.Parameter(torch.zeros(len(Relation), len(DISTANCES) + 1))
        self.paired = nn.Parameter(torch.full((len(Relation),), 1.0))
        nn.init.zeros_(self.hints.weight)
        nn.init.zeros_(self.again.weight)

    @staticmethod
    def is_encoder(name: str) -> bool:
        """Tell whether a weight is one that the encoder came with."""
        return name.partition(".")[0] in {"pieces", "positions", "kinds", "norm", "blocks"}

    def encode(self, pieces: Tensor, first: Tensor, features: Tensor) -> Tensor:
        """Return what is known of each word: (words, WIDTH)."""
        places = torch.arange(pieces.shape[0])
        x = self.pieces(pieces) + self.positions(places) + self.kinds.weight[0]
        x = self.dropout(self.norm(x + self.hints(features).to(x.dtype)))
        *lower, last = self.blocks
        for block in lower:
            x = block(x)
        return last(x, first) + self.again(features[first])

    def forward(self, pieces: Tensor, first: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """Return labels, keys of anchors and of roles, and the weight of nobody, for each word."""
        h = self.dropout(self.encode(pieces, first, features))
        own, other = functional.gelu(self.own(h)), functional.gelu(self.other(h))
        return self.labels(h), self.anchors(own), self.roles(other), self.nobody(own)

    def scores(self, anchors: Tensor, roles: Tensor, gaps: Tensor, paired: Tensor) -> Tensor:
        """Return how well each word fits each anchor: (relations, anchors, words)."""
        each = len(Relation), KEY
        score = torch.einsum("ark,nrk->ran", anchors.view(-1, *each), roles.view(-1, *each))
        score = score / math.sqrt(KEY) + self.distances[:, gaps]
        return score + self.paired[:, None, None] * paired


def load_encoder(network: Network, weights: dict[str, Tensor]) -> None:
    """Fill the encoder with the weights of a BERT model; layers above ours are left out."""
    names = {
        "embeddings.word_embeddings.weight": "pieces.weight",
        "embeddings.position_embeddings.weight": "positions.weight",
        "embeddings.token_type_embeddings.weight": "kinds.weight",
        "embeddings.LayerNorm": "norm",
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "out",
        "attention.output.LayerNorm": "norm_attention",
        "intermediate.dense": "up",
        "output.dense": "down",
        "output.LayerNorm": "norm",
        "encoder.layer": "blocks",
    }
    own = network.state_dict()
    for name, value in weights.items():
        if name.startswith("pooler") or name.endswith("position_ids"):
            continue
        ours = name
        for part, other in names.items():
            ours = ours.replace(part, other)
        if ours in own:
            own[ours].copy_(value)


def bucket(gaps: Tensor) -> Tensor:
    """Return the number of the range that each distance lies in."""
    return torch.bucketize(gaps, torch.tensor(DISTANCES), right=True)


def split_labels(labels: Tensor) -> dict[str, Tensor]:
    """Cut the labels of all heads apart."""
    sizes = [len(names) for names in HEADS_OF_WORDS.values()]
    return dict(zip(HEADS_OF_WORDS, labels.split(sizes, dim=-1), strict=True))
