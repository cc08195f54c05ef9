"""What a form says of a record, as the changes that it makes: only what differs is changed."""

import json
from collections.abc import Iterator, Mapping

from pydantic import Field

from accordingto.errors import JudgementError
from accordingto.formats.marks import CORES
from accordingto.ledger.marked_records import bound_of
from accordingto.records.assignments import Words
from accordingto.records.base import JsonValue
from accordingto.records.incidents import Blame, Incident
from accordingto.records.kinds import AnyRecord, RecordKind
from accordingto.records.values import Basis
from accordingto.web.record_fields import FIELDS, FOLLOWS, Sort, Spec, offsets_of, value_of
from accordingto.web.views import Body

Row = tuple[str, str, str]
"""Offsets of who is blamed, the mode, offsets of who says so."""
MOST_FIELD = 4_000
MOST_BLAMED = 50
_WITHHELD = "withheld]"
_COUNTED = frozenset({"low", "high", "approximate", "bound", "source"})
"""Fields of a new figure that make others: its bound, and on whose word it stands."""


def _typed(description: str = "") -> str | None:
    made: str | None = Field(None, max_length=MOST_FIELD, description=description)
    return made


class RecordFields(Body):
    """The fields of a record as they are to be; what is left out stays as it is.

    Words of the report are given by their offsets (`63-72`, code points of its text), or as they
    stand there; several with `;` between them. An empty field is emptied.
    """

    fields: str = Field("", max_length=MOST_FIELD, description="Names of fields that are given.")
    evidence: str | None = _typed("The words that carry it.")
    state: str | None = _typed()
    low: str | None = _typed("A whole number.")
    high: str | None = _typed("A whole number.")
    approximate: str | None = _typed("yes or no")
    bound: str | None = _typed()
    who: str | None = _typed()
    source: str | None = _typed()
    basis: str | None = _typed()
    statement: str | None = _typed("Id of a record.")
    incident: str | None = _typed("Id of a record.")
    scope: str | None = _typed()
    part_of: str | None = _typed("Id of a record.")
    status_claimed: str | None = _typed()
    age: str | None = _typed()
    sex: str | None = _typed()
    role: str | None = _typed()
    label: str | None = _typed()
    content: str | None = _typed()
    stance: str | None = _typed()
    cue: str | None = _typed()
    mode: str | None = _typed()
    channel: str | None = _typed()
    knowledge: str | None = _typed()
    accused: str | None = _typed()
    kind: str | None = _typed("Kind of an incident.")
    date_from: str | None = _typed("A day: 2016-09-23.")
    date_to: str | None = _typed("A day: 2016-09-23.")
    place: str | None = _typed("Words that name it.")
    country: str | None = _typed("ISO 3166-1 alpha-2, of the place.")
    targets: str | None = _typed()
    weapon: str | None = _typed()
    certainty: str | None = _typed()
    blame_actor: list[str] = Field([], max_length=MOST_BLAMED)
    blame_mode: list[str] = Field([], max_length=MOST_BLAMED)
    blame_source: list[str] = Field([], max_length=MOST_BLAMED)
    step: str | None = _typed()
    parties: str | None = _typed()
    subject: str | None = _typed()
    brokers: str | None = _typed()
    terms: str | None = _typed()

    def given(self, spec: Spec) -> str | None:
        """Return what is said of a field; None where nothing is."""
        value: str | None = getattr(self, spec.name)
        return "" if value is None and spec.name in self.fields.split() else value


def changes_of(kind: RecordKind, given: RecordFields, shown: AnyRecord, words: Words) -> list[str]:
    """Return the changes, as `field=value`, that make a record what a form says.

    `shown` is the record as the form showed it, names withheld. Raises JudgementError for words
    that do not stand in the report, and for a text that still says that a name is withheld.
    """
    told: dict[str, str] = {}
    for spec in FIELDS[kind]:
        if spec.sort is Sort.BLAME:
            rows = _blame(given, shown)
            if rows is not None:
                told["blame"] = json.dumps(rows)
            continue
        value = given.given(spec)
        if value is None or _is_same(value.strip(), value_of(shown, spec), spec):
            continue
        if spec.empty == FOLLOWS and not value.strip():
            continue
        told[spec.name] = _written(spec, value.strip(), words)
    _put_place_together(told, shown, given, words)
    _follow(kind, told, shown, words)
    return [f"{name}={value}" for name, value in told.items()]


def fields_of_new(kind: RecordKind, given: RecordFields, words: Words) -> dict[str, str]:
    """Return what a form says of a new record, by the names of its fields."""
    told: dict[str, str] = {}
    for spec in FIELDS[kind]:
        value = (given.given(spec) or "").strip() if spec.sort is not Sort.BLAME else ""
        if value and spec.name not in {"evidence", "content"}:
            told[spec.name] = _written(spec, value, words)
    rows = _blame(given, None)
    if rows and kind is RecordKind.INCIDENT:
        told["blame"] = json.dumps(rows)
    _put_place_together(told, None, given, words)
    return told


def cut_new(kind: RecordKind, told: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the fields that make others in a new record, and the rest as `field=value`."""
    core = CORES[kind][0]
    first = {core} | (_COUNTED if kind is RecordKind.FIGURE else set())
    made = {name: _plain(value) for name, value in told.items() if name in first}
    return made, tuple(f"{name}={value}" for name, value in told.items() if name not in first)


def _plain(written: str) -> str:
    return {"true": "yes", "false": "no"}.get(written, written)


def _is_same(value: str, now: str, spec: Spec) -> bool:
    if spec.sort is Sort.SEVERAL:
        return [one.strip() for one in value.split(";") if one.strip()] == [
            one.strip() for one in now.split(";") if one.strip()
        ]
    return value == now


def _written(spec: Spec, value: str, words: Words) -> str:
    """Return a value as corrections are typed."""
    if not value:
        return "[]" if spec.sort is Sort.SEVERAL else "null"
    if spec.sort is Sort.TEXT and spec.name != "country":
        if _WITHHELD in value:
            raise JudgementError(
                f"{spec.label} holds “{value[:60]}”, which stands for a name that is not shown; "
                "expected the words themselves (Settings: show names), or the field left as it was"
            )
        return json.dumps(value)
    if spec.sort is Sort.YES_OR_NO:
        return "true" if value == "yes" else "false"
    if spec.sort in {Sort.WORDS, Sort.PLACE}:
        return offsets_of(words.find(value))
    if spec.sort is Sort.SEVERAL:
        parts = (one.strip() for one in value.split(";"))
        return ";".join(offsets_of(words.find(one)) for one in parts if one)
    return value


def _put_place_together(
    told: dict[str, str], shown: AnyRecord | None, given: RecordFields, words: Words
) -> None:
    """Make one change of a place and its country."""
    country = told.pop("country", None)
    place = told.get("place")
    code = None if country in {None, "null"} else country
    if place == "null":
        return
    if place is not None:
        kept = code if country is not None else (given.country or "").strip() or None
        named: dict[str, JsonValue] = {"name": words.find(place).text, "country": kept}
        told["place"] = json.dumps(named | {"evidence": place})
    elif country is not None:
        if not isinstance(shown, Incident) or shown.place is None:
            raise JudgementError("a country without a place; expected the words that name a place")
        told["place.country"] = country


def _follow(kind: RecordKind, told: dict[str, str], shown: AnyRecord, words: Words) -> None:
    """Let follow what hangs on what was changed, unless it was changed too."""
    if "content" in told:
        told["evidence"] = told["content"]
    if kind is not RecordKind.FIGURE:
        return
    if "evidence" in told:
        told["words"] = json.dumps(words.find(told["evidence"]).text)
    if {"low", "high", "approximate"} & set(told) and "bound" not in told:
        low, high = (_number(told.get(name), getattr(shown, name)) for name in ("low", "high"))
        is_about = told.get("approximate", str(getattr(shown, "approximate", ""))).lower() == "true"
        bound = bound_of(low, high, is_about=is_about).value
        told |= {"bound": bound} if bound != getattr(shown, "bound", "") else {}
    if "source" in told and "basis" not in told:
        basis = Basis.OWN_VOICE if told["source"] == "null" else Basis.ATTRIBUTED
        told |= {"basis": basis.value} if basis != getattr(shown, "basis", "") else {}


def _number(written: str | None, now: int | None) -> int | None:
    if written is None:
        return now
    return int(written) if written.isascii() and written.isdigit() else None


def _blame(given: RecordFields, shown: AnyRecord | None) -> list[dict[str, JsonValue]] | None:
    """Return the rows of blame that a form says; None where it changes none."""
    if not given.blame_actor and "blame" not in given.fields.split():
        return None
    known = {_key(one): one for one in shown.blame} if isinstance(shown, Incident) else {}
    rows = [key for key in _rows(given) if key[0]]
    if rows == list(known):
        return None
    return [_blamed(row, known.get(row)) for row in rows]


def _blamed(row: Row, known: Blame | None) -> dict[str, JsonValue]:
    actor, mode, source = row
    statement = known.statement if known is not None else None
    return {"actor": actor, "mode": mode, "source": source or None, "statement": statement}


def _key(blame: Blame) -> Row:
    source = offsets_of(blame.source) if blame.source else ""
    return offsets_of(blame.actor), blame.mode.value, source


def _rows(given: RecordFields) -> Iterator[Row]:
    sources = [*given.blame_source, *[""] * len(given.blame_actor)]
    modes = [*given.blame_mode, *[""] * len(given.blame_actor)]
    for row in zip(given.blame_actor, modes, sources, strict=False):
        actor, mode, source = (one.strip() for one in row)
        yield actor, mode, source
