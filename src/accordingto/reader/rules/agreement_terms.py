"""What a deal provides for, as the report lists it."""

from collections.abc import Iterator, Sequence

from accordingto.lexicons.tokens import Token
from accordingto.reader.rules.agreement_deals import Deal, span_of
from accordingto.reader.rules.agreement_words import AgreementLexicon
from accordingto.report import Span

_OPENING = 6
"""Words in which a sentence on terms names the deal and has its verb."""
_MAX_TERMS = 12


def find_terms(
    tokens: Sequence[Token], deals: Sequence[Deal], lexicon: AgreementLexicon
) -> tuple[Span, ...]:
    """Return the terms that a sentence lists: "It included a truce, aid access and an exchange".

    Empty unless the sentence opens with the deal, or "it", and a verb such as "includes".
    """
    verb = next(
        (at for at in range(1, min(_OPENING, len(tokens))) if _is_verb(tokens, at, lexicon)), None
    )
    if verb is None:
        return ()
    is_of_deal = tokens[0].lower == "it" or any(deal.last <= verb for deal in deals)
    return tuple(_items(tokens, verb + 1)) if is_of_deal else ()


def _is_verb(tokens: Sequence[Token], at: int, lexicon: AgreementLexicon) -> bool:
    return tokens[at].lower in lexicon.words["term_verbs"]


def _items(tokens: Sequence[Token], first: int) -> Iterator[Span]:
    """Yield the items of a list; "and" parts the last two only when commas part the others."""
    end = next((at for at in range(first, len(tokens)) if tokens[at].text in ".;"), len(tokens))
    starts = [first, *(at + 1 for at in range(first, end) if tokens[at].text == ",")][:_MAX_TERMS]
    if len(starts) > 1:
        last = starts[-1]
        joint = next((at for at in range(last, end) if tokens[at].lower == "and"), None)
        if joint is not None:
            starts.append(joint + 1)
    for start, stop in zip(starts, [*starts[1:], end + 1], strict=True):
        last = stop - 1
        first_word = start + (tokens[start].lower == "and") if start < end else start
        if first_word < last:
            yield span_of(tokens, first_word, last)
