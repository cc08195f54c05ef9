"""One record that waits for a look, as the queue shows it: its words in their report, its form."""

from dataclasses import dataclass

from sqlalchemy import Connection

from accordingto.ledger.listing import Found
from accordingto.ledger.redaction import read_withheld
from accordingto.ledger.shown import load_rows
from accordingto.records.kinds import evidence_of
from accordingto.report import Span
from accordingto.views.cards import Card, Sort
from accordingto.web.record_forms import RecordForm, edit_form
from accordingto.web.report_pages import ReportHead, describe_head
from accordingto.web.report_records import RecordShown, ReportInView
from accordingto.web.report_text import MarkedText, Paragraph
from accordingto.web.sessions import Preferences

_BEFORE, _AFTER = 1, 1
"""Blocks of the text that are shown around those with a record's words."""
_MOST_BLOCKS = 8
_LEAD = 2
"""Blocks of the text below a title of which a word is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """A record that waits."""

    row: int
    """What to go on after."""
    report: ReportHead
    record: RecordShown
    voice: str
    """Who says it, of a statement."""
    form: RecordForm
    """As it is corrected, with the decisions that hold for it."""
    title: tuple[Paragraph, ...]
    """The words of the title, where the record stands there."""
    paragraphs: tuple[Paragraph, ...]
    is_cut: bool
    """The report says more, before or after."""
    names: int
    """People harmed whom these words name: they are not shown before one goes on."""


def show_item(connection: Connection, found: Found, who: Preferences) -> QueueItem | None:
    """Return a record as a session may see it; None where it is not there for this session."""
    (row,) = load_rows(connection, [found], read_withheld(connection))
    report = ReportInView.of(connection, row.report, found.reading_id, who)
    card = _card_of(report, found)
    if card is None or row.report.standing is None:
        return None
    blocks, is_cut = _around(report, card, in_title=found.in_headline)
    title = row.report.facts.title
    own = () if found.in_headline else ((found.record, card),)
    marked = MarkedText(row.report.facts.text, own, report.mask)
    of_title = MarkedText(title, ((found.record, card),), report.mask)
    return QueueItem(
        row=found.id,
        report=describe_head(report),
        record=report.show_card(card, in_title=found.in_headline),
        voice=_voice_of(report, card),
        form=edit_form(connection, report, found.record, ("", "")),
        title=tuple(of_title.paragraphs([Span(0, len(title))])) if found.in_headline else (),
        paragraphs=tuple(marked.paragraphs(blocks)),
        is_cut=is_cut,
        names=_names_in(report, blocks),
    )


def _card_of(report: ReportInView, found: Found) -> Card | None:
    for identity, card, in_title in report.cards:
        if identity == found.record and in_title == found.in_headline:
            return card
    return None


def _voice_of(report: ReportInView, card: Card) -> str:
    """Return under whose name a statement stands on the page of its report."""
    if card.sort is not Sort.STATEMENT:
        return ""
    groups = (group for section in report.sections for group in section.groups)
    return next((group.title or "" for group in groups if card in group.cards), "")


def _around(report: ReportInView, card: Card, *, in_title: bool) -> tuple[list[Span], bool]:
    """Return the blocks of the text with a record's words, and what stands beside them."""
    text = report.shown.facts.text
    blocks = [block for part in MarkedText(text, (), report.mask).parts() for block in part]
    if in_title:
        return blocks[:_LEAD], len(blocks) > _LEAD
    spans = [mark.mention.span for mark in card.marks]
    spans = spans[:1] + [one for one in spans[1:] if _is_near(one, spans[0])]
    held = [n for n, block in enumerate(blocks) if any(block.overlaps(span) for span in spans)]
    if not held:
        return blocks[:_MOST_BLOCKS], len(blocks) > _MOST_BLOCKS
    first, last = max(held[0] - _BEFORE, 0), held[-1] + _AFTER + 1
    shown = blocks[first : min(last, first + _MOST_BLOCKS)]
    return shown, len(shown) < len(blocks)


_NEAR = 1_500


def _is_near(one: Span, other: Span) -> bool:
    return abs(one.start - other.start) < _NEAR


def _names_in(report: ReportInView, blocks: list[Span]) -> int:
    """Return how many people harmed are named in these words."""
    standing = report.shown.standing
    people = standing.reading.people if standing is not None else ()
    spans = (evidence_of(person).span for person in people)
    return sum(any(block.overlaps(span) for block in blocks) for span in spans)
