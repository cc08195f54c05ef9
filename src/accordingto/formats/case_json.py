"""Cases and reports as JSON Lines, for programs: all that an exporter is given, names withheld."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from pydantic import TypeAdapter

from accordingto.formats.bundles import CaseBundle, Material, ReportBundle
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.export_folder import ExportFolder

LINES = "application/jsonl"
B = TypeVar("B", CaseBundle, ReportBundle)


class CaseJson:
    """A line a case with its records, reports and voices; a line a report with its records."""

    name = "json"
    about = "cases and reports with their records, a JSON object a line"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write `cases.jsonl` and `reports.jsonl`; everything fits."""
        _write(folder, "cases.jsonl", CaseBundle, material.cases(), "Cases, one a line.")
        about = "Reports with their records, one a line; texts belong to who published them."
        _write(folder, "reports.jsonl", ReportBundle, material.reports(), about)
        yield from ()


def _write(
    folder: ExportFolder, path: str, kind: type[B], bundles: Iterable[B], about: str
) -> None:
    adapter = TypeAdapter(kind)
    with folder.open(path, LINES, about) as stream:
        for bundle in bundles:
            stream.write(adapter.dump_json(bundle, by_alias=True) + b"\n")
