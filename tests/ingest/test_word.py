import pytest

from accordingto.ingest.extracts import Fact, NotExtractedError
from accordingto.ingest.word import extract_word
from tests.ingest.word_parts import CORE, par, run, word
from tests.ingest.workbook_parts import pack


def text(body):
    return extract_word(word(body)).text


def test_paragraphs_are_read_with_their_runs_joined():
    body = (
        par(run("Shells killed "), run("1"), run("2 people.")) + par() + par(run("Rain &amp; mud."))
    )
    assert text(body) == "Shells killed 12 people.\n\nRain & mud."


def test_tabs_and_breaks_within_a_paragraph_are_kept():
    body = par(run("a"), "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r>")
    assert text(body) == "a\tb\nc\u2011"


def test_rows_of_tables_are_lines_also_within_tables():
    def row(*cells):
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    inner = f"<w:tbl>{row(par(run('x')), par(run('y')))}</w:tbl>"
    table = row(par(run("Town")), par(run("Killed"))) + row(
        par(run("Marvoy")), par(run("12")) + inner
    )
    assert text(f"<w:tbl>{table}</w:tbl>") == "Town\tKilled\n\nMarvoy\t12 x y"


def test_text_box_is_read_once():
    box = f"<w:txbxContent>{par(run('In a box.'))}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    assert text(par(run("Around it."), drawn)) == "In a box.\n\nAround it."


def test_tracked_changes_are_read_as_proposed_and_told():
    body = par(
        run("killed "),
        "<w:del><w:r><w:delText>11</w:delText></w:r></w:del>",
        f"<w:ins>{run('12')}</w:ins>",
    )
    found = extract_word(word(body))
    assert found.text == "killed 12"
    assert [note.code for note in found.notes] == ["tracked_changes"]
    assert "2 changes" in found.notes[0].message


def test_document_says_what_it_is():
    raw = word(par(run("Shells fell.")), **{"docProps/core.xml": CORE})
    assert extract_word(raw).facts == (
        Fact("docx:title", "Sitrep 7"),
        Fact("docx:creator", "OCR Office"),
        Fact("docx:created", "2024-03-12T08:00:00Z"),
    )


LAUGHS = '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "broken_docx"),
        (b"PK\x03\x04", "broken_docx"),
        (pack({"xl/workbook.xml": "<x/>"}), "broken_docx"),
        (pack({"word/document.xml": "<w"}), "broken_docx"),
        (pack({"word/document.xml": f"{LAUGHS}<w>&b;</w>"}), "broken_docx"),
        (
            pack({"word/document.xml": '<!DOCTYPE w SYSTEM "file:///etc/passwd"><w/>'}),
            "broken_docx",
        ),
        (pack({"word/document.xml": "<p>" * 200_000}), "broken_docx"),
        (pack({"word/document.xml": bytes(70_000_000)}), "too_large"),
        (word(""), "no_text"),
        (word(par(run(" "))), "no_text"),
    ],
    ids=["empty", "cut", "xlsx", "broken", "laughs", "dtd", "deep", "bomb", "no body", "blank"],
)
def test_document_without_a_report_is_refused(raw, code):
    with pytest.raises(NotExtractedError) as refused:
        extract_word(raw)
    assert refused.value.code == code
    assert "; expected " in refused.value.message
