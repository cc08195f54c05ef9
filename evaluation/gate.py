"""The gate: no figure of a reader falls below its pinned floor, and the network beats the rules.

python -m evaluation.gate [--reader NAME|both] [--pin [--slack SHARE] [--lower]]
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from accordingto.engine.choices import ReaderChoice, ReaderName, open_reader
from accordingto.errors import AccordingtoError
from evaluation.finer_floors import hold_finer
from evaluation.floors import FloorError, below, floors_for, load_floors, pin, reached
from evaluation.measure import Scores, measure
from evaluation.shared import ROOT, SHARED, gold_hash

GOLD = SHARED / "gold" / "dev"
BOTH = "both"
FLOORS = {
    ReaderName.NETWORK: Path(__file__).with_name("floors-network.toml"),
    ReaderName.RULES: Path(__file__).with_name("floors.toml"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, compare; return the exit code."""
    options = _parser().parse_args(arguments)
    if not GOLD.is_dir():
        print(f"gate: skipped: no gold at {GOLD}; ACCORDINGTO_SHARED names another folder")
        return int(os.environ.get("ACCORDINGTO_REQUIRE_ALL") == "1")
    names = list(FLOORS) if options.reader == BOTH else [ReaderName(options.reader)]
    try:
        measured = {name: _measured(name) for name in names}
    except AccordingtoError as error:
        print(f"gate: FAILED: {error}")
        return 1
    if options.pin:
        codes = [_pin(name, measured[name], options) for name in names]
    else:
        codes = [_compare(name, measured[name]) for name in names] + [_contest(measured)]
    return max(*codes, *(_finer(name, measured[name], options) for name in names))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    readers = [*FLOORS, BOTH]
    parser.add_argument("--reader", choices=readers, default=BOTH, help="which one is measured")
    parser.add_argument("--pin", action="store_true", help="write the figures as new floors")
    parser.add_argument("--lower", action="store_true", help="let --pin lower floors")
    parser.add_argument(
        "--slack",
        type=_share,
        metavar="SHARE",
        help="lay the floors so far below the figures (0.01: one in a hundred), for sums that"
        " differ between processors; without it --pin keeps the slack that the file has",
    )
    return parser


def _share(text: str) -> float:
    """Parse a share, 0 to 1."""
    if not 0 <= (share := float(text)) < 1:
        raise ValueError(text)
    return share


def _measured(name: ReaderName) -> Scores:
    """Measure one reader and print its tables."""
    scores = measure(open_reader(ReaderChoice(name)), GOLD)
    print(f"reader: {name}\n\n" + "\n".join(render(scores)) + "\n")
    return scores


def _pin(name: ReaderName, scores: Scores, options: argparse.Namespace) -> int:
    """Write new floors."""
    path = FLOORS[name]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    slack = load_floors(path).slack if options.slack is None else options.slack
    new = floors_for(gold_hash(GOLD), reached(scores), slack)
    prefix = "" if name is ReaderName.RULES else f"{name}."
    try:
        pin(path, new, lower=options.lower, changelog=changelog, prefix=prefix)
    except FloorError as error:
        print(f"gate: {name}: {error}")
        return 1
    print(f"gate: {name}: floors written to {path.name}, {slack:g} below the figures")
    return 0


def _compare(name: ReaderName, scores: Scores) -> int:
    """Hold the figures of one reader against its floors."""
    floors, path = load_floors(FLOORS[name]), FLOORS[name]
    if not floors.values:
        print(f"gate: {name}: FAILED: {path.name} holds no floors; look at the figures, then --pin")
        return 1
    if floors.gold != gold_hash(GOLD):
        print(
            f"gate: {name}: FAILED: {path.name} was pinned on gold {floors.gold}, this is "
            f"{gold_hash(GOLD)}; look at the figures above and pin anew with --pin"
        )
        return 1
    fallen = below(floors, reached(scores))
    for line in fallen:
        print(f"gate: {name}: {line}")
    summary = "  ".join(f"{section} {s['f1']:.3f}" for section, s in scores.sections.items())
    print(f"gate: {name} {'FAILED' if fallen else 'held'}: F1 {summary}")
    return int(bool(fallen))


def _finer(name: ReaderName, scores: Scores, options: argparse.Namespace) -> int:
    """Hold the finer facts of the same readings against their floors, or pin these."""
    if not scores.readings:
        return 0
    return hold_finer(name, scores.readings, GOLD, pins=options.pin, lower=options.lower)


def _contest(measured: Mapping[ReaderName, Scores]) -> int:
    """Hold the network against the rules where both were measured."""
    if set(measured) < set(FLOORS):
        return 0
    lost = behind(measured[ReaderName.NETWORK], measured[ReaderName.RULES])
    for line in lost:
        print(f"gate: the network reads worse than the rules: {line}")
    if not lost:
        print("gate: the network reads every section at least as well as the rules")
    return int(bool(lost))


def behind(scores: Scores, others: Scores) -> list[str]:
    """Name each section that is read worse than by the other reader, with both F1."""
    return [
        f"{section} {scores.sections[section]['f1']:.3f}, by the rules {other['f1']:.3f}"
        for section, other in others.sections.items()
        if scores.sections[section]["f1"] < other["f1"]
    ]


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
