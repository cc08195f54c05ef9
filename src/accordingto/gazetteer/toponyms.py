"""Names of places found in the words of a sentence, with what the words around them tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from accordingto.gazetteer.index import Gazetteer
from accordingto.gazetteer.labels import Label, Labeller, Segment
from accordingto.gazetteer.shelves import GazetteerPlace
from accordingto.gazetteer.surroundings import Cue, Surroundings, SurroundingsReader
from accordingto.gazetteer.words import PlaceWords, load_place_words
from accordingto.lexicons.tokens import Token
from accordingto.report import Span

_DATELINE = 16
"""No dateline has more words and marks than this."""
_DASHES = frozenset("-–—")
_ORGANISATION_REACH = 3
_LONG = 5
_ONE_OF_MANY = frozenset(("a", "an"))
_MOST_UNKNOWN = 4
"""An unknown name of more words than this is no toponym."""


class Trust(IntEnum):
    """How sure it is that the words name a place at all."""

    NONE = -1
    """Part of a person's or an organisation's name; tells what the name is elsewhere."""
    WEAK = 0
    """Only if the place lies in a country that the report speaks of."""
    CUED = 1
    """The words around say that it is a place."""
    SURE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """The name of a place in a sentence, with all places that it may name."""

    span: Span
    text: str
    candidates: tuple[GazetteerPlace, ...]
    """Empty when the gazetteer does not know the name."""
    sounding: tuple[GazetteerPlace, ...] = ()
    """Places whose name may be another spelling of this one."""
    trust: Trust
    around: Surroundings
    is_dateline: bool = False
    """Where the report was filed: "BEIRUT (Reuters) -"."""


class Spotter:
    """Finds toponyms: runs of capitalised words, the longest name that the gazetteer knows first.

    English. Names of people and organisations, and demonyms, give none. An unknown name counts
    only where the words around call it a place.
    """

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords | None = None) -> None:
        self._gazetteer = gazetteer
        self._words = words or load_place_words()
        self._labeller = Labeller(gazetteer, self._words)
        self._reader = SurroundingsReader(self._words, gazetteer.country_of)

    def find(self, tokens: Sequence[Token], ordinary: frozenset[str]) -> Iterator[Toponym]:
        """Yield the toponyms of one sentence from left to right.

        `ordinary` holds the words that the report also writes small: in "Bombs Hit Marenna" they
        are no names.
        """
        segments, is_title = self._labeller.label(tokens, ordinary)
        place = 0
        while place < len(segments):
            segment = segments[place]
            toponym, count = None, 1
            if segment.label is Label.PLACE:
                toponym = self._known(tokens, segments, place, is_title=is_title)
            if not is_title and _may_be_unknown(segment, toponym):
                count, unknown = self._unknown(tokens, segments, place)
                toponym = unknown or toponym
            if toponym is not None:
                yield toponym
            place += count

    def _known(
        self, tokens: Sequence[Token], segments: Sequence[Segment], place: int, *, is_title: bool
    ) -> Toponym | None:
        segment = segments[place]
        around = self._reader.read(tokens, segment.first, segment.last)
        is_area = segment.candidates[0].is_wide and around.cue >= Cue.PLACE
        if not (is_title or is_area) and self._is_person_named(tokens, segments, place):
            return self._toponym(tokens, segment, Trust.NONE, around, ())
        if not is_title and self._is_organisation(tokens, segments, place):
            return None
        if self._is_one_of_many(tokens, segment) and not segment.is_well_known:
            return None
        if segment.is_given and around.cue < Cue.PLACE:
            return None
        trust = Trust.CUED if around.cue >= Cue.PLACE else Trust.WEAK
        opens = segment.first == 0 and segment.last == 1 and around.cue is Cue.NONE
        opens = opens and not (segment.candidates[0].is_area or _is_dateline(tokens, 0))
        if segment.is_well_known and not opens:
            trust = Trust.SURE
        return self._toponym(tokens, segment, trust, around)

    def _is_one_of_many(self, tokens: Sequence[Token], segment: Segment) -> bool:
        """Tell whether a name stands by itself behind "a", as those of shops do: "a Boots in"."""
        if not segment.first or tokens[segment.first - 1].lower not in _ONE_OF_MANY:
            return False
        after = tokens[segment.last] if segment.last < len(tokens) else None
        return after is None or not after.is_word or after.lower in self._words.after_names

    def _toponym(
        self,
        tokens: Sequence[Token],
        segment: Segment,
        trust: Trust,
        around: Surroundings,
        sounding: tuple[GazetteerPlace, ...] | None = None,
    ) -> Toponym:
        if sounding is None and trust is not Trust.SURE:
            sounding = self._gazetteer.lookup_sound(segment.text)
        return Toponym(
            span=segment.span,
            text=segment.text,
            candidates=segment.candidates,
            sounding=sounding or (),
            trust=trust,
            around=around,
            is_dateline=_is_dateline(tokens, segment.first),
        )

    def _is_person_named(
        self, tokens: Sequence[Token], segments: Sequence[Segment], place: int
    ) -> bool:
        """Tell whether the words are part of a person's name."""
        segment = segments[place]
        before = _touching(segments, place, -1)
        after = _touching(segments, place, 1)
        if self._follows_title(tokens, segment.first):
            return True
        if before and before.label in (Label.TITLE, Label.NAME, Label.GIVEN):
            return True
        if after and after.label in (Label.NAME, Label.GIVEN):
            return True
        return any(
            other.is_given
            or not (_may_stand_beside(segment, other) or self._is_list(tokens, segments, place))
            for other in (before, after)
            if other and other.label is Label.PLACE
        )

    def _follows_title(self, tokens: Sequence[Token], first: int) -> bool:
        """Tell whether a shortened title stands before a name: "Gen. Homsi"."""
        return (
            first > 1
            and tokens[first - 1].text == "."
            and tokens[first - 2].is_capitalised
            and tokens[first - 2].lower in self._words.titles
        )

    def _is_organisation(
        self, tokens: Sequence[Token], segments: Sequence[Segment], place: int
    ) -> bool:
        """Tell whether the words are part of an organisation's name."""
        step = 1
        while step <= _ORGANISATION_REACH and (follower := _touching(segments, place, step)):
            if follower.label is Label.ORGANISATION:
                return True
            step += 1
        return self._is_seat(tokens, segments, place)

    def _is_list(self, tokens: Sequence[Token], segments: Sequence[Segment], place: int) -> bool:
        """Tell whether places stand in a row whose commas were lost: "in Hayan Anadan Azaz"."""
        while (before := _touching(segments, place, -1)) and before.label is Label.PLACE:
            place -= 1
        first = segments[place]
        return self._reader.read(tokens, first.first, first.last).cue >= Cue.PLACE

    def _is_seat(self, tokens: Sequence[Token], segments: Sequence[Segment], place: int) -> bool:
        """Tell whether the name stands in "University of X"."""
        first = segments[place].first
        if not place or first < 2 or tokens[first - 1].lower != "of":
            return False
        before = segments[place - 1]
        return before.last == first - 1 and before.label is Label.ORGANISATION

    def _unknown(
        self, tokens: Sequence[Token], segments: Sequence[Segment], place: int
    ) -> tuple[int, Toponym | None]:
        """Read a run of names that the gazetteer does not know; return its length in segments."""
        run = [segments[place]]
        is_led = run[0].text.lower() in self._words.generic
        while (after := _touching(segments, place, len(run))) and (
            _continues(after) or (is_led and len(run) == 1 and after.label is Label.PLACE)
        ):
            run.append(after)
        whole = Segment.over(run)
        around = self._reader.read(tokens, whole.first, whole.last)
        is_one_of_many = whole.first > 0 and tokens[whole.first - 1].lower in _ONE_OF_MANY
        if is_one_of_many or self._is_person(tokens, segments, place, len(run), around):
            return len(run), None
        for count in range(len(run), 0, -1):
            part = Segment.over(run[:count])
            sounding = self._gazetteer.lookup_sound(part.text) if around.cue else ()
            if sounding and around.cue >= Cue.PLACE and len(part.text) >= _LONG:
                return count, self._toponym(tokens, part, Trust.WEAK, around, sounding)
        if not (around.cue is Cue.FEATURE or around.is_where) or len(run) > _MOST_UNKNOWN:
            return len(run), None
        if around.cue is not Cue.FEATURE and _is_attribute(tokens, whole, self._words.after_names):
            return len(run), None
        trust = Trust.CUED if around.cue is Cue.FEATURE else Trust.WEAK
        return len(run), self._toponym(tokens, whole, trust, around, ())

    def _is_person(
        self,
        tokens: Sequence[Token],
        segments: Sequence[Segment],
        place: int,
        count: int,
        around: Surroundings,
    ) -> bool:
        """Tell whether a run of unknown names is a person's or an organisation's."""
        before, after = _touching(segments, place, -1), _touching(segments, place, count)
        if before and before.label is Label.TITLE and around.cue is not Cue.FEATURE:
            return True
        if after and after.label is Label.ORGANISATION:
            return True
        last = segments[place + count - 1].last
        if last < len(tokens) and tokens[last].lower in self._words.person_verbs:
            return True
        return any(token.lower in self._words.organisations for token in tokens[last : last + 2])


def _touching(segments: Sequence[Segment], place: int, step: int) -> Segment | None:
    """Return the segment so many places on if nothing but segments stands between."""
    at = place + step
    if not 0 <= at < len(segments):
        return None
    low, high = min(place, at), max(place, at)
    for left, right in zip(segments[low:high], segments[low + 1 : high + 1], strict=True):
        if left.last != right.first:
            return None
    return segments[at]


def _may_stand_beside(one: Segment, other: Segment) -> bool:
    """Tell whether two places may stand side by side: "Aleppo Syria", not "Salah Homsi"."""
    if one.candidates[0].is_area or other.candidates[0].is_area or one.last - one.first > 1:
        return True
    return one.is_well_known and other.is_well_known


def _may_be_unknown(segment: Segment, toponym: Toponym | None) -> bool:
    """Tell whether a segment can begin a name that the gazetteer lacks."""
    if segment.label is not Label.PLACE:
        return segment.label in (Label.NAME, Label.GIVEN)
    if toponym is not None and toponym.trust is not Trust.NONE:
        return False
    return not segment.is_well_known or bool(toponym and toponym.around.cue >= Cue.PLACE)


def _is_attribute(tokens: Sequence[Token], segment: Segment, after_names: frozenset[str]) -> bool:
    """Tell whether a noun follows, as in "in Omeyyad times"."""
    if segment.last >= len(tokens):
        return False
    after = tokens[segment.last]
    return after.text[0].islower() and after.lower not in after_names


def _continues(segment: Segment) -> bool:
    """Tell whether a segment goes on with an unknown name."""
    if segment.label is Label.PLACE:
        return not segment.is_well_known
    return segment.label in (Label.NAME, Label.GIVEN)


def _is_dateline(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a name stands in the words that open a report with where it was filed."""
    if first > _DATELINE or not tokens[0].text.isupper() or len(tokens[0].text) < 3:
        return False
    for place in range(1, min(_DATELINE, len(tokens))):
        mark = tokens[place].text
        if mark in _DASHES:
            return place > first
        if not (mark in "(),." or mark[0].isupper() or mark.isdigit()):
            return False
    return False
