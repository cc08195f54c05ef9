"""Builders: cases of invented events as exporters are given them, and what an exporter writes."""

import csv
import json
from dataclasses import dataclass, replace
from pathlib import Path

import frictionless

from accordingto.corroboration.corroborating import corroborate
from accordingto.formats.bundles import (
    NOT_REVIEWED,
    CaseBundle,
    RecordNote,
    ReportNote,
    ReviewNote,
    ReviewStatus,
)
from accordingto.formats.datapackage import describe_export
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.export_folder import ExportFolder
from accordingto.records.base import Mention
from accordingto.records.days import PublishedUsed
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.places import Place
from accordingto.records.values import PublishedOrigin
from accordingto.views.visible import make_visible
from tests.corroboration.accounts import make_account, make_spot
from tests.corroboration.casebook import make_digest, speaker

EDITION = Edition(
    format="tested",
    ledger="0" * 32,
    state="0" * 64,
    as_of="2024-03-16T12:00:00Z",
    program="accordingto 0.1.0",
    rules=("linking/1",),
)
ACCEPTED = ReviewNote(status=ReviewStatus.ACCEPTED, reviewers=("Odd",))
OBSERVATORY = speaker("obs", "Tarn Observatory for Rights")
MINISTRY = speaker("min", "Health Ministry of Ossen")


def cases_of(*digests, review=NOT_REVIEWED, withheld=False, **report) -> list[CaseBundle]:
    """Bundles of the cases that some reports tell of; `report` changes what is known of these."""
    found = corroborate(digests)
    return [
        _bundle(found, code, linked, review, withheld, report)
        for code, linked in zip(found.codes.codes, found.groups, strict=True)
    ]


def case_of(*digests, **fields) -> CaseBundle:
    """The one case that some reports tell of."""
    (bundle,) = cases_of(*digests, **fields)
    return bundle


def told(*claims, report="r1", account=None, spot=None, **fields):
    """A report of one event; `spot` and `account` change where and what it is."""
    changes = {} if spot is None else {"spot": spot}
    account = make_account(report, **changes, **(account or {}))
    return make_digest(report, *claims, account=account, **fields)


def nowhere(name="Nirgal", **fields):
    """A place that no gazetteer has."""
    unknown = {"gazetteer_id": None, "gazetteer_name": None, "admin1": None, "country": None}
    return make_spot(name, **unknown | {"lat": None, "lon": None, "where_prec": None} | fields)


def _bundle(found, code, linked, review, withheld, report):
    case = found.case(code, linked)
    voices = {}
    for account in case.outline.accounts:
        paper = found.evidence.paper(account.report)
        for claims in (paper.figures, paper.blame, paper.statements):
            for claim in claims.get(account.incident, ()):
                voice = found.evidence.voice(account.report, claim)
                voices[voice.id] = voice
    digests = [found.digests[key] for key in case.reports]
    return CaseBundle(
        case=case,
        reports=tuple(replace(_report(one), **report) for one in digests),
        incidents=tuple(
            _note(one.key, _incident(account), review)
            for one in digests
            for account in one.accounts
            if account.record in {told.incident for told in case.outline.accounts}
        ),
        figures=tuple(_note(one.key, _figure(f), review) for one in digests for f in one.figures),
        statements=(),
        voices=voices,
        is_place_withheld=withheld,
    )


def _report(digest) -> ReportNote:
    day = digest.published
    return ReportNote(
        key=digest.key,
        id=digest.key,
        publication="0" * 64,
        title=digest.title,
        publisher=digest.publisher,
        agencies=(),
        url=f"https://news.example/{digest.key}",
        published=PublishedUsed(
            date_from=day,
            date_to=day,
            edtf=str(day) if day else None,
            origin=PublishedOrigin.GIVEN if day else PublishedOrigin.NONE,
        ),
        language="en",
        sha256="0" * 64,
        length=100,
        reader="rules 1",
    )


def _note(report, record, review) -> RecordNote:
    words = record.evidence.text
    return RecordNote(
        report=report,
        record=record,
        in_title=False,
        review=review,
        before="",
        words=words,
        after="",
    )


def _incident(account) -> Incident:
    weapon = Mention(0, len(account.weapon), account.weapon) if account.weapon else None
    return Incident(
        id=account.record,
        evidence=Mention(0, 6, "strike"),
        kind=account.kind,
        date_from=account.date_from,
        date_to=account.date_to,
        place=_place(account.spot) if account.spot else None,
        certainty=account.certainty,
        weapon=weapon,
    )


def _place(spot) -> Place:
    return Place(
        name=spot.name,
        country=spot.country,
        evidence=Mention(0, len(spot.name), spot.name),
        qualifier=spot.qualifier,
        gazetteer_id=spot.gazetteer_id,
        gazetteer_name=spot.gazetteer_name,
        admin1=spot.admin1,
        admin2="Ossen South" if spot.admin1 else None,
        lat=spot.lat,
        lon=spot.lon,
        where_prec=spot.where_prec,
    )


def _figure(claim) -> Figure:
    return Figure(
        id=claim.record,
        evidence=Mention(0, len(claim.words), claim.words),
        state=claim.state,
        low=claim.low,
        high=claim.high,
        approximate=claim.is_approximate,
        who=claim.who,
        scope=claim.scope,
        source=None,
        incident=claim.incident,
        words=claim.words,
        bound=claim.bound,
        basis=claim.basis,
    )


@dataclass(frozen=True)
class Shelf:
    """Cases to export."""

    bundles: tuple[CaseBundle, ...]

    def cases(self):
        """Yield them, in the order of their codes."""
        yield from sorted(self.bundles, key=lambda one: one.code)

    def reports(self):
        """Yield no whole report."""
        yield from ()


@dataclass(frozen=True)
class Written:
    """What an exporter wrote."""

    folder: Path
    left: tuple[LeftOut, ...]

    def rows(self, name):
        """The rows of a table, by column."""
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def header(self, name):
        """The columns of a table."""
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return next(csv.reader(file))

    def json(self, name):
        """A file of JSON."""
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    def faults(self):
        """What another reader of data packages finds wrong with it."""
        package = frictionless.Package(self.folder / "datapackage.json")
        return package.validate().flatten(["type", "note"])


def write(exporter, folder: Path, *bundles) -> Written:
    """Write cases with an exporter into a folder that is not there yet."""
    with ExportFolder(folder, make_visible) as opened:
        left = tuple(exporter.write(EDITION, Shelf(bundles), opened))
        opened.keep(describe_export(EDITION, opened.resources, len(left)))
    return Written(folder, left)
