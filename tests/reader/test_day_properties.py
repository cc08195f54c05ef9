"""Properties that hold for every text: no day after publication, shifts, linear time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.date_grammar import Tokens
from accordingto.reader.day_grammar import find_expressions
from accordingto.reader.day_phrases import find_phrases
from tests.reader.days import mentions

PUBLISHED = st.dates(date(1990, 1, 1), date(2090, 12, 31))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
WHEN = st.one_of(
    st.sampled_from(WEEKDAYS).map(lambda day: f"on {day}"),
    st.sampled_from(WEEKDAYS).map(lambda day: f"late on {day} (local time)"),
    st.sampled_from(WEEKDAYS).map(lambda day: f"last {day}"),
    st.sampled_from(("today", "yesterday", "overnight", "last night", "last week", "this week")),
    st.sampled_from(("last month", "earlier this month", "this year", "over the weekend")),
    st.sampled_from(("in the past two days", "a week earlier", "three weeks ago", "last summer")),
    st.sampled_from(("during Ramadan", "on Eid al-Fitr", "at Christmas", "at Easter", "on Eid")),
    st.sampled_from(MONTHS).map(lambda month: f"in early {month}"),
    st.sampled_from(MONTHS).map(lambda month: f"last {month}"),
    st.tuples(st.sampled_from(MONTHS), st.integers(1, 28)).map(lambda d: f"on {d[0]} {d[1]}"),
    st.tuples(st.sampled_from(MONTHS), st.integers(1, 26)).map(
        lambda d: f"between {d[0]} {d[1]} and {d[1] + 2}"
    ),
    st.sampled_from(WEEKDAYS).map(lambda day: f"at 4 a.m. on {day} (0100 GMT)"),
)
PAST = st.lists(WHEN, min_size=1, max_size=4).map(
    lambda when: " ".join(f"Shells fell on the port {one}." for one in when)
)


@given(PAST, PUBLISHED)
def test_no_day_begins_after_publication_without_a_word_of_the_future(text, published):
    for mention in mentions(text, f"{published}"):
        first, last = mention.days.date_from, mention.days.date_to
        assert first is not None
        assert first <= published
        assert last is not None
        assert last <= published or (last - first).days >= 1


DAY = st.one_of(
    st.sampled_from(WEEKDAYS).map(lambda day: (f"on {day}", None)),
    st.sampled_from(("last", "next", "this")).map(lambda turn: (f"{turn} Friday", None)),
    st.sampled_from(("today", "yesterday", "tomorrow", "overnight", "last week", "next week",
                     "over the weekend", "two days ago", "three weeks ago", "the next day",
                     "in the past four days", "from Monday to Wednesday")).map(lambda w: (w, None)),
    st.dates(date(1990, 1, 1), date(2090, 12, 31)).map(lambda day: ("on {day}", day)),
)  # fmt: skip


def _text(days: list[tuple[str, date | None]], weeks: int) -> str:
    shift = timedelta(weeks=weeks)
    return " ".join(
        f"Shells fell {words.format(day=day + shift if day else '')}." for words, day in days
    )


@given(st.lists(DAY, min_size=1, max_size=5), PUBLISHED, st.integers(-200, 200))
def test_days_move_with_publication_and_dates_by_whole_weeks(days, published, weeks):
    shift = timedelta(weeks=weeks)
    here = mentions(_text(days, 0), f"{published}")
    there = mentions(_text(days, weeks), f"{published + shift}")
    assert len(here) == len(there)
    for one, other in zip(here, there, strict=True):
        for end, moved in (
            (one.days.date_from, other.days.date_from),
            (one.days.date_to, other.days.date_to),
        ):
            assert (end + shift if end else None) == moved
        assert one.days.precision_ucdp == other.days.precision_ucdp


class Counted(Tokens):
    """A sentence that counts how often it is looked at."""

    __slots__ = ("visits",)

    def __init__(self, text: str) -> None:
        super().__init__(tuple(find_tokens(text)))
        self.visits = 0

    def lower(self, at: int) -> str:
        self.visits += 1
        return super().lower(at)


HARD = (
    "overnight on ", "between May 3 and ", "from Monday to ", "the end of ", "since the early ",
    "last last ", "3-", "3 May-", "2011-", "May ", "a few days of ", "two and a half ", "12:30 ",
    "the night of ", "early hours of the ", "every other ", "the day before ", "in the ", "4 a.m. ",
    "Friday of last ", "3 March and 5 ", "( 1999 ", "0100 GMT ", "490 and 480 BC ", "Eid ",
    "the 5th ", "of the year ", "by the end of the ", "more than the ",
)  # fmt: skip


@pytest.mark.parametrize("grammar", [find_expressions, find_phrases])
@pytest.mark.parametrize("piece", HARD)
def test_twice_the_text_is_looked_at_twice_as_often(piece, grammar):
    visits = []
    for times in (150, 300):
        tokens = Counted(piece * times)
        list(grammar(tokens))
        visits.append(tokens.visits)
    assert visits[1] <= 2.5 * visits[0] + 100


@given(st.lists(st.sampled_from(HARD), min_size=20, max_size=60))
def test_mixed_pieces_cost_a_bounded_number_of_looks_a_token(pieces):
    for grammar in (find_expressions, find_phrases):
        tokens = Counted("".join(pieces))
        list(grammar(tokens))
        assert tokens.visits <= 600 * len(tokens.row)
