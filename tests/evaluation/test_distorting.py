import pytest

from evaluation.distorting import DISTORTIONS, distort, distort_report
from tests.builders import make_report

TEXT = "“Don't go,” said Omar al-Said’s wife: 1,200 people (in Tarvo) fled.\nÉtat, U.N."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("all capitals", TEXT.upper()),
        ("no punctuation", "Dont go said Omar al Saids wife 1,200 people in Tarvo fled\nÉtat UN"),
        (
            "no apostrophes or commas",
            "“Dont go” said Omar al-Saids wife: 1,200 people (in Tarvo) fled.\nÉtat U.N.",
        ),
        (
            "straight quotation marks",
            "\"Don't go,\" said Omar al-Said's wife: 1,200 people (in Tarvo) fled.\nÉtat, U.N.",
        ),
    ],
)
def test_text_is_changed(name, expected):
    assert distort(TEXT, DISTORTIONS[name]).text == expected


@pytest.mark.parametrize("name", DISTORTIONS)
def test_gold_is_found_again(name):
    start = TEXT.index("1,200 people")
    gold = {
        "figures": [{"evidence": {"start": start, "end": start + 12, "text": "x"}, "low": 1200}]
    }
    moved = distort(TEXT, DISTORTIONS[name]).gold(gold)["figures"][0]
    assert moved["evidence"]["text"].casefold() == "1,200 people"
    assert moved["low"] == 1200


def test_curly_marks_open_and_close():
    assert distort("\"It's 'so',\" he said.", DISTORTIONS["curly quotation marks"]).text == (
        "“It’s ‘so’,” he said."
    )


def test_title_is_changed_with_the_text():
    report, _ = distort_report(make_report("Now.", title="Then."), DISTORTIONS["all capitals"])
    assert (report.text, report.title) == ("NOW.", "THEN.")
