"""Decisions by people as lines of text, rows of a sheet, and JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from accordingto.ledger.comparing import RecordChange
from accordingto.ledger.decisions import format_time
from accordingto.ledger.judging import Judged
from accordingto.ledger.logs import Force, LogLine, QueueLine
from accordingto.ledger.reviews import QueueCode, Queued
from accordingto.ledger.standing import Recorded
from accordingto.records.base import JsonValue
from accordingto.records.case_states import MADE_OF
from accordingto.records.changes import record_to_plain
from accordingto.records.judgement_codec import to_plain
from accordingto.records.judgements import ON_CASES, Judgement, Operation
from accordingto.records.kinds import AnyRecord, evidence_of
from accordingto.views.cells import safe_cell
from accordingto.views.visible import make_plain

SHORT = 12
"""Digits of an entry's hash that a person is shown."""
_LONGEST = 60
"""Characters of words or a value in a line of text."""
HEADER = (
    *("entry", "time", "reviewer", "seq", "decision", "force", "report", "kind", "words"),
    *("changes", "why", "undoes", "backdated"),
)
QUEUE_HEADER = (
    *("code", "report", "record", "kind", "words", "fields", "decision", "entry"),
    *("reviewer", "time", "why"),
)
_QUEUED: Mapping[QueueCode, str] = {
    QueueCode.GONE: "the reader has no such record any more; it is kept",
    QueueCode.DIFFERS: "the reader says something else; the decision stands",
    QueueCode.REJECTED_DIFFERS: "rejected, but the reader says something else now; unreviewed",
    QueueCode.NOTE_GONE: "the reader has no record at the words of this note",
    QueueCode.END_GONE: "the reader has no record at one end of this link",
    QueueCode.REFERENCE_GONE: "it names a record that the reader does not have",
    QueueCode.ERASED: "what was seen or changed was erased; unreviewed",
}
Hide = Callable[[str], str]
"""Withholds names in words."""


def render_line(line: LogLine, hide: Hide) -> str:
    """Return an entry of the log as lines of text."""
    made = line.entry.judgement
    hide = _plainly(hide)
    what = f"case {line.case}" if line.case else _what(made, line.words, line.reports, hide)
    marks = [] if line.force is Force.HOLDS else [line.force.value]
    marks += ["time goes back"] if line.is_backdated else []
    marks += [f"{part} erased" for part in made.erased]
    first = f"{_shown_time(made)}  {make_plain(made.reviewer)}  {made.decision}  {what}"
    rows = [first + (f"  [{', '.join(marks)}]" if marks else "")]
    rows += [f"    {change}" for change in describe_changes(made, hide)]
    rows += [f"    undoes {made.undoes[:SHORT]}"] if made.undoes else []
    rows += [f"    {hide(made.why)}"] if made.why else []
    return "\n".join([*rows, f"    {line.entry.hash[:SHORT]}"])


def render_judged(judged: Judged, hide: Hide) -> str:
    """Return what was recorded just now as lines of text."""
    made = judged.entry.judgement
    hide = _plainly(hide)
    rows = [f"undone  {_decided(entry)}" for entry in judged.replaced if made.undoes]
    if not made.undoes:
        reports = tuple(found.report for found in judged.records)
        rows.append(f"{made.decision}  {_what(made, judged.words, reports, hide)}")
        rows += [f"    {change}" for change in describe_changes(made, hide)]
        rows += [f"    takes the place of {_decided(entry)}" for entry in judged.replaced]
    return "\n".join([*rows, f"    entry {judged.entry.hash[:SHORT]}"])


def render_queued(line: QueueLine, hide: Hide) -> str:
    """Return a queued decision as lines of text."""
    made = line.entry.judgement
    hide = _plainly(hide)
    words = tuple(evidence_of(seen.record).text for seen in made.seen)
    what = _what(made, words, (line.report,), hide)
    fields = f" ({', '.join(line.fields)})" if line.fields else ""
    rows = [f"{line.code}  {what}", f"    {_QUEUED[line.code]}{fields}"]
    rows.append(f"    {_decided(line.entry)}")
    return "\n".join([*rows, *([f"    record {line.record}"] if line.record else [])])


def describe_queued(item: Queued, hide: Hide) -> str:
    """Return a decision that did not simply carry over, in one line."""
    made = item.decision.judgement
    words = " and ".join(_quoted(hide(evidence_of(seen.record).text)) for seen in made.seen)
    fields = f" ({', '.join(item.fields)})" if item.fields else ""
    return f"{_decided(item.decision)}: {_kind(made)} {words}: {_QUEUED[item.code]}{fields}"


def line_to_json(line: LogLine) -> dict[str, JsonValue]:
    """Return an entry of the log with all that its judgement holds."""
    return {
        "entry": line.entry.hash,
        "seq": line.entry.seq,
        "force": line.force.value,
        "backdated": line.is_backdated,
        "case": line.case or None,
        "reports": list(line.reports),
        **to_plain(line.entry.judgement),
    }


def queued_to_json(line: QueueLine) -> dict[str, JsonValue]:
    """Return a queued decision with all that its judgement holds."""
    return {
        "code": line.code.value,
        "report": line.report,
        "record": line.record,
        "fields": list(line.fields),
        "entry": line.entry.hash,
        "seq": line.entry.seq,
        **to_plain(line.entry.judgement),
    }


def line_to_row(line: LogLine, hide: Hide) -> list[str]:
    """Return the cells of an entry, under HEADER."""
    made = line.entry.judgement
    cells = (
        *(line.entry.hash, format_time(made.time), made.reviewer, str(line.entry.seq)),
        *(made.decision.value, line.force.value, "; ".join(line.reports)),
        *("case" if line.case else _kind(made), line.case or "; ".join(map(hide, line.words))),
        "; ".join(describe_changes(made, hide)),
        *(hide(made.why), made.undoes or "", "yes" if line.is_backdated else ""),
    )
    return [safe_cell(cell) for cell in cells]


def queued_to_row(line: QueueLine, hide: Hide) -> list[str]:
    """Return the cells of a queued decision, under QUEUE_HEADER."""
    made = line.entry.judgement
    words = "; ".join(hide(evidence_of(seen.record).text) for seen in made.seen)
    cells = (
        *(line.code.value, line.report, line.record or "", _kind(made), words),
        *("; ".join(line.fields), made.decision.value, line.entry.hash, made.reviewer),
        *(format_time(made.time), hide(made.why)),
    )
    return [safe_cell(cell) for cell in cells]


def describe_changes(judgement: Judgement, hide: Hide) -> Iterator[str]:
    """Yield what a correction changes: `low 12 → 3`, `blame + the army, accused`.

    Of a decision on a case, what it is to be: `state → published`.
    """
    if judgement.decision in ON_CASES:
        told = (change for change in judgement.changes if change.field != MADE_OF)
        yield from (f"{change.field} → {hide(_value(change.value))}" for change in told)
        return
    seen = record_to_plain(judgement.seen[0].record) if judgement.seen else {}
    for change in judgement.changes:
        new = hide(_value(change.value))
        if change.operation is Operation.ADD:
            yield f"{change.field} + {new}"
            continue
        old = hide(_value(_at(seen, change.field)))
        if change.operation is Operation.REMOVE:
            yield f"{change.field.rsplit('.', 1)[0]} - {old}"
        else:
            yield f"{change.field} {old} → {new}"


def describe_record(record: AnyRecord, hide: Hide) -> str:
    """Return the words of a record and what tells it from others of its kind."""
    plain = record_to_plain(record)
    told = [hide(_value(plain[name])) for name in _TELLING if plain.get(name) is not None]
    return " ".join([*told, _quoted(hide(evidence_of(record).text))])


def describe_difference(change: RecordChange, hide: Hide) -> str:
    """Return what another reading changes: `+ figure killed 12 "12 people"`."""
    where = "title " if change.in_title else ""
    if change.old is None or change.new is None:
        record = change.new if change.old is None else change.old
        sign = "+" if change.old is None else "-"
        assert record is not None  # noqa: S101 -- a change has one side at least
        return f"{sign} {where}{change.kind} {describe_record(record, hide)}"
    fields = ", ".join(describe_fields(change.old, change.new, change.fields, hide))
    return f"~ {where}{change.kind} {describe_record(change.new, hide)}: {fields}"


def describe_fields(
    old: AnyRecord, new: AnyRecord, fields: Iterable[str], hide: Hide
) -> Iterator[str]:
    """Yield the fields of a record with what they held before: `low 12 → 3`."""
    before, after = record_to_plain(old), record_to_plain(new)
    for name in fields:
        yield f"{name} {hide(_value(_at(before, name)))} → {hide(_value(_at(after, name)))}"


def differing_fields(old: AnyRecord, new: AnyRecord) -> list[str]:
    """Return the paths of what two records do not have alike: `low`, `place.name`."""
    return list(_differing(record_to_plain(old), record_to_plain(new), ""))


def _differing(old: JsonValue, new: JsonValue, path: str) -> Iterator[str]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            yield from _differing(old.get(name), new.get(name), f"{path}.{name}" if path else name)
        return
    yield path


_TELLING = ("state", "low", "high", "kind", "step", "stance", "date_from")


def _what(judgement: Judgement, words: Sequence[str], reports: Sequence[str], hide: Hide) -> str:
    """Return what a judgement is about."""
    quoted = " and ".join(_quoted(hide(word)) for word in words)
    of = f" of {', '.join(map(make_plain, reports))}" if reports else " of a report not here"
    return " ".join(part for part in (_kind(judgement), quoted) if part) + of


def _decided(entry: Recorded) -> str:
    made = entry.judgement
    by = f"{made.decision} by {make_plain(made.reviewer)}"
    return f"{by}, {_shown_time(made)}, entry {entry.hash[:SHORT]}"


def _kind(judgement: Judgement) -> str:
    return judgement.targets[0].kind.value


def _quoted(words: str) -> str:
    shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 3]}..."
    return f"“{shown}”"


def _shown_time(judgement: Judgement) -> str:
    return judgement.time.strftime("%Y-%m-%d %H:%MZ")


def _at(plain: JsonValue, path: str) -> JsonValue:
    """Return what stands at a path of a record, null where nothing does."""
    for step in path.split("."):
        if isinstance(plain, dict):
            plain = plain.get(step)
        elif isinstance(plain, list) and step.isdecimal() and int(step) < len(plain):
            plain = plain[int(step)]
        else:
            return None
    return plain


def _value(value: JsonValue) -> str:
    """Return a value in few words."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(_value, value)) or "none"
    if isinstance(value, dict):
        if "text" in value:
            return _quoted(str(value["text"]))
        said = (
            _value(inner) for name, inner in value.items() if inner is not None and name != "why"
        )
        return ", ".join(said)
    shown = str(value)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 3]}..."


def _plainly(hide: Hide) -> Hide:
    return lambda words: make_plain(hide(words))
