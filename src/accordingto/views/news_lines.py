"""News of cases in words: a line on what happened where, then what is new and who says so."""

from collections.abc import Iterator

from pydantic import TypeAdapter

from accordingto.records.base import JsonValue
from accordingto.records.cases import Case
from accordingto.records.news import CaseNews, Denial, NewsKind, TollMove
from accordingto.records.tolls import Extent, TollClaim
from accordingto.views.case_text import case_title
from accordingto.views.case_tolls import summarise_tolls
from accordingto.views.case_words import extent_in_words, group_in_words, plural
from accordingto.views.phrases import describe_value
from accordingto.views.visible import make_plain

MOST_QUOTED = 3
"""Claims and denials that are quoted in words; JSON has all."""
LONGEST_QUOTE = 200
_HEADINGS = {
    NewsKind.NEW_CASE: "new case",
    NewsKind.TOLL: "toll changed",
    NewsKind.RIVAL_BLAME: "rival blame",
    NewsKind.DENIAL: "denial",
}


def news_lines(news: CaseNews, case: Case) -> Iterator[str]:
    """Yield news as lines; words of reports cannot steer the terminal.

    Both are as they may be shown: names that are withheld are withheld already.
    """
    told = plural(len(news.reports), "report")
    yield f"{_HEADINGS[news.kind]}: {case_title(case)} · {case.id} · by {told}"
    if news.kind is NewsKind.NEW_CASE:
        yield from (f"  {label}: {words}" for label, words in summarise_tolls(case))
        yield from _quoted([claim for move in news.tolls for claim in move.claims])
    else:
        for move in news.tolls:
            yield f"  {_move_in_words(move)}"
            yield from _quoted(move.claims)
    for rivals in news.rivals:
        yield f"  held responsible by independent voices: {rivals.one}, and {rivals.other}"
    yield from map(_denial_in_words, news.denials[:MOST_QUOTED])
    if len(news.denials) > MOST_QUOTED:
        yield f"  and {len(news.denials) - MOST_QUOTED:,} denials more"


def _move_in_words(move: TollMove) -> str:
    what = f"{describe_value(move.state)}: {group_in_words(move.group)}"
    return f"{what}: {_extent(move.before)} before, {_extent(move.after)} now"


def _extent(extent: Extent | None) -> str:
    return extent_in_words(extent) if extent else "no figure"


def _quoted(claims: tuple[TollClaim, ...] | list[TollClaim]) -> Iterator[str]:
    for claim in claims[:MOST_QUOTED]:
        yield f"  “{_cut(claim.quote)}” – {make_plain(claim.name)}, {make_plain(claim.ref.report)}"
    if len(claims) > MOST_QUOTED:
        yield f"  and {plural(len(claims) - MOST_QUOTED, 'claim')} more"


def _denial_in_words(denial: Denial) -> str:
    whose = f" that {make_plain(denial.actor)} did it" if denial.actor else ""
    return f"  {make_plain(denial.name)} denies{whose}: “{_cut(denial.quote)}” ({denial.report})"


def _cut(quote: str) -> str:
    words = " ".join(make_plain(quote).split())
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def news_json(news: CaseNews, case: Case) -> dict[str, JsonValue]:
    """Return news as plain values: what `news_lines` says as `text`, and all of it in fields."""
    fields: dict[str, JsonValue] = TypeAdapter(CaseNews).dump_python(news, mode="json")
    days = case.outline.days[0] if case.outline.days else None
    places = case.outline.places
    head: dict[str, JsonValue] = {
        "kind": fields.pop("kind"),
        "case": fields.pop("code"),
        "title": case_title(case),
        "text": "\n".join(news_lines(news, case)),
        "date_from": days.date_from.isoformat() if days and days.date_from else None,
        "date_to": days.date_to.isoformat() if days and days.date_to else None,
        "place": places[0].name if places else None,
        "country": places[0].country if places else None,
    }
    return head | fields
