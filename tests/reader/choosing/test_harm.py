from dataclasses import replace

import pytest

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.choosing.chooser import best
from accordingto.reader.choosing.harm import HarmCandidates
from accordingto.reader.layers import Likelihoods, Tagging
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.readers import default_stages
from accordingto.reader.rules.tagger import RuleTagger
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from tests.builders import make_report

TEXT = (
    "Shelling hit the town of Tarvo on Monday. Clashes broke out in Ombra on Sunday. "
    "Nine people were killed, the ministry said. Doctors said the shelling had damaged a school."
)


class Told:
    """A text read by rules up to its figures."""

    def __init__(self, text=TEXT):
        self.report = make_report(text)
        stages = default_stages(Gazetteer.open(), RuleTagger())
        last = [stage.provides for stage in stages].index(Figure)
        self.found = Pipeline(stages[: last + 1])(self.report)
        self.candidates = HarmCandidates(self.found)
        self.incidents = {
            self.report.quote(one.evidence.span): one.id for one in self.found.of(Incident)
        }

    def anchor(self, quote):
        every = [one for tagging in self.found.of(Tagging) for one in tagging.figures]
        return next(one for one in every if self.report.quote(one.evidence) == quote)

    def mention(self, quote):
        return next(
            one.evidence.span
            for one in self.found.of(Incident)
            if self.report.quote(one.evidence.span) == quote
        )

    def source(self, quote):
        return next(
            span
            for span, _ in self.candidates.sources(self.anchor("Nine people"))
            if span is not None and self.report.quote(span) == quote
        )


@pytest.fixture(scope="module")
def told():
    return Told()


def clues_of(rows):
    return dict(rows)


def test_every_incident_and_none_are_candidates(told):
    rows = clues_of(told.candidates.incidents(told.anchor("Nine people")))
    assert set(rows) == {*told.incidents.values(), None}
    assert all("network" in clues for name, clues in rows.items() if name is not None)
    assert "none" in rows[None]


def test_what_the_network_finds_likely_is_the_candidate_that_says_so(told):
    anchor = told.anchor("Nine people")
    shelling, clashes = (told.incidents[words] for words in ("Shelling", "Clashes"))
    for words, identity in (("Shelling", shelling), ("Clashes", clashes)):
        likely = Likelihoods({told.mention(words): 0.9}, 0.05)
        rows = clues_of(told.candidates.incidents(replace(anchor, likely_incidents=likely)))
        tops = {name for name, clues in rows.items() if "network.top" in clues}
        assert tops == {identity}
        assert best(rows.items(), {"network": 1.0, "none.network": 1.0}) == identity


def test_nobody_and_nothing_weigh_as_the_network_says(told):
    anchor = replace(
        told.anchor("Nine people"),
        likely_incidents=Likelihoods({}, 0.8),
        likely_sources=Likelihoods({}, 0.7),
    )
    assert clues_of(told.candidates.incidents(anchor))[None]["none.share"] == 0.8
    assert clues_of(told.candidates.sources(anchor))[None]["none.share"] == 0.7


def test_where_an_incident_stands_is_told(told):
    rows = clues_of(told.candidates.incidents(told.anchor("Nine people")))
    shelling, clashes = rows[told.incidents["Shelling"]], rows[told.incidents["Clashes"]]
    assert "before.one" in clashes
    assert "before.one" not in shelling
    assert "first" in shelling
    assert "last" in clashes


def test_source_of_the_statement_around_is_told_apart_from_others(told):
    rows = clues_of(told.candidates.sources(told.anchor("Nine people")))
    ministry, doctors = rows[told.source("the ministry")], rows[told.source("Doctors")]
    assert {"held", "holds", "told", "apart.0"} <= ministry.keys()
    assert not {"held", "holds", "told"} & doctors.keys()
    assert "apart.1" in doctors
    assert None in rows


def test_rules_are_left_as_they_are(told):
    anchor = told.anchor("Nine people")
    figure = next(one for one in told.found.of(Figure) if one.evidence.span == anchor.evidence)
    assert told.candidates.pointed(anchor) == figure.incident
    assert told.candidates.told(anchor) == told.source("the ministry")
    assert figure.source.text == "the ministry"


def test_report_without_incidents_has_none_to_choose():
    told = Told("The ministry said nine people were killed.")
    anchor = next(one for tagging in told.found.of(Tagging) for one in tagging.figures)
    names = [name for name, _ in HarmCandidates(told.found).incidents(anchor)]
    assert names[-1] is None
