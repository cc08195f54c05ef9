"""A snapshot: cases, claims and decisions of an edition, kept to be compared with a later one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from accordingto.errors import ConfigurationError
from accordingto.formats.bundles import CaseBundle, DecisionNote, Material, RecordNote
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.export_folder import ExportFolder
from accordingto.formats.json_text import write_json
from accordingto.records.tolls import GroupToll, Standing, TollClaim

JSON_LINES = "application/jsonl"
CASES, DECISIONS, ABOUT = "snapshot-cases.jsonl", "snapshot-decisions.jsonl", "snapshot.json"
S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SnapClaim:
    """A figure with who gives it."""

    name: str
    words: str
    low: int | None
    high: int | None
    said: str
    """ISO day; empty where it is not known."""
    report: str
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapToll:
    """A toll, its claims side by side."""

    state: str
    group: str
    claims: tuple[SnapClaim, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from other tolls of its case."""
        return self.state, self.group


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SnapBlame:
    """Somebody held responsible, in one way, by one voice."""

    actor: str
    mode: str
    accuser: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapGrade:
    """A grade, and why."""

    grade: str
    by: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapCase:
    """A case as an edition tells it."""

    code: str
    kind: str
    days: str
    """ISO day, or two with a slash between them; empty where none is told."""
    place: str
    reports: Mapping[str, str]
    """By key, publisher and title in words."""
    accounts: tuple[str, ...]
    """Which words tell of it: hash of the text, and where they begin."""
    records: tuple[str, ...]
    """Its records, as decisions name them: report, kind, and where the words begin."""
    tolls: tuple[SnapToll, ...]
    blame: tuple[SnapBlame, ...]
    grade: SnapGrade | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapDecision:
    """A decision, with the report that it is about."""

    report: str
    note: DecisionNote

    @property
    def records(self) -> frozenset[str]:
        """The records that it is about, as cases name them."""
        return frozenset(f"{self.report}:{self.note.kind}:{one}" for one in self.note.starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All of an edition that is compared."""

    as_of: str
    program: str
    state: str
    with_unreviewed: bool
    filters: tuple[tuple[str, str], ...]
    cases: Mapping[str, SnapCase]
    decisions: tuple[SnapDecision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    as_of: str
    program: str
    state: str
    with_unreviewed: bool
    filters: tuple[tuple[str, str], ...]


class SnapshotExport:
    """Three files, which `accordingto changes` compares with those of another edition."""

    name = "snapshot"
    about = "cases, claims and decisions, to tell later what has changed since"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write the snapshot; everything fits."""
        made = take_snapshot(edition, material)
        about = _About(
            as_of=made.as_of,
            program=made.program,
            state=made.state,
            with_unreviewed=made.with_unreviewed,
            filters=made.filters,
        )
        folder.write(ABOUT, _line(about), "application/json", "Which edition this is.")
        cases = b"".join(map(_line, made.cases.values()))
        folder.write(CASES, cases, JSON_LINES, "Cases with their claims, one a line.")
        decisions = b"".join(map(_line, made.decisions))
        folder.write(DECISIONS, decisions, JSON_LINES, "Decisions by people, one a line.")
        yield from ()


def _line(value: object) -> bytes:
    return write_json(TypeAdapter(type(value)).dump_python(value, mode="json")) + b"\n"


def take_snapshot(edition: Edition, material: Material) -> Snapshot:
    """Return what there is of an edition to compare."""
    cases = {bundle.code: _case(bundle) for bundle in material.cases()}
    decisions = [
        SnapDecision(report=one.report.key, note=note)
        for one in material.reports()
        for note in material.decisions(one.report)
    ]
    return Snapshot(
        as_of=edition.as_of,
        program=edition.program,
        state=edition.state,
        with_unreviewed=edition.with_unreviewed,
        filters=edition.filters,
        cases=cases,
        decisions=tuple(decisions),
    )


def _case(bundle: CaseBundle) -> SnapCase:
    case, days, place = bundle.case, bundle.days, bundle.place
    ends = (days.date_from, days.date_to) if days else ()
    hashes = {report.key: report.sha256 for report in bundle.reports}
    grade = case.grade
    return SnapCase(
        code=bundle.code,
        kind=case.outline.kinds[0].kind.value if case.outline.kinds else "",
        days="/".join(dict.fromkeys(day.isoformat() if day else ".." for day in ends)),
        place=(place.gazetteer_name or place.name) if place else "",
        reports={one.key: f"{one.publisher}: {one.title}" for one in bundle.reports},
        accounts=tuple(sorted(_account(note, hashes) for note in bundle.incidents)),
        records=tuple(sorted(_records(bundle))),
        tolls=tuple(map(_toll, case.figures.tolls)),
        blame=tuple(
            sorted(
                SnapBlame(
                    actor=entry.actor.name,
                    mode=entry.mode.value,
                    accuser=one.name,
                    report=one.ref.report,
                )
                for entry in case.blame.entries
                for one in entry.accusers
            )
        ),
        grade=SnapGrade(grade=grade.grade.value, by=grade.rule, reasons=grade.reasons)
        if grade.grade
        else None,
    )


def _records(bundle: CaseBundle) -> Iterator[str]:
    kinds = (("incident", bundle.incidents), ("figure", bundle.figures))
    for kind, notes in (*kinds, ("statement", bundle.statements)):
        for note in notes:
            yield f"{note.report}:{kind}:{note.record.evidence.start}"


def _account(note: RecordNote, hashes: Mapping[str, str]) -> str:  # type: ignore[type-arg]
    return f"{hashes[note.report]}:{note.record.evidence.start}"


def _toll(toll: GroupToll) -> SnapToll:
    group = toll.group
    told = (group.who.value, group.age.value, group.sex.value, group.side or "")
    return SnapToll(
        state=toll.state.value,
        group=", ".join(one for one in told if one not in {"", "unknown"}) or "people",
        claims=tuple(map(_claim, toll.claims)),
    )


def _claim(claim: TollClaim) -> SnapClaim:
    return SnapClaim(
        name=claim.name,
        words=claim.words,
        low=claim.low,
        high=claim.high,
        said=claim.said.isoformat() if claim.said else "",
        report=claim.ref.report,
        stands=claim.standing is Standing.STANDS,
    )


def load_snapshot(folder: Path) -> Snapshot:
    """Return the snapshot that an export to a folder holds.

    Raises ConfigurationError when there is none, or when a line of it cannot be read.
    """
    (about,) = _read(folder / ABOUT, _About) or (None,)
    if about is None:
        raise _fault(folder / ABOUT, "it is empty")
    cases = _read(folder / CASES, SnapCase)
    return Snapshot(
        as_of=about.as_of,
        program=about.program,
        state=about.state,
        with_unreviewed=about.with_unreviewed,
        filters=about.filters,
        cases={case.code: case for case in cases},
        decisions=tuple(_read(folder / DECISIONS, SnapDecision)),
    )


def _read(path: Path, kind: type[S]) -> list[S]:
    try:
        with path.open("rb") as stream:
            lines = stream.read().splitlines()
    except OSError as error:
        raise _fault(path, f"it cannot be opened ({error.strerror or error})") from error
    adapter = TypeAdapter(kind)
    found = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(adapter.validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the line"
            raise _fault(path, f"line {number:,}: {where}: {first['msg']}") from error
    return found


def _fault(path: Path, found: str) -> ConfigurationError:
    return ConfigurationError(
        f"{path}: {found}; expected a folder that `accordingto export --to snapshot` wrote"
    )
