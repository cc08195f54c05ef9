"""The floors of the finer facts, held by the gate on the readings that it has made already."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from accordingto.engine.choices import ReaderName
from evaluation.finer_facts import figures_of, measure_finer
from evaluation.finer_labels import LabelError, labels_hash
from evaluation.floors import Bench
from evaluation.shared import ROOT, gold_hash

PART = "dev"
FLOORS = Path(__file__).parent


def hold_finer(
    name: ReaderName,
    readings: Mapping[str, Mapping[str, Any]],
    gold: Path,
    *,
    pins: bool = False,
    lower: bool = False,
) -> int:
    """Hold the finer facts of a reader against their floors, or pin these; return the exit code."""
    try:
        figures = figures_of(measure_finer(PART, readings, gold.parent))
    except LabelError as error:
        print(f"gate: finer-{name}: FAILED: {error}")
        return 1
    known = f"{gold_hash(gold)}-{labels_hash(PART)}"
    bench = Bench(f"finer-{name}", FLOORS / f"floors-finer-{name}.toml", known)
    if not pins:
        return bench.compare(figures)
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return bench.pin(figures, lower=lower, changelog=changelog)
