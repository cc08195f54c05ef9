import pytest

from evaluation.floors import FloorError, Floors, below, load_floors, pin

CHANGELOG = "# Changelog\n\n## [Unreleased]\n{0}\n\n## [0.1.0]\n- `figures.f1` of old\n"


def test_figure_below_its_floor_is_named_with_both():
    floors = Floors(gold="x", values={"figures.f1": 0.6, "blame.f1": 0.3})
    assert below(floors, {"figures.f1": 0.55, "blame.f1": 0.3}) == [
        "figures.f1 is 0.550, its floor 0.600"
    ]


def test_figure_that_is_missing_counts_as_zero():
    assert below(Floors(gold="x", values={"figures.f1": 0.6}), {})


def test_pinned_figure_holds_against_itself(tmp_path):
    path = tmp_path / "floors.toml"
    pin(path, "hash", {"figures.f1": 0.66666}, lower=False, changelog="")
    floors = load_floors(path)
    assert floors == Floors(gold="hash", values={"figures.f1": 0.666})
    assert not below(floors, {"figures.f1": 0.66666})


def pinned(tmp_path):
    path = tmp_path / "floors.toml"
    pin(path, "hash", {"figures.f1": 0.6}, lower=False, changelog="")
    return path


def test_raising_a_floor_needs_nothing(tmp_path):
    path = pinned(tmp_path)
    pin(path, "hash", {"figures.f1": 0.7}, lower=False, changelog="")
    assert load_floors(path).values == {"figures.f1": 0.7}


@pytest.mark.parametrize(
    ("lower", "entry", "message"),
    [
        (False, "- `figures.f1` lower, because", "say --lower"),
        (True, "- nothing on floors", "has no line that names"),
    ],
)
def test_lowering_a_floor_is_refused(tmp_path, lower, entry, message):
    path = pinned(tmp_path)
    with pytest.raises(FloorError, match=message):
        pin(path, "hash", {"figures.f1": 0.5}, lower=lower, changelog=CHANGELOG.format(entry))
    assert load_floors(path).values == {"figures.f1": 0.6}


def test_lowering_a_floor_takes_the_flag_and_a_changelog_line(tmp_path):
    path = pinned(tmp_path)
    entry = "- The floor `figures.f1` is lower: ages are no figures any more."
    pin(path, "hash", {"figures.f1": 0.5}, lower=True, changelog=CHANGELOG.format(entry))
    assert load_floors(path).values == {"figures.f1": 0.5}
