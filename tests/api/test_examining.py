from accordingto.api.examining import examine
from accordingto.errors import ConfigurationError
from accordingto.ledger.doctor import Health


def test_installation_is_looked_at_where_no_ledger_is_named():
    names = [one.name for one in examine()]
    assert names[0] == "program"
    assert names[-1] == "reader"
    assert "weights" in names
    assert "schema" not in names


def test_a_ledger_is_looked_at_where_one_is_named(tmp_path):
    *_, last = examine(tmp_path / "none.ledger")
    assert (last.name, last.health) == ("ledger", Health.FAULT)


def test_a_reader_that_cannot_be_loaded_is_a_fault(monkeypatch):
    def fail(_):
        raise ConfigurationError("the weights are gone; install the package anew")

    monkeypatch.setattr("accordingto.api.examining.open_reader", fail)
    *_, last = examine()
    assert (last.name, last.health) == ("reader", Health.FAULT)
    assert "the weights are gone" in last.told
