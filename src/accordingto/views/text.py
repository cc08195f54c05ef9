"""A reading as a page of terminal text."""

from collections.abc import Iterator

from accordingto.records.readings import Reading
from accordingto.views.cards import Card, Group, Section, Sort
from accordingto.views.paper import Paper, Piece, Style
from accordingto.views.phrases import quote_words
from accordingto.views.sections import NOTHING_FOUND, Head, lay_out

_STEP = 3
"""Columns of indentation a step of depth."""


def render_text(reading: Reading, *, width: int = 80, colour: bool = False) -> str:
    """Return what one report says, and who says it, as lines of a terminal.

    Incidents stand in order of time with their tolls, then tolls of no one incident, truces and
    talks by deal, statements by speaker, people named, the headline, problems. Words of the report
    cannot steer the terminal: control characters are spelt out. With `colour`, plain ANSI codes.
    """
    sheet = lay_out(reading)
    paper = Paper(width, colour=colour)
    _write_head(paper, sheet.head)
    if sheet.is_empty:
        paper.gap()
        paper.write((NOTHING_FOUND, Style.PLAIN))
    for section in sheet.sections:
        _write_section(paper, section)
    return str(paper)


def _write_head(paper: Paper, head: Head) -> None:
    paper.rule()
    paper.write((head.title, Style.BOLD))
    paper.write((" · ".join((*head.facts, f"id: {head.id}")), Style.PLAIN))
    paper.write((head.reader, Style.FAINT))
    paper.rule()


def _write_section(paper: Paper, section: Section) -> None:
    paper.gap()
    paper.write((section.title.upper(), Style.BOLD))
    if section.note:
        paper.write((section.note, Style.FAINT))
    for group in section.groups:
        paper.gap()
        _write_group(paper, group)


def _write_group(paper: Paper, group: Group) -> None:
    if group.title is not None:
        note: list[Piece] = [(f"({group.note})", Style.PLAIN)] if group.note else []
        paper.write((group.title, Style.SPEAKER), *note)
    for card in group.cards:
        if card.sort is Sort.STATEMENT:
            _write_statement(paper, card)
        else:
            _write_card(paper, card)


def _write_card(paper: Paper, card: Card) -> None:
    bullet = f"{card.number}." if card.number is not None else "•" if card.depth < 2 else "◦"
    indent = _STEP * card.depth
    heading: list[Piece] = [(card.heading, Style.BOLD)]
    if card.says is not None:
        heading += [("-", Style.PLAIN), (card.says, Style.SPEAKER)]
    paper.write(*heading, indent=indent, bullet=bullet)
    below = indent + len(bullet) + 1
    if card.words is not None:
        paper.write((quote_words(card.words), Style.FAINT), indent=below)
    if card.sort is Sort.INCIDENT:
        _write_list(paper, card, below)
    elif card.details:
        paper.write((" · ".join(_details(card)), Style.PLAIN), indent=below)


def _write_statement(paper: Paper, card: Card) -> None:
    words = quote_words(card.words or "")
    paper.write((f"{card.heading}:", Style.BOLD), (words, Style.PLAIN), indent=2, bullet="•")
    paper.write((" · ".join(_details(card)), Style.FAINT), indent=4)


def _write_list(paper: Paper, card: Card, indent: int) -> None:
    """Write the details one below the other; a label that comes several times stands once."""
    for label, values in card.details_by_label():
        if len(values) == 1 or not label:
            for value in values:
                paper.write((f"{label}: {value}" if label else value, Style.PLAIN), indent=indent)
        else:
            paper.write((f"{label}:", Style.PLAIN), indent=indent)
            for value in values:
                paper.write((value, Style.PLAIN), indent=indent, bullet="  -")


def _details(card: Card) -> Iterator[str]:
    for label, value in card.details:
        yield f"{label}: {value}" if label else value
