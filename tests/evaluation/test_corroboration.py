"""The gate of corroboration."""

from dataclasses import replace
from datetime import date

from evaluation import corroboration
from tests.corroboration.accounts import make_account
from tests.training.test_linking import digest_of


def test_reports_are_parted_by_year():
    one = digest_of(make_account("r1"))
    other = replace(digest_of(make_account("r2")), published=date(2016, 7, 1))
    assert list(corroboration.make_folds([one, other])) == ["2016", "2024"]


def test_fallen_figure_fails_the_gate(monkeypatch, tmp_path, capsys):
    floors = tmp_path / "floors.toml"
    floors.write_text('gold = "x"\n[floors]\n"bcubed.f1" = 0.774\n', encoding="utf-8")
    monkeypatch.setattr(corroboration, "FLOORS", floors)
    monkeypatch.setattr(corroboration, "gold_hash", lambda: "x")
    assert corroboration._compare({"bcubed.f1": 0.75}) == 1
    assert "bcubed.f1 is 0.750" in capsys.readouterr().out
    assert corroboration._compare({"bcubed.f1": 0.78}) == 0


def test_other_gold_fails_the_gate(monkeypatch, capsys):
    monkeypatch.setattr(corroboration, "gold_hash", lambda: "other")
    assert corroboration._compare({}) == 1
    assert "other gold" in capsys.readouterr().out


def test_missing_gold_is_told_and_fails_where_all_is_required(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(corroboration, "GOLD", tmp_path / "none.json")
    monkeypatch.delenv("ACCORDINGTO_REQUIRE_ALL", raising=False)
    assert corroboration.main([]) == 0
    monkeypatch.setenv("ACCORDINGTO_REQUIRE_ALL", "1")
    assert corroboration.main([]) == 1
    assert "skipped: no gold" in capsys.readouterr().out
