"""What people can decide about a case, and what each of it may be."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import JsonValue

from accordingto.records.grades import Grade


class CaseState(StrEnum):
    """How far people are with a case."""

    TO_DO = "to_do"
    """Nobody has looked into it; so are all cases of which nobody decided otherwise."""
    NEEDS_SOURCE = "needs_source"
    """It waits for a source."""
    SECOND_READ = "second_read"
    """It waits for a second reader."""
    PUBLISHED = "published"
    REOPENED = "reopened"
    """It was published, and is being looked into again."""


STATE = "state"
ASSIGNEE = "assignee"
GRADE = "grade"
MADE_OF = "made_of"
"""Of which accounts the case was made when its state was decided: `[sha256, start]` each."""

ASPECTS: Mapping[str, str] = {"state": STATE, "assign": ASSIGNEE, "grade": GRADE}
"""Decision to the field that it decides."""
LEAST_DONE_FIRST = (
    CaseState.TO_DO,
    CaseState.NEEDS_SOURCE,
    CaseState.REOPENED,
    CaseState.SECOND_READ,
    CaseState.PUBLISHED,
)
"""Where people are at odds, the state that leaves more to do holds."""


def is_code(typed: str) -> bool:
    """Tell whether somebody names a case: `C-` and the beginning of its letters."""
    return typed[:2] in {"C-", "c-"} and typed[2:].isalnum()


def fault_of_value(aspect: str, value: JsonValue) -> str | None:
    """Say what is wrong with what a case is to be, if anything is."""
    if aspect == STATE:
        return _fault_of(aspect, value, CaseState)
    if value is None:
        return None
    if aspect == GRADE:
        return _fault_of(aspect, value, Grade)
    if not isinstance(value, str) or not value.strip():
        return f"assignee {value!r}; expected a name, or null for nobody"
    return None


def _fault_of(aspect: str, value: JsonValue, known: type[StrEnum]) -> str | None:
    if value in [one.value for one in known]:
        return None
    return f"{aspect} {value!r} is not known; expected one of {', '.join(known)}"
