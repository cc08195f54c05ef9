import re

import pytest

from accordingto.errors import JudgementError
from accordingto.records.assignments import Words, parse_assignment
from accordingto.records.changes import apply_changes, check_words, record_to_plain
from accordingto.records.judgements import Change, Operation
from accordingto.records.kinds import RecordKind
from accordingto.report import Span
from tests.builders import read

TEXT = (
    "Shelling by the army hit Marenna on Friday, killing 12 people, residents said. "
    "The rebels denied it, and residents fled to Homs."
)
READING = read(TEXT)
FIGURE, INCIDENT = READING.figures[0], READING.incidents[0]
WORDS = Words(TEXT, {Span(12, 20): "0123456789abcdef"}, near=50)


def words(text, actor=None):
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text), "text": text, "actor": actor}


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("low=3", "figure", 3),
        ("low = 3", "figure", 3),
        ("high=null", "figure", None),
        ("state=injured", "figure", "injured"),
        ("approximate=true", "figure", True),
        ("role=bakers = both", "figure", "bakers = both"),
        ("role=null", "figure", None),
        ('role="null"', "figure", "null"),
        ("role=12", "figure", "12"),
        ("source=63-72", "figure", words("residents")),
        ("source=the army", "figure", words("the army", "0123456789abcdef")),
        (
            "via=the army; Marenna",
            "figure",
            [words("the army", "0123456789abcdef"), words("Marenna")],
        ),
        ("via=", "figure", []),
        ("date_from=2024-03-07", "incident", "2024-03-07"),
        ("place.country=SY", "incident", "SY"),
        ("place.lat=34.5", "incident", 34.5),
        ("place=Homs", "incident", {"name": "Homs", "country": None, "evidence": words("Homs")}),
        (
            'covers={"from": "2024-01-01", "to": null, "area": "Homs"}',
            "figure",
            {"from": "2024-01-01", "to": None, "area": "Homs"},
        ),
        (
            'blame=[{"actor": "The rebels", "mode": "denied", "source": null}]',
            "incident",
            [{"actor": words("The rebels"), "mode": "denied", "source": None}],
        ),
        (
            "said_on=2024-03-07",
            "statement",
            {
                "from": "2024-03-07",
                "to": "2024-03-07",
                "precision_ucdp": 1,
                "precision_acled": 1,
                "edtf": "2024-03-07",
            },
        ),
    ],
)
def test_what_is_typed_is_read_by_the_type_of_its_field(typed, kind, value):
    change = parse_assignment(typed, RecordKind(kind), WORDS)
    assert change == Change(field=typed.split("=")[0].strip(), value=value)
    assert type(change.value) is type(value)


def test_record_is_named_by_the_start_of_its_id():
    words_ = Words(TEXT, ids=frozenset({INCIDENT.id, "0" * 16, "0" * 15 + "1"}))
    change = parse_assignment(f"incident={INCIDENT.id[:6]}", RecordKind.FIGURE, words_)
    assert change.value == INCIDENT.id
    for start in ("00", "ffffff", ""):
        with pytest.raises(JudgementError, match="expected the start of one id"):
            parse_assignment(f"incident={start}", RecordKind.FIGURE, words_)
    many = parse_assignment(f"about={INCIDENT.id}; {'0' * 16}", RecordKind.STATEMENT, words_)
    assert many.value == [INCIDENT.id, "0" * 16]


def test_blame_is_added_in_short_form():
    change = parse_assignment("blame+=The rebels, denied, The rebels", RecordKind.INCIDENT, WORDS)
    assert change.operation is Operation.ADD
    changed = apply_changes(INCIDENT, [change])
    check_words(changed, TEXT)
    assert [(b.actor.text, b.mode.value, b.source.text) for b in changed.blame[-1:]] == [
        ("The rebels", "denied", "The rebels")
    ]


def test_blame_is_taken_away_by_its_number():
    change = parse_assignment("blame-=0", RecordKind.INCIDENT, WORDS)
    assert change == Change(field="blame.0", operation=Operation.REMOVE)
    assert apply_changes(INCIDENT, [change]).blame == INCIDENT.blame[1:]


@pytest.mark.parametrize(
    ("days", "ucdp", "acled"),
    [
        ("2024-03-07/2024-03-09", 2, 2),
        ("2024-03-01/2024-03-07", 3, 2),
        ("2024-03-01/2024-03-31", 4, 3),
        ("2024-01-01/2024-03-31", 5, 3),
    ],
)
def test_several_days_have_their_precision(days, ucdp, acled):
    value = parse_assignment(f"said_on={days}", RecordKind.STATEMENT, WORDS).value
    assert (value["precision_ucdp"], value["precision_acled"]) == (ucdp, acled)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("low", "expected field=value, as in low=12"),
        ("=3", "expected field=value"),
        ("lows=3", "figure has no field 'lows'; expected one of id"),
        ("place.country=SY", "figure has no field 'place'"),
        ("low.x=3", "figure.low has no fields"),
        ("low+=3", "no list of entries"),
        ("source=a passer-by", "do not stand in the report"),
        ("source=residents", "2 times; say which by their offsets, nearest first: 63-72, 105-114"),
        ("source=9-5", "offsets 9-5; expected a range within 0-128"),
        ("source=5-99999", "expected a range within"),
        ('covers={"from": "2024-01-01", "from": null}', "one name twice"),
        ("covers={", "not JSON"),
        ("covers=" + '{"a":' * 5000, "expected"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_was_expected(typed, message):
    with pytest.raises(JudgementError, match=re.escape(message)):
        parse_assignment(typed, RecordKind.FIGURE, WORDS)


@pytest.mark.parametrize(
    "typed", ["blame+=The rebels", "blame+=The rebels, guilty", "blame+=, , ,"]
)
def test_blame_without_a_mode_is_refused(typed):
    with pytest.raises(JudgementError, match="with a mode of stated, own_claim"):
        parse_assignment(typed, RecordKind.INCIDENT, WORDS)


def test_wrong_day_is_refused():
    with pytest.raises(JudgementError, match="expected a day or two"):
        parse_assignment("said_on=Friday", RecordKind.STATEMENT, WORDS)


def test_wrong_value_is_left_to_the_check_of_the_record():
    change = parse_assignment("state=dead", RecordKind.FIGURE, WORDS)
    with pytest.raises(JudgementError, match="state: Input should be 'killed'"):
        apply_changes(FIGURE, [change])


def test_figure_can_be_corrected_whole():
    typed = ["low=3", "high=null", "source=the army", "who=civilian", "covers=null"]
    changed = apply_changes(FIGURE, [parse_assignment(t, RecordKind.FIGURE, WORDS) for t in typed])
    check_words(changed, TEXT)
    assert record_to_plain(changed)["source"] == words("the army", "0123456789abcdef")
