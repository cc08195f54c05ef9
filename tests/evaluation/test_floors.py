import pytest

from evaluation.floors import Bench, FloorError, Floors, below, floors_for, load_floors, pin

CHANGELOG = "# Changelog\n\n## [Unreleased]\n{0}\n\n## [0.1.0]\n- `figures.f1` of old\n"


def test_figure_below_its_floor_is_named_with_both():
    floors = Floors(gold="x", values={"figures.f1": 0.6, "blame.f1": 0.3})
    assert below(floors, {"figures.f1": 0.55, "blame.f1": 0.3}) == [
        "figures.f1 is 0.550, its floor 0.600"
    ]


def test_figure_that_is_missing_counts_as_zero():
    assert below(Floors(gold="x", values={"figures.f1": 0.6}), {})


def test_file_that_is_not_there_yet_holds_no_floors(tmp_path):
    assert load_floors(tmp_path / "floors-network.toml") == Floors(gold="", values={})


def test_pinned_figure_holds_against_itself(tmp_path):
    path = tmp_path / "floors.toml"
    pin(path, floors_for("hash", {"figures.f1": 0.66666}, 0.0), lower=False, changelog="")
    floors = load_floors(path)
    assert floors == Floors(gold="hash", values={"figures.f1": 0.666})
    assert not below(floors, {"figures.f1": 0.66666})


@pytest.mark.parametrize(
    ("figure", "slack", "floor"),
    [(0.58, 0.01, 0.57), (0.6789, 0.01, 0.668), (0.005, 0.01, 0.0), (0.58, 0.0, 0.58)],
)
def test_floor_lies_by_the_slack_below_the_figure(figure, slack, floor):
    assert floors_for("hash", {"blame.f1": figure}, slack).values == {"blame.f1": floor}


def test_slack_is_kept_with_the_floors(tmp_path):
    path = tmp_path / "floors.toml"
    new = floors_for("hash", {"figures.f1": 0.7}, 0.01)
    pin(path, new, lower=False, changelog="")
    assert load_floors(path) == new == Floors("hash", {"figures.f1": 0.69}, 0.01)


def pinned(tmp_path):
    path = tmp_path / "floors.toml"
    pin(path, Floors("hash", {"figures.f1": 0.6}), lower=False, changelog="")
    return path


def test_raising_a_floor_needs_nothing(tmp_path):
    path = pinned(tmp_path)
    pin(path, Floors("hash", {"figures.f1": 0.7}), lower=False, changelog="")
    assert load_floors(path).values == {"figures.f1": 0.7}


@pytest.mark.parametrize(
    ("lower", "entry", "message"),
    [
        (False, "- `figures.f1` lower, because", "say --lower"),
        (True, "- nothing on floors", "has no line that names"),
    ],
)
def test_lowering_a_floor_is_refused(tmp_path, lower, entry, message):
    path, new = pinned(tmp_path), Floors("hash", {"figures.f1": 0.5})
    with pytest.raises(FloorError, match=message):
        pin(path, new, lower=lower, changelog=CHANGELOG.format(entry))
    assert load_floors(path).values == {"figures.f1": 0.6}


def test_more_slack_lowers_a_floor_too(tmp_path):
    path, new = pinned(tmp_path), floors_for("hash", {"figures.f1": 0.6}, 0.01)
    with pytest.raises(FloorError, match="say --lower"):
        pin(path, new, lower=False, changelog="")


def test_lowering_a_floor_takes_the_flag_and_a_changelog_line(tmp_path):
    path, new = pinned(tmp_path), Floors("hash", {"figures.f1": 0.5})
    entry = "- The floor `figures.f1` is lower: ages are no figures any more."
    pin(path, new, lower=True, changelog=CHANGELOG.format(entry))
    assert load_floors(path).values == {"figures.f1": 0.5}


def test_line_on_the_floor_of_one_reader_is_none_on_that_of_another(tmp_path):
    path, new = pinned(tmp_path), Floors("hash", {"figures.f1": 0.5})
    changelog = CHANGELOG.format("- The floor `figures.f1` is lower.")
    with pytest.raises(FloorError, match=r"`network\.figures\.f1`"):
        pin(path, new, lower=True, changelog=changelog, prefix="network.")


def test_bench_says_what_fell(tmp_path, capsys):
    bench = Bench("times", tmp_path / "floors.toml", "gold")
    assert bench.pin({"f1": 0.9}, lower=False, changelog="") == 0
    assert bench.compare({"f1": 0.9}) == 0
    assert bench.compare({"f1": 0.8}) == 1
    assert "gate: times: f1 is 0.800, its floor 0.900" in capsys.readouterr().out
    assert bench.pin({"f1": 0.8}, lower=False, changelog="") == 1
