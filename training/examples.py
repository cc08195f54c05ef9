"""Gold readings as lessons: a label for each word, roles for each anchor."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.layers import Annotations, PlaceMention, Tagging, TimeMention
from accordingto.reader.network.hints import Relation, Words, find_words
from accordingto.reader.network.nations import shown_words
from accordingto.reader.network.settings import DEFAULT
from accordingto.reader.network.windows import WordWindow, cut_windows
from accordingto.reader.network.wordpieces import WordPieces
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.readers import default_stages
from accordingto.reader.rules.tagger import RuleTagger
from accordingto.records.values import BlameMode, Certainty, Kind, Scope, Stance, State, Step, Who
from accordingto.report import Report, Span

Gold = Mapping[str, Any]
"""A record as the gold has it."""
OUTSIDE, MASKED = 0, -100
FOLDS = 5
"""So many parts are read by networks that never saw them."""
SPLITS = ("train", "dev")
TAGS = {
    "content": ["outside", "begin", "inside"],
    "speech": ["outside", "source", "cue"],
    "figure": ["outside", *State],
    "incident": ["outside", *Kind],
    "step": ["outside", *Step],
    "doer": ["outside", *BlameMode],
}
TRAITS: dict[str, list[str]] = {
    "stance": list(Stance),
    "who": list(Who),
    "scope": list(Scope),
    "certainty": list(Certainty),
}
SINGLE = (
    Relation.STATEMENT_SOURCE,
    Relation.STATEMENT_CUE,
    Relation.FIGURE_SOURCE,
    Relation.FIGURE_INCIDENT,
    Relation.INCIDENT_PLACE,
    Relation.INCIDENT_DAY,
    Relation.BLAME_SOURCE,
    Relation.STEP_DAY,
    Relation.STEP_SUBJECT,
)
"""Relations in which an anchor has one partner or none; the others may have many."""


@dataclass(slots=True)
class Anchor:
    """Words that other words belong to; `roles` names them, an empty set for nobody."""

    words: range
    roles: dict[Relation, frozenset[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Example:
    """One report as it is taught."""

    id: str
    words: Words
    windows: list[WordWindow]
    pieces: list[tuple[int, ...]]
    labels: dict[str, list[int]]
    """For each tag and trait, a number for each word."""
    anchors: list[Anchor]


def stages_before_tagger(gazetteer: Gazetteer) -> Pipeline:
    """Return the stages up to and with the rules' tagger."""
    stages = default_stages(gazetteer, RuleTagger())
    return Pipeline(stages[: [stage.provides for stage in stages].index(Tagging) + 1])


def load_examples(folder: Path, pieces: WordPieces) -> Iterator[Example]:
    """Yield the reports of a gold folder with what they teach, in the order of their names."""
    pipeline = stages_before_tagger(Gazetteer.open())
    rows = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    for row in sorted(map(json.loads, rows), key=lambda row: row["id"]):
        gold = json.loads((folder / f"{row['id']}.gold.json").read_text(encoding="utf-8"))
        report = Report(
            id=row["id"],
            text=row["text"],
            title=row.get("title") or "",
            published=row.get("published"),
            publisher=row.get("publisher") or "",
        )
        yield example_of(report, gold, pipeline(report), pieces)


def example_of(report: Report, gold: Gold, found: Annotations, pieces: WordPieces) -> Example:
    """Return what a report with its gold teaches; `found` are its layers up to the tagging."""
    words = find_words(found, found.of(Tagging)[0])
    shown = [token.text for token in words.tokens]
    if DEFAULT.alike_nations:
        shown = shown_words(words.tokens, found.of(PlaceMention))
    cut = [pieces.cut(word) for word in shown]
    teacher = _Teacher(words, found)
    for statement in gold["statements"]:
        teacher.statement(statement)
    for incident in gold["incidents"]:
        teacher.incident(incident)
    for figure in gold["figures"]:
        teacher.figure(figure, gold["incidents"])
    for step in gold["agreements"]:
        teacher.step(step)
    windows = list(cut_windows(words, [len(one) for one in cut]))
    return Example(report.id, words, windows, cut, teacher.labels, teacher.anchors)


class _Teacher:
    """Collects what the gold says of the words of one report."""

    def __init__(self, words: Words, found: Annotations) -> None:
        self.words = words
        self.places = found.of(PlaceMention)
        self.days = found.of(TimeMention)
        count = len(words.tokens)
        self.labels = {name: [OUTSIDE] * count for name in TAGS}
        self.labels |= {name: [MASKED] * count for name in TRAITS}
        self.anchors: list[Anchor] = []

    def statement(self, gold: Gold) -> None:
        """Take in a statement."""
        at = self._range(gold["content"])
        if not at:
            return
        self._mark("content", at, 2)
        self.labels["content"][at[0]] = 1
        source, cue = self._of([gold["source"]]), self._of([gold["cue"]])
        self._mark("speech", sorted(source), 1)
        self._mark("speech", sorted(cue), 2)
        stance = TRAITS["stance"].index(gold["stance"])
        self._mark("stance", sorted(cue or source or at[:1]), stance)
        roles = {Relation.STATEMENT_SOURCE: source, Relation.STATEMENT_CUE: cue}
        self.anchors.append(Anchor(at, roles))

    def incident(self, gold: Gold) -> None:
        """Take in an incident with all that belongs to it."""
        at = self._range(gold["evidence"])
        if not at:
            return
        self._mark("incident", at, TAGS["incident"].index(gold["kind"]))
        self._mark("certainty", at, TRAITS["certainty"].index(gold["certainty"]))
        anchor = Anchor(at)
        blame = gold.get("blame", [])
        anchor.roles[Relation.INCIDENT_PLACE] = self._place(gold["place"])
        self._day(anchor, Relation.INCIDENT_DAY, gold)
        anchor.roles[Relation.ACTOR] = self._of(gold["actors"])
        anchor.roles[Relation.TARGET] = self._of(gold["targets"])
        for number, mode in enumerate(BlameMode, start=1):
            doers = [b["actor"] for b in blame if b["mode"] == mode.value]
            anchor.roles[Relation(mode.value)] = self._of(doers)
            self._mark("doer", self._of(doers), number)
        if blame:
            anchor.roles[Relation.BLAME_SOURCE] = self._of([b["source"] for b in blame])
        self.anchors.append(anchor)

    def figure(self, gold: Gold, incidents: Sequence[Gold]) -> None:
        """Take in a figure; `incidents` are those that it may belong to."""
        at = self._range(gold["evidence"])
        if not at:
            return
        self._mark("figure", at, TAGS["figure"].index(gold["state"]))
        self._mark("who", at, TRAITS["who"].index(gold["who"]))
        self._mark("scope", at, TRAITS["scope"].index(gold["scope"]))
        own = [one["evidence"] for one in incidents if one["id"] == gold["incident"]]
        self.anchors.append(
            Anchor(
                at,
                {
                    Relation.FIGURE_SOURCE: self._of([gold["source"]]),
                    Relation.FIGURE_INCIDENT: self._of(own),
                },
            )
        )

    def step(self, gold: Gold) -> None:
        """Take in a step of an agreement."""
        at = self._range(gold["evidence"])
        if not at:
            return
        self._mark("step", at, TAGS["step"].index(gold["step"]))
        anchor = Anchor(at, {Relation.STEP_SUBJECT: self._of([gold.get("subject")])})
        self._day(anchor, Relation.STEP_DAY, gold)
        anchor.roles[Relation.PARTY] = self._of(gold["parties"])
        self.anchors.append(anchor)

    def _mark(self, name: str, places: Iterable[int], value: int) -> None:
        for place in places:
            self.labels[name][place] = value

    def _range(self, span: Gold) -> range:
        return self.words.range_of(Span(span["start"], span["end"]))

    def _of(self, spans: Iterable[Gold | None]) -> frozenset[int]:
        return frozenset(place for span in spans if span for place in self._range(span))

    def _place(self, gold: Gold | None) -> frozenset[int]:
        """Return the words of every mention of a place: which of them is shown does not matter."""
        if gold is None:
            return frozenset()
        own = self._of([gold["evidence"]])
        name = fold_name(gold["name"])
        for mention in self.places:
            at = frozenset(self.words.range_of(mention.evidence))
            if at & own or fold_name(mention.place.name) == name:
                own |= at
        return own

    def _day(self, anchor: Anchor, relation: Relation, gold: Gold) -> None:
        """Teach which words name the day; nothing where none is resolved to it."""
        days = gold["date_from"], gold["date_to"]
        if days == (None, None):
            anchor.roles[relation] = frozenset()
            return
        fits = frozenset(
            place
            for mention in self.days
            if tuple(str(d) if d else None for d in (mention.days.date_from, mention.days.date_to))
            == days
            for place in self.words.range_of(mention.evidence)
        )
        if fits:
            anchor.roles[relation] = fits


def fold_name(name: str) -> str:
    """Return a name's letters alone, without the article."""
    return "".join(c for c in name.lower().replace("the ", "") if c.isalpha())
