"""Weights written as they ship: ONNX with small integers, a card, the vocabulary."""

import hashlib
import json
import logging
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from accordingto.reader.network.hints import FEATURES, Relation
from training.network import DISTANCES, HEADS_OF_WORDS, KEY, Network

OPSET = 17


def export(network: Network, base: Path, folder: Path) -> None:
    """Write network.onnx, card.json and vocabulary.txt into a folder.

    Weights take 7 of 8 bits: sums of products then fit where a processor has no VNNI.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    path = folder / "network.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        exact = Path(scratch) / "exact.onnx"
        _write(network, exact)
        logging.disable(logging.WARNING)  # advice about shapes, of no use here
        quantize_dynamic(
            exact, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        logging.disable(logging.NOTSET)
    shutil.copyfile(base / "vocab.txt", folder / "vocabulary.txt")
    card = {
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "features": list(FEATURES),
        "relations": list(Relation),
        "heads": {name: list(labels) for name, labels in HEADS_OF_WORDS.items()},
        "key": KEY,
        "distances": list(DISTANCES),
        "gap_scores": [[round(x, 5) for x in row] for row in network.distances.tolist()],
        "pair_scores": [round(x, 5) for x in network.paired.tolist()],
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _write(network: Network, path: Path) -> None:
    pieces, first = torch.tensor([101, 2000, 2001, 102]), torch.tensor([1, 2])
    features = torch.zeros(4, len(FEATURES))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            (pieces, first, features),
            path,
            input_names=["pieces", "first", "features"],
            output_names=["labels", "anchors", "roles", "nobody"],
            dynamic_axes={
                "pieces": {0: "p"},
                "first": {0: "w"},
                "features": {0: "p"},
                "labels": {0: "w"},
                "anchors": {0: "w"},
                "roles": {0: "w"},
                "nobody": {0: "w"},
            },
            opset_version=OPSET,
            dynamo=False,
        )
