"""Days, and how exactly they are known."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from accordingto.records.base import Mention
from accordingto.records.values import PublishedOrigin


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A day or a range of days; either end may be open.

    Precision codes follow UCDP GED (1 exact day, 2 two to six days, 3 a week, 4 a month, 5 more)
    and ACLED (1 day, 2 week, 3 month); `edtf` is ISO 8601-2 Extended Date/Time Format.
    """

    date_from: Annotated[date | None, Field(alias="from")]
    date_to: Annotated[date | None, Field(alias="to")]
    precision_ucdp: Annotated[int, Field(ge=1, le=5)] | None
    precision_acled: Annotated[int, Field(ge=1, le=3)] | None
    edtf: str
    evidence: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedUsed:
    """The publication date from which the days of the report were counted."""

    date_from: Annotated[date | None, Field(alias="from")]
    date_to: Annotated[date | None, Field(alias="to")]
    edtf: str | None
    origin: PublishedOrigin
