"""Learning what each clue to a place or a day weighs."""

import tomllib

import pytest

from accordingto.reader.choosing.chooser import SCHEMA
from training.choosing import Question, learn, render, report


def question(number, *, told=True):
    """The near candidate is right where the network says so, else the far one."""
    near = {"near": 1.0, "network": 1.0} if told else {"near": 1.0}
    far = {"far": 1.0} if told else {"far": 1.0, "network": 1.0}
    return Question(f"r{number}", (near, far), (told, not told), is_found=True)


@pytest.fixture(scope="module")
def questions():
    return [question(number, told=number % 3 > 0) for number in range(30)]


def test_what_tells_right_from_wrong_weighs_most(questions):
    weights = learn(questions)
    assert weights["network"] > 0.5
    assert weights["network"] > abs(weights.get("near", 0.0))


def test_rare_clues_and_questions_without_an_answer_weigh_nothing(questions):
    odd = Question("odd", ({"odd": 1.0}, {"far": 1.0}), (True, False), is_found=True)
    lost = [Question("lost", ({"lost": 1.0},), (False,), is_found=True)] * 9
    weights = learn([*questions, odd, *lost])
    assert not {"odd", "lost"} & weights.keys()


def test_reports_tell_of_folds_not_learned_from(questions):
    line = report(questions, 0.0)
    assert "30 incidents" in line
    assert "chosen 1.000" in line


def test_weights_are_written_as_toml():
    lines = render({"network_day": {"saying": -0.5, "b.2": 1.25}})
    data = tomllib.loads("\n".join(lines))
    assert data == {"schema": SCHEMA, "network_day": {"saying": -0.5, "b.2": 1.25}}
