from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from accordingto.errors import JudgementError
from accordingto.formats.label_studio import read_label_studio
from accordingto.formats.web_annotation_marks import read_web_annotations
from accordingto.ledger.decisions import iterate_entries
from accordingto.ledger.marking import Markers, take_marks
from accordingto.ledger.reviewing import reviewed_readings
from accordingto.ledger.reviews import Status
from accordingto.ledger.verify import verify_ledger
from tests.formats.marked import annotation, region, task, verdict
from tests.ledger.desks import decide
from tests.ledger.incoming import OTHER_TEXT, TEXT, keep, make_incoming, read

NOW = datetime(2024, 5, 1, tzinfo=UTC)
SHA = sha256(TEXT.encode()).hexdigest()
FIGURE = read(make_incoming()).figures[0]
WORDS = FIGURE.evidence.text
URL = "https://merrowin.example/a"


@pytest.fixture
def kept(sqlite):
    keep(sqlite, make_incoming(url=URL))
    keep(sqlite, make_incoming(OTHER_TEXT, given_id="r2"))
    return sqlite


def test_either_store_takes_marks(ledger):
    keep(ledger, make_incoming(url=URL))
    studio(ledger, region(TEXT, WORDS, "figure:killed"))
    mark = annotation(TEXT, "Marenna", "incident:shelling", url=URL, position=False)
    assert web(ledger, mark).taken[0].is_added
    assert [one.status for one in reviewed(ledger).records].count(Status.ACCEPTED) == 2
    assert is_whole(ledger)


def take(ledger, marks, reviewer="Odd", show=lambda record: record, **named):
    with ledger.change() as connection:
        markers = Markers(reviewer=reviewer, named=named)
        return take_marks(connection, marks, markers, NOW, lambda _text: show)


def studio(ledger, *regions, text=TEXT, reviewer="Odd"):
    return take(ledger, read_label_studio(task(text, *regions)), reviewer)


def web(ledger, *annotations, **more):
    return take(ledger, read_web_annotations(list(annotations)), **more)


def reviewed(ledger, text=TEXT):
    with ledger.look() as connection:
        (found,) = reviewed_readings(connection, sha256(text.encode()).hexdigest())
    return found.carried


def status(ledger):
    return next(one for one in reviewed(ledger).records if one.record.id == FIGURE.id)


def why(marked):
    return [one.why for one in marked.not_taken]


def is_whole(ledger):
    with ledger.look():
        return list(verify_ledger(ledger)) == []


def test_what_says_the_same_is_accepted(kept):
    marked = studio(kept, region(TEXT, WORDS, "figure:killed", low=12))
    assert [(one.is_new, one.is_added) for one in marked.taken] == [(True, False)]
    assert status(kept).status is Status.ACCEPTED
    made = marked.taken[0].entry.judgement
    assert (made.reviewer, made.time, made.decision) == ("Odd", NOW, "accept")
    assert is_whole(kept)


def test_what_says_otherwise_is_corrected_with_where_it_was_said(kept):
    marked = studio(kept, region(TEXT, WORDS, "figure:injured", low=13))
    assert status(kept).status is Status.CORRECTED
    assert (status(kept).record.state, status(kept).record.low) == ("injured", 13)
    assert "task 3" in marked.taken[0].entry.judgement.why


def test_words_in_a_control_become_the_speaker_where_they_stand_once(kept):
    studio(kept, region(TEXT, WORDS, "figure:killed", source="Marenna"))
    assert status(kept).record.source.text == "Marenna"
    (told,) = why(studio(kept, region(TEXT, WORDS, "figure:killed", source="a nurse")))
    assert "do not stand in the report" in told


def test_what_is_rejected_is_rejected(kept):
    studio(kept, region(TEXT, WORDS, "figure", verdict="reject", why="no toll"))
    assert status(kept).status is Status.REJECTED


def test_words_that_nobody_read_are_added_with_no_more_than_is_said(kept):
    marked = studio(kept, region(TEXT, "Marenna", "incident:shelling"))
    assert marked.taken[0].is_added
    added = reviewed(kept).records[-1]
    assert (added.read, added.status) == (None, Status.ACCEPTED)
    assert (added.record.kind, added.record.place, added.record.date_from) == (
        "shelling",
        None,
        None,
    )
    assert reviewed(kept).queue == ()
    assert is_whole(kept)
    again = studio(kept, region(TEXT, "Marenna", "incident:shelling"))
    assert [one.is_new for one in again.taken] == [False]


def test_an_added_figure_has_the_number_and_the_speaker_of_its_words(kept):
    text = "Many fled. Nine people were shot, a nurse said. Dozens of goats were lost."
    keep(kept, make_incoming(text, given_id="r3"))
    marked = studio(kept, region(text, "Dozens of goats", "figure:missing"), text=text)
    assert why(marked) == []
    made = reviewed(kept, text).records[-1].record
    assert (made.low, made.high, made.bound, made.basis) == (None, None, "vague", "own_voice")
    assert (made.words, made.source) == ("Dozens of goats", None)


def test_a_kind_alone_adds_nothing(kept):
    (told,) = why(studio(kept, region(TEXT, "Marenna", "incident")))
    assert "does not say its kind" in told


def test_words_that_only_overlap_are_not_guessed_to_be_the_same(kept):
    (told,) = why(studio(kept, region(TEXT, WORDS.split()[-1], "figure:killed")))
    assert f"overlap those of figure {FIGURE.id}" in told
    assert status(kept).status is Status.UNREVIEWED


def test_another_text_is_not_taken_for_this_one(kept):
    (told,) = why(studio(kept, region(TEXT + " ", WORDS, "figure"), text=TEXT + " "))
    assert "no report has this text" in told


def test_taking_the_same_file_again_changes_nothing(kept):
    for made in ("figure:injured", "figure:killed"):
        studio(kept, region(TEXT, WORDS, made))
        again = studio(kept, region(TEXT, WORDS, made))
        assert [one.is_new for one in again.taken] == [False]
    studio(kept, region(TEXT, WORDS, "figure", verdict="reject"))
    again = studio(kept, region(TEXT, WORDS, "figure", verdict="reject"))
    assert [one.is_new for one in again.taken] == [False]
    with kept.look() as connection:
        assert len(list(iterate_entries(connection))) == 3


def test_annotations_of_one_record_twice_are_told(kept):
    twice = [region(TEXT, WORDS, "figure:killed", id=one) for one in ("a", "b")]
    marked = studio(kept, *twice)
    assert len(marked.taken) == 1
    assert "was decided on at task 3" in why(marked)[0]


def test_two_who_did_not_see_each_other_are_at_odds(kept):
    other = task(TEXT, region(TEXT, WORDS, "figure", verdict="reject"), completed_by=8)
    marks = [*read_label_studio([task(TEXT, region(TEXT, WORDS, "figure:killed")), other])]
    told = why(take(kept, marks))
    assert "has no name here" in told[0]
    take(kept, marks, **{"7": "Odd", "8": "Ina"})
    assert status(kept).status is Status.DISPUTED
    assert is_whole(kept)


def test_decisions_of_others_here_are_not_replaced_unseen(kept):
    decide(kept, "reject", reviewer="Mira", why="no toll")
    studio(kept, region(TEXT, WORDS, "figure:killed"))
    assert status(kept).status is Status.DISPUTED


def test_ones_own_earlier_decision_is_replaced(kept):
    decide(kept, "reject", reviewer="Odd", why="no toll")
    studio(kept, region(TEXT, WORDS, "figure:killed"))
    assert status(kept).status is Status.ACCEPTED


def test_our_own_annotations_decide_nothing_until_somebody_says_so(kept):
    ours = {"sha256": SHA, "ours": True}
    marked = web(kept, annotation(TEXT, WORDS, "figure:killed", **ours))
    assert (marked.taken, marked.not_taken, marked.silent) == ((), (), 1)
    web(kept, annotation(TEXT, WORDS, "figure:killed", bodies=[verdict("accept")], **ours))
    assert status(kept).status is Status.ACCEPTED


def test_what_was_withheld_is_not_taken_for_a_correction(kept):
    value = '{"label": "[name withheld]", "role": "as shown"}'
    body = {"format": "application/json", "value": value}
    mark = annotation(TEXT, WORDS, "figure:killed", bodies=[body], sha256=SHA, ours=True)
    marked = web(kept, mark, show=lambda record: replace(record, role="as shown"))
    assert (marked.taken, marked.not_taken, marked.silent) == ((), (), 1)


def test_words_of_a_page_are_found_by_its_address(kept):
    mark = annotation(
        TEXT, WORDS, "figure:killed", url=URL.replace("https", "http"), position=False
    )
    marked = web(kept, mark)
    assert len(marked.taken) == 1
    elsewhere = annotation(TEXT, WORDS, "figure:killed", url="https://other.example/")
    assert "no report from" in why(web(kept, elsewhere))[0]


def test_values_that_only_fit_together_are_taken_together(kept):
    bodies = [{"format": "application/json", "value": '{"low": 99, "high": 120, "bound": "range"}'}]
    marked = web(kept, annotation(TEXT, WORDS, "figure", bodies=bodies, sha256=SHA))
    assert why(marked) == []
    assert (status(kept).record.low, status(kept).record.high) == (99, 120)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('{"low": "many"}', "low: "),
        ('{"low": 9, "high": 3}', "expected low <= high"),
        ('{"source": {"start": 0, "end": 4, "text": "Nope"}}', "not 'Nope'"),
        ('{"state": "slain"}', "state: "),
        ('{"low": -4}', "low: "),
    ],
)
def test_values_that_do_not_fit_are_told_and_change_nothing(kept, body, told):
    bodies = [{"format": "application/json", "value": body}]
    marked = web(kept, annotation(TEXT, WORDS, "figure", bodies=bodies, sha256=SHA))
    assert marked.taken == ()
    assert any(told in one for one in why(marked)), why(marked)
    assert status(kept).status is Status.UNREVIEWED


def test_fields_that_no_record_has_are_left_aside_and_told(kept):
    marked = studio(kept, region(TEXT, WORDS, "figure:killed", mood="grim"))
    assert "'mood' is no field of a figure" in why(marked)[0]
    assert len(marked.taken) == 1


def test_injected_markup_stays_words(kept):
    marked = studio(kept, region(TEXT, WORDS, "figure:killed", role="<script>alert(1)</script>"))
    assert len(marked.taken) == 1
    assert status(kept).record.role == "<script>alert(1)</script>"


def test_a_name_that_cannot_stand_in_the_log_is_refused(kept):
    with pytest.raises(JudgementError, match="no reviewer"):
        studio(kept, region(TEXT, WORDS, "figure"), reviewer=" ")
