import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import InvalidRecordError
from accordingto.records.codec import from_json, reading_adapter, to_dict, to_json
from accordingto.records.readings import Reading
from tests.builders import read
from tests.records.strategies import readings

CONTRACT = {
    "top": "id report figures statements incidents agreements headline actors people problems",
    "report": "id title published published_used publisher agencies language text sha256 reader",
    "actors": "id name kind role affiliation category public_office mentions",
    "people": "id name age sex role state figure evidence",
    "problems": "stage code message evidence",
    "figures": "id evidence mentions confidence state low high approximate who scope source"
    " incident words bound part_of basis statement via status_claimed status_source age sex"
    " role side label covers",
    "statements": "id evidence mentions confidence source cue content mode stance via channel"
    " knowledge said_on about accused",
    "incidents": "id evidence mentions confidence kind date_from date_to place actors targets"
    " certainty blame alternatives weapon days places not_after",
    "agreements": "id evidence mentions confidence step date_from date_to parties subject deal"
    " source statement certainty accused brokers terms",
}


@given(readings())
def test_json_round_trip(reading: Reading):
    assert from_json(to_json(reading)) == reading


@given(readings())
def test_every_field_of_the_contract_is_there_and_no_other(reading: Reading):
    plain = json.loads(to_json(reading))
    assert set(plain) == set(CONTRACT["top"].split())
    assert set(plain["report"]) == set(CONTRACT["report"].split())
    for section in list(CONTRACT)[2:]:
        for record in plain[section]:
            assert set(record) == set(CONTRACT[section].split()), section


@given(readings())
def test_lists_are_never_null(reading: Reading):
    schema_lists = {"mentions", "via", "about", "accused", "actors", "targets", "blame"}
    schema_lists |= {"alternatives", "days", "places", "parties", "brokers", "terms"}
    plain = to_dict(reading)
    for section in ("figures", "statements", "incidents", "agreements"):
        for record in plain[section]:
            assert all(isinstance(record[key], list) for key in schema_lists & set(record))


def test_reading_of_a_real_text_survives_the_round_trip():
    reading = read('At least 12 people died in Marenna on Friday, "all of them bakers", Odd said.')
    assert from_json(to_json(reading)) == reading


def test_text_can_be_left_out_and_spans_keep_their_words():
    reading = read("Shelling killed 12 people, residents said.")
    plain = json.loads(to_json(reading, with_text=False))
    assert "text" not in plain["report"]
    assert from_json(to_json(reading, with_text=False)).report.text is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{}", "id: Field required"),
        ("[]", "the line"),
        ("{", "Invalid JSON"),
    ],
)
def test_what_is_no_reading_is_refused_with_its_first_fault(line, message):
    with pytest.raises(InvalidRecordError, match=message):
        from_json(line)


@given(st.text(alphabet=st.characters(categories=("Cs", "Ll")), max_size=8))
def test_lone_surrogates_do_not_break_the_output(words):
    reading = read("Calm.", title=words)
    to_json(reading).encode("utf-8")


def test_adapter_is_built_once():
    assert reading_adapter() is reading_adapter()
