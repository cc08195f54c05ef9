"""Cases in the 31 columns of ACLED, as far as they fit.

ACLED records an event at a place in a province, known to a month at least, of one of its types.
Who is of which type of actor, and whose civilians were targeted, is ACLED's to judge: left empty.
"""

from collections.abc import Iterator

from accordingto.formats.acled_codes import RULE, EventType, event_type, fatalities_of
from accordingto.formats.bundles import CaseBundle, Material
from accordingto.formats.case_facts import EventDays, EventPlace, days_of, is_denied, place_of
from accordingto.formats.case_notes import blame_in_words, notes_of, reviewed_in_words
from accordingto.formats.country_names import country_name, country_number
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.event_tables import Cells, Events, write_events
from accordingto.formats.export_folder import Cell, ExportFolder, load_columns
from accordingto.records.values import State, Who

_HURT = frozenset((State.KILLED, State.INJURED))
_TYPE_OPEN = (
    "ACLED's type of event depends on who was hit or with what, which is not told alike: left empty"
)


class AcledLike:
    """`acled_like.csv`; what is in dispute stands in its notes."""

    name = "acled-like"
    about = "cases in the 31 columns of ACLED, disputes in the notes"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write the file; cases without a day, a province or a type of ACLED's are left out."""
        columns = load_columns("acled_like_columns.toml")
        about = "Cases in the columns of ACLED; not ACLED's coding."
        events = Events("acled_like.csv", columns, acled_row, about)
        yield from write_events(folder, events, material)


def acled_row(bundle: CaseBundle) -> Cells | str:
    """Return the row of a case, or why ACLED has no place for it."""
    if is_denied(bundle):
        return "every report tells that it did not happen"
    kind = event_type(bundle.case.outline.kinds[0].kind, _weapons(bundle), _hurt(bundle))
    if isinstance(kind, str):
        return kind
    days, place = days_of(bundle), place_of(bundle)
    if isinstance(days, str):
        return f"{days}; ACLED has no event without its day"
    if days.acled is None:
        return f"its days span {days.count:,} days; ACLED records nothing vaguer than a month"
    if place is None:
        return "its place is not told; ACLED has no event without one"
    if place.geo_precision is None:
        return f"its place is told as “{place.told}”; ACLED records nothing vaguer than a province"
    return {
        "event_id_cnty": bundle.code,
        **_day_cells(days, days.acled),
        **_type_cells(kind),
        **_place_cells(place, place.geo_precision),
        "actor1": "; ".join(blame_in_words(bundle)),
        "source": ";".join(_sources(bundle)),
        **_told_cells(bundle, kind, days),
    }


def _weapons(bundle: CaseBundle) -> list[str]:
    """Return the words for what was used, one entry for each account; its own words tell it too."""
    used = ((note.record.weapon, note.words) for note in bundle.incidents)
    return [f"{weapon.text if weapon else ''} {words}" for weapon, words in used]


def _hurt(bundle: CaseBundle) -> list[Who]:
    return [toll.group.who for toll in bundle.case.figures.tolls if toll.state in _HURT]


def _day_cells(days: EventDays, precision: int) -> dict[str, Cell]:
    return {
        "event_date": days.middle.isoformat(),
        "year": days.middle.year,
        "time_precision": precision,
    }


def _type_cells(kind: EventType) -> dict[str, Cell]:
    is_on_civilians = kind.type == "Violence against civilians"
    return {
        "disorder_type": kind.disorder,
        "event_type": kind.type,
        "sub_event_type": kind.sub_type,
        "civilian_targeting": "Civilian targeting" if is_on_civilians else None,
    }


def _place_cells(place: EventPlace, precision: int) -> dict[str, Cell]:
    lat, lon = place.point or (None, None)
    return {
        "iso": country_number(place.country),
        "country": country_name(place.country),
        "admin1": place.admin1,
        "admin2": place.admin2,
        "location": place.name,
        "latitude": lat,
        "longitude": lon,
        "geo_precision": precision,
    }


def _sources(bundle: CaseBundle) -> list[str]:
    """Return the publishers of the reports, each once, in the order of their reports."""
    told = (one.publisher or one.origin for one in bundle.reports)
    return list(dict.fromkeys(" ".join(name.split()).replace(";", ",") for name in told if name))


def _told_cells(bundle: CaseBundle, kind: EventType, days: EventDays) -> dict[str, Cell]:
    deaths = bundle.range_of("ucdp-like/1", "deaths")
    fatalities = fatalities_of(bundle.case.figures, deaths)
    number = "empty" if fatalities.number is None else str(fatalities.number)
    more = [f"Fatalities by {RULE}: {number}, {fatalities.why}"]
    more += [_TYPE_OPEN] if not kind.sub_type else []
    if days.count > 1:
        more.append(f"Its days: {days.first} to {days.last}; event_date is their middle")
    return {
        "notes": notes_of(bundle, *more),
        "fatalities": fatalities.number,
        "tags": f"accordingto: {reviewed_in_words(bundle)}",
    }
