import gzip
from base64 import b32encode
from hashlib import sha1, sha256
from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator

from accordingto.errors import IngestError
from accordingto.ingest.fetch.fetcher import Fetcher
from accordingto.ingest.inputs import Given, Incoming, Provenance, Skipped
from accordingto.ingest.warc.pages import read_warc
from accordingto.report import Report
from tests.ingest.fetch.servers import make_transport, moved, page, serving
from tests.ingest.warc.archives import HTML, URI, answer, packed, record

ARTICLE = (
    "<!doctype html><html><head><title>Shells fall on Marvoy</title></head><body><article>"
    "<h1>Shells fall on Marvoy</h1><p>{}</p></article></body></html>"
).format("Shelling killed at least 12 people in Marvoy on Thursday, residents said. " * 9)

NOTHING = Given()


class Reading:
    """Stands for `read_document`: notes what it is given."""

    def __init__(self):
        self.calls = []

    def __call__(self, raw, media_type, place, given):
        self.calls.append((raw, media_type, place, given))
        return Incoming(
            report=Report(id=place.id, text="Shells fell."),
            path=place.path,
            line=None,
            size=len(raw),
            provenance=Provenance(raw=raw, media_type="text/html", tool="t", metadata={"a": "b"}),
        )


def read(*records, given=NOTHING, pack=b"".join):
    reading = Reading()
    return list(read_warc(BytesIO(pack(records)), "a.warc", given, read=reading)), reading


def only(*records):
    [item], _ = read(*records)
    return item


def test_page_is_read_with_the_record_that_kept_it():
    given = Given("2024-03-12", "Skerry Wire")
    whole = record(WARC_IP_Address="8.8.8.8")
    [incoming], reading = read(whole, given=given)
    [(raw, media_type, place, handed)] = reading.calls
    assert (raw, media_type, handed) == (HTML, "text/html", given)
    assert (place.path, place.url, place.id) == ("a.warc", URI, URI)
    assert place.latest.isoformat() == "2024-03-14"
    provenance = incoming.provenance
    assert dict(provenance.metadata) == {
        "a": "b",
        "warc:WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000001>",
        "warc:WARC-Date": "2024-03-14T09:26:53Z",
        "warc:WARC-Target-URI": URI,
    }
    exchange = provenance.fetched
    assert (exchange.url, exchange.fetched_at) == (URI, "2024-03-14T09:26:53Z")
    assert (exchange.status, exchange.address) == (200, "8.8.8.8")
    assert exchange.response_headers == (("Content-Type", "text/html"),)
    assert gzip.decompress(exchange.warc) == whole


def test_packed_body_is_handed_on_unpacked():
    body = gzip.compress(HTML, mtime=0)
    _, reading = read(record(answer(body, Content_Encoding="gzip")))
    assert reading.calls[0][0] == HTML


def test_address_between_angle_brackets_is_freed_of_them():
    assert only(record(WARC_Target_URI=f"<{URI}>")).report.id == URI


@pytest.mark.parametrize(
    ("kind", "media_type", "block"),
    [
        ("resource", "text/html", HTML),
        ("resource", "application/pdf", b"%PDF-1.7"),
        ("conversion", "text/plain", b"Shells fell."),
    ],
)
def test_resource_and_conversion_are_read_without_an_answer(kind, media_type, block):
    [incoming], reading = read(record(block, WARC_Type=kind, Content_Type=media_type))
    assert reading.calls[0][:2] == (block, media_type)
    assert incoming.provenance.fetched.status == 0


@pytest.mark.parametrize("kind", ["warcinfo", "request", "metadata"])
def test_record_about_others_is_no_item(kind):
    assert read(record(b"x: y", WARC_Type=kind))[0] == []


@pytest.mark.parametrize(
    ("whole", "reason"),
    [
        (record(answer(status="404 Not Found")), "an answer with status 404"),
        (record(answer(status="301 Moved", Location="/b")), "an answer with status 301"),
        (record(answer(b"\x89PNG", Content_Type="image/png")), "no page, but image"),
        (record(answer(b"x" * 99, Content_Type="video/mp4")), "no page, but video"),
        (record(answer(b"a{}", Content_Type="text/css")), "no page, but text"),
        (record(answer(b"User-agent: *", Content_Type="text/plain")), "no page, but text"),
        (record(answer(b"{}", Content_Type="application/json")), "no page, but other data"),
        (record(answer(b"?", Content_Type="x-shell/fire")), "no page, but other data"),
        (record(answer(b"?", Content_Type="")), "no page, but other data"),
        (record(b"20240314 8.8.8.8", Content_Type="text/dns"), "an answer that is not of the web"),
        (record(b"x", WARC_Type="revisit"), "a page that had not changed"),
        (record(b"x", WARC_Type="continuation"), "a part of a record"),
        (record(b"x", WARC_Type="shell"), "a record that is no page"),
        (record(b"x", WARC_Type="resource", Content_Type="image/png"), "no page, but image"),
    ],
)
def test_what_is_no_page_is_passed_over_with_the_reason(whole, reason):
    item = only(whole)
    assert isinstance(item, Skipped)
    assert item.path == URI
    assert item.reason.startswith(reason)


def test_page_is_known_by_its_first_bytes_where_nothing_is_said():
    assert isinstance(only(record(answer(Content_Type=""))), Incoming)
    assert isinstance(only(record(answer(Content_Type="application/octet-stream"))), Incoming)


@pytest.mark.parametrize(
    "pack", [b"".join, lambda records: packed(*records)], ids=["plain", "packed"]
)
def test_record_that_lies_is_refused_and_the_rest_read(pack):
    items, _ = read(record(), record(length="5"), record(length="99999"), record(), pack=pack)
    first, short, long, last = items
    assert isinstance(first, Incoming)
    assert isinstance(last, Incoming)
    for number, error in ((2, short), (3, long)):
        assert isinstance(error, IngestError)
        assert (error.code, error.path) == ("warc_length", "a.warc")
        assert error.message.startswith(f"record {number} ({URI}): a record that says it holds")
        assert error.media_type == "application/warc"
    assert short.raw == record(length="5")


def test_bomb_is_refused_and_the_rest_read():
    bomb = answer(gzip.compress(bytes(90_000_000), mtime=0), Content_Encoding="gzip")
    error, last = read(record(bomb), record())[0]
    assert (error.code, isinstance(last, Incoming)) == ("packing", True)
    assert "unpacks to more than" in error.message


def test_document_that_holds_no_report_is_refused_by_its_record():
    def refuse(_raw, _media_type, place, _given):
        raise IngestError("no text; expected some", path=place.path, code="empty")

    [error] = read_warc(BytesIO(record()), "a.warc", NOTHING, read=refuse)
    assert (error.path, error.code) == ("a.warc", "empty")
    assert error.message == f"record 1 ({URI}): no text; expected some"
    assert (error.raw, error.media_type) == (record(), "application/warc")
    [again] = read_warc(BytesIO(error.raw), "a.warc", NOTHING, read=Reading())
    assert again.report.id == URI


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\n", gzip.compress(b"", mtime=0)])
def test_file_without_a_record_is_refused(raw):
    with pytest.raises(IngestError, match="without a record") as caught:
        list(read_warc(BytesIO(raw), "a.warc", NOTHING))
    assert caught.value.code == "empty"


def test_file_of_something_else_is_refused():
    [error], _ = read(b"<!doctype html><p>Shells fell.</p>")
    assert error.code == "warc_broken"


BLOCK = answer()


@pytest.mark.parametrize(
    "digest",
    [
        f"sha1:{b32encode(sha1(BLOCK, usedforsecurity=False).digest()).decode()}",
        f"SHA-256:{sha256(BLOCK).hexdigest()}",
        f"sha256:{b32encode(sha256(BLOCK).digest()).decode()}",
        "blake9:abc",
        "",
    ],
)
def test_digest_that_fits_is_no_problem(digest):
    assert only(record(WARC_Block_Digest=digest)).problems == ()


@pytest.mark.parametrize("digest", ["sha1:ABC", "sha256:", f"sha256:{'0' * 64}"])
def test_digest_that_does_not_fit_is_told(digest):
    [problem] = only(record(WARC_Block_Digest=digest)).problems
    assert (problem.stage, problem.code) == ("ingest", "warc_digest_differs")


def test_page_that_was_cut_when_it_was_kept_is_told():
    incoming = only(record(WARC_Truncated="length"))
    assert [problem.code for problem in incoming.problems] == ["warc_truncated"]
    assert incoming.provenance.metadata["warc:WARC-Truncated"] == "length"


def test_page_before_damage_is_told():
    incoming, _ = list(read_warc(BytesIO(packed(record())[:-4]), "a", NOTHING, read=Reading()))
    assert [problem.code for problem in incoming.problems] == ["warc_damaged"]


@pytest.mark.parametrize("value", ["yesterday", "", "2024-99-99T00:00:00Z"])
def test_odd_date_is_kept_as_it_is(value):
    [incoming], reading = read(record(WARC_Date=value))
    assert reading.calls[0][2].latest is None
    assert incoming.provenance.fetched.fetched_at == value


def test_article_is_read_out_of_a_packed_archive():
    raw = packed(record(answer(ARTICLE.encode())))
    [incoming] = read_warc(BytesIO(raw[2:]), "a.warc.gz", Given(), raw[:2])
    assert "Shelling killed at least 12 people in Marvoy" in incoming.report.text
    assert incoming.report.title == "Shells fall on Marvoy"
    assert incoming.provenance.raw == ARTICLE.encode()
    assert incoming.provenance.url == URI


def test_what_was_fetched_is_read_again_from_its_own_records():
    pages = {"/a": moved("/b"), "/b": page(gzip.compress(HTML, mtime=0), Content_Encoding="gzip")}
    with serving(pages) as server:
        fetched = Fetcher(make_transport(server)).fetch(server.url("/a"))
    reading = Reading()
    items = list(read_warc(BytesIO(fetched.exchange.warc), "a", NOTHING, read=reading))
    assert [type(item) for item in items] == [Skipped, Incoming]
    assert reading.calls[0][0] == fetched.body
    assert items[1].provenance.fetched.response_headers == fetched.exchange.response_headers
    others = ArchiveIterator(BytesIO(fetched.exchange.warc), check_digests="raise")
    bodies = [record.content_stream().read() for record in others if record.rec_type == "response"]
    assert bodies == [b"", HTML]
