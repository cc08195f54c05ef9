"""Learn what each way of being alike weighs: python -m training.linking READINGS INCIDENTS.

READINGS is JSONL, as `accordingto read` writes it, of the reports that INCIDENTS (the gold of
incidents over several reports) names. The weights in `corroboration/linking.toml` are written anew.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from accordingto.corroboration import weights as shipped
from accordingto.corroboration.blocking import find_candidates
from accordingto.corroboration.comparing import Comparer
from accordingto.corroboration.condensing import condense
from accordingto.corroboration.digests import Account, Digest
from accordingto.corroboration.weights import TermWeight, Weights
from accordingto.corroboration.words import telling_words
from accordingto.records.codec import from_json
from accordingto.records.values import Kind

STRENGTH = 1000.0
"""How many comparisons the prior of a weight stands for, about."""
UNSURE = 0.3
"""Weight of a pair of which one account stands in no gold incident: gold names the main ones."""
LATEST_DAYS = 60
"""An account without a day is of a gold incident that lies at most so far back."""
ENOUGH = 3
"""Points from which on an account is held to be of a gold incident."""
_KINDS: Mapping[str, frozenset[Kind]] = {
    "airstrike": frozenset({Kind.AIR_STRIKE, Kind.SHELLING, Kind.BOMBING, Kind.OTHER}),
    "shelling": frozenset({Kind.SHELLING, Kind.AIR_STRIKE, Kind.BOMBING, Kind.OTHER}),
    "bombing": frozenset({Kind.BOMBING, Kind.SHELLING, Kind.OTHER, Kind.ARMED_CLASH}),
    "chemical": frozenset({Kind.CHEMICAL, Kind.SHELLING, Kind.AIR_STRIKE, Kind.OTHER}),
    "clash": frozenset({Kind.ARMED_CLASH, Kind.SHOOTING, Kind.OTHER, Kind.SIEGE, Kind.BOMBING}),
    "siege": frozenset({Kind.SIEGE, Kind.ARMED_CLASH}),
    "execution": frozenset({Kind.EXECUTION, Kind.SHOOTING, Kind.ABDUCTION, Kind.OTHER}),
}
_FIRST: Mapping[str, Kind] = {"airstrike": Kind.AIR_STRIKE, "clash": Kind.ARMED_CLASH}
_NO_PLACE_NAMES = frozenset(
    {"province", "city", "village", "near", "district", "suburb", "road", "four", "held", "rebel"}
    | {"north", "northern", "east", "eastern", "west", "western", "south", "southern"}
)


@dataclass(frozen=True)
class GoldIncident:
    """One event, as annotated."""

    id: str
    kind: str
    days: tuple[date, date] | None
    place: frozenset[str]


def load_gold(path: Path) -> dict[str, list[GoldIncident]]:
    """Return the gold incidents of each report, by report id."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    incidents = {name: _incident(name, row) for name, row in gold["incidents"].items()}
    return {
        report: [incidents[name] for name in row["incidents"]]
        for report, row in gold["reports"].items()
    }


def _incident(name: str, row: Mapping[str, str | None]) -> GoldIncident:
    ends = [row["date_from"] or row["date_to"], row["date_to"] or row["date_from"]]
    known = [date.fromisoformat(end) for end in ends if end]
    words = telling_words(f"{row['place'] or ''} {name.replace('-', ' ')}")
    place = frozenset(word for word in words if word.isalpha() and len(word) > ENOUGH)
    days = (known[0], known[1]) if known else None
    return GoldIncident(name, str(row["kind"]), days, place - _NO_PLACE_NAMES)


def align(digest: Digest, gold: Sequence[GoldIncident]) -> list[str | None]:
    """Return for each account the gold incident that it is of, or None."""
    return [_best(account, digest, gold) for account in digest.accounts]


def _best(account: Account, digest: Digest, gold: Sequence[GoldIncident]) -> str | None:
    points = [(_points(account, digest, one, len(gold)), -n) for n, one in enumerate(gold)]
    best, place = max(points, default=(0, 0))
    return gold[-place].id if best >= ENOUGH else None


def _points(account: Account, digest: Digest, gold: GoldIncident, among: int) -> int:
    kinds = _KINDS.get(gold.kind)
    if kinds and account.kind not in kinds:
        return 0
    points = int(account.kind is _FIRST.get(gold.kind) or account.kind.value == gold.kind)
    days = _points_for_days(account, digest, gold)
    if days is None:
        return 0
    named = {
        word for spot in account.spots
        for word in telling_words(f"{spot.name} {spot.gazetteer_name or ''}")
    }  # fmt: skip
    if gold.place & named:
        points += 3
    elif named and among > 1:
        points -= 1
    return points + days + bool(gold.place & set(account.words))


def _points_for_days(account: Account, digest: Digest, gold: GoldIncident) -> int | None:
    """Return points for days that fit, or None when they contradict each other."""
    if gold.days is None:
        return 0
    first, last = account.date_from or account.date_to, account.date_to or account.date_from
    if first is None or last is None:
        late = (digest.published - gold.days[1]).days if digest.published else 0
        return 0 if -1 <= late <= LATEST_DAYS else None
    gap = max((gold.days[0] - last).days, (first - gold.days[1]).days)
    if gap > 1:
        return None
    return 3 if gap <= 0 and (last - first).days <= 7 else 1


@dataclass(frozen=True)
class Pairs:
    """Pairs of accounts with their levels: what the weights are learned from.

    `levels` is pairs x terms; `same` holds 0 or 1, `weight` how much a pair counts.
    """

    levels: NDArray[np.float64]
    same: NDArray[np.float64]
    weight: NDArray[np.float64]


def make_pairs(
    digests: Iterable[Digest], gold: Mapping[str, list[GoldIncident]], terms: Sequence[TermWeight]
) -> Pairs:
    """Return all pairs of accounts that are worth comparing, labelled by the gold."""
    chosen = [digest for digest in digests if digest.key in gold]
    accounts = [account for digest in chosen for account in digest.accounts]
    labels = [label for digest in chosen for label in align(digest, gold[digest.key])]
    place = {term.id: n for n, term in enumerate(terms)}
    candidates = find_candidates(accounts)
    levels = np.zeros((len(candidates), len(terms)))
    comparer = Comparer()
    for row, (one, other) in enumerate(candidates):
        for level in comparer.levels(accounts[one], accounts[other]):
            levels[row, place[level.id]] = level.value
    both = [(labels[one], labels[other]) for one, other in candidates]
    same = np.array([float(one is not None and one == other) for one, other in both])
    weight = np.array([UNSURE if None in pair else 1.0 for pair in both])
    return Pairs(levels, same, weight)


def learn(pairs: Pairs, start: Weights, rounds: int = 30) -> Weights:
    """Return weights by logistic regression that is drawn to the priors."""
    prior = np.array([*(term.prior for term in start.term), start.bias_prior])
    x = np.hstack([pairs.levels, np.ones((len(pairs.levels), 1))])
    found = prior.copy()
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-(x @ found)))
        slope = x.T @ (pairs.weight * (p - pairs.same)) + STRENGTH * (found - prior)
        curve = (x * (pairs.weight * p * (1 - p))[:, None]).T @ x + STRENGTH * np.eye(len(found))
        found -= np.linalg.solve(curve, slope)
    terms = tuple(
        replace(term, weight=round(float(weight), 2))
        for term, weight in zip(start.term, found[:-1], strict=True)
    )
    return replace(start, bias=round(float(found[-1]), 2), term=terms)


def write_weights(path: Path, weights: Weights) -> None:
    """Put the weights into the file; all else in it stays."""
    text = path.read_text(encoding="utf-8")
    for term in weights.term:
        pattern = rf'(id = "{term.id}"\naspect = .*\nprior = .*\nweight = )\S+'
        text = re.sub(pattern, _with(term.weight), text)
    text = re.sub(r"(?m)^(bias = )\S+", _with(weights.bias), text)
    path.write_text(text, encoding="utf-8")


def _with(value: float) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found[1]}{value}"


def main() -> None:
    """Learn from all annotated reports and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readings", type=Path)
    parser.add_argument("incidents", type=Path)
    options = parser.parse_args()
    gold = load_gold(options.incidents)
    with options.readings.open(encoding="utf-8") as lines:
        digests = [condense(from_json(line)) for line in lines]
    start = shipped.load_weights()
    pairs = make_pairs(digests, gold, start.term)
    write_weights(Path(shipped.__file__).with_name("linking.toml"), learn(pairs, start))
    print(f"{len(pairs.same)} pairs, {int(pairs.same.sum())} of one event; weights written")


if __name__ == "__main__":
    main()
