"""What the reader gets wrong, by kind of error, with how often.

python -m evaluation.error_atlas [FOLDER] [--reader network|rules]

FOLDER is a gold folder, else `gold/dev` of the shared folder. Every record that was missed, is
false, or has a wrong field is counted under one kind of error. docs/errors.md tells what the kinds
mean, with invented examples.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from accordingto.reader.network.reader import network_reader
from accordingto.reader.readers import rule_reader
from accordingto.records.codec import to_dict
from evaluation.measure import pair_records
from evaluation.shared import SHARED, load_scorer, reports

Record = Mapping[str, Any]
Errors = Iterator[tuple[str, str]]
"""Section and kind of error."""


def main() -> None:
    """Read a gold folder and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--reader", choices=["network", "rules"], default="network")
    options = parser.parse_args()
    folder = options.folder or SHARED / "gold" / "dev"
    reader = network_reader() if options.reader == "network" else rule_reader()
    counts: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for report in reports(folder / "reports.jsonl"):
        gold = json.loads((folder / f"{report.id}.gold.json").read_text(encoding="utf-8"))
        atlas = Atlas(load_scorer(), gold, to_dict(reader.read(report)), report.text)
        counts.update(atlas.errors())
        totals.update(atlas.totals())
    print("\n".join(render(counts, totals)))


def render(counts: Mapping[tuple[str, str], int], totals: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of the table, the most frequent errors of each section first."""
    yield "| section | error | times |"
    yield "| --- | --- | --- |"
    for section in sorted(totals):
        rows = sorted((-n, kind) for (own, kind), n in counts.items() if own == section)
        for number, kind in rows:
            yield f"| {section} ({totals[section]} in gold) | {kind} | {-number} |"


class Atlas:
    """The errors of one reading beside its gold."""

    def __init__(self, scorer: ModuleType, gold: Record, reading: Record, text: str) -> None:
        self._scorer, self._gold, self._reading, self._text = scorer, gold, reading, text
        pairs = self._pairs("incidents")
        both = [(g, f) for g, f in pairs if g is not None and f is not None]
        self._twins = {g["id"]: f["id"] for g, f in both}
        self._incidents = both

    def totals(self) -> Mapping[str, int]:
        """Return how many records the gold has, by section."""
        counts = {
            name: len(self._gold[name])
            for name in ("figures", "statements", "incidents", "agreements")
        }
        return counts | {"blame": sum(len(one.get("blame", [])) for one in self._gold["incidents"])}

    def errors(self) -> Errors:
        """Yield every error."""
        yield from (("figures", kind) for kind in self._lone("figures", self._figure))
        yield from (("figures", kind) for kind in self._figure_fields())
        yield from (("statements", kind) for kind in self._lone("statements", self._statement))
        yield from (("incidents", kind) for kind in self._lone("incidents", self._incident))
        yield from (("incidents", kind) for kind in self._incident_fields())
        yield from (("blame", kind) for kind in self._blame())
        yield from (("agreements", kind) for kind in self._lone("agreements", self._agreement))

    def _pairs(self, section: str) -> Sequence[tuple[Record | None, Record | None]]:
        found = pair_records(self._scorer, section, self._gold, self._reading, self._text)
        return list(found)

    def _lone(self, section: str, name: Callable[[Record, Record | None], str]) -> Iterator[str]:
        """Yield what is missed and what is false; the other side's nearest record names why."""
        pairs = self._pairs(section)
        missed = [g for g, f in pairs if g is not None and f is None]
        false = [f for g, f in pairs if f is not None and g is None]
        for gold in missed:
            yield "missed: " + name(gold, self._beside(gold, false))
        for found in false:
            if self._beside(found, missed) is None:
                yield "false: " + name(found, self._beside(found, self._gold[section]))

    def _beside(self, record: Record, others: Sequence[Record]) -> Record | None:
        """Return the record of others whose words overlap most with one's, if any."""
        own = _words(record)
        best = max(others, key=lambda one: self._scorer.overlap(own, _words(one)), default=None)
        return best if best and self._scorer.overlap(own, _words(best)) else None

    def _figure(self, own: Record, other: Record | None) -> str:
        if other is None:
            return f"nothing there ({own['state']})"
        return "another state" if own["state"] != other["state"] else "another number"

    def _statement(self, own: Record, other: Record | None) -> str:
        if other is None:
            return "nothing there"
        same = self._scorer.same_or_null(own["source"], other["source"])
        if same:
            return "the words begin or end elsewhere"
        return "no source" if other["source"] is None else "another source"

    def _incident(self, own: Record, other: Record | None) -> str:
        if other is not None:
            return "another kind"
        sides = [one for one in self._reading["incidents"] if "mentions" in one]
        for one in sides:
            if any(self._scorer.overlap(own["evidence"], m) for m in one["mentions"]):
                return "taken for a further mention of another"
        return f"nothing there ({own['kind']})"

    def _agreement(self, own: Record, other: Record | None) -> str:
        return f"nothing there ({own['step']})" if other is None else "another step"

    def _figure_fields(self) -> Iterator[str]:
        for gold, found in self._pairs("figures"):
            if gold is None or found is None:
                continue
            if gold["who"] != found["who"]:
                yield f"who: {gold['who']} told as {found['who']}"
            if gold["scope"] != found["scope"]:
                yield f"scope: {gold['scope']} told as {found['scope']}"
            yield from _differ("source", gold["source"], found["source"], self._scorer.overlap)
            wanted = self._twins.get(gold["incident"])
            if gold["incident"] and wanted is None:
                yield "incident: its incident was missed"
            elif wanted != found["incident"]:
                yield "incident: " + ("none told" if found["incident"] is None else "another")

    def _incident_fields(self) -> Iterator[str]:
        for gold, found in self._incidents:
            if not self._scorer.same_place(gold["place"], found["place"]):
                yield _which("place", gold["place"], found["place"])
            if not self._scorer.same_days(gold, found):
                yield _which("day", gold["date_from"], found["date_from"])
            for name in ("actors", "targets"):
                if not self._scorer.any_overlap(gold[name], found[name]):
                    yield _which(name, gold[name], found[name])
            if gold["certainty"] != found["certainty"]:
                yield f"certainty: {gold['certainty']} told as {found['certainty']}"

    def _blame(self) -> Iterator[str]:
        known = {gold["id"] for gold, _ in self._incidents}
        for one in self._gold["incidents"]:
            if one["id"] not in known:
                yield from ("missed: its incident was missed" for _ in one.get("blame", []))
        twins = {found["id"] for _, found in self._incidents}
        for one in self._reading["incidents"]:
            if one["id"] not in twins:
                yield from ("false: of a false incident" for _ in one["blame"])
        for gold, found in self._incidents:
            yield from self._blame_of(gold.get("blame", []), found["blame"])

    def _blame_of(self, gold: Sequence[Record], found: Sequence[Record]) -> Iterator[str]:
        pairs = self._scorer.pair(gold, found, self._scorer.blame_weight)
        left = [b for i, b in enumerate(gold) if i not in {i for i, _ in pairs}]
        told = [b for j, b in enumerate(found) if j not in {j for _, j in pairs}]
        for one in left:
            same = [b for b in told if self._scorer.overlap(one["actor"], b["actor"])]
            if same:
                yield f"missed: {one['mode']} told as {same[0]['mode']}"
            elif any(self._is_name(one, b) for b in told):
                yield "missed: the same doer, by words elsewhere"
            else:
                yield "missed: " + ("another doer told" if told else "no doer told")
        for one in told[len(left) :]:
            yield f"false: one more doer ({one['mode']})"

    def _is_name(self, gold: Record, found: Record) -> bool:
        start, end = gold["actor"]["start"], gold["actor"]["end"]
        words = {self._text[start:end].casefold(), found["actor"]["text"].casefold()}
        short, long = sorted(words, key=len)[0], sorted(words, key=len)[-1]
        return short in long


def _words(record: Record) -> Record:
    words: Record = record.get("evidence") or record["content"]
    return words


def _differ(
    name: str, gold: Record | None, found: Record | None, overlap: Callable[..., int]
) -> Iterator[str]:
    if (gold or found) and not overlap(gold, found):
        yield _which(name, gold, found)


def _which(name: str, gold: object, found: object) -> str:
    if not gold:
        return f"{name}: one told, none in gold"
    return f"{name}: none told" if not found else f"{name}: another"


if __name__ == "__main__":
    main()
