import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import IngestError
from accordingto.ingest.fetch.addresses import refuse_inner
from accordingto.ingest.fetch.targets import PORTS, follow, parse_url

WEB = frozenset(PORTS.values())


def refused(url):
    with pytest.raises(IngestError) as caught:
        parse_url(url)
    assert caught.value.code == "address_refused"
    return caught.value.message


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://news.example.org", "http://news.example.org/"),
        ("HTTPS://News.Example.ORG:443/Story#part", "https://news.example.org/Story"),
        ("http://news.example.org:/x?", "http://news.example.org/x"),
        ("http://news.example.org./x", "http://news.example.org/x"),
        ("http://news.example.org?day=1&a=%20", "http://news.example.org/?day=1&a=%20"),
        ("http://zeitung.example/ü?q=ö", "http://zeitung.example/%C3%BC?q=%C3%B6"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://h.example/a/./b/../c/..", "http://h.example/a/"),
        ("http://h.example/../%2E%2e//x/.", "http://h.example//x/"),
        ('http://h.example/"<x>"', "http://h.example/%22%3Cx%3E%22"),
        ("http://8.8.8.8/x", "http://8.8.8.8/x"),
        ("http://[2606:4700:0::1111]:80/", "http://[2606:4700::1111]/"),
    ],
)
def test_address_is_kept_in_one_form(url, kept):
    assert parse_url(url).url == kept
    assert parse_url(kept).url == kept


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://h.example/1",
        "data:text/html,Shells",
        "ftp://h.example/",
        "javascript:alert(1)",
        "//h.example/x",
        "/etc/passwd",
        "h.example/x",
        "ws://h.example/",
        "dict://127.0.0.1:11211/stats",
        "view-source:http://h.example/",
        "jar:http://h.example!/",
    ],
)
def test_only_http_and_https_are_asked(url):
    assert "an address of the kind" in refused(url)


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "017700000001",
        "127.1",
        "127.0.1",
        "0",
        "0x",
        "127.0.0.1.1",
        "256.1.1.1",
        "1.2.3.08",
        "a.b.0x10",
        "news.example.1",
        "1.2.3.4.0x",
        "２１３０７０６４３３",
        "0Ｘ7f.1",
        "127。1",
        "00127.0.0.1",
    ],
)
def test_number_that_hides_an_ip_address_is_refused(host):
    assert "a number that hides an IP address" in refused(f"http://{host}/")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "１２７.０。0.1", "127.0.0.1.", "[::1]", "[::ffff:7f00:1]"]
)
def test_plain_ip_address_is_left_to_be_checked(host):
    assert refuse_inner(parse_url(f"http://{host}/").literal)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("http://user:secret@h.example/", "a user name or password"),
        ("http://good.example@127.0.0.1/", "a user name or password"),
        ("http://good.example\\@127.0.0.1/", "a backslash"),
        ("http://h.example/\r\nHost: evil", "a control character"),
        ("http://h.example/a b", "white space"),
        ("http://h.exam\tple/", "a control character"),
        (" http://h.example/", "white space"),
        ("http://h.example/\u200b", "white space"),
        ("http://h.example/\ud800", "a control character"),
        ("http://h.example:22/", "unusual port 22"),
        ("http://h.example:6379/", "unusual port 6379"),
        ("http://h.example:0/", "unusual port 0"),
        ("http://h.example:99999/", "a broken address"),
        ("http://h.example:8o/", "a broken address"),
        ("http://[::1/", "a broken address"),
        ("http://[v1.x]/", "a broken address"),
        ("http://[fe80::1%25eth0]/", "neither a name nor an IP address"),
        ("http://%31%32%37.0.0.1/", "neither a name nor an IP address"),
        ("http://localhost/", "a name of a local network"),
        ("http://metadata/", "a name of a local network"),
        ("http:///x", "which is no name"),
        ("http://a..example/", "which is no name"),
        ("http://-a.example/", "which is no name"),
        ("http://a$b.example/", "which is no name"),
        (f"http://{'a' * 64}.example/", "which is no name"),
        (f"http://{'a.' * 130}example/", "which is no name"),
        ("http://fa\xdf.example/", "two readings"),
        ("http://h.example/" + "x" * 4000, "more than 4,000 characters"),
    ],
)
def test_odd_address_is_refused(url, found):
    assert found in refused(url)


def test_unusual_port_is_asked_where_it_was_allowed():
    assert parse_url("http://h.example:8080/", frozenset({8080})).port == 8080


@pytest.mark.parametrize(
    ("location", "led"),
    [
        ("/b", "https://h.example/b"),
        ("c?d#e", "https://h.example/a/c?d"),
        ("//other.example/b", "https://other.example/b"),
        ("https://other.example", "https://other.example/"),
        ("../../..", "https://h.example/"),
    ],
)
def test_redirect_is_followed_from_where_it_stands(location, led):
    assert follow(parse_url("https://h.example/a/b"), location, WEB).url == led


@pytest.mark.parametrize(
    ("location", "found"),
    [
        ("file:///etc/passwd", "of the kind 'file'"),
        ("gopher://127.0.0.1:6379/_FLUSHALL", "of the kind 'gopher'"),
        ("data:text/html,x", "of the kind 'data'"),
        ("https://u:p@h.example/", "a user name"),
        ("https://h.example:8443/", "unusual port"),
        ("https://0x7f.1/", "hides an IP address"),
        ("//localhost/", "a name of a local network"),
        ("http://h.example/", "a redirect out of https"),
        ("https://[::1", "a broken address"),
        ("/a\r\nSet-Cookie: x", "a control character"),
    ],
)
def test_redirect_to_what_is_not_asked_is_refused(location, found):
    with pytest.raises(IngestError, match="a redirect") as caught:
        follow(parse_url("https://h.example/a"), location, WEB)
    assert found in caught.value.message


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text):
    for url in (text, f"http://{text}", f"http://h.example/{text}", f"http://h.example/?{text}"):
        try:
            target = parse_url(url)
        except IngestError:
            continue
        request = target.path + target.host_header
        assert request.isascii()
        assert request.isprintable()
        assert " " not in request
        assert parse_url(target.url) == target
