"""How well a reader reads what keyboards, wires and copying have done to its texts.

python -m evaluation.robustness [--reader NAME|both] [--gold FOLDER]

Reads the reports of a gold folder as they are and changed in each of some ways (`distorting.py`),
and prints F1 by the project's scorer, section by section. What is read in a changed text is held
against the gold, whose words are looked up where they stand now. "Kept" is the share of the records
read in the text as it was that are read in the changed one too: same place, same kind and numbers.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from accordingto.engine.choices import ReaderChoice, ReaderName, open_reader
from accordingto.reader.readers import Reader
from accordingto.records.codec import to_dict
from accordingto.report import Report
from evaluation.bias import OWN
from evaluation.distorting import DISTORTIONS, Distorted, distort_report
from evaluation.measure import CLASSES, Reading, score_readings
from evaluation.shared import SHARED, reports

GOLD = SHARED / "gold" / "dev"
BOTH = "both"
_VALUES = {
    "figures": ("state", "low", "high"),
    "statements": ("stance",),
    "incidents": ("kind",),
    "agreements": ("step",),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """How one way of changing texts is borne."""

    f1: Mapping[str, float]
    """By section."""
    kept: float
    """Share of the records of the texts as they were."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code."""
    options = _parser().parse_args(arguments)
    if not options.gold.is_dir():
        print(f"robustness: no gold at {options.gold}; ACCORDINGTO_SHARED names another folder")
        return 1
    names = OWN if options.reader == BOTH else (ReaderName(options.reader),)
    for name in names:
        measured = measure_all(open_reader(ReaderChoice(name)), options.gold)
        print("\n".join((f"reader: {name}", "", *render(measured), "")))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reader", choices=[*ReaderName, BOTH], default=BOTH)
    parser.add_argument("--gold", type=Path, default=GOLD, metavar="FOLDER")
    return parser


def measure_all(reader: Reader, folder: Path) -> dict[str, Measured]:
    """Measure a reader on the texts of a gold folder as they are, and changed in every way."""
    texts = list(reports(folder / "reports.jsonl"))
    golds = {r.id: json.loads((folder / f"{r.id}.gold.json").read_text("utf-8")) for r in texts}
    plain = {report.id: to_dict(reader.read(report)) for report in texts}
    scores = score_readings(golds, {report.id: report.text for report in texts}, plain)
    found = {"as it is": Measured(_f1(scores.sections), 1.0)}
    for name, change in DISTORTIONS.items():
        changed = {report.id: distort_report(report, change) for report in texts}
        found[name] = _measure(reader, golds, plain, changed)
    return found


def _measure(
    reader: Reader,
    golds: Mapping[str, Reading],
    plain: Mapping[str, Reading],
    changed: Mapping[str, tuple[Report, Distorted]],
) -> Measured:
    """Measure a reader on changed texts."""
    readings = {rid: to_dict(reader.read(report)) for rid, (report, _) in changed.items()}
    moved = {rid: changed[rid][1].gold(gold) for rid, gold in golds.items()}
    texts = {rid: report.text for rid, (report, _) in changed.items()}
    scores = score_readings(moved, texts, readings)
    before = Counter(
        row for rid, reading in plain.items() for row in _rows(rid, changed[rid][1].gold(reading))
    )
    after = Counter(row for rid, reading in readings.items() for row in _rows(rid, reading))
    return Measured(_f1(scores.sections), (before & after).total() / max(before.total(), 1))


def _rows(rid: str, reading: Reading) -> list[tuple[object, ...]]:
    """Return where each record stands and what it says."""
    return [
        (rid, section, record["evidence"]["start"], *(record[field] for field in fields))
        for section, fields in _VALUES.items()
        for record in reading[section]
    ]


def _f1(sections: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    return {section: sections[section]["f1"] for section in CLASSES}


def render(measured: Mapping[str, Measured]) -> list[str]:
    """Return the table: F1 by section, and the share of records kept."""
    lines = [f"{'F1 on texts':28}" + "".join(f"{section:>12}" for section in CLASSES) + "  kept"]
    lines.extend(
        f"{name:28}"
        + "".join(f"{row.f1[section]:12.3f}" for section in CLASSES)
        + f"  {row.kept:.3f}"
        for name, row in measured.items()
    )
    return lines


if __name__ == "__main__":
    sys.exit(main())
