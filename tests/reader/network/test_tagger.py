from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.layers import Tagging
from accordingto.reader.network.reader import network_reader
from accordingto.reader.network.tagger import NetworkTagger
from accordingto.reader.rules.tagger import RuleTagger
from accordingto.records.codec import to_dict, to_json
from tests.builders import make_report
from tests.reader.network.stubs import Oracle

VOCABULARY = """Shelling killed 12 people in Aleppo on Friday , . " said according to the army a
truce collapsed residents who at least dozens of civilians wounded ( ) : - air strikes 24/09/2016
denied accused rebels Monday 1,000 “ ” 's 𝔄 é he they warplanes agreed Reuters"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200)
TOLD = "Shelling killed 12 people in Marenna on Friday, residents said. "


@dataclass
class Silent(Oracle):
    """Stands for Model: nothing is anything."""

    def run(self, pieces, first, features):
        outputs = super().run(pieces, first, features)
        outputs.labels[:] = 0.0
        column = 0
        for names in self.heads.values():
            outputs.labels[:, column] = 20.0
            column += len(names)
        outputs.nobody[:] = 20.0
        outputs.roles[:] = 0.0
        return outputs


@cache
def reader(loud):
    """A reader whose network says many things, or few, and means none of them."""
    return network_reader(Gazetteer.open(), Oracle(loud))


def spans(value):
    """Every object of the JSON that is a span."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@given(TEXTS, st.sampled_from([1.0, 3.0, 6.0]))
def test_whatever_the_network_says_every_span_holds_words_of_the_report(text, loud):
    plain = to_dict(reader(loud).read(make_report(text)))
    plain.pop("headline")
    for span in spans(plain):
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert text[span["start"] : span["end"]] == span["text"]


@given(TEXTS, st.sampled_from([1.0, 3.0, 6.0]))
def test_whatever_the_network_says_ids_are_unique_and_references_lead_to_records(text, loud):
    reading = reader(loud).read(make_report(text))
    ids = {
        kind: [record.id for record in getattr(reading, kind)]
        for kind in ("figures", "statements", "incidents", "agreements", "actors")
    }
    for kind, found in ids.items():
        assert len(set(found)) == len(found), kind
    every = {identity for found in ids.values() for identity in found}
    for figure in reading.figures:
        assert {figure.incident, figure.part_of, figure.statement} - {None} <= every
    for statement in reading.statements:
        assert set(statement.about) <= every
    for span in spans(to_dict(reading) | {"headline": None}):
        assert span.get("actor") is None or span["actor"] in ids["actors"]


@given(TEXTS, TEXTS)
def test_reading_does_not_depend_on_what_was_read_before(text, other):
    one = to_json(reader(3.0).read(make_report(text)))
    reader(3.0).read(make_report(other))
    assert to_json(reader(3.0).read(make_report(text))) == one
    fresh = network_reader(Gazetteer.open(), Oracle(3.0))
    assert to_json(fresh.read(make_report(text))) == one


@given(TEXTS)
def test_anchors_stand_in_the_order_of_the_text(text):
    (tagging,) = reader(6.0).pipeline(make_report(text)).of(Tagging)
    for anchors in (tagging.statements, tagging.incidents, tagging.figures, tagging.agreements):
        assert all(one.evidence <= other.evidence for one, other in pairwise(anchors))
    assert (tagging.evidence.start, tagging.evidence.end) == (0, len(text))


def test_network_that_sees_nothing_leaves_nothing_of_the_rules():
    found = network_reader(Gazetteer.open(), Silent()).read(make_report(TOLD))
    assert (found.statements, found.figures, found.agreements) == ((), (), ())
    assert found.incidents == ()


@pytest.mark.parametrize("text", ["", " \n\n ", "\n", "\u00a0"])
def test_network_is_not_asked_where_there_are_no_words(text):
    model = Oracle()
    (tagging,) = network_reader(Gazetteer.open(), model).pipeline(make_report(text)).of(Tagging)
    assert model.windows == []
    assert [*tagging.statements, *tagging.incidents, *tagging.figures, *tagging.agreements] == []


def test_tagger_needs_what_the_rules_need_and_gives_what_they_give():
    tagger = NetworkTagger(Oracle())
    assert (tagger.requires, tagger.provides) == (RuleTagger.requires, RuleTagger.provides)
    assert tagger.name == "network"


@pytest.mark.parametrize(
    "text",
    ["word " * 20_000, '"' * 10_000, "1," * 300_000, "a-" * 100_000, "x" * 500_000],
    ids=["words", "marks", "one number", "hyphens", "one word"],
)
def test_window_holds_what_the_encoder_has_room_for(text):
    model = Oracle(0.0)
    network_reader(Gazetteer.open(), model).pipeline(make_report(TOLD + text))
    assert model.windows
    assert max(model.windows) <= 512


def test_rules_alone_read_what_goes_on_beyond(monkeypatch):
    monkeypatch.setattr("accordingto.reader.network.tagger.MOST_WORDS", 100)
    silent = network_reader(Gazetteer.open(), Silent())
    text = TOLD * 20
    reading = silent.read(make_report(text))
    sentence = 12  # words of the text's one sentence, with the stop
    first = -(-100 // sentence) * len(TOLD)
    assert [s.content.start for s in reading.statements] == list(range(first, len(text), len(TOLD)))
    assert len(reading.figures) == len(reading.statements)
    (problem,) = [p for p in reading.problems if p.code == "read_by_rules"]
    assert f"first {first - 1:,} characters" in problem.message
    assert silent.pipeline(make_report(text)).of(Tagging)[0].ends_early == first - 1


@pytest.mark.parametrize("text", [TOLD, "", "."])
def test_report_of_ordinary_length_is_read_by_the_network_whole(text):
    reading = reader(1.0).read(make_report(text))
    assert "read_by_rules" not in [problem.code for problem in reading.problems]


def test_reading_names_the_weights():
    info = network_reader(Gazetteer.open(), Oracle()).info
    assert (info.name, info.model_hash) == ("network", "0" * 64)


def test_long_report_is_read_about_once():
    model = Oracle()
    network_reader(Gazetteer.open(), model).pipeline(make_report(TOLD * 100))
    assert sum(model.windows) < 2 * 100 * len(TOLD.replace(" ", ""))  # context is read again
