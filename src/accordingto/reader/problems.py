"""What could not be decided, said in the reading itself."""

from collections.abc import Iterator
from dataclasses import replace

from accordingto.reader.language import Language
from accordingto.reader.layers import Annotations, Published, Sentence, Tagging
from accordingto.reader.sentences import MAX_TOKENS
from accordingto.records.base import Mention
from accordingto.records.likely import DOUBTFUL
from accordingto.records.readings import Problem
from accordingto.report import Report

LONG_TEXT = 1_000_000
"""Code points from which a text is too long to be one report."""


def find_problems(report: Report, found: Annotations) -> Iterator[Problem]:
    """Yield the problems of a reading, in the order of the stages."""
    yield from _of_language(found.of(Language)[0])
    yield from _of_size(report, found)
    yield from found.of(Published)[0].problems
    yield from _of_tagging(found.of(Tagging)[0])
    yield from _of_triage(report, found.of(Tagging)[0])


def problems_of_title(found: Annotations) -> Iterator[Problem]:
    """Yield what the tagger did not take of a title read by itself: without words of the text."""
    for tagging in found.of(Tagging):
        for problem in tagging.problems:
            message = f"in the title: {problem.message}"
            yield replace(problem, message=message, evidence=None)


def _of_language(language: Language) -> Iterator[Problem]:
    if not language.is_read:
        yield Problem(
            stage="language",
            code="language_not_covered",
            message=(
                f"the text seems to be in {language.code!r}; this reader covers English only: "
                "expect missing records, and read the report yourself"
            ),
        )


def _of_size(report: Report, found: Annotations) -> Iterator[Problem]:
    if len(report.text) > LONG_TEXT:
        yield Problem(
            stage="sentences",
            code="long_text",
            message=(
                f"the text has {len(report.text):,} characters; one report rarely has more than "
                f"{LONG_TEXT:,}: it was read whole, but may be many reports in one"
            ),
        )
    cut = sum(len(sentence.tokens) >= MAX_TOKENS for sentence in found.of(Sentence))
    if cut:
        yield Problem(
            stage="sentences",
            code="long_sentence",
            message=(
                f"{cut} runs of {MAX_TOKENS} words and marks had no full stop and were cut there; "
                "records across a cut may be missing"
            ),
        )


def _of_tagging(tagging: Tagging) -> Iterator[Problem]:
    yield from tagging.problems
    if tagging.ends_early is not None:
        yield Problem(
            stage="tagger",
            code="read_by_rules",
            message=(
                f"the network read the first {tagging.ends_early:,} characters and the rules alone "
                "the rest: a text as long as that is rarely one report; cut it into its reports"
            ),
        )


def _of_triage(report: Report, tagging: Tagging) -> Iterator[Problem]:
    """Tell the figures that a triage adds from those that stand without one."""
    for figure in tagging.figures:
        if figure.is_doubtful:
            yield Problem(
                stage="figures",
                code=DOUBTFUL,
                message=(
                    "told as killed by --triage alone: read these words; without --triage this "
                    "figure is not told"
                ),
                evidence=Mention.at(report, figure.evidence),
            )
