import pytest

from tests.reader.rules.test_incidents import find


def doers(text):
    report, anchors = find(text)
    return [report.quote(role.span) for role in anchors[0].actors]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Marenese army shelled the town of Tarvo.", ["Marenese army"]),
        ("Rebel fighters have also attacked the barracks.", ["Rebel fighters"]),
        ("The town of Tarvo was shelled by rebel fighters.", ["rebel fighters"]),
        ("Marenese air strikes killed nine people.", ["Marenese"]),
        ("The rebels' attack on the barracks killed nine soldiers.", ["rebels"]),
        ("Government forces launched an assault on the town of Tarvo.", ["Government forces"]),
        ("The army killed nine rebels in an ambush.", ["army"]),
        ("Clashes between rebels and government soldiers broke out in the town of Tarvo.",
         ["rebels", "government soldiers"]),
        ("Rebels and allied militiamen stormed the barracks.", ["Rebels", "allied militiamen"]),
        ("Soldiers backed by tribal militias stormed the barracks.", ["Soldiers"]),
        ("The army said it had shelled the town of Tarvo.", ["army"]),
        ("Nine people died in shelling that the mayor blamed on the rebels.", ["rebels"]),
        ("Aid workers deplored Ostrian complicity in the bombardment of the town of Tarvo.",
         ["Ostrian"]),
        ("Regime warplanes bombed the town of Tarvo.", ["Regime"]),
    ],
)  # fmt: skip
def test_doers_are_found_around_the_deed(text, expected):
    assert doers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes bombed the town of Tarvo.",
        "Nine people were killed in shelling of the town of Tarvo.",
        "Six soldiers were killed in an air strike.",
    ],
)
def test_nobody_is_made_a_doer(text):
    assert doers(text) == []


def test_participle_without_an_object_has_no_doer_in_a_headline():
    report, anchors = find("Soldiers ambushed at checkpoint near Tarvo")
    assert [report.quote(t) for t in anchors[0].targets] == ["Soldiers"]
    assert anchors[0].actors == ()


def test_those_who_trade_blame_are_no_doers():
    _, anchors = find("Army and rebels trade blame over shelled aid convoy")
    assert not any(anchor.actors for anchor in anchors)
