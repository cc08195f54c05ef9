from datetime import date

import pytest

from accordingto.records.values import Bound, State
from accordingto.views.phrases import describe_count, describe_days, describe_place, describe_toll
from tests.views.readings import Sketch


@pytest.mark.parametrize(
    ("first", "last", "phrase"),
    [
        (None, None, "day not given"),
        (date(2024, 3, 12), date(2024, 3, 12), "Tuesday 12 March 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024 (known to the month)"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024 (known to the year)"),
        (date(2021, 1, 1), date(2023, 12, 31), "2021 to 2023 (known to the year)"),
        (date(2024, 3, 4), date(2024, 3, 10), "4 March 2024 to 10 March 2024 (a span of 7 days)"),
        (date(2021, 1, 1), None, "since 1 January 2021"),
        (None, date(2024, 3, 12), "until 12 March 2024"),
    ],
)
def test_days_are_told_with_their_precision(
    first: date | None, last: date | None, phrase: str
) -> None:
    assert describe_days(first, last) == phrase


@pytest.mark.parametrize(
    ("low", "high", "bound", "phrase"),
    [
        (91, 91, Bound.EXACT, "91"),
        (70, None, Bound.MIN, "at least 70"),
        (None, 30, Bound.MAX, "at most 30"),
        (20, 30, Bound.RANGE, "20 to 30"),
        (20, 20, Bound.ABOUT, "about 20"),
        (0, 0, Bound.EXACT, "nobody"),
        (2_000_000, 2_000_000, Bound.EXACT, "2,000,000"),
        (40, None, Bound.VAGUE, "scores"),
        (None, None, Bound.EXACT, "scores"),
    ],
)
def test_counts_are_told_with_their_bounds_in_words(
    low: int | None, high: int | None, bound: Bound, phrase: str
) -> None:
    figure = Sketch("scores died").figure("scores", low, high, bound=bound)
    assert describe_count(figure) == phrase


def test_toll_says_what_happened_to_the_people() -> None:
    figure = Sketch("12 held").figure("12", 12, 12, state=State.DETAINED)
    assert describe_toll(figure) == "12 detained"


def test_place_without_country_says_so() -> None:
    assert describe_place(Sketch("in Marenna").place("Marenna")) == "Marenna (country not known)"


@pytest.mark.parametrize(
    ("qualifier", "phrase"),
    [
        ("eastern districts of", "eastern districts of Marenna (TV)"),
        ("northern", "northern Marenna (TV)"),
        ("province", "Marenna province (TV)"),
        ("market", "Marenna market (TV)"),
    ],
)
def test_qualifier_stands_where_it_was_written(qualifier: str, phrase: str) -> None:
    place = Sketch("in Marenna").place("Marenna", "TV", qualifier=qualifier)
    assert describe_place(place) == phrase
