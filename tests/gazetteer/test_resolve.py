import pytest

from accordingto.gazetteer.resolve import resolve_toponyms
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.gazetteer.surroundings import Cue, Surroundings
from accordingto.gazetteer.toponyms import Toponym, Trust
from accordingto.report import Span


def place(name, admin1, country="XA", *, size=1_000, feature="populated place", **others):
    lat, lon = others.get("at", (None, None))
    return GazetteerPlace(
        id=f"x:{name}, {admin1}, {country}", name=name, country=country, admin1=admin1,
        admin2=others.get("admin2"), lat=lat, lon=lon, feature=feature, population=size,
        source="x", middle=others.get("at"),
    )  # fmt: skip


SORVA_EAST = place("Sorva", "East", size=60_000)
SORVA_WEST = place("Sorva", "West", size=2_000, admin2="Marenna County")
OREN_WEST = place("Oren", "West", size=80_000)
WEST = place("West", "West", feature="admin1")
ABROAD = place("Sorva", "Tarvo", "XB", size=900_000)
LAND = place("Tavresia", None, feature="country")
COUNTY_WEST = place("Marenna County", "West", feature="admin2", admin2="Marenna County")
COUNTY_FAR = place("Marenna County", "Tarvo", "XB", feature="admin2", admin2="Marenna County")


def row(*named, hint=None, inside=(), gap=40):
    """Make a sentence of names, each with its places, so many code points apart."""
    start, toponyms = 0, []
    for name, *candidates in named:
        around = Surroundings(cue=Cue.PLACE, hint=hint, is_inside=name in inside)
        span = Span(start, start + len(name))
        toponyms.append(
            Toponym(
                span=span, text=name, candidates=tuple(candidates), trust=Trust.CUED, around=around
            )
        )
        start = span.end + gap
    return toponyms


def resolve(*rows, demonyms=()):
    return [(one.toponym.text, one.place, one) for one in resolve_toponyms(rows, demonyms)]


def meant(name, *rows, demonyms=()):
    (first, *_) = [found for text, found, _ in resolve(*rows, demonyms=demonyms) if text == name]
    return first


def test_other_places_of_the_report_tell_the_unit():
    found = meant("Sorva", row(("Sorva", SORVA_EAST, SORVA_WEST), ("Oren", OREN_WEST)))
    assert found == SORVA_WEST


def test_two_names_that_are_each_open_tell_each_other():
    rows = row(("Sorva", ABROAD, SORVA_WEST), ("Marenna County", COUNTY_WEST, COUNTY_FAR))
    assert meant("Marenna County", rows + row(("Oren", OREN_WEST))) == COUNTY_WEST
    assert meant("Sorva", rows + row(("Oren", OREN_WEST))) == SORVA_WEST


def test_area_named_beside_it_decides_for_every_mention():
    beside = row(("Sorva", SORVA_EAST, SORVA_WEST), ("West", WEST), inside=("West",), gap=2)
    rows = (row(("Sorva", SORVA_EAST, SORVA_WEST)), beside)
    assert [found for text, found, _ in resolve(*rows) if text == "Sorva"] == [SORVA_WEST] * 2


def test_demonym_tells_the_country():
    rows = row(("Sorva", ABROAD, SORVA_EAST))
    assert meant("Sorva", rows, demonyms=("XA", "XA")) == SORVA_EAST


def test_size_alone_gives_a_guess_and_no_place():
    bigger = place("Sorva", "Tarvo", "XB", size=90_000)
    ((_, found, resolution),) = resolve(row(("Sorva", bigger, SORVA_EAST)))
    assert (found, resolution.guess, resolution.runner_up) == (None, bigger, SORVA_EAST)
    assert "nothing in the report tells" in resolution.why


def test_name_does_not_vouch_for_itself():
    rows = [row(("Sorva", ABROAD, SORVA_EAST, SORVA_WEST)) for _ in range(5)]
    assert all("lie in" not in one.why for _, _, one in resolve(*rows))


def test_small_place_called_as_a_unit_is_not_meant_in_a_list_of_units():
    east = place("East", "East", feature="admin1")
    north = place("North", "North", feature="admin1")
    town = place("West", "North", size=5_000)
    named = ("East", east), ("West", WEST, town), ("North", north)
    assert meant("West", row(*named, gap=2)) == WEST


@pytest.mark.parametrize(("hint", "feature"), [("admin1", "admin1"), (None, "populated place")])
def test_word_for_a_unit_tells_a_unit_from_its_chief_town(hint, feature):
    town = place("West", "West", size=200_000)
    assert meant("West", row(("West", WEST, town), ("Oren", OREN_WEST), hint=hint)).feature == (
        feature
    )


def test_country_is_no_place_within_itself():
    assert meant("Tavresia", row(("Tavresia", LAND), ("Oren", OREN_WEST))) == LAND


def test_name_that_is_known_only_where_it_stands_otherwise_is_kept():
    first = resolve(row(("SORVA",)), row(("Sorva", SORVA_EAST), ("Oren", OREN_WEST)))
    assert [found for _, found, _ in first][1:] == [SORVA_EAST, OREN_WEST]


def weak(name, *candidates, cue=Cue.NONE):
    around = Surroundings(cue=cue)
    return Toponym(
        span=Span(0, len(name)), text=name, candidates=candidates, trust=Trust.WEAK, around=around
    )


@pytest.mark.parametrize(("country", "is_told"), [("US", False), ("XA", True)])
def test_weak_name_in_an_english_speaking_country_is_to_be_put_as_a_place_once(country, is_told):
    small = place("Sorva", "West", country)
    rows = row(("Oren", place("Oren", "West", country, size=80_000))), [weak("Sorva", small)]
    assert ("Sorva" in {text for text, _, _ in resolve(*rows)}) == is_told
    cued = [weak("Sorva", small, cue=Cue.PLACE)]
    assert [found for text, found, _ in resolve(*rows, cued) if text == "Sorva"] == [small] * 2


def test_large_city_is_not_drawn_into_the_country_that_a_report_speaks_of():
    famed, small = place("Sorva", "Tarvo", "XB", size=2_000_000), place("Sorva", "East", size=9_000)
    rows = row(("Tavresia", LAND)), row(("Sorva", famed, small))
    assert meant("Sorva", *rows, demonyms=("XB",)) == famed


def test_size_alone_makes_nobody_sure():
    famed, small = place("Sorva", "Tarvo", "XB", size=2_000_000), place("Sorva", "East", size=9_000)
    ((_, found, resolution),) = resolve(row(("Sorva", famed, small)))
    assert (found, resolution.confidence) == (famed, 0.6)
    assert "all that speaks for it" in resolution.why
