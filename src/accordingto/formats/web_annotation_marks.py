"""W3C Web Annotations that people made elsewhere, or changed here, as marks on words.

Of our own annotations, only those count in which somebody changed a field, or added a body whose
purpose is `assessing` and whose value is `accept` or `reject`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from accordingto.formats.marks import (
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
from accordingto.formats.web_annotation import JSON, RECORD, SOFTWARE, TEXT, TITLE
from accordingto.ingest.json_values import UnreadableJsonError, parse_loose_json
from accordingto.records.base import JsonValue
from accordingto.records.kinds import RecordKind

Plain = Mapping[str, JsonValue]
_NAMES_IT = frozenset({"id", "evidence", "mentions", "confidence"})
"""Fields of a record that say where it stands and nothing of the world."""
_QUOTE, _POSITION = "TextQuoteSelector", "TextPositionSelector"


@dataclass(slots=True)
class _Said:
    """What the bodies of an annotation say together."""

    kind: RecordKind | None = None
    fields: dict[str, JsonValue] = field(default_factory=dict)
    record: str = ""
    verdict: Verdict | None = None
    by: str = ""
    why: str = ""
    odd: list[str] = field(default_factory=list)


def read_web_annotations(
    plain: JsonValue, labels: Mapping[str, str] | None = None
) -> Iterator[Mark | NotTaken]:
    """Yield what annotations say, in their order: a collection, a page, a list, or a single one.

    `labels` are tags of the user's own, with what they stand for: {"Deaths": "figure:killed"}.
    """
    for number, one in enumerate(_annotations(plain), 1):
        if isinstance(one, NotTaken):
            yield one
        elif isinstance(one, Mapping):
            yield _read(one, f"annotation {_name(one, number)}", labels or {})
        else:
            yield NotTaken(f"annotation number {number}", "no object; expected an annotation")


def _annotations(plain: JsonValue) -> Iterator[JsonValue | NotTaken]:
    if isinstance(plain, list):
        yield from plain
        return
    if not isinstance(plain, Mapping):
        yield NotTaken("the file", "no annotations; expected an object or a list of them")
        return
    sorts = _list(plain.get("type"))
    if "AnnotationCollection" in sorts:
        yield from _page(plain.get("first"), "first")
    elif "AnnotationPage" in sorts:
        yield from _list(plain.get("items"))
        if plain.get("next"):
            yield from _page(plain.get("next"), "next")
    else:
        yield plain


def _page(page: JsonValue, name: str) -> Iterator[JsonValue | NotTaken]:
    while isinstance(page, Mapping):
        yield from _list(page.get("items"))
        page, name = page.get("next"), "next"
        if page is None:
            return
    yield NotTaken(f"the {name} page", "it is not in the file, and nothing is fetched")


def _read(one: Plain, where: str, labels: Mapping[str, str]) -> Mark | NotTaken:
    at = _whereabouts(one)
    if isinstance(at, str):
        return NotTaken(where, at)
    said = _say(one, labels)
    if said.odd:
        return NotTaken(where, said.odd[0])
    if said.kind is None:
        return NotTaken(
            where, f"no tag that is known; expected a body with the value {labels_in_words()}"
        )
    generator = one.get("generator")
    is_ours = isinstance(generator, Mapping) and generator.get("id") == SOFTWARE
    if not is_ours and said.verdict is None and not _is_by_people(one):
        return NotTaken(where, "a program made it, and no person says anything of it")
    made_by = _name_of(one.get("creator")) if not is_ours else ""
    return Mark(
        where=where,
        at=at,
        kind=said.kind,
        record=_record_of(one) or said.record,
        fields=said.fields,
        verdict=said.verdict,
        is_ours=is_ours,
        annotator=said.by or made_by,
        time=None if is_ours else parse_time(one.get("modified")) or parse_time(one.get("created")),
        why=said.why,
    )


def _say(one: Plain, labels: Mapping[str, str]) -> _Said:
    said = _Said()
    motivations = _list(one.get("motivation"))
    default = words_of(motivations[0]) if motivations else ""
    for body in _list(one.get("body")):
        if isinstance(body, str):
            _take(said, default, {"value": body}, labels)
        elif isinstance(body, Mapping):
            purposes = _list(body.get("purpose"))
            _take(said, words_of(purposes[0]) if purposes else default, body, labels)
    if one.get("bodyValue"):
        _take(said, default, {"value": one["bodyValue"]}, labels)
    return said


def _take(said: _Said, purpose: str, body: Plain, labels: Mapping[str, str]) -> None:
    """Take up one body."""
    value = words_of(body.get("value"))
    if body.get("format") == JSON:
        _take_fields(said, value)
    elif purpose == "assessing":
        said.by = _name_of(body.get("creator")) or said.by
        if value in set(Verdict):
            said.verdict = Verdict(value)
        else:
            said.odd.append(f"the verdict {shorten(value)}; expected accept or reject")
    elif purpose in {"commenting", "replying"}:
        said.why = value
    else:
        label = parse_label(value, labels)
        if label is not None:
            said.kind = said.kind or label.kind
            said.fields = {**label.fields, **said.fields}
            if said.kind is not label.kind:
                said.odd.append("tags of two kinds of records; expected one")


def _take_fields(said: _Said, value: str) -> None:
    try:
        plain, _ = parse_loose_json(value)
    except UnreadableJsonError as error:
        said.odd.append(f"a body of JSON that cannot be read: {error}")
        return
    if not isinstance(plain, Mapping):
        said.odd.append("a body of JSON that is no object; expected the fields of a record")
        return
    said.record = words_of(plain.get("id"))
    said.fields |= {name: inner for name, inner in plain.items() if name not in _NAMES_IT}


def _whereabouts(one: Plain) -> Whereabouts | str:
    """Return which words an annotation is about, or why that is not known."""
    targets = _list(one.get("target"))
    target = targets[0] if len(targets) == 1 else None
    if not isinstance(target, Mapping):
        found = "a whole page" if isinstance(target, str) else f"{len(targets)} targets"
        return f"its target is {found}; expected one with a selector"
    selectors = list(_selectors(target.get("selector")))
    source = target.get("source")
    name = words_of(source.get("id") if isinstance(source, Mapping) else source)
    at = _named(name)
    for one_of_them in selectors:
        if one_of_them.get("type") == _QUOTE:
            quote, before, after = (
                words_of(one_of_them.get(n)) for n in ("exact", "prefix", "suffix")
            )
            at = replace(at, quote=quote, prefix=before, suffix=after)
        elif one_of_them.get("type") == _POSITION:
            start, end = one_of_them.get("start"), one_of_them.get("end")
            if not (_is_offset(start) and _is_offset(end)):
                return "a position that is no range of whole numbers; expected start and end"
            at = replace(at, start=int(str(start)), end=int(str(end)))
    if not at.quote and at.start is None:
        return f"no selector that is known; expected {_QUOTE} or {_POSITION}"
    return at


def _named(name: str) -> Whereabouts:
    if name.startswith(TITLE):
        return Whereabouts(sha256=name.removeprefix(TITLE), in_title=True)
    if name.startswith(TEXT):
        return Whereabouts(sha256=name.removeprefix(TEXT))
    return Whereabouts(url=name)


def _selectors(value: JsonValue) -> Iterator[Plain]:
    """Yield selectors, and those that refine them, a few levels deep."""
    waiting = [(one, 0) for one in _list(value)]
    while waiting:
        one, depth = waiting.pop(0)
        if isinstance(one, Mapping):
            yield one
            if depth < 5:
                waiting += [(inner, depth + 1) for inner in _list(one.get("refinedBy"))]


def _record_of(one: Plain) -> str:
    name = words_of(one.get("id"))
    return name.rpartition(":")[2] if name.startswith(RECORD) else ""


def _is_by_people(one: Plain) -> bool:
    creators = _list(one.get("creator"))
    programs = [
        c for c in creators if isinstance(c, Mapping) and "Software" in _list(c.get("type"))
    ]
    return not creators or len(programs) < len(creators)


def _name_of(creator: JsonValue) -> str:
    """Return how whoever made something is named; the first of several."""
    first = next(iter(_list(creator)), "")
    if isinstance(first, Mapping):
        names = (words_of(first.get(name)) for name in ("name", "nickname", "id"))
        return next(filter(None, names), "")
    return first if isinstance(first, str) else ""


def _list(value: JsonValue) -> list[JsonValue]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _name(one: Plain, number: int) -> str:
    name = words_of(one.get("id"))
    if name.startswith(RECORD):
        return f"of record {shorten(name.rpartition(':')[2])[1:-1]}"
    return shorten(name)[1:-1] if name else f"number {number}"


def _is_offset(value: JsonValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
