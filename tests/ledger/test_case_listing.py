"""Lists of cases: each once, where the first of its incidents that are asked for stands."""

from datetime import date

import pytest

from accordingto.corroboration.casebook import corroborate_pending
from accordingto.errors import FilterError
from accordingto.ledger import case_listing
from accordingto.ledger.case_listing import (
    CasePage,
    count_cases,
    find_cases,
    has_filters,
    which_cases,
)
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.filters import NO_FILTERS, Filters
from accordingto.ledger.hashes import hash_text
from accordingto.ledger.listing import Page
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming

TOLD = {
    "old": "A car bomb killed 56 policemen in Skerry on 2 March 2024.",
    "one": "Shelling killed 14 people in Marenna on 15 March 2024.",
    "two": "In Marenna 31 people were killed by shelling on 15 March 2024, residents said.",
    "three": "Shelling killed 14 to 40 people in Marenna on 15 or 16 March 2024, a medic said.",
    "new": "Gunmen shot dead 3 policemen in Dorrash on 20 March 2024.",
}
"""Three reports tell of one event, and two of others."""
PUBLISHERS = {"two": "Skerry Wire"}


def fill(book):
    for given_id, words in TOLD.items():
        publisher = PUBLISHERS.get(given_id, "Merrowin Post")
        keep(
            book,
            make_incoming(words, given_id=given_id, published="2024-03-21", publisher=publisher),
        )
    corroborate_pending(book)
    return book


@pytest.fixture
def filled(sqlite):
    return fill(sqlite)


def reports(connection):
    """Which reports tell of each case, by its code."""
    asked = case_accounts.join(case_digests, case_digests.c.id == case_accounts.c.digest_id)
    rows = connection.execute(
        asked.select().with_only_columns(case_accounts.c.code, case_digests.c.key)
    )
    found = {}
    for code, key in rows:
        found.setdefault(code, set()).add(key.split("~")[0])
    return found


def names(connection):
    """The name of each case: how its reports sort, put together."""
    return {code: "+".join(sorted(told)) for code, told in reports(connection).items()}


def listed(book, filters=NO_FILTERS, **page):
    with book.look() as connection:
        found = find_cases(connection, filters, Page(**page))
        name = names(connection)
        return [name[code] for code in found.codes]


def paged(book, filters=NO_FILTERS, limit=1, **page):
    """All pages, one after the other."""
    found, after = [], None
    with book.look() as connection:
        name = names(connection)
        while True:
            some = find_cases(connection, filters, Page(limit=limit, after=after, **page))
            found.append([name[code] for code in some.codes])
            after = some.next
            if after is None:
                return found


EVENT = "one+three+two"
ALL = ["new", EVENT, "old"]


def test_each_case_stands_once_and_pages_follow_in_either_store(ledger):
    fill(ledger)
    assert listed(ledger) == ALL
    assert listed(ledger, oldest_first=True) == ALL[::-1]
    assert paged(ledger, limit=2) == [ALL[:2], ALL[2:]]
    assert listed(ledger, Filters(publisher=("Skerry Wire",))) == [EVENT]
    with ledger.look() as connection:
        assert count_cases(connection) == 3
        codes = reports(connection)
        found = which_cases(connection, codes, Filters(place=("Marenna",)))
        assert [names(connection)[code] for code in found] == [EVENT]


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
@pytest.mark.parametrize("oldest_first", [False, True])
@pytest.mark.parametrize("at_once", [1, 2, 200])
def test_pages_hold_every_case_once_whatever_their_size(
    filled, monkeypatch, limit, oldest_first, at_once
):
    monkeypatch.setattr(case_listing, "_AT_ONCE", at_once)
    pages = paged(filled, limit=limit, oldest_first=oldest_first)
    assert [one for page in pages for one in page] == (ALL[::-1] if oldest_first else ALL)
    assert {len(page) for page in pages[:-1]} <= {limit}
    assert pages[-1]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"place": ("Marenna",)}, [EVENT]),
        ({"publisher": ("Skerry Wire",)}, [EVENT]),
        ({"publisher": ("Merrowin",)}, ALL),
        ({"min_toll": 31}, [EVENT, "old"]),
        ({"min_toll": 57}, []),
        ({"kind": ("shelling",)}, [EVENT]),
        ({"text": "policemen"}, ["new", "old"]),
        ({"first_day": date(2024, 3, 20)}, ["new"]),
        ({"last_day": date(2024, 3, 2)}, ["old"]),
    ],
)
def test_a_case_is_in_a_list_by_one_incident_that_is_as_asked(filled, asked, found):
    filters = Filters(**asked)
    assert listed(filled, filters) == found
    assert [one for page in paged(filled, filters) for one in page] == found
    with filled.look() as connection:
        name = names(connection)
        within = which_cases(connection, name, filters)
    assert {name[code] for code in within} == set(found)


def test_only_cases_that_are_asked_about_are_told(filled):
    with filled.look() as connection:
        by_name = {name: code for code, name in names(connection).items()}
        asked = [by_name["new"], by_name["old"], "C-0000000000"]
        assert which_cases(connection, asked, Filters(min_toll=31)) == {by_name["old"]}
        assert which_cases(connection, asked, NO_FILTERS) == set(asked[:2])
        assert which_cases(connection, [], NO_FILTERS) == set()


def test_what_a_person_rejected_is_in_no_case(filled):
    decide(filled, "reject", kind="incident", text=hash_text(TOLD["new"]))
    assert listed(filled) == ALL[1:]
    with filled.look() as connection:
        codes = reports(connection)
        assert {names(connection)[one] for one in which_cases(connection, codes, NO_FILTERS)} == {
            *ALL[1:]
        }


def test_a_day_of_knowledge_is_refused(filled):
    with filled.look() as connection, pytest.raises(FilterError, match="expected no --as-of"):
        find_cases(connection, Filters(as_of=date(2024, 3, 20)), Page())


@pytest.mark.parametrize("limit", [0, -1])
def test_a_page_of_no_cases_is_refused(filled, limit):
    with filled.look() as connection, pytest.raises(FilterError, match="expected 1 or more"):
        find_cases(connection, NO_FILTERS, Page(limit=limit))


def test_a_page_may_be_of_any_size(filled):
    assert listed(filled, limit=2**62) == ALL


def test_where_no_case_is_kept_lists_are_empty(sqlite):
    keep(sqlite, make_incoming())
    with sqlite.look() as connection:
        assert find_cases(connection, NO_FILTERS, Page()) == CasePage((), None)
        assert count_cases(connection) == 0


def test_a_list_is_narrowed_by_any_filter():
    assert not has_filters(Filters())
    assert has_filters(Filters(min_toll=0))
