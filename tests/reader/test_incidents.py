from datetime import date

import pytest

from accordingto.records.values import Certainty, Kind
from tests.builders import read


def test_mentions_of_one_incident_are_one_record():
    (incident,) = read(
        "Air strikes killed nine people in the town of Tarvo on Monday, medics said.\n"
        "The strikes hit a market. The attack also wounded 20 people."
    ).incidents
    assert incident.evidence.text == "Air strikes"
    assert [mention.text for mention in incident.mentions] == ["strikes", "attack"]
    assert incident.kind is Kind.AIR_STRIKE
    assert incident.date_from == incident.date_to == date(2024, 3, 11)
    assert incident.place.name == "Tarvo"
    assert incident.not_after == date(2024, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "Shelling killed two men on Monday. Shelling killed a woman on Tuesday.",
        "Shelling killed two men in the town of Tarvo. Shelling killed a boy in the town of Ombra.",
        "Shelling killed two men in the town of Tarvo. Militants abducted a nurse.",
        "A bomb attack killed two soldiers. Another bomb attack killed a nurse.",
    ],
)
def test_other_days_places_kinds_and_words_make_other_incidents(text):
    assert len(read(text).incidents) == 2


def test_an_open_word_takes_the_kind_of_what_it_refers_to():
    (incident,) = read(
        "Nine people died in an attack on a market in the town of Tarvo on Monday. "
        "The shelling also wounded 20 people."
    ).incidents
    assert incident.kind is Kind.SHELLING


def test_day_and_place_stay_unknown():
    (incident,) = read("Rebels shelled an army base.").incidents
    assert incident.date_from is None
    assert incident.date_to is None
    assert incident.place is None


def test_vague_violence_is_no_incident():
    assert read("Fighting continued between rebels and soldiers.").incidents == ()


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The army shelled the town of Tarvo.", Certainty.REPORTED),
        ("The army allegedly shelled the town of Tarvo.", Certainty.ALLEGED),
        ("The army denied shelling the town of Tarvo.", Certainty.DENIED),
        (
            "The army allegedly shelled the town of Tarvo. The army shelled the town of Tarvo.",
            Certainty.REPORTED,
        ),
    ],
)
def test_certainty_is_that_of_the_surest_mention(text, certainty):
    (incident,) = read(text).incidents
    assert incident.certainty is certainty


def test_doers_only_denied_are_no_actors():
    (incident,) = read("The army denied shelling the town of Tarvo.").incidents
    assert incident.blame
    assert incident.actors == ()


def test_doers_joined_by_or_are_alternatives():
    (incident,) = read("Nine people died in shelling by rebels or government soldiers.").incidents
    (group,) = incident.alternatives
    assert [entry.actor.text for entry in group] == ["rebels", "government soldiers"]


def test_weapon_is_kept():
    (incident,) = read("Rebels attacked the depot with grenades.").incidents
    assert incident.weapon.text == "grenades"


def test_headline_and_text_are_one_incident():
    incidents = read(
        "Air strikes kill nine in Tarvo\nAir strikes killed nine people in the town of Tarvo."
    ).incidents
    assert len(incidents) == 1


def test_a_report_without_violence_has_none():
    assert read("The minister opened a school. Nurses went on strike on Monday.").incidents == ()


def test_a_target_named_twice_is_shown_once():
    (incident,) = read(
        "Warplanes struck a market on Monday. The strike on the market killed nine people."
    ).incidents
    assert [target.text for target in incident.targets] == ["a market"]


def test_killing_over_years_is_no_incident():
    text = (
        "Air raid kills 11 students in Tarvo\n\n"
        "Jets bombed a school in Tarvo on Friday. The army has killed more than 2,300 civilians "
        "since seizing power in February 2021, a monitoring group said."
    )
    assert [str(i.date_from) for i in read(text).incidents] == ["2024-03-08"]
