"""A pool of worker processes that survives the death of any of them."""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import wait
from time import monotonic
from types import TracebackType
from typing import Generic, cast

from accordingto.engine.limits import NO_LIMITS, TOO_LARGE, TOO_SLOW, Limits
from accordingto.engine.outcomes import Done, MakeWork, Outcome, T, failure
from accordingto.engine.worker import Message, Numbered, Word, Worker
from accordingto.errors import ConfigurationError
from accordingto.ingest.inputs import Incoming, Item

BATCH_REPORTS = 32
BATCH_CHARACTERS = 100_000
"""A batch is full with so many reports, or with so much text."""
BATCHES_AHEAD = 4
"""Batches a worker that may be read, or wait for an earlier one, at a time."""
START_S = 600
"""Seconds in which a worker has to be ready, where there are limits at all."""
LOOK_S = 0.25
"""Seconds after which workers are looked at, when none tells anything."""


class Pool(Generic[T]):
    """Workers that take a batch at a time; outcomes come out in the order of the inputs."""

    def __init__(self, make_work: MakeWork[T], workers: int, limits: Limits = NO_LIMITS) -> None:
        self._make_work = make_work
        self._limits = limits
        self._looked = 0.0
        """When workers were looked at."""
        self._size = workers
        self._workers: list[Worker[T]] = []
        self._outcomes: dict[int, Outcome[T]] = {}
        """By number of the input: told, but not yet handed out."""
        self._batches: deque[list[Numbered]] = deque()
        """Taken in, but not yet given to a worker."""
        self._taken = 0
        self._next = 0
        self._open_batches: deque[int] = deque()
        """Number of the last input of each batch that is not yet handed out."""

    def __enter__(self) -> "Pool[T]":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.stop(now=True)

    def run(self, items: Iterable[Item]) -> Iterator[Outcome[T]]:
        """Yield the outcome of each input, in their order."""
        source = iter(items)
        has_more = True
        while has_more or self._next < self._taken:
            while has_more and len(self._open_batches) < self._size * BATCHES_AHEAD:
                has_more = self._take(source)
                self._give_out()
            self._give_out()
            if self._next not in self._outcomes and self._next < self._taken:
                self._listen()
            yield from self._hand_out()

    def _take(self, source: Iterator[Item]) -> bool:
        """Take in one batch; tell whether there may be more."""
        first = self._taken
        # The first batches are small, so that a few reports are shared out as well.
        most = min(BATCH_REPORTS, 1 + first // (BATCHES_AHEAD * self._size))
        batch: list[Numbered] = []
        characters = 0
        for item in source:
            number, self._taken = self._taken, self._taken + 1
            if isinstance(item, Incoming):
                batch.append((number, item))
                # A saved page holds its pictures: many bytes for little text.
                characters += max(len(item.report.text), item.size)
            else:
                self._outcomes[number] = item
            if self._taken - first >= most or characters >= BATCH_CHARACTERS:
                break
        if self._taken > first:
            self._open_batches.append(self._taken - 1)
        if batch:
            self._batches.append(batch)
        return self._taken > first

    def _give_out(self) -> None:
        """Give each idle worker a batch; start workers while there is more than they can take."""
        for worker in list(self._workers):
            if worker.is_idle and self._batches and not worker.give(self._batches.popleft()):
                self._bury(worker, took_batch=False)
        starting = sum(not worker.is_idle and not worker.waiting for worker in self._workers)
        for _ in range(min(self._size - len(self._workers), len(self._batches) - starting)):
            self._workers.append(Worker(self._make_work))

    def _listen(self) -> None:
        """Wait until a worker tells something, or dies."""
        is_limited = self._limits != NO_LIMITS
        began = monotonic()
        connections = [worker.connection for worker in self._workers]
        ready = set(wait(connections, LOOK_S if is_limited else None))
        for worker in [worker for worker in self._workers if worker.connection in ready]:
            try:
                for message in worker.hear():
                    self._note(worker, message)
            except EOFError:
                self._bury(worker)
        if is_limited:
            self._look(monotonic() - began)

    def _look(self, waited_s: float) -> None:
        """Give up reports that take too long, or too much memory.

        What counts is how long was waited here: not while a slow disk took what was read, and not
        while all was stopped (Ctrl-Z).
        """
        for worker in self._workers:
            worker.silent_s += 0.0 if worker.is_idle else min(waited_s, LOOK_S)
            if not worker.has_started and worker.silent_s > START_S:
                raise ConfigurationError(
                    f"a worker process did not start within {START_S} seconds; expected it to "
                    "load the reader; see whether the machine has memory left, or use one job"
                )
        limit_s, limit_mb = self._limits.seconds, self._limits.megabytes
        if monotonic() - self._looked < LOOK_S:
            return
        self._looked = monotonic()
        for worker in [worker for worker in self._workers if worker.waiting]:
            found = worker.megabytes if limit_mb else None
            if limit_s and worker.silent_s > limit_s:
                self._give_up(worker, self._limits.why_slow(), TOO_SLOW)
            elif found and limit_mb and found > limit_mb:
                self._give_up(worker, self._limits.why_large(found), TOO_LARGE)

    def _give_up(self, worker: Worker[T], why: str, code: str) -> None:
        """End a worker for the report that it is at; its other reports are read by the next."""
        worker.kill()
        with suppress(EOFError):  # what it told before is not read again, and not blamed
            for message in worker.hear():
                self._note(worker, message)
        worker.stop(now=True)
        self._workers.remove(worker)
        if worker.waiting:
            self._blame(worker, why, code)

    def _note(self, worker: Worker[T], message: Message) -> None:
        if message.word is Word.MISCONFIGURED:
            raise ConfigurationError(str(message.value))
        if message.word is Word.DONE:
            incoming = worker.waiting.pop(message.number)
            self._outcomes[message.number] = Done(incoming, cast("T", message.value))
        elif message.word is Word.FAILED:
            incoming = worker.waiting.pop(message.number)
            self._outcomes[message.number] = failure(incoming, str(message.value), message.code)

    def _bury(self, worker: Worker[T], *, took_batch: bool = True) -> None:
        """Blame the report that a dead worker was at; its other reports are read by the next.

        When it died before it had taken its batch, each report of that is tried by itself.
        """
        end = worker.stop()
        self._workers.remove(worker)
        if not worker.has_started:
            raise ConfigurationError(
                f"a worker process ended while it started ({end}); expected it to load the reader; "
                'a program of your own needs `if __name__ == "__main__":` before it asks for '
                "several jobs, else use one job"
            )
        left = list(worker.waiting.items())
        if len(left) > 1 and not took_batch:
            self._batches.extendleft([one] for one in reversed(left))
        elif left:
            why = (
                f"the process that read it was ended ({end}), as when memory runs out; expected "
                "it to live; read this report by itself, or with fewer jobs"
            )
            self._blame(worker, why, "worker_died")

    def _blame(self, worker: Worker[T], why: str, code: str) -> None:
        (number, incoming), *left = worker.waiting.items()
        self._outcomes[number] = failure(incoming, why, code)
        if left:
            self._batches.appendleft(left)

    def _hand_out(self) -> Iterator[Outcome[T]]:
        while self._next in self._outcomes:
            outcome = self._outcomes.pop(self._next)
            if self._open_batches and self._open_batches[0] == self._next:
                self._open_batches.popleft()
            self._next += 1
            yield outcome
