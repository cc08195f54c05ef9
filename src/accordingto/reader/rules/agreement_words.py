"""The words for truces and talks: what is agreed, and the steps of its life."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from accordingto.lexicons.loader import Entry, load_entries, load_words
from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.records.values import Step


class DealKind(StrEnum):
    """What sort of thing a step is taken in."""

    TRUCE = "truce"
    DEAL = "deal"
    TALKS = "talks"
    MEETING = "meeting"
    PROCESS = "process"
    PROPOSAL = "proposal"
    ZONE = "zone"
    EVACUATION = "evacuation"


class Side(StrEnum):
    """Where the deal stands, seen from the word for the step."""

    BEFORE = "before"
    BEHIND = "behind"
    ANY = "any"
    ASIDE = "aside"
    """Anywhere in the sentence: the step has other words as its object."""


class SubjectEntry(Entry):
    """One family of words for a deal or talks."""

    kind: DealKind
    is_strong: bool = False
    """The words alone tell of a truce or of peace; others need such words nearby."""


class StepEntry(Entry):
    """One family of words for a step."""

    step: Step
    kinds: tuple[DealKind, ...]
    subject: Side
    reach: int = 8
    """Words that may stand between the step and the deal."""
    needs: tuple[str, ...] = ()
    """One of these must stand between the two, or just before."""
    is_intransitive: bool = False
    """With an object behind it the words mean something else: the truce "ended a war"."""
    can_be_planned: bool = False
    """Behind "would" or "will" the words announce the step; others then tell of none."""


@dataclass(frozen=True, slots=True)
class AgreementLexicon:
    """All words that the finder of agreements looks for."""

    subjects: PhraseMatcher[SubjectEntry]
    steps: Mapping[DealKind, tuple[PhraseMatcher[StepEntry], ...]]
    """By kind of deal (talks that break down fail, a truce collapses); one matcher a side."""
    words: Mapping[str, frozenset[str]]


def _matchers(steps: Sequence[StepEntry]) -> Iterator[PhraseMatcher[StepEntry]]:
    """Yield one matcher for each side, so that one word may mean one step on each."""
    for side in Side:
        of_side = [(entry.pattern, entry) for entry in steps if entry.subject is side]
        if of_side:
            yield PhraseMatcher(of_side)


@cache
def load_agreement_lexicon() -> AgreementLexicon:
    """Return the lexicon that the package carries."""
    subjects = load_entries("agreements", "subject", SubjectEntry)
    steps = load_entries("agreements", "step", StepEntry)
    return AgreementLexicon(
        subjects=PhraseMatcher((entry.pattern, entry) for entry in subjects),
        steps={
            kind: tuple(_matchers([entry for entry in steps if kind in entry.kinds]))
            for kind in DealKind
        },
        words=load_words("agreements"),
    )
