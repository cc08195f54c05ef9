import re
from dataclasses import replace
from datetime import date

import pytest

from accordingto.records.incidents import Blame
from accordingto.records.likely import DOUBTFUL
from accordingto.records.readings import Problem
from accordingto.records.values import Basis, BlameMode, Certainty, Scope, State, Step
from accordingto.views.paper import measure_columns
from accordingto.views.text import render_text
from tests.builders import read
from tests.views.readings import Sketch, market


def shown(sketch: Sketch, width: int = 100) -> str:
    """The view on one line, so that wrapping hides nothing."""
    return " ".join(render_text(sketch.reading(), width=width).split())


def test_head_names_the_report_and_where_its_date_comes_from() -> None:
    text = shown(market())
    assert "Market strike kills 31, doctor says" in text
    assert "Skerry Wire · published Thursday 14 March 2024, as it was given" in text
    assert "not reviewed by a person" in text


def test_unknown_date_and_publisher_are_said_to_be_unknown() -> None:
    text = shown(Sketch("Nothing.", publisher="", published=None))
    assert "publisher not given · publication date not known" in text


def test_empty_reading_says_that_nothing_was_found() -> None:
    assert "Nothing was found" in shown(Sketch("The weather was fine."))


def test_incident_comes_with_day_place_kind_targets_and_certainty() -> None:
    text = shown(market())
    heading = "1. Tuesday 12 March 2024 · the covered market in Dorrash (TV) · air strike"
    assert heading in text
    assert "targets: the covered market" in text
    assert "told as having happened" in text


def test_blame_is_always_shown_with_its_mode_and_who_says_so() -> None:
    text = shown(market())
    assert "the Tavresian army - accused by The rebels" in text
    assert "the Tavresian army - denied by the Tavresian army" in text


@pytest.mark.parametrize(
    ("mode", "phrase"),
    [
        (BlameMode.STATED, "army - stated in the report's own voice"),
        (BlameMode.OWN_CLAIM, "army - claimed by itself"),
        (BlameMode.ACCUSED, "army - accused by somebody whom the report does not name"),
        (BlameMode.SUSPECTED, "army - suspected; by whom is not said"),
        (BlameMode.DENIED, "army - denied by somebody whom the report does not name"),
    ],
)
def test_blame_without_a_source_says_so(mode: BlameMode, phrase: str) -> None:
    sketch = Sketch("The army shelled Marenna.")
    blame = Blame(actor=sketch.words("army"), mode=mode, source=None)
    sketch.incident("shelled", None, blame=(blame,))
    assert phrase in shown(sketch)


def test_alternatives_are_not_shown_as_joint_actors() -> None:
    sketch = Sketch("Either the army or the rebels shelled Marenna.")
    either = tuple(
        Blame(actor=sketch.words(who), mode=BlameMode.SUSPECTED, source=None)
        for who in ("army", "rebels")
    )
    sketch.incident("shelled", None, blame=either, alternatives=(either,))
    assert "only one can hold: army or rebels" in shown(sketch)


def test_missing_day_place_and_culprit_are_named_as_missing() -> None:
    sketch = Sketch("A blast was heard.")
    sketch.incident("blast", None)
    text = shown(sketch)
    assert "day not given · place not given" in text
    assert "held responsible: nobody is named" in text


def test_incidents_stand_in_order_of_time_with_undated_ones_last() -> None:
    sketch = Sketch("A blast. A raid. A siege.")
    sketch.incident("blast", None)
    sketch.incident("raid", date(2024, 3, 9))
    sketch.incident("siege", date(2024, 3, 1))
    text = shown(sketch)
    assert (
        text.index("1. Friday 1 March") < text.index("2. Saturday 9 March") < text.index("3. day")
    )


def test_toll_comes_with_its_bound_its_source_and_the_exact_words() -> None:
    text = shown(market())
    toll = "at least 31 killed - according to Ilvar Dreshko, director of the hospital"
    assert f"{toll} “at least 31 people”" in text


def test_part_stands_below_the_figure_it_is_part_of() -> None:
    lines = render_text(market().reading(), width=100).splitlines()
    whole = next(line for line in lines if "at least 31 killed - according" in line)
    part = next(line for line in lines if "6 killed - according" in line)
    assert lines.index(part) > lines.index(whole)
    assert part.index("6") > whole.index("at least")
    assert "part of: “at least 31 killed”" in shown(market())


def test_vague_word_stays_the_word_that_it_is() -> None:
    assert "Dozens displaced - in the report's own voice" in shown(market())
    assert "vague word: counted as 24 or more" in shown(market())


@pytest.mark.parametrize(
    ("basis", "phrase"),
    [
        (Basis.OWN_VOICE, "12 killed - in the report's own voice"),
        (Basis.ATTRIBUTED, "12 killed - according to a source that the report does not name"),
        (Basis.HEADLINE, "12 killed - in the headline, which is no source of its own"),
    ],
)
def test_figure_without_a_source_says_on_whose_word_it_stands(basis: Basis, phrase: str) -> None:
    sketch = Sketch("12 died.")
    sketch.figure("12", 12, 12, basis=basis)
    assert phrase in shown(sketch)


def test_chain_of_speakers_is_shown() -> None:
    sketch = Sketch("12 died, the agency said, citing the clinic.")
    clinic, agency = sketch.words("the clinic"), sketch.words("the agency")
    sketch.figure("12", 12, 12, source=clinic, via=(agency, clinic))
    assert "according to the clinic, by way of the agency" in shown(sketch)


def test_figures_in_a_circle_are_shown_once_each() -> None:
    sketch = Sketch("12 and 13 died.")
    first = sketch.figure("12", 12, 12, part_of="0" * 15 + "2")
    sketch.figure("13", 13, 13, part_of=first.id)
    assert sketch.figures[1].id == sketch.figures[0].part_of
    text = shown(sketch)
    assert text.count("• 12 killed") == text.count("• 13 killed") == 1


def test_cumulative_toll_stands_apart_from_incidents() -> None:
    text = shown(market())
    assert text.index("TOLLS THAT BELONG TO NO ONE INCIDENT") < text.index("at least 4,000 killed")
    assert "over a longer time: period and area not given" in text


def test_truce_is_told_step_by_step_with_allegations_as_such() -> None:
    text = shown(market())
    agreed = text.index("Saturday 2 March 2024 · agreed · The truce - in the report's own voice")
    collapsed = text.index("day not given · collapsed · The truce - alleged by the Observatory")
    assert text.index("TRUCES AND TALKS") < agreed < collapsed


def test_alleged_step_without_accuser_says_so() -> None:
    sketch = Sketch("The truce was broken.")
    sketch.agreement("broken", Step.VIOLATED, None, certainty=Certainty.ALLEGED)
    text = shown(sketch)
    assert "violated - alleged; by whom is not said" in text
    assert "Steps that are tied to no deal" in text


def test_statements_stand_under_their_speaker_whatever_the_words_for_him() -> None:
    text = shown(market())
    voice = "Ilvar Dreshko, director of the hospital (medical)"
    assert text.count(voice) == 1
    assert text.index(voice) < text.index('asserts: "We have run out of blood,"')
    assert "about: incident 1, “at least 31 killed”" in text


def test_name_of_a_child_is_withheld_wherever_it_stands() -> None:
    sketch = market()
    sketch.statement("Sella Orn, 9, was among the dead", None)
    text = shown(sketch)
    assert "a child, name withheld, aged 9" in text
    assert "[name withheld], 9, was among the dead" in text
    assert "Sella" not in text


def test_name_of_a_grown_person_is_shown_as_the_report_gives_it() -> None:
    sketch = Sketch("Bram Holk, 40, was killed.")
    sketch.person("Bram Holk", 40)
    assert "Bram Holk, aged 40 - killed" in shown(sketch)


def test_headline_and_problems_have_sections_of_their_own() -> None:
    text = shown(market())
    assert "31 killed - in the headline, which is no source of its own" in text
    assert text.index("IN THE HEADLINE ALONE") < text.index("PROBLEMS")
    assert "A day without a year was left open." in text


def test_report_cannot_steer_the_terminal() -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\r\x9b31m\u202e12 dead\ud800"
    sketch = Sketch(hostile, title=hostile, id=hostile, publisher=hostile)
    sketch.figure(hostile, 12, 12, label=hostile, role=hostile)
    sketch.incident(hostile, None, place=sketch.place(hostile, why=hostile))
    sketch.statement(hostile, sketch.words(hostile, sketch.actor(hostile, role=hostile)))
    sketch.person(hostile)
    text = render_text(sketch.reading())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)
    assert "[U+001B]" in text


@pytest.mark.parametrize("width", [1, 30, 41, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    sketch = market()
    sketch.figures.append(replace(sketch.figures[0], id="f" * 16, label="停火" * 60 + "x" * 300))
    for line in render_text(sketch.reading(), width=width).splitlines():
        assert measure_columns(line) <= max(width, 30)


def test_colour_only_adds_plain_ansi_codes() -> None:
    reading = market().reading()
    plain, coloured = render_text(reading), render_text(reading, colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


def test_text_left_out_changes_nothing_in_the_terminal() -> None:
    sketch = market()
    assert render_text(sketch.reading()) == render_text(sketch.reading(with_text=False))


def test_states_and_scopes_are_shown_for_every_value() -> None:
    sketch = Sketch("12 people")
    for state in State:
        for scope in Scope:
            sketch.figure("12", 12, 12, state=state, scope=scope)
    text = shown(sketch)
    assert all(f"12 {state.value}" in text for state in State)


def test_figure_that_a_triage_alone_tells_of_says_so_where_it_stands() -> None:
    reading = read("Shelling killed 12 people in Homs. Later a mine killed 3 children.")
    first, second = reading.figures
    problem = Problem(stage="figures", code=DOUBTFUL, message="read it", evidence=first.evidence)
    told = render_text(replace(reading, problems=(problem,)), width=100)
    plain = render_text(replace(reading, problems=()), width=100)
    assert told.count("told by --triage alone") == 1
    assert "told by --triage alone" not in plain
    assert second.evidence != first.evidence
