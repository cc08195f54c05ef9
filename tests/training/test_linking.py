"""Learning what being alike weighs."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from accordingto.corroboration.digests import Digest
from accordingto.corroboration.weights import load_weights
from accordingto.records.values import Kind
from tests.corroboration.accounts import make_account
from training.linking import Pairs, align, learn, load_gold, make_pairs, write_weights

INCIDENT = {
    "kind": "airstrike",
    "date_from": "2024-03-15",
    "date_to": "2024-03-15",
    "place": "Marenna, Ossen province",
}


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "incidents.json"
    reports = {name: {"incidents": ["marenna-airstrike"], "origin": None} for name in ("r1", "r2")}
    incidents = {"marenna-airstrike": INCIDENT}
    path.write_text(json.dumps({"incidents": incidents, "reports": reports}), encoding="utf-8")
    return load_gold(path)


def digest_of(*accounts):
    return Digest(
        key=accounts[0].report,
        sha256="0" * 64,
        publisher="",
        title="",
        published=date(2024, 3, 16),
        given=None,
        sketch=None,
        credit=None,
        accounts=accounts,
    )


@pytest.mark.parametrize(
    ("fields", "is_aligned"),
    [
        ({}, True),
        ({"kind": Kind.SHELLING}, True),
        ({"kind": Kind.ABDUCTION}, False),
        ({"date_from": date(2024, 3, 25), "date_to": date(2024, 3, 25)}, False),
        ({"date_from": None, "date_to": None}, True),
    ],
)
def test_accounts_are_aligned_by_kind_day_and_place(gold, fields, is_aligned):
    (label,) = align(digest_of(make_account(**fields)), gold["r1"])
    assert (label == "marenna-airstrike") is is_aligned


def test_pairs_are_labelled_by_the_gold(gold):
    digests = [digest_of(make_account("r1")), digest_of(make_account("r2"))]
    pairs = make_pairs(digests, gold, load_weights().term)
    assert pairs.same.tolist() == [1.0]
    assert pairs.weight.tolist() == [1.0]


def test_without_data_the_priors_stay_and_with_much_they_move():
    start = load_weights()
    count = len(start.term)
    none = Pairs(np.zeros((0, count)), np.zeros(0), np.zeros(0))
    learned = learn(none, start)
    assert [term.weight for term in learned.term] == [term.prior for term in start.term]
    levels = np.zeros((5000, count))
    levels[:, 0] = 1
    many = Pairs(levels, np.zeros(5000), np.ones(5000))
    assert learn(many, start).term[0].weight < start.term[0].prior - 0.1


def test_weights_are_written_in_their_places(tmp_path):
    start = load_weights()
    path = tmp_path / "linking.toml"
    terms = "".join(
        f'[[term]]\nid = "{term.id}"\naspect = "x"\nprior = 0\nweight = 9.9\n'
        for term in start.term
    )
    path.write_text(f"bias = 1.0\nbias_prior = 1.0\n{terms}", encoding="utf-8")
    write_weights(path, replace(start, bias=-3.5))
    text = path.read_text(encoding="utf-8")
    assert "bias = -3.5\nbias_prior = 1.0" in text
    assert "9.9" not in text
