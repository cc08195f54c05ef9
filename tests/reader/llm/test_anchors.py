import pytest

from accordingto.records.values import BlameMode, Kind, Stance, State
from tests.reader.llm.asked import codes, figure, incident, read, statement, step

TEXT = (
    "Government forces shelled a market in Aleppo on Tuesday, killing at least 12 people, "
    "residents said.\nThe army denied it. The truce that Russia brokered collapsed on Wednesday."
)
ANSWER = {
    "statements": [
        statement("Government forces shelled [...] 12 people", "residents", "said"),
        statement("it", "The army", "denied", sentence=2, stance="denies"),
    ],
    "incidents": [
        incident(
            "shelled",
            place="Aleppo",
            day="on Tuesday",
            targets=["a market"],
            blame=[{"actor": "Government forces", "mode": "accused", "source": "residents"}],
        )
    ],
    "figures": [figure("at least 12 people", 12, None, incident=1)],
    "agreements": [
        step(
            "collapsed",
            "collapsed",
            sentence=3,
            subject="The truce",
            day="Wednesday",
            brokers=["Russia"],
        )
    ],
}


def test_answer_becomes_records_of_the_reports_own_words():
    reading = read(TEXT, ANSWER)
    assert codes(reading) == []
    (said, denied) = reading.statements
    assert said.content.text == TEXT[: TEXT.index(", residents")]
    assert (said.source.text, said.cue.text) == ("residents", "said")
    assert (denied.source.text, denied.stance) == ("The army", Stance.DENIES)
    (deed,) = reading.incidents
    assert (deed.kind, deed.place.country, str(deed.date_from)) == (
        Kind.SHELLING,
        "SY",
        "2024-03-12",
    )
    assert [(b.actor.text, b.mode, b.source.text) for b in deed.blame] == [
        ("Government forces", BlameMode.ACCUSED, "residents")
    ]
    (toll,) = reading.figures
    assert (toll.low, toll.high, toll.incident) == (12, None, deed.id)
    assert toll.source.text == "residents"
    (end,) = reading.agreements
    assert (end.subject.text, str(end.date_from)) == ("The truce", "2024-03-13")
    assert [one.text for one in end.brokers] == ["Russia"]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"figures": [figure("300 people", 300, 300)]}, "figure 1"),
        ({"incidents": [incident("gassed", "chemical")]}, "incident 1"),
        ({"agreements": [step("signed")]}, "agreement 1"),
        (
            {"statements": [statement("they gassed children", "residents", "said")] * 2},
            "statement 2",
        ),
    ],
)
def test_record_in_words_that_the_report_does_not_hold_is_left_out_and_told(answer, told):
    reading = read(TEXT, answer)
    records = (reading.figures, reading.incidents, reading.agreements, reading.statements)
    assert not any(records)
    (problem,) = [one for one in reading.problems if one.code.startswith("model_")]
    assert problem.code == "model_words_not_in_text"
    assert told in problem.message
    assert "gas" not in problem.message
    assert "300" not in problem.message


def test_statement_of_somebody_whom_the_report_does_not_name_is_left_out():
    reading = read(TEXT, {"statements": [statement("it", "The Red Cross", "denied", sentence=2)]})
    assert reading.statements == ()
    assert codes(reading) == ["model_role_not_in_text"]


def test_statement_with_neither_source_nor_cue_is_none():
    reading = read(TEXT, {"statements": [statement("it", None, None, sentence=2)]})
    assert reading.statements == ()
    assert codes(reading) == ["model_record_not_as_asked"]


def test_made_up_roles_are_left_out_and_the_record_stays():
    blame = [
        {"actor": "Martians", "mode": "stated", "source": None},
        {"actor": "Government forces", "mode": "accused", "source": "the Pope"},
    ]
    made_up = {"place": "Damascus", "day": "on Friday", "targets": ["a school", "a market"]}
    reading = read(TEXT, {"incidents": [incident("shelled", blame=blame, **made_up)]})
    (deed,) = reading.incidents
    assert [(b.actor.text, b.mode, b.source) for b in deed.blame] == [
        ("Government forces", BlameMode.SUSPECTED, None)
    ]
    assert [one.text for one in deed.targets] == ["a market"]
    (problem,) = [one for one in reading.problems if one.code == "model_role_not_in_text"]
    told = (
        "day 1",
        "doer 1",
        "place 1",
        "source 1",
    )
    assert all(one in problem.message for one in told)


def test_place_is_one_that_the_gazetteer_found_and_day_one_of_the_calendar():
    reading = read(TEXT, {"incidents": [incident("shelled", place="market", day="killing")]})
    (problem,) = [one for one in reading.problems if one.code == "model_role_not_in_text"]
    assert "day 1, place 1" in problem.message
    assert len(reading.incidents) == 1


def test_who_claims_a_deed_says_it_himself():
    blame = [{"actor": "Government forces", "mode": "own_claim", "source": None}]
    (deed,) = read(TEXT, {"incidents": [incident("shelled", blame=blame)]}).incidents
    assert deed.blame[0].source.text == "Government forces"


@pytest.mark.parametrize("number", [0, -4, 99, 10**30])
def test_wrong_number_of_a_sentence_does_no_harm(number):
    told = figure("at least 12 people", 12, None, sentence=number, incident=number)
    (toll,) = read(TEXT, {"figures": [told]}).figures
    assert (toll.low, toll.incident) == (12, None)


def test_what_is_told_twice_is_one_record():
    told = figure("at least 12 people", 12, None)
    reading = read(TEXT, {"figures": [told, told, told | {"state": "injured"}]})
    assert [one.state for one in reading.figures] == [State.KILLED, State.INJURED]


def test_two_counts_in_the_same_words_are_two():
    text = "Five soldiers and five civilians were killed."
    figures = [figure("Five soldiers", 5, 5), figure("five", 5, 5), figure("five", 5, 5)]
    reading = read(text, {"figures": figures})
    assert [one.evidence.start for one in reading.figures] == [0, text.index("five")]


def test_part_belongs_to_the_last_toll_before_it_that_can_hold_it():
    text = "Shelling killed 12 people, among them five children. Thirty were hurt, 40 among them."
    parts = [figure("five children", 5, 5, scope="part"), figure("40", 40, 40, scope="part")]
    reading = read(text, {"figures": [*parts, figure("12 people", 12, 12)]})
    whole, part, other = reading.figures
    assert (whole.part_of, part.part_of, other.part_of) == (None, whole.id, None)
