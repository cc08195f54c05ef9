from dataclasses import dataclass, replace

import pytest

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.layers import ActorRole, Tagging
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.readers import default_stages
from accordingto.reader.rules.tagger import RuleTagger
from accordingto.records.incidents import Incident
from accordingto.records.statements import Statement
from accordingto.records.values import BlameMode
from accordingto.report import Span
from tests.builders import make_report, read


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


TOLD = "The army shelled the town of Tarvo, opposition activists said."


@dataclass(frozen=True)
class Naming:
    """A tagger that finds what the rules find, but for who did it."""

    mode: BlameMode | None
    source: str | None
    is_settled: bool
    name = "naming"
    requires = RuleTagger.requires
    provides = Tagging

    def __call__(self, report, found):
        (ruled,) = RuleTagger()(report, found)
        army = Span(report.text.index("army"), report.text.index("army") + len("army"))
        start = report.text.index(self.source) if self.source else 0
        source = Span(start, start + len(self.source)) if self.source else None
        role = ActorRole(span=army, mode=self.mode, source=source, is_settled=self.is_settled)
        incidents = [replace(anchor, actors=(role,)) for anchor in ruled.incidents]
        yield replace(ruled, incidents=incidents)


def named(mode, source, *, is_settled=True):
    """The one entry of blame when a tagger names the army so, and the statement."""
    stages = default_stages(Gazetteer.open(), Naming(mode, source, is_settled))
    found = Pipeline(stages)(make_report(TOLD))
    (incident,), (statement,) = found.of(Incident), found.of(Statement)
    (entry,) = incident.blame
    return entry, statement


@pytest.mark.parametrize("mode", BlameMode)
@pytest.mark.parametrize("source", [None, "opposition activists", "activists"])
def test_what_a_tagger_knows_of_mode_and_source_stays(mode, source):
    entry, statement = named(mode, source)
    assert (entry.actor.text, entry.mode) == ("army", mode)
    assert (entry.source.text if entry.source else None) == source
    assert entry.statement == statement.id


def test_known_source_is_an_actor_of_the_report():
    entry, statement = named(BlameMode.STATED, "opposition activists")
    assert entry.source.actor == statement.source.actor is not None


def test_settled_role_without_a_mode_is_stated():
    assert named(None, None)[0].mode is BlameMode.STATED


def test_what_a_tagger_leaves_open_follows_from_who_says_it():
    entry, _ = named(None, None, is_settled=False)
    assert (entry.mode, entry.source.text) == (BlameMode.ACCUSED, "opposition activists")
