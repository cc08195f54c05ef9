"""Readings made ready to be kept, where an unforeseen error costs one report."""

from dataclasses import dataclass
from functools import partial

from accordingto.cli.work import describe_fault
from accordingto.engine.adding import ReadToKeep
from accordingto.engine.outcomes import Work, failure
from accordingto.errors import AccordingtoError
from accordingto.ingest.inputs import Incoming
from accordingto.ledger.readings import ReadyReading

FAULT = "fault"
"""Code of an error of ours that nobody foresaw."""


@dataclass(frozen=True, slots=True)
class ReadOrFail:
    """Makes the work of `add`; small enough to be sent to other processes."""

    work: ReadToKeep

    def __call__(self) -> Work[ReadyReading]:
        """Load the reader."""
        return partial(_read, self.work())


def _read(read: Work[ReadyReading], incoming: Incoming) -> ReadyReading:
    try:
        return read(incoming)
    except AccordingtoError:
        raise
    except Exception as error:
        raise failure(incoming, describe_fault(error), FAULT) from error
