import pytest

from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.casing import recased, unmarked_starts


def words(text):
    return " ".join(token.text for token in recased(tuple(find_tokens(text))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SHELLING NEAR TARVO KILLS UN MAN", "Shelling near Tarvo kills UN man"),
        (
            "rebels shelled a town near tarvo on monday",
            "Rebels shelled a town near Tarvo on Monday",
        ),
        ("REBEL-HELD TOWN OF DEIR EZ-ZOR HIT", "Rebel-held town of Deir ez-Zor hit"),
        ("AHMED AL-SAID WAS BEATEN IN BEIJING", "Ahmed al-Said was beaten in Beijing"),
        ("the army left. the rebels came back.", "The army left . The rebels came back ."),
    ],
)
def test_line_whose_case_tells_nothing_is_given_that_of_news(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Tarvo, the UN and AFP said.",
        "UN AFP BBC",
        "near the river",
        "ALEPPO, Syria (AP) Shelling killed nine people in the city, residents said.",
    ],
)
def test_other_lines_stay_as_they_are(text):
    tokens = tuple(find_tokens(text))
    assert recased(tokens) is tokens


def test_ranges_and_small_forms_stay():
    tokens = tuple(find_tokens("SHELLING KILLED NINE IN TARVO"))
    assert [(t.start, t.end, t.lower) for t in recased(tokens)] == [
        (t.start, t.end, t.lower) for t in tokens
    ]


def starts(text):
    return [text[start:].split()[0] for start in unmarked_starts(tuple(find_tokens(text)))]


def test_sentences_begin_where_small_words_have_capitals():
    text = (
        "At least nine people were killed in Tarvo on Friday residents said The mayor spoke of a "
        "raid on the market Rescue workers came at night and left in the morning"
    )
    assert starts(text) == ["The", "Rescue"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor spoke. " + "They said that the town was hit and The Market burned " * 3,
        "The Old Market And The New Bridge Were Hit By Shells In The Night Of The Long War " * 2,
        "The mayor spoke of the raid",
    ],
)
def test_lines_with_marks_titles_and_short_lines_are_left_alone(text):
    assert starts(text) == []
