import pytest
from sqlalchemy import func, select

from accordingto.ledger.publications import (
    Need,
    find_need,
    find_publication,
    iterate_publications,
    keep_publication,
    versions_of,
)
from accordingto.ledger.store_tables import arrivals, blobs, publications, texts
from tests.ledger.incoming import OTHER_TEXT, TEXT, keep, make_incoming

HTML = {"url": "https://merrowin.example/a", "given_id": ""}


def counts(ledger, *tables):
    with ledger.look() as connection:
        return [
            connection.execute(select(func.count()).select_from(table)).scalar() for table in tables
        ]


def need(ledger, incoming):
    with ledger.look() as connection:
        return find_need(connection, incoming)


def test_what_comes_twice_is_kept_once(ledger):
    first, second = keep(ledger, make_incoming()), keep(ledger, make_incoming())
    assert (first.is_new, second.is_new, second.is_new_arrival) == (True, False, False)
    assert first.publication_id == second.publication_id
    assert counts(ledger, publications, texts, arrivals) == [1, 1, 1]


def test_two_publishers_of_one_text_are_two_publications_and_one_text(ledger):
    keep(ledger, make_incoming(publisher="Merrowin Post"))
    keep(ledger, make_incoming(publisher="Skerry Wire"))
    assert counts(ledger, publications, texts) == [2, 1]


def test_same_bytes_of_two_publishers_are_kept_once(ledger):
    keep(ledger, make_incoming(publisher="Merrowin Post", raw=TEXT.encode()))
    keep(ledger, make_incoming(publisher="Skerry Wire", raw=TEXT.encode()))
    with ledger.look() as connection:
        kept = connection.execute(
            select(func.count()).select_from(blobs).join(arrivals, arrivals.c.blob_id == blobs.c.id)
        ).scalar()
        distinct = connection.execute(select(arrivals.c.blob_id).distinct()).all()
    assert (kept, len(distinct)) == (2, 1)


@pytest.mark.parametrize("same", [HTML, {"given_id": "r1"}])
def test_another_text_under_one_address_or_id_is_a_version_beside_the_old(ledger, same):
    first = keep(ledger, make_incoming(TEXT, **same))
    second = keep(ledger, make_incoming(OTHER_TEXT, **same))
    assert (first.version, second.version) == (1, 2)
    with ledger.look() as connection:
        page = find_publication(connection, next(iterate_publications(connection)).key).page
        assert [one.version for one in versions_of(connection, page)] == [1, 2]


def test_texts_without_address_or_id_are_no_versions_of_each_other(ledger):
    keep(ledger, make_incoming(TEXT, given_id="", publisher=""))
    keep(ledger, make_incoming(OTHER_TEXT, given_id="", publisher=""))
    with ledger.look() as connection:
        assert [one.version for one in iterate_publications(connection)] == [1, 1]


def test_address_says_more_than_the_publisher(ledger):
    keep(ledger, make_incoming(**HTML, publisher=""))
    kept = keep(ledger, make_incoming(**HTML, publisher="Merrowin Post"))
    assert (kept.is_new, kept.is_new_arrival) == (False, True)


def test_a_report_without_a_reading_is_to_be_read(ledger):
    assert need(ledger, make_incoming()) is Need.READING_OF_NEW
    with ledger.change() as connection:
        keep_publication(connection, make_incoming(), ledger.now())
    assert need(ledger, make_incoming()) is Need.READING


def test_what_was_read_needs_nothing(ledger):
    keep(ledger, make_incoming())
    assert need(ledger, make_incoming()) is Need.NOTHING


def test_another_text_on_a_known_page_is_to_be_read(ledger):
    keep(ledger, make_incoming())
    assert need(ledger, make_incoming(OTHER_TEXT)) is Need.READING_OF_VERSION


@pytest.mark.parametrize("more", [{"title": "Marenna shelled"}, {"published": "2024-03-15"}])
def test_another_title_or_date_is_read_again(ledger, more):
    keep(ledger, make_incoming())
    assert need(ledger, make_incoming(**more)) is Need.READING
    keep(ledger, make_incoming(**more))
    assert counts(ledger, publications, arrivals) == [1, 2]
    assert need(ledger, make_incoming()) is need(ledger, make_incoming(**more)) is Need.NOTHING


def test_less_than_was_known_needs_no_reading_but_is_noted(ledger):
    keep(ledger, make_incoming(title="Marenna shelled"))
    assert need(ledger, make_incoming(published=None)) is Need.NOTE


def test_reports_without_a_text_are_told_apart_by_their_titles(ledger):
    keep(ledger, make_incoming("", given_id="", title="Marenna shelled"))
    keep(ledger, make_incoming("", given_id="", title="Dorrash bombed"))
    assert counts(ledger, publications, texts) == [2, 1]


def test_unknown_columns_stay_in_their_order(ledger):
    keep(ledger, make_incoming(extra={"z": 1, "a": ["x", None], "ü": 0.5}))
    with ledger.look() as connection:
        assert (
            connection.execute(select(arrivals.c.extra)).scalar()
            == '{"z":1,"a":["x",null],"ü":0.5}'
        )


def test_publication_is_found_by_the_start_of_its_key(ledger):
    keep(ledger, make_incoming(given_id="r1"))
    keep(ledger, make_incoming(given_id="r2"))
    with ledger.look() as connection:
        first, second = iterate_publications(connection)
        assert find_publication(connection, first.key[:12]) == first
        assert find_publication(connection, "") is None
        assert find_publication(connection, "%") is None
    assert first.key != second.key


def test_zero_characters_in_a_title_are_replaced(ledger):
    keep(ledger, make_incoming(title="Marenna\0 shelled \ud800"))
    assert need(ledger, make_incoming(title="Marenna\0 shelled \ud800")) is Need.NOTHING
