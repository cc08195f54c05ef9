import pytest

from accordingto.ledger.page_addresses import forms_of, plain_address, texts_at
from tests.ledger.incoming import OTHER_TEXT, TEXT, keep, make_incoming


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example/b",
        "https://www.a.example/b/",
        "HTTPS://A.example/b#top",
        "https://a.example/b",
    ],
)
def test_one_page_is_written_in_several_ways(url):
    assert plain_address(url) == "a.example/b"
    assert "https://www.a.example/b/" in forms_of(plain_address(url))


@pytest.mark.parametrize("url", ["", "a.example/b", "javascript:alert(1)", "https://", "://x"])
def test_what_is_no_address_leads_nowhere(sqlite, url):
    keep(sqlite, make_incoming(url="https://a.example/b"))
    with sqlite.look() as connection:
        assert texts_at(connection, url) == []


def test_all_texts_of_a_page_are_found_once(sqlite):
    keep(sqlite, make_incoming(url="https://www.a.example/b"))
    keep(sqlite, make_incoming(OTHER_TEXT, url="https://www.a.example/b"))
    keep(sqlite, make_incoming(f"{TEXT} Elsewhere.", url="https://a.example/c"))
    with sqlite.look() as connection:
        found = texts_at(connection, "http://a.example/b/")
    assert found == [make_incoming(text).report.sha256 for text in (TEXT, OTHER_TEXT)]
