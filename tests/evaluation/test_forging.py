import random

from evaluation.forging import forge, tell_poisoned
from evaluation.invented_war import War
from evaluation.inventing import invent_reports


def test_forged_copy_gives_other_numbers_in_words_that_stand_where_they_did():
    (one,) = invent_reports(War.of(1), 1, 1)
    forged = forge(one.reading, 7, random.Random(1))  # noqa: S311 -- nothing secret
    assert len(forged.report.text) == len(one.reading.report.text)
    assert forged.report.publisher != one.reading.report.publisher
    for old, new in zip(one.reading.figures, forged.figures, strict=True):
        assert new.low != old.low
        assert new.words in forged.report.text[new.evidence.start : new.evidence.end]


def test_two_hundred_forged_copies_change_no_count_of_voices():
    told = list(tell_poisoned(100, 10, 1, forged=200))
    assert told[1] == "forged copies flagged `toll_altered`: 200"
    assert told[2] == "in one group with the report that they copy: 200"
    assert told[3].endswith(", 0 of them with other counts of voices")
    assert told[4].endswith(": 0")
