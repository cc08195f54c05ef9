"""Long work at the desk: one job after the other, in a thread of its own, told while it goes on."""

import logging
import secrets
import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from accordingto.errors import AccordingtoError
from accordingto.web.refusals import RefusedError

MOST_KEPT = 50
"""Jobs that are over and still told of."""
MOST_WAITING = 20
_LOG = logging.getLogger("accordingto")

Say = Callable[[str], None]
Work = Callable[[Say], object]
"""Does the work, says how far it is, and returns what came of it."""


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more comes."""
        return self in {JobState.DONE, JobState.FAILED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Long work, as it is now."""

    id: str
    title: str
    """For a person: what it does."""
    state: JobState = JobState.WAITING
    told: str = ""
    """How far it is, or why it failed."""
    result: object = None
    """What came of it."""


@dataclass(slots=True)
class _Queue:
    waiting: deque[tuple[str, Work]] = field(default_factory=deque)
    is_running: bool = False


class Jobs:
    """All jobs of a desk. Safe to use from several threads; the thread ends when nothing waits."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue = _Queue()

    def start(self, title: str, work: Work) -> Job:
        """Put work into the queue; raises RefusedError when too much waits there."""
        job = Job(id=secrets.token_urlsafe(9), title=title)
        with self._lock:
            if len(self._queue.waiting) >= MOST_WAITING:
                told = f"{MOST_WAITING} things wait to be done already; wait until some are"
                raise RefusedError(429, told)
            self._jobs[job.id] = job
            self._queue.waiting.append((job.id, work))
            self._forget()
            if not self._queue.is_running:
                self._queue.is_running = True
                threading.Thread(target=self._run, name="desk-jobs", daemon=True).start()
        return job

    def find(self, job_id: str) -> Job:
        """Return a job as it is now; raises RefusedError when there is none."""
        with self._lock:
            job = self._jobs.get(job_id)
        if job is None:
            raise RefusedError(
                404, "there is no such work: it was done long ago, or the desk was opened again"
            )
        return job

    def all(self) -> tuple[Job, ...]:
        """Return the jobs there are, the latest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._queue.waiting:
                    self._queue.is_running = False
                    return
                job_id, work = self._queue.waiting.popleft()
            self._set(job_id, state=JobState.RUNNING)
            self._set(job_id, **self._outcome_of(job_id, work))

    def _outcome_of(self, job_id: str, work: Work) -> dict[str, object]:
        try:
            result = work(lambda told: self._set(job_id, told=told))
        except AccordingtoError as error:
            return {"state": JobState.FAILED, "told": str(error)}
        except Exception:  # noqa: BLE001 -- the next job must go on
            _LOG.exception("work at the desk failed")
            told = "this could not be done, which is a fault of the program; the ledger is whole"
            return {"state": JobState.FAILED, "told": told}
        return {"state": JobState.DONE, "told": "", "result": result}

    def _set(self, job_id: str, **changed: object) -> None:
        with self._lock:
            if job_id in self._jobs:
                self._jobs[job_id] = replace(self._jobs[job_id], **changed)  # type: ignore[arg-type]

    def _forget(self) -> None:
        over = [one.id for one in self._jobs.values() if one.state.is_over]
        for job_id in over[: max(len(over) - MOST_KEPT, 0)]:
            del self._jobs[job_id]
