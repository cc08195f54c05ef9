import accordingto as ato
from tests.api.told import STRIKE, read

READING = read(STRIKE)


def test_readings_are_tables():
    assert list(ato.to_pandas(READING)["low"]) == [31, 6, 12]
    assert ato.to_polars(iter([READING, READING]), "incidents").height == 2
    assert ato.to_arrow([], "statements").num_rows == 0


def test_cases_are_tables():
    found = ato.corroborate([READING])
    assert ato.to_pandas(found).equals(ato.to_pandas(found.cases()))
    assert ato.to_pandas(found, "tolls").equals(ato.to_pandas(found.cases(), "tolls"))
    assert ato.to_arrow([], "tolls").num_rows == 0


def test_lists_of_a_ledger_are_tables(tmp_path):
    (tmp_path / "r1.txt").write_text(STRIKE)
    ato.add([tmp_path / "r1.txt"], tmp_path / "war.ledger", reader="rules")
    figures = ato.show("figures", tmp_path / "war.ledger")
    assert sorted(ato.to_polars(figures)["low"]) == [6, 12, 31]
