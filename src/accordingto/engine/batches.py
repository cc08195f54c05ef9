"""Many reports, read on one process or on many, in the order in which they came."""

import os
from collections.abc import Generator, Iterable, Iterator

from accordingto.engine.outcomes import MakeWork, Outcome, T, attempt
from accordingto.engine.pool import Pool
from accordingto.ingest.inputs import Incoming, Item


def read_all(items: Iterable[Item], make_work: MakeWork[T], jobs: int = 1) -> Generator[Outcome[T]]:
    """Yield the outcome of each input, in their order, whatever the number of jobs.

    With `jobs` 0 there are as many processes as cores that may be used. Few inputs are held at a
    time, so any number of them may come. What a report breaks is told in its place, also when it
    takes a worker process with it; the others are read.

    Raises ConfigurationError when the work cannot be made at all.
    """
    workers = jobs or count_cores()
    if workers == 1:
        yield from _read_here(items, make_work)
    else:
        with Pool(make_work, workers) as pool:
            yield from pool.run(items)


def count_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _read_here(items: Iterable[Item], make_work: MakeWork[T]) -> Iterator[Outcome[T]]:
    work = make_work()
    for item in items:
        yield attempt(work, item) if isinstance(item, Incoming) else item
