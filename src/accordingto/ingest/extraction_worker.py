"""The process that reads documents: a document in, an extract or a refusal out, until the end.

Run as a program with two numbers: seconds of computing and MiB of memory for one document.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import BinaryIO

from accordingto.ingest.extracts import READY, Extract, NotExtractedError

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

_MIB = 1 << 20
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_SAVE = "save the report alone, or its text as a .txt file"


def main(arguments: list[str]) -> None:
    """Answer orders on standard input until it is closed."""
    cpu_seconds, memory_mb = map(int, arguments)
    orders, answers = sys.stdin.buffer, _own_standard_output()
    _limit_memory(memory_mb)
    readers = _load()
    sys.addaudithook(_stay_inside)
    answers.write(READY)
    answers.flush()
    while line := orders.readline():
        _limit_time(cpu_seconds)
        order = json.loads(line)
        answer = _answer(readers[order["media_type"]], orders.read(order["size"]), order["charset"])
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _own_standard_output() -> BinaryIO:
    """Keep the pipe to ourselves: a library that prints something must not spoil an answer."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


Read = Callable[[bytes, str], Extract]


def _load() -> dict[str, Read]:
    # trafilatura asks for a guesser of languages if there is one; it takes time and is not used.
    sys.modules["py3langid"] = None  # type: ignore[assignment]
    from accordingto.ingest.feed_entries import FEED, extract_feed  # noqa: PLC0415
    from accordingto.ingest.html import extract_html  # noqa: PLC0415 -- under the limits
    from accordingto.ingest.pdf import extract_pdf  # noqa: PLC0415
    from accordingto.ingest.saved_pages import (  # noqa: PLC0415
        extract_mhtml,
        extract_webarchive,
    )
    from accordingto.ingest.word import extract_word  # noqa: PLC0415

    return {
        "text/html": extract_html,
        "application/pdf": lambda raw, _: extract_pdf(raw),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
            lambda raw, _: extract_word(raw)
        ),
        "multipart/related": lambda raw, _: extract_mhtml(raw),
        "application/x-webarchive": lambda raw, _: extract_webarchive(raw),
        FEED: lambda raw, _: extract_feed(raw),
    }


def _answer(read: Read, raw: bytes, charset: str) -> dict[str, object]:
    try:
        return asdict(read(raw, charset))
    except NotExtractedError as error:
        return {"refused": error.code, "message": error.message}
    except MemoryError:
        return _refusal("it needs more memory than a report should", "out_of_memory")
    except Exception as error:  # noqa: BLE001 -- other people's code on a hostile file
        return _refusal(f"it could not be read ({type(error).__name__}: {error})", "unreadable")


def _refusal(found: str, code: str) -> dict[str, object]:
    return {
        "refused": code,
        "message": f"{found[:300]}; expected a page or PDF as others are; {_SAVE}",
    }


def _limit_memory(megabytes: int) -> None:
    if resource is not None:
        with suppress(OSError, ValueError):  # macOS knows this limit by name only
            _limit(resource.RLIMIT_AS, megabytes * _MIB)
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, 0)


def _limit_time(seconds: int) -> None:
    """Let the next document have so many seconds of computing."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


def _stay_inside(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what no reading of a document needs: the network, other programs, writing files."""
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.fork")):
        raise PermissionError(f"a document asked for {event}")
    if event in {"os.system", "os.remove", "os.rename", "shutil.rmtree", "ctypes.dlopen"}:
        raise PermissionError(f"a document asked for {event}")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError("a document asked for a file to write")


if __name__ == "__main__":
    main(sys.argv[1:])
