"""Builders: what a network might say of a text, written out in the test."""

import zlib
from dataclasses import dataclass, field
from string import ascii_lowercase, digits

import numpy as np

from accordingto.reader.devices import Device
from accordingto.reader.layers import (
    ActorRole,
    AgreementAnchor,
    FigureAnchor,
    IncidentAnchor,
    StatementAnchor,
    Tagging,
)
from accordingto.reader.network.hints import Relation, Words, find_words
from accordingto.reader.network.model import Outputs
from accordingto.reader.network.scores import Roles
from accordingto.reader.network.wordpieces import END, MASK, START, UNKNOWN, WordPieces
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.sentences import FindSentences
from accordingto.records.values import (
    BlameMode,
    Certainty,
    Kind,
    Scope,
    Stance,
    State,
    Step,
    Who,
)
from accordingto.report import Report, Span
from tests.builders import make_report

HEADS = {
    "content": ["outside", "begin", "inside"],
    "speech": ["outside", "source", "cue"],
    "figure": ["outside", *State],
    "incident": ["outside", *Kind],
    "step": ["outside", *Step],
    "doer": ["outside", *BlameMode],
    "stance": list(Stance),
    "who": list(Who),
    "scope": list(Scope),
    "certainty": list(Certainty),
}
MANY = tuple(Relation)[list(Relation).index(Relation.ACTOR) :]
"""Relations in which an anchor may have any number of partners."""
_SENTENCES = Pipeline((FindSentences(),))


def letter_pieces() -> WordPieces:
    """A vocabulary of letters and digits: each is one piece, and every mark is unknown."""
    signs = (UNKNOWN, START, END, MASK)
    first = (*ascii_lowercase, *digits)
    names = (*signs, *first, *(f"##{letter}" for letter in first))
    return WordPieces({name: number for number, name in enumerate(names)})


def plain_words(text: str) -> Words:
    """The words of a text of which nobody has said anything."""
    return find_words(_SENTENCES(make_report(text)), Tagging(evidence=Span(0, len(text))))


def row_of_words(*lengths: int) -> Words:
    """Sentences of so many words each, all of them "shell"."""
    line = " ".join(["shell"] * max(lengths, default=0))
    bare = plain_words(line) if line else plain_words("")
    count = sum(lengths)
    firsts = [sum(lengths[:place]) for place in range(len(lengths))]
    tokens = tuple(
        bare.tokens[0]._replace(start=6 * place, end=6 * place + 5) for place in range(count)
    )
    starts = tuple(token.start for token in tokens)
    return Words(tokens, tuple(firsts), (frozenset(),) * count, (), starts)


class Told:
    """Stands for Scores: nothing is anything, but for what it is told."""

    def __init__(self, text: str) -> None:
        self.report: Report = make_report(text)
        self.words = plain_words(text)
        count = len(self.words.tokens)
        self._labels = {name: np.zeros((count, len(row))) for name, row in HEADS.items()}
        for rows in self._labels.values():
            rows[:, 0] = 1.0
        self._roles: dict[tuple[Relation, int], dict[int, float]] = {}

    def span(self, quote: str, number: int = 0) -> Span:
        """Where words stand in the text; the first time unless another is asked for."""
        start = -1
        for _ in range(number + 1):
            start = self.report.text.index(quote, start + 1)
        return Span(start, start + len(quote))

    def at(self, quote: str, number: int = 0) -> range:
        """The numbers of some words."""
        return self.words.range_of(self.span(quote, number))

    def tell(self, head: str, quote: str, number: int = 0, /, **labels: float) -> "Told":
        """Words have labels; what is left of 1 goes to the label that all others have."""
        row = np.zeros(len(HEADS[head]))
        for label, sure in labels.items():
            row[HEADS[head].index(label)] = sure
        row[0] += 1.0 - row.sum()
        for place in self.at(quote, number):
            self._labels[head][place] = row
        return self

    def bind(self, relation: Relation, anchor: str, role: str, sure: float) -> "Told":
        """Words play a role for an anchor: together so likely, or each where many may."""
        at = self.at(role)
        each = sure if relation in MANY else sure / len(at)
        roles = self._roles.setdefault((relation, self.at(anchor)[0]), {})
        roles |= dict.fromkeys(at, each)
        return self

    def label(self, head: str) -> np.ndarray:
        return self._labels[head]

    def mean(self, head: str, words) -> dict[str, float]:
        values = self._labels[head][list(words)].mean(axis=0)
        return dict(zip(HEADS[head], map(float, values), strict=True))

    def roles(self, relation: Relation, anchor: range) -> Roles:
        values = np.zeros(len(self.words.tokens), dtype=np.float32)
        for place, sure in self._roles.get((relation, anchor.start), {}).items():
            values[place] = sure
        nobody = 0.0 if relation in MANY else 1.0 - float(values.sum())
        return Roles(0, values, nobody)

    def quotes(self, spans) -> list[str]:
        """The words of some spans."""
        return [self.report.quote(span) for span in spans]

    def statement(self, content: str, **others: object) -> StatementAnchor:
        """A statement as the rules might find it."""
        plain = {"source": None, "cue": None, "stance": Stance.ASSERTS}
        return StatementAnchor(evidence=self.span(content), **plain | others)

    def incident(self, evidence: str, **others: object) -> IncidentAnchor:
        """A mention of an incident as the rules might find it."""
        return IncidentAnchor(evidence=self.span(evidence), **{"kind": Kind.SHELLING} | others)

    def figure(self, evidence: str, **others: object) -> FigureAnchor:
        """Nine people killed, as the rules might find them."""
        plain = {"state": State.KILLED, "low": 9, "high": 9, "approximate": False}
        plain |= {"who": Who.UNKNOWN, "scope": Scope.INCIDENT}
        return FigureAnchor(evidence=self.span(evidence), **plain | others)

    def step(self, evidence: str, **others: object) -> AgreementAnchor:
        """A step of a truce as the rules might find it."""
        return AgreementAnchor(evidence=self.span(evidence), **{"step": Step.AGREED} | others)

    def doer(self, quote: str, **others: object) -> ActorRole:
        """Somebody in the role of doer."""
        return ActorRole(span=self.span(quote), **others)


@dataclass
class Oracle:
    """Stands for Model: its answers follow from the pieces of a window alone, and mean nothing.

    With `loud` high it is sure of much, so that every judge has something to keep, change and add.
    """

    loud: float = 4.0
    pieces: WordPieces = field(default_factory=letter_pieces)
    heads: dict[str, list[str]] = field(default_factory=lambda: HEADS)
    key: int = 4
    sha256: str = "0" * 64
    device: Device = Device.CPU
    edges: np.ndarray = field(default_factory=lambda: np.array([-8, -1, 0, 1, 8]))

    def __post_init__(self) -> None:
        self.gap_scores = np.zeros((len(Relation), len(self.edges) + 1), dtype=np.float32)
        self.pair_scores = np.ones(len(Relation), dtype=np.float32)
        self.windows: list[int] = []
        """How many pieces each window had."""

    def run(self, pieces, first, features) -> Outputs:
        self.windows.append(len(pieces))
        seed = zlib.crc32(repr((list(pieces), features.sum())).encode())
        rng = np.random.default_rng(seed)
        count, relations = len(first), len(Relation)

        def noise(*shape: int) -> np.ndarray:
            return (self.loud * rng.standard_normal(shape)).round(3).astype(np.float32)

        return Outputs(
            noise(count, sum(map(len, self.heads.values()))),
            noise(count, relations, self.key),
            noise(count, relations, self.key),
            noise(count, relations),
        )
