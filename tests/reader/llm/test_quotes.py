import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.reader.layers import Annotations
from accordingto.reader.llm.quotes import Quotes
from accordingto.reader.sentences import FindSentences
from accordingto.report import Report, Span

TEXT = (
    "Shelling killed 12 people in Marvoy, and 112 fled.\n"
    "“It was  a\nmassacre,” the army’s spokesman said.\n"
    "Twelve trucks, 12 people, 12,500 sacks and 3.12 tonnes were lost – women said."
)


def quotes(text=TEXT):
    report = Report(id="r1", text=text)
    return Quotes(report, tuple(FindSentences()(report, Annotations()))), report


def found(quote, text=TEXT, **where):
    finder, report = quotes(text)
    span = finder.find(quote, **where)
    return None if span is None else (span.start, report.quote(span))


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("killed 12 people", "killed 12 people"),
        ("  Shelling killed ", "Shelling killed"),
        ('"It was a massacre,"', "“It was  a\nmassacre,”"),
        ("army's spokesman", "army’s spokesman"),
        ("lost - women", "lost – women"),
        ("Shelling killed 12 [...] 112 fled", "Shelling killed 12 people in Marvoy, and 112 fled"),
    ],
)
def test_quote_is_found_by_its_words_whatever_blanks_and_marks(quote, words):
    assert found(quote)[1] == words


@pytest.mark.parametrize(
    "quote",
    [
        "killed 13 people",
        "killed twelve people",
        "shelling killed",
        "2 people",
        "men said",
        "12 fl",
        "500 sacks",
        "12,50",
        "",
        "   ",
        "[...]",
        "Shelling killed [...] nowhere",
        "nowhere [...] 112 fled",
        "112 fled [...] Shelling killed",
    ],
)
def test_what_is_no_run_of_whole_words_of_the_report_is_not_found(quote):
    assert found(quote) is None


def test_number_is_not_found_inside_another():
    text = "Of 112 men 12,500 and 3.12 are no 12."
    assert found("12", text) == (text.index("12.", 20), "12")
    assert found("3", text) is None


def test_of_several_places_the_one_in_the_nearest_sentence_is_taken():
    _, report = quotes()
    last = Span(report.text.index("Twelve"), len(report.text))
    assert found("12 people")[0] == report.text.index("12 people")
    assert found("12 people", near=last)[0] == report.text.rindex("12 people")


def test_place_that_is_taken_or_inside_a_content_comes_last():
    text = "Five soldiers and five civilians died, five officials said."
    first, second, third = (i for i in range(len(text)) if text[i:].lower().startswith("five "))
    whole = Span(0, len(text))
    assert found("five", text, near=whole)[0] == second
    assert found("five", text, near=whole, taken={Span(second, second + 4)})[0] == third
    assert found("five", text, near=whole, outside=Span(0, third - 2))[0] == third
    assert first == 0


@given(st.text(max_size=60), st.text(max_size=20))
def test_whatever_is_found_are_words_of_the_report(text, quote):
    finder, report = quotes(text + quote)
    span = finder.find(quote)
    if span is not None:
        assert 0 <= span.start < span.end <= len(report.text)


def test_finding_in_a_long_text_of_one_word_ends():
    finder, _ = quotes("dead " * 50_000)
    assert finder.find("dead [...] dead") == Span(0, 9)
    assert finder.find("dead [...] alive") is None
