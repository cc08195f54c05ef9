"""What the desk refuses, and how it says so: a page for people, a problem for programs."""

from accordingto.errors import (
    AccordingtoError,
    FilterError,
    JudgementError,
    OvertakenError,
    StoreError,
)


class RefusedError(AccordingtoError):
    """This request cannot be answered; the status says in HTTP's words why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class MovedError(AccordingtoError):
    """What was asked for stands at another path of the desk now."""

    def __init__(self, path: str) -> None:
        super().__init__(f"this is at {path} now")
        self.path = path


_STATUS_OF_STORE = {"not_found": 404, "busy": 503, "full": 507}


def status_of(error: AccordingtoError) -> int:
    """Return the HTTP status that an error stands for."""
    if isinstance(error, RefusedError):
        return error.status
    if isinstance(error, StoreError):
        return _STATUS_OF_STORE.get(error.code, 500)
    if isinstance(error, OvertakenError):
        return 409
    if isinstance(error, FilterError | JudgementError):
        return 422
    return 400
