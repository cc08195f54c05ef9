"""The trained network as it ships: weights with their hash, run one window at a time."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from accordingto.errors import ConfigurationError
from accordingto.reader.devices import Device
from accordingto.reader.network.devices import Session, open_session
from accordingto.reader.network.hints import FEATURES, Relation
from accordingto.reader.network.wordpieces import WordPieces

Floats = npt.NDArray[np.float32]
DECIMALS = 3
"""Scores are rounded to so many, so that the order of sums in a processor does not show."""
FOLDER = Path(__file__).with_name("weights")


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the network says of the words of one window."""

    labels: Floats
    """(words, labels of all heads)"""
    anchors: Floats
    """(words, relations, key)"""
    roles: Floats
    """(words, relations, key)"""
    nobody: Floats
    """(words, relations)"""


class Model:
    """The network with its vocabulary and the names of its labels."""

    def __init__(self, folder: Path = FOLDER, device: Device = Device.CPU) -> None:
        self.card, self.pieces = _load(folder)
        self.sha256: str = self.card["sha256"]
        self.heads: Mapping[str, Sequence[str]] = self.card["heads"]
        self.key: int = self.card["key"]
        self.edges = np.array(self.card["distances"], dtype=np.int64)
        self.gap_scores = np.array(self.card["gap_scores"], dtype=np.float32)
        self.pair_scores = np.array(self.card["pair_scores"], dtype=np.float32)
        self.device = device
        self._session = _open(folder / "network.onnx", self.sha256, device)

    def run(self, pieces: Sequence[int], first: Sequence[int], features: Floats) -> Outputs:
        """Read one window: pieces, the place of each word's first piece, features of each word."""
        begins = np.array(first, dtype=np.int64)
        each = np.zeros((len(pieces), features.shape[1]), dtype=np.float32)
        each[begins] = features
        labels, anchors, roles, nobody = self._session.run(
            None,
            {"pieces": np.array(pieces, dtype=np.int64), "first": begins, "features": each},
        )
        shape = (len(first), len(Relation), self.key)
        return Outputs(
            np.round(labels, DECIMALS),
            np.round(anchors, DECIMALS).reshape(shape),
            np.round(roles, DECIMALS).reshape(shape),
            np.round(nobody, DECIMALS),
        )


def _load(folder: Path) -> tuple[Mapping[str, Any], WordPieces]:
    try:
        card: Mapping[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        made_for = card["features"], card["relations"]
        pieces = WordPieces.load(folder / "vocabulary.txt")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(
            f"the weights in {folder} cannot be read ({error}); expected card.json, network.onnx "
            "and vocabulary.txt; install the package anew, or read with the reader `rules`"
        ) from error
    if made_for != (list(FEATURES), list(Relation)):
        raise ConfigurationError(
            f"the weights in {folder} were made for other features or relations than this version "
            "has; expected those it was trained with; run make train, or install the package anew"
        )
    return card, pieces


def _open(path: Path, sha256: str, device: Device) -> Session:
    raw = path.read_bytes() if path.is_file() else b""
    found = hashlib.sha256(raw).hexdigest()
    if found != sha256:
        raise ConfigurationError(
            f"the weights {path} have the hash {found[:16]}..., expected {sha256[:16]}...: "
            "the file was changed or cut; install the package anew"
        )
    return open_session(raw, device)
