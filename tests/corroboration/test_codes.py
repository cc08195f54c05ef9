"""Codes of cases."""

from datetime import date

from accordingto.corroboration.codes import Codes, Founder, assign_codes, mint
from tests.corroboration.accounts import make_account

TEXTS = {f"r{n}": f"{n}" * 64 for n in range(1, 5)}
ONE, TWO, THREE = (make_account(f"r{n}", not_after=date(2024, 3, n)) for n in (1, 2, 3))


def test_code_is_that_of_the_earliest_account_whatever_the_order():
    first = assign_codes([(ONE, TWO)], TEXTS)
    assert first.codes == assign_codes([(TWO, ONE)], TEXTS).codes
    assert first.minted == {first.codes[0]: Founder(TEXTS["r1"], 0)}


def test_code_stays_when_an_earlier_report_comes_in_later():
    minted = assign_codes([(TWO,)], TEXTS)
    later = assign_codes([(ONE, TWO)], TEXTS, Codes(minted.minted))
    assert later.codes == minted.codes
    assert not later.minted


def test_joined_cases_keep_the_code_minted_first_and_the_other_leads_to_it():
    apart = assign_codes([(TWO,), (ONE,)], TEXTS)
    joined = assign_codes([(ONE, TWO)], TEXTS, Codes(apart.minted))
    assert joined.codes == (apart.codes[0],)
    assert joined.redirects == {apart.codes[1]: apart.codes[0]}


def test_parting_what_was_joined_gives_the_codes_back():
    apart = assign_codes([(ONE,), (TWO,)], TEXTS)
    again = assign_codes([(ONE,), (TWO,)], TEXTS, Codes(apart.minted))
    assert again.codes == apart.codes
    assert not again.redirects
    assert not again.minted


def test_part_that_never_had_a_code_gets_a_new_one():
    joined = assign_codes([(ONE, TWO, THREE)], TEXTS)
    parted = assign_codes([(ONE, THREE), (TWO,)], TEXTS, Codes(joined.minted))
    assert parted.codes == (joined.codes[0], mint(Founder(TEXTS["r2"], 0)))
    assert list(parted.minted) == [parted.codes[1]]


def test_code_whose_words_no_reading_tells_of_is_kept_as_an_orphan():
    minted = assign_codes([(ONE,)], TEXTS)
    later = assign_codes([(TWO,)], TEXTS, Codes(minted.minted))
    assert later.orphans == minted.codes
    assert later.codes != minted.codes


def test_codes_read_well_and_differ():
    codes = {mint(Founder(TEXTS["r1"], start)) for start in range(500)}
    assert len(codes) == 500
    assert all(code.startswith("C-") and len(code) == 12 for code in codes)
    assert not set("ilou") & set("".join(codes))
