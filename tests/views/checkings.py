"""A small check, of an invented town, to be shown."""

from accordingto.corroboration.check import check
from accordingto.formats.reference_files import read_reference
from tests.corroboration.checks import DAY, make_checked, make_claim, make_spot
from tests.formats.references import write_reference

SECOND = {"id": "102", "where_coordinates": "Upper Tarvo", "latitude": "35.23", "best": "3"}
SECOND |= {"low": "3", "high": "3", "deaths_civilians": "3", "deaths_b": "0"}


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
