"""Accounts linked into groups."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accordingto.corroboration.linking import (
    COPY_RULE,
    PERSON,
    Decided,
    link_accounts,
    link_one_by_one,
    ref_of,
)
from accordingto.records.values import Kind
from tests.corroboration.accounts import killed, make_account, make_spot

FAR = make_spot("Dellit", lat=14.0, admin1="Tarn")
APRIL = {"date_from": date(2024, 4, 2), "date_to": date(2024, 4, 2), "spot": FAR}
ONE, TWO = make_account("r1"), make_account("r2", quote="A strike on a bakery killed 12.")
OTHER = make_account("r3", **APRIL, words=("mosque",), quote="Shells hit a mosque.")


def groups_of(linked):
    return sorted(sorted(one.report for one in group.accounts) for group in linked)


def test_accounts_of_one_event_are_linked_and_others_stand_alone():
    linked = link_accounts([OTHER, TWO, ONE])
    assert groups_of(linked) == [["r1", "r2"], ["r3"]]
    (link,) = linked[0].links
    assert (link.one, link.other) == (ref_of(ONE), ref_of(TWO))
    assert link.rule == "linking/1"
    assert link.score > 0.9
    assert link.terms


def test_group_is_held_together_by_one_link_less_than_it_has_accounts():
    many = [make_account(f"r{n}") for n in range(6)]
    (group,) = link_accounts(many)
    assert len(group.links) == 5


def test_same_words_in_copies_are_one_whatever_their_numbers():
    altered = make_account(
        "r4", **APRIL, quote="Warplanes hit a bakery queue in Marenna, killing 99."
    )
    linked = link_accounts([ONE, altered], {"r1": 0, "r4": 0})
    assert groups_of(linked) == [["r1", "r4"]]
    assert [link.rule for link in linked[0].links] == [COPY_RULE]
    assert groups_of(link_accounts([ONE, altered])) == [["r1"], ["r4"]]


def test_what_is_alike_is_told_by_places_in_order_before_the_first_group():
    copy = make_account("r1-copy", quote=ONE.quote, not_after=date(2024, 3, 30))
    told = []
    linked = link_one_by_one(
        [OTHER, TWO, copy, ONE], {"r1": 0, copy.report: 0}, on_near=told.append
    )
    next(linked)
    (near,) = told
    # In order: r1, r1-copy, r2, r3.
    assert near.compared.tolist() == [0, 2, 3]
    assert (near.ones.tolist(), near.others.tolist()) == ([0], [2])


def test_of_no_accounts_nothing_is_alike():
    told = []
    assert list(link_one_by_one([], on_near=told.append)) == []
    assert [len(part) for part in told[0]] == [0, 0, 0]


def test_copy_of_a_later_day_is_compared_by_nothing_of_its_own():
    words = "A strike on a bakery killed 99."
    altered = make_account("a", quote=words, tolls=(killed(99),), not_after=date(2024, 3, 17))
    stories = {altered.report: 0, TWO.report: 0}
    (before,), (after,) = link_accounts([ONE, TWO]), link_accounts([ONE, TWO, altered], stories)
    assert [link for link in after.links if link.rule != COPY_RULE] == list(before.links)


def test_what_a_person_decided_stands_above_the_score():
    apart = Decided(different=frozenset({(ref_of(ONE), ref_of(TWO))}))
    together = Decided(same=frozenset({(ref_of(ONE), ref_of(OTHER))}))
    assert groups_of(link_accounts([ONE, TWO], decided=apart)) == [["r1"], ["r2"]]
    linked = link_accounts([ONE, OTHER], decided=together)
    assert groups_of(linked) == [["r1", "r3"]]
    assert linked[0].links[0].rule == PERSON
    assert linked[0].links[0].score is None


def test_judgement_on_a_copy_holds_for_its_text():
    copy = make_account("r4", quote=ONE.quote)
    together = Decided(same=frozenset({(ref_of(copy), ref_of(OTHER))}))
    linked = link_accounts([ONE, copy, OTHER], {"r1": 0, "r4": 0}, together)
    assert groups_of(linked) == [["r1", "r3", "r4"]]


def test_judgement_about_what_is_not_there_changes_nothing():
    gone = make_account("r9")
    decided = Decided(same=frozenset({(ref_of(ONE), ref_of(gone))}))
    assert link_accounts([ONE, TWO], decided=decided) == link_accounts([ONE, TWO])


ACCOUNTS = st.lists(
    st.builds(
        lambda n, day, place, kind, toll: make_account(
            f"r{n}",
            record=f"{n}-{day}-{place}-{kind}-{toll}",
            date_from=date(2024, 3, day),
            date_to=date(2024, 3, day),
            spot=make_spot(place, lat=10.0 + len(place)),
            kind=kind,
            tolls=(killed(toll),),
        ),
        st.integers(0, 5),
        st.integers(10, 16),
        st.sampled_from(["Marenna", "Dellit", "Ost"]),
        st.sampled_from([Kind.AIR_STRIKE, Kind.SHELLING, Kind.ABDUCTION]),
        st.integers(1, 30),
    ),
    max_size=12,
    unique_by=ref_of,
)


@given(ACCOUNTS, st.randoms(use_true_random=False))
def test_order_of_arrival_changes_nothing(accounts, random):
    shuffled = list(accounts)
    random.shuffle(shuffled)
    assert link_accounts(shuffled) == link_accounts(accounts)


@given(ACCOUNTS)
def test_every_account_is_in_one_group(accounts):
    linked = link_accounts(accounts)
    found = sorted(ref_of(one) for group in linked for one in group.accounts)
    assert found == sorted(map(ref_of, accounts))


@given(ACCOUNTS, st.integers(1, 4))
def test_copies_change_no_group(accounts, copies):
    reports = {one.report for one in accounts}
    stories = {report: n for n, report in enumerate(sorted(reports))}
    more = [make_copy(one, f"{one.report}-copy{n}") for one in accounts for n in range(copies)]
    stories |= {one.report: stories[one.report.split("-")[0]] for one in more}
    before = link_accounts(accounts, {report: stories[report] for report in reports})
    after = link_accounts([*accounts, *more], stories)
    kept = [sorted(ref_of(one) for one in g.accounts if one.report in reports) for g in after]
    assert sorted(kept) == sorted(sorted(map(ref_of, g.accounts)) for g in before)


def make_copy(account, report):
    return make_account(
        report,
        record=account.record,
        date_from=account.date_from,
        date_to=account.date_to,
        spot=account.spot,
        kind=account.kind,
        tolls=account.tolls,
    )
