from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.state import read_state
from tests.ledger.warehouse import SHELLED, accept, fill_warehouse


def state(path):
    with Ledger.open(path) as ledger, ledger.look() as connection:
        return read_state(connection)


def test_state_is_that_of_what_the_ledger_holds(tmp_path):
    one, other = tmp_path / "one.ledger", tmp_path / "two.ledger"
    fill_warehouse(one)
    assert state(one) == state(one)
    before = state(one)
    accept(one, SHELLED, "figure")
    assert state(one).sha256 != before.sha256
    fill_warehouse(other)
    assert state(other).sha256 == before.sha256
    assert state(other).ledger != before.ledger


def test_an_empty_ledger_has_a_state(tmp_path):
    Ledger.open(tmp_path / "e.ledger", Opening.MAKE).close()
    assert len(state(tmp_path / "e.ledger").sha256) == 64
    assert state(tmp_path / "e.ledger").as_of.endswith("Z")
