"""Many reports, read on one process or on many, in the order in which they came."""

import os
from collections.abc import Generator, Iterable, Iterator

from accordingto.engine.limits import NO_LIMITS, TOO_SLOW, Limits, OutOfTimeError, time_limited
from accordingto.engine.outcomes import Done, MakeWork, Outcome, T, Work, attempt, failure
from accordingto.engine.pool import Pool
from accordingto.errors import ReadingError
from accordingto.ingest.inputs import Incoming, Item


def read_all(
    items: Iterable[Item], make_work: MakeWork[T], jobs: int = 1, limits: Limits = NO_LIMITS
) -> Generator[Outcome[T]]:
    """Yield the outcome of each input, in their order, whatever the number of jobs.

    With `jobs` 0 there are as many processes as cores that may be used. Few inputs are held at a
    time, so any number of them may come. What a report breaks is told in its place, also when it
    takes a worker process with it, hangs, or grows beyond its limits; the others are read. With
    one job it is read in this process, which is held to the time alone.

    Raises ConfigurationError when the work cannot be made at all.
    """
    workers = jobs or count_cores()
    if workers == 1:
        yield from _read_here(items, make_work, limits)
    else:
        with Pool(make_work, workers, limits) as pool:
            yield from pool.run(items)


def count_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _read_here(
    items: Iterable[Item], make_work: MakeWork[T], limits: Limits
) -> Iterator[Outcome[T]]:
    work = make_work()
    for item in items:
        yield _attempt_in_time(work, item, limits) if isinstance(item, Incoming) else item


def _attempt_in_time(work: Work[T], incoming: Incoming, limits: Limits) -> Done[T] | ReadingError:
    try:
        with time_limited(limits.seconds):
            return attempt(work, incoming)
    except OutOfTimeError:
        return failure(incoming, limits.why_slow(), TOO_SLOW)
