"""Cases in the 49 columns of UCDP's Georeferenced Event Dataset, as far as they fit.

An event there has at least one death, a day and a country. Which conflict, dyad and sides it is of,
whom it was directed at and how clear it is are UCDP's to judge: these columns stay empty.
"""

from collections.abc import Iterator
from math import floor

from accordingto.formats.bundles import CaseBundle, Material, ReportNote
from accordingto.formats.case_facts import EventDays, EventPlace, days_of, is_denied, place_of
from accordingto.formats.case_notes import (
    blame_in_words,
    days_in_words,
    killed_by_voice,
    range_in_words,
    reviewed_in_words,
)
from accordingto.formats.country_names import country_name
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.event_tables import Cells, Events, notes_beside, write_events
from accordingto.formats.export_folder import Cell, ExportFolder, load_columns
from accordingto.records.tolls import Extent, TollRange
from accordingto.records.values import State, Who

RULE = "ucdp-like/1"
_LONGEST = 366
"""Days of an event; UCDP GED has none that is longer than a year."""
_CELLS = 720
"""Cells of PRIO-GRID in a row, each half a degree wide."""


class GedLike:
    """`ged_like.csv`, and `ged_like_notes.csv` for what its columns cannot say."""

    name = "ged-like"
    about = "cases with deaths in the 49 columns of UCDP GED"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write both files; cases without a death, a day or a country are left out."""
        columns = load_columns("ged_like_columns.toml")
        about = "Cases with deaths, in the columns of UCDP GED; not UCDP's coding."
        events = Events("ged_like.csv", columns, ged_row, about)
        notes = notes_beside("ged_like_notes.csv", _range_told)
        yield from write_events(folder, events, material, [notes])


def ged_row(bundle: CaseBundle) -> Cells | str:
    """Return the row of a case, or why UCDP GED has no place for it."""
    if is_denied(bundle):
        return "every report tells that it did not happen"
    deaths = bundle.range_of(RULE, "deaths")
    why = _why_no_toll(deaths)
    if why or deaths is None or deaths.extent is None:
        return why
    days, place = days_of(bundle), place_of(bundle)
    if isinstance(days, str):
        return f"{days}; UCDP GED has no row without its days"
    if days.count > _LONGEST:
        return f"its days span {days.count:,} days; UCDP GED has no row of more than a year"
    if place is None or place.where_prec is None:
        told = f"is told as “{place.told}”, in no country that is known" if place else "is not told"
        return f"its place {told}; UCDP GED has no row without a country"
    return {
        "id": bundle.code,
        "code_status": reviewed_in_words(bundle),
        "side_a": "; ".join(blame_in_words(bundle)),
        **_source_cells(bundle, deaths),
        **_day_cells(days),
        **_place_cells(place),
        **_death_cells(bundle, deaths, deaths.extent),
    }


def _range_told(bundle: CaseBundle) -> str:
    deaths = bundle.range_of(RULE, "deaths")
    return f"Deaths by {RULE}: {range_in_words(deaths)}; best {deaths.best}" if deaths else ""


def _why_no_toll(deaths: TollRange | None) -> str:
    if deaths is None:
        return f"no range by {RULE}"
    extent = deaths.extent
    if extent is None:
        return f"no deaths by {RULE}: {deaths.why}"
    if extent.high == 0 and not extent.is_open_above:
        return "nobody is told to have been killed; UCDP GED has no row without a death"
    if deaths.best is None:
        return f"no best figure by {RULE}: {deaths.why}"
    return ""


def _source_cells(bundle: CaseBundle, deaths: TollRange) -> dict[str, Cell]:
    reports = bundle.reports
    return {
        "number_of_sources": count_voices(bundle),
        "source_article": ";".join(map(_article, reports)),
        "source_office": ";".join(_office(one) for one in reports),
        "source_date": ";".join(map(published_in_words, reports)),
        "source_headline": ";".join(_piece(one.title, "no title") for one in reports),
        "source_original": "; ".join(killed_by_voice(bundle, deaths.best_claims)),
    }


def count_voices(bundle: CaseBundle) -> int:
    """Return how many independent voices with a name tell of the dead: at least one tells of them.

    Of several tolls, the one that most voices tell of: who stands behind two is not counted twice.
    """
    counts = [t.voices.named for t in bundle.case.figures.tolls if t.state is State.KILLED]
    return max(1, *counts) if counts else 1


def _article(report: ReportNote) -> str:
    words = f"{_office(report)},{published_in_words(report)},{_piece(report.title, 'no title')}"
    return '"' + words.replace('"', "'") + '"'


def _office(report: ReportNote) -> str:
    return _piece(report.publisher or report.origin, "publisher not given")


def published_in_words(report: ReportNote) -> str:
    """Return when a report was published."""
    used = report.published
    if used.date_from is None and used.date_to is None:
        return "date not given"
    return days_in_words(used.date_from, used.date_to)


def _piece(words: str, instead: str) -> str:
    """Return words as one entry of a list that semicolons part."""
    return " ".join(words.split()).replace(";", ",") or instead


def _day_cells(days: EventDays) -> dict[str, Cell]:
    return {
        "year": days.first.year,
        "date_prec": days.ucdp,
        "date_start": days.first.isoformat(),
        "date_end": days.last.isoformat(),
    }


def _place_cells(place: EventPlace) -> dict[str, Cell]:
    lat, lon = place.point or (None, None)
    return {
        "where_prec": place.where_prec,
        "where_coordinates": place.name,
        "where_description": place.told,
        "adm_1": place.admin1,
        "adm_2": place.admin2,
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})" if place.point else None,
        "priogrid_gid": priogrid_cell(*place.point) if place.point else None,
        "country": country_name(place.country),
    }


def priogrid_cell(lat: float, lon: float) -> int:
    """Return the number of the half-degree cell of PRIO-GRID that a point lies in.

    Counted from 1 in the south-west, eastwards and then northwards.

    >>> priogrid_cell(34.802462, 36.707602)
    179714
    """
    row, column = (min(floor((x + half) * 2), half * 4 - 1) for x, half in ((lat, 90), (lon, 180)))
    return row * _CELLS + column + 1


def _death_cells(bundle: CaseBundle, deaths: TollRange, extent: Extent) -> dict[str, Cell]:
    """Return the toll by the rule, and whose dead they are where all of `best` are civilians."""
    whose = "deaths_civilians" if _is_civilian(bundle, deaths) else "deaths_unknown"
    return {whose: deaths.best, "low": extent.low, "best": deaths.best, "high": extent.high}


def _is_civilian(bundle: CaseBundle, deaths: TollRange) -> bool:
    """Tell whether everybody who gives the best figure gives it of civilians."""
    given = set(deaths.best_claims)
    groups = [
        toll.group.who
        for toll in bundle.case.figures.tolls
        if toll.state is State.KILLED
        for claim in toll.claims
        if claim.ref in given and claim.low == deaths.best
    ]
    return bool(groups) and all(who is Who.CIVILIAN for who in groups)
