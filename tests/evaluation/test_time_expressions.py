import pytest

from accordingto.report import Span
from evaluation import time_expressions
from evaluation.time_expressions import Counts, compare_timex, main, scores
from evaluation.timeml import Timex

SOURCE = (
    '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2024-03-14">14 March</TIMEX3></DCT><TEXT>'
    'They met on <TIMEX3 tid="t1" type="DATE" value="2024-03-11">Monday</TIMEX3> in haste.'
    "</TEXT></TimeML>"
)


def test_each_expression_is_paired_once():
    gold = [Timex(Span(0, 4), "2011"), Timex(Span(9, 13), "2012"), Timex(Span(20, 24), "2013")]
    found = [Timex(Span(0, 13), "2011"), Timex(Span(20, 24), "2014")]
    assert compare_timex(gold, found) == Counts(gold=3, found=2, hit=2, right=1, strict=1)


def test_scores_are_those_of_tempeval():
    found = scores(Counts(gold=4, found=2, hit=2, right=1, strict=1))
    assert (found["precision"], found["recall"], found["value"]) == (1.0, 0.5, 0.5)
    assert found["f1"] == pytest.approx(2 / 3)
    assert found["value_f1"] == pytest.approx(1 / 3)


def test_nothing_found_is_no_failure():
    assert scores(Counts(0, 0, 0, 0, 0))["f1"] == 0.0


def test_any_folder_of_timeml_is_measured(tmp_path, capsys):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "one.tml").write_text(SOURCE, encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    assert "1 texts, 1 expressions, 1 found" in capsys.readouterr().out


def test_folder_without_timeml_is_said(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1
    assert "holds no file that ends in .tml" in capsys.readouterr().err


@pytest.fixture
def wikiwars(tmp_path, monkeypatch):
    """A benchmark of one text, and floors that lie in a folder of ours."""
    folder = tmp_path / "time"
    folder.mkdir()
    (folder / "one.tml").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(time_expressions, "WIKIWARS", folder)
    monkeypatch.setattr(time_expressions, "FLOORS", tmp_path / "floors-time.toml")
    return folder


@pytest.mark.usefixtures("wikiwars")
def test_figures_are_held_against_floors_pinned_on_the_same_files(capsys):
    assert main([]) == 1
    assert "was pinned on other files" in capsys.readouterr().out
    assert main(["--pin"]) == 0
    assert main([]) == 0
    assert "gate: times held" in capsys.readouterr().out


def test_without_the_benchmark_the_gate_says_so(wikiwars, monkeypatch, capsys):
    monkeypatch.setattr(time_expressions, "WIKIWARS", wikiwars / "none")
    monkeypatch.delenv("ACCORDINGTO_REQUIRE_ALL", raising=False)
    assert main([]) == 0
    monkeypatch.setenv("ACCORDINGTO_REQUIRE_ALL", "1")
    assert main([]) == 1
    assert "gate: times: skipped" in capsys.readouterr().out
