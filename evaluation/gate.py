"""The gate: no figure of the reader may fall below its pinned floor.

python -m evaluation.gate [--pin [--lower]]
"""

import argparse
import os
import sys
from pathlib import Path

from accordingto.reader.readers import rule_reader
from evaluation.floors import FloorError, below, load_floors, pin, reached
from evaluation.measure import Scores, measure
from evaluation.shared import ROOT, SHARED, gold_hash

FLOORS = Path(__file__).with_name("floors.toml")
GOLD = SHARED / "gold" / "dev"


def main() -> int:
    """Measure, print, compare; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pin", action="store_true", help="write the figures as new floors")
    parser.add_argument("--lower", action="store_true", help="let --pin lower floors")
    options = parser.parse_args()
    if not GOLD.is_dir():
        print(f"gate: skipped: no gold at {GOLD}; ACCORDINGTO_SHARED names another folder")
        return int(os.environ.get("ACCORDINGTO_REQUIRE_ALL") == "1")
    scores = measure(rule_reader(), GOLD)
    print("\n".join(render(scores)))
    if options.pin:
        return _pin(scores, lower=options.lower)
    return _compare(scores)


def _pin(scores: Scores, *, lower: bool) -> int:
    """Write new floors."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    try:
        pin(FLOORS, gold_hash(GOLD), reached(scores), lower=lower, changelog=changelog)
    except FloorError as error:
        print(f"gate: {error}")
        return 1
    print(f"gate: floors written to {FLOORS.name}")
    return 0


def _compare(scores: Scores) -> int:
    """Hold the figures against the floors."""
    floors = load_floors(FLOORS)
    if floors.gold != gold_hash(GOLD):
        print(
            f"gate: floors were pinned on gold {floors.gold}, this is {gold_hash(GOLD)}; "
            "look at the figures above and pin anew with --pin"
        )
        return 1
    fallen = below(floors, reached(scores))
    for line in fallen:
        print(f"gate: {line}")
    summary = "  ".join(f"{name} {s['f1']:.3f}" for name, s in scores.sections.items())
    print(f"gate: {'FAILED' if fallen else 'held'}: F1 {summary}")
    return int(bool(fallen))


def render(scores: Scores) -> list[str]:
    """Return the tables: sections with their slots, then classes."""
    lines = ["section         gold found     P     R    F1   share right (majority baseline)"]
    for name, s in scores.sections.items():
        slots = "  ".join(_slot(scores, name, slot, s[slot]) for slot in list(s)[6:])
        lines.append(
            f"{name:14} {s['gold']:5} {s['found']:5} {s['precision']:5.3f} {s['recall']:5.3f}"
            f" {s['f1']:5.3f}   {slots}"
        )
    for section, classes in scores.classes.items():
        lines.append(f"\n{section} by class         gold found     P     R    F1")
        lines.extend(
            f"  {name:22} {c.gold:5} {c.found:5} {c.precision:5.3f} {c.recall:5.3f} {c.f1:5.3f}"
            for name, c in classes.items()
        )
    return lines


def _slot(scores: Scores, section: str, slot: str, share: float | None) -> str:
    """Show one slot, with what the most frequent value alone would reach."""
    baseline = scores.majority.get(f"{section}.{slot}")
    shown = "-" if share is None else f"{share:.2f}"
    return f"{slot} {shown}" + ("" if baseline is None else f" ({baseline:.2f})")


if __name__ == "__main__":
    sys.exit(main())
