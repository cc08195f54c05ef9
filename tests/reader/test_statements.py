import pytest

from accordingto.reader.statements import statement_holding
from accordingto.records.values import Mode
from accordingto.report import Span
from tests.builders import read


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ('"We lost the bridge," the mayor said.', Mode.DIRECT),
        ("“We lost the bridge,” the mayor said.", Mode.DIRECT),
        ('The mayor said the bridge was "gone for good" by noon.', Mode.MIXED),
        ("The mayor said the bridge was gone.", Mode.INDIRECT),
        ("The mayor said:\n\nThe bridge is gone for good.", Mode.DIRECT),
    ],
)
def test_mode_follows_the_quotation_marks(text, mode):
    (statement,) = read(text).statements
    assert statement.mode is mode


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The mayor said on Tuesday that nine people had died.", "2024-03-12"),
        ("On Tuesday, the mayor said nine people had died.", "2024-03-12"),
        ("Nine people had died, the mayor said on Tuesday.", "2024-03-12"),
        ("The mayor said nine people had died on Tuesday.", None),
        ("Nine people died on Tuesday, the mayor said.", None),
    ],
)
def test_day_of_saying_stands_beside_the_cue(text, edtf):
    (statement,) = read(text).statements
    assert (statement.said_on and statement.said_on.edtf) == edtf


def test_a_statement_inside_another_is_passed_on_by_the_outer_speaker():
    statements = read("The Marenna Post reported that police said two men fled.").statements
    inner = next(s for s in statements if s.source.text == "police")
    assert [m.text for m in inner.via] == ["The Marenna Post"]


def test_evidence_is_the_content_and_pronouns_stay_as_written():
    first, second = read("Ana Lind said four died. She said more were missing.").statements
    assert (second.evidence, second.source.text) == (second.content, "She")
    assert second.source.actor == first.source.actor


def test_ids_differ_and_do_not_change():
    text = "Ana Lind said four died. Ana Lind said four died."
    ids = [s.id for s in read(text).statements]
    assert len(set(ids)) == 2
    assert ids == [s.id for s in read(text).statements]


def test_innermost_statement_that_holds_a_span():
    text = "The Marenna Post reported that police said two men fled. Nobody was hurt."
    statements = read(text).statements
    place = text.index("two men")
    assert statement_holding(statements, Span(place, place + 7)).source.text == "police"
    outer = text.index("police")
    assert statement_holding(statements, Span(outer, outer + 6)).source.text == "The Marenna Post"
    nobody = text.index("Nobody")
    assert statement_holding(statements, Span(nobody, nobody + 6)) is None
    assert statement_holding((), Span(0, 3)) is None
