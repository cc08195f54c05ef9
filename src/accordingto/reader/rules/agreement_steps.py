"""Steps in the life of a deal, found by the order of words in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from accordingto.lexicons.phrases import PhraseMatch
from accordingto.lexicons.tokens import Token
from accordingto.reader.day_words import day_words
from accordingto.reader.rules.agreement_words import (
    AgreementLexicon,
    DealKind,
    Side,
    StepEntry,
    SubjectEntry,
)
from accordingto.records.values import Step
from accordingto.report import Span

_QUOTES = frozenset("\"“”'‘’")
_LOOK_BACK = 4
_EFFORT_REACH = 7


@dataclass(frozen=True, slots=True)
class Deal:
    """Words `first` up to but not including `last` that stand for a deal or talks."""

    first: int
    last: int
    kind: DealKind
    is_strong: bool


@dataclass(frozen=True, slots=True)
class FoundStep:
    """Words for a step, with the deal it is taken in."""

    first: int
    last: int
    step: Step
    deal: Deal

    @property
    def distance(self) -> int:
        """Words between the step and the deal."""
        return max(self.deal.first - self.last, self.first - self.deal.last)

    @property
    def is_deal(self) -> bool:
        """Tell whether the deal's own words are all that tells of the step."""
        return self.first == self.deal.first


def find_deals(tokens: Sequence[Token], lexicon: AgreementLexicon) -> list[Deal]:
    """Return the words for deals in a sentence; "a nuclear deal" is another matter."""
    deals: list[Deal] = []
    # Marks within a name do not part it: a "de-escalation" zone.
    places = [at for at, token in enumerate(tokens) if token.text not in _QUOTES]
    plain = tokens if len(places) == len(tokens) else [tokens[at] for at in places]
    for found in lexicon.subjects.find(plain):
        entry: SubjectEntry = found.value
        match = PhraseMatch(places[found.first], places[found.last - 1] + 1, entry)
        before = plain[found.first - 1].lower if found.first else ""
        is_other = before in lexicon.words["other_deals"] or (
            entry.kind is DealKind.DEAL and before in lexicon.words["not_deal_before"]
        )
        if is_other and not entry.is_strong:
            continue
        deal = Deal(match.first, match.last, entry.kind, entry.is_strong)
        if deals and deals[-1].last == deal.first:
            # "the cessation of hostilities agreement" is one deal.
            first = deals.pop()
            deal = Deal(first.first, deal.last, first.kind, first.is_strong or deal.is_strong)
        deals.append(deal)
    return deals


def find_steps(
    tokens: Sequence[Token], deals: Sequence[Deal], lexicon: AgreementLexicon
) -> list[FoundStep]:
    """Return the steps of one sentence in order, each step of a deal once."""
    found: dict[tuple[int, Step], FoundStep] = {}
    for kind in dict.fromkeys(deal.kind for deal in deals):
        of_kind = [deal for deal in deals if deal.kind is kind]
        matches = (match for matcher in lexicon.steps[kind] for match in matcher.find(tokens))
        for match in matches:
            deal = _deal_of(tokens, match, of_kind, lexicon)
            if deal is None:
                continue
            step = _real_step(tokens, match, deal, lexicon)
            if step is None:
                continue
            one = FoundStep(match.first, match.last, step, deal)
            known = found.get((match.first, step))
            if known is None or one.distance < known.distance:
                found[match.first, step] = one
    found = {(one.deal.first, one.step): one for one in reversed(found.values())}
    taken = {one.deal for one in found.values()}
    for deal in deals:
        if deal not in taken and (step := _nominal_step(tokens, deal, lexicon)) is not None:
            found[deal.first, step] = FoundStep(deal.first, deal.last, step, deal)
    steps = sorted(found.values(), key=lambda one: (one.first, one.last))
    return [one for one in steps if not _is_included(tokens, one, steps)]


_INCLUDED = {
    Step.PROPOSED: {Step.AGREED, Step.TOOK_EFFECT, Step.REJECTED, Step.TALKS_FAILED},
    Step.TOOK_EFFECT: {Step.COLLAPSED},
    Step.AGREED: {Step.TOOK_EFFECT},
}


def _is_included(tokens: Sequence[Token], one: FoundStep, steps: Sequence[FoundStep]) -> bool:
    """Tell whether another step of the same deal says it all: it "took effect", "declared over"."""
    if one.step is Step.AGREED and tokens[one.first].lower != "brokered":
        return False
    if one.step is Step.TOOK_EFFECT and not tokens[one.first].lower.startswith("declar"):
        return False
    larger = _INCLUDED.get(one.step, set())
    return any(other.deal == one.deal and other.step in larger for other in steps)


def _deal_of(
    tokens: Sequence[Token],
    match: PhraseMatch[StepEntry],
    deals: Sequence[Deal],
    lexicon: AgreementLexicon,
) -> Deal | None:
    """Return the nearest deal on the side on which the step has it."""
    entry = match.value
    if entry.subject is Side.ASIDE:
        return deals[0]
    best: tuple[int, Deal] | None = None
    for deal in deals:
        if deal.first < match.last and match.first < deal.last:
            continue
        is_behind = deal.first >= match.last
        if entry.subject is (Side.BEFORE if is_behind else Side.BEHIND):
            continue
        between = (match.last, deal.first) if is_behind else (deal.last, match.first)
        distance = between[1] - between[0]
        if distance > entry.reach or _is_parted(tokens, *between, lexicon):
            continue
        if is_behind and distance == 0 and _is_adjective(tokens, match.first, lexicon):
            continue
        whole = min(match.first, deal.first), max(match.last, deal.last)
        if entry.needs and not _has(tokens, entry.needs, *whole):
            continue
        if best is None or distance < best[0]:
            best = distance, deal
    return None if best is None else best[1]


def _is_parted(tokens: Sequence[Token], first: int, last: int, lexicon: AgreementLexicon) -> bool:
    """Tell whether a clause ends between two places."""
    words = lexicon.words
    ends = (words["clause_marks"] - _QUOTES) | words["clause_words"]
    return any(token.lower in ends for token in tokens[first:last])


def _is_adjective(tokens: Sequence[Token], first: int, lexicon: AgreementLexicon) -> bool:
    """Tell whether a participle right before the deal only describes it: "a brokered truce"."""
    if not tokens[first].lower.endswith("ed") or first == 0:
        return False
    if tokens[first - 1].lower in lexicon.words["determiners"]:
        return True
    is_described = "-" in tokens[first - 1].text or tokens[first - 1].lower.endswith("ly")
    return is_described and first > 1 and tokens[first - 2].lower in lexicon.words["determiners"]


def _has(tokens: Sequence[Token], words: Sequence[str], first: int, last: int) -> bool:
    return any(token.lower in words for token in tokens[max(first - 6, 0) : last])


def _real_step(
    tokens: Sequence[Token], match: PhraseMatch[StepEntry], deal: Deal, lexicon: AgreementLexicon
) -> Step | None:
    """Return the step that is taken: what is only tried is a proposal, what is denied is none."""
    floor = deal.last if deal.last <= match.first else 0
    lead = tokens[max(match.first - _LOOK_BACK, floor) : match.first]
    before = [token.lower for token in lead]
    step = match.value.step
    if any(token.text in lexicon.words["unreal"] for token in lead):  # "May" is a month
        return None
    around = tokens[max(deal.first - _LOOK_BACK, 0) : deal.first]
    if floor and any(token.lower in lexicon.words["unreal_deal"] for token in around):
        return None
    if before[-2:] == ["to", "be"]:
        return None
    if before and before[-1] in lexicon.words["infinitive"]:
        if any(word in lexicon.words["forced"] for word in before):
            return step
        if step is not Step.AGREED:
            return None
        reach = tokens[max(match.first - _EFFORT_REACH, 0) : match.first]
        tries = any(token.lower in lexicon.words["efforts"] for token in reach)
        return Step.PROPOSED if tries else None
    return step


def _nominal_step(tokens: Sequence[Token], deal: Deal, lexicon: AgreementLexicon) -> Step | None:
    """Return the step that a deal's own words tell of: "a truce between the two armies"."""
    behind = [token.lower for token in tokens[deal.last : deal.last + 2]]
    if deal.kind is DealKind.PROPOSAL:
        return Step.PROPOSED if behind[:1] in (["by"], ["from"]) else None
    before = tokens[deal.first - 1].lower if deal.first else ""
    is_dated = before in day_words().months and deal.is_strong
    if "between" not in behind and not is_dated:
        return None
    if any(
        token.lower in lexicon.words["unsure"]
        for token in tokens[max(deal.first - 4, 0) : deal.first]
    ):
        return None
    if deal.kind in (DealKind.TALKS, DealKind.MEETING):
        return Step.TALKS_HELD
    return Step.AGREED if deal.kind in (DealKind.TRUCE, DealKind.DEAL) else None


def span_of(tokens: Sequence[Token], first: int, last: int) -> Span:
    """Return the range of tokens `first` up to but not including `last`."""
    return Span(tokens[first].start, tokens[last - 1].end)


def subject_span(tokens: Sequence[Token], deal: Deal, lexicon: AgreementLexicon) -> Span:
    """Return the words of a deal with the adjectives and the determiner before them."""
    first = deal.first
    for place in range(deal.first - 1, max(deal.first - 6, -1), -1):
        word = tokens[place].lower
        if word in lexicon.words["determiners"]:
            return span_of(tokens, place, deal.last)
        is_part = (
            "-" in word or tokens[place].is_capitalised or word in lexicon.words["deal_adjectives"]
        )
        if not is_part:
            break
        first = place
    return span_of(tokens, first, deal.last)
