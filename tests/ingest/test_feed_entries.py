import json

import pytest

from accordingto.ingest.extracts import NotExtractedError
from accordingto.ingest.feed_entries import extract_feed

ITEM = "<item><title>{}</title><description>{}</description></item>"


def rss(*items, before="", encoding="utf-8"):
    text = f"{before}<rss version='2.0'><channel><title>Skerry Wire</title>{''.join(items)}"
    return f"{text}</channel></rss>".encode(encoding)


def entries(raw):
    return json.loads(extract_feed(raw).text)["entries"]


def test_entries_of_rss_and_atom_are_the_same_fields():
    one = entries(
        rss(
            "<item><title>Shells fell</title><link>https://a.example/1</link><guid>g1</guid>"
            "<pubDate>Sat, 24 Sep 2016 10:00:00 GMT</pubDate><author>A. Writer</author>"
            "<category>war</category><description>Nobody was hurt.</description></item>"
        )
    )[0]
    two = entries(
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Shells fell</title>"
        b"<link href='https://a.example/1'/><id>g1</id><author><name>A. Writer</name></author>"
        b"<published>Sat, 24 Sep 2016 10:00:00 GMT</published><category term='war'/>"
        b"<summary>Nobody was hurt.</summary></entry></feed>"
    )[0]
    for name in ("title", "url", "id", "published", "author", "tags", "body", "is_summary"):
        assert one[name] == two[name], name
    assert one["title"] == "Shells fell"


def test_content_stands_before_the_summary():
    [entry] = entries(
        b"<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        b"<item><description>Short.</description>"
        b"<content:encoded><![CDATA[<p>Long.</p><script>alert(1)</script>]]></content:encoded>"
        b"</item></channel></rss>"
    )
    assert entry["body"] == "<p>Long.</p><script>alert(1)</script>"
    assert (entry["is_html"], entry["is_summary"]) == (True, False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_place_of_each_entry_is_known_byte_for_byte(encoding):
    items = [ITEM.format("a", "Überfall"), "\n", "<item/>", ITEM.format("<x><item/></x>", "c")]
    raw = rss(*items, encoding=encoding)
    found = [raw[entry["start"] : entry["end"]].decode(encoding[:6]) for entry in entries(raw)]
    if encoding == "utf-16":
        found = [raw[one["start"] : one["end"]].decode("utf-16-le") for one in entries(raw)]
    assert found == [item for item in items if item != "\n"]
    assert [entry["line"] for entry in entries(raw)] == [1, 2, 2]


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("12 &amp;lt; 20", "12 < 20"),
        ("&lt;b&gt;Shells&lt;/b&gt; fell", "Shells fell"),
        ("&lt;img src=x onerror=alert(1)&gt;&lt;/img&gt;Shells", "Shells"),
        ("Shells &amp;amp; fire", "Shells & fire"),
        ("a &lt; b", "a < b"),
    ],
)
def test_title_is_text_whatever_tags_stand_in_it(title, plain):
    assert entries(rss(ITEM.format(title, "x")))[0]["title"] == plain


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1/evil.dtd">',
        f'<!DOCTYPE rss [<!ENTITY x "{"ha" * 50_000}">]>',
    ],
)
def test_entities_are_not_expanded_and_nothing_is_loaded(declaration):
    item = ITEM.format("t", "&x;" * 200 + "&l9;")
    found = extract_feed(rss(item, before=declaration))
    assert "root:" not in found.text
    assert len(found.text) < 100_000


def test_broken_feed_is_read_as_far_as_it_goes():
    raw = rss(ITEM.format("a", "b"), "<item><title>c</title>")
    found = extract_feed(raw)
    assert [note.code for note in found.notes] == ["feed_broken"]
    titles = [entry["title"] for entry in json.loads(found.text)["entries"]]
    assert titles[:2] == ["a", "c"]


@pytest.mark.parametrize("raw", [b"", b"<p>Shells fell.</p>", b"\0\1", b"<rss"])
def test_what_is_no_feed_is_refused(raw):
    with pytest.raises(NotExtractedError) as refused:
        extract_feed(raw)
    assert refused.value.code == "no_feed"


@pytest.mark.parametrize("reference", ["&#xD800;", "&#55296;", "&#x110000;", "&#99999999999;"])
def test_character_that_there_is_not_costs_nothing_else(reference):
    item = ITEM.format(f"a {reference} b", "x")
    assert [entry["title"] for entry in entries(rss(item, ITEM.format("c", "d")))] == [
        "a \ufffd b",
        "c",
    ]
