from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from accordingto.errors import FilterError
from accordingto.ledger import listing as listing_module
from accordingto.ledger.filters import Filters
from accordingto.ledger.listing import MOST, Page, count_rows, find_page
from accordingto.ledger.listings import Listing, ReviewFilter
from accordingto.ledger.search_words import name_words, words_of
from accordingto.records.judgements import Change
from tests.ledger.desks import decide
from tests.ledger.incoming import keep, make_incoming, read
from tests.ledger.shelf import SHELLING, STRIKE, TRUCE, fill, listed, words_listed

STRIKE_SHA = make_incoming(STRIKE).report.sha256
SHELLING_SHA = make_incoming(SHELLING).report.sha256
HOSTILE = [
    *("AND", "OR", "NEAR", "NOT", *"*^\"-:()';\\%_", "$$"),
    *["homs AND", "homs OR nothing", "NEAR(homs shelling, 2)", "hom*", "^homs", '"homs', "-homs"],
    *["words:homs", "(homs", "homs)", "' OR '1'='1", "'; DROP TABLE search_rows; --", "{words}"],
    *["homs\0", "\ud800", "w_report", "+homs", ":words", "xy" * 5_000],
]


@pytest.fixture
def filled(ledger):
    fill(ledger)
    return ledger


def test_empty_ledger_has_empty_lists(ledger):
    for listing in Listing:
        assert words_listed(ledger, listing) == []


def keep_sure(ledger, *confidences):
    """Keep the report of a strike whose figures have these confidences."""
    incoming = make_incoming(STRIKE)
    reading = read(incoming)
    pairs = zip(reading.figures, confidences, strict=True)
    figures = tuple(replace(figure, confidence=sure) for figure, sure in pairs)
    keep(ledger, incoming, replace(reading, figures=figures))


@pytest.mark.parametrize(("least", "found"), [(0.0, 2), (0.8, 2), (0.81, 1), (1.0, 1)])
def test_less_likely_records_are_left_out_but_not_those_without_a_confidence(ledger, least, found):
    keep_sure(ledger, 0.8, None)
    assert len(words_listed(ledger, "figures", min_confidence=least)) == found


def test_what_a_person_stands_for_stays_however_unsure_the_reader_was(ledger):
    keep_sure(ledger, 0.2, 0.3)
    decide(ledger, "accept", kind="figure", text=STRIKE_SHA)
    assert len(words_listed(ledger, "figures", min_confidence=0.9)) == 1


@pytest.mark.parametrize("listing", ["reports", "cases", "sources", "actors"])
def test_only_records_have_a_confidence(ledger, listing):
    with pytest.raises(FilterError, match=f"--min-confidence does not go with {listing}"):
        words_listed(ledger, listing, min_confidence=0.5)


def test_confidence_that_is_no_share_is_refused(ledger):
    with pytest.raises(FilterError, match="expected a share from 0 to 1"):
        words_listed(ledger, "figures", min_confidence=1.5)


def test_lists_are_by_day_latest_first(filled):
    assert words_listed(filled, "incidents") == ["r1 shelling", "r2 air_strike"]
    assert words_listed(filled, "cases") == ["r1 shelling", "r2 air_strike"]
    assert sorted(words_listed(filled, "figures")) == ["r1 12", "r2 70", "r2 91"]
    assert words_listed(filled, "agreements") == ["r3 took_effect"]
    assert sorted(words_listed(filled, "reports")) == ["r1", "r2", "r3"]


@pytest.mark.parametrize(
    ("listing", "asked", "found"),
    [
        ("incidents", {"place": ("Aleppo",)}, ["r2 air_strike"]),
        ("incidents", {"place": ("alepo", "homs")}, ["r1 shelling", "r2 air_strike"]),
        ("incidents", {"country": ("SY",)}, ["r2 air_strike"]),
        ("incidents", {"country": ("IQ",)}, []),
        ("incidents", {"actor": ("air force",)}, ["r2 air_strike"]),
        ("incidents", {"actor": ("hospital",)}, ["r2 air_strike"]),
        ("incidents", {"actor": ("force air",)}, []),
        ("incidents", {"source": ("Skerry Relief",)}, ["r2 air_strike"]),
        ("incidents", {"source": ("rebels",)}, ["r2 air_strike"]),
        ("incidents", {"publisher": ("Merrowin",)}, ["r1 shelling"]),
        ("incidents", {"kind": ("shelling",)}, ["r1 shelling"]),
        ("incidents", {"blame": ("denied",)}, ["r1 shelling"]),
        ("incidents", {"blame": ("accused", "denied")}, ["r1 shelling", "r2 air_strike"]),
        ("incidents", {"blame": ("own_claim",)}, []),
        ("incidents", {"min_toll": 13}, ["r2 air_strike"]),
        ("incidents", {"min_toll": 91}, ["r2 air_strike"]),
        ("incidents", {"min_toll": 92}, []),
        ("incidents", {"min_toll": 0}, ["r1 shelling", "r2 air_strike"]),
        ("incidents", {"text": "hospitals strike"}, ["r2 air_strike"]),
        ("incidents", {"text": "hospital ceasefire"}, []),
        ("incidents", {"country": ("SY",), "min_toll": 50, "text": "Aleppo"}, ["r2 air_strike"]),
        ("figures", {"min_toll": 91}, ["r2 91"]),
        ("figures", {"source": ("doctors",)}, ["r2 91"]),
        ("figures", {"place": ("Homs",)}, ["r1 12"]),
        ("figures", {"kind": ("injured",)}, []),
        ("statements", {"kind": ("denies",)}, ["r1 denies"]),
        ("statements", {"actor": ("air force",)}, ["r2 accuses"]),
        ("statements", {"text": "ceasefire"}, ["r3 asserts"]),
        ("agreements", {"actor": ("rebels",)}, ["r3 took_effect"]),
        ("agreements", {"source": ("Varn",)}, ["r3 took_effect"]),
        ("agreements", {"kind": ("collapsed",)}, []),
        ("reports", {"text": "homs shelled residents"}, ["r1"]),
        ("reports", {"text": "Ostrel"}, ["r3"]),
        ("reports", {"kind": ("air_strike",)}, ["r2"]),
        ("reports", {"kind": ("shelling", "air_strike"), "min_toll": 60}, ["r2"]),
        ("sources", {"source": ("Skerry",)}, ["r2 the Skerry Relief Society"]),
        ("sources", {"kind": ("official",)}, ["r3 Ada Varn"]),
        ("actors", {"kind": ("military",)}, ["r2 the air force"]),
        ("actors", {"text": "foreign minister"}, ["r3 Ada Varn"]),
    ],
)
def test_filters(filled, listing, asked, found):
    assert words_listed(filled, listing, **asked) == found
    with filled.look() as connection:
        assert count_rows(connection, Listing(listing), Filters(**asked)) == len(found)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2024-03-02", "2024-03-02", ["r2 air_strike"]),
        ("2024-03-03", "2024-03-07", []),
        ("2024-03-01", None, ["r1 shelling", "r2 air_strike"]),
        (None, "2024-03-07", ["r2 air_strike"]),
        ("0001-01-01", "9999-12-31", ["r1 shelling", "r2 air_strike"]),
    ],
)
def test_period(filled, first, last, found):
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    asked = {"first_day": days[0], "last_day": days[1]}
    assert words_listed(filled, "incidents", **asked) == found


def test_what_lasted_long_is_found_wherever_it_began(ledger):
    keep(ledger, make_incoming("Shelling in Aleppo killed 300 people in 2023, medics said."))
    asked = {"first_day": date(2023, 12, 1), "last_day": date(2023, 12, 31)}
    (row,) = listed(ledger, "incidents", **asked)
    assert (row.first_day, row.last_day) == ("2023-01-01", "2023-12-31")
    assert not listed(ledger, "incidents", first_day=date(2024, 1, 1), last_day=date(2024, 1, 1))


def test_what_has_no_day_is_found_by_the_day_of_telling_and_says_so(ledger):
    keep(ledger, make_incoming("Shelling killed 3 people in Homs, residents said."))
    (row,) = listed(ledger, "incidents", first_day=date(2024, 3, 14), last_day=date(2024, 3, 14))
    assert not row.has_day


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("name", ["text", "place", "actor", "source", "publisher"])
def test_operators_and_quotes_are_plain_words(sqlite, typed, name):
    fill(sqlite)
    check_hostile(sqlite, name, typed)


def test_operators_and_quotes_are_plain_words_in_either_store(filled):
    for name in ("text", "place", "actor", "source", "publisher"):
        for typed in HOSTILE:
            check_hostile(filled, name, typed)


def check_hostile(ledger, name, typed):
    """Either there is no word in it, which is told, or its words are looked for and no more."""
    value = typed if name == "text" else (typed,)
    words = set(words_of(typed)) if name == "text" else set(name_words(typed))
    if not words:
        with pytest.raises(FilterError, match="holds no"):
            listed(ledger, "reports", **{name: value})
    elif name == "text":
        reports = {"r1": f"Homs shelled Merrowin Post {SHELLING}", "r2": f"Skerry Wire {STRIKE}"}
        reports["r3"] = f"Ostrel Times {TRUCE}"
        expected = {one for one, words_ in reports.items() if words <= set(words_of(words_))}
        assert set(words_listed(ledger, "reports", text=typed)) == expected
    else:
        found = words_listed(ledger, "reports", **{name: value})
        assert found == (["r1"] if name == "place" and words == {"homs"} else [])
    assert len(listed(ledger, "reports")) == 3


@pytest.mark.parametrize("name", ["kind", "blame", "country"])
@pytest.mark.parametrize("typed", ["'", '"', "x' OR '1'='1", "*", "air_strike*", "S_"])
def test_operators_in_closed_lists_are_told(sqlite, name, typed):
    with pytest.raises(FilterError):
        listed(sqlite, "incidents", **{name: (typed,)})


def test_pages_follow_each_other_without_gap_or_overlap(ledger):
    for number in range(7):
        text_ = f"Shelling killed {number + 2} people in Homs on Friday, residents said."
        keep(ledger, make_incoming(text_, given_id=f"r{number}"))
    for oldest_first in (False, True):
        seen, after = [], None
        while True:
            with ledger.look() as connection:
                page = Page(limit=3, after=after, oldest_first=oldest_first)
                found = find_page(connection, Listing.FIGURES, page=page)
            seen += [row.id for row in found.rows]
            after = found.next
            if after is None:
                break
        assert len(seen) == len(set(seen)) == 7
        assert seen == sorted(seen), "of one day, in the order in which they came"


def test_pages_go_on_from_day_to_day(filled):
    for number in range(4):
        text_ = f"Shelling killed {number + 2} people in Homs on 2 March 2024, residents said."
        keep(filled, make_incoming(text_, given_id=f"s{number}"))
    for oldest_first in (False, True):
        seen, after = [], None
        for _ in range(4):
            with filled.look() as connection:
                page = Page(limit=2, after=after, oldest_first=oldest_first)
                found = find_page(connection, Listing.FIGURES, page=page)
            seen += [(row.sort, row.id) for row in found.rows]
            after = found.next
        assert after is None
        assert len(seen) == 7
        days = sorted((day for day, _ in seen), reverse=not oldest_first)
        assert seen == sorted(seen, key=lambda one: (days.index(one[0]), one[1]))


def test_names_are_counted_once(ledger):
    for number in range(3):
        text_ = f"The Skerry Relief Society said {number + 3} people were killed in Homs on Friday."
        keep(ledger, make_incoming(text_, given_id=f"r{number}"))
    with ledger.look() as connection:
        assert count_rows(connection, Listing.SOURCES, Filters()) == 1


def test_pages_of_names(filled):
    with filled.look() as connection:
        first = find_page(connection, Listing.ACTORS, page=Page(limit=4))
        rest = find_page(connection, Listing.ACTORS, page=Page(limit=50, after=first.next))
        every = find_page(connection, Listing.ACTORS)
    assert [row.sort for row in (*first.rows, *rest.rows)] == [row.sort for row in every.rows]
    assert rest.next is None


@pytest.mark.parametrize("after", [0, -1, 10**6, 2**70])
def test_page_after_nothing_is_told(filled, after):
    with filled.look() as connection, pytest.raises(FilterError, match="go on after"):
        find_page(connection, Listing.REPORTS, page=Page(after=after))


@pytest.mark.parametrize("limit", [0, -1, MOST + 1])
def test_page_without_rows_is_told(filled, limit):
    with filled.look() as connection, pytest.raises(FilterError, match="expected 1 to"):
        find_page(connection, Listing.REPORTS, page=Page(limit=limit))


def test_organisations_and_officials_are_one_across_reports_and_private_persons_are_not(ledger):
    for number in range(2):
        text_ = (
            f"{'The ' * number}Skerry Relief Society said {number + 3} people were killed in Homs "
            "on Friday. "
            f"Tomas Hale, a baker, said 2 people were killed. Minister Ada Varn denied it {number}."
        )
        keep(ledger, make_incoming(text_, given_id=f"r{number}"))
    names = {}
    for row in listed(ledger, "sources"):
        names.setdefault(row.sort.partition("\t")[0], []).append(row.reports)
    assert names["skerry relief society"] == [2]
    assert names["ada varn"] == [2]
    assert names["tomas hale"] == [1, 1]


def test_corrected_record_is_found_by_what_it_says_now(filled):
    decide(filled, "correct", Change(field="low", value=21), Change(field="high", value=None),
           text=SHELLING_SHA, why="typo")  # fmt: skip
    assert sorted(words_listed(filled, "figures", min_toll=20)) == ["r1 12", "r2 70", "r2 91"]
    assert "r1 shelling" in words_listed(filled, "incidents", min_toll=20)


def test_reviewed_unreviewed_and_rejected(filled):
    decide(filled, "accept", text=SHELLING_SHA)
    decide(filled, "reject", kind="incident", text=STRIKE_SHA, why="no")
    reviewed = {"review": ReviewFilter.REVIEWED}
    assert words_listed(filled, "figures", **reviewed) == ["r1 12"]
    assert words_listed(filled, "incidents", **reviewed) == []
    unreviewed = {"review": ReviewFilter.UNREVIEWED}
    assert sorted(words_listed(filled, "figures", **unreviewed)) == ["r2 70", "r2 91"]
    assert words_listed(filled, "incidents") == ["r1 shelling"]
    assert words_listed(filled, "incidents", review=ReviewFilter.REJECTED) == ["r2 air_strike"]
    with filled.look() as connection:
        rejected = Filters(review=ReviewFilter.REJECTED)
        assert count_rows(connection, Listing.INCIDENTS, rejected) == 1
        assert count_rows(connection, Listing.AGREEMENTS, rejected) == 0


def test_common_words_are_found_too(filled, monkeypatch):
    monkeypatch.setattr(listing_module, "RARE", 0)
    assert words_listed(filled, "incidents", text="people") == ["r1 shelling", "r2 air_strike"]
    found = words_listed(filled, "incidents", text="people", last_day=date(2024, 3, 7))
    assert found == ["r2 air_strike"]


USUAL = [
    {},
    {"first_day": date(2024, 3, 1), "last_day": date(2024, 3, 9)},
    {"place": ("Homs",)},
    {"country": ("SY",), "kind": ("shelling",), "blame": ("accused",)},
    {"actor": ("guard",), "source": ("residents",), "min_toll": 3},
    {"text": "shelling"},
    {"review": ReviewFilter.REVIEWED},
    {"review": ReviewFilter.UNREVIEWED},
    {"as_of": date(2024, 3, 20)},
]


@pytest.mark.parametrize("rare", [0, listing_module.RARE])
@pytest.mark.parametrize("asked", USUAL)
def test_usual_filters_go_through_no_table_whole(sqlite, monkeypatch, asked, rare):
    monkeypatch.setattr(listing_module, "RARE", rare)
    fill(sqlite)
    plans = []
    with sqlite.look() as connection:
        cursor = connection.connection.driver_connection
        for statement in _statements(connection, Filters(**asked)):
            rows = cursor.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            plans += [row[3] for row in rows]
    scans = [plan for plan in plans if plan.startswith("SCAN")]
    # FTS5 calls a search of its index a scan of a virtual table, with the words as constraint.
    assert [scan for scan in scans if "VIRTUAL TABLE INDEX 0:M" not in scan] == []


def _statements(connection, filters):
    """The queries of a page of incidents, as SQLite gets them."""
    query = listing_module._Query.of(connection, Listing.INCIDENTS, filters, Page())
    for branch in query.branches():
        ordered = query._ordered(branch)
        yield ordered.compile(connection, compile_kwargs={"literal_binds": True}).string


def test_lists_of_a_store_with_nothing_indexed_say_nothing_of_it(sqlite):
    fill(sqlite)
    with sqlite.look() as connection:
        assert connection.execute(text("SELECT count(*) FROM search_rows")).scalar() > 20
