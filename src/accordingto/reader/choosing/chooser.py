"""The chooser: weighs the clues for each candidate and takes the best."""

import itertools
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from accordingto.errors import ConfigurationError
from accordingto.reader.choosing.candidates import DRAFTED, Clues
from accordingto.reader.choosing.days import DayCandidates
from accordingto.reader.choosing.places import PlaceCandidates
from accordingto.reader.choosing.scenes import Scene
from accordingto.reader.layers import Annotations, PlaceMention, TimeMention
from accordingto.reader.merging import Draft
from accordingto.records.places import Place

Weights = Mapping[str, float]
WEIGHTS = Path(__file__).with_name("weights.toml")
SCHEMA = 1
NETWORK_PLACE, NETWORK_DAY, RULES_PLACE = "network_place", "network_day", "rules_place"
FIGURE_SOURCE = "figure_source"
TABLES = (NETWORK_PLACE, NETWORK_DAY, RULES_PLACE, FIGURE_SOURCE)
"""What is chosen, and who has tagged. Days on rules stay as the rules have them: as good."""
CAUTION = 0.3
"""So much more must speak for what the network's mentions do not amount to by themselves."""
T = TypeVar("T")


def choose(drafts: Sequence[Draft], found: Annotations) -> None:
    """Give each incident of a report the place and the day for which most speaks, or none."""
    if not drafts:
        return
    scene, weights = Scene.of(found), load_weights()
    by_network = [draft.anchors[0].likely_places is not None for draft in drafts]
    names = {one.evidence: one.place for one in found.of(PlaceMention)}
    places = PlaceCandidates(scene, names, drafts)
    chosen = [
        _vouched(places, number, weights[NETWORK_PLACE], draft.place)
        if is_judged
        else best(places.of(number), weights[RULES_PLACE])
        for number, (draft, is_judged) in enumerate(zip(drafts, by_network, strict=True))
    ]
    if any(by_network):
        times = {one.evidence: one for one in found.of(TimeMention)}
        days = DayCandidates(scene, times, drafts)
        for number in itertools.compress(range(len(drafts)), by_network):
            drafts[number].days = best(days.of(number), weights[NETWORK_DAY], CAUTION)
    for draft, place in zip(drafts, chosen, strict=True):
        draft.place = place


def _vouched(
    places: PlaceCandidates, number: int, weights: Weights, drafted: Place | None
) -> Place | None:
    """Return the best place whose country is vouched for: that chosen, or that drafted; or none."""
    rows = (((place, clues), clues) for place, clues in places.of(number))
    place, clues = best(rows, weights, CAUTION)
    if places.is_vouched(place, clues):
        return place
    return drafted if places.is_vouched(drafted, {}) else None


def best(candidates: Iterable[tuple[T, Clues]], weights: Weights, caution: float = 0.0) -> T:
    """Return the candidate for which most speaks; the first on a tie.

    `caution` speaks for what the mentions of the incident amount to when merely put together.
    """

    def score(one: tuple[T, Clues]) -> float:
        is_drafted = not DRAFTED.isdisjoint(one[1])
        return weigh(one[1], weights) + caution * is_drafted

    return max(candidates, key=score)[0]


def weigh(clues: Clues, weights: Weights) -> float:
    """Return what all clues weigh together; a clue without a weight weighs nothing."""
    return sum([weights.get(name, 0.0) * value for name, value in clues.items()])


@cache
def load_weights(path: Path = WEIGHTS) -> Mapping[str, Weights]:
    """Return the weights of each table.

    Raises ConfigurationError when the file is missing, broken, or of another schema.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            raise ValueError(f"schema {data['schema']}, expected {SCHEMA}")
        return {
            name: {clue: float(weight) for clue, weight in data[name].items()} for name in TABLES
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(
            f"the weights {path} cannot be read ({error}); expected tables {', '.join(TABLES)} of "
            "a number for each clue; install the package anew"
        ) from error
