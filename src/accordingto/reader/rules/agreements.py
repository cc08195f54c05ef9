"""Agreements on rules: the steps of truces and talks, with who takes part and when."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Generic, TypeVar

from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import (
    AgreementAnchor,
    Annotation,
    Annotations,
    PlaceMention,
    Sentence,
    StatementAnchor,
    TimeMention,
)
from accordingto.reader.rules.agreement_deals import (
    Deal,
    find_deals,
    pronoun_deals,
    span_of,
    subject_span,
)
from accordingto.reader.rules.agreement_parties import PartyReader, Roles
from accordingto.reader.rules.agreement_steps import FoundStep, find_steps, told_steps
from accordingto.reader.rules.agreement_terms import find_terms
from accordingto.reader.rules.agreement_words import (
    AgreementLexicon,
    DealKind,
    load_agreement_lexicon,
)
from accordingto.records.values import Certainty, Stance, Step
from accordingto.report import Report, Span

T = TypeVar("T", bound=Annotation)

NEAR = 6
"""Sentences within which words of peace make "a deal" a deal of peace."""
_DAY_REACH = 22
_NOMINAL_REACH = 11
"""Words within which a day may be that of "a truce between the two": no verb tells of it."""
_CHARGES = frozenset((Step.VIOLATED, Step.COLLAPSED, Step.REJECTED, Step.TALKS_FAILED))
"""Steps of which somebody is guilty; the truce that they broke was agreed all the same."""
_DEPTH = 8
"""Statements that may hold one another."""


@dataclass(frozen=True, slots=True)
class FindAgreements:
    """Find steps in the life of truces, deals and talks; a mere mention of a truce is none.

    English. In the order of the text. What is only tried, or announced to begin later, is a
    proposal; what might be or is not, is none. Somebody's word alone makes a breach alleged, and
    an accusation makes a rejection and a collapse so; other steps that it mentions stay reported.
    """

    lexicon: AgreementLexicon = field(default_factory=load_agreement_lexicon)

    def __call__(
        self, report: Report, found: Annotations, statements: Sequence[StatementAnchor]
    ) -> Iterator[AgreementAnchor]:
        """Yield the anchors, one for each step that a sentence tells of."""
        sentences = found.of(Sentence)
        named = [find_deals(sentence.tokens, self.lexicon) for sentence in sentences]
        deals = [
            row + pronoun_deals(sentence.tokens, row, named[place - 1] if place else [])
            for place, (sentence, row) in enumerate(zip(sentences, named, strict=True))
        ]
        strong = [
            place
            for place, row in enumerate(deals)
            if _is_of_peace(row) or (row and self._is_at_war(sentences[place].tokens))
        ]
        times, places = _Row(found.of(TimeMention)), _Row(found.of(PlaceMention))
        speech = _Speech(statements)
        for place in _near(strong, len(sentences)):
            sentence = sentences[place]
            if not deals[place]:
                continue
            reader = _SentenceReader(
                sentence.tokens,
                self.lexicon,
                times.inside(sentence.evidence),
                [mention.evidence for mention in places.inside(sentence.evidence)],
                speech,
            )
            anchors = list(reader.anchors(deals[place]))
            if anchors and place + 1 < len(sentences):
                terms = find_terms(sentences[place + 1].tokens, deals[place + 1], self.lexicon)
                anchors[-1] = replace(anchors[-1], terms=terms)
            yield from anchors

    def _is_at_war(self, tokens: Sequence[Token]) -> bool:
        """Tell whether a sentence speaks of armed sides: theirs is no deal in trade."""
        words = self.lexicon.words
        lowers = [token.lower for token in tokens]
        ends = (at for at, word in enumerate(lowers) if word in words["ending"])
        armed = (at for at, word in enumerate(lowers) if word in words["war"])
        # "The Rebels" with a capital are a team.
        return any(at == 0 or not tokens[at].is_capitalised for at in armed) or any(
            word in words["fighting"] for at in ends for word in lowers[at + 1 : at + 4]
        )


def _is_of_peace(row: Sequence[Deal]) -> bool:
    """Tell whether the words of a sentence tell of a truce, of peace, or of a deal to evacuate."""
    kinds = {deal.kind for deal in row}
    return any(deal.is_strong for deal in row) or {DealKind.EVACUATION, DealKind.DEAL} <= kinds


def _near(strong: Sequence[int], count: int) -> Iterator[int]:
    """Yield the sentences within reach of one of `strong`, each once, in order."""
    done = 0
    for place in strong:
        yield from range(max(done, place - NEAR), min(place + NEAR + 1, count))
        done = max(done, min(place + NEAR + 1, count))


class _Row(Generic[T]):
    """A layer in the order of the text, to be asked for what stands in a sentence."""

    def __init__(self, row: Sequence[T]) -> None:
        self._row = row
        self._starts = [one.evidence.start for one in row]

    def inside(self, span: Span) -> Sequence[T]:
        """Return what begins in a span."""
        first, last = (bisect_left(self._starts, place) for place in span)
        return self._row[first:last]


class _Speech:
    """Tells in which statement words stand."""

    def __init__(self, statements: Sequence[StatementAnchor]) -> None:
        self._statements = sorted(statements, key=lambda one: one.evidence)
        self._starts = [one.evidence.start for one in self._statements]

    def holding(self, span: Span) -> StatementAnchor | None:
        """Return the innermost statement that holds a span."""
        place = bisect_right(self._starts, span.start)
        near = self._statements[max(0, place - _DEPTH) : place]
        inside = (one for one in near if one.evidence.holds(span))
        return min(inside, key=lambda one: one.evidence.end - one.evidence.start, default=None)


@dataclass(frozen=True, slots=True)
class _SentenceReader:
    """Makes the anchors of one sentence."""

    tokens: Sequence[Token]
    lexicon: AgreementLexicon
    times: Sequence[TimeMention]
    places: Sequence[Span]
    speech: _Speech

    def anchors(self, deals: Sequence[Deal]) -> Iterator[AgreementAnchor]:
        """Yield the anchors in order; parties named for one step serve those that name none."""
        steps = find_steps(self.tokens, deals, self.lexicon)
        if not steps:
            return
        days = (range(*self._range(time.evidence)) for time in self.times)
        places = tuple(self._range(span) for span in self.places)
        parties = PartyReader(self.tokens, self.lexicon, frozenset().union(*days), places)
        roles_of = {step: parties.roles(step) for step in steps}
        told = told_steps(self.tokens, steps)
        for step in told:
            roles = roles_of[step]
            anchor = AgreementAnchor(
                evidence=span_of(self.tokens, step.first, step.last),
                step=step.step,
                subject=subject_span(self.tokens, step.deal, self.lexicon),
                parties=_parties(step, roles_of),
                brokers=roles.brokers,
                days=tuple(self._days(step, told)),
            )
            yield self._as_told(anchor, roles.parties)

    def _range(self, span: Span) -> tuple[int, int]:
        """Return the tokens of a span."""
        return self._token_at(span.start), self._token_at(span.end)

    def _token_at(self, start: int) -> int:
        """Return the token that begins at a code point, or the next one."""
        return bisect_left(self.tokens, start, key=lambda token: token.start)

    def _days(self, step: FoundStep, steps: Sequence[FoundStep]) -> list[Span]:
        """Return the days near a step, the likeliest first; the day of a saying is none of them."""
        ranked = []
        for time in self.times:
            at = self._token_at(time.evidence.start)
            if time.is_saying and not self._is_said(step, at):
                continue
            if any(_is_between(other.first, step, at) for other in steps):
                continue
            if at < step.deal.first and self.tokens[step.last - 1].lower == "by":
                continue  # the day is that of the main verb
            if at < step.first and self._is_of_main_clause(step, at):
                continue
            cost = self._distance(step, at)
            if cost <= (_NOMINAL_REACH if step.is_deal else _DAY_REACH):
                ranked.append((cost, time.evidence))
        return [span for _, span in sorted(ranked)]

    def _is_of_main_clause(self, step: FoundStep, at: int) -> bool:
        """Tell whether a step lies days off: "on Friday, weeks after they met"."""
        first = min(step.first, step.deal.first)
        lead = [token.lower for token in self.tokens[at:first]]
        return any(
            word in self.lexicon.words["days_off"] and follower in ("after", "before")
            for word, follower in pairwise(lead)
        )

    def _is_said(self, step: FoundStep, at: int) -> bool:
        """Tell whether the step is itself the saying that a day belongs to."""
        word = self.tokens[step.first].lower
        return word in self.lexicon.words["said_steps"] and abs(at - step.first) < _DAY_REACH // 2

    def _distance(self, step: FoundStep, at: int) -> int:
        """Return how far a day is from a step, in words; clauses between count as more."""
        if step.deal.first - 2 <= at < step.deal.last:
            return 1
        if at >= step.last:
            between, extra = self.tokens[step.last : at], 0
        else:
            between, extra = self.tokens[at : step.first], 2
        ends = self.lexicon.words["clause_words"]
        return len(between) + extra + 6 * sum(t.lower in ends or t.text in ";:" for t in between)

    def _as_told(self, anchor: AgreementAnchor, doers: tuple[Span, ...]) -> AgreementAnchor:
        """Return an anchor with the certainty that the statement around it gives it."""
        statement = self.speech.holding(anchor.evidence)
        if statement is None:
            return anchor
        if statement.stance is Stance.DENIES:
            return replace(anchor, certainty=Certainty.DENIED)
        is_breach = anchor.step is Step.VIOLATED
        is_charge = statement.stance is Stance.ACCUSES and anchor.step in _CHARGES
        if not (is_breach or is_charge):
            return anchor
        accused = statement.accused or (doers if is_breach else ())
        return replace(anchor, certainty=Certainty.ALLEGED, accused=accused)


def _parties(step: FoundStep, roles_of: Mapping[FoundStep, Roles]) -> tuple[Span, ...]:
    """Return the parties of a step: its own, those of another step of its deal, or the brokers.

    Gold readings let brokers stand in for parties that the sentence leaves unnamed; who brokered a
    truce is no party to its breach. A step that names nobody takes the parties of any other.
    """
    roles = roles_of[step]
    if roles.parties or step.step is Step.VIOLATED:
        return roles.parties
    at = step.deal.named_at
    same = (other.parties for one, other in roles_of.items() if one.deal.named_at == at)
    rows = [*same, roles.brokers]
    rows += [other.parties for other in roles_of.values()]
    rows += [other.brokers for other in roles_of.values()]
    return next((row for row in rows if row), ())


def _is_between(place: int, step: FoundStep, day: int) -> bool:
    """Tell whether another step's words stand between a step and a day."""
    return step.first < place < day or day < place < step.first
