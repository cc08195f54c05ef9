"""Scenes: where things stand in a report, and how a place or a day lies to an event."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from accordingto.lexicons.loader import load_words
from accordingto.reader.layers import Annotations, Sentence, Tagging
from accordingto.report import Span

_WORDS = load_words("choosing")
_GAPS = (3, 6, 11, 21)
"""Ends of the ranges that distances in words fall into."""
_FAR = 3
"""Sentences that are so many apart are far apart; how far does not matter."""
_LOOK_BACK = 8


class Spot(NamedTuple):
    """Words `first` up to but not including `last` of a report, and their sentence."""

    first: int
    last: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Scene:
    """The words of a report in one row, with the mentions of incidents and cues among them."""

    sentences: Sequence[Sentence]
    lowers: Sequence[str]
    starts: Sequence[int]
    """Where each word begins, in code points."""
    firsts: Sequence[int]
    """The first word of each sentence."""
    events: Sequence[int]
    """First words of the mentions of incidents, in order."""
    cues: Sequence[int]
    """First words of the cues of statements, in order."""
    speakers: Sequence[Span]
    """Sources of statements, in order."""

    @classmethod
    def of(cls, found: Annotations) -> "Scene":
        """Return the scene of a report that a tagger has read."""
        sentences = found.of(Sentence)
        lowers: list[str] = []
        starts: list[int] = []
        firsts: list[int] = []
        for sentence in sentences:
            firsts.append(len(lowers))
            lowers.extend([token.lower for token in sentence.tokens])
            starts.extend([token.start for token in sentence.tokens])
        taggings = found.of(Tagging)
        spoken = [one for tagging in taggings for one in tagging.statements]
        told = [one for tagging in taggings for one in tagging.incidents]
        return cls(
            sentences=sentences,
            lowers=lowers,
            starts=starts,
            firsts=firsts,
            events=sorted({bisect_left(starts, one.evidence.start) for one in told}),
            cues=sorted({bisect_left(starts, one.cue.start) for one in spoken if one.cue}),
            speakers=sorted({one.source for one in spoken if one.source}),
        )

    def spot(self, span: Span) -> Spot:
        """Return where some words stand."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        last = max(first + 1, bisect_left(self.starts, span.end))
        return Spot(first, last, bisect_right(self.firsts, first) - 1)

    def relation(self, event: Spot, role: Spot) -> Iterator[str]:
        """Yield how a place or a day lies to a mention of an incident.

        In another sentence: how far before or behind, and whether another incident is told of
        there. In the same: how far, and what stands between.
        """
        apart = role.sentence - event.sentence
        side = "before" if role.first < event.first else "behind"
        if apart:
            yield f"sentence.{side}.{min(abs(apart), _FAR)}"
            a, b = self.sentences[event.sentence], self.sentences[role.sentence]
            if a.paragraph == b.paragraph:
                yield "sentence.paragraph"
            if b.is_headline:
                yield "sentence.headline"
            if _count(self.events, *self._range(role.sentence)):
                yield "sentence.taken"
            return
        is_before = role.first < event.first
        first, last = (role.last, event.first) if is_before else (event.last, role.first)
        yield f"{side}.{bisect_right(_GAPS, max(0, last - first))}"
        crossed = _count(self.events, first, last)
        if crossed:
            yield f"{side}.event.{min(crossed, 2)}"
        if _count(self.cues, first, last):
            yield f"{side}.cue"
        between = self.lowers[first:last]
        if not _WORDS["breaks"].isdisjoint(between):
            yield f"{side}.break"
        if "," in between:
            yield f"{side}.comma"
        if "and" in between:
            yield f"{side}.and"

    def governor(self, spot: Spot) -> tuple[str, bool]:
        """Return the preposition that governs a name, and whether a plain noun stands before it.

        "in the town of Douma": "in", and so it does. "" where no preposition is near.
        """
        has_noun = False
        lowest = max(self.firsts[spot.sentence], spot.first - _LOOK_BACK)
        for place in range(spot.first - 1, lowest - 1, -1):
            word = self.lowers[place]
            if word == "of" and place > lowest and self.lowers[place - 1] in _WORDS["settings"]:
                continue
            if word in _WORDS["prepositions"]:
                return word, has_noun
            if word in _WORDS["settings"]:
                has_noun = True
            elif word not in _WORDS["fillers"] and not word.endswith(("ern", "-held")):
                break
        return "", has_noun

    def setting(self, spot: Spot) -> str:
        """Return the plain noun right behind a name: "Aleppo province"; "" for none."""
        word = self.lowers[spot.last] if spot.last < len(self.lowers) else ""
        return word if word in _WORDS["settings"] else ""

    def is_spoken(self, span: Span) -> bool:
        """Tell whether words are part of a speaker's name."""
        place = bisect_right(self.speakers, span.start, key=lambda one: one.start)
        return place > 0 and self.speakers[place - 1].overlaps(span)

    def goes_on(self, spot: Spot) -> bool:
        """Tell whether a sentence speaks of what goes on or goes back: "for weeks"."""
        first, last = self._range(spot.sentence)
        return not _WORDS["lasting"].isdisjoint(self.lowers[first:last])

    def _range(self, sentence: int) -> tuple[int, int]:
        following = sentence + 1
        end = self.firsts[following] if following < len(self.firsts) else len(self.lowers)
        return self.firsts[sentence], end


def _count(places: Sequence[int], first: int, last: int) -> int:
    return bisect_left(places, last) - bisect_left(places, first)
