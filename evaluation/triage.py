"""Triage: what it costs to miss no killed person, by the least likelihood at which one is told.

python -m evaluation.triage [--gold FOLDER] [--weights FOLDER]

The line that ships is marked. After training choose the highest likelihood that keeps the recall.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from accordingto.reader.layers import FigureAnchor, Tagging
from accordingto.reader.network.confidences import likelihood_of
from accordingto.reader.network.model import FOLDER, Model
from accordingto.reader.network.reader import network_reader
from accordingto.reader.network.settings import TRIAGE
from accordingto.reader.readers import PipelineReader
from accordingto.records.values import State
from evaluation.measure import Count
from evaluation.shared import SHARED, load_scorer, reports

STEPS = (0.002, 0.003, 0.004, 0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05, 0.1, 0.2, 0.3, 0.5)
ALWAYS = 1.0


@dataclass(frozen=True, slots=True)
class Toll:
    """One figure of people killed, and the likelihood up to which a triage tells of it."""

    row: dict[str, Any]
    likelihood: float
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The killed of one report: those of the gold, and those found."""

    gold: list[Any]
    found: list[Toll]


def main() -> None:
    """Print recall and precision of killed figures for each least likelihood."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "dev")
    parser.add_argument("--weights", type=Path, default=FOLDER)
    options = parser.parse_args()
    settings = replace(TRIAGE, doubtful=STEPS[0])
    reader = network_reader(model=Model(options.weights), settings=settings)
    print("\n".join(sweep(list(read_tolls(reader, options.gold)), load_scorer())))


def read_tolls(reader: PipelineReader, gold: Path) -> Iterator[Report]:
    """Yield the killed of each report of a gold folder."""
    for report in reports(gold / "reports.jsonl"):
        known = json.loads((gold / f"{report.id}.gold.json").read_text(encoding="utf-8"))
        anchors = reader.pipeline(report).of(Tagging)[0].figures
        yield Report(
            [one for one in known["figures"] if one["state"] == State.KILLED],
            [_toll(anchor) for anchor in anchors if anchor.state is State.KILLED],
        )


def _toll(anchor: FigureAnchor) -> Toll:
    span = anchor.evidence
    row = {
        "state": anchor.state.value,
        "low": anchor.low,
        "high": anchor.high,
        "evidence": {"start": span.start, "end": span.end},
    }
    odds = [anchor.clues[name] for name in ("sure", "alone") if name in anchor.clues]
    likelihood = max(map(likelihood_of, odds), default=ALWAYS)
    return Toll(row, likelihood if anchor.is_doubtful else ALWAYS, anchor.is_doubtful)


def sweep(found: list[Report], scorer: ModuleType) -> Iterator[str]:
    """Yield a line for each least likelihood."""
    yield "least likelihood   found   precision  recall"
    for step in (None, *STEPS):
        count = count_at(found, step, scorer)
        told = "balanced" if step is None else f"{step:g}"
        mark = "  *" if step == TRIAGE.doubtful else ""
        yield f"{told:16} {count.found:7}   {count.precision:9.3f}  {count.recall:6.3f}{mark}"


def count_at(found: list[Report], least: float | None, scorer: ModuleType) -> Count:
    """Count the killed that are told from a likelihood on; None for those without a triage."""
    gold = told = right = 0
    for report in found:
        rows = [
            toll.row
            for toll in report.found
            if not toll.is_doubtful or (least is not None and toll.likelihood >= least)
        ]
        gold, told = gold + len(report.gold), told + len(rows)
        right += len(scorer.pair(report.gold, rows, scorer.figure_weight))
    return Count(gold, told, right)


if __name__ == "__main__":
    main()
