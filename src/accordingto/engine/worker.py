"""A worker process, and the parent's end of it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Generic, NamedTuple

from accordingto.engine.limits import go_first, size_of
from accordingto.engine.outcomes import Done, MakeWork, T, attempt
from accordingto.errors import ConfigurationError, ReadingError
from accordingto.ingest.inputs import Incoming

# A fresh interpreter for each: what a fork would copy (threads, open files) cannot do harm.
_CONTEXT = get_context("spawn")
_LAST_BREATH = 0.2
"""Seconds in which a process that has closed its connection may end by itself."""


class Word(Enum):
    """What a worker has to tell."""

    READY = "ready"
    DONE = "done"
    FAILED = "failed"
    MISCONFIGURED = "misconfigured"
    FINISHED = "finished"
    """All that it was given is told of."""


class Message(NamedTuple):
    """One thing told by a worker."""

    word: Word
    number: int = -1
    """Which input it is about."""
    value: object = None
    code: str = ""


Numbered = tuple[int, Incoming]


def serve(connection: Connection, make_work: MakeWork[T]) -> None:
    """Read what comes through the connection until it is closed: the life of a worker."""
    # Ctrl-C reaches the whole group; the parent decides what becomes of its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    go_first()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent has gone
        try:
            work = make_work()
            connection.send(Message(Word.READY))
            while True:
                for number, incoming in connection.recv():
                    connection.send(_tell(number, attempt(work, incoming)))
                connection.send(Message(Word.FINISHED))
        except ConfigurationError as error:
            connection.send(Message(Word.MISCONFIGURED, value=str(error)))


def _tell(number: int, outcome: Done[T] | ReadingError) -> Message:
    """Put an outcome in few words: the parent has the report already."""
    if isinstance(outcome, Done):
        return Message(Word.DONE, number, outcome.value)
    return Message(Word.FAILED, number, outcome.message, outcome.code)


class Worker(Generic[T]):
    """The parent's end: what the worker was given and has not told of yet."""

    def __init__(self, make_work: MakeWork[T]) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=serve, args=(theirs, make_work), daemon=True)
        with _interrupts_ignored():
            self._process.start()
        # Held by the worker alone, so that its death closes the connection.
        theirs.close()
        self.has_started = False
        self.is_idle = False
        self.waiting: dict[int, Incoming] = {}
        self.silent_s = 0.0
        """Seconds waited for since it last told something."""

    def give(self, batch: list[Numbered]) -> bool:
        """Give the worker reports to read; tell whether it took them."""
        self.is_idle = False
        self.waiting = dict(batch)
        self.silent_s = 0.0
        try:
            self.connection.send(batch)
        except OSError:
            return False
        return True

    def hear(self) -> Iterator[Message]:
        """Yield what the worker has told so far; raises EOFError when it is dead."""
        try:
            while self.connection.poll():
                message: Message = self.connection.recv()
                self.has_started = True
                self.silent_s = 0.0
                self.is_idle = message.word in {Word.READY, Word.FINISHED}
                yield message
        except OSError as error:
            raise EOFError from error

    @property
    def megabytes(self) -> int | None:
        """How much memory the process holds, where that is told."""
        return size_of(self._process.pid) if self._process.pid else None

    def kill(self) -> None:
        """End the process without asking it: one that hangs, or was stopped, would not end."""
        self._process.kill()

    def stop(self, *, now: bool = False) -> str:
        """End the process if it still runs; return how it ended, in words."""
        self.connection.close()
        if not now:
            self._process.join(timeout=_LAST_BREATH)
        self.kill()
        self._process.join()
        code = self._process.exitcode or 0
        self._process.close()
        return f"exit status {code}" if code >= 0 else f"signal {-code}"


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Let a process that is started here inherit that Ctrl-C is not its business."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may say so
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
