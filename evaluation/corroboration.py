"""The gate of corroboration: cases, copies and origins, held against annotated reports.

python -m evaluation.corroboration [--pin [--slack SHARE] [--lower]]

Weights of linking are learned from one month and measured on the other, so that none is measured
on what it was learned from; copies and origins need no learning.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

from accordingto.corroboration.comparing import Comparer
from accordingto.corroboration.condensing import condense
from accordingto.corroboration.copies import find_copies
from accordingto.corroboration.corroborating import number_stories
from accordingto.corroboration.digests import Digest
from accordingto.corroboration.linking import link_accounts
from accordingto.corroboration.origins import find_origins
from accordingto.corroboration.weights import Weights, load_weights
from accordingto.engine.choices import ReaderChoice, open_reader
from evaluation.floors import FloorError, below, floors_for, load_floors, pin
from evaluation.shared import ROOT, SHARED, reports
from training.linking import learn, load_gold, make_pairs

GOLD = SHARED / "gold" / "incidents-dev.json"
SCORER = SHARED / "gold" / "score_incidents.py"
CORPUS = SHARED / "corpus" / "syria-2011-2018.jsonl"
FLOORS = Path(__file__).with_name("floors-corroboration.toml")
MEASURES = ("bcubed", "links", "clusters", "copies", "origins")
Scores = Mapping[str, Mapping[str, float]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, compare; return the exit code."""
    options = _parser().parse_args(arguments)
    if not GOLD.is_file():
        print(f"gate: corroboration: skipped: no gold at {GOLD}; ACCORDINGTO_SHARED names a folder")
        return int(os.environ.get("ACCORDINGTO_REQUIRE_ALL") == "1")
    folds = make_folds(read_digests())
    shipped = load_weights()
    held_out = measure(list(cross_validated(folds, shipped)), folds)
    print_table("held out by month", held_out)
    together = [(digests, shipped) for digests in folds.values()]
    print_table("weights as shipped, learned from both months", measure(together, folds))
    found = {f"{name}.f1": held_out[name]["f1"] for name in MEASURES}
    return _pin(found, options) if options.pin else _compare(found)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pin", action="store_true", help="write the figures as new floors")
    parser.add_argument("--lower", action="store_true", help="let --pin lower floors")
    parser.add_argument("--slack", type=float, default=None, help="lay floors so far below")
    return parser


def read_digests() -> list[Digest]:
    """Read the annotated reports with the shipped reader."""
    wanted, reader = load_gold(GOLD), open_reader(ReaderChoice())
    chosen = (report for report in reports(CORPUS) if report.id in wanted)
    return [condense(reader.read(report)) for report in chosen]


def make_folds(digests: Sequence[Digest]) -> dict[str, list[Digest]]:
    """Return the reports by the year in which they were published: one month of each."""
    folds: dict[str, list[Digest]] = {}
    for digest in digests:
        year = str(digest.published.year) if digest.published else "unknown"
        folds.setdefault(year, []).append(digest)
    return dict(sorted(folds.items()))


def cross_validated(
    folds: Mapping[str, list[Digest]], start: Weights
) -> Iterator[tuple[list[Digest], Weights]]:
    """Yield the reports of each fold with weights learned from the others."""
    gold = load_gold(GOLD)
    for name, digests in folds.items():
        others = [one for other, rest in folds.items() if other != name for one in rest]
        yield digests, learn(make_pairs(others, gold, start.term), start)


def measure(
    parts: Sequence[tuple[list[Digest], Weights]], folds: Mapping[str, list[Digest]]
) -> Scores:
    """Score the cases that each part gives with its weights, and copies and origins of all."""
    every = [digest for digests in folds.values() for digest in digests]
    copies = find_copies(every).groups
    stories = number_stories(copies)
    cases = [
        sorted({account.report for account in group.accounts})
        for digests, weights in parts
        for group in link_accounts(
            (account for one in digests for account in one.accounts),
            stories,
            comparer=Comparer(weights),
        )
    ]
    found = {
        "cases": [{"id": str(n), "reports": reports} for n, reports in enumerate(cases)],
        "copies": [list(group.members) for group in copies],
        "origins": {key: origin.agency for key, origin in find_origins(every, copies).items()},
    }
    return _score(found)


def _score(found: Mapping[str, object]) -> Scores:
    scores: Scores = load_scorer().score(found, json.loads(GOLD.read_text(encoding="utf-8")))[0]
    return scores


def load_scorer() -> ModuleType:
    """Load `gold/score_incidents.py` as it stands."""
    spec = importlib.util.spec_from_file_location("score_incidents", SCORER)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"no scorer at {SCORER}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_hash() -> str:
    """Return 16 hexadecimal digits over gold, scorer and reports."""
    digest = hashlib.sha256()
    for path in (GOLD, SCORER, CORPUS):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def print_table(title: str, scores: Scores) -> None:
    """Print the measures of one run."""
    print(f"corroboration, {title}")
    for name in MEASURES:
        told = scores[name]
        both = "".join(f"  {k} {told[k]:.3f}" for k in ("precision", "recall") if k in told)
        print(f"  {name:9} F1 {told['f1']:.3f}{both}  gold {told['gold']} found {told['found']}")
    print()


def _pin(found: Mapping[str, float], options: argparse.Namespace) -> int:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    slack = load_floors(FLOORS).slack if options.slack is None else options.slack
    new = floors_for(gold_hash(), dict(found), slack)
    try:
        pin(FLOORS, new, lower=options.lower, changelog=changelog, prefix="corroboration.")
    except FloorError as error:
        print(f"gate: corroboration: {error}")
        return 1
    print(f"gate: corroboration: floors written to {FLOORS.name}, {slack:g} below the figures")
    return 0


def _compare(found: Mapping[str, float]) -> int:
    floors = load_floors(FLOORS)
    if floors.gold != gold_hash():
        print(f"gate: corroboration: FAILED: {FLOORS.name} was pinned on other gold; --pin anew")
        return 1
    fallen = below(floors, dict(found))
    for line in fallen:
        print(f"gate: corroboration: {line}")
    summary = "  ".join(f"{name} {value:.3f}" for name, value in found.items())
    print(f"gate: corroboration {'FAILED' if fallen else 'held'}: {summary}")
    return int(bool(fallen))


if __name__ == "__main__":
    sys.exit(main())
