import pytest

from evaluation.geofiles import GeofileError, read_articles

LGL = (
    '<articles><article docid="1"><text>Shells hit Marenna and Oren.</text><toponyms>'
    "<toponym><start>23</start><end>27</end><phrase>Oren</phrase></toponym>"
    "<toponym><start>11</start><end>18</end><phrase>Marenna</phrase>"
    '<gaztag geonameid="1"><name>Marenna City</name><lat>1.5</lat><lon>2.5</lon>'
    '<country geonameid="2">Tavresia</country></gaztag></toponym></toponyms></article></articles>'
)
GWN = (
    '<articles><article file="1"><text>Shells hit Marenna.</text><toponyms><toponym>'
    "<start>11</start><end>18</end><type>Literal</type><extractedName>Marenna</extractedName>"
    "<normalisedName>Marenna City</normalisedName><latitude>1.5</latitude>"
    "<longitude>2.5</longitude></toponym></toponyms></article></articles>"
)
GEOVIRUS = (
    "<articles><article><text>Shells hit Marenna.</text><locations><location>"
    "<name>Marenna</name><start>12</start><end>19</end><lat>1.5</lat><lon>2.5</lon>"
    "</location></locations></article></articles>"
)


def read(tmp_path, source):
    path = tmp_path / "one.xml"
    path.write_text(source, encoding="utf-8")
    return read_articles(path)


@pytest.mark.parametrize("source", [LGL, GWN, GEOVIRUS])
def test_forms_are_read_alike(tmp_path, source):
    (article,) = read(tmp_path, source)
    gold = article.toponyms[0]
    assert (article.text[slice(*gold.span)], gold.words) == ("Marenna", "Marenna")
    assert gold.point == (1.5, 2.5)


def test_toponyms_stand_in_order_and_may_lack_a_point(tmp_path):
    ((_, (first, second)),) = read(tmp_path, LGL)
    assert (first.country, second.country, second.point) == ("Tavresia", None, None)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("no markup", "is not XML"),
        ("<articles/>", "holds no toponym"),
        (LGL.replace("<lat>1.5", "<lat>north"), "holds a number that is none"),
    ],
)
def test_file_of_another_form_is_refused(tmp_path, source, said):
    with pytest.raises(GeofileError, match=said):
        read(tmp_path, source)


def test_missing_file_is_said(tmp_path):
    with pytest.raises(GeofileError, match="cannot be read"):
        read_articles(tmp_path / "none.xml")
