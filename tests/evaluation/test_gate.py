import pytest

from accordingto.engine.choices import ReaderName
from accordingto.errors import ConfigurationError
from evaluation import gate
from evaluation.floors import Floors, load_floors, pin
from evaluation.measure import Scores

NETWORK, RULES = ReaderName.NETWORK, ReaderName.RULES
CHANGELOG = "## [Unreleased]\n- The floor `network.blame.f1` is lower: fewer guesses.\n"


def scores(figures: float, blame: float) -> Scores:
    return Scores(sections={"figures": section(figures), "blame": section(blame)}, **EMPTY)


def section(f1: float) -> dict:
    return {"gold": 9, "found": 9, "right": 9, "precision": f1, "recall": f1, "f1": f1}


EMPTY = {"classes": {}, "majority": {}}


@pytest.fixture
def world(tmp_path, monkeypatch):
    """Readers that reach what is put into `reached`, and floors that lie in a folder of ours."""
    reached = {NETWORK: scores(0.9, 0.5), RULES: scores(0.8, 0.3)}
    floors = {name: tmp_path / f"floors-{name}.toml" for name in reached}
    monkeypatch.setattr(gate, "FLOORS", floors)
    monkeypatch.setattr(gate, "GOLD", tmp_path)
    monkeypatch.setattr(gate, "ROOT", tmp_path)
    monkeypatch.setattr(gate, "gold_hash", lambda _: "gold")
    monkeypatch.setattr(gate, "open_reader", lambda choice: choice.name)
    monkeypatch.setattr(gate, "measure", lambda reader, _: reached[reader])
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG)
    for name, path in floors.items():
        pin(path, Floors("gold", {"blame.f1": 0.3}), lower=False, changelog="")
        assert name in reached
    return reached


@pytest.mark.usefixtures("world")
def test_both_readers_are_measured_the_network_first(capsys):
    assert gate.main([]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("gate: ")]
    assert told == [
        "gate: network held: F1 figures 0.900  blame 0.500",
        "gate: rules held: F1 figures 0.800  blame 0.300",
        "gate: the network reads every section at least as well as the rules",
    ]


@pytest.mark.parametrize("name", [NETWORK, RULES])
def test_reader_below_its_own_floor_fails(world, capsys, name):
    world[name] = scores(0.95 if name is NETWORK else 0.8, 0.29)
    assert gate.main(["--reader", name]) == 1
    assert f"gate: {name}: blame.f1 is 0.290, its floor 0.300" in capsys.readouterr().out


def test_network_that_reads_one_section_worse_than_the_rules_fails(world, capsys):
    world[NETWORK] = scores(0.79, 0.9)
    assert gate.main([]) == 1
    told = capsys.readouterr().out
    assert "worse than the rules: figures 0.790, by the rules 0.800" in told
    assert "gate: network held" in told


def test_one_reader_alone_is_held_against_nothing_but_its_floors(world, capsys):
    world[NETWORK] = scores(0.1, 0.3)
    assert gate.main(["--reader", "network"]) == 0
    assert "rules" not in capsys.readouterr().out


@pytest.mark.usefixtures("world")
def test_reader_without_floors_fails(capsys):
    gate.FLOORS[NETWORK].unlink()
    assert gate.main([]) == 1
    assert "gate: network: FAILED: floors-network.toml holds no floors" in capsys.readouterr().out


@pytest.mark.usefixtures("world")
def test_floors_of_another_gold_fail(capsys, monkeypatch):
    monkeypatch.setattr(gate, "gold_hash", lambda _: "new")
    assert gate.main([]) == 1
    assert "was pinned on gold gold, this is new" in capsys.readouterr().out


@pytest.mark.usefixtures("world")
def test_network_without_weights_fails_with_what_to_do(capsys, monkeypatch):
    def missing(_):
        raise ConfigurationError("no weights; run make train")

    monkeypatch.setattr(gate, "open_reader", missing)
    assert gate.main([]) == 1
    assert "gate: FAILED: no weights; run make train" in capsys.readouterr().out


def test_pinning_with_slack_lays_floors_below_and_keeps_the_slack(world):
    assert gate.main(["--reader", "network", "--pin", "--slack", "0.01"]) == 0
    assert load_floors(gate.FLOORS[NETWORK]).values["blame.f1"] == 0.49
    world[NETWORK] = scores(0.9, 0.6)
    assert gate.main(["--reader", "network", "--pin"]) == 0
    assert load_floors(gate.FLOORS[NETWORK]).values["blame.f1"] == 0.59
    assert load_floors(gate.FLOORS[RULES]) == Floors("gold", {"blame.f1": 0.3})


def test_lowering_the_networks_floor_takes_a_line_that_names_it_as_the_networks(world, capsys):
    world[NETWORK] = world[RULES] = scores(0.9, 0.2)
    assert gate.main(["--pin", "--lower", "--reader", "network"]) == 0
    assert gate.main(["--pin", "--lower", "--reader", "rules"]) == 1
    assert "names the lowered floors `blame.f1`" in capsys.readouterr().out


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("slack", ["-0.1", "1", "much"])
def test_slack_that_is_no_share_is_refused(slack):
    with pytest.raises(SystemExit):
        gate.main(["--pin", f"--slack={slack}"])


@pytest.mark.parametrize(("required", "code"), [("", 0), ("1", 1)])
def test_without_gold_the_gate_says_so(monkeypatch, tmp_path, capsys, required, code):
    monkeypatch.setattr(gate, "GOLD", tmp_path / "none")
    monkeypatch.setenv("ACCORDINGTO_REQUIRE_ALL", required)
    assert gate.main([]) == code
    assert "ACCORDINGTO_SHARED names another folder" in capsys.readouterr().out
