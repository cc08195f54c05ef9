import json
import logging

import pytest

import accordingto as ato
from accordingto.api.ledgers import AddSummary
from accordingto.errors import ConfigurationError, StoreError
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.readings import iterate_current
from accordingto.ledger.store_tables import texts

TEXT = "Shelling killed at least 12 people in Marenna on Friday, residents said."


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "c.jsonl"
    rows = [json.dumps({"id": f"r{n}", "published": "2024-03-14", "text": TEXT}) for n in (1, 2)]
    path.write_text("\n".join([*rows, "{broken", rows[0]]) + "\n")
    return path


def test_reports_are_added_and_counted(corpus, tmp_path):
    refused = []
    where = tmp_path / "war.ledger"
    found = ato.add([corpus], where, on_refused=refused.append)
    assert found == AddSummary(new=2, known=1, refused=1, cases=1)
    assert [error.line for error in refused] == [3]
    with Ledger.open(where) as ledger, ledger.look() as connection:
        assert [one.reading.id for one in iterate_current(connection)] == ["r1", "r2"]
    assert ato.add([corpus], where, on_refused=refused.append) == AddSummary(known=3, refused=1)


def test_refusals_are_logged_where_nobody_asks(corpus, tmp_path, caplog):
    with caplog.at_level(logging.WARNING, "accordingto"):
        ato.add([corpus], tmp_path / "war.ledger")
    assert "line 3" in caplog.text


def test_dry_run_makes_no_ledger(corpus, tmp_path):
    where = tmp_path / "war.ledger"
    found = ato.add([corpus], where, dry_run=True, on_refused=print)
    assert found == AddSummary(new=2, known=1, refused=1)
    assert not where.exists()


def test_retry_takes_up_what_was_mended(corpus, tmp_path):
    where = tmp_path / "war.ledger"
    ato.add([corpus], where, on_refused=print)
    corpus.write_text(json.dumps({"id": "r3", "text": TEXT}) + "\n")
    assert ato.add([], where, retry=True) == AddSummary(new=1, cases_grown=1)


def test_verify_returns_what_is_wrong(corpus, tmp_path):
    where = tmp_path / "war.ledger"
    ato.add([corpus], where, on_refused=print)
    assert ato.verify(where) == ()
    with Ledger.open(where, Opening.CHANGE) as ledger, ledger.change() as connection:
        connection.execute(texts.update().values(text="Nobody was hurt."))
    assert next(fault.what for fault in ato.verify(where)) == "text"


def test_errors_say_what_to_do(corpus, tmp_path):
    with pytest.raises(StoreError, match="there is no ledger"):
        ato.verify(tmp_path / "war.ledger")
    ato.add([corpus], tmp_path / "war.ledger", on_refused=print)
    with pytest.raises(ConfigurationError, match="no heads"):
        ato.verify(tmp_path / "war.ledger", head=corpus)
