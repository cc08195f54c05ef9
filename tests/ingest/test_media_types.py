import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import IngestError
from accordingto.ingest.media_types import expect_readable, parse_content_type, tell_type

HTML = b"<!DOCTYPE html><p>Shells fell.</p>"


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


@pytest.mark.parametrize("value", ["text/html", "application/pdf", "application/rss+xml", "", None])
def test_page_document_or_feed_is_expected(value):
    expect_readable("http://h.example/", says(value))


@pytest.mark.parametrize(
    "value", ["image/png", "video/mp4", "application/zip", "application/octet-stream", "text/css"]
)
def test_anything_else_is_refused_by_what_it_says(value):
    with pytest.raises(IngestError, match="expected a page") as caught:
        expect_readable("http://h.example/", says(value))
    assert caught.value.code == "media_type"


@pytest.mark.parametrize(
    ("body", "value", "told"),
    [
        (HTML, "text/html; charset=utf-8", ("text/html", "utf-8")),
        (b"Shells fell.", "text/plain", ("text/plain", "")),
        (b"%PDF-1.7", "application/pdf", ("application/pdf", "")),
        (b"%PDF-1.7", "text/html", ("application/pdf", "")),
        (HTML, None, ("text/html", "")),
        (b"\xef\xbb\xbf\n<html>", None, ("text/html", "")),
        (b"<?xml version='1.0'?><rss>", None, ("application/xml", "")),
        (b"<?xml version='1.0'?><rss>", "application/rss+xml", ("application/rss+xml", "")),
    ],
)
def test_type_is_what_is_said_or_what_the_first_bytes_tell(body, value, told):
    assert tell_type(body, says(value), "x") == told


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"\x89PNG\r\n\x1a\n", "text/html"),
        (b"\xff\xd8\xff\xe0", "text/plain"),
        (b"PK\x03\x04", "application/pdf"),
        (gzip.compress(HTML), "text/html"),
        (b"\x7fELF", None),
        (HTML, "application/pdf"),
        (b"Shells fell.", None),
        (b"", None),
    ],
)
def test_bytes_that_are_not_what_they_are_called_are_refused(body, value):
    with pytest.raises(IngestError) as caught:
        tell_type(body, says(value), "x")
    assert caught.value.code == "media_type"
