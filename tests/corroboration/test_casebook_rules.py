import pytest

from accordingto.corroboration.casebook_rules import keep_rules, rules_kept, rules_now
from accordingto.ledger.ledger import Ledger, Opening


@pytest.fixture
def connection(tmp_path):
    with Ledger.open(tmp_path / "war.ledger", Opening.MAKE) as made, made.change() as opened:
        yield opened


def test_rules_are_named_with_their_data():
    copies, linking, kept, data = rules_now().split()
    assert (copies.split("/")[0], linking.split("/")[0], len(data)) == ("copies", "linking", 12)
    assert kept == "accounts/2"


def test_rules_are_kept_once(connection):
    assert rules_kept(connection) is None
    for _ in range(2):
        keep_rules(connection)
        assert rules_kept(connection) == rules_now()
