import pytest

from accordingto.ledger.details import load_details
from accordingto.ledger.ledger import Ledger, Opening
from accordingto.ledger.listings import Listing
from accordingto.records.judgements import Change
from accordingto.views.record_text import LONGEST_TEXT, render_details
from tests.cli.ledgers_to_show import fill_all
from tests.ledger.conftest import make_clock
from tests.ledger.desks import decide, link, record_of
from tests.ledger.incoming import keep, make_incoming
from tests.ledger.shelf import SHELLING, STRIKE

SHELLING_SHA = make_incoming(SHELLING).report.sha256
STRIKE_SHA = make_incoming(STRIKE).report.sha256


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "war.ledger", Opening.MAKE, clock=make_clock()) as made:
        fill_all(made)
        yield made


def page(ledger, listing, typed, width=100):
    with ledger.look() as connection:
        details = load_details(connection, Listing(listing), typed)
    return render_details(details, width=width)


def page_of(ledger, kind, text, listing=None):
    with ledger.look() as connection:
        typed = record_of(connection, kind, text)
    return page(ledger, listing or f"{kind}s", typed)


def section(written, title):
    """The lines under a title, white space evened out."""
    return " ".join(written.split(f"\n{title}\n", 1)[1].split("\n\n")[0].split())


@pytest.mark.parametrize("width", [30, 80, 140])
def test_lines_are_no_wider_than_asked_for(ledger, width):
    for typed in ("r1", "r2", "r4"):
        assert max(map(len, page(ledger, "reports", typed, width).splitlines())) <= width


def test_words_stand_in_their_sentences(ledger):
    written = page_of(ledger, "figure", SHELLING_SHA)
    told = section(written, "IN CONTEXT")
    assert told.startswith("• Shelling by the Dorrash Guard killed »at least 12 people« in Homs")
    assert "(text, 37-55)" in told
    assert "not reviewed · read by machine (rules" in written


def test_correction_stands_with_what_the_machine_read_and_who_made_it(ledger):
    decide(ledger, "correct", Change(field="low", value=21), text=SHELLING_SHA, why="as it says")
    written = page_of(ledger, "figure", SHELLING_SHA)
    assert written.splitlines()[1].startswith("at least 21 killed - according to residents")
    assert section(written, "THE MACHINE READ → A PERSON MADE IT") == "• low 12 → 21"
    told = section(written, "DECISIONS AND NOTES")
    assert "correct by Odd, 2024-03-20T12:00:00Z: low 12 → 21; why: as it says" in told


def test_accepted_record_has_nothing_beside_it(ledger):
    decide(ledger, text=SHELLING_SHA)
    assert "THE MACHINE READ" not in page_of(ledger, "figure", SHELLING_SHA)


def test_incident_has_rivals_side_by_side_and_blame_with_its_accuser(ledger):
    written = page_of(ledger, "incident", STRIKE_SHA)
    tolls = section(written, "TOLLS, BY WHO SAYS SO")
    assert tolls.startswith("• Sources differ: 70 killed - according to the Skerry Relief Society")
    assert " | 91 killed - according to Other doctors" in tolls
    assert "held responsible: the air force - accused by Rebels" in written


def test_figure_names_its_incident_and_who_says_something_else(ledger):
    written = page_of(ledger, "figure", STRIKE_SHA)
    assert (
        "2 March 2024 · [exact place withheld] in the area of Aleppo (SY) · air strike"
        in section(written, "THE INCIDENT")
    )
    assert "91 killed - according to Other doctors" in section(written, "OTHERS SAY")


def test_links_by_people_are_told(ledger):
    link(ledger, "link", SHELLING_SHA, STRIKE_SHA)
    told = section(page_of(ledger, "incident", STRIKE_SHA), "LINKS WITH OTHER REPORTS")
    assert told.startswith("• linked by Odd: ") or "by Odd" in told


def test_report_has_its_records_decisions_and_text(ledger):
    decide(ledger, "reject", kind="incident", text=STRIKE_SHA, why="no strike")
    written = page(ledger, "reports", "r2")
    told = section(written, "WHAT IT TELLS OF")
    assert "91 killed - according to Other doctors" in told
    assert "(rejected by Odd)" in told
    assert "reject by Odd" in section(written, "DECISIONS AND NOTES")
    assert section(written, "THE TEXT") == STRIKE


def test_versions_of_a_page_are_compared(ledger):
    for toll in (3, 4):
        text = f"Shelling killed {toll} people in Homs on Friday, residents said. It was dark."
        keep(ledger, make_incoming(text, given_id="v", url="https://merrowin.example/v"))
    written = page(ledger, "reports", "v")
    assert "version 2 of 2" in written
    assert "- Shelling killed 3 people" in section(written, "FROM VERSION 1 TO VERSION 2")
    assert "+ Shelling killed 4 people" in section(written, "FROM VERSION 1 TO VERSION 2")


def test_copies_and_second_arrivals_are_told(ledger):
    keep(ledger, make_incoming(SHELLING, given_id="c", publisher="Ostrel Times"))
    keep(ledger, make_incoming(SHELLING, given_id="r1", title="Homs shelled again"))
    written = page(ledger, "reports", "r1")
    assert "the same text also came from Ostrel Times" in written
    assert "Homs shelled again" in section(written, "IT CAME")


def test_name_of_a_child_is_nowhere(ledger):
    written = page(ledger, "reports", "r4")
    assert "lina" not in written.casefold()
    assert "[name withheld], 9" in written


def test_text_that_is_very_long_is_cut_and_that_is_told(ledger):
    keep(ledger, make_incoming("Bombs fell on Homs. " * 2_000, given_id="long"))
    written = page(ledger, "reports", "long")
    assert f"... and {40_000 - LONGEST_TEXT:,} more characters; --format json has all" in written


def test_actor_has_what_it_says(ledger):
    with ledger.look() as connection:
        typed = record_of(connection, "actor", STRIKE_SHA)
    assert "SAYS IN THIS REPORT" in page(ledger, "sources", typed)
