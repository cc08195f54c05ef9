"""Floors: the figures that a reader may not fall below, pinned with the hash of the gold."""

import math
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.measure import Scores

ROUNDING = 0.0005
"""Floors are written with three digits; a figure may fall short by their rounding."""


@dataclass(frozen=True, slots=True)
class Floors:
    """Pinned figures by name ("figures.f1"), and the hash of the gold they were measured on."""

    gold: str
    values: dict[str, float] = field(default_factory=dict)
    slack: float = 0.0
    """So far below the figures measured the floors were laid, 0 to 1."""


class FloorError(Exception):
    """Floors cannot be pinned as asked."""


def load_floors(path: Path) -> Floors:
    """Return the floors of a file; none, for no gold, where there is no file yet."""
    if not path.is_file():
        return Floors(gold="")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Floors(gold=data["gold"], values=data["floors"], slack=data.get("slack", 0.0))


def reached(scores: Scores) -> dict[str, float]:
    """Return the figures that floors can be set for, by name."""
    return {
        f"{section}.{name}": float(value)
        for section, figures in scores.sections.items()
        for name, value in figures.items()
        if name not in ("gold", "found", "right") and value is not None
    }


def below(floors: Floors, values: dict[str, float]) -> list[str]:
    """Name each figure that has fallen below its floor, with both."""
    return [
        f"{name} is {values.get(name, 0.0):.3f}, its floor {floor:.3f}"
        for name, floor in floors.values.items()
        if values.get(name, 0.0) < floor - ROUNDING
    ]


def floors_for(gold: str, values: dict[str, float], slack: float) -> Floors:
    """Return floors that lie by a slack below the figures measured, in whole thousandths."""
    # Rounded before it is cut: .58 less .01 is a hair under .57 in a float.
    thousandths = {name: math.floor(round(1000 * (v - slack), 6)) for name, v in values.items()}
    return Floors(gold, {name: max(0, n) / 1000 for name, n in thousandths.items()}, slack)


def pin(path: Path, new: Floors, *, lower: bool, changelog: str, prefix: str = "") -> None:
    """Write new floors in the place of those in a file.

    Raises FloorError when one would be lowered without `lower`, or with it but without a line in
    the changelog's Unreleased section that names it, with the prefix.
    """
    old = load_floors(path).values
    lowered = [
        f"{prefix}{name}"
        for name, floor in old.items()
        if new.values.get(name, 0.0) < floor - ROUNDING
    ]
    if lowered and not lower:
        raise FloorError(
            f"would lower {', '.join(lowered)}; if that is meant, say --lower and write down why "
            "in CHANGELOG.md"
        )
    unreleased = changelog.partition("## [Unreleased]")[2].partition("\n## [")[0]
    untold = [name for name in lowered if f"`{name}`" not in unreleased]
    if untold:
        raise FloorError(
            "CHANGELOG.md, Unreleased, has no line that names the lowered floors "
            + ", ".join(f"`{name}`" for name in untold)
        )
    path.write_text(_render(new), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Bench:
    """An outside benchmark in the gate: its name there, its floors, and the hash of its files."""

    name: str
    path: Path
    gold: str

    def pin(self, figures: dict[str, float], *, lower: bool, changelog: str) -> int:
        """Write new floors, say so, and return the exit code."""
        new = floors_for(self.gold, figures, load_floors(self.path).slack)
        try:
            pin(self.path, new, lower=lower, changelog=changelog, prefix=f"{self.name}.")
        except FloorError as error:
            print(f"gate: {self.name}: {error}")
            return 1
        print(f"gate: {self.name}: floors written to {self.path.name}")
        return 0

    def compare(self, figures: dict[str, float]) -> int:
        """Say which figures have fallen below their floors, and return the exit code."""
        floors = load_floors(self.path)
        if floors.gold != self.gold:
            print(f"gate: {self.name}: FAILED: {self.path.name} was pinned on other files; --pin")
            return 1
        fallen = below(floors, figures)
        for line in fallen:
            print(f"gate: {self.name}: {line}")
        print(f"gate: {self.name} {'FAILED' if fallen else 'held'}")
        return int(bool(fallen))


def _render(floors: Floors) -> str:
    """Return floors as their file holds them."""
    return "\n".join(
        (
            "# Written by `python -m evaluation.gate --pin`; see docs/evaluation.md.",
            f'gold = "{floors.gold}"',
            *([f"slack = {floors.slack:g}"] if floors.slack else []),
            "\n[floors]",
            *(f'"{name}" = {floor:.3f}' for name, floor in floors.values.items()),
            "",
        )
    )
