from accordingto.reader.problems import LONG_TEXT
from accordingto.reader.sentences import MAX_TOKENS
from tests.builders import read


def codes(text: str) -> list[str]:
    return [problem.code for problem in read(text).problems]


def test_ordinary_text_has_no_problem():
    assert codes("Calm returned to the town on Friday.") == []


def test_endless_sentence_is_stated():
    assert "long_sentence" in codes("word " * (MAX_TOKENS + 5))


def test_text_of_many_reports_is_stated():
    assert "long_text" in codes("Calm.\n" + " \n" * LONG_TEXT)
