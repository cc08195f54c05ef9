"""To which side those harmed belonged, as the words of a figure name it: "30 regime soldiers"."""

from collections.abc import Iterator, Sequence

from accordingto.lexicons.loader import load_words
from accordingto.lexicons.tokens import Token, find_tokens, tokens_of
from accordingto.reader.people_nouns import load_people_nouns
from accordingto.records.values import Who
from accordingto.report import Report, Span

_WORDS = load_words("victims")
_REACH = 80
"""Code points behind a figure in which "of the Orrin Front" may follow."""


def side_span(report: Report, evidence: Span) -> Span | None:
    """Return the words that name the side of the people whom a figure counts.

    Those before a noun for fighters ("30 regime soldiers", "12 pro-Tolan fighters"), or behind
    "members of", "rescuers from", "loyal to"; None where the words name none.

    >>> report = Report(id="r", text="Shelling killed 30 regime soldiers.")
    >>> report.quote(side_span(report, Span(16, 34)))
    'regime'
    """
    inside = tokens_of(report.text, evidence.start, evidence.end)
    for place, token in enumerate(inside):
        if token.lower in _WORDS["belonging"]:
            run = tuple(_run_behind((*inside, *_behind(report, evidence)), place + 1))
            if run:
                return Span(run[0].start, run[-1].end)
    return _before_noun(inside)


def _behind(report: Report, evidence: Span) -> Iterator[Token]:
    """Yield the words behind a figure, up to the end of the clause."""
    for token in find_tokens(
        report.text, evidence.end, min(len(report.text), evidence.end + _REACH)
    ):
        if token.text in ".,;:" or "\n" in report.text[evidence.end : token.start]:
            return
        yield token


def _before_noun(inside: Sequence[Token]) -> Span | None:
    """Return the words for a side before the last noun for fighters."""
    nouns = load_people_nouns()
    heads = [i for i, t in enumerate(inside) if nouns.who.get(t.lower) is Who.COMBATANT]
    place = heads[-1] - 1 if heads else -1
    if place >= 0 and inside[place].lower.startswith("pro-"):
        named = inside[place].text[len("pro-") :]
        is_name = named[:1].isupper()
        return Span(inside[place].end - len(named), inside[place].end) if is_name else None
    first = heads[-1] if heads else 0
    while first > 0 and _is_of_side(inside, first - 1):
        first -= 1
    run = inside[first : heads[-1]] if heads else ()
    if not run or all(token.lower in _WORDS["colourless"] for token in run):
        return None
    return Span(run[0].start, run[-1].end)


def _is_of_side(inside: Sequence[Token], place: int) -> bool:
    """Tell whether a word can be part of a side's name; a capital that opens a figure cannot."""
    token = inside[place]
    if token.lower in _WORDS["sides"] or token.lower in _WORDS["colourless"] - {"the", "s"}:
        return True
    is_count = token.text[0].isdigit() or token.lower in _WORDS["counts"]
    return token.is_capitalised and not is_count and place > 0


def _run_behind(words: Sequence[Token], place: int) -> Iterator[Token]:
    """Yield the name behind "of the", "from", "loyal to"."""
    lowers = [token.lower for token in words[place : place + 2]]
    if lowers == ["loyal", "to"]:
        place += 2
    elif lowers[:1] and lowers[0] in {"of", "from"}:
        place += 1
    else:
        return
    if place < len(words) and words[place].lower in {"the", "a"}:
        place += 1
    for at, token in enumerate(words[place:]):
        is_joint = at and token.lower in _WORDS["name_joints"]
        if not token.is_capitalised and token.lower not in _WORDS["sides"] and not is_joint:
            return
        yield token
