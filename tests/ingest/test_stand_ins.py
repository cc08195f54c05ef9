from hypothesis import given
from hypothesis import strategies as st
from lxml.html import Element

from accordingto.ingest.stand_ins import StandIns, paragraphs


def tree(text):
    root = Element("p")
    root.text = text
    return root


def allowed(text):
    return all(
        c in "\t\n\r"
        or 0x20 <= ord(c) < 0xD800
        or (0xE000 <= ord(c) != 0xFFFE and ord(c) != 0xFFFF)
        for c in text
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20).filter(allowed))
def test_every_text_comes_back_as_it_was(text):
    root = tree(text)
    stand_ins = StandIns(root)
    stand_ins.exchange(root)
    assert stand_ins.restore(root.text or "") == text


@given(st.text("a1 \u200b\u202e\u00ad\u00a0\ue000&;nbsp", max_size=20))
def test_nothing_is_left_that_would_be_dropped(text):
    root = tree(text)
    StandIns(root).exchange(root)
    assert all(c.isprintable() or c.isspace() for c in root.text or "")


def test_what_the_page_itself_uses_stands_for_nothing_else():
    root = tree("\U00020000\u200b\U00020001")
    stand_ins = StandIns(root)
    stand_ins.exchange(root)
    assert root.text[0] == "\U00020000"
    assert len(set(root.text)) == 3
    assert stand_ins.restore(root.text) == "\U00020000\u200b\U00020001"


def test_blank_that_holds_nothing_together_is_a_blank():
    root = tree("\u00a0killed 12\u00a0000 \u00a0 people\u00a0")
    stand_ins = StandIns(root)
    stand_ins.exchange(root)
    assert root.text.count("\u00a0") == 3


def test_paragraphs_keep_the_breaks_within_them():
    assert list(paragraphs("a  b\n\n | c|d |\n|", "|")) == ["a b", "c\nd"]
