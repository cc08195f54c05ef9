import pytest

from accordingto.reader.victims import Victims, describe_victims
from accordingto.records.values import Age, Sex
from accordingto.report import Span
from tests.builders import make_report


@pytest.mark.parametrize(
    ("words", "victims"),
    [
        ("five women", Victims(age=Age.ADULTS, sex=Sex.WOMEN)),
        ("two boys", Victims(age=Age.CHILDREN, sex=Sex.MEN)),
        ("dozens of women and children", Victims(age=Age.MIXED)),
        ("a medic", Victims(role="medic")),
        ("12 martyrs", Victims(label="martyrs")),
        ("30 terrorists", Victims(label="terrorists")),
        ("91", Victims()),
    ],
)
def test_words_of_a_figure_tell_who_was_harmed(words, victims):
    assert describe_victims(make_report(words), Span(0, len(words))) == victims
