from hypothesis import given
from hypothesis import strategies as st

from accordingto.records.codec import to_dict, to_json
from accordingto.report import Report
from tests.builders import make_report, read, reader

VOCABULARY = """Shelling killed 12 people in Aleppo on Friday , . " said according to the army a
truce collapsed residents who at least dozens of civilians wounded ( ) : - air strikes 24/09/2016
denied accused rebels Monday 1,000 “ ” 's 𝔄 é he they warplanes agreed Reuters"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=300)


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


@given(TEXTS)
def test_every_span_holds_the_very_words_of_the_report(text):
    plain = to_dict(reader().read(make_report(text)))
    plain.pop("headline")
    for span in spans(plain):
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert text[span["start"] : span["end"]] == span["text"]


@given(TEXTS)
def test_reading_twice_gives_the_same_bytes(text):
    assert to_json(reader().read(make_report(text))) == to_json(reader().read(make_report(text)))


@given(TEXTS)
def test_ids_are_unique_and_references_lead_to_records(text):
    reading = reader().read(make_report(text))
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


def test_empty_looking_text_gives_an_empty_reading():
    reading = read("   \n\n ")
    assert (reading.figures, reading.statements) == ((), ())
    assert (reading.incidents, reading.agreements) == ((), ())


def test_title_apart_from_the_text_is_read_as_headline():
    reading = read("Calm has returned.", title="Shelling kills 12 people in Aleppo, residents say")
    assert not reading.figures
    (figure,) = reading.headline.figures
    assert (figure.low, figure.basis) == (12, "headline")


def test_title_that_stands_in_the_text_is_not_read_again():
    title = "Shelling kills 12 people in Aleppo"
    reading = read(f"{title}\n\nNo more is known.", title=title)
    assert len(reading.figures) == 1
    assert not reading.headline.figures


def test_reading_names_its_reader_and_its_report():
    reading = reader().read(Report(id="x", text="Calm.", publisher="The Corran Gazette"))
    assert reading.id == reading.report.id == "x"
    assert reading.report.reader.name == "rules"
    assert reading.report.publisher == "The Corran Gazette"


def test_swapping_the_parties_does_not_change_what_is_read():
    text = "{0} forces shelled Aleppo on Friday, killing 12 people, {1} officials said."
    one = read(text.format("Russian", "Turkish"))
    two = read(text.format("Turkish", "Russian"))

    def shape(reading):
        plain = to_dict(reading)
        return [
            (f["state"], f["low"], f["who"], f["evidence"]["start"]) for f in plain["figures"]
        ], [
            (i["kind"], len(i["blame"]), [b["mode"] for b in i["blame"]])
            for i in plain["incidents"]
        ]

    assert shape(one) == shape(two)
