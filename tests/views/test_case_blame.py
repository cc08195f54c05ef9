"""The blame for a case as text."""

from dataclasses import replace

from accordingto.records.values import BlameMode, Stance
from tests.corroboration.casebook import blame, figure, make_digest, speaker, statement
from tests.views.cases import MINISTRY, OBSERVATORY, contested, observatory, plain, shown

DOCTOR = speaker("doc", "Omar Sand")


def test_nobody_is_blamed_without_mode_and_accuser():
    text = plain(shown(*contested()))
    assert "the Ossen Brigade • accused by Health Ministry of Ossen [3] · 1 independent" in text


def test_denial_stands_beside_the_blame():
    accused = make_digest("r1", OBSERVATORY, figure(3), blame("the army", speaker="obs"))
    denial = blame("the army", BlameMode.DENIED, speaker="min")
    text = plain(shown(accused, make_digest("r2", MINISTRY, figure(3), denial, publisher="Post")))
    assert "• accused by Tarn Observatory for Rights [1]" in text
    assert "• denied by Health Ministry of Ossen" in text
    assert "▪ denied: the army (by Health Ministry of Ossen)" in text


def test_whoever_more_voices_blame_comes_first():
    rebels = blame("rebels", speaker="doc")
    army = [blame("the army", speaker=who) for who in ("obs", "min")]
    one = make_digest("r1", OBSERVATORY, DOCTOR, figure(3), army[0], rebels)
    other = make_digest("r2", MINISTRY, figure(3), army[1], publisher="Post")
    text = shown(one, other).split("WHO IS HELD")[1]
    assert text.index("the army") < text.index("rebels")


def test_accusation_in_a_sentence_that_denies_is_marked_as_doubtful():
    quote = "The ministry denied that the army fired."
    taken = blame("the army", speaker="min", quote=quote)
    denies = statement(Stance.DENIES, "the army fired", ["r1-1"], speaker="min", quote=quote)
    text = plain(shown(make_digest("r1", MINISTRY, figure(3), taken, denies)))
    assert "accused by Health Ministry of Ossen (also read as a denial: to be checked)" in text


def test_accuser_who_denies_nothing_is_not_marked():
    assert "to be checked" not in shown(*contested())


def test_denials_are_quoted_and_other_statements_counted():
    demands = statement(Stance.DEMANDS, "an inquiry", ["r1-1"], speaker="min")
    digest = make_digest("r1", MINISTRY, figure(3), demands)
    copy = make_digest("r2", MINISTRY, figure(3), replace(demands, about=("r2-1",)))
    assert "and 1 more statement: demands 1" in plain(shown(digest, copy))
    assert "demands: “an inquiry”" in plain(shown(digest, whole=True))
    assert "denies: “the army fired”" in plain(shown(*contested()))


def test_accusation_beside_a_denial_of_something_else_is_not_marked():
    quote = "The ministry denied that the army fired, and accused the rebels."
    taken = blame("the rebels", speaker="min", quote=quote)
    denies = statement(Stance.DENIES, "the army fired", ["r1-1"], speaker="min", quote=quote)
    assert "to be checked" not in shown(make_digest("r1", MINISTRY, figure(3), taken, denies))


def test_speaker_taken_for_the_doer_is_marked():
    own = blame("the Observatory", BlameMode.SUSPECTED, actor="obs", speaker="obs")
    text = plain(shown(make_digest("r1", OBSERVATORY, observatory(3), own)))
    assert "suspected by Tarn Observatory for Rights (blames itself: to be checked)" in text


def test_whom_one_report_alone_names_is_counted_in_the_summary_where_others_are_better_told():
    byline = blame("Mira Okello", BlameMode.STATED)
    army = blame("the army", speaker="obs")
    text = plain(shown(make_digest("r1", OBSERVATORY, observatory(3), army, byline)))
    assert "▪ named as doer: 1 by one report each, without a name" in text
    assert "▪ accused: the army (by Tarn Observatory for Rights)" in text
    assert "Mira Okello • named by The Tarn Courier [1]" in text


def test_denial_that_names_nobody_is_in_the_summary():
    assert "▪ denied: Health Ministry of Ossen: “the army fired”" in plain(shown(*contested()))
