"""The report's own words as HTML, marked with the cards they belong to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from accordingto.views.cards import Card, Role
from accordingto.views.masks import Mask
from accordingto.views.segments import (
    Segment,
    cut_blocks,
    cut_segments,
    find_highlights,
)
from accordingto.views.visible import make_visible


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as HTML; `anchors` gives, for each card, the id of the element where it begins."""

    html: Markup
    anchors: dict[int, str]


class Shape(NamedTuple):
    """How a text is put into HTML."""

    prefix: str
    """Ids begin with it."""
    tag: str
    """Element of each paragraph."""
    is_linked: bool = True
    """Words lead to their cards; else they are marked, with no id and no link."""


def mark_text(text: str, cards: Iterable[tuple[int, Card]], mask: Mask, shape: Shape) -> Marked:
    """Return the text in paragraphs with its words marked.

    Words where a card begins are links to it; its other words can be clicked. All that is not our
    own markup is escaped, and steering characters are spelt out.
    """
    highlights = find_highlights(cards, len(text))
    blocks = list(cut_blocks(text))
    html: list[str] = []
    anchors: dict[int, str] = {}
    labels = {span.start: label for span, label in mask.find(text)}
    masked = list(mask.find_names(text))
    starts = {block.start for block in blocks}
    for segments in cut_segments(blocks, highlights, masked):
        goes_on = ' class="goes-on"' if segments[-1].span.end in starts else ""
        html.append(f'<{shape.tag} dir="auto"{goes_on}>')
        for segment in segments:
            anchor = f"{shape.prefix}{len(anchors)}" if segment.starts else ""
            anchors |= dict.fromkeys(segment.starts, anchor)
            shown = _shown(text, segment, labels)
            element = _element(segment, shown, anchor) if shape.is_linked else _span(segment, shown)
            html.append(element)
        html.append(f"</{shape.tag}>\n")
    # Built of escaped text and of our own tags alone.
    return Marked(Markup("".join(html)), anchors)  # noqa: S704


def _shown(text: str, segment: Segment, labels: Mapping[int, str]) -> str:
    if segment.is_masked:
        label = labels.get(segment.span.start, "") if segment.opens_mask else ""
        return f'<em class="withheld">{escape(label)}</em>' if label else ""
    return str(escape(make_visible(text[segment.span.start : segment.span.end])))


def _element(segment: Segment, shown: str, anchor: str) -> str:
    if not segment.cards or not shown:
        return shown if not anchor else f'<span id="{anchor}"></span>{shown}'
    classes = _classes(segment)
    cards = " ".join(map(str, segment.cards))
    common = f'class="{classes}" data-cards="{cards}"'
    if not anchor:
        return f"<span {common}>{shown}</span>"
    title = _title(segment.roles)
    return f'<a id="{anchor}" href="#card-{segment.starts[0]}" title="{title}" {common}>{shown}</a>'


def _span(segment: Segment, shown: str) -> str:
    if not segment.cards or not shown:
        return shown
    return f'<span class="{_classes(segment)}" title="{_title(segment.roles)}">{shown}</span>'


def _classes(segment: Segment) -> str:
    return " ".join(("w", *(f"w-{role}" for role in segment.roles)))


def _title(roles: Iterable[Role]) -> str:
    return ", ".join(role.value for role in roles)
