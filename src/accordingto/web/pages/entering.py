"""Entries by hand: what somebody told or showed, written into a form."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from importlib.resources import files
from typing import Annotated, cast

from pydantic import Field

from accordingto.records.base import JsonValue
from accordingto.records.entries import EntryKind
from accordingto.records.values import BlameMode, Category, Kind, Knowledge, State, Who
from accordingto.web.desk import DeskHere, ReviewerHere, SessionHere
from accordingto.web.entering import Plain, iterate_rows, keep_entries, make_one, parse_sheaf
from accordingto.web.refusals import RefusedError
from accordingto.web.views import Body, Done, Pages

PAGES = Pages("entries by hand")
MOST_ROWS = 20
_TOP = ["kind", "received", "title", "url", "publisher", "quote", "language"]
_TOP += ["translation", "translated_by", "description"]
_SOURCE = ["name", "role", "affiliation", "category", "knowledge", "protect"]
_FIGURE = ["state", "low", "high", "who", "words"]
LONGEST = 2_000_000
_Line = Annotated[str, Field(max_length=500)]
_Words = Annotated[str, Field(max_length=100_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """What there is to choose in a form."""

    reviewer: str
    today: date
    kinds: tuple[EntryKind, ...] = tuple(EntryKind)
    incident_kinds: tuple[Kind, ...] = tuple(Kind)
    states: tuple[State, ...] = tuple(State)
    who: tuple[Who, ...] = tuple(Who)
    modes: tuple[BlameMode, ...] = tuple(BlameMode)
    categories: tuple[Category, ...] = tuple(Category)
    knowledge: tuple[Knowledge, ...] = tuple(Knowledge)
    form: str
    """A blank form, for what the page has no field for."""


class EntryFields(Body):
    """The fields of the page; what is empty is not known."""

    kind: EntryKind
    received: date
    title: _Line = ""
    url: Annotated[str, Field(max_length=2000)] = ""
    publisher: _Line = ""
    quote: _Words = ""
    language: Annotated[str, Field(pattern=r"^([a-z]{2})?$")] = ""
    translation: _Words = ""
    translated_by: _Line = ""
    description: _Words = ""
    source_name: _Line = ""
    source_role: _Line = ""
    source_affiliation: _Line = ""
    source_category: _Line = ""
    source_knowledge: _Line = ""
    source_protect: bool = False
    incident_kind: _Line = ""
    date_from: _Line = ""
    date_to: _Line = ""
    place: _Line = ""
    country: _Line = ""
    weapon: _Line = ""
    blame_actor: list[_Line] = Field(default_factory=list, max_length=MOST_ROWS)
    blame_mode: list[_Line] = Field(default_factory=list, max_length=MOST_ROWS)
    figure_state: list[_Line] = Field(default_factory=list, max_length=MOST_ROWS)
    figure_low: list[_Line] = Field(default_factory=list, max_length=MOST_ROWS)
    figure_high: list[_Line] = Field(default_factory=list, max_length=MOST_ROWS)
    figure_who: list[_Line] = Field(default_factory=list, max_length=MOST_ROWS)
    figure_words: list[_Line] = Field(default_factory=list, max_length=MOST_ROWS)


class EntriesText(Body):
    """A file of entries, as `accordingto enter` takes it: TOML, or JSON."""

    form: str = Field(min_length=1, max_length=LONGEST)


@PAGES.view("/add/entry", template="entry.html", summary="The form of an entry by hand")
def show_entry_form(desk: DeskHere, session: SessionHere) -> EntryPage:
    """Return what there is to choose."""
    blank = files("accordingto.ingest").joinpath("entry_form.toml").read_text(encoding="utf-8")
    today = date.fromisoformat(desk.ledger.now()[:10])
    return EntryPage(reviewer=session.preferences.reviewer, today=today, form=blank)


@PAGES.action("/add/entry", summary="Keep what somebody told or showed")
def enter(desk: DeskHere, reviewer: ReviewerHere, body: EntryFields) -> Done:
    """Keep an entry, vouched for by who decides; raises RefusedError with what is wrong with it."""
    today = date.fromisoformat(desk.ledger.now()[:10])
    entry = make_one(_plain(body), reviewer, today)
    ledger = desk.ledger
    job = desk.jobs.start("Enter by hand", lambda say: keep_entries(ledger, [entry], (), say))
    return Done(message="", next=f"/add/jobs/{job.id}")


@PAGES.action("/add/entries", summary="Keep a file of entries")
def enter_all(desk: DeskHere, reviewer: ReviewerHere, body: EntriesText) -> Done:
    """Keep the entries of a form; those that cannot be one are told, and stop no other."""
    today = date.fromisoformat(desk.ledger.now()[:10])
    sheaf = parse_sheaf(body.form, reviewer, today)
    if not sheaf.entries:
        raise RefusedError(422, "; ".join(sheaf.faults[:5]))
    ledger = desk.ledger
    job = desk.jobs.start(
        f"Enter {len(sheaf.entries)} by hand",
        lambda say: keep_entries(ledger, sheaf.entries, sheaf.faults, say),
    )
    return Done(message="", next=f"/add/jobs/{job.id}")


def _plain(body: EntryFields) -> Plain:
    """Return the fields as a form of `accordingto enter` has them."""
    given = {name: _value(value) for name, value in body.model_dump().items()}
    figures = [
        {**row, "low": _number(row["low"], "low"), "high": _number(row["high"], "high")}
        for row in iterate_rows(_columns(body, "figure", _FIGURE))
    ]
    incident = _incident(body)
    if incident:
        incident["ref"] = "it"
        figures = [{**row, "incident": "it"} for row in figures]
    return {
        **{name: given[name] for name in _TOP},
        "source": {name: given[f"source_{name}"] for name in _SOURCE},
        "incidents": [incident] if incident else [],
        "figures": cast("list[JsonValue]", figures),
    }


def _incident(body: EntryFields) -> Plain:
    blame = list(iterate_rows(_columns(body, "blame", ["actor", "mode"])))
    told = (body.date_from, body.date_to, body.place, body.country, body.weapon)
    if not body.incident_kind:
        if any(told) or blame:
            raise RefusedError(422, "what happened has no kind; expected one, as in shelling")
        return {}
    return {
        "kind": body.incident_kind,
        "date_from": body.date_from,
        "date_to": body.date_to,
        "place": {"name": body.place, "country": body.country.strip().upper()},
        "weapon": body.weapon,
        "blame": cast("list[JsonValue]", blame),
    }


def _columns(body: EntryFields, group: str, names: list[str]) -> dict[str, list[str]]:
    return {name: getattr(body, f"{group}_{name}") for name in names}


def _number(typed: JsonValue, name: str) -> JsonValue:
    words = str(typed).strip()
    if words and not (words.isascii() and words.isdigit() and len(words) < 12):
        raise RefusedError(422, f"{name} {words[:30]!r}: expected a whole number, or nothing")
    return int(words) if words else None


def _value(value: object) -> JsonValue:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    return cast("JsonValue", value)
