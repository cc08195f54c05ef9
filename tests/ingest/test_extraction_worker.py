import json
import os
import socket
import subprocess
import sys

import pytest

from accordingto.ingest import extraction_worker
from accordingto.ingest.extraction_worker import _answer, _stay_inside
from accordingto.ingest.extracts import Extract
from tests.ingest.pages import news_page

COMMAND = [sys.executable, "-m", "accordingto.ingest.extraction_worker", "20", "1500"]


def order(raw, media_type="text/html"):
    head = {"media_type": media_type, "charset": "", "size": len(raw)}
    return json.dumps(head).encode() + b"\n" + raw


def test_worker_answers_order_after_order_and_ends_with_its_input():
    raw = order(news_page()) + order(b"")
    told = subprocess.run(COMMAND, input=raw, capture_output=True, check=True)
    ready, first, second = told.stdout.splitlines()
    assert ready == b"ready"
    assert "Marvoy" in json.loads(first)["text"]
    assert json.loads(second)["refused"] == "no_text"
    assert told.stderr == b""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MemoryError(), "out_of_memory"),
        (RecursionError("too deep"), "unreadable"),
        (ZeroDivisionError("oh " * 1000), "unreadable"),
    ],
)
def test_whatever_a_parser_does_is_an_answer(error, code):
    def stumble(*_):
        raise error

    answer = _answer(stumble, b"", "")
    assert answer["refused"] == code
    assert len(answer["message"]) < 600
    assert "; expected " in answer["message"]


def test_extract_becomes_json():
    answer = _answer(lambda *_: Extract(text="\u200bx", tool="t"), b"", "")
    assert json.loads(json.dumps(answer))["text"] == "\u200bx"


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("socket.connect", ()),
        ("socket.getaddrinfo", ("skerry.example", 80)),
        ("subprocess.Popen", ()),
        ("os.system", ("true",)),
        ("os.exec", ()),
        ("os.remove", ("x",)),
        ("open", ("x", "w", os.O_WRONLY | os.O_CREAT)),
    ],
)
def test_network_programs_and_files_to_write_are_refused(event, arguments):
    with pytest.raises(PermissionError, match="a document asked for"):
        _stay_inside(event, arguments)


def test_reading_a_file_of_its_own_is_not_refused():
    _stay_inside("open", ("x", "r", os.O_RDONLY))
    _stay_inside("import", ("json",))


def test_guard_is_in_force_where_documents_are_read():
    code = (
        "import sys; from accordingto.ingest import extraction_worker as worker\n"
        "def load():\n"
        "    def read(raw, charset):\n"
        "        import socket; socket.create_connection(('127.0.0.1', int(raw)))\n"
        "    return {'text/html': read}\n"
        "worker._load = load; worker.main(['20', '1500'])"
    )
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.05)
        told = subprocess.run(
            [sys.executable, "-c", code],
            input=order(str(server.getsockname()[1]).encode()),
            capture_output=True,
            check=True,
        )
        with pytest.raises(TimeoutError):
            server.accept()
    answer = json.loads(told.stdout.splitlines()[1])
    assert answer["refused"] == "unreadable"
    assert "PermissionError" in answer["message"]


def test_limits_are_set_before_any_document(monkeypatch):
    set_to = {}
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "setrlimit", lambda kind, value: set_to.update({kind: value[0]}))
    extraction_worker._limit_memory(300)
    extraction_worker._limit_time(20)
    assert set_to[resource.RLIMIT_AS] == 300 << 20
    assert set_to[resource.RLIMIT_FSIZE] == set_to[resource.RLIMIT_CORE] == 0
    assert set_to[resource.RLIMIT_CPU] >= 21
