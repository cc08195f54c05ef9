import pytest

from accordingto.errors import ConfigurationError
from accordingto.reader.layers import Tagging
from accordingto.reader.network.confidences import (
    DOUBTFUL,
    FIGURES,
    TABLES,
    Confidences,
    likelihood_of,
    load_confidences,
    log_odds,
)
from accordingto.report import Span
from tests.reader.network.stubs import Told

HALF = Confidences({name: {"bias": -1.0, "sure": 0.5} for name in TABLES})
TOLD = Told("Shelling killed nine people.")


def put(**others):
    """The one figure of a tagging with its confidence."""
    figure = TOLD.figure("nine people", confidence=0.7, **others)
    (found,) = HALF.put(Tagging(evidence=Span(0, 28), figures=(figure,))).figures
    return found


@pytest.mark.parametrize("likelihood", [0.001, 0.2, 0.5, 0.93])
def test_likelihood_comes_back_from_its_log_odds(likelihood):
    assert likelihood_of(log_odds(likelihood)) == pytest.approx(likelihood)


def test_likelihood_of_nought_or_one_speaks_no_louder_than_the_bounds():
    assert log_odds(0.0) == log_odds(0.001)
    assert log_odds(1.0) == log_odds(0.999)


def test_confidence_is_what_the_clues_amount_to():
    assert HALF.of(FIGURES, {"sure": 4.0}) == 0.73
    assert HALF.of(FIGURES, {"sure": 4.0, "unheard": 9.0}) == 0.73


def test_nothing_is_certain():
    assert HALF.of(FIGURES, {"sure": 99.0}) == 0.99
    assert HALF.of(FIGURES, {"sure": -99.0}) == 0.01


def test_anchor_with_clues_gets_its_confidence():
    assert put(clues={"sure": 2.0}).confidence == 0.5


def test_what_nobody_judged_keeps_its_confidence():
    assert put().confidence == 0.7


def test_doubtful_figures_have_a_table_of_their_own():
    tables = Confidences(HALF.tables | {DOUBTFUL: {"bias": 3.0}})
    figure = TOLD.figure("nine people", is_doubtful=True, clues={"sure": 2.0})
    (found,) = tables.put(Tagging(evidence=Span(0, 28), figures=(figure,))).figures
    assert found.confidence == 0.95


def test_what_ships_rises_with_the_network_s_likelihoods():
    for name, table in load_confidences().tables.items():
        for clue in ("sure", "alone", "source", "kind"):
            assert table.get(clue, 0.0) >= 0, (name, clue)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("schema = 2", "schema 2, expected 1"),
        ("schema = 1", "figures"),
        ("no toml", "cannot be read"),
        ('schema = 1\nfigures = "sure"', "cannot be read"),
    ],
)
def test_broken_file_is_told(tmp_path, written, told):
    path = tmp_path / "confidences.toml"
    path.write_text(written)
    with pytest.raises(ConfigurationError, match=told):
        load_confidences(path)


def test_missing_file_is_told(tmp_path):
    with pytest.raises(ConfigurationError, match="read with the reader `rules`"):
        load_confidences(tmp_path / "none.toml")
