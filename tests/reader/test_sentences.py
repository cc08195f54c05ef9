import pytest

from accordingto.reader.layers import Sentence, Window
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.sentences import MAX_TOKENS, FindSentences, FindWindows
from tests.builders import make_report


def sentences(text: str, title: str = "") -> list[str]:
    report = make_report(text, title=title)
    found = Pipeline((FindSentences(),))(report)
    return [report.quote(s.evidence) for s in found.of(Sentence)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Shells fell. Two died.", ["Shells fell.", "Two died."]),
        ('"We ran. We hid," he said.', ['"We ran.', 'We hid," he said.']),
        ('He said: "We ran." She left.', ['He said: "We ran."', "She left."]),
        ("Dr. Varn met Gen. Ost at 5 p.m. in Marenna.", None),
        ("It fell at 5 p.m. EST, and at 6 p.m. Tuesday another fell.", None),
        ("It fell at 5 p.m. The army left.", ["It fell at 5 p.m.", "The army left."]),
        ("The U.S. envoy left.", None),
        ("A. B. Corran spoke.", None),
        ("It struck New Marenna.Then it burned.", ["It struck New Marenna.", "Then it burned."]),
        ("A headline\n\nA line.", ["A headline", "A line."]),
        ("They fled ... and hid.", None),
        ("The army\nsaid so.", ["The army\nsaid so."]),
        (
            "Shells fell on the market of the small town of\nMarenna on Friday; six died.",
            None,
        ),
        (
            "Calm\nThe army left the town of Marenna.",
            ["Calm", "The army left the town of Marenna."],
        ),
        ("Who? Nobody knows!", ["Who?", "Nobody knows!"]),
        ("3.5 km away. 4 died.", ["3.5 km away.", "4 died."]),
        ("  \n \n", []),
    ],
)
def test_text_is_cut_at_sentence_ends(text, cut):
    assert sentences(text) == ([text] if cut is None else cut)


def test_endless_sentence_is_cut():
    cut = sentences("word " * (MAX_TOKENS + 1))
    assert len(cut) == 2


@pytest.mark.parametrize(
    ("text", "title", "headline"),
    [
        ("Shells hit Marenna\n\nTwo people died.", "", True),
        ("Thu 14 Mar 2024 Shells hit Marenna. Two people died.", "Shells hit Marenna", True),
        ("Shells hit Marenna. Two people died.", "Calm returns", False),
        ("Shells hit Marenna", "", False),
    ],
)
def test_headline_in_the_text_is_known(text, title, headline):
    found = Pipeline((FindSentences(),))(make_report(text, title=title))
    assert found.of(Sentence)[0].is_headline is headline


def test_windows_hold_whole_sentences_and_all_of_them():
    report = make_report("One two three four. " * 30)
    found = Pipeline((FindSentences(), FindWindows(size=22)))(report)
    windows = found.of(Window)
    assert [w.first for w in windows[1:]] == [w.last for w in windows[:-1]]
    assert windows[-1].last == len(found.of(Sentence)) == 30
    assert all(w.last - w.first == 4 for w in windows[:-1])
