"""The reports that networks are judged on which never saw them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from accordingto.report import Report
from evaluation.measure import Count
from evaluation.shared import reports
from training.examples import FOLDS, SPLITS

OUTSIDE = ("lgl-", "tr-news-")
"""Beginnings of ids of reports that outside benchmarks hold: read, and never learned from."""


def numbered(gold: Path) -> Iterator[tuple[int, Report]]:
    """Yield the reports of all splits with their numbers, in the order of their ids."""
    every = [report for split in SPLITS for report in reports(gold / split / "reports.jsonl")]
    yield from enumerate(sorted(every, key=lambda report: report.id))


def fold_of(number: int) -> int:
    """Return the fold that leaves a report out, by its number."""
    return number % FOLDS


def is_outside(identity: str) -> bool:
    """Tell whether a report, by its id, stands in an outside benchmark."""
    return identity.startswith(OUTSIDE)


def split_of(gold: Path, identity: str) -> str:
    """Return the split that a report is of."""
    return next(s for s in SPLITS if (gold / s / f"{identity}.gold.json").is_file())


def gold_of(gold: Path, identity: str) -> Mapping[str, Any]:
    """Return the gold reading of a report."""
    path = gold / split_of(gold, identity) / f"{identity}.gold.json"
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def f1_of(counts: Sequence[Count]) -> float:
    """Return F1 over some reports together."""
    return Count(
        sum(count.gold for count in counts),
        sum(count.found for count in counts),
        sum(count.right for count in counts),
    ).f1


def spread(counts: Sequence[Count]) -> str:
    """Return the lowest and the highest F1 of a fold; counts stand in the order of the reports."""
    of_folds = [counts[fold::FOLDS] for fold in range(FOLDS)]
    scores = [f1_of(own) for own in of_folds]
    return f"{min(scores):.3f} to {max(scores):.3f}"
