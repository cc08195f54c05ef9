"""Pictures of growth."""

from xml.etree import ElementTree

from evaluation.plotting import HEIGHT, WIDTH, Line, plot


def test_every_line_has_its_points_and_its_name():
    lines = [Line("a < b", ((100, 1), (1000, 10))), Line("c", ((100, 1.1), (1000, 10.1)))]
    tree = ElementTree.fromstring(plot("Growth & more", lines))  # noqa: S314 -- our own
    circles = tree.findall("{*}circle")
    assert len(circles) == 4
    assert all(0 < float(one.get("cx")) < WIDTH for one in circles)
    assert all(0 < float(one.get("cy")) < HEIGHT for one in circles)
    names = [one for one in tree.findall("{*}text") if one.text in {"a < b", "c"}]
    assert abs(float(names[0].get("y")) - float(names[1].get("y"))) >= 12


def test_picture_of_nothing_is_empty():
    assert "<path" not in plot("nothing", [])
