"""Learning what confidence means."""

import random
import tomllib
from types import SimpleNamespace

import pytest

from accordingto.engine.choices import ReaderChoice, open_reader
from accordingto.reader.network.confidences import SCHEMA, TABLES, Confidences, load_confidences
from evaluation.calibration import calibration_of
from evaluation.measure import Count
from tests.builders import make_report
from training.calibrating import Row, beliefs, crossed, fit, render
from training.examples import FOLDS
from training.out_of_fold import f1_of, fold_of, spread


def rows(count=600, slope=0.5):
    """Records of which the network is surer than it is right."""
    rng = random.Random(1)  # noqa: S311 -- a sample, not secrets
    made = []
    for number in range(count):
        sure = rng.uniform(-3, 5)
        share = 1 / (1 + 2.718281828 ** -(slope * sure - 0.5))
        clues = {"sure": sure, "added": float(number % 3 == 0)}
        fold = number % FOLDS
        made.append(Row(f"r{number % 60}", "train", fold, "figures", clues, rng.random() < share))
    return made


def test_weights_are_those_by_which_records_are_right():
    table = fit(rows(4000))
    assert table["sure"] == pytest.approx(0.5, abs=0.1)
    assert table["bias"] == pytest.approx(-0.5, abs=0.15)
    assert abs(table["added"]) < 0.2


def test_likelihood_that_would_speak_against_a_record_weighs_nothing():
    table = fit(rows(1000, slope=-0.5))
    assert "sure" not in table
    assert "added" in table


def test_each_record_is_judged_by_folds_that_did_not_hold_it():
    made = rows()
    found = list(crossed(made))
    assert len(found) == len(made)
    own = [belief.sure for belief in found if belief.report == "r0"]
    shown = Confidences({"figures": fit([row for row in made if row.fold != 0])})
    assert own == [
        shown.of("figures", row.clues) for row in made if row.report == "r0" and row.fold == 0
    ]


@pytest.mark.parametrize("is_one", [False, True])
def test_calibrated_confidences_are_near_the_shares_that_are_right(is_one):
    made = [
        Row(row.report, row.split, 0 if is_one else row.fold, row.table, row.clues, row.is_right)
        for row in rows(2000)
    ]
    found = calibration_of(list(crossed(made)))
    assert found.slope == pytest.approx(1.0, abs=0.15)
    assert found.intercept == pytest.approx(0.0, abs=0.15)


def test_what_is_written_is_read(tmp_path):
    tables = {name: {"bias": -0.5, "sure": 0.25} for name in TABLES}
    path = tmp_path / "confidences.toml"
    path.write_text("\n".join(render(tables)))
    assert tomllib.loads(path.read_text())["schema"] == SCHEMA
    assert load_confidences(path).tables == tables


def test_every_record_of_a_report_is_right_or_not_by_the_gold():
    report = make_report("Shelling killed 12 people in Homs, residents said.")
    reader = open_reader(ReaderChoice())
    reading = reader.read(report)
    (figure,) = reading.figures
    gold = {"figures": [], "statements": [], "incidents": [], "agreements": []}
    known = {"state": "killed", "low": 12, "high": 12}
    known["evidence"] = {"start": figure.evidence.start, "end": figure.evidence.end}
    scorer = SimpleNamespace(
        pair=lambda gold, found, _: [(0, 0)] if gold and found else [],
        statement_weight=lambda _: None,
        **dict.fromkeys(("figure_weight", "incident_weight", "agreement_weight")),
    )
    for told in ([], [known]):
        found = list(beliefs(reader, report, gold | {"figures": told}, scorer))
        assert [right for table, _, right in found if table == "figures"] == [bool(told)]
        assert {table for table, _, _ in found} >= {"figures", "incidents"}
        assert all(clues for _, clues, _ in found)


def test_spread_is_that_of_the_folds():
    counts = [Count(10, 10, 5 + fold_of(number)) for number in range(2 * FOLDS)]
    assert spread(counts) == "0.500 to 0.900"
    assert f1_of(counts) == pytest.approx(0.7)
