"""The fields of a record as a form shows them: what can be said of each kind, and how."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from accordingto.records.base import Mention
from accordingto.records.incidents import Blame, Incident
from accordingto.records.kinds import AnyRecord, RecordKind
from accordingto.records.places import Place
from accordingto.records.values import (
    Age,
    Basis,
    BlameMode,
    Bound,
    Certainty,
    Channel,
    Kind,
    Knowledge,
    Mode,
    Scope,
    Sex,
    Stance,
    State,
    Step,
    Who,
)
from accordingto.views.phrases import describe_value
from accordingto.views.visible import make_plain


class Sort(StrEnum):
    """What is filled in."""

    CHOICE = "choice"
    """One of a closed list."""
    NUMBER = "number"
    DAY = "day"
    TEXT = "text"
    YES_OR_NO = "yes_or_no"
    WORDS = "words"
    """Words of the report, by their offsets (`63-72`) or as they stand there."""
    SEVERAL = "several"
    """Several of these, with `;` between them."""
    PLACE = "place"
    """Words of the report that name it."""
    RECORD = "record"
    """Another record of the report."""
    BLAME = "blame"


class Spec(NamedTuple):
    """A field of a kind of record."""

    name: str
    label: str
    sort: Sort
    values: type[StrEnum] | None = None
    of: RecordKind | None = None
    """Kind of the record that it names."""
    is_needed: bool = False
    empty: str = "not known"
    """What it means that nothing is chosen."""


FOLLOWS = "as the rest says"
"""Of a field that follows from others where nothing is chosen."""
_CERTAINTY = Spec("certainty", "told as", Sort.CHOICE, Certainty, is_needed=True)
_FROM = Spec("date_from", "first day", Sort.DAY)
_TO = Spec("date_to", "last day", Sort.DAY)
_STATEMENT = Spec("statement", "statement", Sort.RECORD, of=RecordKind.STATEMENT, empty="none")
_SOURCE = Spec("source", "source", Sort.WORDS)
_ACCUSED = Spec("accused", "accused", Sort.SEVERAL)

FIELDS: Mapping[RecordKind, tuple[Spec, ...]] = {
    RecordKind.FIGURE: (
        Spec("evidence", "the words", Sort.WORDS, is_needed=True),
        Spec("state", "state", Sort.CHOICE, State, is_needed=True),
        Spec("low", "at least", Sort.NUMBER),
        Spec("high", "at most", Sort.NUMBER),
        Spec("approximate", "about", Sort.YES_OR_NO, is_needed=True),
        Spec("bound", "bound", Sort.CHOICE, Bound, empty=FOLLOWS),
        Spec("who", "who was counted", Sort.CHOICE, Who, is_needed=True),
        _SOURCE,
        Spec("basis", "on whose word", Sort.CHOICE, Basis, empty=FOLLOWS),
        _STATEMENT,
        Spec("incident", "incident", Sort.RECORD, of=RecordKind.INCIDENT, empty="none"),
        Spec("scope", "covers", Sort.CHOICE, Scope, is_needed=True),
        Spec("part_of", "part of", Sort.RECORD, of=RecordKind.FIGURE, empty="none"),
        Spec("status_claimed", "status as claimed", Sort.CHOICE, Who, is_needed=True),
        Spec("age", "age", Sort.CHOICE, Age, is_needed=True),
        Spec("sex", "sex", Sort.CHOICE, Sex, is_needed=True),
        Spec("role", "role", Sort.TEXT),
        Spec("label", "called", Sort.TEXT),
    ),
    RecordKind.STATEMENT: (
        Spec("content", "what is said", Sort.WORDS, is_needed=True),
        Spec("stance", "stance", Sort.CHOICE, Stance, is_needed=True),
        _SOURCE,
        Spec("cue", "cue", Sort.WORDS),
        Spec("mode", "given as", Sort.CHOICE, Mode, is_needed=True),
        Spec("channel", "channel", Sort.CHOICE, Channel),
        Spec("knowledge", "how they know", Sort.CHOICE, Knowledge, is_needed=True),
        _ACCUSED,
    ),
    RecordKind.INCIDENT: (
        Spec("evidence", "the words", Sort.WORDS, is_needed=True),
        Spec("kind", "kind", Sort.CHOICE, Kind, is_needed=True),
        _FROM,
        _TO,
        Spec("place", "place", Sort.PLACE),
        Spec("country", "country", Sort.TEXT),
        Spec("targets", "targets", Sort.SEVERAL),
        Spec("weapon", "weapon", Sort.WORDS),
        _CERTAINTY,
        Spec("blame", "held responsible", Sort.BLAME, BlameMode),
    ),
    RecordKind.AGREEMENT: (
        Spec("evidence", "the words", Sort.WORDS, is_needed=True),
        Spec("step", "step", Sort.CHOICE, Step, is_needed=True),
        _FROM,
        _TO,
        Spec("parties", "parties", Sort.SEVERAL),
        Spec("subject", "subject", Sort.WORDS),
        _SOURCE,
        _STATEMENT,
        _CERTAINTY,
        _ACCUSED,
        Spec("brokers", "brokered by", Sort.SEVERAL),
        Spec("terms", "terms", Sort.SEVERAL),
    ),
}
"""In the order in which a form asks for them."""
EDITABLE = frozenset(FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value that can be chosen."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameRow:
    """Somebody who is held responsible, as a row of a form."""

    actor: str = ""
    """Offsets."""
    actor_words: str = ""
    mode: str = ""
    source: str = ""
    source_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field of a form, as it stands."""

    name: str
    label: str
    sort: Sort
    value: str = ""
    words: str = ""
    """That stand at the offsets, names withheld."""
    choices: tuple[Choice, ...] = ()
    rows: tuple[BlameRow, ...] = ()
    is_needed: bool = False
    empty: str = ""
    """What it means that nothing is chosen."""


def value_of(record: AnyRecord, spec: Spec) -> str:
    """Return what a record says in a field, as a form has it."""
    if spec.name == "country":
        place = getattr(record, "place", None)
        return place.country or "" if place is not None else ""
    value: object = getattr(record, spec.name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Place):
        return offsets_of(value.evidence)
    if isinstance(value, Mention):
        return offsets_of(value)
    if spec.sort is Sort.SEVERAL and isinstance(value, tuple):
        return "; ".join(offsets_of(one) for one in value if isinstance(one, Mention))
    if spec.sort is Sort.BLAME:
        return "; ".join(map(_told_blame, _blame_of(record)))
    return "" if value is None else str(value)


def words_of(record: AnyRecord, spec: Spec) -> str:
    """Return the words of the report that stand in a field; empty where it holds none."""
    if spec.sort not in {Sort.WORDS, Sort.SEVERAL, Sort.PLACE}:
        return ""
    value: object = getattr(record, spec.name)
    held = value if isinstance(value, tuple) else (value,)
    told = (one.evidence if isinstance(one, Place) else one for one in held)
    return "; ".join(make_plain(one.text) for one in told if isinstance(one, Mention))


def shown_value(record: AnyRecord, spec: Spec, names: Mapping[str, str]) -> str:
    """Return what a record says in a field, for people to read; `names` are those of records."""
    if spec.sort in {Sort.WORDS, Sort.SEVERAL, Sort.PLACE}:
        told = words_of(record, spec)
        return f"“{told}”" if told else ""
    if spec.sort is Sort.BLAME:
        return "; ".join(map(_told_blame_in_words, _blame_of(record)))
    value = value_of(record, spec)
    if spec.sort is Sort.CHOICE and value and spec.values is not None:
        return describe_value(spec.values(value))
    return names.get(value, value) if spec.sort is Sort.RECORD else make_plain(value)


def form_of(
    kind: RecordKind, record: AnyRecord | None, names: Mapping[RecordKind, Mapping[str, str]]
) -> Iterator[FormField]:
    """Yield the fields of a form; without a record, empty ones.

    `names` are the other records of the report, by kind and id, with what to call them.
    """
    for spec in FIELDS[kind]:
        own = record.id if record is not None else ""
        yield FormField(
            name=spec.name,
            label=spec.label,
            sort=spec.sort,
            value=value_of(record, spec) if record is not None else "",
            words=words_of(record, spec) if record is not None else "",
            choices=tuple(_choices(spec, names, own)),
            rows=tuple(map(_row, _blame_of(record))) if spec.sort is Sort.BLAME else (),
            is_needed=spec.is_needed,
            empty="choose ..." if spec.is_needed else spec.empty,
        )


def offsets_of(mention: Mention) -> str:
    """Return where words stand, as forms and corrections write it."""
    return f"{mention.start}-{mention.end}"


def _choices(
    spec: Spec, names: Mapping[RecordKind, Mapping[str, str]], own: str
) -> Iterator[Choice]:
    if spec.sort is Sort.YES_OR_NO:
        yield from (Choice(value=one, label=one) for one in ("no", "yes"))
    if spec.values is not None:
        values: Iterable[StrEnum] = spec.values
        yield from (Choice(value=one.value, label=describe_value(one)) for one in values)
    if spec.of is not None:
        known = names.get(spec.of, {})
        yield from (Choice(value=one, label=told[:80]) for one, told in known.items() if one != own)


def _blame_of(record: AnyRecord | None) -> tuple[Blame, ...]:
    return record.blame if isinstance(record, Incident) else ()


def _row(blame: Blame) -> BlameRow:
    source = blame.source
    return BlameRow(
        actor=offsets_of(blame.actor),
        actor_words=make_plain(blame.actor.text),
        mode=blame.mode.value,
        source=offsets_of(source) if source else "",
        source_words=make_plain(source.text) if source else "",
    )


def _told_blame(blame: Blame) -> str:
    row = _row(blame)
    return f"{row.actor}, {row.mode}, {row.source}"


def _told_blame_in_words(blame: Blame) -> str:
    row = _row(blame)
    by = f" by “{row.source_words}”" if row.source_words else ", in the report's own voice"
    return f"“{row.actor_words}” {describe_value(blame.mode)}{by}"
