from collections import Counter
from itertools import islice

import pytest

from accordingto.ledger.identities import identify
from accordingto.ledger.search_words import words_of
from accordingto.records.changes import mentions_in
from accordingto.records.codec import from_json, to_json
from evaluation.invented_war import War, word
from evaluation.inventing import invent_reports

COUNT = 400


@pytest.fixture(scope="module")
def reports():
    return list(invent_reports(War.of(1), 1, COUNT))


def test_same_seed_same_reports_and_another_others(reports):
    assert list(islice(invent_reports(War.of(1), 1, COUNT), 20)) == reports[:20]
    others = list(islice(invent_reports(War.of(1), 2, COUNT), 20))
    assert not {one.incoming.report.text for one in others} & {
        one.incoming.report.text for one in reports
    }


def test_words_stand_where_their_records_say(reports):
    for one in reports:
        reading, text = one.reading, one.incoming.report.text
        own = (reading.figures, reading.statements, reading.incidents, reading.agreements)
        for words, records in (
            (text, (*own, reading.actors)),
            (reading.report.title, reading.headline),
        ):
            for mention in mentions_in(records):
                assert words[mention.start : mention.end] == mention.text


def test_readings_are_readings_of_the_contract(reports):
    for one in reports[:50]:
        assert from_json(to_json(one.reading)) == one.reading


def test_some_are_copies_and_some_new_versions(reports):
    texts = Counter(one.incoming.report.text for one in reports)
    assert 1 <= sum(count - 1 for count in texts.values()) <= COUNT // 20
    identities = [identify(one.incoming) for one in reports]
    assert len({one.key for one in identities}) == COUNT
    assert COUNT * 0.96 < len({one.page for one in identities}) < COUNT


def test_reports_are_as_long_and_say_as_much_as_news_does(reports):
    words = [words_of(one.incoming.report.text) for one in reports]
    assert 200 < sum(map(len, words)) / COUNT < 400
    assert 5 < sum(len(one.reading.figures) for one in reports) / COUNT < 10
    assert 3 < sum(len(one.reading.incidents) for one in reports) / COUNT < 6


def test_few_words_come_often_and_most_seldom(reports):
    counts = Counter(w for one in reports for w in words_of(one.incoming.report.text))
    often = sum(count for _, count in counts.most_common(100))
    assert often > counts.total() / 3
    assert sum(count == 1 for count in counts.values()) > len(counts) / 4


def test_most_come_in_the_order_of_their_days(reports):
    days = [one.reading.report.published for one in reports]
    places = {
        id(one): place
        for place, one in enumerate(sorted(reports, key=lambda o: o.reading.report.published))
    }
    moved = [abs(place - places[id(one)]) for place, one in enumerate(reports)]
    assert sorted(moved)[COUNT // 2] < COUNT / 10
    assert (max(days) - min(days)).days > 4000


def test_words_of_numbers_are_each_another():
    assert len({word(number) for number in range(10_000)}) == 10_000
