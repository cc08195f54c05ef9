"""The figures of a case: what stands, what is kept apart, and what nothing may change."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accordingto.corroboration.evidence import CaseFile
from accordingto.corroboration.ranges import ranges_of
from accordingto.corroboration.reconciliation import RULE, reconcile
from accordingto.records.tolls import Reconciliation, Standing, TollClaim
from accordingto.records.values import Age, Basis, Bound, Scope, Sex, State, Who
from tests.corroboration.accounts import make_account
from tests.corroboration.casebook import (
    day,
    figure,
    make_case,
    make_digest,
    make_evidence,
    speaker,
)


def killed(found: Reconciliation, who: Who = Who.UNKNOWN):
    return next(t for t in found.tolls if t.state is State.KILLED and t.group.who is who)


def claims(found: Reconciliation) -> list[TollClaim]:
    return [claim for toll in found.tolls for claim in toll.claims]


def test_figures_of_two_voices_stand_side_by_side_and_are_contested():
    found = reconcile(
        make_case(
            make_digest("r1", figure(12, speaker="Tarn Watch")),
            make_digest("r2", figure(30, speaker="Ossen Relief")),
        )
    )
    toll = killed(found)
    assert found.rule == RULE
    assert [(v.low, v.high, v.voices.named) for v in toll.values] == [(12, 12, 1), (30, 30, 1)]
    assert toll.is_contested
    assert toll.extent
    assert (toll.extent.low, toll.extent.high) == (12, 30)
    assert [ref.report for ref in toll.extent.low_claims] == ["r1"]


def test_at_least_70_agrees_with_75_and_leaves_the_most_open():
    found = reconcile(
        make_case(
            make_digest("r1", figure(70, None, speaker="Tarn Watch")),
            make_digest("r2", figure(75, speaker="Ossen Relief")),
        )
    )
    toll = killed(found)
    assert not toll.is_contested
    assert [value.agreeing.named for value in toll.values] == [2, 2]
    assert toll.extent
    assert (toll.extent.low, toll.extent.high, toll.extent.is_open_above) == (70, 75, True)


def test_voice_that_differs_from_itself_is_not_contested_but_flagged():
    found = reconcile(
        make_case(
            make_digest("r1", figure(12, speaker="Tarn Watch")),
            make_digest("r2", figure(17, speaker="Tarn Watch")),
        )
    )
    assert not killed(found).is_contested
    assert all("differs_from_itself" in claim.flags for claim in claims(found))


def test_own_words_about_civilians_restate_no_count_of_fighters():
    found = reconcile(
        make_case(
            make_digest(
                "r1",
                figure(25, speaker="Tarn Watch", who=Who.COMBATANT),
                figure(25, record="own", who=Who.CIVILIAN),
            )
        )
    )
    standing = {claim.ref.record: claim.standing for claim in claims(found)}
    assert standing["own"] is Standing.STANDS


def test_own_words_that_repeat_a_quoted_figure_are_no_voice():
    found = reconcile(
        make_case(make_digest("r1", figure(12, speaker="Tarn Watch"), figure(12, record="own")))
    )
    toll = killed(found)
    assert [claim.standing for claim in toll.claims if claim.ref.record == "own"] == [
        Standing.RESTATED
    ]
    assert (toll.voices.named, toll.values[0].voices.named) == (1, 1)


def test_own_words_that_give_another_figure_are_a_voice():
    found = reconcile(
        make_case(make_digest("r1", figure(12, None, speaker="Tarn Watch"), figure(85)))
    )
    assert {claim.standing for claim in claims(found)} == {Standing.STANDS}


def test_headline_repeats_what_the_text_attributes():
    headline = figure(56, record="head", basis=Basis.HEADLINE, who=Who.CIVILIAN)
    found = reconcile(make_case(make_digest("r1", headline, figure(56, None, speaker="Watch"))))
    assert killed(found, Who.CIVILIAN).extent is None


def test_cumulative_figure_is_in_no_toll():
    war = figure(290000, scope=Scope.CUMULATIVE, incident="r1-1")
    found = reconcile(make_case(make_digest("r1", figure(12), war)))
    assert [claim.low for claim in found.cumulative] == [290000]
    assert [claim.low for claim in claims(found)] == [12]


def test_groups_are_kept_apart():
    children = figure(5, record="kids", age=Age.CHILDREN, scope=Scope.PART, part_of="f-12-12")
    found = reconcile(make_case(make_digest("r1", figure(12), children)))
    assert {(t.group.age, t.claims[0].low) for t in found.tolls} == {
        (Age.UNKNOWN, 12),
        (Age.CHILDREN, 5),
    }


def test_claim_carries_its_quote_day_and_place_of_finding():
    (claim,) = claims(reconcile(make_case(make_digest("r1", figure(12, speaker="Tarn Watch")))))
    assert claim.ref.report == "r1"
    assert claim.ref.record == "f-12-12"
    assert claim.quote == "12 to 12 people were killed."
    assert (claim.name, claim.said) == ("Tarn Watch", day(1))


def test_nothing_is_claimed_of_a_case_without_figures():
    found = reconcile(make_case(make_digest("r1")))
    assert not found.tolls
    assert all(one.extent is None and one.why for one in ranges_of(found, make_case()))


NAMES = ("Tarn Watch", "Ossen Relief", "the Maresian army", None)


@st.composite
def digests(draw: st.DrawFn):
    found = []
    for n in range(draw(st.integers(1, 5))):
        told = []
        for m in range(draw(st.integers(1, 4))):
            low = draw(st.integers(0, 120))
            high = draw(st.sampled_from((low, None, low + 7)))
            if draw(st.booleans()):
                low, high = (None, low) if draw(st.booleans()) else (low, high)
            fields = {
                "record": f"{n}-{m}",
                "speaker": draw(st.sampled_from(NAMES)),
                "said": draw(st.sampled_from((None, day(1), day(2), day(4)))),
                "state": draw(st.sampled_from((State.KILLED, State.INJURED, State.MISSING))),
                "who": draw(st.sampled_from((Who.UNKNOWN, Who.CIVILIAN, Who.COMBATANT))),
                "age": draw(st.sampled_from((Age.UNKNOWN, Age.UNKNOWN, Age.CHILDREN))),
                "scope": draw(st.sampled_from((Scope.INCIDENT, Scope.INCIDENT, Scope.PART))),
                "quote": draw(st.sampled_from(("one", "two"))),
            }
            if draw(st.integers(0, 5)) == 0:
                fields["bound"] = draw(st.sampled_from((Bound.VAGUE, Bound.ABOUT)))
            told.append(figure(low, high, **fields))
        found.append(make_digest(f"r{n}", *told))
    return found


def figures_of(found: Reconciliation):
    """All that is told of a case but which reports tell it."""
    return [
        (
            toll.state,
            toll.group,
            [(v.low, v.high, v.is_derived, v.voices, v.agreeing) for v in toll.values],
            toll.extent and (toll.extent.low, toll.extent.high),
            toll.extent and (toll.extent.is_open_below, toll.extent.is_open_above),
            toll.is_contested,
            toll.voices,
        )
        for toll in found.tolls
    ]


@given(digests(), st.randoms(use_true_random=False))
def test_order_of_arrival_changes_nothing(told, random):
    case = make_case(*told)
    mixed = list(told)
    random.shuffle(mixed)
    other = make_case(*mixed)
    assert reconcile(case) == reconcile(other)
    assert ranges_of(reconcile(case), case) == ranges_of(reconcile(other), other)


def copied(told, times: int, later: int):
    """The same reports again, printed days later: what nobody dates is dated by publication."""
    for digest in told:
        for n in range(times):
            report = f"{digest.key}-copy{n}"
            account = replace(digest.accounts[0], report=report)
            figures = (
                replace(one, said=max(one.said, day(later)) if one.said else None)
                for one in digest.figures
            )
            yield replace(digest, key=report, accounts=(account,), figures=tuple(figures))


@given(digests(), st.integers(1, 3), st.sampled_from((0, 3, 30)))
def test_copies_of_claims_change_no_figure_and_no_count(told, times, later):
    case = make_case(*told)
    more = make_case(*told, *copied(told, times, later))
    assert figures_of(reconcile(more)) == figures_of(reconcile(case))
    ranges, others = ranges_of(reconcile(case), case), ranges_of(reconcile(more), more)
    assert [(r.best, r.extent and r.extent.low) for r in ranges] == [
        (r.best, r.extent and r.extent.low) for r in others
    ]


@given(digests())
def test_every_number_is_somebodys_or_the_sum_of_parts_of_one_statement(told):
    case = make_case(*told)
    found = reconcile(case)
    given_numbers = {n for d in told for f in d.figures for n in (f.low, f.high)} | {None}
    figures = {(d.key, f.record): f for d in told for f in d.figures}
    for claim in claims(found):
        if claim.derived_from:
            parts = [figures[ref.report, ref.record] for ref in claim.derived_from]
            assert len({(ref.report,) for ref in claim.derived_from}) == 1
            assert len({(part.speaker, part.quote, part.state) for part in parts}) == 1
            lows = [part.low for part in parts]
            assert claim.low == (None if None in lows else sum(lows))
            given_numbers |= {claim.low, claim.high}
        else:
            assert {claim.low, claim.high} <= given_numbers
    shown = {n for t in found.tolls for v in t.values for n in (v.low, v.high)}
    for one in ranges_of(found, case):
        shown |= {one.best}
        shown |= {one.extent.low, one.extent.high} if one.extent else set()
    assert shown <= given_numbers


@given(digests())
def test_what_is_superseded_leads_to_a_later_figure_that_stands(told):
    by_ref = {claim.ref: claim for claim in claims(reconcile(make_case(*told)))}
    for claim in by_ref.values():
        if claim.standing is Standing.SUPERSEDED:
            later = by_ref[claim.replaced_by]
            assert later.voice == claim.voice
            assert later.standing in (Standing.STANDS, Standing.MOVED_ON)


def test_every_claim_is_somewhere():
    told = [figure(12), figure(5, scope=Scope.PART), figure(900, scope=Scope.CUMULATIVE)]
    told = [replace(one, incident="r1-1") for one in told]
    found = reconcile(make_case(make_digest("r1", *told)))
    assert len(claims(found)) + len(found.parts) + len(found.cumulative) == 3


def test_account_of_another_report_that_is_given_twice_counts_once():
    digest = make_digest("r1", figure(12))
    case = CaseFile.of([*digest.accounts, *digest.accounts], make_evidence(digest))
    assert len(claims(reconcile(case))) == 1


def test_side_is_named_as_voices_name_it():
    told = figure(4, side="rebels")
    found = reconcile(make_case(make_digest("r1", told, speaker("rebels", "Tarn Front"))))
    assert found.tolls[0].group.side == "Tarn Front"


def test_civilians_are_counted_together_wherever_they_belong():
    told = figure(4, side="rebels", who=Who.CIVILIAN)
    found = reconcile(make_case(make_digest("r1", told, speaker("rebels", "Tarn Front"))))
    assert found.tolls[0].group.side is None


def test_women_and_men_are_groups():
    found = reconcile(make_case(make_digest("r1", figure(3, sex=Sex.WOMEN), figure(12))))
    assert [toll.group.sex for toll in found.tolls] == [Sex.UNKNOWN, Sex.WOMEN]


def test_figure_dated_before_the_event_is_flagged():
    early = figure(12, said=date(2024, 1, 1))
    (claim,) = claims(reconcile(make_case(make_digest("r1", early, account=make_account("r1")))))
    assert "said_before_it_happened" in claim.flags
