from dataclasses import replace
from datetime import date

from accordingto.ledger.listings import Listing
from accordingto.records.days import Days
from accordingto.views.table_rows import COLUMNS, LONGEST, table_row
from tests.views.readings import market
from tests.views.shown import make_found, make_view, touch

READING = market().reading()
STRIKE = READING.incidents[0]
TOLL, CHILDREN = READING.figures[:2]


def cells_of(listing, what, record, reading=READING, touched=(), **found):
    view = make_view(reading, *touched)
    row = table_row(Listing(listing), make_found(what, record, **found), view)
    assert len(row.cells) == len(COLUMNS[Listing(listing)])
    return row.cells


def test_incident_has_its_tolls_and_blame_by_who_says_so():
    what, tolls, blame, origin = cells_of("incidents", "incident", STRIKE)
    assert what == (
        "air strike",
        "the covered market in Dorrash (TV)",
        "Tuesday 12 March 2024",
        "“air strike”",
    )
    assert tolls[0].startswith("at least 31 killed - according to Ilvar Dreshko")
    assert tolls[1].startswith("of these, 6 killed - according to Ilvar Dreshko")
    assert tolls[2] == "Dozens displaced - in the report's own voice “Dozens of people”"
    assert blame == (
        "contested:",
        "the Tavresian army - accused by The rebels",
        "the Tavresian army - denied by the Tavresian army",
    )
    assert origin == ("Skerry Wire, 2024-03-14", "dorrash", "not reviewed", STRIKE.id[:12])


def test_incident_without_day_place_toll_and_blame_says_so():
    sketch = market()
    bare = sketch.incident("The truce", None)
    what, tolls, blame, _ = cells_of(
        "cases", "incident", bare, sketch.reading(), has_day=False, first_day="2024-03-14"
    )
    assert what[1:3] == ("place not given", "day not given; told 2024-03-14")
    assert (tolls, blame) == (("none given",), ("nobody is named",))
    what = cells_of("cases", "incident", bare, sketch.reading(), has_day=False, first_day=None)[0]
    assert what[2] == "day not given"


def test_doer_without_blame_is_said_to_be_that():
    sketch = market()
    army = sketch.words("Tavresian army")
    bare = sketch.incident("The truce", None, actors=(army,))
    blame = cells_of("incidents", "incident", bare, sketch.reading())[2]
    assert blame == ("Tavresian army - how, and by whom, was not read",)


def test_figure_has_its_source_and_its_incident():
    what, says, of, _ = cells_of("figures", "figure", CHILDREN)
    assert what == ("6 killed", "“six children”")
    assert says == ("according to Ilvar Dreshko, director of the hospital",)
    assert of[0] == "air strike"
    assert of[-1] == "part of another figure"


def test_figure_of_no_incident_and_over_time_says_so():
    over_time = READING.figures[3]
    assert cells_of("figures", "figure", over_time)[2] == ("over a longer time",)
    loose = replace(over_time, scope=TOLL.scope)
    reading = replace(READING, figures=(*READING.figures[:3], loose))
    assert cells_of("figures", "figure", loose, reading)[2] == ("no one incident",)


def test_figure_in_the_headline_is_no_source_of_its_own():
    title = READING.headline.figures[0]
    _, says, _, origin = cells_of("figures", "figure", title, in_headline=True)
    assert says == ("in the headline, which is no source of its own",)
    assert "in the headline alone" in origin


def test_figure_beside_an_incident_that_nobody_looked_at_says_so():
    touched = (touch(READING, TOLL, "accepted"),)
    _, _, of, origin = cells_of("figures", "figure", TOLL, touched=touched)
    assert "(not reviewed)" in of
    assert "accepted by Odd" in origin


def test_statement_has_who_says_it_when_and_what_it_is_about():
    said = READING.statements[0]
    day = date(2024, 3, 12)
    days = Days(date_from=day, date_to=day, precision_ucdp=1, precision_acled=1, edtf="2024-03-12")
    dated = replace(said, said_on=days)
    reading = replace(READING, statements=(dated, *READING.statements[1:]))
    who, says, about, _ = cells_of("statements", "statement", dated, reading)
    assert who == ("Ilvar Dreshko, director of the hospital", "Tuesday 12 March 2024")
    assert says == ('asserts: "We have run out of blood,"',)
    assert about[0] == "air strike, the covered market in Dorrash (TV)"
    assert about[1].startswith("at least 31 killed - according to Ilvar Dreshko")
    assert len(cells_of("statements", "statement", said, has_day=False)[0]) == 1


def test_step_of_a_deal_has_its_day_or_when_it_was_told():
    collapsed, agreed = READING.agreements
    what, says, who, _ = cells_of(
        "agreements", "agreement", collapsed, has_day=False, first_day="2024-03-14"
    )
    assert what == ("collapsed: The truce", "day not given; told 2024-03-14", "“collapsed”")
    assert says == ("alleged by the Observatory",)
    assert who == ("nobody is named",)
    what, says, _, _ = cells_of("agreements", "agreement", agreed)
    assert what[1] == "Saturday 2 March 2024"
    assert says == ("in the report's own voice",)


def test_private_person_is_said_to_be_followed_nowhere():
    doctor = READING.actors[0]
    name, who, reports, identity = cells_of("sources", "source", doctor, reports=3)
    assert name == ("Ilvar Dreshko",)
    assert who == ("person, medical", "director of the hospital", "not followed across reports")
    assert reports == ("3 reports", "2024-03-12")
    assert identity == (doctor.id[:12],)


def test_report_tells_what_is_in_it_and_how_much_was_reviewed():
    view = make_view(READING, touch(READING, TOLL, "accepted"), version=2, versions=3)
    row = table_row(Listing.REPORTS, make_found("report", replace(TOLL, id="")), view)
    published, report, tells, review = row.cells
    assert published == ("2024-03-14",)
    assert report == ("Market strike kills 31, doctor says", "Skerry Wire", "version 2 of 3")
    assert tells == ("1 incident", "5 figures", "2 statements", "2 agreement steps")
    assert review[0] == "1 of 10 records reviewed"


def test_record_of_an_older_version_says_so():
    row = table_row(
        Listing.FIGURES, make_found("figure", TOLL), make_view(READING, version=1, versions=2)
    )
    assert "version 1 of 2" in row.cells[-1]


def test_long_lines_are_cut_and_that_is_shown():
    sketch = market()
    sketch.text += " " + "word " * 200
    long = sketch.statement("word " * 200, None)
    says = cells_of("statements", "statement", long, sketch.reading())[1]
    assert len(says[0]) == LONGEST
    assert says[0].endswith("…")
