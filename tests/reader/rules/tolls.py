"""Figures in short: "12 killed" is one killed, exactly 12, of one incident."""

from accordingto.lexicons.tokens import find_tokens
from accordingto.reader.layers import Annotations, FigureAnchor, Sentence
from accordingto.reader.rules.counts import CountFinder
from accordingto.reader.rules.figures import FindFigures
from accordingto.reader.rules.harm import find_harm, load_harm
from accordingto.reader.sentences import FindSentences
from accordingto.records.values import Scope
from tests.builders import make_report

FIND = FindFigures()
COUNTS = CountFinder()


def tolls(text: str) -> list[str]:
    """Return the figures of a text: "12 killed", "12+ injured", "4-6 killed", "5 killed part"."""
    return [_short(anchor) for anchor in anchors(text)]


def anchors(text: str) -> list[FigureAnchor]:
    """Return the anchors of a text in which nobody speaks and no deed is known."""
    report, found = make_report(text), Annotations()
    found.add(Sentence, FindSentences()(report, found))
    return list(FIND(report, found, (), ()))


def parse(text: str):
    """Return the tokens of one sentence and the cues of harm in it."""
    tokens = tuple(find_tokens(text))
    return tokens, find_harm(tokens, load_harm())


def _short(anchor: FigureAnchor) -> str:
    """Write one figure."""
    low, high = anchor.low, anchor.high
    if low == high:
        number = str(low)
    elif high is None:
        number = f"{low}+"
    else:
        number = f"{'' if low is None else low}-{high}"
    scope = "" if anchor.scope is Scope.INCIDENT else f" {anchor.scope.value}"
    return f"{number} {anchor.state.value}{scope}"
