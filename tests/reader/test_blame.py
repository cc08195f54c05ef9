import pytest

from accordingto.records.values import BlameMode
from tests.builders import read


def blame(text):
    entries = [entry for incident in read(text).incidents for entry in incident.blame]
    return [
        (entry.actor.text, entry.mode, entry.source.text if entry.source else None)
        for entry in entries
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army shelled the town of Tarvo.", ("army", BlameMode.STATED, None)),
        (
            "The army shelled the town of Tarvo, a monitoring group said.",
            ("army", BlameMode.STATED, "a monitoring group"),
        ),
        (
            "The army shelled the town of Tarvo, opposition activists said.",
            ("army", BlameMode.ACCUSED, "opposition activists"),
        ),
        (
            "The army said it had shelled the town of Tarvo.",
            ("army", BlameMode.OWN_CLAIM, "The army"),
        ),
        (
            "A spokesman said his men had shelled the town of Tarvo.",
            ("men", BlameMode.OWN_CLAIM, "A spokesman"),
        ),
        (
            "The army allegedly shelled the town of Tarvo.",
            ("army", BlameMode.SUSPECTED, None),
        ),
        (
            "Nine people died in a blast in the town of Tarvo claimed by the Ostrian Front.",
            ("the Ostrian Front", BlameMode.OWN_CLAIM, "the Ostrian Front"),
        ),
    ],
)
def test_mode_and_source_follow_from_who_says_it(text, expected):
    assert blame(text)[0] == expected


def test_another_source_adds_an_entry_and_overwrites_none():
    entries = blame(
        "The army shelled the town of Tarvo on Monday, a monitoring group said. "
        "The army shelled the town of Tarvo on Monday, opposition activists said."
    )
    assert [(mode, source) for _, mode, source in entries] == [
        (BlameMode.STATED, "a monitoring group"),
        (BlameMode.ACCUSED, "opposition activists"),
    ]


def test_the_same_source_is_not_counted_twice():
    entries = blame(
        "The army shelled the town of Tarvo on Monday. The army's shelling killed nine people."
    )
    assert len(entries) == 1


def test_nobody_is_blamed_where_nobody_is_named():
    assert blame("Nine people died in shelling in the town of Tarvo.") == []


def test_a_claim_by_no_group_blames_nobody():
    assert blame("A blast killed nine people in Tarvo. No group has claimed responsibility.") == []


@pytest.mark.parametrize(("ours", "theirs"), [("Marenese", "Ostrian"), ("Ostrian", "Marenese")])
def test_swapping_the_parties_swaps_only_the_names(ours, theirs):
    text = f"{ours} forces shelled the town of Tarvo on Monday, the {theirs} defence ministry said."
    (entry,) = blame(text)
    assert entry == (f"{ours} forces", BlameMode.ACCUSED, f"the {theirs} defence ministry")


def test_of_either_or_only_one_can_hold():
    text = (
        "An aid convoy was shelled in Tarvo on Saturday, killing two drivers. The relief fund said "
        "the shells were fired by either army gunners or a rebel mortar crew."
    )
    (incident,) = read(text).incidents
    assert {entry.mode for entry in incident.blame} == {BlameMode.SUSPECTED}
    assert [[e.actor.text for e in group] for group in incident.alternatives] == [["army", "rebel"]]
