import pytest

from accordingto.reader.layers import Quotation
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.quotations import FindQuotations
from accordingto.reader.sentences import FindSentences
from tests.builders import make_report


def quotations(text: str) -> list[tuple[str, bool]]:
    report = make_report(text)
    found = Pipeline((FindSentences(), FindQuotations()))(report)
    return [(report.quote(q.evidence), q.is_closed) for q in found.of(Quotation)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "we ran" and "hid".', [('"we ran"', True), ('"hid"', True)]),
        ("“We ran. We hid,” he said.", [("“We ran. We hid,”", True)]),
        ("«We ran», she said.", [("«We ran»", True)]),
        ('"We ran\nNext line.', [('"We ran', False)]),
        ("It's Omar's.", []),
        ('They ran" he said. "We hid" she said.', [('"We hid"', True)]),
        ('He said “a "b" c”.', [('“a "b" c”', True)]),
    ],
)
def test_double_marks_are_paired_within_a_line(text, found):
    assert quotations(text) == found


def test_a_hundred_thousand_marks_are_paired_in_one_pass():
    assert len(quotations('"' * 100_000)) == 50_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("‘We ran,’ she said. ‘We hid.’", ["‘We ran,’", "‘We hid.’"]),
        ("‘The doctors’ union fled, too,’ he said.", ["‘The doctors’ union fled, too,’"]),
        ("A ‘massacre’ of ‘innocents’, he said.", ["‘massacre’", "‘innocents’"]),
        ("He said: ‘She cried “go”, and I went.’", ["‘She cried “go”, and I went.’"]),
        ("“He cried ‘go’ and I went,” she said.", ["“He cried ‘go’ and I went,”"]),
        ("'We ran,' he said. 'They didn't stop.'", ["'We ran,'", "'They didn't stop.'"]),
        ("The rebels’ chief and the boys’ father left.", []),
        ("The '90s and the boys' father's house.", []),
        ("‘We ran for an hour.\nNext.", ["‘We ran for an hour."]),
    ],
)
def test_single_marks_count_where_no_apostrophe_can_be_meant(text, found):
    assert [words for words, _ in quotations(text)] == found


@pytest.mark.parametrize("mark", ["‘", "’", "'"])
def test_a_hundred_thousand_single_marks_are_read_in_one_pass(mark):
    assert len(quotations(f"{mark}a" * 100_000)) <= 1
