from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.headers import (
    fold_header,
    guess_columns,
    has_word,
    load_headers,
    name_columns,
    show_header,
)


def guess(*headers, kind="reports"):
    return guess_columns(name_columns(headers), load_headers()[kind])


@pytest.mark.parametrize("kind", load_headers())
def test_words_are_written_as_they_are_compared_and_mean_one_thing(kind):
    words = load_headers()[kind]
    known = [word.removeprefix("* ") for thing in words for word in words[thing]]
    assert known == [fold_header(word) for word in known]
    every = Counter(word for thing in words for word in words[thing])
    assert not {word for word, count in every.items() if count > 1}


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        (
            ["Article ID", "Headline", "Full Text (English)", "Date", "Outlet", "Link", "Region"],
            {
                "id": "Article ID",
                "text": "Full Text (English)",
                "title": "Headline",
                "published": "Date",
                "publisher": "Outlet",
                "url": "Link",
            },
        ),
        (
            ["_id", "datePublished", "articleBody", "source_url"],
            {
                "id": "_id",
                "text": "articleBody",
                "published": "datePublished",
                "url": "source_url",
            },
        ),
        (["Title", "Summary", "Story Text"], {"text": "Story Text", "title": "Title"}),
        (["notes", "source", "event_date"], {"text": "notes", "publisher": "source"}),
        (
            ["Заголовок", "Текст", "Дата"],
            {"text": "Текст", "title": "Заголовок", "published": "Дата"},
        ),
        (["العنوان", "النص"], {"text": "النص", "title": "العنوان"}),
        (["text_length", "texture"], {}),
        ([], {}),
    ],
)
def test_columns_of_reports_are_guessed_from_their_headers(headers, found):
    assert guess(*headers) == found


def test_columns_of_cases_are_guessed_from_their_headers():
    found = guess("Unique ref code", "Incident date", "Town", "Source URL", kind="cases")
    assert found == {
        "code": "Unique ref code",
        "date_from": "Incident date",
        "place": "Town",
        "urls": "Source URL",
    }


@pytest.mark.parametrize(
    "header", ["T\u200bext", "\u202eTEXT\u202c", "\ufeffText ", "tex\u00adt", "ＴＥＸＴ", "Text:"]
)
def test_what_cannot_be_seen_does_not_hide_a_header(header):
    assert guess(header) == {"text": header.strip()}


def test_headers_that_look_alike_are_told_apart():
    assert show_header("Word\u200bs") == '"Word[U+200B]s"'
    assert show_header("\u202etxet") == '"[U+202E]txet"'
    assert len(show_header("x" * 9_999)) < 100


@given(st.lists(st.text(max_size=3) | st.none(), max_size=6))
def test_every_column_has_a_name_of_its_own(headers):
    names = name_columns(headers)
    assert len(set(names)) == len(headers)
    assert all(names)


def test_doubles_are_numbered_and_the_first_counts():
    assert name_columns(["Text", "Text", "Text (2)"]) == ("Text", "Text (2)", "Text (2) (2)")
    assert guess("Text", "Text") == {"text": "Text"}


def test_words_are_found_whole():
    assert has_word("civilians killed", ["killed"])
    assert not has_word("skilled", ["killed"])
