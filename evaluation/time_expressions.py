"""Expressions of time against TimeML: `python -m evaluation.time_expressions [FOLDER]`.

Without a folder, WikiWars: 22 war histories. Printed are precision, recall and F1 of spans that
overlap, the share of them whose value is right, and F1 times that share (the measure of
TempEval-3); spans that are the same to the letter beside them. Any folder of TimeML will do.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation.shared import SHARED
from evaluation.timeml import TimemlError, Timex, find_timex, read_timeml

WIKIWARS = SHARED / "benchmarks" / "time"


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
    """Print the figures over all texts of a folder; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=WIKIWARS)
    try:
        texts, counts = measure_times(parser.parse_args(arguments).folder)
    except TimemlError as error:
        print(f"time_expressions: {error}", file=sys.stderr)
        return 1
    s = scores(counts)
    print(f"{texts} texts, {counts.gold} expressions, {counts.found} found")
    print(
        f"relaxed spans  P {s['precision']:.3f}  R {s['recall']:.3f}  F1 {s['f1']:.3f}"
        f"   strict F1 {s['strict']:.3f}"
    )
    print(f"value right    {s['value']:.3f}   F1 x value {s['value_f1']:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
