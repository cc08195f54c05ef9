import pytest

from accordingto.ledger.as_it_stands import Review
from accordingto.ledger.reviews import Status
from accordingto.views.privacy import WITHHELD
from accordingto.views.report_views import ReportView, describe_review
from tests.views.readings import market
from tests.views.shown import make_facts, make_view, touch

READING = market().reading()
TOLL = READING.figures[0]


@pytest.mark.parametrize(
    ("review", "entered_by", "told"),
    [
        (Review(status=Status.UNREVIEWED), None, "not reviewed"),
        (Review(status=Status.UNREVIEWED), "Ana", "entered by Ana"),
        (Review(status=Status.ACCEPTED, reviewers=("Odd",)), None, "accepted by Odd"),
        (
            Review(status=Status.CORRECTED, reviewers=("Odd",), is_kept=True),
            None,
            "corrected by Odd; the reader does not have it",
        ),
        (
            Review(status=Status.DISPUTED, reviewers=("Ana", "Odd")),
            None,
            "not settled: Ana and Odd decided at odds",
        ),
        (Review(status=Status.REJECTED, reviewers=("O\x1b[2J",)), None, "rejected by O[U+001B][2J"),
    ],
)
def test_review_in_words(review, entered_by, told):
    assert describe_review(review, entered_by) == told


def test_nothing_is_reviewed_before_a_person_decides():
    view = make_view(READING)
    assert view.count_reviewed() == (0, 10)
    assert not any(map(view.is_reviewed, view.records))
    assert view.reader == "read by machine (rules 0.1.0)"


@pytest.mark.parametrize(
    ("status", "is_reviewed"),
    [("accepted", True), ("corrected", True), ("disputed", False), ("unreviewed", False)],
)
def test_person_stands_for_what_was_accepted_or_corrected(status, is_reviewed):
    view = make_view(READING, touch(READING, TOLL, status))
    assert view.is_reviewed(TOLL.id) is is_reviewed


def test_name_of_a_child_is_withheld_from_records_words_title_and_address():
    view = make_view(
        READING,
        title="Sella Orn, 9, killed",
        url="https://skerry.example/sella-orn-killed",
        report_id="sella-orn",
    )
    assert view.title == f"{WITHHELD}, 9, killed"
    assert view.url == f"https://skerry.example/{WITHHELD}-killed"
    assert view.report_id == WITHHELD
    assert view.reading.people[0].name == WITHHELD
    around = view.context_of(READING.people[0].evidence.span)
    assert around.words == WITHHELD
    assert "Sella" not in around.before + around.words + around.after


def test_name_that_people_decided_on_is_withheld_too():
    view = make_view(READING, withheld=["Ilvar Dreshko"])
    assert view.actors[READING.actors[0].id].name == WITHHELD
    assert "Dreshko" not in view.title + view.names.full(TOLL.source)


def test_rejected_records_are_found_but_not_listed():
    view = make_view(READING, touch(READING, TOLL, "rejected"))
    assert TOLL.id not in view.figures
    assert view.records[TOLL.id].record == TOLL
    assert [one.record.id for one in view.rejected] == [TOLL.id]


def test_report_that_was_not_read_says_so():
    view = ReportView(make_view(READING).shown.__class__(make_facts(READING, published=None), None))
    assert (view.reader, view.day, view.count_reviewed()) == ("not read", "", (0, 0))
    assert view.published == "published on a day that was not given"
