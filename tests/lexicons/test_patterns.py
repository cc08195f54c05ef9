import re

import pytest

from accordingto.lexicons.patterns import (
    BACK_REFERENCE,
    CUT_ANYWHERE,
    HALF_TAKEN,
    NOT_LAST,
    OF_A_GROUP,
    TOO_OFTEN,
    find_backtracking,
)


@pytest.mark.parametrize(
    "pattern",
    [
        r"",
        r"claim(?:s|ed)? responsibility for",
        r"\d{1,3}(?:,\d{3}){0,4}",
        r"killed \w+",
        r"killed (\w+)",
        r"(?:dead|killed \w*)",
        r"told \w+?",
        r"\s++said\b",
        r"(?:(?=ab|cd)\w{2})*+e",
        r"\w++(?:(?=-\w)-\w++)*+ said",
        r"(?>\w+) said",
        r"(?=\w+)said",
        r"(?<!no )claim",
        r"said(?: on [A-Z][a-z]{2,9}day)?,",
        r"(?:[A-Z]\w{0,20} ){1,4}said",
        r"[A-Z]\w{0,20}(?: [A-Z]\w{0,20}){0,4}",
        r"(?: (?:of|the|al-\w{1,20})){1,4},",
        r"(?:[A-Z][a-z]{1,9}){1,9}",
    ],
)
def test_a_pattern_that_fails_fast_is_let_through(pattern):
    assert find_backtracking(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (r"(\w)\1", BACK_REFERENCE),
        (r"(?P<quote>['\"])x(?P=quote)", BACK_REFERENCE),
        (r"(a)?(?(1)b|c)", BACK_REFERENCE),
        (r"(?:ab|cd)*+e", HALF_TAKEN),
        (r"\w++(?:-\w++)*+ said", HALF_TAKEN),
        (r"(?:\w{1,9}+,?){1,9}+\.", HALF_TAKEN),
        (r"(?:(?=a)a+)*+b", NOT_LAST),
        (r"\d+ people", NOT_LAST),
        (r"\d+$", NOT_LAST),
        (r"(?:\d+|some) people", NOT_LAST),
        (r"(?=\d+ people)at", NOT_LAST),
        (r"(?>\w+ )said", NOT_LAST),
        (r'"[^"]*"', NOT_LAST),
        (r".*?said", NOT_LAST),
        (r"\d{3,}x", NOT_LAST),
        (r"(?:\w+ ){1,4}", NOT_LAST),
        (r"(?:ab)*", OF_A_GROUP),
        (r"(?:a|bc)+", OF_A_GROUP),
        (r"(?:a+)+", OF_A_GROUP),
        (r"\w{1,201}", TOO_OFTEN),
        (r"(?:\w{1,150} ){1,10}", TOO_OFTEN),
        (r"(?:a{1,9}){1,9}", CUT_ANYWHERE),
        (r"(?:(?:ab){1,9}){1,9}", CUT_ANYWHERE),
        (r"(?:\w{1,9} ?){1,9}said", CUT_ANYWHERE),
        (r"(?:,? ?\w{1,20}){1,5}", CUT_ANYWHERE),
        (r"(?:\w{1,9} \w{1,9}){1,9}", CUT_ANYWHERE),
        (r"(?: (?:of|\w{1,9})\w?){1,4}", CUT_ANYWHERE),
        (r"(?i)(?:[A-Z][a-z]{1,9}){1,9}", CUT_ANYWHERE),
    ],
)
def test_a_pattern_that_may_run_away_is_refused_with_the_reason(pattern, fault):
    assert find_backtracking(pattern) == fault


def test_flags_are_read():
    spaced = "\\d{1,3}  # digits, any number+ of them\n people"
    assert find_backtracking(spaced) == NOT_LAST
    assert find_backtracking(spaced, re.VERBOSE) is None


def test_what_is_no_pattern_raises():
    with pytest.raises(re.error):
        find_backtracking("(")
