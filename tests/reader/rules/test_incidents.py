import pytest

from accordingto.reader.layers import Tagging
from accordingto.records.values import BlameMode, Certainty, Kind
from tests.builders import make_report, reader


def find(text, published="2024-03-14"):
    report = make_report(text, published=published)
    found = reader().pipeline(report)
    return report, found.of(Tagging)[0].incidents


def words(text):
    report, anchors = find(text)
    return [report.quote(anchor.evidence) for anchor in anchors]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Warplanes struck a market in the town of Tarvo, killing nine people.", Kind.AIR_STRIKE),
        ("An air raid on the town of Tarvo killed nine people.", Kind.AIR_STRIKE),
        ("Rebels fired rockets at the town of Tarvo.", Kind.SHELLING),
        ("Troops shelled the town of Tarvo with mortars.", Kind.SHELLING),
        ("A suicide bombing at a mosque killed nine worshippers.", Kind.BOMBING),
        ("A chlorine attack left nine people dead.", Kind.CHEMICAL),
        ("Rebels recaptured the town of Tarvo from the army.", Kind.ARMED_CLASH),
        ("Gunmen opened fire on a bus near the town of Tarvo.", Kind.SHOOTING),
        ("Militants beheaded two captives.", Kind.EXECUTION),
        ("Gunmen kidnapped four nurses from a clinic.", Kind.ABDUCTION),
        ("Police arrested eight activists in the capital.", Kind.DETENTION),
        ("The town of Tarvo has been besieged by rebels since June.", Kind.SIEGE),
        ("Militiamen torched the church in the village of Ombra.", Kind.LOOTING_DESTRUCTION),
        ("A man stabbed three shoppers.", Kind.OTHER),
    ],
)
def test_kind_follows_from_the_deed(text, kind):
    _, anchors = find(text)
    assert [anchor.kind for anchor in anchors] == [kind]


@pytest.mark.parametrize(
    ("weapon", "kind"),
    [
        ("warplanes", Kind.AIR_STRIKE),
        ("mortars", Kind.SHELLING),
        ("grenades", Kind.BOMBING),
        ("chlorine", Kind.CHEMICAL),
    ],
)
def test_an_open_word_takes_its_kind_from_the_weapon(weapon, kind):
    report, (anchor,) = find(f"Rebels attacked the depot with {weapon}.")
    assert anchor.kind is kind
    assert report.quote(anchor.weapon) in weapon


@pytest.mark.parametrize(
    "text",
    [
        "The general threatened to shell the town of Tarvo.",
        "Rebels plan to attack the barracks.",
        "The minister called for air strikes on the rebels.",
        "If rebels attack the town, the army will leave.",
        "Troops gathered to capture the town of Tarvo.",
        "No air strikes were reported in the town of Tarvo.",
        "The two sides agreed to halt the shelling.",
        "The besieged town of Tarvo awaits a convoy.",
        "Forces fighting the government met in the town of Tarvo.",
    ],
)
def test_threats_plans_calls_and_negations_are_no_incidents(text):
    assert words(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nurses went on strike over pay on Tuesday.",
        "Her first shot at goal hit the post before the second attack.",
        "He died of a heart attack.",
        "The two parties struck a deal after a long battle in court.",
        "The senator attacked the bill and called it an attack on farmers.",
        "The shooting of the film begins in May.",
        "The fire destroyed a barn near the lake.",
        "A helicopter hit a power line and crashed.",
        "The company launched a rocket on Saturday.",
        "The script executes this command.",
        "Fans were captured on camera as the team advanced to the final.",
        "He found the joke offensive.",
    ],
)
def test_figures_of_speech_and_accidents_are_no_incidents(text):
    assert words(text) == []


def test_fighting_without_day_or_place_is_background():
    _, (anchor,) = find("Fighting continued between rebels and soldiers.")
    assert anchor.is_background


def test_the_day_of_the_saying_is_not_the_day_of_the_deed():
    report, (anchor,) = find("Rebels shelled the town of Tarvo on Monday, the mayor said Tuesday.")
    assert [report.quote(day) for day in anchor.days] == ["Monday"]


def test_the_nearest_named_place_stands_first():
    report, (anchor,) = find(
        "Warplanes bombed a clinic in the village of Ombra near the town of Tarvo."
    )
    assert report.quote(anchor.places[0]) == "Ombra"


@pytest.mark.parametrize(
    ("text", "certainty", "mode"),
    [
        ("The army allegedly shelled the town of Tarvo.", Certainty.ALLEGED, BlameMode.SUSPECTED),
        ("The army denied shelling the town of Tarvo.", Certainty.DENIED, BlameMode.DENIED),
        ("The army shelled the town of Tarvo.", Certainty.REPORTED, None),
    ],
)
def test_doubt_and_denial_are_kept(text, certainty, mode):
    _, (anchor,) = find(text)
    assert anchor.certainty is certainty
    assert {role.mode for role in anchor.actors} <= {mode}


@pytest.mark.parametrize("name", ["Marenese", "Tarvian", "Ostrian"])
def test_the_name_of_a_party_does_not_change_what_is_read(name):
    _, anchors = find(f"{name} forces shelled the town of Ombra on Monday.")
    assert [(a.kind, len(a.actors), len(a.days)) for a in anchors] == [(Kind.SHELLING, 1, 1)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels shelled the village of Safsafah near Baghdad on Monday.", "Safsafah"),
        ("Rebels shelled a village north of Baghdad on Monday.", "Baghdad"),
    ],
)
def test_a_place_that_only_helps_to_find_another_comes_last(text, place):
    report, (anchor,) = find(text)
    assert report.quote(anchor.places[0]) == place
