"""Learn what each clue weighs: to an incident's place and day, to who says a figure.

python -m training.choosing GOLD FOLDS [--report]

GOLD holds train/; FOLDS holds the networks of `training.folds read`, each of which reads reports
that it never saw, as the shipped one does in use. The weights in
`accordingto/reader/choosing/weights.toml` are written anew. With --report nothing is written: five
folds of the reports of train show how often the choice is right on reports not learned from.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.choosing.candidates import DRAFTED, Clues
from accordingto.reader.choosing.chooser import (
    CAUTION,
    FIGURE_SOURCE,
    NETWORK_DAY,
    NETWORK_PLACE,
    RULES_PLACE,
    SCHEMA,
    TABLES,
    WEIGHTS,
    Weights,
    best,
)
from accordingto.reader.choosing.days import DayCandidates
from accordingto.reader.choosing.places import PlaceCandidates
from accordingto.reader.choosing.scenes import Scene
from accordingto.reader.incidents import drafted
from accordingto.reader.layers import Annotations, PlaceMention, Stage, Tagging, TimeMention
from accordingto.reader.merging import Draft, merge_mentions
from accordingto.reader.network.doers import FindDoers
from accordingto.reader.network.hints import find_words
from accordingto.reader.network.incidents import JudgeIncidents
from accordingto.reader.network.model import Model
from accordingto.reader.network.scores import Scores
from accordingto.reader.network.tagger import NetworkTagger
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.readers import default_stages
from accordingto.reader.rules.tagger import RuleTagger
from accordingto.records.days import Days
from accordingto.records.figures import Figure
from accordingto.records.places import Place
from accordingto.records.values import Kind
from accordingto.report import Report, Span
from evaluation.shared import load_scorer, reports
from training.examples import FOLDS, SPLITS
from training.telling import FigureLesson

Gold = Mapping[str, Any]
Floats = npt.NDArray[np.float64]
STRENGTH = 5.0
"""How strongly weights are held near 0 (ridge)."""
ROUNDS, STEP = 1500, 0.002
RAREST = 4
"""A clue that fewer incidents have weighs nothing."""
LEAST = 0.05
"""A smaller weight is left out."""
PARTS, SEEDS = 5, (1, 2, 3)
BEFORE = DRAFTED | {"told", "none.told"}
"""Clues of what would be told if nothing were chosen."""


@dataclass(frozen=True, slots=True)
class Question:
    """One incident: the clues for each candidate, and which are right."""

    report: str
    clues: tuple[Clues, ...]
    right: tuple[bool, ...]
    is_found: bool
    """The reader found the incident; else it is taught as if it had."""


Questions = dict[str, list[Question]]


def main() -> None:
    """Learn and write the weights, or report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("--report", action="store_true")
    options = parser.parse_args()
    questions = ask(options.gold, options.folds)
    for table, rows in questions.items():
        if options.report:
            caution = CAUTION if table in (NETWORK_PLACE, NETWORK_DAY) else 0.0
            print(f"{table}: {report(rows, caution)}")
    if not options.report:
        weights = {table: learn(rows) for table, rows in questions.items()}
        WEIGHTS.write_text("\n".join(render(weights)) + "\n", encoding="utf-8")


def ask(gold: Path, folds: Path) -> Questions:
    """Return the questions of each table, from the reports of train."""
    gazetteer, scorer = Gazetteer.open(), load_scorer()
    networks = {
        fold: NetworkTagger(Model(folds / f"fold-{fold}"))
        for fold in range(FOLDS)
        if (folds / f"fold-{fold}" / "card.json").is_file()
    }
    trained_on = sorted(r.id for s in SPLITS for r in reports(gold / s / "reports.jsonl"))
    fold_of = {name: number % FOLDS for number, name in enumerate(trained_on)}
    found: Questions = {table: [] for table in TABLES}
    for one in reports(gold / "train" / "reports.jsonl"):
        path = gold / "train" / f"{one.id}.gold.json"
        told = json.loads(path.read_text(encoding="utf-8"))
        incidents = told["incidents"]
        ruled = _Lesson(one, _read(one, gazetteer, RuleTagger()), incidents, scorer)
        found[RULES_PLACE].extend(ruled.places())
        tagger = networks.get(fold_of[one.id])
        if tagger is None:
            continue  # a fold that was not trained
        lesson = _Lesson(one, _read(one, gazetteer, tagger), incidents, scorer)
        lesson.teach_missed(tagger)
        found[NETWORK_PLACE].extend(lesson.places())
        found[NETWORK_DAY].extend(lesson.days())
        figures = FigureLesson(one, _read(one, gazetteer, tagger, Figure), told, scorer)
        found[FIGURE_SOURCE].extend(
            Question(one.id, *row, is_found=True) for row in figures.sources()
        )
    return found


def _read(
    report: Report, gazetteer: Gazetteer, tagger: Stage, wanted: type[object] = Tagging
) -> Annotations:
    """Return the layers of a report up to its tagging, or to another."""
    stages = default_stages(gazetteer, tagger)
    last = [stage.provides for stage in stages].index(wanted)
    return Pipeline(stages[: last + 1])(report)


class _Lesson:
    """The incidents of a report beside those of the gold."""

    def __init__(
        self, report: Report, found: Annotations, gold: Sequence[Gold], scorer: ModuleType
    ) -> None:
        self._report, self._found, self._gold, self._scorer = report, found, gold, scorer
        self._drafts = drafted(report, found)
        rows = [_row(draft) for draft in self._drafts]
        pairs = scorer.pair(gold, rows, scorer.incident_weight)
        self._twins = {
            number: gold[i] for i, number in pairs if self._is_same(gold[i], self._drafts[number])
        }
        self._missed = [gold[i] for i in range(len(gold)) if i not in {pair[0] for pair in pairs}]
        self._count = len(self._drafts)

    def _is_same(self, gold: Gold, draft: Draft) -> bool:
        """Tell whether one of the mentions is the gold's; not only place or day agree."""
        return any(self._scorer.overlap(gold["evidence"], _ends(a.evidence)) for a in draft.anchors)

    def teach_missed(self, tagger: NetworkTagger) -> None:
        """Add the incidents that were not found, as the network would see their words."""
        ruled = next(iter(tagger.rules(self._report, self._found)))
        words = find_words(self._found, ruled)
        scores = Scores(tagger.model, words)
        statements = self._found.of(Tagging)[0].statements
        doers = FindDoers(self._report, scores, tagger.settings, statements)
        judge = JudgeIncidents.of(self._found, scores, tagger.settings, doers)
        places = {one.evidence: one.place for one in self._found.of(PlaceMention)}
        days = {one.evidence: one.days for one in self._found.of(TimeMention)}
        for gold in self._missed:
            at = words.range_of(Span(gold["evidence"]["start"], gold["evidence"]["end"]))
            if at:
                anchor = replace(judge.judged(None, at, 1.0), kind=Kind(gold["kind"]))
                self._twins[len(self._drafts)] = gold
                self._drafts += merge_mentions(self._report, [anchor], places, days)

    def places(self) -> Iterator[Question]:
        """Yield a question of place for each incident with a twin in the gold."""
        places = {one.evidence: one.place for one in self._found.of(PlaceMention)}
        asked = PlaceCandidates(Scene.of(self._found), places, self._drafts)
        for number, gold in self._twins.items():
            rows = list(asked.of(number))
            right = [self._scorer.same_place(gold["place"], _place(place)) for place, _ in rows]
            yield self._question(number, [clues for _, clues in rows], right)

    def days(self) -> Iterator[Question]:
        """Yield a question of day for each incident with a twin in the gold."""
        times = {one.evidence: one for one in self._found.of(TimeMention)}
        asked = DayCandidates(Scene.of(self._found), times, self._drafts)
        for number, gold in self._twins.items():
            rows = list(asked.of(number))
            right = [self._scorer.same_days(gold, _days(days)) for days, _ in rows]
            yield self._question(number, [clues for _, clues in rows], right)

    def _question(self, number: int, clues: Iterable[Clues], right: Iterable[bool]) -> Question:
        return Question(self._report.id, tuple(clues), tuple(right), number < self._count)


def _row(draft: Draft) -> Gold:
    """Return an incident in the form that the scorer pairs."""
    evidence = _ends(draft.anchors[0].evidence)
    kind, place = draft.kind.value, _place(draft.place)
    return {"kind": kind, "evidence": evidence, "place": place, **_days(draft.days)}


def _ends(span: tuple[int, int]) -> Gold:
    return {"start": span[0], "end": span[1]}


def _place(place: Place | None) -> Gold | None:
    if place is None:
        return None
    return {"name": place.name, "evidence": _ends((place.evidence.start, place.evidence.end))}


def _days(days: Days | None) -> Gold:
    ends = (days.date_from, days.date_to) if days else (None, None)
    return dict(zip(("date_from", "date_to"), (str(d) if d else None for d in ends), strict=True))


def learn(questions: Iterable[Question]) -> Weights:
    """Return the weights under which the right candidates are likeliest (conditional logit)."""
    asked = [one for one in questions if any(one.right)]
    counts = Counter(name for one in asked for name in set().union(*one.clues))
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    number = {name: place for place, name in enumerate(names)}
    rows = [clues for one in asked for clues in one.clues]
    values = np.zeros((len(rows), len(names)))
    for row, clues in zip(values, rows, strict=True):
        for name in clues.keys() & number.keys():
            row[number[name]] = clues[name]
    right = np.array([is_right for one in asked for is_right in one.right], dtype=np.float64)
    lengths = np.array([len(one.clues) for one in asked])
    found = _descend(values, right, lengths)
    return {n: round(float(w), 2) for n, w in zip(names, found, strict=True) if abs(w) >= LEAST}


def _descend(values: Floats, right: Floats, lengths: npt.NDArray[np.int64]) -> Floats:
    """Return the weights with the least loss, by gradient descent with momentum."""
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    weights = ahead = np.zeros(values.shape[1])
    for done in range(1, ROUNDS + 1):
        scores = values @ ahead
        raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), lengths))
        every = raised / np.repeat(np.add.reduceat(raised, starts), lengths)
        hits = raised * right
        wanted = hits / np.repeat(np.add.reduceat(hits, starts), lengths)
        moved = ahead - STEP * (values.T @ (every - wanted) + STRENGTH * ahead)
        ahead = moved + done / (done + 3) * (moved - weights)
        weights = moved
    return weights


def report(questions: Sequence[Question], caution: float) -> str:
    """Return how often the choice is right on reports not learned from, fold by fold."""
    shares = [share for seed in SEEDS for share in _shares(questions, seed, caution)]
    found = [one for one in questions if one.is_found]
    before = sum(_is_drafted_right(one) for one in found) / len(found)
    reachable = sum(any(one.right) for one in found) / len(found)
    return (
        f"{len(found)} incidents, put together {before:.3f}, chosen {np.mean(shares):.3f} "
        f"(folds {min(shares):.3f} to {max(shares):.3f}), a candidate is right {reachable:.3f}"
    )


def _shares(questions: Sequence[Question], seed: int, caution: float) -> Iterator[float]:
    names = sorted({one.report for one in questions})
    random.Random(seed).shuffle(names)  # noqa: S311  # folds, not secrets
    part_of = {name: place % PARTS for place, name in enumerate(names)}
    for part in range(PARTS):
        weights = learn(one for one in questions if part_of[one.report] != part)
        own = [one for one in questions if part_of[one.report] == part and one.is_found]
        yield sum(_is_right(one, weights, caution) for one in own) / len(own)


def _is_right(question: Question, weights: Weights, caution: float) -> bool:
    return best(zip(question.right, question.clues, strict=True), weights, caution)


def _is_drafted_right(question: Question) -> bool:
    """Tell whether what the mentions amount to without a choice is right."""
    return any(
        is_right and BEFORE & clues.keys()
        for clues, is_right in zip(question.clues, question.right, strict=True)
    )


def render(weights: Mapping[str, Weights]) -> Iterator[str]:
    """Yield the lines of the file of weights."""
    yield "# Written by `python -m training.choosing`: what each clue weighs; see docs/training.md."
    yield f"schema = {SCHEMA}"
    for table, row in weights.items():
        yield f"\n[{table}]"
        yield from (f'"{name}" = {weight}' for name, weight in row.items())


if __name__ == "__main__":
    main()
