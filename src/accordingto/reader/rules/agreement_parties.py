"""Who takes part in a deal: its parties and its brokers, by the order of words.

English; by kinds of word, never by names: a party is a name, or a phrase that ends in a word such
as "army" or "rebels".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from accordingto.lexicons.tokens import Token
from accordingto.reader.rules.agreement_deals import span_of
from accordingto.reader.rules.agreement_steps import FoundStep
from accordingto.reader.rules.agreement_words import AgreementLexicon
from accordingto.records.values import Step
from accordingto.report import Span

_REACH = 10
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Roles:
    """Who takes part in a step."""

    parties: tuple[Span, ...]
    brokers: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PartyReader:
    """Reads the parties of one sentence."""

    tokens: Sequence[Token]
    lexicon: AgreementLexicon
    days: frozenset[int]
    """Tokens that name a day: never a party."""
    places: tuple[tuple[int, int], ...]
    """Tokens of each place's name: they part "Orrin Veltrona" where a comma was lost."""

    def roles(self, step: FoundStep) -> Roles:
        """Return parties and brokers of a step."""
        brokers = self._brokers(step)
        is_call = self._lower(step.last - 1) == "for"
        subjects = [] if is_call else self._subjects(step)
        parties = [*subjects, *self._between(step), *self._with(step)]
        if not self._is_brokering(step.first):
            parties += self._agents(step.last)
        parties = [party for party in dict.fromkeys(parties) if party not in brokers]
        return Roles(
            tuple(self._span(party) for party in sorted(parties)),
            tuple(self._span(broker) for broker in sorted(brokers)),
        )

    def _span(self, party: Range) -> Span:
        """Return the words of a party; of "Orrin-brokered" the name alone."""
        span = span_of(self.tokens, *party)
        return Span(span.start, span.end - len(self._suffix(party[1] - 1)))

    def _suffix(self, at: int) -> str:
        """Return the end of a word such as "Orrin-brokered", empty where it has none."""
        word = self.tokens[at].lower
        if "-" not in word:
            return ""
        return next((s for s in self.lexicon.words["broker_suffixes"] if word.endswith(s)), "")

    def _lower(self, at: int) -> str:
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def _in(self, name: str, at: int) -> bool:
        return self._lower(at) in self.lexicon.words[name]

    # --- phrases ------------------------------------------------------------------------------

    def _is_part(self, at: int) -> bool:
        """Tell whether a word can stand inside the phrase for a party."""
        if not 0 <= at < len(self.tokens) or at in self.days:
            return False
        if self._suffix(at) and not self._in("party_nouns", at + 1):
            return self._in("party_modifiers", at + 1)
        if self._in("party_nouns", at) or self._in("party_modifiers", at):
            return True
        token = self.tokens[at]
        return token.is_word and token.is_capitalised and not self._in("not_party", at)

    def _party_from(self, at: int) -> Range | None:
        """Return the party that begins at a place, its determiner included."""
        first = at
        while self._in("determiners", at):
            at += 1
        if self._in("pronouns", at):
            return at, at + 1
        last = at
        while self._is_part(last) or (self._is_owner(last) and self._is_part(last + 1)):
            if last > at and self._is_seam(last):
                break
            last += 1
            is_title = self._lower(last) == "of" and self._is_office(last - 1)
            if is_title and self._is_part(last + 1 + self._in("determiners", last + 1)):
                last += 1 + self._in("determiners", last + 1)
        if last == at or not self._names_party(at, last):
            return None
        return first, last

    def _is_office(self, at: int) -> bool:
        """Tell whether a word stands before "of" within a title: "Secretary of State"."""
        return self._in("party_nouns", at) or self._in("party_modifiers", at)

    def _is_seam(self, at: int) -> bool:
        """Tell whether one place's name ends and another's begins before a token."""
        ends = any(last == at for _, last in self.places)
        return ends and any(first == at for first, _ in self.places)

    def _is_owner(self, at: int) -> bool:
        """Tell whether a possessive mark stands behind a part of a phrase."""
        return self._lower(at) == "'s" and self._is_part(at - 1)

    def _names_party(self, first: int, last: int) -> bool:
        words = range(first, last)
        return any(self.tokens[at].is_capitalised or self._in("party_nouns", at) for at in words)

    def _list_from(self, at: int) -> list[Range]:
        """Return the parties of a list: "Orrin, Veltrona and the rebels"."""
        found: list[Range] = []
        while len(found) < 6:
            party = self._party_from(at)
            if party is None:
                break
            found.append(party)
            at = party[1]
            while self._lower(at) in (",", "and", "as", "well", "both"):
                at += 1
        return found

    def _list_before(self, end: int) -> list[Range]:
        """Return the parties of a list that ends before a place."""
        found: list[Range] = []
        while len(found) < 4:
            first = end
            while self._is_part(first - 1) or self._is_owner(first - 1):
                first -= 1
                if self._lower(first - 1) == "of" and self._is_office(first - 2):
                    first -= 1
                if self._is_seam(first):
                    break
            if first == end or not self._names_party(first, end):
                break
            while first > 0 and self._in("determiners", first - 1):
                first -= 1
            found.append((first, end))
            if self._lower(first - 1) not in ("and", ",") and not self._is_seam(first):
                break
            end = first - 1 if self._lower(first - 1) in ("and", ",") else first
        if found and self._in("place_prepositions", found[-1][0] - 1):
            return []
        return found

    # --- roles --------------------------------------------------------------------------------

    def _subjects(self, step: FoundStep) -> list[Range]:
        """Return who does it: the parties before an active verb, over adverbs and days."""
        is_passive = step.deal.last <= step.first and step.step is not Step.TALKS_HELD
        if step.is_deal or is_passive or self._in("passive", step.first - 1):
            return []
        at = step.first
        while at > 0 and step.first - at < _REACH:
            word = self._lower(at - 1)
            is_skipped = (
                at - 1 in self.days
                or self._in("before_step", at - 1)
                or word.endswith("ly")
                or (word in ("on", "in") and (at in self.days or at == step.first))
            )
            if not is_skipped:
                break
            at -= 1
        if self._lower(step.first - 1) in ("of", "for"):
            at = self._accuser_end(step.first)
        at = self._over_clause(at)
        if self._in("pronouns", at - 1):
            speakers = self._list_before(at - 2) if self._in("saying", at - 2) else []
            return speakers or ([(at - 1, at)] if self._lower(at - 1) != "it" else [])
        return self._list_before(at)

    def _accuser_end(self, at: int) -> int:
        """Return the place behind those who blame each other for a step."""
        words = [self._lower(place) for place in range(max(at - 6, 0), at)]
        if not any(word in ("other", "another", "sides") for word in words):
            return at
        verbs = (place for place in range(max(at - 6, 0), at) if self._in("accusing", place))
        return next(verbs, at)

    def _between(self, step: FoundStep) -> list[Range]:
        """Return the parties behind "between", near the deal or the step."""
        for start in (step.last, step.deal.last):
            for at in range(start, min(start + _REACH, len(self.tokens))):
                if self._in("clause_marks", at):
                    break
                if self._lower(at) in ("between", "involving"):
                    return self._list_from(at + 1)
        return []

    def _with(self, step: FoundStep) -> list[Range]:
        """Return the parties behind "with" or "to", right behind the deal and the step."""
        for start in dict.fromkeys((max(step.last, step.deal.last), step.deal.last)):
            for at in range(start, min(start + 5, len(self.tokens))):
                if self._in("clause_marks", at) or self._in("clause_words", at):
                    break
                if self._lower(at) == "with":
                    return self._list_from(at + 1)
        return []

    def _agents(self, last: int) -> list[Range]:
        """Return the parties behind "by"."""
        for at in range(last, min(last + 3, len(self.tokens))):
            if self._lower(at) == "by" or (at == last and self._lower(at - 1) == "by"):
                return self._list_from(at + (self._lower(at) == "by"))
        return []

    def _is_brokering(self, at: int) -> bool:
        return self._in("broker_words", at)

    def _brokers(self, step: FoundStep) -> list[Range]:
        """Return who brokered the deal: behind "brokered by", or in "Orrin-brokered"."""
        for at in range(step.deal.last, min(step.deal.last + 6, len(self.tokens))):
            if self._in("clause_marks", at):
                break
            if self._is_brokering(at) and self._lower(at + 1) == "by":
                return self._list_from(at + 2)
        for at in range(step.deal.first - 1, max(step.deal.first - 5, -1), -1):
            word = self.tokens[at]
            if word.is_capitalised and self._suffix(at):
                return [(at, at + 1)]
            if self._is_brokering(at) and self._is_part(at - 1):
                return [self._without_article(party) for party in self._list_before(at)]
        if self._is_brokering(step.first) and step.deal.first >= step.last:
            return self._subjects(step)
        return []

    def _without_article(self, party: Range) -> Range:
        """Return a party without the article that is the deal's: "an Orrin brokered"."""
        is_article = self._lower(party[0]) in ("a", "an") and party[1] - party[0] > 1
        return (party[0] + 1, party[1]) if is_article else party

    def _over_clause(self, at: int) -> int:
        """Return the place before ", who ... ," when such a clause ends before a place."""
        if self._lower(at - 1) != ",":
            return at
        for place in range(at - 2, max(at - 24, 0), -1):
            if self._lower(place) in ("who", "which", "whose") and self._lower(place - 1) == ",":
                return place - 1
        return at
