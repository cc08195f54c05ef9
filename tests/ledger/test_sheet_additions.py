import pytest

from accordingto.ingest.sheets import read_case_sheet
from accordingto.ledger.entries import store_entry
from accordingto.ledger.sheet_additions import added_columns, plain_address
from accordingto.ledger.sheets import expect_sheet, store_sheet
from tests.ingest.forms import enter
from tests.ledger.incoming import keep, make_incoming

ONE, TWO = "https://a.example/1", "https://b.example/2"
SHEET = (
    f"Code,Date,Source URL\nS-1,2024-03-14,{ONE}\nS-2,2024-03-14,http://www.b.example/2/#x\nS-3,,\n"
)
TEXT = "The army shelled Dorrash on Friday, killing at least 12 people, residents said."


@pytest.fixture
def columns(ledger, tmp_path):
    """The columns that are added to a sheet, by their names."""
    path = tmp_path / "s.csv"
    path.write_text(SHEET)
    sheet = read_case_sheet(path)
    with ledger.change() as connection:
        store_sheet(connection, "ours", sheet, list(sheet.rows), ledger.now())

    def find(hide=lambda _: str):
        with ledger.look() as connection:
            found = added_columns(connection, expect_sheet(connection, "ours"), hide)
        return {column.name: dict(column.cells) for column in found}

    return find


def test_row_is_given_what_the_report_at_its_address_says(ledger, columns):
    keep(ledger, make_incoming(TEXT, url=ONE, title="Shelling"))
    found = columns()
    assert found["reports"] == {2: "Merrowin Post, 2024-03-14, Shelling"}
    assert found["killed and harmed, by who says so"] == {
        2: "killed at least 12 people (according to residents, in Merrowin Post, unreviewed)"
    }
    [blame] = found["blame, by who says so"].values()
    assert blame.startswith(("army: ", "The army: "))
    assert "according to residents, in Merrowin Post, unreviewed" in blame
    assert found["tolls and incidents reviewed by a person"] == {2: "0 of 2"}


def test_ways_to_write_an_address_are_one(ledger, columns):
    keep(ledger, make_incoming(TEXT, url=TWO))
    assert list(columns()["reports"]) == [3]


def test_entry_of_a_person_is_shown_as_theirs(ledger, columns):
    entry = enter(url=ONE, figures=[{"state": "killed", "low": 12}])
    with ledger.change() as connection:
        store_entry(connection, entry, ledger.now())
    [toll] = columns()["killed and harmed, by who says so"].values()
    assert toll.endswith("entered by Mira Okello)")
    assert columns()["tolls and incidents reviewed by a person"] == {2: "1 of 1"}


def test_names_that_are_withheld_are_withheld_here(ledger, columns):
    keep(ledger, make_incoming(TEXT, url=ONE))
    [toll] = columns(lambda _: lambda words: words.replace("residents", "[withheld]"))[
        "killed and harmed, by who says so"
    ].values()
    assert "residents" not in toll


def test_sheet_without_reports_gets_empty_columns(columns):
    assert all(cells == {} for cells in columns().values())


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTPS://www.Example.org/A/#top", "example.org/A"),
        ("http://a.example", "a.example"),
        ("nothing", ""),
    ],
)
def test_address_is_compared_without_what_does_not_matter(url, plain):
    assert plain_address(url) == plain
