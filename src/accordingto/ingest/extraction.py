"""Reading documents in a process of their own, which is ended when one of them is too much for it.

Parsers of pages and PDF documents are large and meet files that strangers made. Whatever such a
file does to them - no end, no memory left, a crash - costs this one document and a new process.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, cast

from pydantic import TypeAdapter, ValidationError

from accordingto.errors import ConfigurationError
from accordingto.ingest.extracts import READY, Extract, NotExtractedError

MAX_BYTES = 100_000_000
"""Bytes of one document that are taken in; saved pages hold their pictures."""
_MAX_ANSWER = 400_000_000
_MOST_DOCUMENTS = 5000
"""Documents after which a process makes room for a fresh one: libraries keep things."""
_SPOILING = frozenset({"out_of_memory", "too_slow", "unreadable", "worker_died"})
"""Refusals after which a process is not to be relied on."""
_OURS = "ACCORDINGTO_"
"""How our variables begin; they may hold a key, or a password."""
_MODULE = "accordingto.ingest.extraction_worker"
_EXTRACT = TypeAdapter(Extract)
_REFUSAL = TypeAdapter(dict[str, str])
_SAVE = "save the report alone, or its text as a .txt file"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost."""

    cpu_seconds: int = 20
    """Seconds of computing; not kept to on Windows."""
    wall_seconds: float = 600
    """Seconds on the clock; a busy machine gives a process few of them."""
    memory_mb: int = 1500
    """Address space of the process in MiB, its own 200 included; not kept to on Windows."""


class Extractor:
    """Hands documents to the process that reads them; starts it, and starts it again."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: _Process | None = None
        self._owner = os.getpid()
        self._lock = threading.Lock()
        self._read = 0
        self.started = 0
        """How many processes there were so far."""

    def extract(self, raw: bytes, media_type: str, charset: str = "") -> Extract:
        """Return what a document says: `text/html`, `application/pdf`, `application/feed+xml`.

        Raises NotExtractedError for one that gives no text or takes too much time or memory, and
        ConfigurationError when the process cannot be started.
        """
        if len(raw) > MAX_BYTES:
            raise NotExtractedError(
                f"a document of {len(raw):,} bytes; expected no more than {MAX_BYTES:,}; {_SAVE}",
                "too_large",
            )
        order = {"media_type": media_type, "charset": charset, "size": len(raw)}
        with self._lock:
            process = self._running()
            is_whole = False
            try:
                extract = _parse(process.ask(json.dumps(order).encode() + b"\n" + raw))
                is_whole = True
            except NotExtractedError as error:
                is_whole = error.code not in _SPOILING
                raise
            finally:
                # Also after an interrupt: the answer to this one would be taken for the next's.
                if not is_whole or self._read >= _MOST_DOCUMENTS:
                    self._end()
        return extract

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _running(self) -> "_Process":
        if self._owner != os.getpid():  # after a fork the process is the parent's
            self._process, self._owner = None, os.getpid()
        if self._process is None:
            self._process = _Process(self._limits)
            self._read = 0
            self.started += 1
        self._read += 1
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.end()


class _Process:
    """One process that reads documents."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._popen = subprocess.Popen(  # noqa: S603 -- our own module
            # -P: a folder of saved pages may hold a file that is called json.py.
            [sys.executable, "-P", "-m", _MODULE, str(limits.cpu_seconds), str(limits.memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,  # Ctrl-C is for us; it ends when we close its input
        )
        self._orders = cast("IO[bytes]", self._popen.stdin)
        self._answers = cast("IO[bytes]", self._popen.stdout)
        if self._answers.readline(100) != READY:
            raise ConfigurationError(
                f"the process that reads documents ended while it started ({_name(self.end())}); "
                "expected trafilatura and pypdfium2 to be there and to load; install accordingto "
                "again"
            )

    def ask(self, order: bytes) -> bytes:
        """Return the answer to an order.

        Raises NotExtractedError when the process dies over it, or has to be ended.
        """
        out_of_time = threading.Event()

        def end() -> None:
            out_of_time.set()
            self._popen.kill()

        watch = threading.Timer(self._limits.wall_seconds, end)
        watch.daemon = True
        watch.start()
        try:
            with suppress(BrokenPipeError):  # it died before it had heard all
                self._orders.write(order)
                self._orders.flush()
            answer = self._answers.readline(_MAX_ANSWER)
        finally:
            watch.cancel()
        if not answer.endswith(b"\n"):
            raise _death(self.end(), self._limits, is_out_of_time=out_of_time.is_set())
        return answer

    def end(self) -> int:
        """End the process and return its exit status, negative for a signal."""
        self._popen.kill()
        with suppress(BrokenPipeError):  # what it had not heard
            self._orders.close()
        self._answers.close()
        return self._popen.wait()


@cache
def shared_extractor() -> Extractor:
    """Return the extractor of this program: one process, kept until the program ends."""
    extractor = Extractor()
    atexit.register(extractor.close)
    return extractor


def _parse(answer: bytes) -> Extract:
    """Return the extract in an answer; what comes out of the process is not believed unseen."""
    try:
        if answer.startswith(b'{"refused"'):
            refusal = _REFUSAL.validate_json(answer)
            raise NotExtractedError(refusal["message"], refusal["refused"])
        return _EXTRACT.validate_json(answer)
    except (ValidationError, KeyError) as error:
        raise NotExtractedError(
            f"the process that read it gave an answer that makes no sense; {_SAVE}", "worker_died"
        ) from error


def _death(status: int, limits: Limits, *, is_out_of_time: bool) -> NotExtractedError:
    if is_out_of_time:
        found, code = f"it was not read within {limits.wall_seconds:,} seconds", "too_slow"
    elif hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU:
        found, code = f"reading it took more than {limits.cpu_seconds:,} s of computing", "too_slow"
    else:
        found = f"the process that read it was ended ({_name(status)}), as when memory runs out"
        code = "worker_died"
    return NotExtractedError(f"{found}; expected a report that is quickly read; {_SAVE}", code)


def _name(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"exit status {status}"


def environment() -> dict[str, str]:
    """Return what the process that reads documents is told: nothing of keys and ledgers."""
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return {**kept, "PYTHONPATH": os.pathsep.join(paths)}
