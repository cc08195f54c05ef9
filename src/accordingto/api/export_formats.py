"""The formats that `export --to` writes, each loaded when it is asked for."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import cast

from accordingto.errors import FilterError
from accordingto.formats.editions import Exporter

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "acled-like": "accordingto.formats.acled_like:AcledLike",
        "airwars-like": "accordingto.formats.airwars_like:AirwarsLike",
        "bibliography": "accordingto.formats.bibliography:Bibliography",
        "cases": "accordingto.formats.case_table:CaseTable",
        "claims": "accordingto.formats.claims_sheet:ClaimsSheet",
        "dossier": "accordingto.views.dossier:DossierExport",
        "followthemoney": "accordingto.formats.follow_the_money:FollowTheMoney",
        "ged-like": "accordingto.formats.ged_like:GedLike",
        "geojson": "accordingto.formats.geojson:GeoJson",
        "json": "accordingto.formats.case_json:CaseJson",
        "ledger-json": "accordingto.api.export_ledger:LedgerJson",
        "monthly": "accordingto.formats.monthly:Monthly",
        "parquet": "accordingto.formats.parquet:ParquetTables",
        "snapshot": "accordingto.formats.snapshot:SnapshotExport",
        "web-annotation": "accordingto.formats.web_annotation:WebAnnotation",
    }
)
"""Names of formats, with the module and the name of what writes them."""


def load_exporter(name: str) -> Exporter:
    """Return what writes a format.

    Raises FilterError when there is no such format.
    """
    if name not in FORMATS:
        raise FilterError(
            f"--to {name[:80]!r} is no format; expected one of {', '.join(sorted(FORMATS))}"
        )
    module, _, made = FORMATS[name].partition(":")
    return cast("Exporter", getattr(import_module(module), made)())
