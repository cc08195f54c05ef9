"""Which day an incident happened on: the candidates, with what speaks for each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from accordingto.reader.choosing.candidates import Account, Clues, Mentions, Named, Telling, nobody
from accordingto.reader.choosing.scenes import Scene, Spot
from accordingto.reader.layers import TimeMention
from accordingto.reader.merging import Draft
from accordingto.records.days import Days
from accordingto.report import Span

_LEAD = 2
"""The days of so many sentences at the head of a report may be those of all that it tells."""
_MOST_SENTENCE = 3
_LENGTHS = ((1, "day"), (7, "week"), (31, "month"))
"""Most days of a range, and what it is called."""


class DayCandidates:
    """Gives the candidates for the day of each incident of a report."""

    def __init__(
        self, scene: Scene, times: Mapping[Span, TimeMention], drafts: Sequence[Draft]
    ) -> None:
        self._scene, self._times = scene, times
        self._drafts = drafts
        self._accounts = [_account(scene, draft) for draft in drafts]
        self._mentions = Mentions(scene, _named(scene, times), self._accounts, lead=_LEAD)

    def of(self, number: int) -> Iterator[tuple[Days | None, Clues]]:
        """Yield the days that may be those of an incident, by its number; None for no day."""
        draft, account = self._drafts[number], self._accounts[number]
        first = account.tellings[0]
        own = self._own(first.spot)
        for candidate in self._mentions.candidates(account):
            clues = candidate.clues
            if candidate.best.spot.sentence != first.spot.sentence:
                clues.update(dict.fromkeys(self._far(draft, first.spot, own), 1.0))
            elif self._times[candidate.best.span].is_saying:
                clues["saying.own"] = 1.0
            yield self._times[candidate.best.span].days, clues
        yield None, dict(self._never(draft, first, own))

    def _far(self, draft: Draft, event: Spot, own: str) -> Iterator[str]:
        """Yield what speaks for or against a day from another sentence."""
        yield f"far.{own}"
        yield f"far.kind.{draft.kind}"
        yield f"far.event.{min(_MOST_SENTENCE, event.sentence)}"
        if self._scene.sentences[event.sentence].is_headline:
            yield "far.headline"

    def _own(self, event: Spot) -> str:
        """Tell what days the sentence of an incident names: its own, one of a saying, or none."""
        days = [self._times[one.span] for one in self._mentions.inside(event.sentence)]
        if not days:
            return "undated"
        return "said" if all(day.is_saying for day in days) else "dated"

    def _never(self, draft: Draft, first: Telling, own: str) -> Iterator[tuple[str, float]]:
        """Yield what speaks for the report's naming no day."""
        sentence = self._scene.sentences[first.spot.sentence]
        yield "never", 1.0
        yield f"never.kind.{draft.kind}", 1.0
        yield f"never.{own}", 1.0
        yield f"never.sentence.{min(_MOST_SENTENCE, first.spot.sentence)}", 1.0
        yield from nobody(first, "never")
        if draft.days is None:
            yield "never.drafted", 1.0
        if self._scene.goes_on(first.spot):
            yield "never.lasting", 1.0
        if sentence.is_headline:
            yield "never.headline", 1.0
        if len(draft.anchors) > 1:
            yield "never.retold", 1.0


def _account(scene: Scene, draft: Draft) -> Account:
    return Account(
        [
            Telling(scene.spot(one.evidence), next(iter(one.days), None), one.likely_days)
            for one in draft.anchors
        ],
        _range(draft.days) if draft.days else None,
    )


def _named(scene: Scene, times: Mapping[Span, TimeMention]) -> Iterator[Named]:
    for span, mention in times.items():
        flags = [f"length.{_length(mention.days)}"]
        if mention.is_saying:
            flags.append("saying")
        yield Named(span, scene.spot(span), _range(mention.days), tuple(flags))


def _range(days: Days) -> tuple[date | None, date | None]:
    return days.date_from, days.date_to


def _length(days: Days) -> str:
    """Return the word for how long a range is."""
    if days.date_from is None or days.date_to is None:
        return "open"
    count = (days.date_to - days.date_from).days + 1
    return next((name for most, name in _LENGTHS if count <= most), "long")
