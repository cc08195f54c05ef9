import re
from xml.etree import ElementTree as ET

from accordingto.views.check_map import draw_map
from tests.corroboration.checks import make_checked, make_spot
from tests.views.checkings import make_checking


def draw(tmp_path, *subjects, **options):
    _, result = make_checking(tmp_path, *subjects)
    return draw_map(result, **options)


def test_map_is_one_svg_with_graticule_scale_and_names(tmp_path):
    svg = str(draw(tmp_path, with_reverse=True).svg)
    root = ET.fromstring(svg)  # noqa: S314 -- our own drawing
    classes = [element.get("class") for element in root.iter()]
    assert {"grid", "scale", "degrees", "name", "row", "missed", "one_to_one"} <= set(classes)
    assert re.search(r">\d+ km</text>", svg)
    assert "Upper Tarvo" in svg


def test_north_is_up_and_east_is_right(tmp_path):
    far = make_checked(id="c" * 16, spot=make_spot(name="Eastbank", lat=35.1, lon=36.78))
    svg = str(draw(tmp_path, make_checked(), far, with_reverse=True).svg)
    root = ET.fromstring(svg)  # noqa: S314 -- our own drawing
    rects = {
        element[0].text.split(" - ")[0]: element
        for element in root.iter()
        if len(element) and element.tag.endswith("rect")
    }
    assert float(rects["Upper Tarvo"].get("y")) < float(rects["Marenna town"].get("y"))
    circles = {
        element[0].text.split(" - ")[0]: element
        for element in root.iter()
        if element.tag.endswith("circle")
    }
    assert float(circles["Eastbank"].get("cx")) > float(circles["Marenna"].get("cx"))


def test_several_at_one_place_are_one_larger_mark(tmp_path):
    one = str(draw(tmp_path, make_checked()).svg)
    many = str(draw(tmp_path, *(make_checked(id=str(n) * 16, group=str(n)) for n in range(5))).svg)
    radius = re.compile(r'<circle class="one_to_one"[^>]* r="([0-9.]+)"')
    assert float(radius.search(many)[1]) > float(radius.search(one)[1])
    assert "Marenna - 5 incidents: one row" in many


def test_incidents_without_a_point_or_far_off_are_counted_beside(tmp_path):
    nowhere = make_checked(id="c" * 16, spot=None)
    abroad = make_checked(id="d" * 16, spot=make_spot(name="Geneva", lat=46.2, lon=6.1))
    found = draw(tmp_path, make_checked(), nowhere, abroad)
    assert (found.without_point, found.outside) == (1, 1)
    assert "Geneva" not in str(found.svg)


def test_nothing_with_a_place_is_no_map(tmp_path):
    assert draw(tmp_path, make_checked(spot=None, first_day=None, last_day=None)) is None


def test_names_of_places_are_escaped(tmp_path):
    subject = make_checked(spot=make_spot(name="<script>x</script>"))
    assert "<script" not in str(draw(tmp_path, subject).svg)
