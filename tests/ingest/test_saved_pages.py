import base64
import plistlib

import pytest

from accordingto.ingest.extracts import Fact, NotExtractedError
from accordingto.ingest.saved_pages import extract_mhtml, extract_webarchive
from tests.ingest.pages import ADDRESS, PARAGRAPHS, TITLE, news_page

HEAD = (
    f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {ADDRESS}\r\nSubject: {TITLE}\r\n"
    "Date: Wed, 13 Mar 2024 09:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="-=x"\r\n\r\n'
)


def part(content, kind="text/html", where="https://skerry.example/frame"):
    packed = base64.encodebytes(content).decode()
    return (
        f"---=x\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: {where}\r\n\r\n{packed}\r\n"
    )


def mhtml(*parts, head=HEAD):
    return (head + "".join(parts) + "---=x--\r\n").encode()


def test_page_in_mhtml_is_read_with_its_address():
    raw = mhtml(part(b"\x89PNG", "image/png"), part(news_page()), part(b"<p>advertisement</p>"))
    found = extract_mhtml(raw)
    assert found.text.endswith("\n\n".join(PARAGRAPHS))
    assert found.facts[:2] == (
        Fact("saved:url", ADDRESS),
        Fact("saved:date", "Wed, 13 Mar 2024 09:00:00 +0200"),
    )


def test_charset_of_the_part_is_heeded():
    page = (
        news_page()
        .replace(b'<meta charset="utf-8">', b"")
        .replace(b"Omar", "Ömar".encode("cp1252"))
    )
    raw = mhtml(part(page, "text/html; charset=windows-1252"))
    assert "Ömar Dell" in extract_mhtml(raw).text


def test_page_in_a_web_archive_is_read_with_its_address():
    main = {
        "WebResourceData": news_page(),
        "WebResourceURL": ADDRESS,
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
    }
    raw = plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)
    found = extract_webarchive(raw)
    assert found.text.endswith("\n\n".join(PARAGRAPHS))
    assert found.facts[0] == Fact("saved:url", ADDRESS)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"From: <Saved by Blink>\n\nnothing",
        mhtml(part(b"\x89PNG", "image/png")),
        mhtml(part(b"x", "multipart/mixed; boundary=y")),
        HEAD.encode(),
    ],
)
def test_mhtml_without_a_page_is_refused(raw):
    with pytest.raises(NotExtractedError) as refused:
        extract_mhtml(raw)
    assert refused.value.code == "broken_saved_page"
    assert "; expected " in refused.value.message


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"bplist00",
        b"bplist00" + b"\xff" * 64,
        plistlib.dumps([1], fmt=plistlib.FMT_BINARY),
        plistlib.dumps({"WebMainResource": {"WebResourceData": "x"}}, fmt=plistlib.FMT_BINARY),
        b'<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "x">]><plist><string>&a;</string>',
    ],
)
def test_web_archive_without_a_page_is_refused(raw):
    with pytest.raises(NotExtractedError) as refused:
        extract_webarchive(raw)
    assert refused.value.code == "broken_saved_page"


def test_names_that_are_no_text_are_nothing():
    main = {
        "WebResourceData": news_page(),
        "WebResourceURL": 7,
        "WebResourceTextEncodingName": b"x",
    }
    raw = plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)
    assert extract_webarchive(raw).text.endswith(PARAGRAPHS[-1])
