import pytest

from accordingto.formats.xml_edits import Edit, apply_edits, remove_elements, walk_places
from accordingto.ingest.xml_parts import BadPartError


def test_edits_are_made_where_they_stand():
    edits = [Edit(4, 5, b"X"), Edit(0, 1), Edit(6, 6, b"+")]
    assert apply_edits(b"abcdefg", edits) == b"bcdXf+g"


def test_edit_inside_another_is_left_out():
    assert apply_edits(b"abcdef", [Edit(1, 5, b"-"), Edit(2, 3, b"X")]) == b"a-f"


def test_places_are_told_byte_for_byte():
    raw = "<a>ä<b x='1'/><b\n>é</b ></a>".encode()
    found = []
    begun = []
    walk_places(
        raw,
        lambda _name, _, at: begun.append(at),
        lambda _name, content, behind: found.append((begun.pop(), content, behind)),
        lambda _: None,
    )
    assert [raw[start:end] for start, _, end in found] == [
        b"<b x='1'/>",
        "<b\n>é</b >".encode(),
        raw,
    ]
    assert raw[found[1][1] :].startswith(b"</b >")


def test_element_without_an_end_tag_does_not_take_that_of_its_parent():
    raw = b"<c><c/></c>"
    assert remove_elements(raw, lambda _: False) == raw
    assert remove_elements(b"<c><c y='1'/></c>", lambda found: "y" in found) == b"<c></c>"


@pytest.mark.parametrize("raw", [b"<a>", b"", b"<!DOCTYPE a><a/>"])
def test_what_is_broken_or_hostile_is_refused(raw):
    with pytest.raises(BadPartError):
        remove_elements(raw, lambda _: True)
