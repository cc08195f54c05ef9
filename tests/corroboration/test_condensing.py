"""Readings to digests."""

from datetime import date

from accordingto.corroboration.condensing import LONGEST_QUOTE, condense
from accordingto.records.codec import from_json, to_json
from accordingto.records.values import BlameMode, Kind, Stance, State
from tests.builders import make_report, read, reader

TEXT = (
    "Air strikes killed at least 12 people in Aleppo on Tuesday, the Observatory said. "
    "Omar Sand, a doctor, accused the government of the attack. "
    "The army denied it."
)


def test_account_says_what_when_and_where_with_its_tolls_and_its_sentence():
    (account,) = condense(read(TEXT)).accounts
    assert account.kind is Kind.AIR_STRIKE
    assert account.date_from == account.date_to == date(2024, 3, 12)
    assert account.spot.country == "SY"
    assert [(toll.state, toll.low, toll.high) for toll in account.tolls] == [
        (State.KILLED, 12, None)
    ]
    assert account.quote == TEXT[: TEXT.index(" Omar")]
    assert not account.in_headline


def test_claims_name_their_speakers_by_the_actors_of_the_report():
    digest = condense(read(TEXT))
    names = {speaker.id: speaker.name for speaker in digest.speakers}
    (figure,) = digest.figures
    assert names[figure.speaker] == "the Observatory"
    assert figure.incident == digest.accounts[0].record
    modes = {(names.get(blame.speaker), blame.mode) for blame in digest.blame}
    assert ("Omar Sand", BlameMode.ACCUSED) in modes


def test_statements_that_only_assert_are_left_to_figures_and_blame():
    stances = [statement.stance for statement in condense(read(TEXT)).statements]
    assert Stance.ACCUSES in stances
    assert Stance.ASSERTS not in stances


def test_long_sentence_is_cut_around_the_words_that_count():
    text = f"{'Quiet days, ' * 80}shelling killed 12 people in Homs{', quiet days' * 80}."
    digest = condense(read(text))
    assert "12 people" in digest.figures[0].quote
    assert len(digest.figures[0].quote) <= LONGEST_QUOTE


def test_reading_without_its_text_gives_claims_but_no_sketch():
    reading = from_json(to_json(read(TEXT), with_text=False))
    digest = condense(reading)
    assert digest.sketch is None
    assert digest.figures[0].quote == "at least 12 people"


def test_what_the_title_tells_of_is_marked_and_opens_no_account():
    report = make_report(TEXT, title="Air strikes kill 12 in Aleppo")
    digest = condense(reader().read(report))
    assert len(digest.accounts) == 1
    assert digest.accounts[0].in_headline


def test_key_stands_for_the_report_where_ids_meet():
    digest = condense(read(TEXT), "r1#2")
    assert digest.key == "r1#2"
    assert {account.report for account in digest.accounts} == {"r1#2"}


def test_empty_reading_gives_an_empty_digest():
    digest = condense(read(""))
    assert [digest.accounts, digest.figures, digest.speakers] == [(), (), ()]
    assert digest.sketch is None
