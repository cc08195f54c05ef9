"""One row of a table to one report, by a mapping of its columns."""

from collections.abc import Mapping
from hashlib import sha256

from accordingto.errors import IngestError
from accordingto.ingest.headers import show_header
from accordingto.ingest.inputs import Given, Incoming, Provenance
from accordingto.ingest.json_values import mend_surrogates, name_kind
from accordingto.ingest.mapping import TableMapping, order_day
from accordingto.ingest.tables import TableRow
from accordingto.ingest.texts import clean_text
from accordingto.records.base import JsonValue
from accordingto.records.readings import Problem
from accordingto.report import Report

TABLE_TOOL = "accordingto-tables/1"
"""Names how a row becomes a report here; another number when it becomes another one."""
_AGENCIES_APART = ";"


def report_of_row(row: TableRow, mapping: TableMapping, path: str, given: Given) -> Incoming:
    """Return the report that a row holds; without a text its title is all that is read.

    A row without an id gets one that is made from what it says. Raises IngestError when there is
    neither text nor title. Columns that stand for nothing are kept as the row's extra.
    """
    cells = _Cells(row.values, mapping.columns)
    text, title = cells.words("text"), cells.words("title")
    if not (text.strip() or title.strip()):
        raise _without_text(row, mapping, path)
    published = order_day(cells.words("published"), mapping.dates) or given.published
    publisher = cells.words("publisher") or given.publisher
    url, own_id = cells.words("url").strip(), cells.words("id").strip()
    said = "\x1f".join((url, publisher, published or "", title, text))
    report = Report(
        id=own_id or sha256(said.encode()).hexdigest()[:16],
        text=text if text.strip() else "",
        title=title,
        published=published,
        publisher=publisher,
        agencies=tuple(
            filter(None, map(str.strip, cells.words("agencies").split(_AGENCIES_APART)))
        ),
    )
    return Incoming(
        report=report,
        path=path,
        line=row.number,
        size=len(row.raw),
        problems=(*row.problems, *cells.problems),
        given_id=own_id,
        provenance=Provenance(
            raw=row.raw,
            media_type=row.media_type,
            tool=TABLE_TOOL,
            url=url,
            extra=_extra(row.values, mapping),
        ),
    )


class _Cells:
    """The cells of a row by what they stand for, and what was odd about them."""

    def __init__(self, values: Mapping[str, JsonValue], columns: Mapping[str, str]) -> None:
        self._values = values
        self._columns = columns
        self.problems: list[Problem] = []

    def words(self, thing: str) -> str:
        """Return a cell as text; empty where there is none, or a list, which is told."""
        name = self._columns.get(thing)
        value = self._values.get(name) if name is not None else None
        if value is None:
            return ""
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = _AGENCIES_APART.join(value) if thing == "agencies" else value
        if isinstance(value, str):
            return clean_text(str(mend_surrogates(value)))
        if isinstance(value, int | float) and not isinstance(value, bool):
            return f"{value:.15g}" if isinstance(value, float) else str(value)
        self._tell(thing, f"is {name_kind(value)}, expected text: it was left out")
        return ""

    def _tell(self, thing: str, found: str) -> None:
        name = show_header(self._columns[thing])
        problem = Problem(stage="ingest", code=f"unexpected_{thing}", message=f"{name} {found}")
        self.problems.append(problem)


def _extra(values: Mapping[str, JsonValue], mapping: TableMapping) -> Mapping[str, JsonValue]:
    used = set(mapping.columns.values())
    others = {name: value for name, value in values.items() if name not in used}
    return {str(mend_surrogates(name)): mend_surrogates(others[name]) for name in others}


def _without_text(row: TableRow, mapping: TableMapping, path: str) -> IngestError:
    wanted = [
        show_header(mapping.columns[thing])
        for thing in ("text", "title")
        if thing in mapping.columns
    ]
    empty = " and ".join(wanted) or "it to read"
    return IngestError(
        f"a row with nothing in {empty}; expected a text or a title; mend the row or take it out",
        path=path,
        line=row.number,
        code="missing_text",
    )
