import pytest

from accordingto.reader.layers import ActorRole, Annotations, PlaceMention, Tagging, TimeMention
from accordingto.reader.network.doers import FindDoers
from accordingto.reader.network.hints import Relation
from accordingto.reader.network.incidents import JudgeIncidents
from accordingto.reader.network.settings import Settings
from accordingto.records.values import BlameMode, Certainty, Kind
from tests.builders import make_report, reader
from tests.reader.network.stubs import Told

SETTINGS = Settings(
    keep_incident=0.5, add_incident=0.8, alleged=0.6, target=0.5, edge=0.25, doer=0.4
)
TEXT = "The army shelled a market in Tarvo on Friday. A raid in Marenna on Monday hurt nobody."


def judged(told, *ruled, places=(), days=()):
    doers = FindDoers(told.report, told, SETTINGS, ())
    where, when = [told.span(place) for place in places], [told.span(day) for day in days]
    return list(JudgeIncidents(told, SETTINGS, doers, where, places, when)(ruled))


@pytest.mark.parametrize(("sure", "is_background"), [(0.4, True), (0.5, False), (0.9, False)])
def test_mention_of_the_rules_that_the_network_disbelieves_only_points_to_an_incident(
    sure, is_background
):
    told = Told(TEXT).tell("incident", "shelled", shelling=sure)
    (anchor,) = judged(told, told.incident("shelled"))
    assert (anchor.is_background, anchor.confidence) == (is_background, sure)


def test_mention_in_the_background_keeps_what_the_rules_said_of_the_deed_and_no_more():
    told = Told(TEXT).tell("incident", "shelled", air_strike=0.3)
    told.bind(Relation.INCIDENT_PLACE, "shelled", "Tarvo", 0.9)
    ruled = told.incident("shelled", weapon=told.span("market"), targets=(told.span("a market"),))
    (anchor,) = judged(told, ruled, places=["Tarvo"])
    assert (anchor.kind, anchor.weapon) == (Kind.SHELLING, ruled.weapon)
    assert (anchor.places, anchor.targets, anchor.actors) == ((), (), ())


@pytest.mark.parametrize("mode", [None, *BlameMode])
def test_mention_in_the_background_keeps_whoever_denies(mode):
    told = Told(TEXT).tell("incident", "shelled", shelling=0.1)
    role = ActorRole(span=told.span("The army"), mode=mode)
    (anchor,) = judged(told, told.incident("shelled", actors=(role,)))
    assert anchor.actors == ((role,) if mode is BlameMode.DENIED else ())


def test_background_of_the_rules_comes_forward_where_the_network_is_sure():
    told = Told(TEXT).tell("incident", "shelled", shelling=0.9)
    (anchor,) = judged(told, told.incident("shelled", is_background=True))
    assert not anchor.is_background


def test_kind_is_the_likeliest_over_the_words():
    told = Told(TEXT).tell("incident", "A", bombing=0.5)
    told.tell("incident", "raid", bombing=0.3, air_strike=0.6)
    (anchor,) = judged(told, told.incident("A raid"))
    assert anchor.kind is Kind.BOMBING


@pytest.mark.parametrize(
    ("sure", "certainty"), [(0.5, Certainty.REPORTED), (0.7, Certainty.ALLEGED)]
)
def test_deed_is_alleged_where_the_network_is_sure_of_that(sure, certainty):
    told = Told(TEXT).tell("incident", "shelled", shelling=0.9)
    told.tell("certainty", "shelled", alleged=sure)
    (anchor,) = judged(told, told.incident("shelled"))
    assert anchor.certainty is certainty


def test_targets_are_runs_of_words_with_one_that_is_sure():
    told = Told(TEXT).tell("incident", "shelled", shelling=0.9)
    told.bind(Relation.TARGET, "shelled", "a market", 0.3)
    told.bind(Relation.TARGET, "shelled", "Marenna", 0.4)
    assert judged(told, told.incident("shelled"))[0].targets == ()
    told.bind(Relation.TARGET, "shelled", "market", 0.6)
    (anchor,) = judged(told, told.incident("shelled", targets=(told.span("Marenna"),)))
    assert told.quotes(anchor.targets) == ["a market"]


def test_place_and_day_are_the_likeliest_of_those_that_were_resolved():
    told = Told(TEXT).tell("incident", "shelled", shelling=0.9)
    told.bind(Relation.INCIDENT_PLACE, "shelled", "market", 0.5)
    told.bind(Relation.INCIDENT_PLACE, "shelled", "Marenna", 0.3)
    told.bind(Relation.INCIDENT_PLACE, "shelled", "Tarvo", 0.1)
    told.bind(Relation.INCIDENT_DAY, "shelled", "Monday", 0.2)
    told.bind(Relation.INCIDENT_DAY, "shelled", "Friday", 0.5)
    ruled = told.incident("shelled", places=(told.span("Tarvo"),), days=(told.span("on Monday"),))
    (anchor,) = judged(told, ruled, places=["Tarvo", "Marenna"], days=["on Friday", "on Monday"])
    assert told.quotes(anchor.places) == ["Marenna"]
    assert told.quotes(anchor.days) == ["on Friday"]


def test_no_place_and_no_day_where_that_is_likelier():
    told = Told(TEXT).tell("incident", "shelled", shelling=0.9)
    told.bind(Relation.INCIDENT_PLACE, "shelled", "Tarvo", 0.4)
    ruled = told.incident("shelled", places=(told.span("Tarvo"),))
    (anchor,) = judged(told, ruled, places=["Tarvo"], days=["on Friday"])
    assert (anchor.places, anchor.days) == ((), ())


def test_doers_are_found_for_each_mention():
    told = Told(TEXT).tell("incident", "shelled", shelling=0.9)
    for relation in (Relation.STATED, Relation.ACTOR):
        told.bind(relation, "shelled", "army", 0.9)
    (anchor,) = judged(told, told.incident("shelled"))
    assert [(told.report.quote(a.span), a.mode) for a in anchor.actors] == [
        ("army", BlameMode.STATED)
    ]


@pytest.mark.parametrize(("sure", "count"), [(0.7, 0), (0.85, 1)])
def test_mention_that_only_the_network_sees_is_added_where_it_is_sure(sure, count):
    told = Told(TEXT).tell("incident", "raid", air_strike=sure)
    told.bind(Relation.INCIDENT_PLACE, "raid", "Marenna", 0.9)
    _, *found = judged(told, told.incident("shelled"), places=["Tarvo", "Marenna"])
    assert [(told.report.quote(a.evidence), a.kind, a.confidence) for a in found] == [
        ("raid", Kind.AIR_STRIKE, sure)
    ] * count
    assert [told.quotes(anchor.places) for anchor in found] == [["Marenna"]] * count


def test_nothing_is_added_to_a_report_in_which_the_rules_see_no_violence():
    assert judged(Told(TEXT).tell("incident", "raid", air_strike=0.99)) == []


def test_words_of_a_mention_of_the_rules_are_not_added_again():
    told = Told(TEXT).tell("incident", "A raid", air_strike=0.9)
    found = judged(told, told.incident("raid"))
    assert told.quotes(anchor.evidence for anchor in found) == ["raid"]


def test_no_words_no_incidents():
    assert judged(Told("")) == []


def test_places_and_days_are_those_of_the_report():
    report = make_report("The army shelled Aleppo on Friday.")
    found: Annotations = reader().pipeline(report)
    told = Told(report.text)
    judge = JudgeIncidents.of(found, told, SETTINGS, FindDoers(report, told, SETTINGS, ()))
    assert [report.quote(span) for span in judge.places] == ["Aleppo"]
    assert list(judge.names) == ["aleppo"]
    assert [report.quote(span) for span in judge.days] == ["Friday"]
    assert len(found.of(PlaceMention)) == len(found.of(TimeMention)) == len(found.of(Tagging)) == 1
