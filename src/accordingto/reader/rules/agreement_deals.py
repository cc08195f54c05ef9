"""Words for deals and talks in one sentence, the pronoun that stands for one included."""

from collections.abc import Sequence
from dataclasses import dataclass

from accordingto.lexicons.phrases import PhraseMatch
from accordingto.lexicons.tokens import Token
from accordingto.reader.rules.agreement_words import AgreementLexicon, DealKind, SubjectEntry
from accordingto.report import Span

QUOTES = frozenset("\"“”'‘’")
_SUBJECT_REACH = 9
_PRONOUN_REACH = 40
"""Words behind a deal within which "it" still stands for it."""


@dataclass(frozen=True, slots=True)
class Deal:
    """Words `first` up to but not including `last` that stand for a deal or talks."""

    first: int
    last: int
    kind: DealKind
    is_strong: bool
    stands_for: int | None = None
    """Of "it", the first word of the deal that it stands for; -1 in the sentence before."""

    @property
    def is_pronoun(self) -> bool:
        """Tell whether the deal is named before, and here only "it"."""
        return self.stands_for is not None

    @property
    def named_at(self) -> int:
        """The first word of the deal's name."""
        return self.first if self.stands_for is None else self.stands_for


def find_deals(tokens: Sequence[Token], lexicon: AgreementLexicon) -> list[Deal]:
    """Return the words for deals in a sentence; "a nuclear deal" is another matter."""
    deals: list[Deal] = []
    # Marks within a name do not part it: a "de-escalation" zone.
    places = [at for at, token in enumerate(tokens) if token.text not in QUOTES]
    plain = tokens if len(places) == len(tokens) else [tokens[at] for at in places]
    for found in lexicon.subjects.find(plain):
        entry: SubjectEntry = found.value
        match = PhraseMatch(places[found.first], places[found.last - 1] + 1, entry)
        before = plain[found.first - 1].lower if found.first else ""
        is_other = before in lexicon.words["other_deals"] or (
            entry.kind is DealKind.DEAL and before in lexicon.words["not_deal_before"]
        )
        if (is_other and not entry.is_strong) or before in lexicon.words["other_truces"]:
            continue
        deal = Deal(match.first, match.last, entry.kind, entry.is_strong)
        if deals and deals[-1].last == deal.first:
            # "the cessation of hostilities agreement" is one deal.
            first = deals.pop()
            deal = Deal(first.first, deal.last, first.kind, first.is_strong or deal.is_strong)
        deals.append(deal)
    return deals


def pronoun_deals(
    tokens: Sequence[Token], deals: Sequence[Deal], before: Sequence[Deal]
) -> list[Deal]:
    """Return "it" for a truce named in this sentence, or for one `before` where "It" opens it.

    "They agreed to a truce, but it collapsed"; only steps of a truce right beside it are read.
    """
    found = []
    opening = [deal for deal in before if _has_life(deal)][-1:]
    if opening and tokens[0].lower == "it":
        found.append(Deal(0, 1, opening[0].kind, is_strong=False, stands_for=-1))
    limits = [*(deal.first for deal in deals[1:]), len(tokens)]
    for deal, limit in zip(deals, limits, strict=False):
        if not _has_life(deal):
            continue
        found += [
            Deal(at, at + 1, deal.kind, is_strong=False, stands_for=deal.first)
            for at in range(deal.last, min(limit, deal.last + _PRONOUN_REACH))
            if tokens[at].lower == "it"
        ]
    return found


def _has_life(deal: Deal) -> bool:
    return deal.is_strong and deal.kind is DealKind.TRUCE


def span_of(tokens: Sequence[Token], first: int, last: int) -> Span:
    """Return the range of tokens `first` up to but not including `last`."""
    return Span(tokens[first].start, tokens[last - 1].end)


def subject_span(tokens: Sequence[Token], deal: Deal, lexicon: AgreementLexicon) -> Span:
    """Return the words of a deal with the adjectives and the determiner before them."""
    first = deal.first
    if deal.is_pronoun:
        return span_of(tokens, first, deal.last)
    for place in range(deal.first - 1, max(deal.first - _SUBJECT_REACH, -1), -1):
        word = tokens[place].lower
        if word in lexicon.words["determiners"]:
            return span_of(tokens, place, deal.last)
        is_part = (
            "-" in word
            or (word.isdigit() and "-" in tokens[place + 1].text)
            or tokens[place].is_capitalised
            or word in lexicon.words["deal_adjectives"]
        )
        if not is_part:
            break
        first = place
    return span_of(tokens, first, deal.last)
