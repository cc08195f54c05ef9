import gzip
import json
import os
import pickle
from io import BytesIO
from itertools import count, islice
from pathlib import Path

import pytest

from accordingto.errors import IngestError
from accordingto.ingest import reports, rows
from accordingto.ingest.inputs import Given, Incoming, Skipped
from accordingto.ingest.reports import read_reports
from accordingto.ledger.quarantine import bytes_of_refused
from accordingto.report import Report
from tests.ingest.pages import TITLE, news_page, page
from tests.ingest.papers import paper
from tests.ingest.warc.archives import URI, answer, packed, record

TEXT = "Shells fell on Marvoy."
SENTENCE = "Shelling killed at least 12 people in Marvoy on Thursday, residents said. "
ARTICLE = answer(
    f"<!doctype html><title>Shells</title><article><p>{SENTENCE * 9}</p></article>".encode()
)


def row(id, text=TEXT, **fields):  # noqa: A002 -- the field's name
    return json.dumps({"id": id, "text": text, **fields}) + "\n"


def write(path, content=TEXT):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def ids(items):
    return [item.report.id for item in items if isinstance(item, Incoming)]


def codes(items):
    return [(item.code, item.line) for item in items if isinstance(item, IngestError)]


def test_text_file_is_one_report_named_by_its_stem(tmp_path):
    path = write(tmp_path / "week.1.txt")
    [incoming] = read_reports([path], Given("2024-03-12", "Skerry Wire"))
    report = incoming.report
    assert (report.id, report.title, report.text) == ("week.1", "", TEXT)
    assert (report.published, report.publisher) == ("2024-03-12", "Skerry Wire")
    assert (incoming.path, incoming.line, incoming.size) == (path, None, len(TEXT))


def test_text_file_keeps_its_bytes_and_names_what_read_it(tmp_path):
    raw = b"\xef\xbb\xbfShells fell.\r\n"
    [incoming] = read_reports([write(tmp_path / "a.txt", raw)])
    came = incoming.provenance
    assert (came.raw, came.media_type, came.tool) == (raw, "text/plain", "accordingto-text/1")
    assert incoming.report.text == "Shells fell.\n"


def test_input_can_be_sent_to_another_process(tmp_path):
    [incoming] = read_reports([write(tmp_path / "c.jsonl", row("r1", label=[1]))])
    assert pickle.loads(pickle.dumps(incoming)) == incoming  # noqa: S301 -- our own


def test_corpus_is_one_report_a_line_and_blank_lines_are_nothing(tmp_path):
    path = write(tmp_path / "c.jsonl", "\n" + row("r1") + "\n \n" + row("r2").rstrip())
    assert [(item.report.id, item.line) for item in read_reports([path])] == [("r1", 2), ("r2", 5)]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (row("r1") + row("r2"), ["r1", "r2"]),
        ("\ufeff" + row("r1"), ["r1"]),
        ("\n\n" + row("r1"), ["r1"]),
    ],
)
def test_corpus_on_standard_input_is_known_by_its_content(content, found):
    assert ids(read_reports(["-"], stdin=BytesIO(content.encode()))) == found


@pytest.mark.parametrize(
    "content", [TEXT, "{Shells} fell on Marvoy.", '["Shells fell," he said]', "\n\n" + TEXT]
)
def test_text_on_standard_input_is_named_by_its_hash(content):
    [incoming] = read_reports(["-"], stdin=BytesIO(content.encode()))
    assert incoming.report.text == content
    assert incoming.report.id == incoming.report.sha256[:16]


@pytest.mark.parametrize("content", ['[{"id": "r1"}]', '{\n  "id": "r1"\n}', '[\n  {"id": 1}\n]'])
def test_json_that_is_not_one_object_a_line_is_refused_as_a_whole(content):
    items = list(read_reports(["-"], stdin=BytesIO(content.encode())))
    assert codes(items) == [("not_jsonl", None)]
    assert len(items) == 1


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a", "a.pdf"])
def test_page_is_known_by_its_first_bytes(tmp_path, name):
    [incoming] = read_reports([write(tmp_path / name, news_page())], Given("2020-01-01", "Post"))
    report = incoming.report
    assert (report.id, report.title) == ("a", TITLE)
    assert (report.published, report.publisher) == ("2024-03-12", "Skerry Wire")
    assert incoming.provenance.raw == news_page()


def test_page_that_does_not_begin_as_one_is_known_by_its_ending(tmp_path):
    words = "<p>Shells fell on Marvoy.</p>"
    assert [i.report.text for i in read_reports([write(tmp_path / "a.htm", words)])] == [
        "Shells fell on Marvoy."
    ]
    assert [i.report.text for i in read_reports([write(tmp_path / "a.txt", words)])] == [words]


def test_page_and_paper_on_standard_input_are_named_by_the_hash_of_their_text():
    declared = b'<?xml version="1.0" encoding="utf-8"?>\n\n' + news_page()
    for raw in (news_page(), declared, paper([["Shells fell."]])):
        [incoming] = read_reports(["-"], stdin=BytesIO(raw))
        assert incoming.report.id == incoming.report.sha256[:16]


def test_bad_pages_are_refused_and_the_rest_is_read(tmp_path):
    write(tmp_path / "a.html", b"")
    write(tmp_path / "b.html", page("<div>" * 3000 + "x"))
    write(tmp_path / "c.pdf", b"%PDF-1.7")
    write(tmp_path / "d.html", b"PK\x03\x04")
    write(tmp_path / "e.html", news_page())
    write(tmp_path / "f.pdf", paper([[]]))
    items = list(read_reports([str(tmp_path)]))
    assert ids(items) == ["e"]
    assert [(i.raw, i.media_type) for i in items if isinstance(i, IngestError)][2] == (
        b"%PDF-1.7",
        "application/pdf",
    )
    assert [code for code, _ in codes(items)] == [
        "no_text",
        "too_deep",
        "broken_pdf",
        "binary",
        "no_text",
    ]


@pytest.mark.parametrize(
    ("published", "counted"),
    [
        ("2999-01-01", "no day is counted"),
        ("1066-10-14", "no day is counted"),
        ("2199-01-01", "Friday are counted from there"),
        ("1812-09-07", "Friday are counted from there"),
    ],
)
def test_day_that_is_unlikely_is_kept_and_told(tmp_path, published, counted):
    path = write(tmp_path / "c.jsonl", row("r1", published=published) + row("r2", "Rain fell."))
    first, second = read_reports([path], Given("2024-03-12"))
    assert first.report.published == published
    [problem] = first.problems
    assert problem.code == "published_unlikely"
    assert counted in problem.message
    assert second.problems == ()


def test_hidden_characters_are_told_whatever_the_input(tmp_path):
    write(tmp_path / "a.txt", "Shells killed 1\u200b2.")
    write(tmp_path / "b.jsonl", row("r1", "Shells killed 1\u200b2."))
    for incoming in read_reports([str(tmp_path)]):
        assert [problem.code for problem in incoming.problems] == ["hidden_characters"]


def test_bad_lines_are_refused_and_the_rest_is_read(tmp_path):
    lines = [row("r1"), '{"id": "r2"\n', '{"text": "x"}\n', row("r4").replace(TEXT, "x\\ud800")]
    path = write(tmp_path / "c.jsonl", "".join(lines).encode() + b"\xff\n" + row("r6").encode())
    items = list(read_reports([path]))
    assert ids(items) == ["r1", "r6"]
    assert codes(items) == [
        ("broken_json", 2),
        ("missing_id", 3),
        ("lone_surrogate", 4),
        ("not_utf8", 5),
    ]


@pytest.mark.parametrize("content", ["", "\n\n"])
@pytest.mark.parametrize("name", ["c.jsonl", "c.txt"])
def test_empty_file_is_refused(tmp_path, name, content):
    [error] = read_reports([write(tmp_path / name, content)])
    assert error.code == "empty"


def test_bad_files_are_refused_and_the_rest_is_read(tmp_path):
    write(tmp_path / "a.txt", b"PK\x03\x04")
    write(tmp_path / "b.txt", b"caf\xe9")
    write(tmp_path / "c.jsonl", b"\x1f\x8b\x08\0\n\n\n")
    write(tmp_path / "d.txt")
    items = list(read_reports([str(tmp_path), str(tmp_path / "nowhere")]))
    assert ids(items) == ["d"]
    assert [code for code, _ in codes(items)] == ["binary", "not_utf8", "binary", "not_found"]


def test_file_that_may_not_be_opened_is_refused(tmp_path, monkeypatch):
    def refuse(path, *_):
        raise PermissionError(13, "Permission denied", str(path))

    path = write(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "open", refuse)
    [error] = read_reports([path])
    assert error.code == "unreadable"
    assert "Permission denied" in error.message


def test_pipe_is_named_by_the_hash_of_its_text():
    reading, writing = os.pipe()
    os.write(writing, TEXT.encode())
    os.close(writing)
    [incoming] = read_reports([f"/dev/fd/{reading}"])
    os.close(reading)
    assert incoming.report.id == incoming.report.sha256[:16]


def test_ids_below_a_folder_show_the_way_down(tmp_path):
    for name in ("x.txt", "week1/x.txt", "week2/x.txt"):
        write(tmp_path / "reports" / name)
    assert ids(read_reports([str(tmp_path / "reports")])) == ["week1/x", "week2/x", "x"]


def test_ids_of_several_folders_show_the_folder(tmp_path):
    write(tmp_path / "a" / "x.txt")
    write(tmp_path / "b" / "sub" / "x.txt")
    assert ids(read_reports([str(tmp_path / "a"), str(tmp_path / "b")])) == ["a/x", "b/sub/x"]


def test_files_of_one_name_take_in_their_folders(tmp_path):
    paths = [write(tmp_path / name) for name in ("a/x.txt", "b/x.txt", "b/x.md")]
    first, second, third = ids(read_reports(paths))
    assert (first, second) == ("x", "b/x")
    assert third.endswith("/b/x")


def test_file_named_twice_is_read_once(tmp_path):
    path = write(tmp_path / "x.txt")
    items = list(read_reports([path, str(tmp_path)]))
    assert ids(items) == ["x"]
    assert [item.reason for item in items if isinstance(item, Skipped)] == ["named twice"]


def test_another_text_under_a_known_id_is_read_under_a_new_one(tmp_path):
    lines = [row("r1"), row("r1", "Nobody was hurt."), row("r1", "Nobody was hurt.")]
    items = list(read_reports([write(tmp_path / "c.jsonl", "".join(lines))]))
    first, second, third = items
    assert first.problems == ()
    assert second.report.id == f"r1~{second.report.sha256[:8]}"
    assert [problem.code for problem in second.problems] == ["duplicate_id"]
    assert (third.code, third.line) == ("duplicate", 3)


class Endless:
    """A pipe that never ends."""

    def __init__(self):
        self.rows = (row(f"r{number}").encode() for number in count())

    def readline(self, size=-1):
        return next(self.rows)

    def __iter__(self):
        return self.rows


def test_corpus_is_read_only_as_far_as_asked():
    assert ids(islice(read_reports(["-"], stdin=Endless()), 3)) == ["r0", "r1", "r2"]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_text_of_twenty_megabytes_in_one_line_is_read_whole(tmp_path, name):
    text = "Shells fell on Marvoy. " * 900_000
    path = write(tmp_path / name, text if name == "a.txt" else row("a", text))
    [incoming] = read_reports([path])
    assert len(incoming.report.text) == len(text)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.html", "a.rss"])
def test_text_too_large_for_a_reader_is_refused_and_held(tmp_path, monkeypatch, name):
    text = "Shells fell. " * 400
    raw = {
        "a.jsonl": json.dumps({"id": "a", "text": text}),
        "a.html": f"<article><h1>Shells</h1><p>{text}</p></article>",
        "a.rss": f"<rss><channel><item><description>{text}</description></item></channel></rss>",
    }.get(name, text)
    (tmp_path / name).write_text(raw)
    for module in (reports, rows):
        monkeypatch.setattr(module, "MAX_TEXT", 5000)
    [error] = read_reports([str(tmp_path / name)])
    assert (error.code, error.line) in {("too_large", None), ("too_long", 1), ("too_large", 1)}
    assert "; expected one" in error.message
    held = bytes_of_refused(error).decode()
    assert held == (raw[14:-16] if name == "a.rss" else raw)


def test_address_is_refused_where_nothing_may_be_fetched(tmp_path):
    text = write(tmp_path / "a.txt")
    error, incoming = read_reports(["https://news.example.org/story", text])
    assert (error.code, error.path) == ("needs_fetch", "https://news.example.org/story")
    assert incoming.report.text == TEXT


def test_address_is_handed_to_what_fetches_and_only_once():
    asked = []

    def fetch(url, given):
        asked.append((url, given))
        yield Incoming(report=Report(id=url, text=TEXT), path=url, line=None, size=1)

    given = Given("2024-03-12", "Skerry Wire")
    urls = ["https://a.example/", "https://b.example/", "https://a.example/"]
    first, second, third = read_reports(urls, given, fetch=fetch)
    assert asked == [(urls[0], given), (urls[1], given)]
    assert (first.report.id, second.report.id) == (urls[0], urls[1])
    assert isinstance(third, Skipped)


def test_pages_of_two_fetches_that_are_one_are_told():
    def fetch(url, _given):
        yield Incoming(
            report=Report(id="https://a.example/", text=TEXT), path=url, line=None, size=1
        )

    items = list(
        read_reports(
            ["https://a.example/", "https://a.example/?x", "https://a.example/?y"], fetch=fetch
        )
    )
    assert codes(items) == [("duplicate", None)]


@pytest.mark.parametrize("name", ["a.warc", "A.WARC.GZ", "a.dat"])
@pytest.mark.parametrize(
    "pack", [b"".join, lambda records: packed(*records)], ids=["plain", "packed"]
)
def test_web_archive_is_known_by_its_name_or_its_first_bytes(tmp_path, name, pack):
    path = write(tmp_path / name, pack([record(b"x", WARC_Type="warcinfo"), record(ARTICLE)]))
    [incoming] = read_reports([path])
    assert (incoming.report.id, incoming.path) == (URI, path)
    assert incoming.provenance.fetched.warc


@pytest.mark.parametrize(
    "pack", [b"".join, lambda records: packed(*records)], ids=["plain", "packed"]
)
def test_web_archive_is_read_from_standard_input(pack):
    [incoming] = read_reports(["-"], stdin=BytesIO(pack([record(ARTICLE)])))
    assert incoming.report.id == URI


def test_web_archive_in_a_folder_is_read_and_other_packed_files_are_not(tmp_path):
    write(tmp_path / "f" / "a.warc.gz", packed(record(ARTICLE)))
    write(tmp_path / "f" / "b.gz", b"\x1f\x8b")
    incoming, skipped = read_reports([str(tmp_path / "f")])
    assert incoming.report.id == URI
    assert isinstance(skipped, Skipped)


def test_two_visits_to_one_address_are_two_reports(tmp_path):
    later = record(ARTICLE.replace(b"12 people", b"14 people"))
    path = write(tmp_path / "a.warc", record(ARTICLE) + later)
    first, second = read_reports([path])
    assert second.report.id == f"{URI}~{second.report.sha256[:8]}"
    assert second.provenance.url == first.provenance.url == URI


def test_other_packed_file_is_refused(tmp_path):
    path = write(tmp_path / "a.dat", gzip.compress(b"Shells fell.\n" * 1000, mtime=0))
    assert codes(read_reports([path])) == [("binary", None)]
