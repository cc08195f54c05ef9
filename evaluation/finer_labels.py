"""Labels of the finer facts: what a person read in reports of the gold, without their text.

`evaluation/finer/*.json` hold, for each report, the gold's records in the gold's order, each with
the labels that differ from a field's usual value; words are offsets. docs/evaluation.md says what
the fields mean.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
FOLDER = Path(__file__).with_name("finer")
PARTS = ("train", "dev")
SECTIONS = ("figures", "statements", "incidents", "agreements")
_HASH_DIGITS = 16


class LabelError(Exception):
    """Labels do not fit the gold they were made for."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One report with its gold and its labels, record by record."""

    id: str
    text: str
    gold: Row
    rows: Mapping[str, list[Row]]
    """By section: the labels of the gold's records, in its order; only sections labelled."""
    people: list[Row]
    only: frozenset[str]
    """The facts that were labelled here; all of them when empty."""

    def asks(self, fact: str) -> bool:
        """Tell whether a fact was labelled in this report."""
        return not self.only or fact in self.only


def load_labels(part: str, gold: Path, folder: Path = FOLDER) -> Iterator[Labelled]:
    """Yield the labelled reports of a part, `train` or `dev`.

    Raises LabelError where a report's text or a gold record is not the one that was labelled.
    """
    for row in json.loads((folder / f"{part}.json").read_text(encoding="utf-8"))["reports"]:
        text = (gold / part / f"{row['id']}.txt").read_text(encoding="utf-8")
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise LabelError(f"{part}/{row['id']}: another text than the one labelled; label anew")
        golden = json.loads((gold / part / f"{row['id']}.gold.json").read_text(encoding="utf-8"))
        rows = {section: row[section] for section in SECTIONS if section in row}
        for section, labels in rows.items():
            _check(f"{part}/{row['id']}: {section}", labels, golden[section])
        yield Labelled(
            row["id"], text, golden, rows, row.get("people", []), frozenset(row.get("only", ()))
        )


def _check(where: str, labels: list[Row], records: list[Row]) -> None:
    """Hold the records labelled against those of the gold."""
    told = [list(label["evidence"]) for label in labels]
    gold = [[r["evidence"]["start"], r["evidence"]["end"]] for r in _with_evidence(records)]
    if told != gold:
        raise LabelError(f"{where}: other records than those labelled; label anew")


def _with_evidence(records: list[Row]) -> Iterator[Row]:
    """Yield records with evidence; that of a statement is its content."""
    for record in records:
        yield {"evidence": record["content"]} if "content" in record else record


def labels_hash(part: str, folder: Path = FOLDER) -> str:
    """Return the first digits of the hash of a part's labels."""
    content = (folder / f"{part}.json").read_bytes()
    return hashlib.sha256(content).hexdigest()[:_HASH_DIGITS]
