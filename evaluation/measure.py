"""Scores of a reader on a gold folder: by `gold/score.py`, and per class with its pairing."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from accordingto.reader.readers import Reader
from accordingto.records.codec import to_dict
from evaluation.shared import load_scorer, reports

Record = Mapping[str, Any]
Reading = Mapping[str, Any]
CLASSES = {
    "figures": "state",
    "statements": "stance",
    "incidents": "kind",
    "blame": "mode",
    "agreements": "step",
}
SLOTS = {
    "figures": ("who", "scope"),
    "statements": ("mode", "stance"),
    "incidents": ("kind", "certainty"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """Records of one class: in gold, found, and right."""

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the found that is right; 0 when nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 when there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.gold + self.found
        return 2 * self.right / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """What `measure` gives back."""

    sections: dict[str, dict[str, Any]]
    """As `score.py --json` prints them."""
    classes: dict[str, dict[str, Count]]
    """Per section: per kind, state, stance, mode or step."""
    majority: dict[str, float]
    """Per slot: the share right that always saying the most frequent value would reach."""
    readings: Mapping[str, Reading] = field(default_factory=dict)
    """The readings scored, by the id of their report."""


@dataclass(frozen=True, slots=True)
class Read:
    """A gold folder with the readings of a reader, all by the id of the report."""

    golds: Mapping[str, Reading]
    texts: Mapping[str, str]
    readings: Mapping[str, Reading]
    publishers: Mapping[str, str]

    def scores(self, ids: Iterable[str] | None = None) -> Scores:
        """Return the scores of all reports, or of some."""
        wanted = list(self.golds if ids is None else ids)
        return score_readings(
            {name: self.golds[name] for name in wanted},
            {name: self.texts[name] for name in wanted},
            {name: self.readings[name] for name in wanted},
        )


def read_folder(reader: Reader, folder: Path) -> Read:
    """Read the reports of a gold folder."""
    golds, texts, readings, publishers = {}, {}, {}, {}
    for report in reports(folder / "reports.jsonl"):
        golds[report.id] = json.loads((folder / f"{report.id}.gold.json").read_text())
        texts[report.id] = report.text
        readings[report.id] = to_dict(reader.read(report))
        publishers[report.id] = report.publisher or "not named"
    return Read(golds, texts, readings, publishers)


def measure(reader: Reader, folder: Path) -> Scores:
    """Read the reports of a gold folder and score the readings against its gold."""
    read = read_folder(reader, folder)
    return replace(read.scores(), readings=read.readings)


def score_readings(
    golds: Mapping[str, Reading], texts: Mapping[str, str], readings: Mapping[str, Reading]
) -> Scores:
    """Score readings against gold ones, all by the id of their report."""
    scorer = load_scorer()
    sections, _ = scorer.score(readings, golds, texts)
    pairs = {
        section: [
            triple
            for rid, gold in golds.items()
            for triple in pair_records(scorer, section, gold, readings[rid], texts[rid])
        ]
        for section in CLASSES
    }
    return Scores(
        sections=sections,
        classes={section: _count(rows, CLASSES[section]) for section, rows in pairs.items()},
        majority={
            f"{section}.{slot}": _majority(pairs[section], slot)
            for section, slots in SLOTS.items()
            for slot in slots
        },
    )


Pair = tuple[Record | None, Record | None]


def pair_records(
    scorer: ModuleType, section: str, gold: Reading, reading: Reading, text: str
) -> Iterable[Pair]:
    """Pair the records of one report as the scorer does; what has no partner stands alone."""
    if section == "blame":
        for g, f in pair_records(scorer, "incidents", gold, reading, text):
            yield from _match(
                (g or {}).get("blame", []), (f or {}).get("blame", []), scorer, scorer.blame_weight
            )
        return
    weights: dict[str, Callable[[Record, Record], float]] = {
        "figures": scorer.figure_weight,
        "statements": scorer.statement_weight(text),
        "incidents": scorer.incident_weight,
        "agreements": scorer.agreement_weight,
    }
    yield from _match(gold[section], reading[section], scorer, weights[section])


def _match(
    gold: list[Record],
    found: list[Record],
    scorer: ModuleType,
    weight: Callable[[Record, Record], float],
) -> Iterable[Pair]:
    """Pair two lists of records."""
    pairs = scorer.pair(gold, found, weight)
    lone_gold = set(range(len(gold))) - {i for i, _ in pairs}
    lone_found = set(range(len(found))) - {j for _, j in pairs}
    yield from ((gold[i], found[j]) for i, j in pairs)
    yield from ((gold[i], None) for i in sorted(lone_gold))
    yield from ((None, found[j]) for j in sorted(lone_found))


def _count(pairs: Iterable[Pair], slot: str) -> dict[str, Count]:
    """Count gold, found and right by class; a pair whose classes differ is right for neither."""
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for g, f in pairs:
        if g is not None:
            gold[g[slot]] += 1
        if f is not None:
            found[f[slot]] += 1
        if g is not None and f is not None and g[slot] == f[slot]:
            right[g[slot]] += 1
    return {
        name: Count(gold[name], found[name], right[name])
        for name in sorted(gold | found, key=lambda name: (-gold[name], name))
    }


def _majority(pairs: Iterable[Pair], slot: str) -> float:
    """Share of the most frequent gold value among the paired records."""
    values = Counter(g[slot] for g, f in pairs if g is not None and f is not None)
    return max(values.values()) / values.total() if values else 0.0
