"""No network call unless the user asked to fetch: watched in every process that a run starts."""

import os
import subprocess
import sys

import pytest

from tests.ingest.pages import news_page
from tests.ingest.papers import paper
from tests.ingest.warc.archives import answer, packed, record

SENTENCE = "Shelling killed at least 12 people in Marvoy on Thursday, residents said."
LURES = (
    '<link rel="stylesheet" href="http://lure.example/a.css">'
    '<meta http-equiv="refresh" content="0; url=http://lure.example/b">'
    '<base href="http://lure.example/"><script src="http://lure.example/c.js"></script>'
)
PAGE = news_page(head=LURES)
FEED = (
    '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://lure.example/rss.dtd"><rss version="2.0">'
    f"<channel><title>W</title><item><title>{SENTENCE}</title>"
    "<link>http://lure.example/1</link></item></channel></rss>"
).encode()
ROW = f'{{"id": "r1", "text": "{SENTENCE}", "url": "http://lure.example/2"}}\n'.encode()
SOURCES = {
    "a.txt": SENTENCE.encode(),
    "b.jsonl": ROW,
    "c.html": PAGE,
    "d.pdf": paper([[SENTENCE, "http://lure.example/3"]]),
    "e.csv": f"id;text;url\n1;{SENTENCE};http://lure.example/4\n".encode(),
    "f.rss": FEED,
    "g.warc": record(answer(PAGE)),
    "h.warc.gz": packed(record(answer(PAGE), WARC_Target_URI="http://lure.example/5")),
}
# Loaded by every Python that is started; a file is made for each kind of event.
WATCH = """
import os, sys
LOADING = {"socket.__new__", "socket.bind"}  # urllib3 tries out IPv6 when it is loaded
def watch(event, arguments):
    if event == "socket.__new__" and arguments[1] == 1:
        return  # AF_UNIX: a pipe between our own processes
    if event.startswith(("socket.", "urllib.", "http.client.", "ftplib.", "smtplib.")):
        worker = any("extraction_worker" in part for part in sys.orig_argv)
        if not (worker and event in LOADING):
            open(os.path.join(os.environ["SEEN"], event), "w").close()
sys.addaudithook(watch)
"""


@pytest.fixture
def seen(tmp_path):
    """A folder that holds the names of what processes did on the network."""
    folder = tmp_path / "seen"
    folder.mkdir()
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    return folder


def run(seen, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(seen.parent), "SEEN": str(seen)}
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def names(seen):
    return sorted(path.name for path in seen.iterdir())


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, raw in SOURCES.items():
        (folder / name).write_bytes(raw)
    return folder


@pytest.mark.parametrize("more", [(), ("--jobs", "2"), ("--fetch",)])
def test_reading_files_opens_no_socket_in_any_process(sources, seen, more):
    result = run(seen, "-m", "accordingto", "read", str(sources), "-f", "jsonl", *more)
    assert "\nread 8 reports" in result.stderr
    assert names(seen) == []


def test_address_without_fetch_opens_no_socket(sources, seen):
    url = "http://127.0.0.1:9/story"
    result = run(seen, "-m", "accordingto", "read", url, str(sources / "a.txt"))
    assert result.returncode == 1
    assert "add --fetch" in result.stderr
    assert names(seen) == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:80/", "file:///etc/passwd", "http://0x7f.1/"])
def test_address_that_is_refused_opens_no_socket(seen, url):
    result = run(seen, "-m", "accordingto", "read", url, "--fetch")
    assert result.returncode == 3
    assert "address_refused" in result.stderr
    assert names(seen) == []


def test_what_fetches_is_not_loaded_before_it_is_asked_for(sources, seen):
    code = (
        "import sys, accordingto, accordingto.cli.app\n"
        "print(len(list(accordingto.read_many([sys.argv[1]]))))\n"
        "print([name for name in sys.modules if name.startswith('accordingto.ingest.fetch')])"
    )
    assert run(seen, "-c", code, str(sources)).stdout.split("\n", 1) == ["8", "[]\n"]


def test_the_watch_itself(seen):
    code = "import socket, subprocess, sys; subprocess.run([sys.executable, '-P', '-c', {!r}])"
    run(seen, "-c", code.format("import socket; socket.socket().close()"))
    assert names(seen) == ["socket.__new__"]
