"""Forms that texts take: capitals, lost marks, briefs, live blogs, lists, first person."""

import pytest

from accordingto.records.values import Stance
from tests.robustness.reading import READERS, figures, incidents, read_by, statements

BOTH = pytest.mark.parametrize("reader", READERS)
PLAIN = (
    "At least 12 people were killed in an air strike in Idlib on Friday, rescue workers said. "
    '"We saw smoke," said Ahmed al-Said, a teacher. The Syrian army denied that it had bombed the '
    "town."
)
TOLD = {
    (
        "rescue workers",
        "At least 12 people were killed in an air strike in Idlib on Friday",
    ),
    ("Ahmed al-Said", "We saw smoke"),
    ("The Syrian army", "it had bombed the town"),
}


def folded(rows):
    return {
        tuple(cell.casefold() if isinstance(cell, str) else cell for cell in row) for row in rows
    }


@BOTH
@pytest.mark.parametrize("change", [str, str.upper, str.lower], ids=["plain", "upper", "lower"])
def test_capitals_change_nothing(reader, change):
    reading = read_by(reader, change(PLAIN))
    assert folded(figures(reading)) == {("at least 12 people", "killed", 12, None)}
    assert folded(statements(reading)) == folded(TOLD)
    assert ("air strike", "air_strike", "idlib") in folded(incidents(reading))


@BOTH
@pytest.mark.parametrize("change", [str.upper, str.lower], ids=["upper", "lower"])
def test_day_and_speaker_are_found_without_telling_capitals(reader, change):
    text = "the army said on tuesday that rebels shelled a school in deir ez-zor on monday."
    reading = read_by(reader, change(text))
    (incident,) = reading.incidents
    assert (incident.kind, str(incident.date_from)) == ("shelling", "2024-03-11")
    assert incident.place.gazetteer_name == "Deir ez-Zor"
    assert [s.source.text.casefold() for s in reading.statements] == ["the army"]


@BOTH
def test_sentences_are_found_without_full_stops(reader):
    text = (
        "At least 12 people were killed in Aleppo on Friday residents said The hospital director "
        "Omar Vell told reporters that 30 others were wounded He said the strikes hit a market The "
        "army denied that it had carried out the attack"
    )
    reading = read_by(reader, text)
    assert figures(reading) == {
        ("At least 12 people", "killed", 12, None),
        ("30 others", "injured", 30, 30),
    }
    assert [s.source.text for s in reading.statements] == [
        "residents",
        "The hospital director Omar Vell",
        "He",
        "The army",
    ]
    assert reading.statements[-1].stance is Stance.DENIES


@BOTH
@pytest.mark.parametrize("marks", ['""', "“”", "«»", "‘’"])
def test_quotation_marks_of_all_kinds_are_read(reader, marks):
    text = f"{marks[0]}They shelled the market,{marks[1]} said Omar Vell, a resident of Tarvo."
    (statement,) = read_by(reader, text).statements
    assert statement.source.text == "Omar Vell"
    assert "They shelled the market" in statement.content.text


@BOTH
@pytest.mark.parametrize("quote", ["didn't", "didn’t", "didnt"])
def test_apostrophes_may_be_lost(reader, quote):
    text = f"The army said on Monday that it {quote} shell the school in Tarvo."
    assert {source for source, _ in statements(read_by(reader, text))} == {"The army"}


@BOTH
def test_brief_of_two_lines(reader):
    text = "Blast in Mosul kills 7\nA car bomb killed seven people in Mosul on Sunday, police said."
    reading = read_by(reader, text)
    assert {(f.state, f.low, f.high) for f in reading.figures} == {("killed", 7, 7)}
    assert {i.kind for i in reading.incidents} == {"bombing"}
    assert {i.place.name for i in reading.incidents} == {"Mosul"}


@BOTH
def test_live_blog_with_times(reader):
    text = (
        "10:42 - Air strike reported in Harasta\n"
        "10:55 - Civil defence says 4 people killed, 9 wounded\n"
        "11:20 - UPDATE: death toll rises to 7, civil defence says"
    )
    reading = read_by(reader, text)
    assert {(f.state, f.low) for f in reading.figures} == {
        ("killed", 4),
        ("injured", 9),
        ("killed", 7),
    }
    assert {s.source.text.casefold() for s in reading.statements if s.source} == {"civil defence"}
    assert [i.kind for i in reading.incidents] == ["air_strike"]


@BOTH
@pytest.mark.parametrize("bullet", ["-", "–", "•", "*", "1.", "2)"])
def test_items_of_a_list_are_sentences(reader, bullet):
    items = (
        "Two soldiers were killed in Homs on Monday, the army said",
        "Five rebels were captured",
        "1,200 families fled the town",
    )
    text = "\n".join(f"{bullet} {item}" for item in items)
    assert {(f.state, f.low) for f in read_by(reader, text).figures} == {
        ("killed", 2),
        ("detained", 5),
        ("displaced", 1200),
    }


@BOTH
def test_caption(reader):
    text = "Residents search the rubble of an air strike that killed nine people in Idlib, Friday."
    reading = read_by(reader, text)
    assert figures(reading) == {("nine people", "killed", 9, 9)}
    assert incidents(reading) == {("air strike", "air_strike", "Idlib")}


@BOTH
def test_quotation_within_a_quotation_has_the_outer_speaker(reader):
    text = "\"He told me, 'They killed my two brothers,'\" the nurse said."
    assert {source for source, _ in statements(read_by(reader, text))} == {"the nurse"}


@BOTH
def test_official_statement_in_the_first_person(reader):
    text = (
        "We strongly condemn the attack on our patrol near Gao on Tuesday, in which two of our "
        "peacekeepers were killed. We call on all sides to stop the fighting."
    )
    reading = read_by(reader, text)
    assert [(s.source.text, s.stance) for s in reading.statements] == [
        ("We", "condemns"),
        ("We", "demands"),
    ]
    assert figures(reading) == {("two of our peacekeepers", "killed", 2, 2)}
    assert incidents(reading) == {("attack", "other", "Gao")}


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "The defence ministry said its armoured units had neutralised four militants in Tarvo.",
        "The defense ministry said its armored units had neutralized four militants in Tarvo.",
    ],
)
def test_british_and_american_spelling(reader, text):
    assert {s.source.text for s in read_by(reader, text).statements} == {
        f"The {text.split()[1]} ministry"
    }


@BOTH
@pytest.mark.parametrize("name", ["National Liberation Army", "Rapid Strike Force", "Arakan Army"])
def test_word_for_a_deed_in_a_name_is_no_deed(reader, name):
    text = f"The {name} shelled a village near Tarvo on Monday, killing nine people."
    (incident,) = read_by(reader, text).incidents
    assert incident.kind == "shelling"
    assert [actor.text.removeprefix("The ") for actor in incident.actors] == [name]


@BOTH
@pytest.mark.parametrize("event", ["Air strike", "Clashes", "Heavy shelling", "The aerial strikes"])
def test_event_does_not_speak(reader, event):
    text = f"{event} reported in Harasta on Monday, with nine people killed."
    assert event not in {source for source, _ in statements(read_by(reader, text))}


OPENINGS = ("On Monday", "Later that day", "The next morning", "Two days on", "By nightfall")
PEOPLE = ("a baker", "an old teacher", "the nurse", "a driver", "one of the drivers", "a widow")
DOINGS = (
    "walked along the river to see what was left of the mill",
    "spoke of the winter in which the bread ran out",
    "opened the shop, as every day, and waited",
    "wrote the names of the streets on a wall",
    "carried water from the well behind the church",
)


@BOTH
def test_feature_of_5000_words_is_read_to_its_end(reader):
    sentences = [
        f"{OPENINGS[n % 5]}, {PEOPLE[n % 6]} {DOINGS[(n * 3 + n // 5) % 5]}." for n in range(340)
    ]
    sentences.insert(20, "An air strike killed 14 people in Idlib on Friday, a doctor said.")
    sentences.append("Shelling wounded 31 people in Homs on Sunday, rescue workers said.")
    text = "\n".join(" ".join(sentences[n : n + 6]) for n in range(0, len(sentences), 6))
    assert len(text.split()) > 5000 - 300
    assert {(f.state, f.low) for f in read_by(reader, text).figures} == {
        ("killed", 14),
        ("injured", 31),
    }
