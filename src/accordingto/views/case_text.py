"""Cases as lines of a terminal: what happened, who says so, how many independent voices.

The most important comes first; copies and repetitions stand below the voice that they repeat.
"""

from collections.abc import Iterator
from datetime import date

from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.linking import Linked
from accordingto.records.cases import Case
from accordingto.views.case_background import (
    NO_BACKGROUND,
    PLAINLY,
    CaseBackground,
    ClaimGraph,
    Showing,
    facts_of,
    names_in,
)
from accordingto.views.case_blame import summarise_blame, write_blame
from accordingto.views.case_graphs import graphs_of
from accordingto.views.case_page import CasePage
from accordingto.views.case_reports import write_graphs, write_links, write_reports
from accordingto.views.case_tolls import summarise_tolls, write_ranges, write_tolls
from accordingto.views.case_words import (
    count_in_words,
    kind_in_words,
    period_in_words,
    place_in_words,
    plural,
)
from accordingto.views.paper import Paper, Style
from accordingto.views.phrases import describe_days, describe_value
from accordingto.views.privacy import withhold_in


def render_cases(
    found: Corroboration, showing: Showing = PLAINLY, *, show_all: bool = False
) -> Iterator[str]:
    """Yield cases as text, those of most reports first; words of reports cannot steer the terminal.

    Without `show_all`, only those that several reports tell of.
    """
    for code, group in by_size(found, show_all=show_all):
        yield _rendered(found, showing, found.case(code, group)) + "\n"
    yield left_out(found, show_all=show_all)


def render_case_list(
    found: Corroboration, showing: Showing = PLAINLY, *, show_all: bool = False
) -> Iterator[str]:
    """Yield one line or two for each case: what, when, where, how many reports, how many killed."""
    for code, group in by_size(found, show_all=show_all):
        case = found.case(code, group)
        paper = Paper(showing.width, colour=showing.colour)
        case = withhold_in(case, names_in(found, case.reports, showing.withheld))
        told = [plural(len(case.reports), "report"), *map(": ".join, summarise_tolls(case)[:1])]
        paper.write(
            (code, Style.FAINT),
            (case_title(case), Style.BOLD),
            ("· " + " · ".join(told), Style.PLAIN),
        )
        yield str(paper)
    yield left_out(found, show_all=show_all)


def render_whole_case(
    found: Corroboration, code: str, linked: Linked, showing: Showing = PLAINLY
) -> str:
    """Return one case with everything: whole quotes, statements, links, and who depends on whom."""
    case = found.case(code, linked)
    return _rendered(found, showing, case, graphs_of(found, linked, case), is_whole=True)


def _rendered(
    found: Corroboration,
    showing: Showing,
    case: Case,
    graphs: tuple[ClaimGraph, ...] = (),
    *,
    is_whole: bool = False,
) -> str:
    background = CaseBackground(
        reports=facts_of(found, case),
        names=names_in(found, case.reports, showing.withheld),
        status=showing.status,
        graphs=graphs,
    )
    return render_case(
        case,
        background=background,
        is_whole=is_whole,
        width=showing.width,
        colour=showing.colour,
    )


def by_size(found: Corroboration, *, show_all: bool) -> list[tuple[str, Linked]]:
    """Return cases by code, those of most reports first; without `show_all`, those of several."""
    coded = zip(found.codes.codes, found.groups, strict=True)
    sizes = [(len({one.report for one in group.accounts}), code, group) for code, group in coded]
    ordered = sorted(sizes, key=lambda row: (-row[0], row[1]))
    return [(code, group) for size, code, group in ordered if show_all or size > 1]


def left_out(found: Corroboration, *, show_all: bool) -> str:
    """Say how many cases are not shown."""
    more = len(found.groups) - len(by_size(found, show_all=show_all))
    if not more:
        return ""
    told = (
        "1 more case is told of by one report"
        if more == 1
        else f"{more:,} more cases are told of by one report each"
    )
    return f"{told}: --all\n"


def render_case(
    case: Case,
    *,
    background: CaseBackground = NO_BACKGROUND,
    is_whole: bool = False,
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return one case as text.

    What the background does not know is left out. With `is_whole`, quotes are not cut, and all
    statements, links and graphs are shown.
    """
    paper = Paper(width, colour=colour)
    names = background.names
    page = CasePage.of(
        withhold_in(case, names), withhold_in(background, names), paper, is_whole=is_whole
    )
    _write_head(page)
    _write_summary(page)
    write_tolls(page)
    write_blame(page)
    write_ranges(page)
    _write_grade(page)
    write_graphs(page)
    write_reports(page)
    write_links(page)
    return str(paper)


def _write_head(page: CasePage) -> None:
    told = page.case.outline
    page.paper.rule()
    page.paper.write((case_title(page.case), Style.BOLD))
    page.paper.write((f"case {page.case.id} · {_size(page)}", Style.PLAIN))
    page.paper.write((page.background.status, Style.FAINT))
    others = [
        *((describe_value(kind.kind), kind.reports) for kind in told.kinds[1:]),
        *((describe_days(one.date_from, one.date_to), one.reports) for one in told.days[1:]),
        *((place_in_words(place), place.reports) for place in told.places[1:]),
    ]
    if others:
        also = "; ".join(f"{words} {page.cite(reports)}" for words, reports in others)
        page.paper.write((f"also told: {also}", Style.FAINT))


def case_title(case: Case) -> str:
    """Return what happened, when and where, as most texts tell it."""
    told = case.outline
    days = told.days[0] if told.days else None
    when = describe_days(days.date_from, days.date_to) if days else "day not known"
    where = place_in_words(told.places[0]) if told.places else "place not known"
    what = kind_in_words(told)
    return f"{what[:1].upper()}{what[1:]}, {when}, {where}"


def _size(page: CasePage) -> str:
    """Return how many reports tell of it, of how many origins, and when they came out."""
    told = plural(len(page.case.reports), "report")
    known = page.background.reports
    if len(page.case.reports) > 1 and known:
        told += f" of {plural(len(page.background.by_origin(page.case.reports)), 'origin')}"
    days: list[date | None] = [facts.published for facts in known.values()]
    when = period_in_words(days)
    return f"{told}, published {when}" if when else told


def _write_summary(page: CasePage) -> None:
    """Write the whole in a few lines."""
    page.paper.gap()
    rows = [*summarise_tolls(page.case), *summarise_blame(page), *_grade_row(page)]
    for label, told in rows:
        page.paper.write((f"{label}:", Style.BOLD), (told, Style.PLAIN), indent=2, bullet="▪")


def _grade_row(page: CasePage) -> list[tuple[str, str]]:
    grade = page.case.grade
    if grade.grade is None:
        return []
    flags = "".join(f"; {describe_value(flag)}" for flag in grade.flags)
    told = f"{describe_value(grade.grade)}, by the rule {grade.rule}; no finding{flags}"
    return [("suggested grade", told)]


def _write_grade(page: CasePage) -> None:
    grade = page.case.grade
    if grade.grade is None:
        return
    page.title(
        f"SUGGESTED GRADE: {describe_value(grade.grade)}",
        f"Suggested by {grade.rule}; not a finding. Only people confirm or discount.",
    )
    for reason in grade.reasons:
        page.paper.write((reason, Style.PLAIN), indent=2, bullet="•")
    for flag in grade.flags:
        page.paper.write((f"flag: {describe_value(flag)}", Style.PLAIN), indent=2, bullet="•")
    if page.is_whole:
        page.paper.write((count_in_words(grade.voices), Style.FAINT), indent=2)
