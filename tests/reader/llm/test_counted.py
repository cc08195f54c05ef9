import pytest

from tests.reader.llm.asked import codes, figure, read


def counted(text, *figures):
    reading = read(text, {"figures": list(figures)})
    return [(one.words, one.low, one.high) for one in reading.figures], codes(reading)


@pytest.mark.parametrize(
    ("text", "told", "wanted"),
    [
        ("12 people were killed.", figure("12 people", 12, 12), ("12 people", 12, 12)),
        ("At least 70 died.", figure("70", 70, None), ("At least 70", 70, None)),
        ("At least 70 died.", figure("At least 70", 70, 70), ("At least 70", 70, None)),
        ("Up to 30 men died.", figure("Up to 30 men", None, 30), ("Up to 30 men", None, 30)),
        ("20 to 30 people died.", figure("20 to 30", 20, 30), ("20 to 30", 20, 30)),
        ("Dozens of civilians died.", figure("Dozens of civilians", 24, None), (24, None)),
        ("Twenty-three died.", figure("Twenty-three", 23, 23), ("Twenty-three", 23, 23)),
        ("A family of five died.", figure("A family of five", 5, 5), (5, 5)),
        ("A child was killed.", figure("A child", 1, 1), ("A child", 1, 1)),
        ("A 9-year-old boy was killed.", figure("A 9-year-old boy", 1, 1), (1, 1)),
        ("The couple was killed.", figure("The couple", 2, 2), ("The couple", 2, 2)),
        ("A man and a woman died.", figure("A man and a woman", 2, 2), (2, 2)),
        (
            "They shot a father of three children.",
            figure("a father of three children", 1, 1),
            (1, 1),
        ),
        ("They shot a Marenan.", figure("a Marenan", 1, 1), ("a Marenan", 1, 1)),
        ("Nobody was killed.", figure("Nobody", 0, 0), ("Nobody", 0, 0)),
        ("15 were killed or wounded.", figure("15", None, 15), ("15", None, 15)),
    ],
)
def test_number_is_that_of_the_words(text, told, wanted):
    (found,), problems = counted(text, told)
    assert found[-len(wanted) :] == wanted
    assert problems == []


@pytest.mark.parametrize(
    ("text", "told", "wanted"),
    [
        ("12 people were killed.", figure("12 people", 5000, 5000), (12, 12)),
        ("12 people were killed.", figure("12 people"), (12, 12)),
        ("A child was killed.", figure("A child", 40, 40), (1, 1)),
        ("Sami Doran was killed.", figure("Sami Doran", 2, 2), (1, 1)),
    ],
)
def test_number_that_the_words_do_not_hold_gives_way_and_is_told(text, told, wanted):
    (found,), problems = counted(text, told)
    assert found[1:] == wanted
    assert problems == ["model_number_not_in_words"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Residents were killed.", figure("Residents", 200, None)),
        ("They were killed on 12 March.", figure("12", 12, 12)),
        ("12% were killed.", figure("12", 12, 12)),
        ("12 killed, 30 wounded.", figure("12 killed, 30 wounded", 99, 99)),
        ("Half of them died.", figure("Half of them", 50, 50)),
        ("Many were killed.", figure("Many", 1, 1)),
        ("A family was killed.", figure("A family", 1, 1)),
        ("A mother and her children died.", figure("A mother and her children", 3, 3)),
        ("A mother and her children died.", figure("A mother and her children", 1, 1)),
        ("A man and a woman died.", figure("A man and a woman", 7, 7)),
    ],
)
def test_words_that_count_nobody_are_no_figure_whatever_the_model_says(text, told):
    assert counted(text, told) == ([], ["model_figure_counts_nobody"])


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Sami Doran was killed.", "Sami Doran", "Sami Doran"),
        ("They shot Omar al-Khatib.", "Omar al-Khatib", "Omar al-Khatib"),
        ("They shot commander Abu Doran.", "commander Abu Doran", "Abu Doran"),
        ("They shot Doran.", "Doran", "Doran"),
    ],
)
def test_name_of_a_person_is_one_who_is_named(text, words, name):
    reading = read(text, {"figures": [figure(words, 1, 1)]})
    assert [(one.name, one.state) for one in reading.people] == [(name, "killed")]
    assert [(one.low, one.high) for one in reading.figures] == [(1, 1)]


def test_of_several_numbers_the_one_that_the_model_gave_is_taken():
    (found,), problems = counted("12 killed, 30 wounded.", figure("12 killed, 30 wounded", 30, 30))
    assert found[1:] == (30, 30)
    assert problems == []
