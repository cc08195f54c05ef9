import json

import pytest

from accordingto.errors import IngestError
from accordingto.ingest.feeds import FEED, JSON_FEED, read_feed, tell_feed
from accordingto.ingest.inputs import Given, Incoming
from tests.builders import reader

ITEM = "<item><title>{}</title><link>{}</link><description>{}</description></item>"
TEXT = "Shelling killed 12 people in Homs on Friday, residents said."


def rss(*items):
    text = f"<rss version='2.0'><channel><title>Skerry Wire</title>{''.join(items)}"
    return f"{text}</channel></rss>".encode()


def read(raw, given=None):
    return list(read_feed(raw, "f.xml", given or Given()))


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"<?xml version='1.0'?>\n<!-- <html> --><rss version='2.0'>", FEED),
        (b"\xef\xbb\xbf <feed xmlns='http://www.w3.org/2005/Atom'>", FEED),
        ("<?xml version='1.0' encoding='utf-16'?><rdf:RDF>".encode("utf-16"), FEED),
        (b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "x.dtd"><rss>', FEED),
        (b'{\n "version": "https://jsonfeed.org/version/1.1"', JSON_FEED),
        (b'{"version":"https:\\/\\/jsonfeed.org\\/version\\/1"', JSON_FEED),
        (b"<!DOCTYPE  rdf:RDF [<!ENTITY x '>'>", FEED),
        (b"<!DOCTYPE html><rss>", ""),
        (b"<html><body><rss>", ""),
        (b"<?xml version='1.0'?><html>", ""),
        (b"see https://jsonfeed.org/version/1.1", ""),
        (b"<?xml <rss>", ""),
        (b"", ""),
    ],
)
def test_feed_is_known_by_its_first_element(head, kind):
    assert tell_feed(head) == kind


def test_entry_is_a_report_with_its_own_bytes():
    item = ITEM.format("Shells fell", "https://a.example/1", TEXT)
    [incoming] = read(rss(item))
    report = incoming.report
    assert (report.text, report.title, report.publisher) == (TEXT, "Shells fell", "Skerry Wire")
    assert report.id == "https://a.example/1"
    assert incoming.provenance.raw == item.encode()
    assert incoming.provenance.url == "https://a.example/1"
    assert incoming.provenance.tool.startswith("accordingto-feeds/1 feedparser/")
    assert [problem.code for problem in incoming.problems] == ["summary_only"]


def test_html_of_an_entry_is_read_as_a_page_is():
    page = "<![CDATA[<p>Shells fell.</p><script>alert(1)</script><p>Fire.</p>]]>"
    [incoming] = read(rss(ITEM.format("t", "", page)))
    assert incoming.report.text == "Shells fell.\n\nFire."
    assert "trafilatura" in incoming.provenance.tool


def test_entry_of_a_title_alone_is_read_as_a_headline():
    [incoming] = read(rss("<item><title>Shelling kills 12 people in Homs</title></item>"))
    assert (incoming.report.text, incoming.report.title) == ("", "Shelling kills 12 people in Homs")
    reading = reader().read(incoming.report)
    assert [figure.low for figure in reading.headline.figures] == [12]
    assert reading.figures == ()


def test_entry_that_says_nothing_is_refused_and_the_rest_is_read():
    items = read(rss("<item/>", ITEM.format("a", "", TEXT), "<item><title> </title></item>"))
    assert [type(item).__name__ for item in items] == ["IngestError", "Incoming", "IngestError"]
    assert (items[0].code, items[0].raw) == ("missing_text", b"<item/>")


def test_publisher_is_the_source_then_the_users_then_the_feeds():
    source = "<item><source url='x'>Merrowin Post</source><title>a</title></item>"
    plain = "<item><title>b</title></item>"
    given = Given(publisher="My Wire")
    assert [item.report.publisher for item in read(rss(source, plain), given)] == [
        "Merrowin Post",
        "My Wire",
    ]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file://etc/passwd", "data:text/html,x", "//a.example/1"]
)
def test_address_that_is_none_is_kept_as_words_only(url):
    [incoming] = read(rss(ITEM.format("a", url, TEXT)))
    assert incoming.provenance.url == ""
    assert incoming.provenance.metadata["link"] == url


def test_hostile_fields_are_words():
    item = ITEM.format("'; DROP TABLE x;-- =cmd|'/c calc'!A0", "https://a.example/1", TEXT)
    [incoming] = read(rss(item))
    assert incoming.report.title == "'; DROP TABLE x;-- =cmd|'/c calc'!A0"


def test_json_feed_is_read_like_the_others():
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Skerry Wire",
        "items": [{"id": "1", "content_html": "<p>Shells fell.</p>"}, {"id": "2"}],
    }
    one, two = read(json.dumps(value).encode())
    assert isinstance(one, Incoming)
    assert (one.report.text, one.given_id) == ("Shells fell.", "1")
    assert one.provenance.media_type == "application/feed-entry+json"
    assert (two.code, json.loads(two.raw)) == ("missing_text", {"id": "2"})


@pytest.mark.parametrize("raw", [rss(), b"<rss", b"<rss><channel>", b'{"version": 1}'])
def test_feed_without_entries_is_refused(raw):
    with pytest.raises(IngestError):
        read(raw)


def test_broken_feed_is_read_with_a_problem():
    raw = rss(ITEM.format("a", "", TEXT)).replace(b"</rss>", b"<item><title>x")
    items = read(raw)
    assert "feed_broken" in {problem.code for problem in items[0].problems}
    assert items[0].provenance.raw == raw
