import hashlib

import pytest

from accordingto.report import Report, Span


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        (Span(0, 5), Span(4, 9), True),
        (Span(0, 5), Span(5, 9), False),
        (Span(3, 4), Span(0, 9), True),
    ],
)
def test_spans_are_half_open(a, b, shared):
    assert a.overlaps(b) is shared
    assert b.overlaps(a) is shared


def test_span_holds_only_what_lies_wholly_inside():
    assert Span(2, 8).holds(Span(2, 8))
    assert not Span(2, 8).holds(Span(1, 3))


def test_hull_covers_both():
    assert Span(7, 9).hull(Span(1, 3)) == (1, 9)


def test_offsets_count_code_points():
    report = Report(id="r", text="𝔄𝔅 fled")
    assert report.quote(Span(3, 7)) == "fled"


def test_hash_is_of_the_text_in_utf8():
    text = "Kelmarrow – naïve"
    assert Report(id="r", text=text).sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_report_cannot_be_changed():
    report = Report(id="r", text="a")
    with pytest.raises(AttributeError):
        report.text = "b"
