import pytest

from accordingto.reader.layers import Annotations, IncidentAnchor, Sentence
from accordingto.reader.rules.figures import FindFigures
from accordingto.reader.sentences import FindSentences
from accordingto.records.values import Kind, Scope, Who
from accordingto.report import Span
from tests.builders import make_report

FIND = FindFigures()


def _find(text, deeds=()):
    report, found = make_report(text), Annotations()
    found.add(Sentence, FindSentences()(report, found))
    anchors = [
        IncidentAnchor(evidence=Span(text.index(w), text.index(w) + len(w)), kind=kind)
        for w, kind in deeds
    ]
    return report, list(FIND(report, found, (), anchors))


def _read(text):
    report, anchors = _find(text)
    return [(report.quote(a.evidence), a.state.value, a.low, a.high) for a in anchors]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The raid killed 12 people.", [("12 people", "killed", 12, 12)]),
        (
            "12 people were killed and 30 wounded in Ostel.",
            [("12 people", "killed", 12, 12), ("30", "injured", 30, 30)],
        ),
        ("The death toll rose to 45.", [("45", "killed", 45, 45)]),
        ("The shelling left five villagers dead.", [("five villagers", "killed", 5, 5)]),
        (
            "A bomb went off, wounding dozens of shoppers.",
            [("dozens of shoppers", "injured", 24, None)],
        ),
        ("A child was killed.", [("A child", "killed", 1, 1)]),
        (
            "15 killed or wounded in raid on Ostel",
            [("15", "killed", None, 15), ("15", "injured", None, 15)],
        ),
        ("Dozens were killed and wounded.", [("Dozens", "killed", 24, None)]),
        ("Suicide bombing kills at least 16", [("at least 16", "killed", 16, None)]),
        (
            "The blast killed four women, three children and a medic.",
            [
                ("four women", "killed", 4, 4),
                ("three children", "killed", 3, 3),
                ("a medic", "killed", 1, 1),
            ],
        ),
        ("There were no casualties.", [("no casualties", "killed", 0, 0)]),
        ("Nobody was hurt.", [("Nobody", "injured", 0, 0)]),
        ("The fire claimed 30 lives.", [("30 lives", "killed", 30, 30)]),
        (
            "Some 400 families fled and 1,200 people are trapped in Ostel.",
            [
                ("Some 400 families", "displaced", 400, 400),
                ("1,200 people", "besieged", 1200, 1200),
            ],
        ),
        (
            "Three men were arrested and nine fishermen are missing.",
            [("Three men", "detained", 3, 3), ("nine fishermen", "missing", 9, 9)],
        ),
        ("Two of the wounded later died.", [("Two of the wounded", "killed", 2, 2)]),
        (
            "Three suicide bombers killed two guards.",
            [("two guards", "killed", 2, 2)],
        ),
        ("The prisoners were seized and six of them executed.", [("six of them", "killed", 6, 6)]),
        # lost commas
        (
            "The raid killed 12 wounded 30 others in Ostel.",
            [("12", "killed", 12, 12), ("30 others", "injured", 30, 30)],
        ),
    ],
)
def test_harmed_people_are_counted(text, figures):
    assert _read(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "The strike would kill thousands, he warned.",
        "The bombing killed hope.",
        "Troops destroyed three tanks.",
        "The army deployed 3,000 soldiers.",
        "The fighters threatened to kill 20 hostages.",
        "She was 12 when the war broke out.",
        "Some 300 delegates met in Ostel.",
        "The raid killed two cows.",
        "The war killed two years of work.",
        "The dead man left $3,000 behind.",
        "A judge told the court that many were killed.",
    ],
)
def test_what_counts_nobody_harmed_gives_no_figure(text):
    assert _read(text) == []


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("The raid killed 12 people, including 5 children.", [Scope.INCIDENT, Scope.PART]),
        ("The raid killed 12 people, five of them children.", [Scope.INCIDENT, Scope.PART]),
        ("Three nurses were among 20 people killed.", [Scope.PART, Scope.INCIDENT]),
        ("More than 3,000 people have been killed since the war began.", [Scope.CUMULATIVE]),
        (
            "The raid killed 35 people. The doctor counted 29 soldiers and six farmers killed.",
            [Scope.INCIDENT, Scope.PART, Scope.PART],
        ),
    ],
)
def test_scope_tells_part_and_period(text, scopes):
    assert [anchor.scope for anchor in _find(text)[1]] == scopes


def test_part_points_at_its_whole():
    report, (whole, part) = _find("The raid killed 12 people, including 5 children.")
    assert part.whole == whole.evidence
    assert report.quote(part.evidence) == "5 children"


def test_noun_goes_on_to_the_next_count():
    _, (killed, wounded) = _find("The raid killed 12 civilians and wounded 30 others.")
    assert wounded.who is killed.who


def test_incident_is_the_nearest_deed():
    text = "A mortar attack killed two. Hours later shelling killed 12 and troops fled."
    report, anchors = _find(text, [("attack", Kind.SHELLING), ("shelling", Kind.SHELLING)])
    assert [report.quote(a.incident) for a in anchors] == ["attack", "shelling"]


def test_cumulative_and_displaced_have_no_incident():
    text = "Since the attack 400 families fled. In all, 3,000 people have died since 2019."
    assert all(a.incident is None for a in _find(text, [("attack", Kind.OTHER)])[1])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The raid killed commander Abu Merin.", "Abu Merin"),
        ("Tolan Vask, a teacher, was shot dead.", "Tolan Vask"),
        ("Police said Ina Marsh, 34, had been kidnapped.", "Ina Marsh"),
        ("They mourned the murder of reporter Daro Keln.", "Daro Keln"),
    ],
)
def test_named_person_counts_as_one(text, name):
    report, (anchor,) = _find(text)
    assert report.quote(anchor.name) == name
    assert (anchor.low, anchor.high) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Front was hurt by the loss.",
        "People in Ostel have been warned.",
        "He was killed.",
    ],
)
def test_groups_and_pronouns_are_no_names(text):
    assert all(anchor.name is None for anchor in _find(text)[1])


def test_other_partys_name_changes_nothing():
    text = "{} forces killed 12 fighters and wounded three women in Ostel, {} media said."
    first, second = (
        [(a.state, a.low, a.high, a.who, a.scope) for a in _find(text.format(party, party))[1]]
        for party in ("Arvanian", "Belvarian")
    )
    assert first == second
    assert first


@pytest.mark.parametrize(
    ("deeds", "count"),
    [((), 0), ([("shelling", Kind.SHELLING)], 1)],
)
def test_named_person_who_just_died_is_counted_only_beside_a_deed(deeds, count):
    text = "Tolan Vask died at home on Monday. The shelling of Ostel went on."
    assert len(_find(text, deeds)[1]) == count


def test_part_told_later_points_back_at_the_toll():
    text = "The raid killed 38 people. Five women were among the dead. Another 12 died later."
    report, (whole, part, later) = _find(text)
    assert report.quote(part.whole) == report.quote(whole.evidence) == "38 people"
    assert later.whole is None


def test_toll_tells_whom_it_counts():
    _, (soldiers, people) = _find(
        "The army put the number of dead soldiers at five. The death toll rose to 12."
    )
    assert (soldiers.who, people.who) == (Who.COMBATANT, Who.UNKNOWN)
