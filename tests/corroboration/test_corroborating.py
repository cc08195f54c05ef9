"""Corroboration from end to end, on invented reports read by rules."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accordingto.corroboration.condensing import condense
from accordingto.corroboration.corroborating import corroborate
from accordingto.corroboration.linking import Decided, ref_of
from accordingto.records.tolls import Standing
from tests.builders import make_report, reader

STORY = (
    "Air strikes on a market in Aleppo killed 23 people on Tuesday, the Syrian Observatory for "
    "Human Rights said. The bombs fell at noon, when the stalls were full of people who had come "
    "from the villages around the city to sell vegetables. The Observatory blamed the government."
)
QUOTING = (
    "ALEPPO ({agency}) - At least 23 people died in Tuesday's air raids on Aleppo, according to "
    "the Syrian Observatory for Human Rights. {more}"
)
OTHER = (
    "Thirty-one people were killed in air strikes on Aleppo on Tuesday, the Health Ministry said. "
    "Ambulances took the wounded to three hospitals in the west of the city."
)
ELSEWHERE = "A car bomb killed nine soldiers in Homs on Sunday, state television said."
MORE = (
    "The road to the north was closed.",
    "Rain fell over the front lines all day.",
    "The United Nations called for calm.",
)


def digest_of(report, text, **fields):
    return condense(reader().read(make_report(text, id=report, **fields)))


BASE = (digest_of("r1", STORY), digest_of("r2", OTHER), digest_of("r3", ELSEWHERE))


def case_of(found, report):
    (case,) = [case for case in found.cases() if report in case.reports]
    return case


def killed(case):
    return [toll for toll in case.figures.tolls if toll.state.value == "killed"]


def test_head_of_a_report_is_told_without_what_it_says():
    found = corroborate(BASE)
    whole = next(one for one in BASE if one.key == "r1")
    head = found.head("r1")
    assert (head.publisher, head.published, head.sha256) == (
        whole.publisher,
        whole.published,
        whole.sha256,
    )
    assert replace(found, digests={"r1": whole}).head("r1") == whole


def test_two_reports_of_one_event_are_one_case_and_their_tolls_stay_two():
    case = case_of(corroborate(BASE), "r1")
    assert case.reports == ("r1", "r2")
    values = [(value.low, value.high) for toll in killed(case) for value in toll.values]
    assert values == [(23, 23), (31, 31)]
    assert any(toll.is_contested for toll in killed(case))


def test_report_of_another_event_is_a_case_of_its_own():
    assert case_of(corroborate(BASE), "r3").reports == ("r3",)


def test_order_of_arrival_changes_nothing():
    forth, back = corroborate(BASE), corroborate(BASE[::-1])
    assert list(forth.cases()) == list(back.cases())
    assert forth.codes == back.codes


@pytest.mark.parametrize("copies", [1, 10])
def test_copies_change_no_count_and_no_figure(copies):
    more = [digest_of(f"c{n}", STORY, publisher=f"paper {n}") for n in range(copies)]
    before, after = case_of(corroborate(BASE), "r1"), case_of(corroborate([*BASE, *more]), "r1")
    assert len(after.reports) == 2 + copies
    assert counts_of(after) == counts_of(before)
    assert values_of(after) == values_of(before)


@pytest.mark.parametrize("count", [1, 3])
def test_agencies_that_quote_one_speaker_are_one_voice(count):
    agencies = ("Reuters", "AFP", "AP")[:count]
    more = [
        digest_of(f"a{n}", QUOTING.format(agency=agency, more=MORE[n]))
        for n, agency in enumerate(agencies)
    ]
    before, after = case_of(corroborate(BASE), "r1"), case_of(corroborate([*BASE, *more]), "r1")
    assert len(after.reports) == 2 + count
    named = [toll.voices.named for toll in killed(before)]
    assert [toll.voices.named for toll in killed(after)] == named


def test_no_number_is_shown_that_nobody_gives():
    for case in corroborate(BASE).cases():
        for toll in case.figures.tolls:
            told = {end for claim in toll.claims for end in (claim.low, claim.high)}
            assert {end for value in toll.values for end in (value.low, value.high)} <= told


def test_what_a_person_decides_holds_and_undoing_it_restores_what_was():
    before = corroborate(BASE)
    one, other = (digest.accounts[0] for digest in BASE[:2])
    apart = Decided(different=frozenset({(ref_of(one), ref_of(other))}))
    parted = corroborate(BASE, apart)
    assert case_of(parted, "r1").reports == ("r1",)
    assert list(corroborate(BASE).cases()) == list(before.cases())


def test_altered_tolls_in_copies_are_no_voices_of_their_own():
    forged = [
        digest_of(f"f{n:02}", STORY.replace("23 people", f"{40 + n} people"), publisher=f"p{n}")
        for n in range(20)
    ]
    found = corroborate([*BASE, *forged])
    case = case_of(found, "r1")
    assert max(toll.voices.with_unnamed for toll in killed(case)) <= 2
    flagged = Counter(flag.code for origin in found.origins.values() for flag in origin.flags)
    assert flagged["toll_altered"] >= len(forged)


def test_superseded_claims_are_kept():
    later = digest_of(
        "r4",
        STORY.replace("23 people", "27 people").replace("The bombs fell at noon", "They fell"),
        published="2024-03-20",
    )
    case = case_of(corroborate([BASE[0], later]), "r1")
    words = {claim.words: claim.standing for toll in killed(case) for claim in toll.claims}
    assert set(words) == {"23 people", "27 people"}
    assert Standing.STANDS in words.values()


def test_nothing_gives_nothing():
    found = corroborate([])
    assert not list(found.cases())
    assert not found.truces()
    assert not found.sources()


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(range(6)))
def test_any_order_gives_the_same_cases(order):
    many = [*BASE, digest_of("r4", ELSEWHERE), digest_of("r5", OTHER), digest_of("r6", STORY)]
    shuffled = [many[n] for n in order]
    assert list(corroborate(shuffled).cases()) == list(corroborate(many).cases())


def test_key_of_a_report_may_be_anything():
    named = [replace_key(digest, f"{digest.key} ☮") for digest in BASE]
    assert len(list(corroborate(named).cases())) == len(list(corroborate(BASE).cases()))


def replace_key(digest, key):
    accounts = tuple(replace(account, report=key) for account in digest.accounts)
    return replace(digest, key=key, accounts=accounts)


def counts_of(case):
    return [(toll.group, toll.voices.named, toll.voices.with_unnamed) for toll in killed(case)]


def values_of(case):
    return [[(value.low, value.high) for value in toll.values] for toll in killed(case)]
