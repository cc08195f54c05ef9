"""A workbook given back: every part as it was, but for what is added to one sheet.

Nothing is read into a model and written anew, so charts, colours, notes and other sheets stay what
they were. Formulas are written as text, unless the user wants them live.
"""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from accordingto.formats.added_columns import AddedColumn
from accordingto.formats.sheet_edits import SheetXml
from accordingto.formats.xml_edits import remove_elements
from accordingto.ingest.sheets import is_added
from accordingto.ingest.workbooks import SheetInfo, Workbook
from accordingto.ingest.worksheets import read_rows
from accordingto.ingest.xml_parts import BadPartError, Package, ingest_error

_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A workbook with what was added, and what became of its formulas."""

    raw: bytes
    formulas: int
    """Formulas that were written as text."""


def give_back_xlsx(
    raw: bytes, sheet: str, header_row: int, added: Sequence[AddedColumn], *, keep_formulas: bool
) -> GivenBack:
    """Return a workbook with columns added at the right of one sheet.

    Added cells are text, whatever they begin with; columns that an earlier giving back added are
    replaced. Raises IngestError when it cannot be edited.
    """
    try:
        workbook = Workbook(BytesIO(raw))
        changed: dict[str, bytes | None] = {}
        formulas = 0
        for info in workbook.sheets:
            xml = SheetXml(workbook.package.read(info.part))
            formulas += 0 if keep_formulas else xml.disarm()
            if info.name == sheet:
                xml.add(header_row, added, _added_before(workbook, info, header_row))
            changed[info.part] = xml.written()
        if formulas:
            changed |= dict(_without_chain(workbook))
        return GivenBack(_packed(workbook.package, changed), formulas)
    except BadPartError as error:
        raise ingest_error(error, "sheet") from error


def _added_before(workbook: Workbook, info: SheetInfo, header_row: int) -> frozenset[int]:
    for row in read_rows(workbook, info):
        if row.number >= header_row:
            return frozenset(place for place, cell in enumerate(row.cells) if is_added(cell))
    raise BadPartError("a sheet without its row of headers")


def _without_chain(workbook: Workbook) -> Iterator[tuple[str, bytes | None]]:
    """Yield parts without the list of cells to calculate, which names cells that are text now."""
    chain = workbook.related(workbook.part, "/calcChain")
    if chain is None or chain not in workbook.package:
        return
    folder, _, name = workbook.part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    yield chain, None
    yield (
        _TYPES,
        remove_elements(
            workbook.package.read(_TYPES), lambda found: found.get("PartName") == f"/{chain}"
        ),
    )
    yield (
        relations,
        remove_elements(
            workbook.package.read(relations),
            lambda found: found.get("Type", "").endswith("/calcChain"),
        ),
    )


def _packed(package: Package, changed: Mapping[str, bytes | None]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in package.infos():
            content = (
                changed[info.filename] if info.filename in changed else package.read(info.filename)
            )
            if content is not None:
                copy = zipfile.ZipInfo(info.filename, info.date_time)
                copy.compress_type, copy.external_attr = info.compress_type, info.external_attr
                archive.writestr(copy, content)
    return stream.getvalue()
