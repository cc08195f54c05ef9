import pytest

from accordingto.ledger.details import Came
from accordingto.views.arrival_lines import describe_beside

FETCHED = {"url": "https://news.example.org/1", "fetched_at": "2024-03-14T12:00:00Z", "status": 200}


def lines(hide=str, **more):
    fields = {"extra": {}, "metadata": {}, "fetched": None} | more
    came = Came("2024-03-14T12:00:00Z", "", None, "", "t.csv", 2, "tests/1", **fields)
    return list(describe_beside(came, hide))


def test_nothing_beside_is_no_line():
    assert lines() == []


def test_columns_fields_and_fetch_are_told_in_their_order():
    told = lines(
        extra={"Region": "North", "Dead": 12, "Checked": None},
        metadata={"byline": "Ada Brandt"},
        fetched=FETCHED,
    )
    assert told == [
        "fetched 2024-03-14T12:00:00Z from https://news.example.org/1, status 200",
        "column Region: North",
        "column Dead: 12",
        "column Checked: null",
        "byline: Ada Brandt",
    ]


def test_status_that_no_record_holds_is_not_told():
    assert lines(fetched=FETCHED | {"status": 0})[0].endswith("/1")


@pytest.mark.parametrize("field", ["extra", "metadata"])
def test_names_are_withheld_and_long_things_cut(field):
    told = lines(lambda words: words.replace("Ada", "[name]"), **{field: {"Ada": "by Ada"}})
    assert told[0].endswith("[name]: by [name]")
    [long] = lines(**{field: {"a": "b" * 400}})
    assert long.endswith("b...")
    assert len(long) < 320
    many = lines(**{field: {f"c{number}": "" for number in range(50)}})
    assert len(many) == 41
    assert many[-1] == "and 10 more, which --format json shows"
