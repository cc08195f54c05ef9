"""Dockets of very large cases cut to what a page can hold; nothing is left out of a whole one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from accordingto.views.blame_matrix import BlameMatrix, Blaming, Said
from accordingto.views.toll_chart import ApartClaims, ChartRow, TollChart
from accordingto.web.docket import Docket, OriginGroup, ReportLine

CLAIMS = 18
"""Rows of a chart, of the table of blame, and of what is said."""
COLUMNS = 12
FOLLOWERS = 4
QUOTES = 1
LINKS = 15
REPORTS = 60
QUOTED_REPORTS = 15
"""Reports of which the accounts are quoted."""
ACCOUNTS = 2
LARGE = 40
"""Reports of a case from which its docket is cut."""
One = TypeVar("One")


class _Scissors:
    """Cuts, and counts what was cut off."""

    def __init__(self) -> None:
        self.left_out = 0

    def cut(self, told: Sequence[One], most: int) -> tuple[One, ...]:
        """Return the first of some."""
        self.left_out += max(0, len(told) - most)
        return tuple(told[:most])


def trim_docket(docket: Docket) -> Docket:
    """Return a docket that fits a page, with how many claims, quotes and links are left out."""
    if sum(len(group.reports) for group in docket.origins) <= LARGE:
        return docket
    scissors = _Scissors()
    made = replace(
        docket,
        tolls=tuple(_chart(scissors, one) for one in docket.tolls),
        apart=tuple(_apart(scissors, one) for one in docket.apart),
        blame=_matrix(scissors, docket.blame),
        said=tuple(_said(scissors, one) for one in scissors.cut(docket.said, CLAIMS)),
        links=scissors.cut(docket.links, LINKS),
        origins=tuple(_origins(scissors, docket.origins)),
        history=scissors.cut(docket.history, 2 * CLAIMS),
    )
    return replace(made, left_out=scissors.left_out)


def _chart(scissors: _Scissors, chart: TollChart) -> TollChart:
    rows = tuple(_row(scissors, row) for row in scissors.cut(chart.rows, CLAIMS))
    return replace(chart, rows=rows, loose=scissors.cut(chart.loose, FOLLOWERS))


def _row(scissors: _Scissors, row: ChartRow) -> ChartRow:
    return replace(row, followers=scissors.cut(row.followers, FOLLOWERS))


def _apart(scissors: _Scissors, part: ApartClaims) -> ApartClaims:
    return replace(part, claims=scissors.cut(part.claims, CLAIMS))


def _matrix(scissors: _Scissors, matrix: BlameMatrix) -> BlameMatrix:
    rows = scissors.cut(matrix.rows, CLAIMS)
    return replace(
        matrix,
        columns=scissors.cut(matrix.columns, COLUMNS),
        rows=tuple(
            replace(
                row,
                cells=tuple(
                    tuple(_blaming(scissors, one) for one in cell) for cell in row.cells[:COLUMNS]
                ),
            )
            for row in rows
        ),
    )


def _blaming(scissors: _Scissors, one: Blaming) -> Blaming:
    return replace(one, quotes=scissors.cut(one.quotes, QUOTES))


def _said(scissors: _Scissors, one: Said) -> Said:
    return replace(one, quotes=scissors.cut(one.quotes, QUOTES))


def _origins(scissors: _Scissors, origins: Sequence[OriginGroup]) -> list[OriginGroup]:
    found: list[OriginGroup] = []
    told = 0
    for group in origins:
        reports = scissors.cut(group.reports, max(0, REPORTS - told))
        lines = (_report(scissors, one, told + n) for n, one in enumerate(reports))
        found.append(replace(group, reports=tuple(lines)))
        told += len(reports)
    return [group for group in found if group.reports]


def _report(scissors: _Scissors, line: ReportLine, place: int) -> ReportLine:
    most = ACCOUNTS if place < QUOTED_REPORTS else 0
    return replace(line, accounts=scissors.cut(line.accounts, most))
