"""Learn what confidence means: how often records like this one are right.

python -m training.calibrating read GOLD FOLDS                (for the folds that are there)
python -m training.calibrating fit GOLD FOLDS                 (writes what ships)
python -m training.calibrating judge GOLD FOLDS [--pictures FOLDER]
python -m training.calibrating dev GOLD FOLDS                 (what ships, on dev)

FOLDS holds the networks of `training.folds read`. `read` lets each read the reports that it never
saw, notes for every record its clues and whether the gold has it, and keeps that as
FOLDS/fold-N/beliefs.jsonl. `fit` learns the weights that ship from the reports of train alone.
`judge` fits on all folds but one and tries that one, for each, and prints Brier's score,
calibration intercept and slope (Van Calster et al. 2019) with 95 % intervals before and after, and
what each least confidence costs and brings. A fold that is not there is told and left out.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from accordingto.reader.layers import Clues, Tagging
from accordingto.reader.network.confidences import (
    AGREEMENTS,
    BIAS,
    DOUBTFUL,
    FIGURES,
    INCIDENTS,
    PATH,
    SCHEMA,
    STATEMENTS,
    TABLES,
    Confidences,
    Table,
    likelihood_of,
    load_confidences,
)
from accordingto.reader.network.model import Model
from accordingto.reader.network.reader import network_reader
from accordingto.reader.network.settings import Settings
from accordingto.reader.readers import PipelineReader
from accordingto.records.codec import to_dict
from accordingto.records.values import State
from accordingto.report import Report
from evaluation.calibration import Belief, draw_reliability, tell_calibration, tell_thresholds
from evaluation.shared import load_scorer
from training.examples import FOLDS
from training.out_of_fold import fold_of, gold_of, is_outside, numbered, split_of

BELIEFS = "beliefs.jsonl"
DOUBTFUL_FROM = 0.005
"""Likelihood from which a death that may be told is learned from; fewer are told."""
STRENGTH = 1.0
"""How strongly weights are held near 0 (ridge), as so many records."""
ROUNDS = 50
RAW = {DOUBTFUL: "alone"}
"""The clue that is the network's own likelihood, where it is not `sure`."""
RISING = frozenset(("sure", "alone", "source", "kind"))
"""Clues that may only speak for a record: confidence rises with the network's likelihoods."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A record that was read, what spoke for it, and whether the gold has it."""

    report: str
    split: str
    fold: int
    table: str
    clues: Mapping[str, float]
    is_right: bool

    @property
    def raw(self) -> float:
        """The network's own likelihood."""
        return likelihood_of(self.clues.get(RAW.get(self.table, "sure"), 0.0))


def main() -> None:
    """Read, fit or judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["read", "fit", "judge", "dev"])
    parser.add_argument("gold", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("--pictures", type=Path, help="a folder for diagrams of reliability")
    options = parser.parse_args()
    if options.what == "read":
        for fold in _there(options.folds, "card.json"):
            read_fold(options.gold, options.folds / f"fold-{fold}", fold)
    elif options.what == "fit":
        learned = [
            row
            for row in _load(options.folds)
            if row.split == "train" and not is_outside(row.report)
        ]
        tables = {name: fit(_of(learned, name)) for name in TABLES}
        PATH.write_text("\n".join(render(tables)) + "\n", encoding="utf-8")
    elif options.what == "dev":
        print("\n".join(judge_dev(options.gold)))
    else:
        print("\n".join(judge(options.gold, options.folds, options.pictures)))


def _there(folds: Path, name: str) -> list[int]:
    """Return the folds that have a file; tell which have not."""
    there = [fold for fold in range(FOLDS) if (folds / f"fold-{fold}" / name).is_file()]
    if missing := sorted(set(range(FOLDS)) - set(there)):
        print(f"folds without {name}: {', '.join(map(str, missing))}")
    return there


def read_fold(gold: Path, folder: Path, fold: int) -> None:
    """Read the reports of a fold by its network, and keep what came of each record."""
    own = [report for number, report in numbered(gold) if fold_of(number) == fold]
    rows = _read(gold, Model(folder), own, fold)
    lines = [json.dumps(asdict(row)) for row in rows]
    (folder / BELIEFS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def judge_dev(gold: Path) -> Iterator[str]:
    """Yield the tables of dev as what ships reads it."""
    own = [report for _, report in numbered(gold) if split_of(gold, report.id) == "dev"]
    rows, confidences = list(_read(gold, Model(), own, 0)), load_confidences()
    for table in TABLES:
        every = _of(rows, table)
        before = [Belief(row.report, row.raw, row.is_right) for row in every]
        after = [
            Belief(row.report, confidences.of(table, row.clues), row.is_right) for row in every
        ]
        yield from tell_calibration(table, before, after)


def _read(gold: Path, model: Model, own: Iterable[Report], fold: int) -> Iterator[Row]:
    """Yield what comes of the records of some reports."""
    reader = network_reader(model=model, settings=Settings(doubtful=DOUBTFUL_FROM))
    scorer = load_scorer()
    for report in own:
        split = split_of(gold, report.id)
        for table, clues, is_right in beliefs(reader, report, gold_of(gold, report.id), scorer):
            yield Row(report.id, split, fold, table, clues, is_right)


def beliefs(
    reader: PipelineReader, report: Report, gold: Mapping[str, Any], scorer: ModuleType
) -> Iterator[tuple[str, Clues, bool]]:
    """Yield for each record of a report: its table, its clues, and whether the gold has it."""
    reading = to_dict(reader.read(report))
    tagging = reader.pipeline(report).of(Tagging)[0]
    figures = {(a.evidence, a.state, a.low, a.high): a for a in tagging.figures}
    doubtful: list[Any] = []
    plain: list[Any] = []
    for row in _records(reading, FIGURES):
        key = (_span(row), State(row["state"]), row["low"], row["high"])
        (doubtful if figures[key].is_doubtful else plain).append((row, figures[key].clues))
    pairs = scorer.pair(gold[FIGURES], [row for row, _ in plain], scorer.figure_weight)
    right = {found for _, found in pairs}
    told = {known for known, _ in pairs}
    for number, (_, clues) in enumerate(plain):
        yield FIGURES, clues, number in right
    missed = [one for number, one in enumerate(gold[FIGURES]) if number not in told]
    pairs = scorer.pair(missed, [row for row, _ in doubtful], scorer.figure_weight)
    right = {found for _, found in pairs}
    for number, (_, clues) in enumerate(doubtful):
        yield DOUBTFUL, clues, number in right
    weights = {
        STATEMENTS: (scorer.statement_weight(report.text), tagging.statements),
        INCIDENTS: (scorer.incident_weight, tagging.incidents),
        AGREEMENTS: (scorer.agreement_weight, tagging.agreements),
    }
    for table, (weight, anchors) in weights.items():
        records = _records(reading, table)
        known = {anchor.evidence: anchor.clues for anchor in reversed(anchors) if anchor.clues}
        right = {found for _, found in scorer.pair(gold[table], records, weight)}
        for number, row in enumerate(records):
            if (found := known.get(_span(row))) is not None:
                yield table, found, number in right


def _records(reading: Mapping[str, Any], table: str) -> list[Any]:
    rows: list[Any] = reading[table]
    return rows


def _span(row: Mapping[str, Any]) -> tuple[int, int]:
    return row["evidence"]["start"], row["evidence"]["end"]


def _load(folds: Path) -> list[Row]:
    """Return the rows of all folds that were read."""
    rows = []
    for fold in _there(folds, BELIEFS):
        text = (folds / f"fold-{fold}" / BELIEFS).read_text(encoding="utf-8")
        rows += [Row(**json.loads(line)) for line in text.splitlines()]
    return rows


def _of(rows: Iterable[Row], table: str) -> list[Row]:
    return [row for row in rows if row.table == table]


def fit(rows: Sequence[Row]) -> Table:
    """Return what each clue weighs and the bias: a logistic with a ridge, by Newton's method.

    Where a likelihood of the network would speak against a record it weighs nothing.
    """
    names = sorted({name for row in rows for name in row.clues})
    while True:
        table = _fitted(rows, names)
        falling = [name for name in names if name in RISING and table[name] < 0]
        if not falling:
            return table
        names = [name for name in names if name not in falling]


def _fitted(rows: Sequence[Row], names: Sequence[str]) -> dict[str, float]:
    clues = np.array([[1.0, *(row.clues.get(name, 0.0) for name in names)] for row in rows])
    right = np.array([float(row.is_right) for row in rows])
    ridge = np.diag([0.0, *[STRENGTH] * len(names)])
    weights = np.zeros(1 + len(names))
    for _ in range(ROUNDS):
        sure = 1 / (1 + np.exp(-clues @ weights))
        slope = clues.T @ (right - sure) - ridge @ weights
        bend = (clues * (sure * (1 - sure))[:, None]).T @ clues + ridge
        step = np.linalg.solve(bend + 1e-9 * np.eye(len(bend)), slope)
        weights += np.clip(step, -2, 2)
    return {name: round(float(w), 3) for name, w in zip((BIAS, *names), weights, strict=True)}


def render(tables: Mapping[str, Table]) -> Iterator[str]:
    """Yield the lines of the file that ships."""
    yield "# Written by `python -m training.calibrating fit`; see docs/training.md."
    yield f"schema = {SCHEMA}"
    for name, table in tables.items():
        yield f"\n[{name}]"
        yield from (f"{clue} = {weight}" for clue, weight in table.items())


def judge(gold: Path, folds: Path, pictures: Path | None) -> Iterator[str]:
    """Yield the tables; each fold is tried with weights that the others gave."""
    rows = _load(folds)
    total = _gold_counts(gold, {row.fold for row in rows})
    for table in TABLES:
        every = _of(rows, table)
        before = [Belief(row.report, row.raw, row.is_right) for row in every]
        after = list(crossed(every))
        yield from tell_calibration(table, before, after)
        if pictures is not None:
            path = pictures / f"reliability-{table}.svg"
            path.write_text(draw_reliability(table, before, after), encoding="utf-8")
    yield from tell_thresholds(
        {
            name: (list(crossed(_of(rows, name))), total[name])
            for name in (FIGURES, STATEMENTS, INCIDENTS, AGREEMENTS)
        }
    )


def crossed(rows: Sequence[Row]) -> Iterator[Belief]:
    """Yield each record with the confidence that the other folds give it.

    Of one fold alone, parts of its reports stand for folds.
    """
    is_one = len({row.fold for row in rows}) == 1

    def part_of(row: Row) -> int:
        return crc32(row.report.encode()) % FOLDS if is_one else row.fold

    for part in sorted({part_of(row) for row in rows}):
        others = [row for row in rows if part_of(row) != part and not is_outside(row.report)]
        own = [row for row in rows if part_of(row) == part]
        confidences = Confidences({own[0].table: fit(others)})
        for row in own:
            yield Belief(row.report, confidences.of(row.table, row.clues), row.is_right)


def _gold_counts(gold: Path, folds: set[int]) -> dict[str, int]:
    """Return how many records the gold has in the reports of some folds."""
    golds = [gold_of(gold, one.id) for number, one in numbered(gold) if fold_of(number) in folds]
    return {name: sum(len(one[name]) for one in golds) for name in TABLES if name != DOUBTFUL}


if __name__ == "__main__":
    main()
