import pytest

from accordingto.reader.choosing.candidates import (
    Account,
    Mentions,
    Named,
    Telling,
    nobody,
    strength,
)
from accordingto.reader.layers import Likelihoods
from tests.reader.choosing.scenery import Scenery

TEXT = (
    "Shelling killed two people in the town of Tarvo. It rained. It rained. It rained. It rained.\n"
    "Rain fell on Ombra."
)


def mentions_of(scenery, accounts, *names, lead=0):
    rows = [
        Named(scenery.span(name), scenery.spot(name), name, (f"named.{name}",)) for name in names
    ]
    return Mentions(scenery.scene, rows, accounts, lead=lead)


def account_of(scenery, told=None, drafted=None, choice=None):
    return Account([Telling(scenery.spot("Shelling"), choice, told)], drafted)


def clues_of(mentions, account):
    return {one.best.key: one.clues for one in mentions.candidates(account)}


def test_a_name_far_away_is_a_candidate_by_the_networks_word_alone():
    scenery = Scenery(TEXT)
    account = account_of(scenery)
    assert set(clues_of(mentions_of(scenery, [account], "Tarvo", "Ombra"), account)) == {"Tarvo"}
    told = account_of(scenery, Likelihoods({scenery.span("Ombra"): 0.4}, 0.1))
    found = clues_of(mentions_of(scenery, [told], "Tarvo", "Ombra"), told)
    assert set(found) == {"Tarvo", "Ombra"}
    assert found["Ombra"]["network.share"] == 0.4
    assert found["Ombra"]["network.top"] == 1.0
    assert "network.top" not in found["Tarvo"]


def test_what_stands_at_the_head_is_a_candidate_everywhere():
    scenery = Scenery("On Monday it rained.\n" + "It rained. " * 6 + "Shelling killed two people.")
    account = account_of(scenery)
    assert not clues_of(mentions_of(scenery, [account], "Monday"), account)
    found = clues_of(mentions_of(scenery, [account], "Monday", lead=1), account)
    assert found["Monday"]["lead"] == 1.0
    assert found["Monday"]["far.none"] == 1.0


def test_flags_and_what_the_mentions_amount_to_are_clues():
    scenery = Scenery(TEXT)
    account = account_of(scenery, drafted="Tarvo", choice=scenery.span("Tarvo"))
    (clues,) = clues_of(mentions_of(scenery, [account], "Tarvo"), account).values()
    expected = {"named.Tarvo", "drafted", "choice", "votes", "only", "nearest", "lead"}
    assert expected <= clues.keys()
    assert "drafted.other" not in clues


def test_what_another_incident_has_is_told():
    scenery = Scenery(TEXT)
    account = account_of(scenery)
    other = Account([Telling(scenery.spot("Rain"), None, None)], "Tarvo")
    clues = clues_of(mentions_of(scenery, [account, other], "Tarvo"), account)["Tarvo"]
    assert clues["drafted.other"] == 1.0


def test_further_mentions_speak_too():
    scenery = Scenery("Shelling killed two people. The shelling hit the town of Tarvo.")
    told = Likelihoods({scenery.span("Tarvo"): 0.6}, 0.2)
    account = Account(
        [
            Telling(scenery.spot("Shelling"), None, Likelihoods({}, 0.9)),
            Telling(scenery.spot("shelling"), None, told),
        ],
        None,
    )
    clues = clues_of(mentions_of(scenery, [account], "Tarvo"), account)["Tarvo"]
    assert clues["later.most"] == clues["later.mean"] == 0.6
    assert clues["later.same"] == clues["sentence.own"] == 1.0


@pytest.mark.parametrize(("share", "expected"), [(1.0, 1.0), (0.02, 0.0), (0.0, 0.0)])
def test_strength_runs_from_doubt_to_certainty(share, expected):
    assert strength(share) == pytest.approx(expected)


def test_nobody_is_as_likely_as_the_network_says():
    scenery = Scenery(TEXT)
    first = Telling(scenery.spot("Shelling"), None, Likelihoods({}, 0.5))
    assert dict(nobody(first, "never")) == {
        "never.choice": 1.0,
        "never.network": pytest.approx(strength(0.5)),
        "never.share": 0.5,
    }
    chosen = Telling(scenery.spot("Shelling"), scenery.span("Tarvo"), None)
    assert not dict(nobody(chosen, "never"))
