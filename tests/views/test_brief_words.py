"""What a brief says of itself."""

from datetime import date

import pytest

from accordingto.views.brief import Counts
from accordingto.views.brief_words import PLACES, Subject, describe_counts, title_of

MARCH = {"first_day": date(2024, 3, 1), "last_day": date(2024, 3, 31)}


def counts(shown=0, unreviewed=0, left_out=0, rejected=0):
    return Counts(shown=shown, unreviewed=unreviewed, left_out=left_out, rejected=rejected)


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({}, "All places, all days"),
        (MARCH, "All places, March 2024"),
        ({"place": ("Dorrash", "Marenna"), **MARCH}, "Dorrash, Marenna, March 2024"),
        ({"country": ("Syria",), "first_day": date(2024, 3, 1)}, "Syria, since 1 March 2024"),
        ({"place": ("Dor\x1brash",)}, "Dor[U+001B]rash, all days"),
    ],
)
def test_title_names_area_and_period(asked, title):
    assert title_of(Subject(**asked)) == title


@pytest.mark.parametrize(
    ("given", "reports", "said"),
    [
        (counts(), 0, ("The ledger holds no report yet: accordingto add puts reports in.",)),
        (counts(), 3, ("Nothing in the ledger (3 reports) is of this period and area.",)),
        (
            counts(left_out=1),
            3,
            (
                (
                    "Nothing of this period and area is reviewed. 1 record that a machine "
                    "found and nobody reviewed is left out: --include-unreviewed takes it in."
                ),
            ),
        ),
    ],
)
def test_nothing_is_said_in_words(given, reports, said):
    assert describe_counts(given, Subject(), reports) == said


def test_what_people_rejected_alone_is_said_too():
    notes = describe_counts(counts(rejected=2), Subject(), 1)
    assert notes[1] == "2 records that people rejected are left out."


def test_all_reviewed_is_said_where_the_rest_was_asked_for():
    notes = describe_counts(counts(shown=2), Subject(with_unreviewed=True), 1)
    assert notes[0] == "0 of 2 records unreviewed."


def test_area_day_of_knowledge_and_publisher_are_told():
    subject = Subject(place=("Dorrash",), as_of=date(2024, 3, 9), publisher=("Skerry Wire",))
    assert subject.told == (
        "Only reports published by Skerry Wire.",
        "As it was known at the end of Saturday 9 March 2024, UTC.",
        PLACES,
    )
