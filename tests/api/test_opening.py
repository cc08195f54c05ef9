import inspect

import pytest

import accordingto as ato
from accordingto.api.ledgers import AddSummary
from accordingto.errors import FilterError, StoreError
from tests.api.told import STRIKE


@pytest.fixture
def ledger(tmp_path):
    (tmp_path / "r1.txt").write_text(STRIKE)
    ato.add([tmp_path / "r1.txt"], tmp_path / "war.ledger", reader="rules")
    return ato.open_ledger(tmp_path / "war.ledger")


def test_a_ledger_that_is_not_there_is_told(tmp_path):
    with pytest.raises(StoreError):
        ato.open_ledger(tmp_path / "none.ledger")


def test_a_ledger_is_asked_by_its_verbs(ledger):
    assert ledger.show("figures", min_toll=30).total == 1
    assert ledger.verify() == ()
    assert ledger.log() == []
    assert ledger.brief(include_unreviewed=True).startswith("# ")
    assert "war.ledger" in repr(ledger)
    assert "r1" in ledger._repr_html_()


def test_a_ledger_is_changed_by_its_verbs(ledger, tmp_path):
    (tmp_path / "r2.txt").write_text("Shelling killed 3 people in Homs, residents said.")
    assert ledger.add([tmp_path / "r2.txt"], reader="rules") == AddSummary(new=1, cases=1)
    (figure, *_) = ledger.show("figures", min_toll=30).rows
    ledger.judge("accept", figure["record"]["id"], reviewer="Ilvar")
    assert len(ledger.log()) == 1
    assert ledger.show("figures", review="reviewed").total == 1
    assert len(list(ledger.corroborate().cases())) == 2


def test_cases_are_told_one_by_one(ledger):
    (case,) = ledger.cases()
    assert ledger.case(case.id[:6]) == case
    assert ledger.show("cases").rows[0]["id"] == case.id
    with pytest.raises(FilterError):
        ledger.case("C-none")


def test_a_verb_keeps_its_words():
    assert inspect.getdoc(ato.OpenLedger.show) == inspect.getdoc(ato.show)
