"""Weights as floats of 16 bits, made of those that ship."""

import re
from dataclasses import replace

import numpy as np
import pytest

from accordingto.errors import ConfigurationError
from accordingto.reader.network.halves import halve
from accordingto.reader.network.hints import FEATURES
from accordingto.reader.network.model import FOLDER
from accordingto.reader.network.onnx import onnxruntime
from accordingto.reader.network.wire import join_fields, split_fields
from accordingto.report import Report
from tests.reader.network.halved import halved_reader, shipped_reader

MOST_APART, APART = 1.5, 0.2
"""The most that a score, and that scores in the mean, may lie apart: a label is some 4 apart."""
TEXTS = (
    "Shelling killed 14 people in Dorrash on Tuesday, residents said. The army denied it.",
    "An air strike on a market wounded 3 medics, the Harun Red Crescent said on Friday.",
    "Both sides agreed on a truce in Marenna on 9 March. It collapsed after a week.",
)


@pytest.fixture(scope="module")
def weights():
    return (FOLDER / "network.onnx").read_bytes()


@pytest.fixture(scope="module")
def sessions(weights):
    return [
        onnxruntime.InferenceSession(raw, providers=["CPUExecutionProvider"])
        for raw in (weights, halve(weights))
    ]


def test_no_small_integers_are_left(weights):
    halved = halve(weights)
    assert not re.search(rb"MatMulInteger|DynamicQuantizeLinear|DequantizeLinear", halved)
    assert b"_quantized" not in re.sub(rb"[\w.:/]+_quantized_half", b"", halved[-4_000_000:])
    assert len(halved) < 2 * len(weights)


def test_scores_lie_near_those_of_the_weights_that_ship(sessions):
    draw = np.random.default_rng(1)
    inputs = {
        "pieces": draw.integers(1000, 20_000, 120),
        "first": np.arange(0, 120, 2),
        "features": (draw.random((120, len(FEATURES))) < 0.05).astype(np.float32),
    }
    shipped, halved = (session.run(None, inputs) for session in sessions)
    for one, other in zip(shipped, halved, strict=True):
        apart = np.abs(one - other)
        assert one.dtype == other.dtype
        assert 0 < apart.mean() < APART
        assert apart.max() < MOST_APART


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_records_are_read(text):
    report = Report(id="r1", text=text, published="2024-03-15", publisher="Skerry Wire")
    one, other = (reader.read(report) for reader in (shipped_reader(), halved_reader()))
    assert _records(one) == _records(other)
    assert other.report.reader.version == f"{one.report.reader.version}+cuda.fp16"
    assert other.report.reader.model_hash == one.report.reader.model_hash


def _records(reading):
    """All records, but for how sure the reader is of each."""
    told = ("figures", "statements", "incidents", "agreements", "people")
    return [[replace(record, confidence=1.0) for record in getattr(reading, name)] for name in told]


def test_weights_that_are_made_in_another_way_are_told(weights):
    outer = split_fields(weights)
    (place,) = [place for place, (number, _) in enumerate(outer) if number == 7]
    broken = weights.replace(b"DequantizeLinear", b"DequantizeFoobar").replace(b"Cast", b"Kast")
    with pytest.raises(ConfigurationError, match=r"16 bits: .*expected one Cast"):
        halve(broken)
    with pytest.raises(ConfigurationError, match="a number stands where"):
        halve(join_fields([*outer[:place], (7, 5)]))
