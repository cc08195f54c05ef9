"""Briefs of a ledger, from Python."""

from datetime import date

import pytest

import accordingto as ato
from accordingto.api.briefs import brief
from accordingto.api.decisions import judge
from accordingto.errors import FilterError, StoreError
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.redaction import Decided, withhold
from tests.ledger.incoming import keep, make_incoming, read
from tests.ledger.shelf import SHELLING, STRIKE, TRUCE, fill

HOMS, ALEPPO = read(make_incoming(SHELLING)), read(make_incoming(STRIKE, given_id="r2"))
ALL = {"include_unreviewed": True}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "war.ledger"
    with Ledger.open(path, Opening.MAKE) as ledger:
        fill(ledger)
    return path


@pytest.fixture
def empty(tmp_path):
    path = tmp_path / "empty.ledger"
    with Ledger.open(path, Opening.MAKE):
        pass
    return path


def test_brief_tells_of_all_that_is_asked_for(path):
    told = brief(path, **ALL)
    assert "Saturday 2 March 2024" in told
    assert "**70 killed** - according to the Skerry Relief Society" in told
    assert "took effect" in told
    assert "r1;" in told
    assert "r2;" in told
    assert "r3;" in told


@pytest.mark.parametrize(
    ("asked", "here", "gone"),
    [
        ({"place": "Aleppo"}, "r2;", "r1;"),
        ({"place": ["Aleppo", "Homs"]}, "r1;", "r3;"),
        ({"country": "Syria"}, "r2;", "Homs shelled"),
        ({"first_day": "2024-03-02", "last_day": "2024-03-02"}, "r2;", "r1;"),
        ({"first_day": date(2024, 3, 3)}, "r1;", "r2;"),
        ({"publisher": "Ostrel"}, "r3;", "r1;"),
    ],
)
def test_period_area_and_publisher_narrow_it(path, asked, here, gone):
    told = brief(path, **asked, **ALL)
    assert here in told
    assert gone not in told


def test_only_what_people_stand_for_is_in_it_by_default(path):
    told = brief(path)
    assert "Nothing of this period and area is reviewed." in told
    assert "--include-unreviewed" in told
    assert "Aleppo" not in told
    judge(path, "accept", ALEPPO.incidents[0].id, reviewer="Odd")
    told = brief(path)
    assert "> 1 record, reviewed or entered by people." in told
    assert "2 more figures of it are not reviewed, and left out" in told
    assert "70" not in told.replace("killed 70 people on 2 March", "")


def test_names_of_reviewers_are_not_told(path):
    judge(path, "accept", ALEPPO.incidents[0].id, reviewer="Odd Varnessen")
    assert "Varnessen" not in brief(path, **ALL)


def test_corrected_value_is_shown_and_marked(path):
    figure = next(one for one in ALEPPO.figures if one.low == 70)
    judge(path, "correct", figure.id, reviewer="Odd", why="recount", changes=["low=71", "high=71"])
    told = brief(path, **ALL)
    line = next(one for one in told.splitlines() if one.startswith("  - **71 killed**"))
    assert "corrected by a person" in line
    assert "**70 killed**" not in told


def test_rejected_record_is_left_out_and_counted(path):
    judge(path, "reject", HOMS.incidents[0].id, reviewer="Odd", why="misread")
    told = brief(path, **ALL)
    assert "1 record that people rejected is left out." in told
    assert not any(line.startswith("- **") and "shelling" in line for line in told.splitlines())


def test_rival_figures_stand_side_by_side_and_nothing_is_added_up(path):
    told = brief(path, place="Aleppo", **ALL)
    below = told[told.index("## Contested") :]
    assert "**70 killed**" in below
    assert "**91 killed**" in below
    assert "161" not in told


def test_brief_is_of_what_was_known_on_a_day(path):
    judge(path, "accept", ALEPPO.incidents[0].id, reviewer="Odd")
    told = brief(path, as_of="2020-01-01", **ALL)
    assert "As it was known at the end of Wednesday 1 January 2020, UTC." in told
    assert "The ledger held no report then." in told
    assert "Aleppo" not in told


def test_names_that_people_withheld_are_not_told(path):
    with Ledger.open(path, Opening.CHANGE) as ledger:
        withhold(ledger, Decided(names=("Ada Varn",), reviewer="Odd", why="asked for"))
    for form in ("markdown", "html"):
        told = brief(path, form=form, **ALL)
        assert "Varn" not in told
        assert "name withheld" in told


def test_empty_ledger_is_told_of(empty):
    for form in ("markdown", "html"):
        assert "The ledger holds no report yet" in brief(empty, form=form)


def test_nothing_that_fits_is_told_of(path):
    told = brief(path, place="Nowhere", **ALL)
    assert "Nothing in the ledger (3 reports) is of this period and area." in told


@pytest.mark.parametrize(
    "asked",
    [
        {"first_day": "2024-02-30"},
        {"first_day": "tomorrow"},
        {"first_day": "2024-03", "last_day": "2024-02"},
        {"last_day": "0000"},
        {"as_of": "2024-13"},
        {"country": "Atlantis-on-Sea"},
        {"place": "**"},
        {"publisher": "''"},
        {"form": "pdf"},
    ],
)
def test_what_cannot_be_meant_is_refused(path, asked):
    with pytest.raises(FilterError):
        brief(path, **asked)


@pytest.mark.parametrize(
    "typed", ["' OR '1'='1", "NEAR(homs aleppo, 2)", "homs*", "<script>homs</script>", "\x1b[2Jx"]
)
def test_words_in_filters_are_words(path, typed):
    told = brief(path, place=typed, form="html", **ALL)
    assert "<script>" not in told
    assert "\x1b" not in told


def test_missing_ledger_is_refused(tmp_path):
    with pytest.raises(StoreError):
        brief(tmp_path / "none.ledger")


def test_same_ledger_gives_the_same_bytes(path):
    assert brief(path, **ALL) == brief(path, **ALL)


def test_versions_of_one_text_are_told_apart(path):
    with Ledger.open(path, Opening.CHANGE) as ledger:
        for text in (TRUCE, f"{TRUCE} A bomb hit Idlib on Sunday."):
            keep(ledger, make_incoming(text, given_id="r9", url="https://a.example/9"))
    assert "version 2 of 2" in brief(path, **ALL)


def test_versions_of_a_page_are_counted_as_one_report(empty):
    with Ledger.open(empty, Opening.CHANGE) as ledger:
        for text in (TRUCE, f"{TRUCE} A bomb hit Idlib on Sunday."):
            keep(ledger, make_incoming(text, given_id="r9", url="https://a.example/9"))
    assert "Nothing in the ledger (1 report) is of this" in brief(empty, first_day="2031", **ALL)


def test_brief_is_a_verb_of_the_package():
    assert ato.brief is brief
