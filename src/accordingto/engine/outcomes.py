"""What comes of an input: something done, or the reason why not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from accordingto.errors import (
    AccordingtoError,
    ConfigurationError,
    IngestError,
    ModelError,
    ReadingError,
)
from accordingto.ingest.inputs import Incoming, Skipped

T = TypeVar("T")

Work = Callable[[Incoming], T]
"""What is done with one report. It must depend on that report alone."""
MakeWork = Callable[[], Work[T]]
"""Makes the work, once a process; it is sent there, so it must be a plain object or function."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The report was read."""

    incoming: Incoming
    value: T


Outcome = Done[T] | IngestError | ReadingError | Skipped


def attempt(work: Work[T], incoming: Incoming) -> Done[T] | ReadingError:
    """Do the work for one report; an error of ours stops this report only.

    Raises ConfigurationError, which no other report would escape.
    """
    try:
        return Done(incoming, work(incoming))
    except ConfigurationError:
        raise
    except ReadingError as error:
        return error
    except ModelError as error:
        return failure(incoming, str(error), error.code)
    except AccordingtoError as error:
        return failure(incoming, str(error), type(error).__name__)


def failure(incoming: Incoming, message: str, code: str) -> ReadingError:
    """Say that a report was not read to its end."""
    return ReadingError(
        message, report=incoming.report.id, path=incoming.path, line=incoming.line, code=code
    )
