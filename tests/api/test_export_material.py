import pytest

from accordingto.api.decisions import judge
from accordingto.api.export_material import LedgerMaterial
from accordingto.formats.bundles import ReviewStatus
from accordingto.ledger.filters import NO_FILTERS, Filters
from accordingto.ledger.ledger import Ledger
from accordingto.records.values import BlameMode
from tests.ledger.incoming import make_incoming, read
from tests.ledger.warehouse import (
    HOSPITAL,
    LOOSE,
    NAMED,
    SHELLED,
    SHELLED_TOO,
    accept,
    fill_warehouse,
)


@pytest.fixture
def path(tmp_path):
    where = tmp_path / "war.ledger"
    fill_warehouse(where)
    return where


def cases(path, *, with_unreviewed=False, filters=NO_FILTERS):
    with Ledger.open(path) as ledger, ledger.look() as connection:
        return list(LedgerMaterial(connection, filters, with_unreviewed).cases())


def reports(path, *, with_unreviewed=False):
    with Ledger.open(path) as ledger, ledger.look() as connection:
        return list(LedgerMaterial(connection, NO_FILTERS, with_unreviewed).reports())


def ids(text):
    reading = read(make_incoming(text))
    return reading.incidents[0].id, reading.figures[0].id


def test_a_reviewed_case_is_put_together_from_reviewed_records_alone(path):
    accept(path, SHELLED, "incident", "figure")
    accept(path, SHELLED_TOO, "incident")
    (bundle,) = cases(path)
    assert len(bundle.reports) == len(bundle.incidents) == 2
    (toll,) = bundle.case.figures.tolls
    assert [claim.low for claim in toll.claims] == [14]
    assert not toll.is_contested
    assert [entry.mode for entry in bundle.case.blame.entries] == [BlameMode.ACCUSED]
    assert bundle.statements == ()
    assert bundle.reviewed == (3, 3)


def test_all_is_there_when_it_is_asked_for_each_with_its_review(path):
    accept(path, SHELLED, "figure")
    bundle = next(one for one in cases(path, with_unreviewed=True) if len(one.reports) == 2)
    (toll,) = bundle.case.figures.tolls
    assert (toll.is_contested, bundle.reviewed[0]) == (True, 1)
    statuses = {note.record.low: note.review.status for note in bundle.figures}
    assert statuses == {14: ReviewStatus.ACCEPTED, 17: ReviewStatus.UNREVIEWED}
    for claim in toll.claims:
        note = bundle.figure(claim.ref)
        assert note.record.low == claim.low
        assert claim.voice in bundle.voices
        assert note.quote.startswith(f"Shelling killed {claim.low} people in Marenna")


def test_what_people_rejected_never_goes_out(path):
    incident, figure = ids(SHELLED_TOO)
    judge(path, "reject", [figure], reviewer="Odd", why="a misprint")
    found = cases(path, with_unreviewed=True)
    assert 17 not in {note.record.low for one in found for note in one.figures}
    judge(path, "reject", [incident], reviewer="Odd", why="the same one")
    assert all(len(one.reports) == 1 for one in cases(path, with_unreviewed=True))


def test_what_people_decided_at_odds_is_reviewed_by_nobody(path):
    accept(path, SHELLED, "incident")
    incident, _ = ids(SHELLED)
    judge(path, "correct", [incident], reviewer="Mira", why="x", changes=["kind=bombing"])
    judge(path, "correct", [incident], reviewer="Odd", why="x", changes=["kind=air_strike"],
          as_read=True)  # fmt: skip
    for bundle in cases(path):
        assert all(note.review.status.is_reviewed for note in bundle.incidents)


def test_reports_hold_what_belongs_to_no_case(path):
    accept(path, LOOSE, "agreement")
    (report,) = reports(path)
    assert [note.case for note in report.agreements] == [""]
    assert report.figures == ()
    whole = {one.report.id: one for one in reports(path, with_unreviewed=True)}
    assert set(whole) == {"r1", "r2", "r3", "r4", "r5"}
    assert whole["r1"].incidents[0].case.startswith("C-")
    assert whole["r1"].figures[0].case == whole["r2"].figures[0].case


def test_names_and_exact_places_are_withheld_in_all_of_it(path):
    found = cases(path, with_unreviewed=True)
    told = str(found) + str(reports(path, with_unreviewed=True))
    assert "Lina" not in told
    assert "Orn" not in told
    hit = next(one for one in found if one.is_place_withheld)
    assert hit.place is not None
    assert (hit.place.lat, hit.place.lon) == (None, None)
    assert hit.report(hit.incidents[0].report).sha256 == make_incoming(HOSPITAL).report.sha256


def test_filters_hold_for_cases(path):
    (bundle,) = cases(path, with_unreviewed=True, filters=Filters(place=("Homs",)))
    assert bundle.reports[0].sha256 == make_incoming(NAMED).report.sha256


def test_a_code_that_leads_nowhere_is_passed_by(path):
    with Ledger.open(path) as ledger, ledger.look() as connection:
        material = LedgerMaterial(connection, NO_FILTERS, with_unreviewed=True)
        codes = [one.code for one in material.cases()]
        assert [one.code for one in material.cases_of([*codes, "C-0000000000"])] == codes
        keys = [one.report.publication for one in material.reports()]
        assert keys == sorted(keys)
        assert [one.report.publication for one in material.reports_of([*keys, "x"])] == keys


@pytest.mark.parametrize("with_unreviewed", [True, False])
def test_a_case_among_others_is_what_it_is_by_itself(path, with_unreviewed):
    accept(path, SHELLED, "incident", "figure")
    accept(path, NAMED, "incident")
    together = cases(path, with_unreviewed=with_unreviewed)
    assert len(together) > 1
    for bundle in together:
        with Ledger.open(path) as ledger, ledger.look() as connection:
            material = LedgerMaterial(connection, NO_FILTERS, with_unreviewed)
            assert list(material.cases_of([bundle.code])) == [bundle]
