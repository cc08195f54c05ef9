import hashlib
import json

import numpy as np
import pytest

from accordingto.errors import ConfigurationError
from accordingto.reader.network import devices
from accordingto.reader.network.hints import FEATURES, Relation
from accordingto.reader.network.model import Model

RAW = b"as if these were weights"
KEY = 2
CARD = {
    "sha256": hashlib.sha256(RAW).hexdigest(),
    "features": list(FEATURES),
    "relations": list(Relation),
    "heads": {"content": ["outside", "begin", "inside"], "stance": ["asserts", "denies"]},
    "key": KEY,
    "distances": [-1, 0, 1],
    "gap_scores": [[0.0, 0.5, 1.0, 0.25]] * len(Relation),
    "pair_scores": [1.0] * len(Relation),
}


class Session:
    """Stands for ONNX Runtime: numbers the words, and remembers how it was made."""

    made: list = []  # noqa: RUF012  # one list for all, emptied by each test
    asked: list = []  # noqa: RUF012

    def __init__(self, raw, options, providers):
        self.made.append((raw, options, providers))

    def run(self, outputs, inputs):
        self.asked.append((outputs, inputs))
        count, relations = len(inputs["first"]), len(Relation)
        numbers = np.arange(count, dtype=np.float32)[:, None] + np.float32(0.00049)
        keys = np.tile(numbers, (1, relations * KEY))
        keys[:, 1::KEY] += 100
        return np.tile(numbers, (1, 5)), keys, keys, np.tile(numbers, (1, relations))


@pytest.fixture
def session(monkeypatch):
    monkeypatch.setattr(devices.onnxruntime, "InferenceSession", Session)
    monkeypatch.setattr(Session, "made", [])
    monkeypatch.setattr(Session, "asked", [])
    return Session


def write(folder, card=CARD, raw=RAW):
    folder.mkdir(exist_ok=True)
    (folder / "vocabulary.txt").write_text("[UNK]\n[CLS]\n[SEP]\n[MASK]\nshell\n", encoding="utf-8")
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    (folder / "network.onnx").write_bytes(raw)
    return folder


@pytest.mark.usefixtures("session")
def test_card_says_what_the_outputs_mean(tmp_path):
    model = Model(write(tmp_path))
    assert model.heads == CARD["heads"]
    assert model.sha256 == CARD["sha256"]
    assert (model.key, model.edges.tolist()) == (KEY, [-1, 0, 1])
    assert model.gap_scores.shape == (len(Relation), 4)
    assert model.pieces.cut("shell") == (4,)


def test_one_processor_and_one_thread_run_the_weights(tmp_path, session):
    Model(write(tmp_path))
    ((raw, options, providers),) = session.made
    assert raw == RAW
    assert (options.intra_op_num_threads, options.inter_op_num_threads) == (1, 1)
    assert providers == ["CPUExecutionProvider"]


@pytest.mark.usefixtures("session")
def test_outputs_are_rounded_and_given_by_word_and_relation(tmp_path):
    features = np.zeros((3, len(FEATURES)), dtype=np.float32)
    outputs = Model(write(tmp_path)).run([1, 4, 4, 4, 2], [1, 2, 3], features)
    assert outputs.labels.tolist() == [[number] * 5 for number in (0, 1, 2)]
    assert outputs.anchors.shape == outputs.roles.shape == (3, len(Relation), KEY)
    assert outputs.anchors[2, 5].tolist() == [2, 102]
    assert outputs.nobody.shape == (3, len(Relation))


def test_window_is_given_by_the_names_that_were_exported(tmp_path, session):
    features = np.zeros((1, len(FEATURES)), dtype=np.float32)
    Model(write(tmp_path)).run([1, 4, 2], [1], features)
    ((_, inputs),) = session.asked
    assert set(inputs) == {"pieces", "first", "features"}
    assert inputs["pieces"].dtype == inputs["first"].dtype == np.int64


def test_changed_weights_are_refused_with_both_hashes(tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        Model(write(tmp_path, raw=RAW + b"!"))
    message = str(caught.value)
    assert str(tmp_path / "network.onnx") in message
    assert hashlib.sha256(RAW + b"!").hexdigest()[:16] in message
    assert CARD["sha256"][:16] in message
    assert "install the package anew" in message


def test_missing_weights_are_refused(tmp_path):
    (write(tmp_path) / "network.onnx").unlink()
    with pytest.raises(ConfigurationError, match=r"network\.onnx"):
        Model(tmp_path)


@pytest.mark.parametrize("text", [None, "", "{", "\ufffd"])
def test_missing_or_broken_card_is_refused(tmp_path, text):
    path = write(tmp_path) / "card.json"
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        Model(tmp_path)
    message = str(caught.value)
    assert str(tmp_path) in message
    assert all(name in message for name in ("card.json", "network.onnx", "vocabulary.txt"))
    assert "reader `rules`" in message
    assert isinstance(caught.value.__cause__, OSError | ValueError)


@pytest.mark.parametrize(
    "changed",
    [
        {"features": [*FEATURES, "moon"]},
        {"features": list(FEATURES)[::-1]},
        {"relations": list(Relation)[1:]},
    ],
    ids=["more features", "another order", "fewer relations"],
)
def test_weights_of_another_version_are_refused(tmp_path, changed):
    with pytest.raises(ConfigurationError, match=r"other features or relations .* make train"):
        Model(write(tmp_path, CARD | changed))


@pytest.mark.parametrize("card", [{}, {"sha256": CARD["sha256"]}, []])
def test_card_that_says_nothing_is_refused(tmp_path, card):
    with pytest.raises(ConfigurationError):
        Model(write(tmp_path, card))


def test_missing_vocabulary_is_refused(tmp_path):
    (write(tmp_path) / "vocabulary.txt").unlink()
    with pytest.raises(ConfigurationError, match=r"vocabulary\.txt"):
        Model(tmp_path)
