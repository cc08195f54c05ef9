import gzip

import pytest

from accordingto.errors import IngestError
from accordingto.ingest.fetch.addresses import refuse_inner
from accordingto.ingest.fetch.fetcher import AGENT, Fetched, Fetcher, Unchanged
from accordingto.ingest.known_pages import Known, know_nothing
from tests.ingest.fetch.servers import (
    LOOPBACK,
    StillClock,
    make_transport,
    moved,
    page,
    serving,
)

HTML = b"<!doctype html><p>Shells fell on Marvoy.</p>"
BUSY = page(b"", status="503 Service Unavailable", Content_Length="0")


def fetch(server, path="/story", clock=None, know=know_nothing, **dialer):
    transport = make_transport(server, clock=clock, **dialer)
    return Fetcher(transport, know=know).fetch(server.url(path))


def failure(server, path="/story", **options):
    with pytest.raises(IngestError) as caught:
        fetch(server, path, **options)
    assert caught.value.path == server.url(path)
    return caught.value


def test_page_is_fetched_with_all_that_was_said():
    script = page(HTML, Content_Type="text/html; charset=utf-8", ETag='"7"', Set_Cookie="id=1")
    with serving({"/story?a=1": script}) as server:
        fetched = fetch(server, "/story?a=1#top")
    assert isinstance(fetched, Fetched)
    assert (fetched.url, fetched.body) == (server.url("/story?a=1"), HTML)
    assert fetched.content_type == "text/html; charset=utf-8"
    exchange = fetched.exchange
    assert (exchange.url, exchange.status, exchange.redirects) == (fetched.url, 200, ())
    assert (exchange.fetched_at, exchange.address) == ("2024-03-14T12:00:00Z", "127.0.0.1")
    assert ("User-Agent", AGENT) in exchange.request_headers
    assert ("ETag", '"7"') in exchange.response_headers
    assert script in gzip.decompress(exchange.warc)


def test_request_is_honest_and_carries_no_cookie():
    with serving({"/a": [page(HTML, Set_Cookie="id=1"), page(HTML)]}) as server:
        fetcher = Fetcher(make_transport(server))
        for _ in range(2):
            fetcher.fetch(server.url("/a"))
    for request in server.requests:
        assert f"\r\nUser-Agent: {AGENT}\r\n".encode() in request
        assert AGENT.startswith("accordingto/")
        assert b"cookie" not in request.lower()
        assert b"referer" not in request.lower()


def test_packed_page_is_unpacked_and_kept_as_it_came():
    script = page(gzip.compress(HTML, mtime=0), Content_Encoding="gzip")
    with serving({"/story": script}) as server:
        fetched = fetch(server)
    assert fetched.body == HTML
    assert script in gzip.decompress(fetched.exchange.warc)


def test_bomb_is_refused():
    bomb = gzip.compress(bytes(20_000_000), mtime=0)
    with serving({"/story": page(bomb, Content_Encoding="gzip")}) as server:
        assert failure(server).code == "packing"


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Temp", "308 Perm"])
def test_redirect_is_followed_and_each_step_kept(status):
    pages = {"/story": moved("b", status), "/b": page(HTML)}
    with serving(pages) as server:
        fetched = fetch(server)
    assert (fetched.url, fetched.exchange.url) == (server.url("/b"), server.url("/story"))
    assert fetched.exchange.redirects == (server.url("/story"),)
    assert gzip.decompress(fetched.exchange.warc).count(b"WARC/1.1\r\n") == 4


@pytest.mark.parametrize(
    ("location", "found"),
    [
        ("http://127.0.0.2/", "this very machine"),
        ("http://169.254.169.254/latest/meta-data/", "the local link"),
        ("http://10.0.0.1/", "a private network"),
        ("http://[::ffff:127.0.0.1]/", "IPv4 inside IPv6"),
        ("http://inner.example/", "a private network"),
        ("http://2130706433/", "hides an IP address"),
        ("http://localhost/", "a name of a local network"),
        ("file:///etc/passwd", "of the kind 'file'"),
        ("gopher://127.0.0.1:6379/_FLUSHALL", "of the kind 'gopher'"),
        ("data:text/html,Shells", "of the kind 'data'"),
        ("http://news.example.org:22/", "unusual port 22"),
        ("http://u:p@news.example.org/", "a user name"),
    ],
)
def test_redirect_inward_is_refused(location, found):
    def resolve(host, _port):
        return ["10.0.0.7"] if host == "inner.example" else ["127.0.0.1"]

    with serving({"/story": moved(location)}) as server:
        error = failure(server, resolve=resolve)
    assert error.code == "address_refused"
    assert found in error.message
    assert server.paths == ["/story"]


def test_name_that_is_rebound_between_two_requests_is_refused():
    answers = [["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]]  # robots.txt, the page, the page again
    with serving({"/story": page(HTML)}) as server:
        transport = make_transport(server, resolve=lambda _host, _port: answers.pop(0))
        fetcher = Fetcher(transport)
        fetcher.fetch(server.url("/story"))
        with pytest.raises(IngestError, match="a private network"):
            fetcher.fetch(server.url("/story"))
    assert server.paths == ["/story"]


def test_without_the_permission_of_the_tests_loopback_is_refused():
    with serving({"/story": page(HTML)}) as server:
        error = failure(server, refuse=refuse_inner)
    assert str(LOOPBACK) in error.message
    assert server.requests == []


def test_redirects_without_end_are_refused():
    with serving({"/story": moved("/story")}) as server:
        error = failure(server)
    assert (error.code, server.paths) == ("redirects", ["/story"] * 6)


@pytest.mark.parametrize("location", ["/é b", "/%C3%A9%20b", "é b"])
def test_redirect_is_read_as_it_was_meant(location):
    with serving({"/story": moved(location), "/%C3%A9%20b": page(HTML)}) as server:
        assert fetch(server).body == HTML


def test_redirect_that_leads_nowhere_is_no_page():
    with serving({"/story": page(b"", status="302 Found")}) as server:
        assert "status 302" in failure(server).message


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "500 Oh", "206 Partial"])
def test_page_that_is_not_there_is_told_by_its_status(status):
    with serving({"/story": page(HTML, status=status)}) as server:
        error = failure(server)
    assert error.code == "http_status"
    assert f"status {status[:3]}" in error.message


def test_what_is_no_page_is_refused_by_what_it_says():
    with serving({"/story": page(b"x" * 99, Content_Type="video/mp4")}) as server:
        assert failure(server).code == "media_type"


def test_robots_txt_is_asked_first_and_obeyed():
    rules = page(b"User-agent: *\nDisallow: /story", Content_Type="text/plain")
    with serving({"/robots.txt": rules, "/story": page(HTML)}) as server:
        assert failure(server).code == "robots"
        assert failure(server, "/story/2").code == "robots"
        assert failure(server, "/else").code == "http_status"
    assert server.paths == ["/else"]


def test_robots_txt_holds_for_where_a_redirect_leads():
    rules = page(b"User-agent: *\nDisallow: /b", Content_Type="text/plain")
    with serving({"/robots.txt": rules, "/story": moved("/b"), "/b": page(HTML)}) as server:
        assert failure(server).code == "robots"
    assert server.paths == ["/story"]


def test_robots_txt_may_be_elsewhere_and_packed():
    rules = page(gzip.compress(b"User-agent: *\nDisallow: /", mtime=0), Content_Encoding="gzip")
    with serving({"/robots.txt": moved("/r"), "/r": rules, "/story": page(HTML)}) as server:
        assert failure(server).code == "robots"


@pytest.mark.parametrize(
    "rules",
    [
        BUSY,
        page(b"", status="500 Oh"),
        page(b"", status="429 Too Many"),
        moved("/robots.txt"),
        b"",
    ],
)
def test_no_page_is_asked_for_where_robots_txt_cannot_be_told(rules):
    with serving({"/robots.txt": rules, "/story": page(HTML)}) as server:
        assert failure(server).code == "robots_unknown"
    assert server.paths == []


def test_robots_txt_that_leads_inward_is_not_followed():
    rules = moved("http://10.0.0.1/robots.txt")
    with serving({"/robots.txt": rules, "/story": page(HTML)}) as server:
        assert failure(server).code == "address_refused"
    assert server.paths == []


def test_host_is_given_time_between_requests():
    rules = page(b"User-agent: *\nCrawl-delay: 7", Content_Type="text/plain")
    clock = StillClock()
    with serving({"/robots.txt": rules, "/a": page(HTML), "/b": page(HTML)}) as server:
        fetcher = Fetcher(make_transport(server, clock=clock))
        for path in ("/a", "/b"):
            fetcher.fetch(server.url(path))
    assert clock.slept == [7]


def test_busy_host_is_asked_again_when_it_said():
    soon = page(b"", status="429 Too Many", Retry_After="30")
    later = page(b"", status="503 Busy", Retry_After="Thu, 14 Mar 2024 12:00:20 GMT")
    clock = StillClock()
    with serving({"/story": [soon, later, page(HTML)]}) as server:
        fetched = fetch(server, clock=clock)
    assert fetched.body == HTML
    assert clock.slept == [30, 20]


def test_busy_host_that_does_not_say_when_is_asked_ever_later_and_then_left():
    clock = StillClock()
    with serving({"/story": BUSY}) as server:
        assert failure(server, clock=clock).code == "busy"
    assert clock.slept == [5, 10]
    assert len(server.paths) == 3


def test_host_that_is_busy_for_long_is_left_at_once_with_all_its_pages():
    later = page(b"", status="503 Busy", Retry_After="3600")
    clock = StillClock()
    with serving({"/story": later, "/b": page(HTML)}) as server:
        fetcher = Fetcher(make_transport(server, clock=clock))
        for path in ("/story", "/b"):
            with pytest.raises(IngestError, match="wants no request for 3,600 seconds"):
                fetcher.fetch(server.url(path))
    assert server.paths == ["/story"]
    assert clock.slept == []


def test_page_that_has_not_changed_is_not_sent_again():
    since = "Wed, 13 Mar 2024 12:00:00 GMT"
    with serving({"/story": page(b"", status="304 Not Modified")}) as server:
        found = fetch(server, know=lambda _url: Known('"7"', since))
    assert isinstance(found, Unchanged)
    assert b'\r\nIf-None-Match: "7"\r\n' in server.requests[-1]
    assert f"\r\nIf-Modified-Since: {since}\r\n".encode() in server.requests[-1]


def test_page_that_nobody_knows_cannot_be_unchanged():
    with serving({"/story": page(b"", status="304 Not Modified")}) as server:
        assert failure(server).code == "http_status"


def test_what_a_server_called_a_page_cannot_add_to_a_request():
    with serving({"/story": page(HTML)}) as server:
        fetch(server, know=lambda _url: Known('"7"\r\nX-Evil: 1', "x" * 501))
    assert b"Evil" not in server.requests[-1]
    assert b"If-" not in server.requests[-1]
