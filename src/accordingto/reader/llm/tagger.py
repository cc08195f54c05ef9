"""The tagger that asks a language model, and takes nothing that the report does not hold."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import ClassVar, TypeVar

from accordingto.errors import ModelError
from accordingto.reader.layers import (
    Annotation,
    Annotations,
    PlaceMention,
    Sentence,
    Tagging,
    TimeMention,
)
from accordingto.reader.llm.anchors import MakeAnchors
from accordingto.reader.llm.answers import Answer, AnswerError, answer_schema
from accordingto.reader.llm.asking import Ask, Question
from accordingto.report import Report, Span

MOST_WORDS = 20_000
"""Words and marks of a report; a longer one is refused before anything is asked, and paid for."""
WINDOW = 900
"""Words and marks that are asked about at once."""
BEFORE = 3
"""Sentences before them that are shown, so that "they" and "the attack" have a meaning."""
TRIES = 2
"""Times that a window is asked about whose answer cannot be used."""


@dataclass(frozen=True, slots=True)
class ModelTagger:
    """Find all anchors with their roles by asking a language model for quotes.

    The text is sent in windows of whole sentences. Whatever the model answers, a record comes of it
    only where its words stand in the report; numbers are read from these words by grammar, places
    and days are among those that the gazetteer and the calendar found. What is left out is told.

    Raises ModelError when the text is too long, when no answer comes, or none that can be used: a
    report is read to its end, or not at all.
    """

    ask: Ask
    name: ClassVar[str] = "llm"
    requires: ClassVar[frozenset[type[object]]] = frozenset({Sentence, TimeMention, PlaceMention})
    provides: ClassVar[type[object]] = Tagging

    def __call__(self, report: Report, found: Annotations) -> Iterator[Tagging]:
        """Yield the one tagging of the report."""
        sentences = found.of(Sentence)
        words = sum(len(sentence.tokens) for sentence in sentences)
        if words > MOST_WORDS:
            raise ModelError(
                f"the text has {words:,} words and marks; expected at most {MOST_WORDS:,}, so that "
                "what it costs stays within reason; cut it into its reports",
                code="model_text_too_long",
            )
        make, asking = MakeAnchors.of(report, found), _Asking(self.ask, report, sentences)
        for first, last in cut_windows(sentences):
            for answer in asking.answers(first, last):
                make.add(answer)
        yield Tagging(
            evidence=Span(0, len(report.text)),
            statements=_sorted(make.statements.values()),
            incidents=_sorted(make.incidents.values()),
            figures=tuple(make.all_figures()),
            agreements=_sorted(make.agreements.values()),
            problems=tuple(make.drops.problems(report)),
        )


@dataclass(frozen=True, slots=True)
class _Asking:
    """Asks about the sentences of one report."""

    ask: Ask
    report: Report
    sentences: Sequence[Sentence]

    def answers(self, first: int, last: int) -> Iterator[Answer]:
        """Yield the answers on a run of sentences: one, or of its halves where one is cut short."""
        answer = self._answer(first, last)
        if answer is not None:
            yield answer
            return
        if last - first == 1:
            raise ModelError(
                "the model's answer on one sentence alone is cut short; expected it to end; take "
                "another model, or see how much the server lets it write",
                code="model_answer_cut",
            )
        middle = (first + last) // 2
        yield from self.answers(first, middle)
        yield from self.answers(middle, last)

    def _answer(self, first: int, last: int) -> Answer | None:
        """Return the answer on a run of sentences; None when it is cut short."""
        question = self.question(first, last)
        why = ""
        for _ in range(TRIES):
            reply = self.ask(question)
            if reply.is_cut:
                return None
            try:
                return Answer(reply.text)
            except AnswerError as error:
                why = str(error)
        raise ModelError(
            f"the model's answer cannot be used: {why}; expected JSON as the request's schema has "
            "it; take a server that holds its model to a schema, or another model",
            code="model_answer",
        )

    def question(self, first: int, last: int) -> Question:
        """Return the question on a run of sentences, with those before it to be understood by.

        The report's words stand in JSON strings, which nothing within them can end.
        """
        material = {
            "before": self._numbered(max(0, first - BEFORE), first),
            "sentences": self._numbered(first, last),
        }
        text = json.dumps(material, ensure_ascii=False)
        return Question(load_instructions(), text, answer_schema())

    def _numbered(self, first: int, last: int) -> list[dict[str, object]]:
        chosen = self.sentences[first:last]
        return [
            {"number": one.index + 1, "text": self.report.quote(one.evidence)} for one in chosen
        ]


def cut_windows(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Yield runs of whole sentences, first and last, that together hold each of them once."""
    first = size = 0
    for place, sentence in enumerate(sentences):
        if place > first and size + len(sentence.tokens) > WINDOW:
            yield first, place
            first, size = place, 0
        size += len(sentence.tokens)
    if first < len(sentences):
        yield first, len(sentences)


@cache
def load_instructions() -> str:
    """Return what a model is told to do."""
    return files(__package__).joinpath("instructions.md").read_text(encoding="utf-8")


@cache
def hash_of_question() -> str:
    """Return a hash of all that is asked of a model beside the report's words."""
    schema = json.dumps(answer_schema(), sort_keys=True)
    asked = f"{load_instructions()}\n{schema}\n{WINDOW}\n{BEFORE}"
    return sha256(asked.encode("utf-8")).hexdigest()


A = TypeVar("A", bound=Annotation)


def _sorted(anchors: Iterable[A]) -> tuple[A, ...]:
    return tuple(sorted(anchors, key=lambda anchor: anchor.evidence))
