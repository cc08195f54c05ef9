from types import SimpleNamespace

from accordingto.reader.network.confidences import log_odds
from accordingto.reader.network.settings import TRIAGE
from evaluation.measure import Count
from evaluation.triage import STEPS, Report, Toll, count_at, sweep


def pair(gold, found, _weight):
    """Pairs equal numbers, each once."""
    pairs, left = [], list(range(len(found)))
    for i, one in enumerate(gold):
        j = next((j for j in left if found[j] == one), None)
        if j is not None:
            left.remove(j)
            pairs.append((i, j))
    return pairs


SCORER = SimpleNamespace(pair=pair, figure_weight=None)
FOUND = [Report([1, 2, 3], [Toll(1, 1.0, False), Toll(2, 0.2, True), Toll(9, 0.02, True)])]


def test_without_a_triage_doubtful_figures_do_not_count():
    assert count_at(FOUND, None, SCORER) == Count(3, 1, 1)


def test_lower_likelihood_finds_more_of_the_killed_at_a_price():
    assert count_at(FOUND, 0.1, SCORER) == Count(3, 2, 2)
    assert count_at(FOUND, 0.01, SCORER) == Count(3, 3, 2)


def test_likelihood_that_ships_is_tried_and_marked():
    assert TRIAGE.doubtful in STEPS
    (marked,) = [line for line in sweep(FOUND, SCORER) if line.endswith("*")]
    assert marked.startswith(f"{TRIAGE.doubtful:g}")
    assert log_odds(TRIAGE.doubtful) < 0
