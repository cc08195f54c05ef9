"""A small check, of an invented town, to be shown."""

from accordingto.corroboration.check import check
from accordingto.corroboration.check_subjects import Account, HeldPlace
from accordingto.formats.reference_files import read_reference
from tests.corroboration.checks import DAY, make_checked, make_claim, make_spot
from tests.formats.references import write_reference

SECOND = {"id": "102", "where_coordinates": "Upper Tarvo", "latitude": "35.23", "best": "3"}
SECOND |= {"low": "3", "high": "3", "deaths_civilians": "3", "deaths_b": "0"}


def make_case(**changes):
    """A case of two reports in Marenna, of which one gives another place."""
    other = make_spot(name="Ossen")
    told = (HeldPlace(make_spot(), True, ("r1", "r2"), 2), HeldPlace(other, True, ("r2",), 1))
    tolls = [make_claim(12, 12), make_claim(20, 20, by="the council", reports=("r1", "r2"))]
    return make_checked(
        **{
            "id": "C-4d1m6wz8kt",
            "group": "",
            "reports": ("r1", "r2"),
            "tolls": tolls,
            "accounts": (make_account("r1", "a"), make_account("r2", "b"), make_account("r2", "c")),
            "told_places": told,
            **changes,
        }
    )


def make_account(report, incident):
    """One report's account of the case."""
    return Account(
        report=report,
        incident=incident,
        title=f"Title of {report}",
        publisher="Tarvo Post",
        published=DAY,
    )


def make_checking(folder, *subjects, rows=({}, SECOND)):
    """The dataset that was read, and what came of the check."""
    reference = read_reference(write_reference(folder / "ged.csv", *rows))
    found = subjects or (
        make_checked(
            "Shells hit the bakery.",
            tolls=[make_claim(12, 12, words="12 people"), make_claim(20, 20, by=None)],
            targets=("a bakery",),
        ),
        make_checked(id="b" * 16, day=DAY.replace(day=25), spot=make_spot(lat=35.3)),
    )
    return reference, check(found, reference.events, lambda _: "SY")
