"""Cases of a ledger looked up: what is told of them is what was found."""

import pytest
from sqlalchemy import select

from accordingto.corroboration.casebook import catch_up, corroborate_ledger, corroborate_pending
from accordingto.corroboration.casebook_looking import (
    FoundCase,
    find_case,
    load_cases,
    load_each,
    load_origins,
)
from accordingto.errors import FilterError
from accordingto.ledger.case_codes import keep_codes
from accordingto.ledger.case_rows import drop_all
from accordingto.ledger.case_tables import case_digests
from tests.corroboration.test_casebook import (
    BOMBED,
    SHELLED,
    SHELLED_TOO,
    codes_by_account,
    decide_on,
)
from tests.ledger.conftest import (  # noqa: F401 -- fixtures
    database,
    ledger,
    postgres,
    sqlite,
    where,
)
from tests.ledger.desks import undo
from tests.ledger.incoming import keep, make_incoming

COPY = SHELLED + (
    " Residents who fled along the river road told the local council that the market hall, the old "
    "school and two bakeries near the northern bridge had burned for most of the night."
)
WORDS = {"r1": COPY, "r2": SHELLED_TOO, "r3": BOMBED, "r4": f"{COPY} (AFP)"}
TWO = {f"C-{start}": (start * 6, 0) for start in ("zz23456789", "zz23456780")}


def tell(book):
    for number, (given_id, words) in enumerate(WORDS.items()):
        day = f"2024-03-{16 + number}"
        keep(book, make_incoming(words, given_id=given_id, published=day, publisher=given_id))


@pytest.fixture
def book(sqlite):  # noqa: F811 -- a fixture
    tell(sqlite)
    corroborate_pending(sqlite)
    return sqlite


def code_of(book, report):
    (code,) = {
        code for (key, _), code in codes_by_account(book).items() if key.split("~")[0] == report
    }
    return code


def found(book, start):
    with book.look() as connection:
        return find_case(connection, start)


def test_what_is_looked_up_is_what_was_found_in_either_store(ledger):  # noqa: F811 -- a fixture
    tell(ledger)
    made = corroborate_ledger(ledger)
    asked = made.codes.codes[::-1]
    with ledger.look() as connection:
        kept = load_cases(connection, asked)
        starts = [find_case(connection, code[:8]).code for code in asked]
    assert starts == list(asked)
    assert kept.codes.codes == asked
    groups = made.groups[::-1]
    assert [one.accounts for one in kept.groups] == [one.accounts for one in groups]
    assert [set(one.links) for one in kept.groups] == [set(one.links) for one in groups]
    assert {link.rule for one in groups for link in one.links} == {"linking/1", "copies/1"}
    assert kept.copies == made.copies != ()
    assert kept.origins == made.origins
    assert dict(kept.digests) == dict(made.digests)


def test_a_case_comes_with_the_copies_of_its_reports_and_no_others(book):
    with book.look() as connection:
        case = load_cases(connection, [code_of(book, "r3")])
        both = load_cases(connection, [code_of(book, "r1")])
    assert [key.split("~")[0] for key in case.digests] == ["r3"]
    assert case.copies == ()
    assert [key.split("~")[0] for key in both.digests] == ["r1", "r2", "r4"]
    (copies,) = both.copies
    assert [key.split("~")[0] for key in copies.members] == ["r1", "r4"]


def test_a_text_has_the_origin_of_a_copy_that_is_not_asked_for(book):
    with book.look() as connection:
        asked = select(case_digests.c.id).where(case_digests.c.key.startswith("r1~"))
        origins = load_origins(connection, connection.scalars(asked).all())
    own = {key.split("~")[0]: one for key, one in origins.items()}
    assert own.keys() == {"r1", "r4"}
    assert own["r1"].agencies == own["r4"].agencies != ()


@pytest.mark.parametrize("typed", ["whole", "start", "small", "bare"])
def test_a_case_is_found_by_its_code_or_the_start_of_it(book, typed):
    code = code_of(book, "r3")
    forms = {"whole": code, "start": code[:7], "small": code.lower(), "bare": code[2:].upper()}
    assert found(book, forms[typed]) == FoundCase(code, code)


def test_a_code_that_begins_as_no_case_does_is_told(book):
    with pytest.raises(FilterError, match=r"no case 'C-i'.*show cases"):
        found(book, "C-i")


@pytest.mark.parametrize("start", ["%", "_", "~", "C-%"])
def test_marks_in_a_code_stand_for_themselves(book, start):
    with pytest.raises(FilterError, match="there is no case"):
        found(book, start)


def test_a_start_that_several_have_names_them(book):
    with book.change() as connection:
        keep_codes(connection, TWO, book.now())
    with pytest.raises(FilterError, match="C-zz23456780, C-zz23456789; give more"):
        found(book, "zz")
    with pytest.raises(FilterError, match="no reading tells of case C-zz23456789 any more"):
        found(book, "C-zz23456789")


def test_a_code_leads_to_the_case_that_took_it_up_until_they_are_parted(book):
    one, other = code_of(book, "r2"), code_of(book, "r3")
    joined = decide_on("link", book, SHELLED_TOO, BOMBED)
    catch_up(book)
    (now,) = {code_of(book, report) for report in ("r2", "r3")}
    (lost,) = {one, other} - {now}
    assert found(book, lost) == FoundCase(lost, now)
    assert found(book, now) == FoundCase(now, now)
    undo(book, joined)
    catch_up(book)
    assert found(book, lost) == FoundCase(lost, lost)


def test_a_code_of_which_nothing_is_told_any_more_is_told_as_that(book):
    code = code_of(book, "r3")
    with book.change() as connection:
        drop_all(connection)
    with pytest.raises(FilterError, match=f"no reading tells of case {code} any more"):
        found(book, code)


def test_links_by_people_are_told_without_reasons(book):
    decide_on("link", book, SHELLED_TOO, BOMBED)
    catch_up(book)
    with book.look() as connection:
        (case,) = load_cases(connection, [code_of(book, "r3")]).groups
    by_rule = {link.rule: link for link in case.links}
    assert (by_rule["person"].score, by_rule["person"].terms) == (None, ())
    assert by_rule["linking/1"].terms


@pytest.mark.parametrize("with_terms", [True, False])
def test_cases_that_are_looked_up_together_are_told_as_each_alone(book, with_terms):
    codes = sorted(set(codes_by_account(book).values()))
    with book.look() as connection:
        together = list(load_each(connection, codes, with_terms=with_terms))
        for code, found in zip(codes, together, strict=True):
            alone = load_cases(connection, [code], with_terms=with_terms)
            assert found.groups == alone.groups
            assert found.case(code, found.groups[0]) == alone.case(code, alone.groups[0])
            assert (found.digests, found.copies) == (alone.digests, alone.copies)
    assert len(codes) > 1
