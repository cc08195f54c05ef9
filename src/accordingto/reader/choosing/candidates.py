"""Candidates for the place or the day of an incident, and the clues that speak for each.

A clue is there (1) or not there (absent), or has a strength from 0 to 1; what it weighs is learned.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from accordingto.reader.choosing.scenes import Scene, Spot
from accordingto.reader.layers import Likelihoods
from accordingto.report import Span

Clues = dict[str, float]
REACH = 3
"""A mention so many sentences before an incident, or one behind it, may be about it."""
LEAST = 0.05
"""What the network finds likelier may be about it wherever it stands."""
LATER = 6
"""So many further mentions of an incident are looked at."""
DRAFTED = frozenset(("drafted", "nowhere.drafted", "never.drafted"))
"""Clues of what the mentions of an incident amount to when they are merely put together."""
_DOUBT = 0.02
"""Below this likelihood the network's doubts tell nothing."""


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of a place or a day."""

    span: Span
    spot: Spot
    key: Hashable
    """What it names; mentions of one name or day are one candidate."""
    flags: tuple[str, ...]
    """Clues that its own words give."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One mention of an incident, with the place or day that the tagger chose for it."""

    spot: Spot
    choice: Span | None
    told: Likelihoods | None


@dataclass(frozen=True, slots=True)
class Account:
    """All that a report tells of one incident, as its mentions are put together."""

    tellings: Sequence[Telling]
    drafted: Hashable
    """The place or the day that they amount to; None for none."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be the place or the day: its mention nearest to the incident, and the clues."""

    best: Named
    clues: Clues


class Mentions:
    """The mentions of places, or of days, of one report."""

    def __init__(
        self, scene: Scene, rows: Iterable[Named], accounts: Sequence[Account], lead: int = 0
    ) -> None:
        """Take the mentions in; those of the first `lead` sentences are candidates everywhere."""
        self._scene = scene
        self._tellers = Counter(
            sentence
            for account in accounts
            for sentence in {telling.spot.sentence for telling in account.tellings}
        )
        self._drafted = Counter(account.drafted for account in accounts)
        self._rows = sorted(rows, key=lambda one: one.span)
        self._sentences = [one.spot.sentence for one in self._rows]
        self._by_span = {one.span: one for one in self._rows}
        self._lead = bisect_left(self._sentences, lead)

    def inside(self, sentence: int) -> Sequence[Named]:
        """Return the mentions of a sentence."""
        return self._between(sentence, sentence)

    def candidates(self, account: Account) -> Iterator[Candidate]:
        """Yield the candidates for an incident, in the order of the text."""
        tellings = account.tellings
        first, *later = tellings
        own = {telling.spot.sentence for telling in tellings}
        later = later[:LATER]
        groups: dict[Hashable, list[Named]] = {}
        for one in self._near((first, *later)):
            groups.setdefault(one.key, []).append(one)
        shares = {key: _share(first, row) for key, row in groups.items()}
        top = max(shares.values(), default=0.0)
        choices = [self._by_span[t.choice].key for t in tellings if t.choice in self._by_span]
        chosen = self._by_span.get(first.choice) if first.choice else None
        for key, row in groups.items():
            best = min(row, key=lambda one: _distance(first.spot, one.spot))
            clues = dict.fromkeys(self._scene.relation(first.spot, best.spot), 1.0)
            clues.update(dict.fromkeys(best.flags, 1.0))
            clues.update(dict.fromkeys(self._standing(first.spot, best), 1.0))
            if best.spot.sentence in own:
                clues["sentence.own"] = 1.0
            elif self._tellers[best.spot.sentence]:
                clues["sentence.other"] = 1.0
            if self._drafted[key] > (key == account.drafted):
                clues["drafted.other"] = 1.0
            clues.update(_network(shares[key], top))
            clues.update(_later(later, row))
            clues["votes"] = choices.count(key) / len(tellings)
            if key == account.drafted:
                clues["drafted"] = 1.0
            if chosen is not None and chosen.key == key:
                clues["choice"] = 1.0
            if row[0].spot.sentence == 0:
                clues["lead"] = 1.0
            yield Candidate(best, clues)

    def _standing(self, event: Spot, best: Named) -> Iterator[str]:
        """Yield how a mention stands beside those of the incident's own sentence."""
        own = self.inside(event.sentence)
        if best.spot.sentence != event.sentence:
            yield "far.own" if own else "far.none"
            return
        if len(own) == 1:
            yield "only"
        if best is min(own, key=lambda one: abs(one.spot.first - event.first)):
            yield "nearest"

    def _near(self, tellings: Sequence[Telling]) -> Iterator[Named]:
        """Yield the mentions that may be about an incident, in the order of the text."""
        near = {one.span for one in self._rows[: self._lead]}
        for telling in tellings:
            sentence = telling.spot.sentence
            near.update([one.span for one in self._between(sentence - REACH, sentence + 1)])
            if telling.told is not None:
                near.update(span for span, share in telling.told.of.items() if share > LEAST)
        for span in sorted(near):
            if span in self._by_span:
                yield self._by_span[span]

    def _between(self, first: int, last: int) -> Sequence[Named]:
        return self._rows[bisect_left(self._sentences, first) : bisect_right(self._sentences, last)]


def strength(share: float) -> float:
    """Return a likelihood on a scale on which doubling it always means as much, 0 to 1."""
    return 1 - math.log(max(share, _DOUBT)) / math.log(_DOUBT)


def nobody(first: Telling, name: str) -> Iterator[tuple[str, float]]:
    """Yield the clues for there being no place, or no day, as the network sees it."""
    if first.choice is None:
        yield f"{name}.choice", 1.0
    if first.told is not None:
        yield f"{name}.network", strength(first.told.nobody)
        yield f"{name}.share", first.told.nobody


def _share(telling: Telling, row: Iterable[Named]) -> float:
    """Return how likely the network finds it that one of some mentions is about the incident."""
    told = telling.told
    return 0.0 if told is None else sum(told.of.get(one.span, 0.0) for one in row)


def _network(share: float, top: float) -> Iterator[tuple[str, float]]:
    yield "network", strength(share)
    yield "network.share", share
    if share == top > 0:
        yield "network.top", 1.0


def _later(later: Sequence[Telling], row: Sequence[Named]) -> Iterator[tuple[str, float]]:
    """Yield what further mentions of an incident say for a candidate."""
    if not later:
        return
    shares = [_share(telling, row) for telling in later]
    yield "later.most", max(shares)
    yield "later.mean", sum(shares) / len(shares)
    sentences = {telling.spot.sentence for telling in later}
    if any(one.spot.sentence in sentences for one in row):
        yield "later.same", 1.0


def _distance(event: Spot, spot: Spot) -> tuple[int, int]:
    """Return how far a mention lies from an incident; before it is nearer than behind it."""
    apart = spot.sentence - event.sentence
    return abs(apart) + (apart > 0), abs(spot.first - event.first)
