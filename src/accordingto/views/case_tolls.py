"""The tolls of a case as text: each figure with who gives it, and what they said before."""

from collections.abc import Iterable, Sequence

from accordingto.records.cases import Case
from accordingto.records.tolls import GroupToll, Standing, TollClaim, TollRange
from accordingto.records.values import Age, Basis, Sex, State, Who
from accordingto.views.case_folding import FoldedToll, Telling, ToldFigure, fold_toll
from accordingto.views.case_page import CasePage
from accordingto.views.case_words import (
    contest_in_words,
    count_in_words,
    extent_in_words,
    group_in_words,
    interval_in_words,
    number_in_words,
    period_in_words,
    plural,
    stake_in_words,
    toll_in_words,
)
from accordingto.views.paper import Style
from accordingto.views.phrases import describe_value, short_day
from accordingto.views.visible import make_plain

MOST_APART = 6
"""Claims of single people or parts that are listed unless everything is shown."""

_UNKNOWN = (Who.UNKNOWN, Age.UNKNOWN, Sex.UNKNOWN)


def in_order(tolls: Iterable[GroupToll]) -> list[GroupToll]:
    """Return tolls in order of weight: the dead first, people as such before groups of them."""
    states = list(State)

    def order(toll: GroupToll) -> tuple[int, bool, int, str]:
        group = toll.group
        known = sum(value not in _UNKNOWN for value in (group.who, group.age, group.sex))
        return states.index(toll.state), group.side is not None, known, group_in_words(group)

    return sorted(tolls, key=order)


def write_tolls(page: CasePage) -> None:
    """Write all tolls, then what is compared with none of them."""
    folded = [fold_toll(toll) for toll in in_order(page.case.figures.tolls)]
    for toll in folded:
        if toll.is_told or toll.loose:
            _write_toll(page, toll)
    apart = [claim for toll in folded for claim in toll.apart]
    why = "Parts of a toll, and single people told of beside it: compared with no toll."
    _write_apart(page, "SOME OF THOSE COUNTED", why, (*page.case.figures.parts, *apart))
    why = "Over a longer time or a whole war: in no toll of this case."
    _write_apart(page, "COUNTED OVER A LONGER TIME", why, page.case.figures.cumulative)


def _write_toll(page: CasePage, folded: FoldedToll) -> None:
    toll = folded.toll
    lettered = any(telling.letter for figure in folded.figures for telling in figure.tellings)
    state, _, group = toll_in_words(toll).partition(": ")
    page.title(f"{state.upper()}: {group}")
    if len(folded.figures) != 1 or folded.vague or toll.is_contested:
        page.paper.write((_standing_in_words(toll), Style.PLAIN), indent=2)
    if lettered:
        legend = "Voices with the same letter hang together and count once in this toll."
        page.paper.write((legend, Style.FAINT), indent=2)
    for figure in folded.figures:
        _write_figure(page, figure)
    if folded.vague:
        page.paper.write(("no number", Style.BOLD), indent=2)
        _write_tellings(page, folded.vague)
    _write_followers(page, folded.loose, indent=2)


def _standing_in_words(toll: GroupToll) -> str:
    told = [extent_in_words(toll.extent)] if toll.values else ["no number is given"]
    if toll.is_contested:
        told.append(contest_in_words(toll.voices).replace("contested", "CONTESTED"))
    return " · ".join([*told, count_in_words(toll.voices)])


def _write_figure(page: CasePage, figure: ToldFigure) -> None:
    number = number_in_words(figure.low, figure.high, is_about=figure.is_about)
    note = count_in_words(figure.voices)
    if figure.agreeing is not None and figure.agreeing.groups != figure.voices.groups:
        note += f" (whose figures agree with it: {interval_in_words(figure.agreeing)})"
    if figure.is_derived:
        note += "; given by nobody: the sum of the parts of one statement"
    page.paper.write((number, Style.BOLD), (f"· {note}", Style.PLAIN), indent=2)
    _write_tellings(page, figure.tellings)


def _write_tellings(page: CasePage, tellings: Sequence[Telling]) -> None:
    for telling in tellings:
        first = telling.first
        reports = page.cite(claim.ref.report for claim in telling.claims)
        days = period_in_words(claim.said for claim in telling.claims)
        more = [f"({telling.letter})"] if telling.letter else []
        more += [f"- {note}" for note in _notes(telling)]
        page.paper.write(
            (_who(first) + ("," if days else ""), Style.SPEAKER),
            (" ".join([*([days] if days else []), reports, *more]), Style.PLAIN),
            indent=4,
            bullet="•",
        )
        page.quote(first.quote, first.words, indent=6)
        _write_repeated(page, telling.repeated)
        _write_followers(page, telling.earlier, indent=6)


def _notes(telling: Telling) -> list[str]:
    first = telling.first
    notes = [stake_in_words(first.stake)] if stake_in_words(first.stake) else []
    if telling.also:
        notes.append(f"also gives {', '.join(f'“{words}”' for words in telling.also)}")
    if any("said_before_it_happened" in claim.flags for claim in telling.claims):
        notes.append("dated before the event")
    if all("background" in claim.flags for claim in telling.claims):
        notes.append("looking back")
    return notes


def _who(claim: TollClaim) -> str:
    own = " in its own words" if claim.basis is not Basis.ATTRIBUTED else ""
    return f"{make_plain(claim.name)}{own}"


def _day(claim: TollClaim) -> str:
    return f"{short_day(claim.said)} " if claim.said else ""


def _write_repeated(page: CasePage, claims: Sequence[TollClaim]) -> None:
    """Say where reports repeat a figure in their own words: no voice of theirs."""
    if claims:
        by_words = {make_plain(claim.words).casefold(): claim.words for claim in claims}
        words = ", ".join(f"“{make_plain(one)}”" for one in by_words.values())
        reports = page.cite(claim.ref.report for claim in claims)
        told = f"repeated in the report's own words {reports}: {words}"
        page.paper.write((told, Style.PLAIN), indent=6)


def _write_followers(page: CasePage, claims: Iterable[TollClaim], indent: int) -> None:
    """Write claims that do not stand, each once, with the reason."""
    told: dict[tuple[str, str, str], list[TollClaim]] = {}
    for claim in claims:
        key = (claim.name, make_plain(claim.words).casefold(), make_plain(claim.why))
        told.setdefault(key, []).append(claim)
    for (_, _, why), same in told.items():
        days = period_in_words(claim.said for claim in same)
        reports = page.cite(claim.ref.report for claim in same)
        is_history = same[0].standing is Standing.SUPERSEDED
        lead = "earlier" if is_history else f"not counted, {make_plain(same[0].name)}"
        line = f"{lead}: “{make_plain(same[0].words)}”{', ' if days else ''}{days} {reports}"
        # That the same voice said it before is to be seen from where it stands.
        reason = [] if is_history and not page.is_whole else [(f"({why})", Style.FAINT)]
        page.paper.write((line, Style.PLAIN), *reason, indent=indent)


def _write_apart(page: CasePage, title: str, why: str, claims: Sequence[TollClaim]) -> None:
    if not claims:
        return
    page.title(title, why)
    told: dict[tuple[str, str, str], list[TollClaim]] = {}
    for claim in claims:
        key = (describe_value(claim.state), make_plain(claim.words), make_plain(claim.name))
        told.setdefault(key, []).append(claim)
    shown = list(told.items()) if page.is_whole else list(told.items())[:MOST_APART]
    for (state, words, _), same in shown:
        reports = page.cite(claim.ref.report for claim in same)
        line = f"{state}: “{words}” - {_who(same[0])}, {_day(same[0])}{reports}"
        page.paper.write((line, Style.PLAIN), indent=2, bullet="•")
        if page.is_whole:
            page.quote(same[0].quote, same[0].words, indent=4)
    if len(shown) < len(told):
        page.paper.write((f"and {len(told) - len(shown):,} more", Style.FAINT), indent=2)


def write_ranges(page: CasePage) -> None:
    """Write the ranges that rules read off the figures."""
    given = [one for one in page.case.ranges if one.extent]
    missing = [one for one in page.case.ranges if not one.extent and page.is_whole]
    if not given and not missing:
        return
    page.title("RANGES", "Read off the figures above by named rules; nobody's figures, no finding.")
    for one in given:
        page.paper.write(*_range_pieces(page, one), indent=2, bullet="•")
    for one in missing:
        told = f"{one.name.replace('_', ' ')} by {one.rule}: none ({one.why})"
        page.paper.write((told, Style.FAINT), indent=2, bullet="•")


def _range_pieces(page: CasePage, one: TollRange) -> tuple[tuple[str, Style], ...]:
    told = f"{one.name.replace('_', ' ')} by {one.rule}: {extent_in_words(one.extent)}"
    if one.best is None:
        return ((told, Style.PLAIN),)
    best = f"{told}; best {one.best:,}"
    if not page.is_whole:
        return ((best, Style.PLAIN),)
    reports = page.cite(ref.report for ref in one.best_claims)
    return (best, Style.PLAIN), (f"({one.why} {reports})", Style.FAINT)


def summarise_tolls(case: Case) -> list[tuple[str, str]]:
    """Return one line for each toll of people as such, with what it counts."""
    return [
        (toll_in_words(toll), _summary(toll))
        for toll in in_order(case.figures.tolls)
        if toll.values
    ]


def _summary(toll: GroupToll) -> str:
    contested = ""
    if toll.is_contested:
        is_between = toll.voices.with_unnamed > 1
        contested = "CONTESTED · " if is_between else "CONTESTED by tellers who count as "
    figures = plural(len(toll.values), "different figure")
    told = f"{extent_in_words(toll.extent)} · {contested}{count_in_words(toll.voices)}"
    return f"{told}, {figures}" if len(toll.values) > 1 else told
