import pytest

from accordingto.gazetteer.index import Gazetteer
from accordingto.report import Span
from evaluation.geofiles import Article, Gold
from evaluation.geoparsing import Measurer, Tally, distance_km, main, render

HEAD = "id\tname\talternates\tcountry\tadmin1\tadmin2\tlat\tlon\tfeature\tpopulation\tdemonyms\n"
ROWS = (
    "x:1\tTavresia\t\tXA\t\t\t\t\tcountry\t5000000\tTavresian\n"
    "x:2\tSorva\t\tXA\tWest\t\t10.0\t20.0\ttown\t2000\t\n"
    "x:3\tSorva\t\tXB\tEast\t\t50.0\t20.0\ttown\t90000\t\n"
)
TEXT = "Shells hit Sorva in Tavresia. Nobody named Quarn was there."


@pytest.fixture
def measurer(tmp_path):
    path = tmp_path / "places.tsv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return Measurer(Gazetteer.from_tsv(path))


def gold(words, point, country=None):
    start = TEXT.index(words)
    return Gold(Span(start, start + len(words)), words, point, country)


def test_toponyms_are_resolved_given_and_found(measurer):
    named = gold("Sorva", (10.05, 20.0), "Tavresia"), gold("Tavresia", None)
    tally = measurer.measure([Article(TEXT, named)])
    figures = tally.figures()
    assert (tally.total, tally.named, tally.found) == (1, 2, 2)
    assert (figures["far"], figures["near"], figures["country"]) == (1.0, 1.0, 1.0)
    assert (figures["oracle"], figures["spans"]) == (1.0, 1.0)
    assert figures["end_to_end"] == pytest.approx(2 / 3)


def test_name_that_no_gazetteer_knows_is_not_placed(measurer):
    tally = measurer.measure([Article(TEXT, (gold("Quarn", (1.0, 1.0)),))])
    assert (tally.total, tally.reachable, tally.gaps) == (1, 0, [])
    assert "1 not placed" in render("one.xml", tally)


def test_nothing_measured_has_figures_all_the_same():
    assert set(Tally().figures().values()) == {0.0}


def test_distance_is_along_the_globe():
    assert distance_km((0.0, 0.0), (0.0, 180.0)) == pytest.approx(20015, abs=10)
    assert distance_km((35.0, 36.0), (35.0, 36.0)) == 0.0


def test_bad_file_is_one_clear_line(tmp_path, capsys):
    assert main([str(tmp_path / "none.xml")]) == 1
    assert capsys.readouterr().err.startswith("geoparsing: ")
