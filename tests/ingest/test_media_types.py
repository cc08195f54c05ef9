import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import IngestError
from accordingto.ingest.media_types import expect_readable, parse_content_type


def says(value):
    return (("Content-Type", value),) if value is not None else ()


@pytest.mark.parametrize(
    ("value", "parsed"),
    [
        ("text/html", ("text/html", "")),
        ("Text/HTML;charset=ISO-8859-1", ("text/html", "iso-8859-1")),
        ("text/plain; format=flowed; charset='utf-8'", ("text/plain", "'utf-8'")),
        ("html", ("text/plain", "")),
        ("", ("unknown/unknown", "")),
        ("text/html\r\n ; charset=utf-8", ("text/html", "utf-8")),
    ],
)
def test_content_type_is_a_media_type_and_a_charset(value, parsed):
    assert parse_content_type(value) == parsed


@given(st.text())
def test_any_content_type_is_parsed(value):
    media_type, charset = parse_content_type(value)
    assert media_type.count("/") == 1
    assert charset == charset.lower()


@pytest.mark.parametrize(
    "value", ["text/html", "application/rss+xml", "application/octet-stream", "", None]
)
def test_page_document_or_feed_is_expected(value):
    expect_readable("http://h.example/", says(value))


@pytest.mark.parametrize("value", ["image/png", "video/mp4", "application/zip", "text/css"])
def test_anything_else_is_refused_by_what_it_says(value):
    with pytest.raises(IngestError, match="expected a page") as caught:
        expect_readable("http://h.example/", says(value))
    assert caught.value.code == "media_type"
