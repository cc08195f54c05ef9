"""Expressions of time against TimeML: `python -m evaluation.time_expressions [FOLDER]`.

Without a folder, WikiWars: 22 war histories. Printed are precision, recall and F1 of spans that
overlap, the share of them whose value is right, and F1 times that share (the measure of
TempEval-3); spans that are the same to the letter beside them. Any folder of TimeML will do; the
figures on WikiWars are held against pinned floors.
"""

import argparse
import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation.floors import Bench
from evaluation.shared import ROOT, SHARED
from evaluation.timeml import TimemlError, Timex, find_timex, read_timeml

WIKIWARS = SHARED / "benchmarks" / "time"
FLOORS = Path(__file__).with_name("floors-time.toml")


class Counts(NamedTuple):
    """What was found, over all texts."""

    gold: int
    found: int
    hit: int
    """Pairs whose spans overlap."""
    right: int
    """Those of equal value."""
    strict: int
    """Those of equal spans."""


def compare_timex(gold: Sequence[Timex], found: Sequence[Timex]) -> Counts:
    """Count the pairs that overlap, each expression in one pair only, and those of equal value."""
    hit = right = strict = place = 0
    for one in gold:
        while place < len(found) and found[place].span.end <= one.span.start:
            place += 1
        if place < len(found) and found[place].span.overlaps(one.span):
            hit += 1
            right += found[place].value == one.value
            strict += found[place].span == one.span
            place += 1
    return Counts(len(gold), len(found), hit, right, strict)


def measure_times(folder: Path) -> tuple[int, Counts]:
    """Return how many texts a folder holds, and what was found in them.

    Raises TimemlError when there are none, or when one is no TimeML.
    """
    paths = sorted(folder.rglob("*.tml"))
    if not paths:
        raise TimemlError(folder, "holds no file that ends in .tml")
    rows = []
    for path in paths:
        report, gold = read_timeml(path)
        rows.append(compare_timex(gold, list(find_timex(report))))
    return len(rows), Counts(*(sum(column) for column in zip(*rows, strict=True)))


def scores(counts: Counts) -> dict[str, float]:
    """Return precision, recall and F1 of relaxed spans, F1 of strict ones, and values."""
    precision = counts.hit / counts.found if counts.found else 0.0
    recall = counts.hit / counts.gold if counts.gold else 0.0
    f1 = 2 * counts.hit / (counts.gold + counts.found) if counts.gold + counts.found else 0.0
    share = counts.right / counts.hit if counts.hit else 0.0
    strict = 2 * counts.strict / max(counts.gold + counts.found, 1)
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "strict": strict,
        "value": share,
        "value_f1": f1 * share,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, compare; return the exit code."""
    options = _parser().parse_args(arguments)
    folder = options.folder or WIKIWARS
    if options.folder is None and not folder.is_dir():
        print(f"gate: times: skipped: no {folder}; ACCORDINGTO_SHARED names another folder")
        return int(os.environ.get("ACCORDINGTO_REQUIRE_ALL") == "1")
    try:
        texts, counts = measure_times(folder)
    except TimemlError as error:
        print(f"time_expressions: {error}", file=sys.stderr)
        return 1
    print(render(texts, counts))
    if options.folder is not None:
        return 0
    bench = Bench("times", FLOORS, _hash(folder))
    if not options.pin:
        return bench.compare(scores(counts))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return bench.pin(scores(counts), lower=options.lower, changelog=changelog)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--pin", action="store_true", help="write the figures as new floors")
    parser.add_argument("--lower", action="store_true", help="let --pin lower floors")
    return parser


def _hash(folder: Path) -> str:
    """Return 16 hexadecimal digits over the files of a folder."""
    files = sorted(folder.rglob("*.tml"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


def render(texts: int, counts: Counts) -> str:
    """Return the figures over all texts of a folder, in three lines."""
    s = scores(counts)
    return (
        f"{texts} texts, {counts.gold} expressions, {counts.found} found\n"
        f"relaxed spans  P {s['precision']:.3f}  R {s['recall']:.3f}  F1 {s['f1']:.3f}"
        f"   strict F1 {s['strict']:.3f}\n"
        f"value right    {s['value']:.3f}   F1 x value {s['value_f1']:.3f}"
    )


if __name__ == "__main__":
    sys.exit(main())
