"""How alike the deals of two reports are: terms of a score, each with its reason."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from math import exp
from typing import Annotated, NamedTuple

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass as checked

from accordingto.corroboration.digests import Digest, StepClaim
from accordingto.corroboration.evidence import Evidence
from accordingto.corroboration.same_side import party_of
from accordingto.corroboration.words import telling_words
from accordingto.records.cases import Term
from accordingto.records.tolls import ClaimRef
from accordingto.records.values import Step
from accordingto.records.voices import VoiceKind

SAME_DAYS, MONTH, NEAR, FAR = 3, 31, 14, 62
AT_ONCE, WEEK = 3, 7
_STRICT = ConfigDict(extra="forbid")
_EMPTY = frozenset(("agreement", "agreements", "deal", "deals", "the", "which", "such", "them"))


@checked(frozen=True, config=_STRICT)
class TruceTerm:
    """What one reason adds to the log-odds of two deals being one."""

    id: str
    weight: float
    why: str


@checked(frozen=True, config=_STRICT)
class DealKind:
    """Words by which a deal's subject shows what sort of deal it is."""

    id: str
    words: tuple[str, ...]
    examples: tuple[str, ...]


@checked(frozen=True, config=_STRICT)
class TruceRule:
    """All weights of one version of the rule; `threshold` is a probability."""

    schema: int
    rule: str
    bias: float
    threshold: Annotated[float, Field(ge=0, le=1)]
    term: tuple[TruceTerm, ...]
    kind: tuple[DealKind, ...]

    def terms(self) -> Mapping[str, TruceTerm]:
        """Return the terms by their ids."""
        return {term.id: term for term in self.term}


@cache
def load_truce_rule() -> TruceRule:
    """Return the weights and word lists that joining is built on."""
    text = (files("accordingto.corroboration") / "truces.toml").read_text(encoding="utf-8")
    return TypeAdapter(TruceRule).validate_python(tomllib.loads(text))


class DatedStep(NamedTuple):
    """A step, with the first and last day that it can have."""

    step: Step
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One report's account of a deal: all its steps there."""

    ref: ClaimRef
    """Its first step."""
    steps: tuple[StepClaim, ...]
    parties: frozenset[str]
    """Who is party or broker: ids of voices known by name, and names of countries."""
    subject: frozenset[str]
    """Telling words of its subjects."""
    kinds: frozenset[str]
    said: date | None
    """The first day on which it is told of."""
    days: tuple[DatedStep, ...]
    """Its steps with their days, as far as they are known to a month or so."""


def days_of(step: StepClaim) -> tuple[date, date] | None:
    """Return the first and last possible day of a step; null beyond a month."""
    first, last = step.date_from or step.date_to, step.date_to or step.date_from
    if first is None or last is None or not 0 <= (last - first).days <= MONTH:
        return None
    return first, last


def deals_of(digest: Digest, evidence: Evidence) -> Iterator[Deal]:
    """Return the deals that a report tells of."""
    grouped: dict[str, list[StepClaim]] = {}
    for step in digest.steps:
        grouped.setdefault(step.deal or step.record, []).append(step)
    for steps in grouped.values():
        steps.sort(key=lambda step: (step.start, step.record))
        subject = frozenset(telling_words(" ".join(step.subject or "" for step in steps)))
        kinds = {kind for kind, words in _kinds().items() if subject & words}
        yield Deal(
            ref=ClaimRef(report=digest.key, record=steps[0].record),
            steps=tuple(steps),
            parties=frozenset(_parties(digest, steps, evidence)),
            subject=subject.difference(_EMPTY, *_kinds().values()),
            kinds=frozenset(kinds),
            said=min((step.said for step in steps if step.said), default=digest.published),
            days=tuple(DatedStep(one.step, *days) for one in steps if (days := days_of(one))),
        )


def _parties(digest: Digest, steps: Iterable[StepClaim], evidence: Evidence) -> Iterator[str]:
    paper = evidence.paper(digest.key)
    for step in steps:
        for actor in (*step.parties, *step.brokers):
            voice = evidence.voices.voice_of(digest.key, actor)
            if voice.kind is VoiceKind.NAMED:
                yield voice.id
            party = party_of(paper.name_of(actor))
            if not party.is_rebel:
                yield from sorted(party.nations)


def find_reasons(one: Deal, other: Deal) -> tuple[str, ...]:
    """Return the ids of the terms that speak for or against two reports' deals being one."""
    found = (_party_term(one, other), *_day_terms(one, other), *_word_terms(one, other))
    return tuple(name for name in found if name)


@lru_cache(maxsize=4096)
def score_of(reasons: tuple[str, ...]) -> float:
    """Return the probability of two deals being one."""
    odds = load_truce_rule().bias + sum(_terms()[name].weight for name in reasons)
    return 1 / (1 + exp(-odds))


@lru_cache(maxsize=4096)
def terms_of(reasons: tuple[str, ...]) -> tuple[Term, ...]:
    """Return reasons with their weights and in words."""
    known = (_terms()[name] for name in reasons)
    return tuple(Term(name=one.id, weight=one.weight, why=one.why) for one in known)


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    return {kind.id: frozenset(kind.words) for kind in load_truce_rule().kind}


@cache
def _terms() -> Mapping[str, TruceTerm]:
    return load_truce_rule().terms()


def _party_term(one: Deal, other: Deal) -> str:
    if not one.parties or not other.parties:
        return ""
    shared = len(one.parties & other.parties)
    return "parties_same" if shared > 1 else "party_shared" if shared else "parties_differ"


def _day_terms(one: Deal, other: Deal) -> Iterator[str]:
    mine, others = one.days, other.days
    if not mine and not others:
        if one.said is not None and other.said is not None:
            gap = abs((one.said - other.said).days)
            if gap <= WEEK:
                yield "told_at_once" if gap <= AT_ONCE else "told_within_a_week"
        return
    same = [_compare_days(a, b) for a, b in _same_steps(mine, others)]
    if same:
        yield min(same, key=("same_step_same_days", "same_step_same_month", _OTHER).index)
    elif mine and others:
        gap = min(_gap(a, b) for a in mine for b in others)
        if gap <= NEAR or gap > FAR:
            yield "steps_near" if gap <= NEAR else "steps_far"


_OTHER = "same_step_other_days"
Dated = Sequence[DatedStep]


def _same_steps(mine: Dated, others: Dated) -> Iterator[tuple[DatedStep, DatedStep]]:
    """Return pairs of steps that a deal takes once; it can be broken on any day."""
    for a in mine:
        for b in others:
            if a.step is b.step and a.step is not Step.VIOLATED:
                yield a, b


def _compare_days(one: DatedStep, other: DatedStep) -> str:
    if _gap(one, other) > 1:
        return _OTHER
    widest = max((one.last - one.first).days, (other.last - other.first).days)
    return "same_step_same_days" if widest <= SAME_DAYS else "same_step_same_month"


def _gap(one: DatedStep, other: DatedStep) -> int:
    """Days between two steps; 0 when their days overlap."""
    return max(0, (one.first - other.last).days, (other.first - one.last).days)


def _word_terms(one: Deal, other: Deal) -> Iterator[str]:
    if one.subject & other.subject:
        yield "subject_shared"
    if one.kinds and other.kinds:
        yield "kind_same" if one.kinds & other.kinds else "kind_differs"
