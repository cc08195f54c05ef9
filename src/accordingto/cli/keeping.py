"""Readings made ready to be kept, where an unforeseen error costs one report."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from accordingto.cli.work import describe_fault
from accordingto.engine.choices import ReaderChoice
from accordingto.engine.outcomes import failure
from accordingto.errors import AccordingtoError
from accordingto.ingest.inputs import Incoming
from accordingto.ledger.readings import ReadyReading, make_ready
from accordingto.records.readings import Reading

FAULT = "fault"
"""Code of an error of ours that nobody foresaw."""


@dataclass(frozen=True, slots=True)
class ReadToKeep:
    """Makes the work of `add`; small enough to be sent to other processes."""

    choice: ReaderChoice

    def __call__(self) -> Callable[[Incoming], ReadyReading]:
        """Load the reader."""
        return partial(_read, self.choice())


def _read(read: Callable[[Incoming], Reading], incoming: Incoming) -> ReadyReading:
    try:
        return make_ready(read(incoming))
    except AccordingtoError:
        raise
    except Exception as error:
        raise failure(incoming, describe_fault(error), FAULT) from error
