"""Sources as text: what each organisation or office-holder said; counts, and no score."""

from collections.abc import Iterator

from accordingto.corroboration.corroborating import Corroboration
from accordingto.records.source_rows import SourceRow
from accordingto.views.case_background import PLAINLY, Showing, names_in
from accordingto.views.case_words import period_in_words, plural
from accordingto.views.paper import Paper, Style
from accordingto.views.phrases import describe_value
from accordingto.views.privacy import withhold_in
from accordingto.views.visible import make_plain

LEGEND = (
    "Counts of what was said, not of what was right: whoever differs from all others may be the "
    "one who knows."
)
MOST_SPEAKERS = 4


def render_sources(
    found: Corroboration, showing: Showing = PLAINLY, *, show_all: bool = False
) -> Iterator[str]:
    """Yield what each source said, those who spoke in most cases first.

    Without `show_all`, only sources that spoke in several cases.
    """
    every = sorted(found.sources(), key=lambda row: (-row.cases, row.name))
    shown = [row for row in every if show_all or row.cases > 1]
    paper = Paper(showing.width, colour=showing.colour)
    paper.write((LEGEND, Style.FAINT))
    yield f"{paper}\n"
    names = names_in(found, found.digests, showing.withheld)
    for row in shown:
        yield (
            render_source(withhold_in(row, names), width=showing.width, colour=showing.colour)
            + "\n"
        )
    if not every:
        yield "No organisation and no holder of a public office said anything of a case.\n"
    if len(shown) < len(every):
        yield f"{plural(len(every) - len(shown), 'more source')} spoke in one case each: --all\n"


def render_source(row: SourceRow, *, width: int = 80, colour: bool = False) -> str:
    """Return one source as text."""
    paper = Paper(width, colour=colour)
    kind = f"({describe_value(row.category)})" if row.category else "(category not known)"
    paper.write((make_plain(row.name), Style.BOLD), (kind, Style.PLAIN))
    when = period_in_words((row.first_said, row.last_said))
    spoke = ", ".join([f"spoke in {plural(row.cases, 'case')}", *([when] if when else [])])
    paper.write((spoke, Style.PLAIN), indent=2)
    others = [make_plain(name) for name in row.speakers if name != row.name]
    if others:
        more = f" and {len(others) - MOST_SPEAKERS:,} more" if len(others) > MOST_SPEAKERS else ""
        told = f"through: {', '.join(others[:MOST_SPEAKERS])}{more}"
        paper.write((told, Style.PLAIN), indent=2)
    for told in filter(None, (_said(row), _first(row), _beside_others(row))):
        paper.write((told, Style.PLAIN), indent=2)
    return str(paper)


def _said(row: SourceRow) -> str:
    counts = (
        ("figures", row.figures),
        ("replaced by itself", row.superseded),
        ("blame laid", row.blame),
        ("denials", row.denials),
        ("own deeds claimed", row.own_claims),
        ("accusations and demands", row.statements),
    )
    told = [f"{label} {count:,}" for label, count in counts if count]
    return f"said: {', '.join(told)}" if told else ""


def _first(row: SourceRow) -> str:
    if not row.dated:
        return ""
    shared = f", with others on one day in {row.first_shared:,}" if row.first_shared else ""
    dated = f"out of {plural(row.dated, 'case')} with a day"
    return f"first to give a figure: alone in {row.first:,}{shared}, {dated}"


def _beside_others(row: SourceRow) -> str:
    counts = (
        ("within", row.within),
        ("below", row.below),
        ("above", row.above),
    )
    told = [f"{count:,} {label}" for label, count in counts if count]
    alone = [f"{row.no_other:,} where nobody else gives one"] if row.no_other else []
    if told:
        return f"its figures beside the range of others: {', '.join([*told, *alone])}"
    return f"its figures: {alone[0]}" if alone else ""
