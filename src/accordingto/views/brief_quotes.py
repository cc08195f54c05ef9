"""The words of a report that a brief quotes, each sentence once."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from accordingto.report import Span
from accordingto.views.report_views import InContext, ReportView
from accordingto.views.visible import make_plain, make_unmistakable

AROUND = 160
"""Most characters of a sentence that are quoted on either side of the words themselves."""


@dataclass
class Quotes:
    """Quotes sentences of a report, each once; words of one that was quoted stand alone."""

    view: ReportView
    in_title: bool = False
    with_sentences: bool = True
    seen: set[Span] = field(default_factory=set)

    def of(self, span: Span) -> tuple[InContext, ...]:
        """Return words in their sentence, or alone where that was quoted already."""
        if span.end <= span.start:
            return ()
        return self.new((span,)) or (replace(self._around(span), before="", after=""),)

    def new(self, spans: Iterable[Span]) -> tuple[InContext, ...]:
        """Return words in their sentences, of those that were not quoted yet."""
        found: list[InContext] = []
        for span in spans:
            passage = self.view.passage_of(span, in_title=self.in_title)
            if self.with_sentences and span.end > span.start and passage not in self.seen:
                self.seen.add(passage)
                found.append(self._around(span))
        return tuple(found)

    def _around(self, span: Span) -> InContext:
        found = self.view.context_of(span, in_title=self.in_title)
        before, after = _edge(found.before), _edge(found.after)
        if len(before) > AROUND:
            near = before[-AROUND:]
            before = f"… {near.partition(' ')[2] or near}"
        if len(after) > AROUND:
            near = after[:AROUND]
            after = f"{near.rpartition(' ')[0] or near} …"
        return InContext(before, plain(found.words), after)


def plain(text: str) -> str:
    """Return text on one line, with whatever hides or steers spelt out."""
    return make_plain(make_unmistakable(text))


def _edge(text: str) -> str:
    """Return text plain, with one space kept where it touched the words."""
    told = plain(text)
    if not told:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{told}{' ' if text[-1].isspace() else ''}"
