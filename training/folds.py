"""Out-of-fold judging: every report is read by a network that never saw it.

python -m training.folds read GOLD BASE FOLDER --fold 0     (for each fold)
python -m training.folds judge GOLD FOLDER

Train and dev together are cut into folds; reports that stand in outside benchmarks are read, never
learned from. `judge` pools the readings and prints F1 with bootstrap intervals (Efron 1979), and
the lowest and highest of a fold, beside the rules', by section and for rare classes. For reporting;
nothing that ships is made here.
"""

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import torch

from accordingto.reader.network.model import Model
from accordingto.reader.network.reader import network_reader
from accordingto.reader.readers import rule_reader
from accordingto.records.codec import to_dict
from accordingto.records.values import BlameMode
from accordingto.report import Report
from evaluation.measure import Count, Reading, score_readings
from training.__main__ import trained
from training.examples import FOLDS, SPLITS
from training.export import export
from training.out_of_fold import f1_of, fold_of, gold_of, is_outside, numbered, spread
from training.train import Options

SAMPLES, TAIL = 1000, 0.025
RARE = (
    *(("blame", mode) for mode in BlameMode),
    ("incidents", "abduction"),
    ("incidents", "chemical"),
    ("figures", "evacuated"),
)
"""Classes of sections that are shown beside the sections."""
Counts = dict[str, Count]
"""By section, and by rare class."""


def main() -> None:
    """Read one fold, or judge all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["read", "judge"])
    parser.add_argument("gold", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=Options().epochs)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    if options.what == "read":
        base, folder = options.folders
        read_fold(options.gold, base, folder, options.fold, Options(epochs=options.epochs))
    else:
        print("\n".join(judge(options.gold, options.folders[0])))


def read_fold(gold: Path, base: Path, folder: Path, fold: int, options: Options) -> None:
    """Train on all folds but one, read that one, and write weights and readings."""
    own = [report for number, report in numbered(gold) if fold_of(number) == fold]
    left_out = {report.id for report in own}
    left_out |= {report.id for _, report in numbered(gold) if is_outside(report.id)}
    network = trained(gold, SPLITS, base, options, frozenset(left_out))
    weights = folder / f"fold-{fold}"
    export(network, base, weights)
    reader = network_reader(model=Model(weights))
    rows = [json.dumps(to_dict(reader.read(report))) for report in own]
    (weights / "readings.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")


def judge(gold: Path, folder: Path) -> Iterator[str]:
    """Yield the lines of a table: F1 of the network and of the rules, with 95 % intervals."""
    every = [report for _, report in numbered(gold)]
    pooled = [_read_again(gold, folder, fold) for fold in range(FOLDS)]
    network = {reading["id"]: reading for readings in pooled for reading in readings}
    ruled = {report.id: to_dict(rule_reader().read(report)) for report in every}
    tables = [_counts(gold, every, readings) for readings in (network, ruled)]
    yield (
        "section or class      gold   network F1 (95 %)     folds           "
        "rules F1 (95 %)       folds"
    )
    for name in tables[0][0]:
        count = sum(row[name].gold for row in tables[0])
        shown = "   ".join(
            f"{_interval(table, name)}  {spread([row[name] for row in table])}" for table in tables
        )
        yield f"{name:20} {count:5}   {shown}"


def _read_again(gold: Path, folder: Path, fold: int) -> list[Reading]:
    """Read a fold anew with its weights: settings may have changed since it was trained."""
    reader = network_reader(model=Model(folder / f"fold-{fold}"))
    own = (report for number, report in numbered(gold) if fold_of(number) == fold)
    return [to_dict(reader.read(report)) for report in own]


def _counts(gold: Path, every: Iterable[Report], readings: Mapping[str, Reading]) -> list[Counts]:
    """Return the counts of each report, by section and rare class."""
    return [_counts_of(gold_of(gold, report.id), report, readings[report.id]) for report in every]


def _counts_of(gold: Reading, report: Report, reading: Reading) -> Counts:
    scores = score_readings({report.id: gold}, {report.id: report.text}, {report.id: reading})
    counts = {
        name: Count(int(one["gold"]), int(one["found"]), int(one["right"]))
        for name, one in scores.sections.items()
    }
    for section, value in RARE:
        counts[f"{section} {value}"] = scores.classes[section].get(value, Count(0, 0, 0))
    return counts


def _interval(table: Sequence[Counts], name: str) -> str:
    """Return F1 over all reports, and the range that holds 95 % of resampled ones."""
    rows = [row[name] for row in table]
    rng = random.Random(1)  # noqa: S311  # resampling, not secrets
    resampled = sorted(f1_of(rng.choices(rows, k=len(rows))) for _ in range(SAMPLES))
    low, high = resampled[int(TAIL * SAMPLES)], resampled[int((1 - TAIL) * SAMPLES)]
    return f"{f1_of(rows):.3f} ({low:.3f}-{high:.3f})"


if __name__ == "__main__":
    main()
