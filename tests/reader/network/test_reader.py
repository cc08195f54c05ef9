"""The trained reader with the weights that ship: what it must read, whatever it was trained on."""

import hashlib
import itertools
import json
import socket
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.engine.batches import read_all
from accordingto.engine.choices import ReaderChoice, ReaderName, open_reader
from accordingto.engine.outcomes import Done
from accordingto.reader.network.model import FOLDER, Model
from accordingto.records.codec import to_dict, to_json
from accordingto.records.values import BlameMode, Kind, Stance, State
from tests.builders import make_report
from tests.engine.works import make_incoming

CHOICE = ReaderChoice(ReaderName.NETWORK)
RAID = (
    "An air strike on a market in the town of Tarvo killed at least 30 people and wounded dozens "
    "on Friday, rescue workers said."
)
TRUCE = (
    "The Ostrian government and the Marenese Front signed a ceasefire on Sunday. "
    '"We hope that it will hold," mediator Omar Vell told reporters.'
)
BOMB = (
    "A car bomb exploded outside a police station in Homs on Monday. Seven policemen were "
    "killed, the interior ministry said."
)
DENIAL = (
    "Warplanes bombed a hospital in Aleppo on Tuesday, killing nine civilians, the Ostrian "
    "Observatory said. The army denied that it had carried out the attack."
)
CALM = "The town council of Marenna will meet on Monday to discuss the new library, the mayor said."
VOCABULARY = """Shelling killed 12 people in Aleppo on Friday , . " said according to the army a
truce collapsed residents who at least dozens of civilians wounded ( ) : - air strikes 24/09/2016
denied accused rebels Monday 1,000 “ ” 's 𝔄 é ² he they warplanes agreed Reuters"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200)


def read(text):
    return open_reader(CHOICE).read(make_report(text))


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


def blame(text):
    return [
        (entry.actor.text.removeprefix("The ").removeprefix("the "), entry.mode)
        for incident in read(text).incidents
        for entry in incident.blame
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            RAID,
            [
                ("at least 30 people", State.KILLED, 30, None, "rescue workers"),
                ("dozens", State.INJURED, 24, None, "rescue workers"),
            ],
        ),
        (BOMB, [("Seven policemen", State.KILLED, 7, 7, "the interior ministry")]),
        (
            "Gunmen kidnapped four aid workers near the village of Ombra, the United Nations said.",
            [("four aid workers", State.ABDUCTED, 4, 4, "the United Nations")],
        ),
        (CALM, []),
        (TRUCE, []),
    ],
)
def test_figures_are_read_with_their_state_bounds_and_source(text, figures):
    assert [
        (f.evidence.text, f.state, f.low, f.high, f.source.text) for f in read(text).figures
    ] == figures


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "stance"),
    [
        (RAID, "rescue workers", "said", RAID.removesuffix(", rescue workers said."), "asserts"),
        (TRUCE, "mediator Omar Vell", "told", '"We hope that it will hold,"', "asserts"),
        (CALM, "the mayor", "said", CALM.removesuffix(", the mayor said."), "asserts"),
        (
            "Shells fell on Tarvo. The army denied that it had fired on the town.",
            "The army",
            "denied",
            "it had fired on the town",
            "denies",
        ),
    ],
)
def test_statements_are_read_with_source_cue_content_and_stance(text, source, cue, content, stance):
    (statement,) = read(text).statements
    assert statement.source.text == source
    assert statement.cue.text == cue
    assert statement.content.text.strip('",') == content.strip('",')
    assert statement.stance is Stance(stance)


def test_air_strike_is_read_with_its_place_day_target_and_figures():
    reading = read(RAID)
    (incident,) = reading.incidents
    assert (incident.kind, incident.place.name) == (Kind.AIR_STRIKE, "Tarvo")
    assert str(incident.date_from) == str(incident.date_to) == "2024-03-08"
    assert [target.text for target in incident.targets] == ["a market"]
    assert {figure.incident for figure in reading.figures} == {incident.id}
    assert incident.blame == ()


def test_bombing_and_its_victims_in_the_next_sentence_belong_together():
    reading = read(BOMB)
    (incident,) = reading.incidents
    assert (incident.kind, incident.place.name) == (Kind.BOMBING, "Homs")
    assert [figure.incident for figure in reading.figures] == [incident.id]


def test_truce_is_read_with_its_parties():
    (step,) = read(TRUCE).agreements
    assert step.step == "agreed"
    assert [party.text for party in step.parties] == [
        "The Ostrian government",
        "the Marenese Front",
    ]


@pytest.mark.parametrize("text", [CALM, TRUCE])
def test_where_nothing_happened_no_incident_is_read(text):
    assert read(text).incidents == ()


@pytest.mark.parametrize(
    "denial",
    [
        "Colonel Holth denied that the army had shelled the town.",
        "Colonel Omar Holth denied the army shelled the town.",
        "A spokesman denied that the army's forces were behind the attack.",
    ],
)
def test_denial_is_never_told_as_an_accusation(denial):
    reading = read(f"Shelling killed 12 people in Homs on Tuesday. {denial}")
    modes = {blame.mode for incident in reading.incidents for blame in incident.blame}
    assert modes == {BlameMode.DENIED}


def test_who_is_blamed_and_denies_it_is_told_apart_from_who_did_it():
    text = (
        "Shelling killed nine people in Aleppo on Tuesday. Residents blamed the army. "
        "The army denied responsibility."
    )
    assert blame(text) == [("army", BlameMode.ACCUSED), ("army", BlameMode.DENIED)]


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        (DENIAL, "army"),
        ("The Marenese Front denied shelling Tarvo on Friday.", "Marenese Front"),
    ],
)
def test_who_denies_a_deed_is_never_said_to_have_done_it(text, denier):
    assert {mode for who, mode in blame(text) if who == denier} == {BlameMode.DENIED}


def test_confidence_lies_between_none_and_all():
    reading = read(f"{RAID} {BOMB} {TRUCE}")
    for records in (reading.figures, reading.statements, reading.incidents, reading.agreements):
        assert records
        assert all(0 <= record.confidence <= 1 for record in records)


def test_reading_names_the_weights_by_their_hash():
    digest = hashlib.sha256((FOLDER / "network.onnx").read_bytes()).hexdigest()
    info = read(CALM).report.reader
    assert (info.name, info.model_hash) == ("network", digest)
    assert json.loads((FOLDER / "card.json").read_text())["sha256"] == digest


@pytest.mark.parametrize("before", [RAID, TRUCE, "", f"{BOMB} " * 30])
@pytest.mark.parametrize("text", [RAID, BOMB, f"{TRUCE}\n\n{RAID}\n\n" * 5])
def test_reading_does_not_depend_on_what_was_read_before(text, before):
    fresh = Model()
    alone = open_reader.__wrapped__(CHOICE).read(make_report(text))
    assert fresh.sha256 == alone.report.reader.model_hash
    read(before)
    assert to_json(read(text)) == to_json(alone)


def test_one_process_or_two_give_the_same_bytes():
    texts = [RAID, TRUCE, BOMB, CALM, "", f"{RAID}\n\n{BOMB}\n\n" * 6, "x" * 5_000]
    items = [make_incoming(number, text) for number, text in enumerate(texts * 2)]
    one, two = (list(read_all(items, CHOICE, jobs)) for jobs in (1, 2))
    assert all(isinstance(outcome, Done) for outcome in one + two)
    assert [to_json(outcome.value) for outcome in one] == [to_json(o.value) for o in two]


@pytest.mark.parametrize("text", ["", " \n\n ", "... --- !!! “ ” ( )", "\u200b", "²", "☃ ☃ ☃"])
def test_text_without_words_says_nothing(text):
    reading = read(text)
    assert (reading.figures, reading.statements) == ((), ())
    assert (reading.incidents, reading.agreements) == ((), ())
    assert read(text) == reading


def test_long_text_is_read_to_its_end():
    filler = "The council of Marenna met again to talk about the new library and the old bridge. "
    text = filler * 2_000 + BOMB
    assert len(text.split()) > 30_000
    reading = read(text)
    assert [(f.low, f.evidence.start > len(filler) * 2_000) for f in reading.figures] == [(7, True)]
    assert [incident.place.name for incident in reading.incidents] == ["Homs"]


@settings(max_examples=25)
@given(TEXTS)
def test_every_span_holds_the_very_words_of_the_report(text):
    plain = to_dict(read(text))
    plain.pop("headline")
    for span in spans(plain):
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert text[span["start"] : span["end"]] == span["text"]


@settings(max_examples=25)
@given(st.permutations([RAID, BOMB, TRUCE, CALM]))
def test_paragraphs_in_any_order_tell_of_the_same_figures(paragraphs):
    found = read("\n\n".join(paragraphs)).figures
    told = {(figure.evidence.text, figure.low, figure.source.text) for figure in found}
    assert told == {
        ("at least 30 people", 30, "rescue workers"),
        ("dozens", 24, "rescue workers"),
        ("Seven policemen", 7, "the interior ministry"),
    }


def test_nothing_is_fetched(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    reading = open_reader.__wrapped__(CHOICE).read(make_report(RAID))
    assert len(reading.figures) == 2


def test_names_of_the_parties_do_not_matter_to_the_count():
    names = ("Ostrian", "Marenese", "Russian", "Turkish")
    shapes = set()
    for one, other in itertools.permutations(names, 2):
        text = f"{one} forces shelled Aleppo on Friday, killing 12 people, {other} officials said."
        reading = read(text)
        shapes.add(
            (
                tuple(
                    (f.state, f.low, f.source.text == f"{other} officials") for f in reading.figures
                ),
                tuple(incident.kind for incident in reading.incidents),
            )
        )
    assert shapes == {(((State.KILLED, 12, True),), (Kind.SHELLING,))}


def test_no_lexicon_is_parsed_again_once_reports_like_it_were_read(monkeypatch):
    texts = [RAID, TRUCE, BOMB, DENIAL, CALM]
    first = [to_json(read(text)) for text in texts]
    monkeypatch.setattr(tomllib, "loads", lambda _: pytest.fail("a lexicon is parsed again"))
    assert [to_json(read(text)) for text in texts] == first
