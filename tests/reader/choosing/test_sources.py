from dataclasses import replace

import pytest

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.choosing.chooser import best
from accordingto.reader.choosing.sources import SourceCandidates, source_beside
from accordingto.reader.layers import Likelihoods, Tagging
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.readers import default_stages
from accordingto.reader.rules.tagger import RuleTagger
from accordingto.records.figures import Figure
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
        self.candidates = SourceCandidates(self.found)

    def anchor(self, quote):
        every = [one for tagging in self.found.of(Tagging) for one in tagging.figures]
        return next(one for one in every if self.report.quote(one.evidence) == quote)

    def source(self, quote):
        return next(
            span
            for span, _ in self.candidates.of(self.anchor("Nine people"))
            if span is not None and self.report.quote(span) == quote
        )


@pytest.fixture(scope="module")
def told():
    return Told()


def clues_of(rows):
    return dict(rows)


def test_who_is_likely_to_the_network_is_the_candidate_that_says_so(told):
    anchor = told.anchor("Nine people")
    for words in ("the ministry", "Doctors"):
        likely = Likelihoods({told.source(words): 0.9}, 0.05)
        rows = clues_of(told.candidates.of(replace(anchor, likely_sources=likely)))
        tops = {name for name, clues in rows.items() if "network.top" in clues}
        assert tops == {told.source(words)}
        assert best(rows.items(), {"network": 1.0, "none.network": 1.0}) == told.source(words)


def test_nobody_weighs_as_the_network_says(told):
    anchor = replace(told.anchor("Nine people"), likely_sources=Likelihoods({}, 0.7))
    assert clues_of(told.candidates.of(anchor))[None]["none.share"] == 0.7


def test_source_of_the_statement_around_is_told_apart_from_others(told):
    rows = clues_of(told.candidates.of(told.anchor("Nine people")))
    ministry, doctors = rows[told.source("the ministry")], rows[told.source("Doctors")]
    assert {"held", "holds", "told", "apart.0"} <= ministry.keys()
    assert not {"held", "holds", "told"} & doctors.keys()
    assert "apart.1" in doctors
    assert None in rows


def test_rules_are_left_as_they_are(told):
    anchor = told.anchor("Nine people")
    figure = next(one for one in told.found.of(Figure) if one.evidence.span == anchor.evidence)
    assert source_beside(anchor, None) is None
    assert figure.source.text == "the ministry"


def test_report_in_which_nobody_speaks_has_none_to_choose():
    told = Told("Shelling killed nine people in Tarvo.")
    (row,) = told.candidates.of(told.anchor("nine people"))
    assert row[0] is None
    assert {"none.told", "none.held", "none.lead"} <= row[1].keys()
