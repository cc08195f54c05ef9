"""Single persons: "a child", "the pilot", "his son", and "Soldier killed in raid" in headlines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accordingto.lexicons.tokens import Token
from accordingto.reader.numbers import Number
from accordingto.reader.people_nouns import PeopleNouns, load_people_nouns
from accordingto.reader.rules.counted import Count
from accordingto.reader.rules.harm import HarmCue, Role
from accordingto.reader.rules.noun_phrases import Phrase, PhraseReader
from accordingto.records.values import Bound, Who

DETERMINERS = frozenset({"a", "an", "another", "the", "his", "her", "their", "its", "our", "my"})
MAX_VERB = 4
"""Tokens of a verb right before its object."""
_AGE_MARKS = frozenset(",()")
_HYPHENS = frozenset("-–—‐‑")
_NO_HEADLINE = frozenset({"army", "family", "human", "muslim", "local", "general"})
"""Singular nouns that stand without an article for more than one person, or as adjectives."""
_PAIRS = frozenset({"couple"})


@dataclass(frozen=True, slots=True)
class SingleFinder:
    """Finds persons who are counted by a noun in the singular."""

    nouns: PeopleNouns = field(default_factory=load_people_nouns)
    phrases: PhraseReader = field(default_factory=PhraseReader)

    def single_at(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> Count | None:
        """Return one person named by a noun alone: "a child", "the pilot", "his son"."""
        word = tokens[place].lower
        if word not in DETERMINERS:
            return self._bare_single_at(tokens, cues, place)
        phrase, end = self._walk_single(tokens, cues, place + 1)
        if phrase.head is None:
            if (last := _age_end(tokens, place + 1)) is not None:
                number = Number(place, place + 1, 1, 1, False, Bound.EXACT, place)
                return Count(place, last, number, head=last - 1, who=Who.UNKNOWN, is_single=True)
            return self._another_at(tokens, cues, place) if word == "another" else None
        head = tokens[phrase.head].lower
        if head not in self.nouns.singular or head == "family":
            return None
        if phrase.last < end and tokens[phrase.last].lower in self.nouns.things:
            return None
        if head in _PAIRS:
            number = Number(place, place + 1, 2, 2, False, Bound.EXACT, place)
            return Count(place, phrase.last, number, head=phrase.head, who=phrase.who)
        number = Number(place, place + 1, 1, 1, False, Bound.EXACT, place)
        return Count(
            place,
            phrase.last,
            number,
            head=phrase.head,
            who=phrase.who,
            is_single=True,
            is_definite=word not in {"a", "an", "another"},
            premodifier=phrase.premodifier,
        )

    def _bare_single_at(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> Count | None:
        """Return one person as headlines count them: "Soldier killed in raid", "kills boy"."""
        verb = _verb_at(tokens, cues, place)
        if verb is None and place and tokens[place - 1].text != ":":
            return None
        phrase, _ = self.phrases.walk(tokens, cues, place)
        if phrase.head is None or tokens[phrase.head].lower not in self.nouns.singular:
            return None
        if tokens[phrase.head].lower in _NO_HEADLINE:
            return None
        cue = verb if self._closes(tokens, phrase.last) else None
        cue = cue or self._headline_cue(tokens, cues, phrase.last)
        if cue is None:
            return None
        number = Number(place, place + 1, 1, 1, False, Bound.EXACT, place)
        who, head = phrase.who, phrase.head
        return Count(place, phrase.last, number, head=head, who=who, is_single=True, cue=cue)

    def _headline_cue(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], last: int
    ) -> HarmCue | None:
        """Return the participle without a helping verb of "Boy, 12, killed by mine"."""
        while last < len(tokens) and (
            tokens[last].text in _AGE_MARKS or tokens[last].text.isdigit()
        ):
            last += 1
        cue = cues.get(last)
        if cue is None or not cue.roles & {Role.PASSIVE, Role.AFTER}:
            return None
        return cue if self._closes(tokens, cue.last) else None

    def _closes(self, tokens: Sequence[Token], place: int) -> bool:
        """Tell whether a noun phrase or verb is over at a token."""
        if place >= len(tokens):
            return True
        token = tokens[place]
        is_determiner = token.lower in DETERMINERS or token.text[0].isdigit()
        return not is_determiner and (not token.is_word or token.lower in self.nouns.words["stops"])

    def _another_at(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> Count | None:
        """Return one more of those told before: "... and another seriously wounded"."""
        ahead = range(place + 1, min(place + 4, len(tokens)))
        if not any(p in cues and Role.PASSIVE in cues[p].roles for p in ahead):
            return None
        number = Number(place, place + 1, 1, 1, False, Bound.EXACT, place)
        return Count(place, place + 1, number, is_elliptic=True)

    def _walk_single(
        self, tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int
    ) -> tuple[Phrase, int]:
        """Walk over "12-year-old" before the noun phrase of one person."""
        start = place
        if place < len(tokens) and tokens[place].text[0].isdigit():
            place += 1
            while place < len(tokens) and (
                tokens[place].text in _HYPHENS
                or tokens[place].lower.endswith(("year-old", "old"))
                or tokens[place].lower in {"year", "month", "day"}
            ):
                place += 1
            if place == start + 1:
                return Phrase(start), start
        return self.phrases.walk(tokens, cues, place)


def _age_end(tokens: Sequence[Token], place: int) -> int | None:
    """Return where "42-year-old" ends that stands for a person by itself; None for none."""
    start = place
    while place < len(tokens) and (
        tokens[place].text[0].isdigit()
        or tokens[place].text in _HYPHENS
        or tokens[place].lower.endswith(("year-old", "month-old"))
    ):
        place += 1
    if place == start or not tokens[place - 1].lower.endswith("-old"):
        return None
    is_adjective = place < len(tokens) and tokens[place].is_word and tokens[place].is_capitalised
    return None if is_adjective else place


def _verb_at(tokens: Sequence[Token], cues: Mapping[int, HarmCue], place: int) -> HarmCue | None:
    """Return the verb that ends right before a token and has what follows as its object."""
    for first in range(place - 1, max(place - MAX_VERB, 0) - 1, -1):
        if (cue := cues.get(first)) is not None:
            # "killing boy" and "kills boy" tell a death, "the captured pilot" describes one.
            is_finite = cue.last == place and not tokens[first].lower.endswith("ed")
            return cue if is_finite and Role.OBJECT in cue.roles else None
    return None
