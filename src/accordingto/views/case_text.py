"""Cases as lines of a terminal: what happened, who says so, how many independent voices."""

from collections.abc import Iterable, Iterator

from accordingto.corroboration.corroborating import Corroboration
from accordingto.records.blames import BlameEntry
from accordingto.records.cases import Case, CaseLink, ToldPlace
from accordingto.records.tolls import Group, GroupToll, Standing, TollClaim, TollRange
from accordingto.records.values import Age, Sex, Who
from accordingto.records.voices import VoiceCount
from accordingto.views.paper import Paper, Style
from accordingto.views.phrases import describe_days, describe_value, quote_words
from accordingto.views.visible import make_plain

MOST_LINKS = 5
"""Links of a case that are told; JSON has all."""
MOST_TERMS = 3


def render_cases(
    found: Corroboration, *, show_all: bool = False, width: int = 80, colour: bool = False
) -> Iterator[str]:
    """Yield cases as text, those of most reports first; words of reports cannot steer the terminal.

    Without `show_all`, only those that several reports tell of.
    """
    coded = zip(found.codes.codes, found.groups, strict=True)
    sizes = [(len({one.report for one in group.accounts}), code, group) for code, group in coded]
    shown = [row for row in sizes if show_all or row[0] > 1]
    for _, code, group in sorted(shown, key=lambda row: (-row[0], row[1])):
        yield render_case(found.case(code, group), width=width, colour=colour) + "\n"
    if len(shown) < len(sizes):
        yield f"{len(sizes) - len(shown):,} more cases are told of by one report each: --all\n"


def render_case(case: Case, *, width: int = 80, colour: bool = False) -> str:
    """Return one case as text."""
    paper = Paper(width, colour=colour)
    _write_head(paper, case)
    for toll in case.figures.tolls:
        _write_toll(paper, toll)
    for claim in (*case.figures.parts, *case.figures.cumulative):
        _write_claim(paper, claim)
    _write_ranges(paper, case.ranges)
    for entry in case.blame.entries:
        _write_blame(paper, entry)
    _write_grade(paper, case)
    _write_links(paper, case.outline.links)
    return str(paper)


def _write_head(paper: Paper, case: Case) -> None:
    told = case.outline
    kind = describe_value(told.kinds[0].kind) if told.kinds else "event"
    days = told.days[0] if told.days else None
    when = describe_days(days.date_from, days.date_to) if days else "day not told"
    where = _place(told.places[0]) if told.places else "place not told"
    paper.rule()
    paper.write((case.id, Style.FAINT), (f"{kind}, {when}, {where}", Style.BOLD))
    several = f"{len(case.reports)} reports: " if len(case.reports) > 1 else "1 report: "
    paper.write((several + ", ".join(map(make_plain, case.reports)), Style.PLAIN), indent=2)
    others = [
        *(describe_value(kind.kind) for kind in told.kinds[1:]),
        *(describe_days(days.date_from, days.date_to) for days in told.days[1:]),
        *(_place(place) for place in told.places[1:]),
    ]
    if others:
        paper.write((f"also told: {'; '.join(others)}", Style.FAINT), indent=2)


def _place(place: ToldPlace) -> str:
    name = make_plain(place.gazetteer_name or place.name)
    more = [part for part in (place.admin1, place.country) if part and part not in name]
    return ", ".join([name, *map(make_plain, more)])


def _write_toll(paper: Paper, toll: GroupToll) -> None:
    note = f"({count_in_words(toll.voices)}{'; CONTESTED' if toll.is_contested else ''})"
    head = f"{describe_value(toll.state).upper()}: {_group(toll.group)}"
    paper.write((head, Style.BOLD), (note, Style.PLAIN), indent=2)
    for claim in toll.claims:
        _write_claim(paper, claim)


def _write_claim(paper: Paper, claim: TollClaim) -> None:
    said = f", {claim.said.isoformat()}" if claim.said else ""
    who = f"- {make_plain(claim.name)}{said} [{make_plain(claim.ref.report)}]"
    standing = "" if claim.standing is Standing.STANDS else f" ({describe_value(claim.standing)})"
    paper.write(
        (make_plain(claim.words), Style.PLAIN),
        (who + standing, Style.SPEAKER),
        indent=4,
        bullet="·",
    )
    paper.write((quote_words(claim.quote), Style.FAINT), indent=6)


def _group(group: Group) -> str:
    told = [
        describe_value(value)
        for value in (group.age, group.sex, group.who)
        if value not in (Age.UNKNOWN, Sex.UNKNOWN, Who.UNKNOWN)
    ]
    side = f" of {make_plain(group.side)}" if group.side else ""
    return (", ".join(told) or "people") + side


def _write_ranges(paper: Paper, ranges: Iterable[TollRange]) -> None:
    for one in ranges:
        if one.extent:
            low = "open" if one.extent.low is None else f"{one.extent.low:,}"
            high = "open" if one.extent.high is None else f"{one.extent.high:,}"
            best = f", best {one.best:,}" if one.best is not None else ""
            label = f"{one.name.replace('_', ' ')} by {one.rule}: {low} to {high}{best}"
            paper.write((label, Style.PLAIN), indent=2)


def _write_blame(paper: Paper, entry: BlameEntry) -> None:
    accusers = ", ".join(
        dict.fromkeys(
            f"{make_plain(one.name)} [{make_plain(one.ref.report)}]" for one in entry.accusers
        )
    )
    mode = describe_value(entry.mode)
    paper.write(
        (f"{make_plain(entry.actor.name)}: {mode}", Style.BOLD),
        (f"according to {accusers} ({count_in_words(entry.voices)})", Style.PLAIN),
        indent=2,
    )


def _write_grade(paper: Paper, case: Case) -> None:
    grade = case.grade
    if grade.grade is None:
        return
    label = f"suggested grade by {grade.rule}: {describe_value(grade.grade)}"
    paper.write((label, Style.PLAIN), (f"({'; '.join(grade.reasons)})", Style.FAINT), indent=2)


def _write_links(paper: Paper, links: tuple[CaseLink, ...]) -> None:
    for link in links[:MOST_LINKS]:
        terms = "; ".join(term.why for term in link.terms[:MOST_TERMS])
        score = f" {link.score:.2f}" if link.score is not None else ""
        ends = f"{make_plain(link.one.report)} = {make_plain(link.other.report)}"
        told = f"{ends}: {link.rule}{score}" + (f" ({terms})" if terms else "")
        paper.write((told, Style.FAINT), indent=2)
    if len(links) > MOST_LINKS:
        paper.write((f"and {len(links) - MOST_LINKS} more links", Style.FAINT), indent=2)


def count_in_words(voices: VoiceCount) -> str:
    """Return how many independent voices there are, as an interval where some are unnamed."""
    if voices.named == voices.with_unnamed:
        return "1 independent voice" if voices.named == 1 else f"{voices.named} independent voices"
    return f"{voices.named} to {voices.with_unnamed} independent voices"
