"""A sentence as the statement rules see it, and what they find in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from accordingto.lexicons.phrases import PhraseMatcher
from accordingto.lexicons.tokens import Token
from accordingto.reader.rules import clauses
from accordingto.reader.rules.clauses import Range
from accordingto.reader.rules.cues import AdjunctEntry, Cue
from accordingto.records.values import Channel

QUOTES = frozenset('"“”«»„')
_ENDS = frozenset(".!?")
_FOCUS = frozenset({"even", "just", "merely", "only"})
_BRACKET_REACH = 8
_DATELINE_REACH = 20
_DASHES = frozenset({"—", "–", "-", "--"})


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens of one sentence, with what stands in quotation marks."""

    tokens: Sequence[Token]
    quoted: Sequence[bool]
    """For each token, whether it stands in a quotation, marks included."""
    adjuncts: PhraseMatcher[AdjunctEntry]
    floor: int = 0
    """First token behind a dateline."""
    end: int = field(init=False)
    """One past the last token before the full stop."""

    def __post_init__(self) -> None:
        """Find the end of the words."""
        end = len(self.tokens)
        while end and self.tokens[end - 1].text in _ENDS:
            end -= 1
        object.__setattr__(self, "end", end)

    def lower(self, place: int) -> str:
        """Return the word at a place in lower case, an acronym as it is; empty outside."""
        return clauses.plain(self.tokens[place]) if 0 <= place < self.end else ""

    def left_edge(self, start: int) -> int:
        """Return where what stands before `start` begins: the sentence's head or a strong mark."""
        back = start
        while back > 0 and (self.quoted[back - 1] or self.tokens[back - 1].text not in {";", ":"}):
            back -= 1
        return max(self.floor, self._dateline_end(start)) if back <= self.floor < start else back

    def _dateline_end(self, start: int) -> int:
        """Return the place behind a dateline: "MARENNA, Vell, March 3 (Agency) — "."""
        if not self.tokens[0].is_capitalised:
            return 0
        for place in range(1, min(start, _DATELINE_REACH)):
            token = self.tokens[place]
            if token.text in _DASHES and not clauses.is_nounish(self.tokens, place):
                return place + 1
            if token.text[0].islower() and not self._is_bracketed(place):
                break
        if self.tokens[0].text.isupper():
            for place in range(min(start, _BRACKET_REACH) - 1, 0, -1):
                if self.tokens[place].text == ")" and not self.quoted[place]:
                    return place + 1
        return 0

    def _is_bracketed(self, place: int) -> bool:
        """Tell whether a small word stands in the brackets of a dateline, or joins its names."""
        if self.lower(place) in {"of", "the", "and"}:
            return True
        opening = any(self.tokens[i].text == "(" for i in range(max(0, place - 6), place))
        return opening and not any(
            self.tokens[i].text == ")" for i in range(max(0, place - 6), place)
        )

    def skip(self, start: int) -> tuple[int, Channel | None]:
        """Return the place behind words of time and manner, and the channel they name."""
        place, channel, moved = start, None, True
        while moved and place < self.end:
            before = place
            place = clauses.skip_time(self.tokens, place, self.end)
            place -= place > start and self._is_focus(place)
            if place < self.end and (match := self.adjuncts.match_at(self.tokens, place)):
                place, channel = match.last, match.value.channel or channel
                if self.lower(place - 1) == "with":
                    hearer = clauses.noun_phrase_after(self.tokens, place, self.end)
                    place = hearer[1] if hearer else place
            moved = place > before
        return place, channel

    def _is_focus(self, place: int) -> bool:
        """Tell whether the last adverb skipped belongs to the content: "said only a pause"."""
        return self.lower(place - 1) in _FOCUS and self.lower(place) not in {"that", ",", ":"}


@dataclass(frozen=True, slots=True)
class Attribution:
    """One cue resolved, as ranges of tokens."""

    cue: Cue
    source: Range | None
    is_after: bool
    """The content stands behind the cue."""
    body: int
    """First token behind cue, hearer and adjuncts."""
    start: int
    """First token of the whole attribution: source or cue."""
    is_joined: bool = False
    """Its subject is that of an attribution before it."""
    channel: Channel | None = None
    content: Range | None = None
    """None until it is found, or when the sentence ends with a colon behind the cue."""
    relay: Range | None = None
    """Who passes the words on, or was told them: "told Reuters"."""
