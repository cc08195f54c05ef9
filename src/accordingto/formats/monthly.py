"""Tables by month: how many cases, by harm, claimed status and grade, and how far reviewed.

Cases are counted, people are not: a sum over cases would add up figures of different sources.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from accordingto.formats.bundles import CaseBundle, Material
from accordingto.formats.case_notes import standing
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.export_folder import Cell, ExportFolder, load_columns
from accordingto.records.tolls import GroupToll

UNDATED = "undated"
UNGRADED = "none"
_SHARE_DIGITS = 3


class Monthly:
    """`cases_by_month.csv` and `harm_by_month.csv`."""

    name = "monthly"
    about = "numbers of cases by month, harm, claimed status and grade"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write both tables; everything fits: cases without a day stand under `undated`."""
        cases: dict[_Cases, _Count] = defaultdict(_Count)
        harm: dict[_Harm, _Count] = defaultdict(_Count)
        for bundle in material.cases():
            _count(bundle, cases, harm)
        folder.write_csv(
            "cases_by_month.csv",
            load_columns("cases_by_month_columns.toml"),
            ([*key, *cases[key].cells()] for key in sorted(cases)),
            "Cases by month and grade, each counted once.",
        )
        folder.write_csv(
            "harm_by_month.csv",
            load_columns("harm_by_month_columns.toml"),
            ([*key, *harm[key].cells(), *harm[key].toll_cells()] for key in sorted(harm)),
            "Cases by month, harm, claimed status and grade; one with several is in several rows.",
        )
        yield from ()


class _Cases(NamedTuple):
    month: str
    grade: str


class _Harm(NamedTuple):
    month: str
    harm: str
    status: str
    grade: str


@dataclass
class _Count:
    """What a row counts."""

    cases: set[str] = field(default_factory=set)
    numbered: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    contested: set[str] = field(default_factory=set)
    reviewed: int = 0
    records: int = 0

    def cells(self) -> list[Cell]:
        """Return number of cases, of records, and the share of these that was reviewed."""
        share = round(self.reviewed / self.records, _SHARE_DIGITS) if self.records else None
        return [len(self.cases), self.records, self.reviewed, share]

    def toll_cells(self) -> list[Cell]:
        """Return in how many cases the toll has a number, an open end, and is contested."""
        return [len(self.numbered), len(self.open), len(self.contested)]


def month_of(bundle: CaseBundle) -> str:
    """Return the month in which most texts put a case; several as "2016-09/2016-11".

    `undated` where no text gives a day; ".." stands for an end that is not told.
    """
    told = bundle.days
    if told is None:
        return UNDATED
    first, last = (f"{day:%Y-%m}" if day else ".." for day in (told.date_from, told.date_to))
    return first if first == last else f"{first}/{last}"


def _count(bundle: CaseBundle, cases: dict[_Cases, _Count], harm: dict[_Harm, _Count]) -> None:
    month = month_of(bundle)
    grade = bundle.case.grade.grade.value if bundle.case.grade.grade else UNGRADED
    count = cases[_Cases(month, grade)]
    count.cases.add(bundle.code)
    reviewed, records = bundle.reviewed
    count.reviewed += reviewed
    count.records += records
    for toll in bundle.case.figures.tolls:
        if not standing(toll.claims):
            continue
        key = _Harm(month, toll.state.value, toll.group.who.value, grade)
        _count_toll(bundle, toll, harm[key])


def _count_toll(bundle: CaseBundle, toll: GroupToll, count: _Count) -> None:
    code, extent = bundle.code, toll.extent
    count.cases.add(code)
    if extent is not None and not (extent.low is None and extent.high is None):
        count.numbered.add(code)
    if extent is not None and (extent.is_open_below or extent.is_open_above):
        count.open.add(code)
    if toll.is_contested:
        count.contested.add(code)
    for claim in standing(toll.claims):
        note = bundle.figure(claim.ref)
        if note is not None:
            count.records += 1
            count.reviewed += note.review.status.is_reviewed
