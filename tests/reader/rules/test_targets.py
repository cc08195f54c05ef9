import pytest

from tests.reader.rules.test_incidents import find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warplanes struck a crowded market in the town of Tarvo.", ["a crowded market"]),
        ("The barracks were shelled by rebels.", ["The barracks"]),
        ("A car bomb attack on an army checkpoint killed nine soldiers.",
         ["an army checkpoint"]),
        ("Nine farmers were killed in an air strike.", ["Nine farmers"]),
        ("The shelling hit a school, killing at least nine pupils.", ["a school"]),
        ("Rebels fired a rocket at a bakery.", ["a bakery"]),
        ("Rebels captured a bridge from the army.", ["a bridge", "army"]),
        ("The bombing that targeted a clinic killed nine people.", ["a clinic"]),
        ("Dozens were killed in an air strike.", []),
        ("The bombardment of the barracks killed hope of a truce.", ["the barracks"]),
    ],
)  # fmt: skip
def test_targets_are_what_was_aimed_at_else_who_was_harmed(text, expected):
    report, anchors = find(text)
    assert [report.quote(span) for span in anchors[0].targets] == expected
