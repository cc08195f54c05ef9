"""The tolls of a case as text."""

from accordingto.records.values import Age, Basis, Bound, Scope, State, Who
from tests.corroboration.casebook import figure, make_digest
from tests.views.cases import MINISTRY, OBSERVATORY, contested, observatory, plain, shown


def test_earlier_figure_of_a_voice_is_history_below_the_later_one():
    text = plain(shown(*contested()))
    later = text.index("19 · 1 independent voice")
    assert "earlier: “at least 14”, 16 March 2024 [1, 2]" in text[later:]
    assert text.count("at least 14 ·") == 0


def test_two_in_one_text_who_contradict_each_other_are_no_independent_voices():
    told = observatory(14), figure(6, speaker="min", record="m")
    one = make_digest("r1", OBSERVATORY, MINISTRY, *told)
    text = plain(shown(one, whole=True))
    assert "CONTESTED: tellers who count as one voice, as of one origin, do not agree" in text
    assert "independent voices do not agree" not in text
    listed = plain(shown(one))
    assert "CONTESTED by tellers who count as 1 independent voice, 2 different figures" in listed


def test_words_without_a_number_stand_apart():
    vague = observatory(24, None, bound=Bound.VAGUE, words="dozens")
    exact = make_digest("r2", MINISTRY, figure(6, speaker="min"), publisher="Post")
    text = plain(shown(make_digest("r1", OBSERVATORY, vague), exact))
    assert "no number • Tarn Observatory for Rights, 16 March 2024" in text


def test_dead_come_before_injured_and_people_before_groups_of_them():
    text = shown(
        make_digest(
            "r1",
            observatory(3, state=State.INJURED, record="i"),
            observatory(2, who=Who.CIVILIAN, age=Age.CHILDREN, record="c"),
            observatory(14, record="p"),
            OBSERVATORY,
        )
    )
    titles = ["KILLED: people", "KILLED: children, civilians", "INJURED: people"]
    assert sorted(titles, key=text.index) == titles


def test_figures_over_a_whole_war_are_in_no_toll():
    war = observatory(4000, scope=Scope.CUMULATIVE, incident=None, words="4,000 people")
    account = make_digest("r1", OBSERVATORY, observatory(14)).accounts[0]
    text = plain(shown(make_digest("r1", OBSERVATORY, observatory(14), war, account=account)))
    assert "4,000 ·" not in text


def test_own_words_that_repeat_a_speaker_are_told_in_one_line():
    own = figure(14, record="own", basis=Basis.OWN_VOICE, words="14 dead")
    text = plain(shown(make_digest("r1", OBSERVATORY, observatory(14), own)))
    assert "repeated in the report's own words [1]: “14 dead”" in text


def test_range_names_its_rule_and_is_no_finding():
    text = plain(shown(*contested()))
    assert "deaths by ucdp-like/1: 6 to 19; best 6" in text
    assert "nobody's figures, no finding" in text


def test_whole_case_tells_why_a_figure_was_replaced():
    assert 'the same voice later said "19 people"' in plain(shown(*contested(), whole=True))
