"""What the API answers where it refuses, in its description."""

from typing import Any

from pydantic import BaseModel


class Problem(BaseModel):
    """Why something was refused."""

    status: int
    detail: str
    """What was found, what was expected, what to do."""


_TOLD = {
    400: "It cannot be taken in as it stands.",
    401: "No session, and no key.",
    403: "From another site, without the page's mark, or not given out here.",
    404: "There is no such thing.",
    409: "Somebody decided meanwhile.",
    413: "More was sent than the desk takes.",
    422: "It cannot be meant.",
    429: "Too much waits to be done.",
    503: "Somebody else writes to the ledger.",
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": told} for status, told in _TOLD.items()
}
