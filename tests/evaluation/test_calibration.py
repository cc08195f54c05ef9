import random
import xml.etree.ElementTree as ET

import pytest

from evaluation.calibration import (
    Belief,
    bins,
    calibration_of,
    draw_reliability,
    intervals,
    tell_calibration,
    tell_thresholds,
)


def beliefs(twist=1.0, shift=0.0, count=4000):
    """Records whose shares right are so far from what is believed of them, by log-odds."""
    rng = random.Random(1)  # noqa: S311 -- a sample, not secrets
    made = []
    for number in range(count):
        sure = rng.uniform(0.05, 0.95)
        odds = (sure / (1 - sure)) ** twist * 2.718281828**shift
        made.append(Belief(f"r{number % 50}", sure, rng.random() < odds / (1 + odds)))
    return made


@pytest.mark.parametrize(("twist", "shift"), [(1.0, 0.0), (0.5, 0.0), (1.0, -1.0), (1.5, 0.0)])
def test_slope_and_intercept_tell_how_belief_is_twisted_and_shifted(twist, shift):
    found = calibration_of(beliefs(twist, shift))
    assert found.slope == pytest.approx(twist, abs=0.12)
    assert found.intercept == pytest.approx(shift, abs=0.12)


def test_brier_score_is_the_mean_squared_distance():
    found = calibration_of([Belief("a", 0.9, True), Belief("b", 0.6, False)])
    assert found.brier == pytest.approx((0.01 + 0.36) / 2)


def test_intervals_hold_what_is_measured():
    made = beliefs(count=800)
    found, ranges = calibration_of(made), intervals(made)
    for measure, (low, high) in ranges.items():
        assert low < getattr(found, measure) < high
    assert ranges == intervals(made)


def test_tenths_hold_all_records():
    made = beliefs(count=95)
    assert sum(count for _, _, count in bins(made)) == 95
    assert [sure for sure, _, _ in bins(made)] == sorted(sure for sure, _, _ in bins(made))


def test_precision_rises_and_recall_falls_with_what_is_asked_for():
    *_, half, _, _, _, last = tell_thresholds({"figures": (beliefs(count=500), 400)})
    precision, recall, _ = map(float, half.split()[1:])
    higher, lower, _ = map(float, last.split()[1:])
    assert higher > precision
    assert lower < recall


def test_table_tells_before_and_after():
    lines = list(tell_calibration("figures", beliefs(0.5, count=300), beliefs(count=300)))
    assert [line.split()[0] for line in lines] == ["figures:", "network", "calibrated"]


def test_diagram_is_whole_and_names_what_it_shows():
    drawn = draw_reliability("a < b", beliefs(count=40), beliefs(count=40))
    root = ET.fromstring(drawn)  # noqa: S314 -- ours
    texts = {element.text for element in root.iter() if element.tag.endswith("text")}
    assert {"a < b", "network", "calibrated", "confidence", "share right"} <= texts
