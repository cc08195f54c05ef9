"""How growth is told."""

import json
from dataclasses import asdict

import pytest

from evaluation import scaling
from evaluation.scaling import exponent, load, main, render, without_start
from evaluation.scaling_run import Measured, measure_corroboration, measure_text


@pytest.mark.parametrize("power", [0.5, 1.0, 2.0])
def test_exponent_is_the_power_by_which_time_grows(power):
    seconds = {size: 0.01 * size**power for size in (1_000, 10_000, 100_000)}
    assert exponent(seconds) == pytest.approx(power)


def test_times_too_short_tell_no_growth():
    assert exponent({100: 0.001, 1000: 0.1, 10_000: 1.0}) is None


def test_what_a_start_costs_is_taken_away():
    seconds = {size: 2 + 0.01 * size for size in (100, 1_000, 10_000)}
    assert without_start(seconds) == pytest.approx({100: 1.0, 1_000: 10.0, 10_000: 100.0})
    assert without_start({100: 5.0}) == {100: 5.0}


def test_steep_stages_are_marked():
    sizes = (100, 1000, 10_000)
    found = [Measured("ledger", "flat", size, size / 100, 200.0) for size in sizes]
    found += [Measured("ledger", "steep", size, size**2 / 10_000) for size in sizes]
    told = [line for line in render(found) if line.startswith(("| flat", "| steep"))]
    assert told[0] == "| flat | 1.0 | 10.0 | 100.0 | 1.00 | 200, 200, 200 |"
    assert "(!)" in told[1]
    assert "| flat | 1.0 | 10.0 |  | 200, 200 |" in list(render(found[:2]))


def test_what_was_measured_is_not_measured_again(tmp_path, monkeypatch, capsys):
    path, asked = tmp_path / "results.jsonl", []
    rows = [Measured("text", "one text by rules", size, 1.0) for size in scaling.SIZES["text"]]
    path.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows))
    monkeypatch.setattr(scaling, "_measure", lambda *told: asked.append(told[:3]))
    assert main(["--kinds", "text", "--results", str(path), "--plots", str(tmp_path)]) == 0
    assert asked == [("text", size, "network") for size in scaling.SIZES["text"]]
    assert "one text by rules" in capsys.readouterr().out
    assert (tmp_path / "scaling-text.svg").read_text().startswith("<svg")
    assert load(path) == rows


def test_stages_of_corroboration_are_measured(tmp_path):
    found = list(measure_corroboration(20, tmp_path))
    assert {"reading", "linking", "voices"} <= {one.stage for one in found}
    assert found[-1].cpu_s == pytest.approx(sum(one.cpu_s for one in found[:-1]))
    assert found[-1].peak_mb > 10


def test_a_text_is_as_long_as_is_asked(tmp_path):
    (found,) = measure_text(300, tmp_path, "rules")
    row = json.loads((tmp_path / "corpus.jsonl").read_text())
    assert len(row["text"].split(" ")) == 300
    assert (found.size, found.stage) == (300, "one text by rules")
