"""Quotes of a docket, and the numbers of its reports."""

from accordingto.records.tolls import ClaimRef
from accordingto.views.case_background import CaseBackground, facts_of
from accordingto.views.docket_setting import LONGEST_QUOTE, DocketSetting
from tests.views.cases import contested, found_of

REF = ClaimRef(report="r1", record="f1")
PLAIN = DocketSetting(numbers={"r1": 3}, link=lambda ref: f"/at/{ref.record}")


def test_words_stand_in_their_sentence():
    one = PLAIN.quote(REF, "The ministry said\nthat 12 people died.", "12 people")
    assert (one.before, one.words, one.after) == (
        "The ministry said that ",
        "12 people",
        " died.",
    )
    assert (one.report, one.link) == (3, "/at/f1")


def test_words_that_are_not_there_leave_the_sentence_whole():
    one = PLAIN.quote(REF, "Nobody was hurt.", "12 people")
    assert (one.before, one.words, one.after) == ("", "", "Nobody was hurt.")


def test_what_would_steer_a_line_is_spelt_out_and_a_text_without_end_is_cut():
    one = PLAIN.quote(REF, "\u202e" + "a" * 5_000 + " 12 " + "b" * 5_000, "12")
    assert len(one.before) < LONGEST_QUOTE + 10
    assert len(one.after) < LONGEST_QUOTE + 10
    assert "\u202e" not in PLAIN.quote(REF, "\u202e12", "12").before


def test_reports_of_one_origin_stand_together():
    found = found_of(*contested())
    (case,) = found.cases()
    background = CaseBackground(reports=facts_of(found, case))
    setting = DocketSetting.of(case, background, str, frozenset({"r4"}))
    assert sorted(setting.numbers.values()) == [1, 2, 3, 4]
    assert len(set(setting.origins.values())) == 4
    assert setting.new == {"r4"}
