"""Ranges by the rules of others."""

from accordingto.corroboration.ranges import NO_TOTAL, NOBODY, ranges_of
from accordingto.corroboration.reconciliation import reconcile
from accordingto.records.values import Age, BlameMode, Bound, Category, Scope, State, Who
from tests.corroboration.casebook import blame, figure, make_case, make_digest, speaker


def ranges(*digests):
    case = make_case(*digests)
    return {one.name: one for one in ranges_of(reconcile(case), case)}


def ends(found):
    return found.extent and (found.extent.low, found.extent.high, found.extent.is_open_above)


def said(number, high=-1, by="Tarn Watch", **fields):
    return make_digest(f"r-{number}-{by}", figure(number, high, speaker=by, **fields))


def test_best_is_what_most_independent_voices_give():
    deaths = ranges(said(12), said(17, by="Ossen Relief"), said(17, by="Dellit Clinic"))["deaths"]
    assert (deaths.rule, deaths.best, ends(deaths)) == ("ucdp-like/1", 17, (12, 17, False))
    assert {ref.report for ref in deaths.best_claims} == {"r-17-Ossen Relief", "r-17-Dellit Clinic"}


def test_best_is_the_lowest_where_as_many_voices_give_each():
    deaths = ranges(said(70, None), said(75, by="Ossen Relief"))["deaths"]
    assert (deaths.best, ends(deaths)) == (70, (70, 75, True))


def test_nobody_killed_is_best_only_where_there_is_no_other_figure():
    assert ranges(said(0), said(9, by="Ossen Relief"))["deaths"].best == 9
    assert ranges(said(0))["deaths"].best == 0


def test_copies_of_the_civilians_and_people_of_two_voices_are_counted_together():
    told = said(56, who=Who.CIVILIAN), said(56, by="Ossen Relief"), said(40, by="Dellit Clinic")
    assert ranges(*told)["deaths"].best == 56


def test_civilians_and_fighters_make_no_total_over_voices():
    told = said(5, who=Who.CIVILIAN), said(9, by="Ossen Relief", who=Who.COMBATANT)
    deaths = ranges(*told)["deaths"]
    assert (deaths.extent, deaths.best, deaths.why) == (None, None, NO_TOTAL)


def test_fighters_of_one_side_alone_are_the_dead_and_of_two_sides_are_not():
    fighters = {"who": Who.COMBATANT}
    rebels = said(16, words="16 rebels", **fighters)
    assert ranges(rebels)["deaths"].best == 16
    soldiers = said(9, by="Ossen Relief", words="nine soldiers", **fighters)
    assert ranges(rebels, soldiers)["deaths"].why == NO_TOTAL


def test_only_a_figure_without_lower_end_leaves_no_best():
    deaths = ranges(said(None, 30))["deaths"]
    assert deaths.best is None
    assert deaths.extent
    assert deaths.extent.is_open_below


def test_nothing_claimed_is_null():
    found = ranges(said(3, state=State.INJURED))
    assert (found["deaths"].extent, found["deaths"].why) == (None, NOBODY)
    assert ends(found["civilians_injured"]) == (3, 3, False)


def test_civilians_and_children_have_ranges_of_their_own():
    children = {"age": Age.CHILDREN, "who": Who.CIVILIAN, "scope": Scope.PART, "part_of": "f-9-9"}
    told = make_digest(
        "r1",
        figure(9, speaker="Tarn Watch", who=Who.CIVILIAN),
        figure(4, speaker="Tarn Watch", **children),
    )
    found = ranges(told, said(12, None, by="Ossen Relief", who=Who.CIVILIAN))
    assert ends(found["civilians_killed"]) == (9, 12, True)
    assert ends(found["children_killed"]) == (4, 4, False)
    assert found["women_killed"].extent is None
    assert found["civilians_killed"].best is None


def test_people_count_as_civilians_until_somebody_tells_of_fighters():
    assert ends(ranges(said(9))["civilians_killed"]) == (9, 9, False)
    told = said(9), said(3, by="Ossen Relief", who=Who.COMBATANT)
    assert ranges(*told)["civilians_killed"].extent is None


def test_word_of_the_perpetrators_side_makes_no_fighters():
    army = speaker("army", "the Maresian army", category=Category.MILITARY)
    told = make_digest(
        "r1",
        figure(9, speaker="army", who=Who.COMBATANT),
        blame("the Maresian army", BlameMode.OWN_CLAIM, speaker="army", actor="army"),
        army,
    )
    assert ends(ranges(told, said(8, by="Tarn Watch"))["civilians_killed"]) == (8, 8, False)


def test_vague_figure_alone_is_an_open_range():
    deaths = ranges(said(24, None, bound=Bound.VAGUE, words="dozens"))["deaths"]
    assert (deaths.best, ends(deaths)) == (24, (24, 24, True))
