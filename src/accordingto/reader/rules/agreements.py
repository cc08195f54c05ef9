"""Agreements on rules: the steps of truces and talks, with who takes part and when."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from accordingto.lexicons.tokens import Token
from accordingto.reader.layers import (
    AgreementAnchor,
    Annotations,
    PlaceMention,
    Sentence,
    StatementAnchor,
    TimeMention,
)
from accordingto.reader.rules.agreement_parties import PartyReader
from accordingto.reader.rules.agreement_steps import (
    Deal,
    FoundStep,
    find_deals,
    find_steps,
    span_of,
    subject_span,
)
from accordingto.reader.rules.agreement_words import AgreementLexicon, DealKind, load_agreement_lexicon
from accordingto.records.values import Certainty, Stance, Step
from accordingto.report import Report, Span

NEAR = 6
"""Sentences within which words of peace make "a deal" a deal of peace."""
_DAY_REACH = 22


@dataclass(frozen=True, slots=True)
class FindAgreements:
    """Find steps in the life of truces, deals and talks; a mere mention of a truce is none.

    English. In the order of the text. What is only tried is a proposal; what would be or is not,
    is none. A step inside an accusation, and a breach that somebody tells of, is alleged.
    """

    lexicon: AgreementLexicon = field(default_factory=load_agreement_lexicon)

    def __call__(
        self, report: Report, found: Annotations, statements: Sequence[StatementAnchor]
    ) -> Iterator[AgreementAnchor]:
        """Yield the anchors, one for each step that a sentence tells of."""
        sentences = found.of(Sentence)
        deals = [find_deals(sentence.tokens, self.lexicon) for sentence in sentences]
        strong = [place for place, row in enumerate(deals) if _is_of_peace(row)]
        if not strong:
            return
        times = found.of(TimeMention)
        places = found.of(PlaceMention)
        starts = [time.evidence.start for time in times]
        place_starts = [place.evidence.start for place in places]
        accusations = _Accusations(statements)
        for place, (sentence, row) in enumerate(zip(sentences, deals, strict=True)):
            near = [deal for deal in row if deal.is_strong or _is_near(strong, place)]
            if not near:
                continue
            days = times[bisect_left(starts, sentence.evidence.start) : bisect_left(starts, sentence.evidence.end)]
            inside = slice(
                bisect_left(place_starts, sentence.evidence.start),
                bisect_left(place_starts, sentence.evidence.end),
            )
            reader = _SentenceReader(
                sentence.tokens, self.lexicon, days, [p.evidence for p in places[inside]], accusations
            )
            yield from reader.anchors(near)


def _is_of_peace(row: Sequence[Deal]) -> bool:
    """Tell whether the words of a sentence tell of a truce, of peace, or of a deal to evacuate."""
    kinds = {deal.kind for deal in row}
    return any(deal.is_strong for deal in row) or {DealKind.EVACUATION, DealKind.DEAL} <= kinds


def _is_near(strong: Sequence[int], place: int) -> bool:
    """Tell whether a sentence with words of peace stands near."""
    at = bisect_left(strong, place - NEAR)
    return at < len(strong) and strong[at] <= place + NEAR


class _Accusations:
    """Tells which words stand inside an accusation, a denial, or any statement."""

    def __init__(self, statements: Sequence[StatementAnchor]) -> None:
        self._statements = sorted(statements, key=lambda one: one.evidence)
        self._starts = [one.evidence.start for one in self._statements]

    def holding(self, span: Span) -> StatementAnchor | None:
        """Return the innermost statement that holds a span."""
        place = bisect_right(self._starts, span.start)
        inside = (s for s in self._statements[max(0, place - 8) : place] if s.evidence.holds(span))
        return min(inside, key=lambda s: s.evidence.end - s.evidence.start, default=None)


@dataclass(frozen=True, slots=True)
class _SentenceReader:
    """Makes the anchors of one sentence."""

    tokens: Sequence[Token]
    lexicon: AgreementLexicon
    times: Sequence[TimeMention]
    places: Sequence[Span]
    accusations: _Accusations

    def anchors(self, deals: Sequence[Deal]) -> Iterator[AgreementAnchor]:
        """Yield the anchors in order."""
        steps = find_steps(self.tokens, deals, self.lexicon)
        if not steps:
            return
        parties = PartyReader(
            self.tokens,
            self.lexicon,
            frozenset(self._places_of([time.evidence for time in self.times])),
            frozenset(self._starts_of(self.places)),
        )
        roles_of = [parties.roles(step) for step in steps]
        named = next((roles.parties for roles in roles_of if roles.parties), ())
        for step, roles in zip(steps, roles_of, strict=True):
            evidence = span_of(self.tokens, step.first, step.last)
            certainty, accused = self._certainty(step, evidence, roles.parties)
            yield AgreementAnchor(
                evidence=evidence,
                step=step.step,
                subject=subject_span(self.tokens, step.deal, self.lexicon),
                parties=roles.parties or named,
                brokers=roles.brokers,
                accused=accused,
                days=tuple(self._days(step, steps)),
                certainty=certainty,
            )

    def _starts_of(self, spans: Sequence[Span]) -> Iterator[int]:
        """Yield the first token of each span."""
        starts = {span.start for span in spans}
        return (at for at, token in enumerate(self.tokens) if token.start in starts)

    def _places_of(self, spans: Sequence[Span]) -> Iterator[int]:
        """Yield the tokens of each span."""
        begins = [token.start for token in self.tokens]
        for span in spans:
            yield from range(bisect_left(begins, span.start), bisect_left(begins, span.end))

    def _days(self, step: FoundStep, steps: Sequence[FoundStep]) -> list[Span]:
        """Return the days near a step, the likeliest first; the day of a saying is none of them."""
        begins = [token.start for token in self.tokens]
        ranked = []
        for time in self.times:
            at = bisect_left(begins, time.evidence.start)
            if time.is_saying and not self._is_said_by(step, at):
                continue
            if any(_is_between(other.first, step, at) for other in steps if other is not step):
                continue
            if at < step.deal.first and self.tokens[step.last - 1].lower == "by":
                continue  # the day is that of the main verb
            cost = self._distance(step, at)
            if cost <= _DAY_REACH:
                ranked.append((cost, time.evidence))
        return [span for _, span in sorted(ranked)]

    def _is_said_by(self, step: FoundStep, at: int) -> bool:
        """Tell whether the step is itself the word of saying that the day belongs to."""
        return self.tokens[step.first].lower in _SAYINGS and abs(at - step.first) < 14

    def _distance(self, step: FoundStep, at: int) -> int:
        """Return how far a day is from a step, in words; clauses between count as more."""
        if step.deal.first - 2 <= at < step.deal.last:
            return 1
        if at >= step.last:
            between, extra = self.tokens[step.last : at], 0
        else:
            between, extra = self.tokens[at : step.first], 2
        parted = sum(t.lower in self.lexicon.words["clause_words"] or t.text in ";:" for t in between)
        return len(between) + extra + 6 * parted

    def _certainty(
        self, step: FoundStep, evidence: Span, parties: tuple[Span, ...]
    ) -> tuple[Certainty, tuple[Span, ...]]:
        """Return how the step is told, and for a breach who is said to have done it."""
        statement = self.accusations.holding(evidence)
        if statement is None:
            return Certainty.REPORTED, ()
        if statement.stance is Stance.DENIES:
            return Certainty.DENIED, ()
        is_breach = step.step is Step.VIOLATED
        if statement.stance is Stance.ACCUSES or is_breach:
            accused = (statement.accused or parties) if is_breach else statement.accused
            return Certainty.ALLEGED, accused
        return Certainty.REPORTED, ()


def _is_between(place: int, step: FoundStep, day: int) -> bool:
    """Tell whether a place lies between a step and a day."""
    return step.first < place < day or day < place < step.first


_SAYINGS = frozenset(("announced", "announces", "announce", "declared", "declares", "called", "urged", "rejected", "proposed", "agreed", "demanded", "denounced"))
