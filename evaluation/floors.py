"""Floors: the figures that the reader may not fall below, pinned with the hash of the gold."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from evaluation.measure import Scores

SLACK = 0.0005
"""Floors are written with three digits; a figure may fall short by their rounding."""


@dataclass(frozen=True, slots=True)
class Floors:
    """Pinned figures by name ("figures.f1"), and the hash of the gold they were measured on."""

    gold: str
    values: dict[str, float]


class FloorError(Exception):
    """Floors cannot be pinned as asked."""


def load_floors(path: Path) -> Floors:
    """Return the floors of a file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Floors(gold=data["gold"], values=data["floors"])


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
        if values.get(name, 0.0) < floor - SLACK
    ]


def pin(path: Path, gold: str, values: dict[str, float], *, lower: bool, changelog: str) -> None:
    """Write the figures reached as the new floors.

    Raises FloorError when a floor would be lowered without `lower`, or with it but without a line
    on the floor in the changelog's Unreleased section.
    """
    old = load_floors(path).values if path.exists() else {}
    lowered = [name for name, floor in old.items() if values.get(name, 0.0) < floor - SLACK]
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
    lines = [f"{name!r} = {int(value * 1000) / 1000:.3f}" for name, value in values.items()]
    head = "# Written by `python -m evaluation.gate --pin`; see docs/evaluation.md.\n"
    body = f'gold = "{gold}"\n\n[floors]\n' + "\n".join(lines).replace("'", '"')
    path.write_text(head + body + "\n", encoding="utf-8")
