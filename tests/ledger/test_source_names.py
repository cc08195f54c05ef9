"""Sources by name: organisations, states and holders of a public office alone."""

import pytest

from accordingto.ledger import source_names
from accordingto.ledger.source_names import find_source, find_sources, read_source
from tests.ledger.incoming import keep, make_incoming

TEXTS = (
    "Shelling killed 14 people in Marenna, the Tavresian Harm Observatory said.",
    "Shelling killed 3 people in Skerry, the Tavresian Harm Observatory said. Residents told of 4.",
    "The army said on Friday that it had killed 5 fighters in Dorrash.",
)


@pytest.fixture
def filled(ledger):
    for number, words in enumerate(TEXTS):
        keep(ledger, make_incoming(words, given_id=f"r{number}", published="2024-03-21"))
    return ledger


def keys(found):
    return [one.key for one in found[0]]


def test_sources_stand_by_name_each_once_without_the_unnamed(filled):
    with filled.look() as connection:
        found = find_sources(connection, "", "", 50)
        assert keys(found) == ["army", "tavresian harm observatory"]
        assert [one.reports for one in found[0]] == [1, 2]
        assert found[1] is None
        assert find_source(connection, "residents") is None


def test_a_page_goes_on_after_the_one_before(filled):
    with filled.look() as connection:
        first = find_sources(connection, "", "", 1)
        assert keys(first) == ["army"]
        second = find_sources(connection, "", first[1], 1)
        assert keys(second) == ["tavresian harm observatory"]
        assert second[1] is None


@pytest.mark.parametrize(("start", "wanted"), [("The Tav", 1), ("tav", 1), ("zz", 0), ("ar", 1)])
def test_names_are_found_by_how_they_begin(filled, start, wanted):
    with filled.look() as connection:
        assert len(find_sources(connection, start, "", 50)[0]) == wanted


def test_a_source_is_told_by_what_reports_say_of_it(filled):
    with filled.look() as connection:
        facts = read_source(connection, "tavresian harm observatory")
        assert facts.categories == (("monitor", 2),)
        assert (facts.first_day, facts.looked_at) == ("2024-03-21", 2)
        assert facts.knowledge
        assert read_source(connection, "nobody") is None


def test_many_reports_are_not_counted_to_the_end(filled, monkeypatch):
    monkeypatch.setattr(source_names, "MOST_COUNTED", 0)
    with filled.look() as connection:
        assert find_source(connection, "tavresian harm observatory").reports == 1
