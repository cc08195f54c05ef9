"""News of cases in words."""

from dataclasses import replace

from accordingto.records.news import Denial, NewsKind
from accordingto.views.news_lines import news_json, news_lines
from tests.corroboration.test_news import BLAMED, DENIED, FIRST, MORE, RIVAL, case, news


def lines(before, *texts):
    after = case(*before, *texts)
    return [line for one in news(before, *texts) for line in news_lines(one, after)]


def test_a_toll_is_told_before_and_now_with_who_says_so():
    heading, moved, quoted = lines([FIRST], MORE)
    assert heading.startswith("toll changed: Shelling, Friday 15 March 2024, ")
    assert moved == "  killed: people: 20 before, 20 to 23 now"
    assert quoted.startswith(f"  “{MORE}” – Harun Red Crescent, r1")


def test_a_new_case_tells_its_tolls():
    heading, toll, _ = lines([], FIRST)
    assert heading.startswith("new case: Shelling")
    assert toll == "  killed: people: 20 · at most 1 independent voice, unnamed"


def test_rivals_and_denials_are_told_with_their_words():
    assert any("the army, and the rebels" in line for line in lines([BLAMED], RIVAL))
    assert any("denies" in line and "The army denied" in line for line in lines([BLAMED], DENIED))


def test_words_of_a_report_cannot_steer_the_terminal():
    [one] = news([BLAMED], DENIED)
    evil = Denial(name="\x1b[2Jarmy", actor="\x07x", quote="no\x1b]0;t\x07\nway " * 90, report="r1")
    told = "\n".join(news_lines(replace(one, denials=(evil,) * 5), case(BLAMED, DENIED)))
    assert "\x1b" not in told
    assert "\x07" not in told
    assert "and 2 denials more" in told
    assert max(map(len, told.splitlines())) < 400


def test_json_has_the_words_and_every_field():
    [one] = news([FIRST], MORE)
    plain = news_json(one, case(FIRST, MORE))
    assert plain["kind"] == NewsKind.TOLL
    assert plain["case"] == one.code
    assert plain["text"].startswith("toll changed: ")
    assert (plain["date_from"], plain["date_to"]) == ("2024-03-15", "2024-03-15")
    assert plain["tolls"][0]["after"]["high"] == 23
