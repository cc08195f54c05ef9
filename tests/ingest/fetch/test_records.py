from io import BytesIO

from warcio.archiveiterator import ArchiveIterator

from accordingto.ingest.fetch.records import write_warc
from accordingto.ingest.fetch.targets import parse_url
from tests.ingest.fetch.servers import make_transport, moved, page, serving


def ask(*paths, pages):
    with serving(pages) as server:
        transport = make_transport(server)
        targets = [parse_url(server.url(path), frozenset({server.port})) for path in paths]
        return [transport.ask(target, (("Accept", "text/html"),)) for target in targets]


def records(answers):
    """The records, as another program reads them, digests checked."""
    return [
        (record.rec_type, dict(record.rec_headers.headers), record.raw_stream.read())
        for record in ArchiveIterator(BytesIO(write_warc(answers)), no_record_parse=True)
    ]


def test_exchange_is_kept_byte_for_byte_with_its_headers():
    whole = page(b"4\r\nFire\r\n0\r\n\r\n", Content_Length="", Transfer_Encoding="chunked")
    [answer] = ask("/a", pages={"/a": whole})
    [(kind1, request, asked), (kind2, response, came)] = records([answer])
    assert (kind1, kind2) == ("request", "response")
    assert (asked, came) == (answer.request, whole)
    for headers in (request, response):
        assert headers["WARC-Target-URI"] == answer.target.url
        assert headers["WARC-Date"] == "2024-03-14T12:00:00Z"
        assert headers["WARC-IP-Address"] == "127.0.0.1"
    assert request["WARC-Concurrent-To"] == response["WARC-Record-ID"]
    assert "WARC-Truncated" not in response


def test_every_step_is_recorded_and_says_when_its_body_was_left():
    answers = ask("/a", "/b", pages={"/a": moved("/b"), "/b": page(status="404 Not Found")})
    found = records(answers)
    assert [kind for kind, _, _ in found] == ["request", "response"] * 2
    assert len({headers["WARC-Record-ID"] for _, headers, _ in found}) == 4
    assert "WARC-Truncated" not in found[1][1]
    assert found[3][1]["WARC-Truncated"] == "unspecified"


def test_equal_exchanges_give_equal_bytes():
    [answer] = ask("/a", pages={"/a": page()})
    assert write_warc([answer]) == write_warc([answer])
    assert write_warc([]) == b""
