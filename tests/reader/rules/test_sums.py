import pytest

from accordingto.reader.layers import FigureAnchor
from accordingto.reader.rules.sums import mark_parts
from accordingto.records.values import Scope, State, Who
from accordingto.report import Span
from tests.builders import make_report


def _mark(words):
    """Mark the numbers of a row of words, all of them killed."""
    text = " ".join(words)
    report, anchors, start = make_report(text), [], 0
    for word in words:
        count = int(word.split("-")[0])
        anchors.append(
            FigureAnchor(
                evidence=Span(start, start + len(word)),
                state=State.KILLED,
                low=count,
                high=count,
                approximate=False,
                who=Who.UNKNOWN,
                scope=Scope.INCIDENT,
            )
        )
        start += len(word) + 1
    return [anchor.scope is Scope.PART for anchor in mark_parts(report, anchors)]


@pytest.mark.parametrize(
    ("words", "are_parts"),
    [
        (["35", "29", "6"], [False, True, True]),
        (["35", "20", "9", "6"], [False, True, True, True]),
        (["35", "29", "7"], [False, False, False]),
        (["35", "35"], [False, False]),
        (["2", "1", "1"], [False, False, False]),
        (["35-children", "29", "6"], [False, False, False]),
    ],
)
def test_figures_that_add_up_are_parts(words, are_parts):
    assert _mark(words) == are_parts
