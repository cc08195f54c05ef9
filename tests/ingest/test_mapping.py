import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import ConfigurationError
from accordingto.ingest.mapping import (
    DateOrder,
    FigureColumns,
    TableKind,
    TableMapping,
    TableSeen,
    describe_table,
    guess_mapping,
    load_mapping,
    order_day,
    write_mapping,
)
from accordingto.records.values import Sex, State, Who

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)


def load(tmp_path, text):
    path = tmp_path / "m.toml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(path)


@given(
    columns=st.dictionaries(st.sampled_from(["id", "text", "title", "url"]), NAMES),
    others=st.lists(NAMES, max_size=3),
    sheet=st.none() | NAMES,
)
def test_mapping_that_was_written_is_read_as_it_was(tmp_path_factory, columns, others, sheet):
    mapping = TableMapping(columns=columns, sheet=sheet, dates=DateOrder.DAY_FIRST, header_row=2)
    written = write_mapping(mapping, others)
    assert load(tmp_path_factory.mktemp("m"), written) == mapping
    assert "\u202e" not in written


def test_mapping_of_cases_keeps_its_figures(tmp_path):
    figures = (
        FigureColumns(state=State.KILLED, who=Who.CIVILIAN, low="min", high="max"),
        FigureColumns(state=State.INJURED, sex=Sex.WOMEN, low="hurt"),
    )
    mapping = TableMapping(rows=TableKind.CASES, columns={"code": "Code"}, figures=figures)
    assert load(tmp_path, write_mapping(mapping)) == mapping


def test_columns_that_are_left_out_stand_in_the_file_as_comments():
    written = write_mapping(guess_mapping(["Body", "Da\u200bys"]), ["Body", "Da\u200bys"])
    assert 'text = "Body"' in written
    assert '# published = ""' in written
    assert '# "Da\\U0000200bys"' in written
    assert tomllib.loads(written)["columns"] == {"text": "Body"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("schema = 2", "schema"),
        ("", "schema: Field required"),
        ("schema = 1\ncolour = 3", "colour: Extra inputs"),
        (
            'schema = 1\n[columns]\nbody = "Text"',
            r"\[columns\] has 'body'; expected some of id, text",
        ),
        ('schema = 1\n[table]\ndelimiter = "::"', "table.delimiter"),
        ('schema = 1\n[table]\nencoding = "klingon"', "klingon"),
        ('schema = 1\nrows = "cases"\n[[figures]]\nstate = "hurt"', "figures.0.state"),
        ("schema = ", "is no TOML"),
        ("a = " + "[" * 9_999, "is no TOML"),
    ],
)
def test_mapping_that_is_wrong_is_told_by_its_first_fault(tmp_path, text, words):
    with pytest.raises(ConfigurationError, match=words):
        load(tmp_path, text)


def test_mapping_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        load_mapping(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("words", "order", "day"),
    [
        ("03/04/2016", DateOrder.DAY_FIRST, "2016-04-03"),
        ("3.4.2016 10:00", DateOrder.MONTH_FIRST, "2016-03-04"),
        ("2016-04-03", DateOrder.DAY_FIRST, "2016-04-03"),
        ("3 April 2016", DateOrder.DAY_FIRST, "3 April 2016"),
        ("03/04/2016", None, "03/04/2016"),
    ],
)
def test_order_of_day_and_month_is_as_said(words, order, day):
    assert order_day(words, order) == day


def test_table_is_shown_to_a_person():
    names = ("Body", "Killed (min)", "Killed (max)", "Note\u202es")
    mapping = TableMapping(
        columns={"text": "Body"},
        figures=(FigureColumns(state=State.KILLED, low="Killed (min)", high="Killed (max)"),),
    )
    seen = TableSeen(
        path="a.csv", about="tab-separated", names=names, mapping=mapping, is_guess=True
    )
    *lines, advice = describe_table(seen)
    assert "--save-mapping FILE.toml" in advice
    assert lines == [
        "a.csv: tab-separated",
        '  text <- "Body"',
        '  killed <- "Killed (min)" to "Killed (max)"',
        '  kept as they are: "Note[U+202E]s"',
    ]
