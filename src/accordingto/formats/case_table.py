"""One row for each case: the plainest format, and the pattern for others."""

from collections.abc import Iterator

from accordingto.formats.bundles import CaseBundle, Material
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.export_folder import Cell, ExportFolder, load_columns


class CaseTable:
    """A CSV with one row for each case; tolls and blame stand in the claims sheet."""

    name = "cases"
    about = "one row for each case, as CSV"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write `cases.csv`; everything fits."""
        columns = load_columns("case_table_columns.toml")
        rows = map(case_row, material.cases())
        folder.write_csv("cases.csv", columns, rows, "Cases, one a row.")
        yield from ()


def case_row(bundle: CaseBundle) -> list[Cell]:
    """Return the cells of a case, in the order of the columns."""
    days, place, grade = bundle.days, bundle.place, bundle.case.grade
    reviewed, records = bundle.reviewed
    deaths = bundle.range_of("ucdp-like/1", "deaths")
    extent = deaths.extent if deaths else None
    return [
        bundle.code,
        bundle.case.outline.kinds[0].kind.value if bundle.case.outline.kinds else None,
        days.date_from.isoformat() if days and days.date_from else None,
        days.date_to.isoformat() if days and days.date_to else None,
        (place.gazetteer_name or place.name) if place else None,
        place.admin1 if place else None,
        place.country if place else None,
        place.lat if place else None,
        place.lon if place else None,
        place.where_prec if place else None,
        extent.low if extent else None,
        deaths.best if deaths else None,
        extent.high if extent else None,
        deaths.rule if deaths else None,
        grade.grade.value if grade.grade else None,
        grade.rule,
        len(bundle.reports),
        reviewed,
        records,
    ]
