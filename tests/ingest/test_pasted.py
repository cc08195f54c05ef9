"""Texts that a person pastes."""

import pytest

from accordingto.errors import IngestError
from accordingto.ingest.pasted import Pasted, read_pasted
from accordingto.ledger.identities import identify

TEXT = "Shelling killed 12 people in Marenna, residents said."


def test_words_and_what_is_said_of_them_become_a_report():
    given = Pasted(
        text=f"{TEXT}\r\nMore.",
        title=" Shelling\n of a market ",
        published="2024-03-16",
        publisher="Post",
        url="https://post.example/1",
    )
    incoming = read_pasted(given)
    report = incoming.report
    assert (report.text, report.title) == (f"{TEXT}\nMore.", "Shelling of a market")
    assert (report.published, report.publisher) == ("2024-03-16", "Post")
    assert (incoming.provenance.url, incoming.provenance.raw) == (given.url, given.text.encode())


def test_same_words_are_the_same_report_and_others_are_no_version_of_them():
    one, again, other = (identify(read_pasted(Pasted(text=t))) for t in (TEXT, TEXT, TEXT + "!"))
    assert one == again
    assert one.page != other.page


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (Pasted(text=" \n"), "empty"),
        (Pasted(text="a\0b"), "binary"),
        (Pasted(text="a\ud800b"), "binary"),
        (Pasted(text=TEXT, url="javascript:alert(1)"), "no_address"),
    ],
)
def test_what_is_no_report_is_refused_with_its_bytes(given, code):
    refused = read_pasted(given)
    assert isinstance(refused, IngestError)
    assert refused.code == code
    assert refused.raw == given.text.encode("utf-8", "surrogatepass")


def test_what_cannot_be_seen_and_days_that_cannot_be_are_told():
    odd = read_pasted(Pasted(text=f"1\u200b2 dead. {TEXT}", published="2999-01-01"))
    codes = [problem.code for problem in odd.problems]
    assert codes == ["hidden_characters", "published_unlikely"]
