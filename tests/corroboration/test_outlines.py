"""What the accounts of a case tell, together."""

from datetime import date

from accordingto.corroboration.linking import Linked
from accordingto.corroboration.outlines import outline
from accordingto.records.values import Kind
from tests.corroboration.accounts import FRIDAY, make_account, make_spot

THURSDAY = date(2024, 3, 14)


def test_what_most_texts_say_comes_first_and_nothing_is_left_out():
    accounts = (
        make_account("r1", date_from=THURSDAY, date_to=THURSDAY, kind=Kind.SHELLING),
        make_account("r2"),
        make_account("r3", spot=make_spot("Dellit")),
    )
    told = outline("C-1", Linked(accounts, ()), {})
    assert [(days.date_from, days.reports) for days in told.days] == [
        (FRIDAY, ("r2", "r3")),
        (THURSDAY, ("r1",)),
    ]
    assert [place.name for place in told.places] == ["Marenna", "Dellit"]
    assert [kind.kind for kind in told.kinds] == [Kind.AIR_STRIKE, Kind.SHELLING]
    assert told.reports == ("r1", "r2", "r3")


def test_copies_of_one_text_count_once():
    copies = [make_account(f"r{n}", date_from=THURSDAY, date_to=THURSDAY) for n in range(5)]
    accounts = (*copies, make_account("s1"), make_account("s2"))
    told = outline("C-1", Linked(accounts, ()), {f"r{n}": 0 for n in range(5)})
    assert told.days[0].date_from == FRIDAY


def test_the_more_exact_of_equals_comes_first():
    month = {"date_from": date(2024, 3, 1), "date_to": date(2024, 3, 31)}
    accounts = (make_account("r1", **month), make_account("r2"))
    assert outline("C-1", Linked(accounts, ()), {}).days[0].date_from == FRIDAY


def test_unknown_stays_unknown():
    account = make_account(date_from=None, date_to=None, spot=None)
    told = outline("C-1", Linked((account,), ()), {})
    assert told.days == told.places == ()
