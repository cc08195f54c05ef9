"""Places of incidents: as written, and as the gazetteer knows them."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from accordingto.records.base import Mention
from accordingto.records.values import PlaceRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The most specific named place, with its position only where that is known.

    `where_prec` is the code of UCDP GED (1-7), `geo_precision` that of ACLED (1-3).
    """

    name: str
    """As written in the report."""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None
    """ISO 3166-1 alpha-2."""
    evidence: Mention
    role: PlaceRole = PlaceRole.IMPACT
    qualifier: str | None = None
    """Words that loosen the position: "eastern districts of", "20 km south of"."""
    gazetteer: str | None = None
    gazetteer_id: str | None = None
    gazetteer_name: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    """Degrees north, WGS 84."""
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    """Degrees east, WGS 84."""
    feature: str | None = None
    where_prec: Annotated[int, Field(ge=1, le=7)] | None = None
    geo_precision: Annotated[int, Field(ge=1, le=3)] | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    runner_up: str | None = None
    """The next best reading of the name, when there was one."""
    why: str | None = None
    """One sentence on why this place was chosen, or why none was."""
