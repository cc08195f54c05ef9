import os
import signal
import subprocess
import sys
from multiprocessing import get_context

import pytest

from accordingto.errors import ConfigurationError
from accordingto.ingest import extraction
from accordingto.ingest.extraction import MAX_BYTES, Extractor, Limits, shared_extractor
from accordingto.ingest.extracts import NotExtractedError
from tests.ingest.pages import FIRST, news_page, page
from tests.ingest.papers import paper

MANY_ATTRIBUTES = b"<html><body><p " + b" ".join(b"a%d" % n for n in range(400_000)) + b">x"
"""Libxml2 compares each attribute of an element with all before it."""


@pytest.fixture
def extractor():
    extractor = Extractor()
    yield extractor
    extractor.close()


def test_pages_and_papers_are_read_by_one_process(extractor):
    for _ in range(3):
        assert FIRST in extractor.extract(news_page(), "text/html").text
        assert (
            extractor.extract(paper([["Shells fell."]]), "application/pdf").text == "Shells fell."
        )
    assert extractor.started == 1


def test_refusal_of_a_document_ends_no_process(extractor):
    for _ in range(2):
        with pytest.raises(NotExtractedError) as refused:
            extractor.extract(b"", "text/html")
        assert refused.value.code == "no_text"
    assert extractor.started == 1


@pytest.mark.parametrize(
    ("limits", "raw", "code"),
    [
        ({"cpu_seconds": 1}, MANY_ATTRIBUTES, "too_slow"),
        ({"memory_mb": 120}, page("<i>a</i>" * 900_000), "out_of_memory"),
    ],
    ids=["computing", "memory"],
)
def test_document_that_takes_too_much_costs_itself_and_no_other(limits, raw, code):
    extractor = Extractor(Limits(**limits))
    with pytest.raises(NotExtractedError) as refused:
        extractor.extract(raw, "text/html")
    assert refused.value.code == code
    assert "; expected " in refused.value.message
    assert FIRST in extractor.extract(news_page(), "text/html").text
    assert extractor.started == 2
    extractor.close()


def test_document_that_takes_too_long_on_the_clock_is_given_up():
    extractor = Extractor(Limits(wall_seconds=0.2))
    with pytest.raises(NotExtractedError, match=r"within 0\.2 seconds") as refused:
        extractor.extract(MANY_ATTRIBUTES, "text/html")
    assert refused.value.code == "too_slow"
    assert extractor._process is None


def test_process_that_dies_costs_one_document(extractor):
    extractor.extract(news_page(), "text/html")
    process = extractor._process._popen
    os.kill(process.pid, signal.SIGSEGV)
    process.wait()
    with pytest.raises(NotExtractedError, match="signal 11") as refused:
        extractor.extract(news_page(), "text/html")
    assert refused.value.code == "worker_died"
    assert FIRST in extractor.extract(news_page(), "text/html").text


def test_document_larger_than_any_is_not_handed_on(extractor):
    with pytest.raises(NotExtractedError) as refused:
        extractor.extract(bytes(MAX_BYTES + 1), "text/html")
    assert (refused.value.code, extractor.started) == ("too_large", 0)


def test_interrupt_leaves_no_answer_for_the_next_document(extractor, monkeypatch):
    monkeypatch.setattr(extraction.threading, "Timer", _InterruptingTimer)
    with pytest.raises(KeyboardInterrupt):
        extractor.extract(news_page(), "text/html")
    monkeypatch.undo()
    assert extractor.extract(paper([["Shells fell."]]), "application/pdf").text == "Shells fell."
    assert extractor.started == 2


class _InterruptingTimer:
    """Ctrl-C just before the document is handed on."""

    def __init__(self, seconds, function):
        self.daemon = False

    def start(self):
        raise KeyboardInterrupt

    def cancel(self):
        pass


def test_process_is_made_anew_after_many_documents(extractor, monkeypatch):
    monkeypatch.setattr(extraction, "_MOST_DOCUMENTS", 2)
    for _ in range(3):
        extractor.extract(news_page(), "text/html")
    assert extractor.started == 2


def test_process_that_cannot_start_is_told(extractor, monkeypatch):
    monkeypatch.setattr(extraction, "_MODULE", "accordingto.nowhere")
    with pytest.raises(ConfigurationError, match="ended while it started"):
        extractor.extract(news_page(), "text/html")


@pytest.mark.parametrize("answer", [b"{}\n", b"[]\n", b'{"refused": 1}\n', b"\xff\n", b"\n"])
def test_answer_that_makes_no_sense_is_not_believed(extractor, monkeypatch, answer):
    monkeypatch.setattr(extraction._Process, "ask", lambda *_: answer)
    with pytest.raises(NotExtractedError) as refused:
        extractor.extract(news_page(), "text/html")
    assert refused.value.code == "worker_died"
    assert extractor._process is None


def test_program_keeps_one_extractor():
    assert shared_extractor() is shared_extractor()


def test_after_a_fork_each_has_a_process_of_its_own(extractor):
    extractor.extract(news_page(), "text/html")
    context = get_context("fork")
    ours, theirs = context.Pipe()

    def read():
        theirs.send((extractor.extract(news_page(), "text/html").text, extractor.started))
        extractor.close()

    child = context.Process(target=read)
    child.start()
    text, started = ours.recv()
    child.join()
    assert FIRST in text
    assert started == 2
    assert FIRST in extractor.extract(news_page(), "text/html").text
    assert extractor.started == 1


def test_module_in_the_folder_of_the_pages_is_not_run(tmp_path):
    (tmp_path / "json.py").write_text("open('run', 'w')")
    (tmp_path / "lxml.py").write_text("open('run', 'w')")
    (tmp_path / "a.html").write_bytes(news_page())
    code = "import accordingto as ato; print(ato.read_file('a.html').report.title)"
    told = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "Marvoy" in told.stdout
    assert told.stderr == ""
    assert not (tmp_path / "run").exists()


def test_process_that_reads_documents_is_told_no_key(monkeypatch):
    monkeypatch.setenv("ACCORDINGTO_LLM_KEY", "sk-secret")
    monkeypatch.setenv("ACCORDINGTO_LEDGER", "postgresql://ana:secret@localhost/war")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    told = extraction.environment()
    assert not [name for name, value in told.items() if "secret" in value]
    assert told["PYTHONPATH"].endswith(f"{os.pathsep}elsewhere")
    assert told["PATH"] == os.environ["PATH"]
