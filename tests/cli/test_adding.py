"""`accordingto add --fetch`, against servers on loopback that this test may ask."""

import gzip
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accordingto.cli.app import app
from accordingto.cli.exits import ExitCode
from accordingto.engine import adding, fetching
from accordingto.ingest.fetch.fetcher import AGENT, Fetcher
from accordingto.ingest.fetch.sources import UrlReader
from accordingto.ledger.arrivals import load_incoming
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.publications import iterate_publications
from accordingto.ledger.verify import verify_ledger
from tests.ingest.fetch.servers import make_transport, page, serving

SENTENCE = "Shelling killed at least 12 people in Marvoy on Thursday, residents said. "
UNCHANGED = page(b"", status="304 Not Modified")
SINCE = "Wed, 13 Mar 2024 12:00:00 GMT"
ITEM = "<item><title>{}</title><guid>{}</guid></item>"


def article(*more):
    said = "".join(f"<p>{words}</p>" for words in (SENTENCE * 9, *more))
    return f"<html><body><article><h1>Shells</h1>{said}</article></body></html>".encode()


def feed(*titles):
    items = "".join(ITEM.format(title, number) for number, title in enumerate(titles))
    return f"<rss version='2.0'><channel><title>Skerry</title>{items}</channel></rss>".encode()


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def serve(monkeypatch):
    """Serve pages, which are asked for in the place of the open network."""

    def serve(pages):
        context = serving(pages)
        server = context.__enter__()
        opened.append(context)

        def open_fetch(*, is_wanted, know):
            fetcher = Fetcher(make_transport(server), know=know)
            return UrlReader(fetcher) if is_wanted else None

        monkeypatch.setattr(fetching, "open_fetch", open_fetch)
        return server

    opened = []
    yield serve
    for context in opened:
        context.__exit__(None, None, None)


def add(*arguments):
    fixed = ["--fetch", "--reader", "rules", "--ledger", "war.ledger"]
    result = CliRunner().invoke(app, ["add", *arguments, *fixed])
    assert isinstance(result.exception, SystemExit | None)
    return result


def kept():
    """All that the ledger holds, each as it came last; whole, or the test fails."""
    with Ledger.open("war.ledger") as ledger:
        assert list(verify_ledger(ledger)) == []
        with ledger.look() as connection:
            ids = [one.id for one in iterate_publications(connection)]
            return [load_incoming(connection, one) for one in ids]


def test_what_went_over_the_wire_is_in_the_ledger(serve):
    script = page(article(), ETag='"1"', X_Odd="as sent")
    server = serve({"/story": script})
    assert add(server.url("/story")).exit_code == ExitCode.ALL_READ
    [incoming] = kept()
    fetched = incoming.provenance.fetched
    assert (fetched.url, fetched.status) == (server.url("/story"), 200)
    assert (fetched.fetched_at, fetched.address) == ("2024-03-14T12:00:00Z", "127.0.0.1")
    assert ("User-Agent", AGENT) in fetched.request_headers
    assert ("X-Odd", "as sent") in fetched.response_headers
    warc = gzip.decompress(fetched.warc)
    assert server.requests[-1] in warc
    assert script in warc
    assert incoming.provenance.raw == article()


def test_page_that_has_not_changed_is_asked_for_as_such_and_told(serve):
    first = page(article(), ETag='"1"', Last_Modified=SINCE)
    server = serve({"/story": [first, UNCHANGED]})
    add(server.url("/story"))
    before = kept()
    result = add(server.url("/story"))
    assert b'If-None-Match: "1"\r\n' in server.requests[-1]
    assert f"If-Modified-Since: {SINCE}\r\n".encode() in server.requests[-1]
    assert result.exit_code == ExitCode.ALL_READ
    assert "skipped 1, not changed since it was fetched before: http://news" in result.stderr
    assert "known already: 1" in result.stderr
    assert kept() == before


def test_what_is_said_of_a_page_later_is_not_lost_when_it_has_not_changed(serve):
    server = serve({"/story": [page(article(), ETag='"1"'), UNCHANGED]})
    add(server.url("/story"))
    result = add(server.url("/story"), "--published", "2024-03-14")
    assert "read anew 1" in result.stderr
    assert [incoming.report.published for incoming in kept()] == ["2024-03-14"]


def test_page_that_has_changed_is_a_version_whose_changes_can_be_seen(serve):
    more = "A second strike killed 3 medics, the hospital said."
    pages = [page(article(), ETag='"1"'), page(article(more), ETag='"2"'), UNCHANGED]
    server = serve({"/story": pages})
    add(server.url("/story"))
    result = add(server.url("/story"))
    assert "new version 1" in result.stderr
    assert f"`accordingto show reports {server.url('/story')}` tells what changed" in result.stderr
    assert len(kept()) == 2
    shown = CliRunner().invoke(
        app, ["show", "reports", server.url("/story"), "--ledger", "war.ledger", "--width", "200"]
    )
    assert "from version 1 to version 2" in shown.stdout.lower()
    assert re.search(rf"^ *\+ +{re.escape(more)}", shown.stdout, re.MULTILINE)
    add(server.url("/story"))
    assert b'If-None-Match: "2"\r\n' in server.requests[-1]


def test_feed_that_has_not_changed_gives_what_was_not_kept_of_it(serve, monkeypatch):
    """A run that ended between two entries must not hide the second for ever."""
    server = serve({"/feed": [page(feed("12 killed", "Truce"), ETag='"1"'), UNCHANGED]})
    with monkeypatch.context() as patch:
        settle, settled = adding._Adding._settle_read, []

        def die(self, *arguments):
            settled.append(arguments)
            if len(settled) == 2:
                raise KeyboardInterrupt
            return settle(self, *arguments)

        patch.setattr(adding._Adding, "_settle_read", die)
        assert add(server.url("/feed")).exit_code == ExitCode.INTERRUPTED
    assert [incoming.report.title for incoming in kept()] == ["12 killed"]
    result = add(server.url("/feed"))
    assert "skipped 1, not changed" in result.stderr
    assert [incoming.report.title for incoming in kept()] == ["12 killed", "Truce"]


def test_page_that_was_refused_is_asked_for_whole_again(serve):
    server = serve({"/story": [page(b"<p></p>", ETag='"1"'), page(article(), ETag='"2"')]})
    assert add(server.url("/story")).exit_code == ExitCode.NOTHING_READ
    result = add("--retry")
    assert b"If-None-Match" not in server.requests[-1]
    assert "added 1 report" in result.stderr
    assert "in quarantine" not in result.stderr


def test_dry_run_asks_and_writes_nothing(serve):
    server = serve({"/story": page(article())})
    result = add(server.url("/story"), "--dry-run")
    assert "would add 1 report" in result.stderr
    assert server.paths == ["/story"]
    assert not Path("war.ledger").exists()


def test_address_is_not_asked_without_leave(serve):
    server = serve({"/story": page(article())})
    plain = ["add", server.url("/story"), "--ledger", "war.ledger"]
    result = CliRunner().invoke(app, plain)
    assert result.exit_code == ExitCode.NOTHING_READ
    assert "add --fetch" in result.stderr
    assert server.requests == []
