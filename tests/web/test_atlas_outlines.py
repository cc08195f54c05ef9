import re

import numpy as np
import pytest

from accordingto.web.atlas_outlines import FINER, draw_outlines, load_countries
from accordingto.web.mercator import HEIGHT, WIDTH, bounded, fit


def steps_of(path):
    """The points of each ring of a path, in units of the drawing."""
    for ring in path.split("z"):
        if ring:
            start, rest = ring[1:].split("l")
            told = np.array([int(one) for one in re.findall(r"-?\d+", rest)]).reshape(-1, 2)
            first = np.array([[int(one) for one in start.split()]])
            yield np.cumsum(np.concatenate([first, told]), axis=0) / FINER


def test_countries_have_their_codes():
    codes = {one.name: one.code for one in load_countries()}
    assert (codes["Syria"], codes["Dem. Rep. Congo"], codes["Kosovo"]) == ("SY", "CD", "XK")


def test_only_countries_in_view_are_drawn():
    names = {one.code for one in draw_outlines(bounded(36.2, 37.1, 7))}
    assert {"SY", "TR"} <= names
    assert not names & {"FR", "US", "ZA"}


@pytest.mark.parametrize("view", [fit(None), bounded(60, 100, 4), bounded(36.2, 37.1, 12)])
def test_nothing_is_drawn_far_beyond_the_edge(view):
    for country in draw_outlines(view):
        for points in steps_of(country.path):
            assert points[:, 0].min() >= -13
            assert points[:, 0].max() <= WIDTH + 13
            assert points[:, 1].min() >= -13
            assert points[:, 1].max() <= HEIGHT + 13


def test_no_line_runs_across_the_world_at_the_date_line():
    world = {one.code: one for one in draw_outlines(fit(None))}
    for points in steps_of(world["FJ"].path + world["RU"].path):
        assert np.abs(np.diff(points[:, 0])).max() < WIDTH / 2


def test_a_view_within_one_country_is_filled_by_it():
    (drawn,) = draw_outlines(bounded(35.0, 38.5, 12))
    (points,) = steps_of(drawn.path)
    assert drawn.code == "SY"
    assert np.ptp(points[:, 0]) >= WIDTH
    assert np.ptp(points[:, 1]) >= HEIGHT


def test_the_whole_world_is_small_enough_for_a_page():
    assert sum(len(one.path) for one in draw_outlines(fit(None))) < 250_000
