from pathlib import Path

import pytest

from accordingto.errors import StoreError
from accordingto.ledger.addresses import parse_address


@pytest.mark.parametrize("where", ["war.ledger", Path("a/war.ledger"), "C:/war.ledger", "war"])
def test_a_path_is_a_file(where):
    address = parse_address(where)
    assert address.is_file
    assert address.path == Path(where)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_url_is_a_database_and_its_password_is_not_shown(scheme):
    address = parse_address(f"{scheme}://ana:secret@localhost:5433/war?sslmode=require")
    assert not address.is_file
    assert address.name == "postgresql://ana:***@localhost:5433/war?sslmode=require"
    assert address.url.password == "secret"  # noqa: S105 -- invented
    assert address.url.drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "where",
    ["", "a\0b", "mysql://localhost/war", "sqlite:///war.ledger", "://", "postgresql://a:b:c:d/e"],
)
def test_what_names_neither_is_told(where):
    with pytest.raises(StoreError, match="expected"):
        parse_address(where)


@pytest.mark.parametrize("url", ["mysql://ana:secret@h/war", "postgresql://ana:secret@h:port/war"])
def test_password_is_in_no_message(url):
    with pytest.raises(StoreError) as caught:
        parse_address(url)
    assert "secret" not in str(caught.value)
