"""Label Studio's JSON: what annotators marked in texts, as marks on words.

A label is `figure`, `figure:killed`, `statement:denies` and so on, or one that the user explains.
Controls of a region that are called as our fields are (`low`, `high`, `who`) say what it says. A
region that an annotator takes out of a prediction is rejected.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accordingto.formats.marks import (
    Label,
    Mark,
    NotTaken,
    Verdict,
    Whereabouts,
    labels_in_words,
    parse_label,
    parse_time,
    shorten,
    words_of,
)
from accordingto.records.base import JsonValue

Plain = Mapping[str, JsonValue]
_TEXT = ("text", "content", "body")
"""Names under which tasks hold their text."""
_LABELS = frozenset({"labels", "hypertextlabels"})
_VERDICT, _WHY = "verdict", "why"
_VALUES = {"choices": "choices", "textarea": "text", "number": "number", "datetime": "datetime"}
"""Sorts of controls, and where their results have the value."""


@dataclass(slots=True)
class _Region:
    """What the results of one region say together."""

    id: str
    start: int | None = None
    end: int | None = None
    quote: str = ""
    labels: tuple[str, ...] = ()
    fields: dict[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """One annotation of one task."""

    where: str
    text: str
    annotator: str
    time: datetime | None
    labels: Mapping[str, str]


def read_label_studio(
    plain: JsonValue, labels: Mapping[str, str] | None = None
) -> Iterator[Mark | NotTaken]:
    """Yield what annotators say in a file that Label Studio exports as JSON, in its order.

    `labels` are the user's own, with what they stand for: {"Deaths": "figure:killed"}.
    """
    tasks = plain if isinstance(plain, list) else [plain]
    for number, task in enumerate(tasks, 1):
        where = f"task {_name(task, number)}"
        if not isinstance(task, Mapping) or not isinstance(task.get("data"), Mapping):
            yield NotTaken(where, 'no task with "data"; export as JSON, not as JSON-MIN or CSV')
            continue
        text = _text_of(task)
        if text is None:
            yield NotTaken(where, f"its data hold no text; expected one of {', '.join(_TEXT)}")
            continue
        yield from _read_task(task, where, text, labels or {})


def _read_task(
    task: Plain, where: str, text: str, labels: Mapping[str, str]
) -> Iterator[Mark | NotTaken]:
    predictions = {_id(one): one for one in _mappings(task.get("predictions"))}
    annotations = list(_mappings(task.get("annotations")))
    if not annotations:
        yield NotTaken(where, "nobody has annotated it")
    for number, one in enumerate(annotations, 1):
        work = _Work(
            where=f"{where}, annotation {_name(one, number)}",
            text=text,
            annotator=_annotator(one.get("completed_by")),
            time=parse_time(one.get("updated_at")) or parse_time(one.get("created_at")),
            labels=labels,
        )
        if one.get("was_cancelled") is True:
            yield NotTaken(work.where, "its annotator skipped the task")
            continue
        yield from _read_annotation(one, work, predictions.get(str(one.get("parent_prediction"))))


def _read_annotation(
    one: Plain, work: _Work, prediction: Plain | None
) -> Iterator[Mark | NotTaken]:
    kept: dict[str, _Region] = {}
    for found in _regions(one, work):
        if isinstance(found, NotTaken):
            yield found
        else:
            kept[found.id] = found
            yield from _marks(found, work)
    if prediction is None:
        return
    spans = {(region.start, region.end) for region in kept.values()}
    for region in _regions(prediction, work):
        if isinstance(region, NotTaken) or region.id in kept:
            continue
        if (region.start, region.end) not in spans:
            yield from _marks(region, work, Verdict.REJECT)


def _regions(one: Plain, work: _Work) -> Iterator[_Region | NotTaken]:
    """Yield the regions of an annotation or prediction, each with all its results."""
    regions: dict[str, _Region] = {}
    for result in _mappings(one.get("result")):
        if result.get("type") == "relation":
            yield NotTaken(work.where, "a relation between regions: relations are not taken")
            continue
        region = regions.setdefault(_id(result), _Region(_id(result)))
        told = _add(region, result)
        if told:
            yield NotTaken(f"{work.where}, region {shorten(region.id)}", told)
    yield from regions.values()


def _add(region: _Region, result: Plain) -> str:
    """Take up one result of a region; say what of it is not taken."""
    sort, value = str(result.get("type")), result.get("value")
    if not isinstance(value, Mapping):
        return "a result without a value"
    if sort in _LABELS:
        start, end = value.get("start"), value.get("end")
        labels = value.get(sort)
        region.labels = tuple(map(str, labels)) if isinstance(labels, list) else ()
        region.quote = words_of(value.get("text"))
        if not (_is_offset(start) and _is_offset(end)):
            return f"offsets {shorten(str(start))} to {shorten(str(end))}; expected whole numbers"
        region.start, region.end = int(str(start)), int(str(end))
        return ""
    name = _VALUES.get(sort)
    if name is None:
        return f"a control of the sort {shorten(sort)} is not taken"
    told = value.get(name)
    region.fields[str(result.get("from_name"))] = told if name == "number" else words_of(told)
    return ""


def _marks(
    region: _Region, work: _Work, verdict: Verdict | None = None
) -> Iterator[Mark | NotTaken]:
    where = f"{work.where}, region {shorten(region.id)}"
    if region.start is None or region.end is None:
        yield NotTaken(where, "no words are marked")
        return
    if len(region.labels) != 1:
        yield NotTaken(where, f"{len(region.labels)} labels; expected one")
        return
    label = parse_label(region.labels[0], work.labels)
    if label is None:
        yield NotTaken(
            where,
            f"the label {shorten(region.labels[0])} is not known; expected {labels_in_words()}; "
            "say what yours stand for: --label Deaths=figure:killed",
        )
        return
    yield _mark(region, work, label, where, verdict)


def _mark(
    region: _Region, work: _Work, label: Label, where: str, verdict: Verdict | None
) -> Mark | NotTaken:
    fields = {**label.fields, **region.fields}
    why = words_of(fields.pop(_WHY, ""))
    said = words_of(fields.pop(_VERDICT, ""))
    if said and said not in set(Verdict):
        return NotTaken(where, f"the verdict {shorten(said)}; expected accept or reject")
    return Mark(
        where=where,
        at=Whereabouts(text=work.text, start=region.start, end=region.end, quote=region.quote),
        kind=label.kind,
        record=region.id,
        fields=fields,
        verdict=verdict or (Verdict(said) if said else None),
        annotator=work.annotator,
        time=work.time,
        why=why or ("taken out by its annotator" if verdict is Verdict.REJECT else ""),
    )


def _mappings(value: JsonValue) -> Iterator[Plain]:
    yield from (
        one for one in (value if isinstance(value, list) else ()) if isinstance(one, Mapping)
    )


def _text_of(task: Plain) -> str | None:
    data = task["data"]
    assert isinstance(data, Mapping)  # noqa: S101 -- whoever calls has looked
    found = (data.get(name) for name in _TEXT)
    return next((one for one in found if isinstance(one, str) and one), None)


def _annotator(value: JsonValue) -> str:
    """Return whoever completed an annotation, as the file has it: a number, or an address."""
    if isinstance(value, Mapping):
        value = value.get("email") or value.get("username") or value.get("id")
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _name(one: JsonValue, number: int) -> str:
    name = one.get("id") if isinstance(one, Mapping) else None
    return shorten(str(name))[1:-1] if isinstance(name, str | int) else f"number {number}"


def _id(one: Plain) -> str:
    return str(one.get("id"))


def _is_offset(value: JsonValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
