import pytest

from accordingto.ingest.extracts import Fact, NotExtractedError
from accordingto.ingest.pdf import MAX_PAGES, extract_pdf
from tests.ingest.papers import paper

LINES = ["Shells killed 12 people in Marvoy on", "Friday, residents said."]


def test_pages_follow_one_another():
    found = extract_pdf(paper([LINES, ["The army denied it."]]))
    assert (
        found.text
        == "Shells killed 12 people in Marvoy on\nFriday, residents said.\n\nThe army denied it."
    )
    assert found.tool.startswith("accordingto-pdf/1 pypdfium2/5.")


def test_sentence_goes_on_over_a_page():
    assert "Marvoy on\nfriday" in extract_pdf(paper([LINES[:1], ["friday."]])).text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Shells killed 12 peo-", "ple in Marvoy."], "killed 12 people in"),
        (["Shells killed 10-", "12 people in Marvoy."], "killed 10-\n12 people"),
        (["fighters of the al-", "Nahr front"], "the al-Nahr front"),
        (["a – b “quoted” (12)", "it’s"], "a – b “quoted” (12)\nit’s"),
    ],
)
def test_words_that_were_cut_are_whole_and_numbers_are_not_joined(lines, text):
    assert text in extract_pdf(paper([lines])).text


def test_document_says_what_it_is():
    facts = "/Title(Sitrep 7)/Author(OCR Office)/CreationDate(D:20240312080000Z)"
    assert extract_pdf(paper([LINES], facts)).facts == (
        Fact("pdf:Title", "Sitrep 7"),
        Fact("pdf:Author", "OCR Office"),
        Fact("pdf:CreationDate", "D:20240312080000Z"),
    )


def test_scanned_pages_among_others_are_told():
    [note] = extract_pdf(paper([LINES, [], ["More of it."], []])).notes
    assert note.code == "pages_without_text"
    assert "2 of 4 pages hold no text, scanned perhaps: 2, 4" in note.message


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (paper([[], []]), "no_text", "2 pages: scanned"),
        (b"%PDF-1.7\n", "broken_pdf", "broken"),
        (paper([LINES])[:300], "broken_pdf", "broken"),
        (paper([LINES], kids=[0] * (MAX_PAGES + 1)), "too_large", "301 pages"),
    ],
    ids=["scanned", "nothing", "cut", "long"],
)
def test_document_without_a_report_is_refused(raw, code, words):
    with pytest.raises(NotExtractedError, match=words) as refused:
        extract_pdf(raw)
    assert refused.value.code == code
    assert "; expected " in refused.value.message


def test_document_behind_a_password_is_refused():
    locked = (
        b"/Encrypt<</Filter/Standard/V 1/R 2/O<" + b"28" * 32 + b">/U<" + b"31" * 32 + b">/P -1>>"
        b"/ID[<00><00>]"
    )
    raw = paper([LINES]).replace(b"trailer<<", b"trailer<<" + locked)
    with pytest.raises(NotExtractedError, match="password") as refused:
        extract_pdf(raw)
    assert refused.value.code == "locked"
