import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.formats.json_text import write_json


@given(st.text(), st.text())
def test_text_comes_back_code_point_for_code_point(name, words):
    line = write_json({name: [words, 1, None, 0.5]})
    assert json.loads(line) == {name: [words, 1, None, 0.5]}
    assert b"\n" not in line


@pytest.mark.parametrize("odd", ["\u202e", "\x9b", "\u2028", "\ud800", "\U000e0041", "\u200d"])
def test_what_steers_a_line_is_written_as_its_escape(odd):
    line = write_json([odd]).decode()
    assert line.isascii()
    assert json.loads(line) == [odd]


def test_letters_of_every_script_stand_as_they_are():
    assert write_json("قتيل 停火 é 𝒟").decode() == '"قتيل 停火 é 𝒟"'
