"""Cases of harm to civilians in the columns of Airwars' incidents, with sheets beside them.

Least and most by `airwars-like/1`; an end that is open stays empty. Grades are suggestions.
"""

from collections.abc import Iterator

from accordingto.formats.bundles import CaseBundle, Material
from accordingto.formats.case_facts import EventDays, EventPlace, days_of, is_denied, place_of
from accordingto.formats.case_notes import (
    blame_in_words,
    grade_in_words,
    kind_in_words,
    notes_of,
    plain,
    range_in_words,
    voice_in_words,
)
from accordingto.formats.country_names import country_name
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.event_tables import Beside, Cells, Events, write_events
from accordingto.formats.export_folder import Cell, ExportFolder, load_columns
from accordingto.formats.ged_like import published_in_words
from accordingto.records.blames import BlameEntry
from accordingto.records.tolls import TollRange
from accordingto.records.values import BlameMode

RULE = "airwars-like/1"
_GROUPS = {
    "civilians": "civilian_non_combatants",
    "children": "children",
    "women": "women",
}
"""Airwars' names of the groups of which the rule gives a range."""
_STATES = ("killed", "injured")
_ACCURACY = {
    1: "Place named",
    2: "Within 25 km of the place named",
    3: "District",
    4: "Province/governorate",
    5: "Part of the country",
    6: "Country",
}


class AirwarsLike:
    """`airwars_like.csv` with sheets of sources and of whom reports hold responsible."""

    name = "airwars-like"
    about = "cases of harm to civilians as Airwars lists them, with sources"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write three files; cases without a day or a figure of civilians are left out."""
        columns = load_columns("airwars_like_columns.toml")
        about = "Cases of harm to civilians, in the columns of Airwars; not Airwars' grading."
        events = Events("airwars_like.csv", columns, airwars_row, about)
        sources = Beside(
            "airwars_like_sources.csv",
            load_columns("airwars_sources_columns.toml"),
            source_rows,
            "The reports that tell of each case.",
        )
        belligerents = Beside(
            "airwars_like_belligerents.csv",
            load_columns("airwars_belligerents_columns.toml"),
            blame_rows,
            "Whom reports hold responsible for each case, and by whom.",
        )
        yield from write_events(folder, events, material, [sources, belligerents])


def airwars_row(bundle: CaseBundle) -> Cells | str:
    """Return the row of a case, or why Airwars has no place for it."""
    if is_denied(bundle):
        return "every report tells that it did not happen"
    grade = bundle.case.grade
    if grade.grade is None:
        return f"no harm to civilians to be graded: {'; '.join(grade.reasons)}"
    ranges = {one.name: one for one in bundle.case.ranges if one.rule == RULE}
    if not any(one.extent and one.extent.high != 0 for one in ranges.values()):
        return f"no range of civilians killed or injured by {RULE}: those told of may be fighters"
    days, place = days_of(bundle), place_of(bundle)
    if isinstance(days, str):
        return f"{days}; Airwars has no incident without its day"
    return {
        "code": bundle.code,
        **_day_cells(days),
        **(_place_cells(place) if place else {}),
        **_harm_cells(ranges),
        "strike_status_label": strike_status(bundle),
        "strike_type_label": kind_in_words(bundle.case.outline.kinds[0].kind),
        "civilian_harm_reported": "Yes",
        "civilian_harm_status_label": grade_in_words(bundle),
        "num_media": len(bundle.reports),
        "summary": notes_of(bundle, *_ranges_told(ranges)),
    }


def _day_cells(days: EventDays) -> dict[str, Cell]:
    is_range = days.count > 1
    return {
        "date": days.first.isoformat(),
        "date_end": days.last.isoformat() if is_range else None,
    }


def _place_cells(place: EventPlace) -> dict[str, Cell]:
    lat, lon = place.point or (None, None)
    return {
        "country": country_name(place.country),
        "location_name": place.name,
        "region": place.admin1,
        "latitude": lat,
        "longitude": lon,
        "geolocated": "Yes" if place.point else "No",
        "geolocation_accuracy_label": _ACCURACY.get(place.where_prec or 0),
    }


def _harm_cells(ranges: dict[str, TollRange]) -> dict[str, Cell]:
    """Return least and most of each group; an end that a claim leaves open is empty."""
    cells: dict[str, Cell] = {}
    for group, column in _GROUPS.items():
        for state in _STATES:
            found = ranges.get(f"{group}_{state}")
            extent = found.extent if found else None
            if extent is not None:
                cells[f"{column}_{state}_min"] = None if extent.is_open_below else extent.low
                cells[f"{column}_{state}_max"] = None if extent.is_open_above else extent.high
    return cells


def _ranges_told(ranges: dict[str, TollRange]) -> Iterator[str]:
    for name, found in ranges.items():
        if found.extent:
            yield f"{name.replace('_', ' ').capitalize()} by {RULE}: {range_in_words(found)}"


def strike_status(bundle: CaseBundle) -> str:
    """Return Airwars' status of a strike as blame and voices suggest it; empty where they do not.

    Rival attributions make it contested; a side that claims it, declared; one voice, a single
    source's claim; two or more that blame somebody, likely.
    """
    blame = bundle.case.blame
    if blame.rivals:
        return "Contested strike"
    blamed = [entry for entry in blame.entries if entry.mode is not BlameMode.DENIED]
    if any(map(_is_declared, blamed)):
        return "Declared strike"
    if bundle.case.grade.voices.named <= 1:
        return "Single source claim"
    return "Likely strike" if blamed else ""


def _is_declared(entry: BlameEntry) -> bool:
    """Tell whether the actor itself claims it; what others say of its claim is their word."""
    own = (accuser.voice == entry.actor.id for accuser in entry.accusers)
    return entry.mode is BlameMode.OWN_CLAIM and any(own)


def source_rows(bundle: CaseBundle) -> Iterator[Cells]:
    """Yield the reports of a case."""
    for report in bundle.reports:
        yield {
            "code": bundle.code,
            "date": published_in_words(report),
            "name": report.publisher or report.origin or "not given",
            "language": report.language,
            "url": report.url or None,
        }


def blame_rows(bundle: CaseBundle) -> Iterator[Cells]:
    """Yield everybody who is held responsible, or of whom that is denied, with how and by whom."""
    told = iter((*blame_in_words(bundle), *blame_in_words(bundle, denied=True)))
    entries = bundle.case.blame.entries
    ordered = sorted(entries, key=lambda entry: entry.mode is BlameMode.DENIED)
    for entry, words in zip(ordered, told, strict=True):
        yield {
            "code": bundle.code,
            "name": entry.actor.name,
            "type": plain(entry.mode),
            "assessment": words,
            "civcas_statements": _statements(bundle, entry),
        }


def _statements(bundle: CaseBundle, entry: BlameEntry) -> str:
    told = (
        f"{voice_in_words(bundle, one.voice, one.name)} {plain(one.stance)}: “{one.content}”"
        for one in bundle.case.blame.statements
        if one.voice == entry.actor.id
    )
    return "; ".join(dict.fromkeys(told))
