from pathlib import Path

import pytest

from accordingto.engine.choices import ReaderChoice, open_reader
from accordingto.errors import ConfigurationError, GazetteerError
from accordingto.ingest.inputs import Incoming
from accordingto.records.readings import Problem
from accordingto.report import Report


def test_reader_is_loaded_once():
    assert open_reader(ReaderChoice()) is open_reader(ReaderChoice("network"))
    assert open_reader(ReaderChoice("rules")) is not open_reader(ReaderChoice())


def test_reader_of_another_name_is_refused():
    told = "no reader 'oracle'; expected one of network, rules, llm"
    with pytest.raises(ConfigurationError, match=told):
        open_reader(ReaderChoice("oracle"))


@pytest.mark.parametrize("name", ["rules", "llm"])
def test_other_readers_have_nothing_to_run_on_a_graphics_processor(name):
    with pytest.raises(ConfigurationError, match=r"nothing to run on 'cuda'; expected --reader"):
        open_reader(ReaderChoice(name, device="cuda"))


def test_reader_that_asks_a_model_needs_one_to_ask():
    with pytest.raises(ConfigurationError, match="no model to ask; expected its address and name"):
        open_reader(ReaderChoice("llm"))


@pytest.mark.parametrize(
    ("asked", "option"), [({"triage": True}, "--triage"), ({"min_confidence": 0.0}, "--min-conf")]
)
def test_what_goes_by_likelihoods_is_refused_of_rules(asked, option):
    told = f"`rules` does not say how likely its records are, which {option}"
    with pytest.raises(ConfigurationError, match=told):
        open_reader(ReaderChoice("rules", **asked))


@pytest.mark.parametrize("least", [-0.1, 1.5])
def test_confidence_that_is_no_share_is_refused(least):
    with pytest.raises(ConfigurationError, match=r"--min-confidence .* expected a share"):
        open_reader(ReaderChoice(min_confidence=least))


def test_what_is_less_likely_than_asked_for_is_left_out():
    report = Report(id="r1", text="Shelling killed 12 people in Homs, residents said.")
    readers = [open_reader(ReaderChoice(min_confidence=least)) for least in (0.0, 1.0)]
    every, none = (reader.read(report) for reader in readers)
    assert every == open_reader(ReaderChoice()).read(report)
    assert every.figures
    assert (none.figures, none.statements, none.incidents) == ((), (), ())
    assert {reader.info for reader in readers} == {open_reader(ReaderChoice()).info}


def test_triage_is_another_reader_than_the_balanced_one():
    triage = open_reader(ReaderChoice(triage=True))
    assert triage.info != open_reader(ReaderChoice()).info


def test_missing_table_of_places_is_told(tmp_path):
    with pytest.raises(GazetteerError):
        open_reader(ReaderChoice(gazetteers=(Path(tmp_path / "none.tsv"),)))


def test_problems_of_the_input_stand_first_in_the_reading():
    problem = Problem(stage="ingest", code="unexpected_title", message="a number")
    report = Report(id="r1", text="Shells fell on a village near the border.")
    incoming = Incoming(report=report, path="a", line=1, size=1, problems=(problem,))
    reading = ReaderChoice()()(incoming)
    assert reading.problems[0] == problem
    assert "published_missing" in {problem.code for problem in reading.problems}
