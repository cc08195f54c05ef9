"""Small reference files, with invented places and sides."""

from pathlib import Path

GED_EXTRACT = Path(__file__).parent / "ged-extract.csv"

GED = {
    "id": "101.0",
    "type_of_violence": "1.0",
    "side_a": "Army of Tarvo",
    "side_b": "River Front",
    "source_office": "Tarvo Post;Hill Wire",
    "source_date": "2024-03-12;2024-03-13",
    "source_headline": "Shells kill 12 in Marenna;Toll rises in Marenna",
    "source_original": "Hill Wire and Front office",
    "where_prec": "1.0",
    "where_coordinates": "Marenna town",
    "where_description": "",
    "adm_1": "Tarvo Province",
    "adm_2": "Marenna district",
    "latitude": "35.10",
    "longitude": "36.70",
    "country": "Syria",
    "event_clarity": "1.0",
    "date_prec": "1.0",
    "date_start": "2024-03-12",
    "date_end": "2024-03-12",
    "deaths_a": "0.0",
    "deaths_b": "2.0",
    "deaths_civilians": "10.0",
    "deaths_unknown": "0.0",
    "best": "12.0",
    "low": "11.0",
    "high": "14.0",
    "extra": "kept",
}
ACLED = {
    "event_id_cnty": "TRV17",
    "event_date": "12 March 2024",
    "time_precision": "1",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "Military Forces of Tarvo",
    "assoc_actor_1": "",
    "actor2": "Civilians (Tarvo)",
    "assoc_actor_2": "Farmers; Teachers",
    "country": "Syria",
    "admin1": "Tarvo",
    "admin2": "Marenna",
    "location": "Marenna",
    "latitude": "35.1",
    "longitude": "36.7",
    "geo_precision": "2",
    "source": "Tarvo Post; Hill Wire",
    "notes": "On 12 March 2024, shells hit Marenna. 12 fatalities.",
    "fatalities": "12",
}
AIRWARS = {
    "code": "TRV009",
    "date": "2024-03-12",
    "date_end": "",
    "country": "Syria",
    "location_name": "Marenna",
    "region": "Tarvo Governorate",
    "strike_status_label": "Likely strike",
    "strike_type_label": "Airstrike",
    "civilian_harm_status_label": "Fair",
    "latitude": "35.1",
    "longitude": "36.7",
    "geolocation_accuracy_label": "Village",
    "summary": "Strikes on a market in Marenna.",
    "civilian_non_combatants_killed_min": "9",
    "civilian_non_combatants_killed_max": "12",
    "civilian_non_combatants_injured_min": "20",
    "civilian_non_combatants_injured_max": "20",
    "children_killed_min": "2",
    "children_killed_max": "3",
    "belligerents_killed_min": "0",
    "belligerents_killed_max": "0",
}


def write_reference(path, *changes, base=GED, encoding="utf-8", delimiter=","):
    """A file with one row for each dict of changes to a whole row."""
    rows = [[{**base, **change}[name] for name in base] for change in changes]
    lines = [delimiter.join(_quoted(cell) for cell in row) for row in [list(base), *rows]]
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def _quoted(cell):
    return '"' + cell.replace('"', '""') + '"'
