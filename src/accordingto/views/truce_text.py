"""Truces and deals as text: the life of each, step by step, with who tells of it."""

from collections.abc import Iterable, Iterator

from accordingto.corroboration.corroborating import Corroboration
from accordingto.records.truces import StepReport, Truce, TruceStep
from accordingto.views.case_background import NOT_REVIEWED, PLAINLY, Showing, names_in
from accordingto.views.case_words import count_in_words, period_in_words, plural, shorten_quote
from accordingto.views.corroboration_json import reports_of
from accordingto.views.paper import Paper, Style
from accordingto.views.phrases import describe_days, describe_value
from accordingto.views.privacy import withhold_in
from accordingto.views.visible import make_plain

MOST_TOLD = 3
"""Reports of a step that are quoted; the others are named."""
MOST_NAMES = 6


def render_truces(
    found: Corroboration, showing: Showing = PLAINLY, *, show_all: bool = False
) -> Iterator[str]:
    """Yield each deal's life, those that most reports tell of first.

    Without `show_all`, only those of several reports.
    """
    every = sorted(found.truces(), key=lambda one: (-one.reports, one.id))
    shown = [one for one in every if show_all or one.reports > 1]
    for truce in shown:
        names = names_in(found, reports_of(truce), showing.withheld)
        hidden = withhold_in(truce, names)
        yield render_truce(hidden, width=showing.width, colour=showing.colour) + "\n"
    if not every:
        yield "No truce or deal is told of.\n"
    if len(shown) < len(every):
        yield f"{plural(len(every) - len(shown), 'more deal')} told of by one report each: --all\n"


def render_truce(truce: Truce, *, width: int = 80, colour: bool = False) -> str:
    """Return one deal's life as text."""
    paper = Paper(width, colour=colour)
    paper.rule()
    paper.write((_few(truce.subjects) or "a deal that reports do not name", Style.BOLD))
    days = period_in_words(day for step in truce.steps for day in (step.date_from, step.date_to))
    when = f", {days}" if days else ""
    told = f"deal {truce.id} · {plural(truce.reports, 'report')}{when}"
    paper.write((told, Style.PLAIN))
    paper.write((NOT_REVIEWED, Style.FAINT))
    for label, values in (
        ("parties", truce.parties),
        ("brokers", truce.brokers),
        ("terms", truce.terms),
    ):
        if values:
            paper.write((f"{label}:", Style.BOLD), (_few(values), Style.PLAIN))
    for step in truce.steps:
        _write_step(paper, step)
    return str(paper)


def _few(values: Iterable[str]) -> str:
    told = list(dict.fromkeys(map(make_plain, values)))
    more = len(told) - MOST_NAMES
    return "; ".join(told[:MOST_NAMES]) + (f"; and {more:,} more" if more > 0 else "")


def _write_step(paper: Paper, step: TruceStep) -> None:
    paper.gap()
    accused = f" - accused of it: {_few(step.accused)}" if step.accused else ""
    paper.write(
        (
            f"{describe_days(step.date_from, step.date_to)} · {describe_value(step.step)}",
            Style.BOLD,
        ),
        (f"· {count_in_words(step.voices)}{accused}", Style.PLAIN),
    )
    tellings: dict[tuple[str, str], list[StepReport]] = {}
    for one in step.reports:
        tellings.setdefault((make_plain(one.name), one.certainty.value), []).append(one)
    for place, ((name, _), same) in enumerate(tellings.items()):
        reports = ", ".join(dict.fromkeys(make_plain(one.ref.report) for one in same))
        certainty = describe_value(same[0].certainty)
        paper.write(
            (name, Style.SPEAKER),
            (f"({certainty}) [{reports}]", Style.PLAIN),
            indent=2,
            bullet="•",
        )
        if place < MOST_TOLD:
            paper.write((shorten_quote(same[0].quote, ""), Style.FAINT), indent=4)
    if step.cases:
        told = f"cases told of as the breach: {', '.join(step.cases)}"
        paper.write((told, Style.PLAIN), indent=2)
