"""A brief as Markdown, in which no word of a report is markup."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from accordingto.views.brief import Brief, Contested, DayGroup, Entry, Evidence, Line, Lines
from accordingto.views.brief_words import left_out_of
from accordingto.views.report_views import InContext

_MARKUP = re.compile(r"[\\`*_{}\[\]<>&|~^$#]|:(?=//)|(?<=www)\.|(?<=WWW)\.", re.I)


def render_markdown(brief: Brief) -> str:
    """Return a brief as CommonMark, a line for each thing that is said."""
    return "\n".join(_lines(brief)).rstrip("\n") + "\n"


def escape_markdown(text: str) -> str:
    r"""Return text that stands within a line of Markdown as it is.

    >>> escape_markdown("<b>12</b> *dead*")
    '\\<b\\>12\\</b\\> \\*dead\\*'
    """
    return _MARKUP.sub(r"\\\g<0>", text)


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {_e(brief.title)}"
    yield ""
    for note in (*brief.notes, *brief.scope):
        yield f"> {_e(note)}"
        yield ">"
    yield ""
    yield from _section("Largest tolls given", map(_largest, brief.largest))
    if brief.days or brief.longer:
        yield "## What happened"
        yield ""
    yield from _days(brief.days)
    if brief.longer:
        yield "### Over a longer time"
        yield ""
        yield from _days(brief.longer, depth=4)
    if brief.loose_tolls:
        yield "## Other tolls"
        yield ""
    for group in brief.loose_tolls:
        yield from (f"### {_capital(group.title)}", "")
        yield from (*map(_line, group.lines), "")
    yield from _section("Truces and talks", (line for deal in brief.deals for line in _deal(deal)))
    contested = brief.contested()
    if contested:
        yield from ("## Contested", "", *_contested(contested))
    if brief.apart or brief.undated_steps:
        yield "## Without a day or a place"
        yield ""
    yield from _days(brief.apart, with_titles=True)
    if brief.undated_steps:
        yield "### Steps of truces without a day"
        yield ""
        yield from (*map(_line, brief.undated_steps), "")


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        yield from (f"## {title}", "", *told, "")


def _days(
    groups: Iterable[DayGroup], *, depth: int = 3, with_titles: bool = False
) -> Iterator[str]:
    for group in groups:
        yield f"{'#' * depth} {_e(group.title)}"
        yield ""
        for place in group.places:
            if place.title:
                yield from (f"**{_e(place.title)}**", "")
            for entry in place.entries:
                yield from _entry(entry, place="" if with_titles else place.title)
            yield ""


def _entry(entry: Entry, place: str) -> Iterator[str]:
    line = entry.line
    told = f"- **{entry.number}. {_e(line.what)}**"
    if not place:
        told += f" - {_e(entry.when)} - {_e(entry.where)}"
    elif entry.where != place:
        told += f" - {_e(entry.where)}"
    yield " - ".join((told, *map(_e, line.details), _e(line.says))) + _evidence(line.evidence)
    for held in entry.held:
        yield f"  - held responsible: {_e(held.what)}{_evidence(held.evidence)}"
    for toll in entry.tolls:
        yield _line(toll, indent=2 + 2 * min(toll.depth, 3))
    if entry.left_out:
        yield f"  - {left_out_of(entry)}"
    if entry.contests:
        yield "  - contested: " + ", ".join(contest.dispute for contest in entry.contests)


def _line(line: Line, indent: int = 0) -> str:
    told = f"{' ' * indent}- **{_e(line.what)}**"
    told += f" - {_e(line.says)}" if line.says else ""
    told += f" ({_e('; '.join(line.details))})" if line.details else ""
    again = "".join(f"; again:{_evidence(one)}" for one in line.again)
    return told + _evidence(line.evidence) + again


def _largest(entry: Entry) -> str:
    assert entry.largest is not None  # noqa: S101 -- these have one
    toll = entry.largest
    told = f"- **{_e(toll.what)}** - {_e(toll.says)} - {_e(entry.title)} (entry {entry.number})"
    return told + _evidence(toll.evidence)


def _deal(deal: Lines) -> Iterator[str]:
    if len(deal.lines) > 1:
        yield f"- **{_e(deal.title)}**:"
    for line in deal.lines:
        yield _line(line, indent=2 if len(deal.lines) > 1 else 0)


def _contested(found: Iterable[Contested]) -> Iterator[str]:
    for dispute, group in groupby(found, key=lambda one: one.contest.dispute):
        yield f"### {_capital(dispute)}"
        yield ""
        for one in group:
            yield f"- {_e(one.entry.title)} (entry {one.entry.number}):"
            yield from (_line(line, indent=2) for line in one.contest.lines)
        yield ""


def _evidence(evidence: Evidence) -> str:
    """Return quotes, report and record, behind a line."""
    mark = f"; **{_e(evidence.mark)}**" if evidence.mark else ""
    cited = f"{_e(evidence.origin.told())}; {evidence.kind} {evidence.record}{mark}"
    return f"{_quotes(evidence.quotes)} ({cited})"


def _quotes(quotes: Iterable[InContext]) -> str:
    return "".join(f" “{_quote(one)}”" for one in quotes)


def _quote(quote: InContext) -> str:
    before, words, after = quote.before.lstrip(), _e(quote.words.strip()), quote.after.rstrip()
    if not words:
        return (_e(before) + _e(after)).strip()
    # In a word ("un*arm*ed"), a mark is none.
    is_word = not (before[-1:].isalnum() or after[:1].isalnum()) and (before or after)
    told = f"**{words}**" if is_word else words
    return f"{_e(before)}{told}{_e(after)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_e = escape_markdown
