"""Steps in the life of a deal, found by the order of words in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from accordingto.lexicons.phrases import PhraseMatch
from accordingto.lexicons.tokens import Token
from accordingto.reader.day_words import day_words
from accordingto.reader.rules.agreement_deals import QUOTES, Deal
from accordingto.reader.rules.agreement_words import (
    AgreementLexicon,
    DealKind,
    Side,
    StepEntry,
)
from accordingto.records.values import Step

_LOOK_BACK = 4
_PRONOUN_REACH = 3
_PREPOSITIONS = frozenset(("of", "in", "to", "for", "from", "at", "on", "by"))
_EFFORT_REACH = 7


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


def find_steps(
    tokens: Sequence[Token], deals: Sequence[Deal], lexicon: AgreementLexicon
) -> list[FoundStep]:
    """Return the steps of one sentence in order, each step of a deal once."""
    found: dict[tuple[int, Step], FoundStep] = {}
    for kind in dict.fromkeys(deal.kind for deal in deals):
        of_kind = [deal for deal in deals if deal.kind is kind]
        for match in _matches(tokens, kind, lexicon):
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
    # Of two that tell the same step the first wins, and words on a broker lose.
    rows = list(reversed(found.values()))
    rows.sort(key=lambda one: tokens[one.last - 1].lower != "by")
    found = {(one.deal.named_at, one.step): one for one in rows}
    taken = {one.deal for one in found.values()}
    for deal in deals:
        if deal.is_pronoun or deal in taken:
            continue
        if (step := _nominal_step(tokens, deal, lexicon)) is not None:
            found[deal.first, step] = FoundStep(deal.first, deal.last, step, deal)
    return sorted(found.values(), key=lambda one: (one.first, one.last))


def _matches(
    tokens: Sequence[Token], kind: DealKind, lexicon: AgreementLexicon
) -> list[PhraseMatch[StepEntry]]:
    """Return the words for steps; of those that begin alike, the longest: "broke down", no breach.

    Each side of the deal has words of its own, so one word may stand here twice.
    """
    matches = [match for matcher in lexicon.steps[kind] for match in matcher.find(tokens)]
    longest: dict[int, int] = {}
    for match in matches:
        last = match.last
        while last > match.first + 1 and tokens[last - 1].lower in _PREPOSITIONS:
            last -= 1  # "violations in" is no other word than "violations"
        longest[match.first] = max(last, longest.get(match.first, 0))
    return [match for match in matches if match.last >= longest[match.first]]


def told_steps(tokens: Sequence[Token], steps: Sequence[FoundStep]) -> list[FoundStep]:
    """Return the steps that tell something of their own."""
    return [one for one in steps if not _is_included(tokens, one, steps)]


_AGREEING = frozenset(("agreed", "agree", "agrees", "agreeing"))
_INCLUDED = {
    Step.PROPOSED: {Step.AGREED, Step.TOOK_EFFECT, Step.REJECTED, Step.TALKS_FAILED},
    Step.TOOK_EFFECT: {Step.COLLAPSED},
    Step.AGREED: {Step.TOOK_EFFECT},
}


def _is_included(tokens: Sequence[Token], one: FoundStep, steps: Sequence[FoundStep]) -> bool:
    """Tell whether another step of the same deal says it all: it "took effect", "declared over".

    "Agreed to extend the truce" is an extension.
    """
    if tokens[one.last - 1].lower in _AGREEING:
        behind = tokens[one.last].lower if one.last < len(tokens) else ""
        if behind == "to" and any(other.first == one.last + 1 for other in steps):
            return True
    word = tokens[one.first].lower
    if one.step is Step.AGREED and word != "brokered" and not word.startswith("announc"):
        return False
    if one.step is Step.TOOK_EFFECT and not tokens[one.first].lower.startswith("declar"):
        return False
    if one.step is Step.AGREED and tokens[one.first].lower.startswith("announc"):
        # "Announced the end of the truce", "announced an extension".
        return any(one.first < other.first < one.deal.first == other.deal.first for other in steps)
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
    is_before_deal = any(deal.first == match.last for deal in deals)
    if (
        is_before_deal
        and entry.subject is not Side.BEFORE
        and _is_adjective(tokens, match.first, lexicon)
    ):
        return None
    fitting = (
        (distance, deal.first, deal)
        for deal in deals
        if (distance := _distance(tokens, match, deal, lexicon)) is not None
    )
    best = min(fitting, key=lambda one: one[:2], default=None)
    return None if best is None else best[2]


def _distance(
    tokens: Sequence[Token], match: PhraseMatch[StepEntry], deal: Deal, lexicon: AgreementLexicon
) -> int | None:
    """Return how many words part a step from a deal; None where it is not taken in that deal."""
    entry = match.value
    if deal.first < match.last and match.first < deal.last:
        return None
    is_behind = deal.first >= match.last
    if entry.subject is (Side.BEFORE if is_behind else Side.BEHIND):
        return None
    between = (match.last, deal.first) if is_behind else (deal.last, match.first)
    distance = between[1] - between[0]
    if distance > _reach(entry, deal) or _is_parted(tokens, *between, lexicon):
        return None
    whole = min(match.first, deal.first), max(match.last, deal.last)
    if entry.needs:
        return distance if _has(tokens, entry.needs, *whole) else None
    if is_behind:
        is_object = not _is_absent(tokens, deal, lexicon)
    else:
        is_object = not _is_aside(tokens, deal, match.first, lexicon)
        is_object = is_object and not (deal.is_pronoun and _is_object(tokens, deal.first))
    if entry.is_intransitive and _has_object(tokens, match.last, lexicon):
        return None
    return distance if is_object else None


_OF_PRONOUN = frozenset(
    (Step.TOOK_EFFECT, Step.EXTENDED, Step.VIOLATED, Step.COLLAPSED, Step.REJECTED)
)


def _reach(entry: StepEntry, deal: Deal) -> int:
    """Return how many words may part a step from its deal; "it" must stand close."""
    if not deal.is_pronoun:
        return entry.reach
    return min(entry.reach, _PRONOUN_REACH) if entry.step in _OF_PRONOUN else -1


def _is_object(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "it" is the object of a word before it: "breaking it collapsed" is no row."""
    before = tokens[at - 1].lower if at else ""
    return before.endswith("ing") or before in ("of", "for", "with", "to", "by")


def _is_aside(tokens: Sequence[Token], deal: Deal, at: int, lexicon: AgreementLexicon) -> bool:
    """Tell whether a deal before a step is no subject of it: "under a truce, it was frozen"."""
    if not any(token.text == "," for token in tokens[deal.last : at]):
        return False
    before = [token.lower for token in tokens[max(deal.first - _LOOK_BACK, 0) : deal.first]]
    return any(word in lexicon.words["asides"] for word in before)


def _has_object(tokens: Sequence[Token], at: int, lexicon: AgreementLexicon) -> bool:
    """Tell whether a verb acts upon something: the truce "ended days of fighting"."""
    behind = [token.lower for token in tokens[at : at + 4]]
    if behind[:1] and behind[0] in lexicon.words["determiners"]:
        return True
    return any(
        word in day_words().units and follower == "of" for word, follower in pairwise(behind)
    )


def _is_absent(tokens: Sequence[Token], deal: Deal, lexicon: AgreementLexicon) -> bool:
    """Tell whether words before a deal say that there is none: "without agreement"."""
    before = tokens[max(deal.first - 3, 0) : deal.first]
    return any(token.lower in lexicon.words["absent"] for token in before)


def _is_parted(tokens: Sequence[Token], first: int, last: int, lexicon: AgreementLexicon) -> bool:
    """Tell whether a clause ends between two places."""
    words = lexicon.words
    ends = (words["clause_marks"] - QUOTES) | words["clause_words"]
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
    if _is_planned(tokens, match, deal, lexicon):
        return Step.PROPOSED
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
    is_gerund = tokens[match.first].lower.endswith("ing")
    if before and before[-1] in lexicon.words["infinitive"] and (before[-1] == "to" or is_gerund):
        if any(word in lexicon.words["forced"] for word in before):
            return step
        if step is not Step.AGREED:
            return None
        reach = tokens[max(match.first - _EFFORT_REACH, 0) : match.first]
        tries = any(token.lower in lexicon.words["efforts"] for token in reach)
        return Step.PROPOSED if tries else None
    return step


def _is_planned(
    tokens: Sequence[Token], match: PhraseMatch[StepEntry], deal: Deal, lexicon: AgreementLexicon
) -> bool:
    """Tell whether a deal is announced to begin, on a day to come: it "would take effect"."""
    if not match.value.can_be_planned or deal.last > match.first:
        return False
    lead = tokens[max(match.first - 2, deal.last) : match.first]
    is_ahead = any(token.lower in lexicon.words["announced_ahead"] for token in lead)
    around = tokens[max(deal.first - 2 * _LOOK_BACK, 0) : match.first]
    return is_ahead and not any(token.lower in lexicon.words["unsure_ahead"] for token in around)


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
