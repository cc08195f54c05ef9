"""The finer facts of records, measured on reports whose records a person labelled.

python -m evaluation.finer_facts [--reader NAME|both] [--part train|dev|both] [--errors FIELD]
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from accordingto.engine.choices import ReaderChoice, ReaderName, open_reader
from accordingto.records.codec import to_dict
from evaluation.finer_judging import (
    CLOSED,
    LISTS,
    SPANS,
    WORDS,
    Judge,
    Tally,
    days,
    groups,
    overlap,
)
from evaluation.finer_labels import PARTS, SECTIONS, LabelError, Labelled, load_labels
from evaluation.measure import pair_records
from evaluation.shared import SHARED, load_scorer, reports

Row = Mapping[str, Any]
Tallies = dict[str, Tally]
GOLD = SHARED / "gold"
ENOUGH = 8
"""Labels below which an F1 is too much of an accident to be held by a floor."""
_ORDER = {
    "figures": (
        *("bound", "part_of", "via", "status_claimed", "status_source", "age", "sex", "role"),
        *("side", "label", "covers.from", "covers.to", "covers.area"),
    ),
    "statements": ("via", "channel", "knowledge", "said_on", "about", "accused"),
    "incidents": ("place_role", "alternatives"),
    "agreements": ("deal", "source", "certainty", "accused", "brokers", "terms"),
    "people": ("found", "figure", "age", "sex", "role"),
}


def measure_finer(part: str, readings: Mapping[str, Row], gold: Path = GOLD) -> Tallies:
    """Return the tallies of every field over the labelled reports of a part, as read.

    Only records that the scorer pairs with one of the gold are asked, since what was not found, or
    was found in vain, is counted elsewhere; people are looked for in the whole report.
    """
    tallies: Tallies = {f"{s}.{name}": Tally() for s, names in _ORDER.items() for name in names}
    for labelled in load_labels(part, gold):
        _Report(labelled, readings[labelled.id], tallies).count()
    return tallies


def figures_of(tallies: Tallies) -> dict[str, float]:
    """Return what floors can be set for: F1 of the fields that were labelled often enough."""
    return {name: t.f1 for name, t in tallies.items() if t.labelled >= ENOUGH}


class _Report:
    """One report's labels beside its reading."""

    def __init__(self, labelled: Labelled, reading: Row, tallies: Tallies) -> None:
        self._labelled, self._reading, self._tallies = labelled, reading, tallies
        scorer = load_scorer()
        self._twins: dict[str, Row] = {}
        for section in SECTIONS:
            places = {id(record): n for n, record in enumerate(labelled.gold[section])}
            pairs = pair_records(scorer, section, labelled.gold, reading, labelled.text)
            for gold, found in pairs:
                if gold is not None and found is not None:
                    self._twins[f"{section[0]}{places[id(gold)]}"] = found
        ids = {name: found["id"] for name, found in self._twins.items()}
        actors = {actor["id"]: actor for actor in reading["actors"]}
        self._judge = Judge(labelled.text, actors, ids)

    def count(self) -> None:
        """Count every field of every record that has a partner."""
        for section, labels in self._labelled.rows.items():
            for n, label in enumerate(labels):
                found = self._twins.get(f"{section[0]}{n}")
                if found is not None:
                    self._record(section, label, found)
        if self._labelled.asks("agreements"):
            self._deals()
        if self._labelled.asks("people"):
            self._people()

    def _record(self, section: str, label: Row, found: Row) -> None:
        """Count the fields of one record."""
        asks, judge = self._labelled.asks, self._judge
        shut = label.get("unlabelled", ())
        if asks(section):
            for name, usual in CLOSED.get(section, {}).items():
                if name not in shut:
                    self._close(section, name, label, found, usual)
            self._compare(section, WORDS, label, found, judge.words, None)
            self._compare(section, SPANS, label, found, judge.span, None)
            self._compare(section, LISTS, label, found, judge.spans, ())
        if section == "figures" and asks(section):
            self._figure(label, found)
        elif section == "statements" and asks(section):
            said_on = days(label.get("said_on"), found["said_on"])
            self._tell("statements.said_on", found, shut, said_on)
            about = judge.refs(label.get("about", ()), found["about"])
            self._tell("statements.about", found, shut, about)
        elif section == "incidents" and (asks(section) or asks("alternatives")):
            told = groups(label.get("alternatives", ()), found["alternatives"])
            self._tell("incidents.alternatives", found, shut, told)

    def _close(self, section: str, name: str, label: Row, found: Row, usual: str | None) -> None:
        """Count one field of a closed list; a place that one side lacks has no role."""
        value, told = found.get(name), label.get(name, usual)
        if name == "place_role":
            if found["place"] is None or not self._has_place(label):
                return
            value = found["place"]["role"]
        tally = self._tallies[f"{section}.{name}"]
        if not tally.close(told, value, usual):
            self._note(tally, found, f"{value}, labelled {told}")

    def _has_place(self, label: Row) -> bool:
        records = self._labelled.gold["incidents"]
        start = label["evidence"][0]
        return any(r["place"] and r["evidence"]["start"] == start for r in records)

    def _compare(
        self,
        section: str,
        fields: Mapping[str, Sequence[str]],
        label: Row,
        found: Row,
        judge: Callable[[Any, Any], tuple[int, int, int]],
        none: object,
    ) -> None:
        """Count the fields of one kind."""
        for name in fields.get(section, ()):
            value = found[name]
            if (section, name) == ("figures", "via"):
                value = _relays(found)
            told = judge(label.get(name, none), value)
            self._tell(f"{section}.{name}", found, label.get("unlabelled", ()), told)

    def _figure(self, label: Row, found: Row) -> None:
        """Count what only figures have."""
        judge, shut = self._judge, label.get("unlabelled", ())
        part_of = judge.either(label.get("part_of", ()), found["part_of"])
        if part_of is not None:
            self._tell("figures.part_of", found, shut, part_of)
        self._tell("figures.side", found, shut, judge.side(label.get("side"), found["side"]))
        covers, got = label.get("covers") or {}, found["covers"] or {}
        if "covers" in shut:
            return
        for name in ("from", "to"):
            if name in covers or not covers:
                a, b = covers.get(name), got.get(name)
                self._tell(f"figures.covers.{name}", found, shut, _plain(a, b))
        area = [covers["area"]] if covers.get("area") else None
        self._tell("figures.covers.area", found, shut, judge.words(area, got.get("area")))

    def _tell(self, name: str, found: Row, shut: Sequence[str], told: tuple[int, int, int]) -> None:
        """Count one field, and note where it is not as labelled."""
        if name.partition(".")[2] in shut:
            return
        tally = self._tallies[name]
        if not tally.count(*told):
            self._note(tally, found, f"labelled {told[0]:d}, filled {told[1]:d}, right {told[2]:d}")

    def _note(self, tally: Tally, found: Row, what: str) -> None:
        start, end = found["evidence"]["start"], found["evidence"]["end"]
        text = self._labelled.text
        words = " ".join(text[max(0, start - 100) : min(end, start + 200) + 60].split())
        tally.errors.append(f"{self._labelled.id} {start}: {what}\n    {words}")

    def _deals(self) -> None:
        """Count pairs of steps that belong to one deal."""
        rows = [
            (label["deal"], self._twins[f"a{n}"]["deal"])
            for n, label in enumerate(self._labelled.rows.get("agreements", ()))
            if f"a{n}" in self._twins and "deal" not in label.get("unlabelled", ())
        ]
        for (told, found), (other, got) in combinations(rows, 2):
            same, joined = told == other, found is not None and found == got
            self._tallies["agreements.deal"].count(same, joined, same and joined)

    def _people(self) -> None:
        """Count the people named, and what is told of those found."""
        left = list(self._reading["people"])
        judge = self._judge
        tally = self._tallies["people.found"]
        for label in self._labelled.people:
            twin = next((p for p in left if self._is(label, p)), None)
            tally.count(1, 0, twin is not None)
            if twin is None:
                tally.errors.append(f"{self._labelled.id}: missed {judge.quote(label['name'][0])}")
                continue
            left.remove(twin)
            shut = label.get("unlabelled", ())
            either = judge.either(label["figures"], twin["figure"])
            if either is not None:
                self._tell("people.figure", twin, shut, either)
            self._tell("people.age", twin, shut, _plain(label.get("age"), twin["age"]))
            self._tell("people.role", twin, shut, judge.words(label.get("role"), twin["role"]))
            if "sex" not in shut:
                told = label.get("sex", "unknown")
                if not self._tallies["people.sex"].close(told, twin["sex"], "unknown"):
                    self._note(self._tallies["people.sex"], twin, f"{twin['sex']}, not {told}")
        tally.filled += len(self._reading["people"])
        tally.errors.extend(f"{self._labelled.id}: added {p['name']}" for p in left)

    def _is(self, label: Row, person: Row) -> bool:
        """Tell whether the reader's person is the one labelled: same state, and same words."""
        names = label["name"]
        words = {self._judge.quote(span).casefold() for span in names}
        is_named = any(overlap(span, person["evidence"]) for span in names)
        is_named = is_named or person["name"].casefold() in words
        return label["state"] == person["state"] and is_named


def _relays(figure: Row) -> list[Row]:
    """Return who passes a figure on, without the source at the end of the chain."""
    chain, source = list(figure["via"]), figure["source"]
    return chain[:-1] if chain and source and chain[-1]["start"] == source["start"] else chain


def _plain(label: object, found: object) -> tuple[int, int, int]:
    """Compare two values, either of which may be missing."""
    return label is not None, found is not None, label is not None and label == found


def render(tallies: Tallies) -> list[str]:
    """Return the table."""
    lines = [
        "field                      labelled filled right     P     R    F1   share (majority)"
    ]
    for name, t in tallies.items():
        share = "" if t.accuracy is None else f"   {t.accuracy:.2f} ({t.majority:.2f})"
        lines.append(
            f"{name:26} {t.labelled:8} {t.filled:6} {t.right:5} {t.precision:5.2f} {t.recall:5.2f}"
            f" {t.f1:5.2f}{share}"
        )
    return lines


def read_labelled(name: ReaderName, part: str) -> dict[str, Row]:
    """Read the labelled reports of a part."""
    wanted = {labelled.id for labelled in load_labels(part, GOLD)}
    reader = open_reader(ReaderChoice(name))
    rows = (r for r in reports(GOLD / part / "reports.jsonl") if r.id in wanted)
    return {report.id: to_dict(reader.read(report)) for report in rows}


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, compare, print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    readers = [ReaderName.NETWORK, ReaderName.RULES]
    parser.add_argument("--reader", choices=[*readers, "both"], default="both")
    parser.add_argument("--part", choices=[*PARTS, "both"], default="both")
    parser.add_argument("--errors", metavar="FIELD", help="list where train is not as labelled")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if not GOLD.is_dir():
        print(f"no gold at {GOLD}; ACCORDINGTO_SHARED names another folder")
        return 1
    names = readers if options.reader == "both" else [ReaderName(options.reader)]
    parts = PARTS if options.part == "both" else (options.part,)
    try:
        for part, name in ((part, name) for part in parts for name in names):
            _print(part, name, measure_finer(part, read_labelled(name, part)), options)
    except LabelError as error:
        print(f"finer facts: {error}")
        return 1
    return 0


def _print(part: str, name: ReaderName, tallies: Tallies, options: argparse.Namespace) -> None:
    """Print one table; errors of dev are not to be looked at, so they cannot be."""
    if options.json:
        print(json.dumps({n: [t.labelled, t.filled, t.right] for n, t in tallies.items()}))
        return
    print(f"{part}, reader {name}\n")
    if options.errors and part == "train":
        lines: Iterable[str] = tallies[options.errors].errors
    else:
        lines = render(tallies)
    print("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
