from datetime import date

import pytest

from accordingto.api.reading_tables import READING_TABLES, Listed, tabulate_records
from accordingto.api.tables import COUNT, DAY, FLAG, NUMBER, TEXT, TEXTS
from tests.api.told import STRIKE, read

READING = read(STRIKE, id="r1", publisher="Skerry Wire")
TYPES = {TEXT: str, COUNT: int, NUMBER: float, FLAG: bool, DAY: date, TEXTS: tuple}


def rows(kind):
    records = [Listed(READING.report, one) for one in getattr(READING, kind)]
    table = tabulate_records(kind, records)
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("kind", READING_TABLES)
def test_every_cell_is_of_its_columns_type_or_unknown(kind):
    types = {name: TYPES[type_] for name, type_, _ in READING_TABLES[kind]}
    assert len(types) == len(READING_TABLES[kind])
    for row in rows(kind):
        assert all(value is None or type(value) is types[name] for name, value in row.items())


def test_a_figure_stands_with_its_source_and_its_incident():
    figure = rows("figures")[0]
    assert (figure["report"], figure["publisher"]) == ("r1", "Skerry Wire")
    assert (figure["low"], figure["high"], figure["bound"]) == (31, None, "min")
    assert (figure["source"], figure["source_category"]) == ("Ilvar Dreshko", "medical")
    assert (figure["kind"], figure["place"]) == ("air_strike", "Dorrash")
    assert figure["date_from"] == date(2024, 3, 12)
    assert STRIKE[figure["start"] : figure["end"]] == figure["evidence"] == "at least 31 people"


def test_blame_stands_with_mode_and_accuser_in_one_cell():
    (incident,) = rows("incidents")
    assert "Government (stated by Ilvar Dreshko)" in incident["blame"]


def test_statements_and_steps_name_those_accused():
    accused = [one for one in rows("statements") if one["stance"] == "accuses"]
    assert [one["accused"] for one in accused] == [("the army",)]
    assert {one["step"]: one["accused"] for one in rows("agreements")} == {
        "violated": ("the army",),
        "agreed": (),
    }
