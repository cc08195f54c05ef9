"""A component of spaCy's pipelines: `nlp.add_pipe("accordingto")`, with the extra `spacy`.

It needs no other component. It reads the text of a doc and sets `doc._.accordingto`, the reading,
and groups of spans in `doc.spans`. What is known of a report beside its text is given in
`doc._.accordingto_given`, before the component is called.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from accordingto.api.bound_readings import Reading
from accordingto.api.bound_records import Mention
from accordingto.api.reading import read
from accordingto.errors import ConfigurationError
from accordingto.ingest.texts import clean_text

NAME = "accordingto"
GIVEN = "accordingto_given"
GROUPS = ("figures", "statements", "incidents", "agreements", "sources")
"""Groups of spans, each below `accordingto_` in `doc.spans`."""
_KNOWN = frozenset({"id", "title", "published", "publisher"})
_KEPT = 64
"""Readings that are kept as objects beside their JSON."""

Marked = tuple[Mention, str, str]
"""Words, with the label and the id of their span."""


class Component:
    """Reads docs. Its readings are kept in a doc as JSON, so that docs can be written to disk."""

    def __init__(self, reader: str) -> None:
        self.reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """Read one doc.

        Raises ConfigurationError when what is given of its report is not known to a reader.
        """
        given: Mapping[str, Any] = getattr(doc._, GIVEN) or {}
        unknown = ", ".join(sorted(given.keys() - _KNOWN))
        if unknown:
            known = ", ".join(sorted(_KNOWN))
            raise ConfigurationError(f"doc._.{GIVEN} has {unknown}; expected some of {known}")
        reading = read(doc.text, reader=self.reader, **given)
        doc.user_data[NAME] = reading.to_json()
        origins = find_origins(doc.text)
        for group, marked in _groups(reading).items():
            doc.spans[f"{NAME}_{group}"] = list(_spans(doc, marked, origins))
        return doc


@Language.factory(
    NAME,
    default_config={"reader": "network"},
    assigns=[f"doc._.{NAME}", "doc.spans"],
)
def make_component(nlp: Language, name: str, reader: str) -> Component:  # noqa: ARG001 -- spaCy names them
    """Return the component, with the reader `network` or `rules`."""
    return Component(reader)


def find_origins(text: str) -> list[int] | None:
    r"""Return, for each code point of the text as it is read, where it stood; None if all stayed.

    A byte order mark at the start, and the CR of CRLF, are not read.

    >>> find_origins("a\r\nb")
    [0, 2, 3, 4]
    """
    if clean_text(text) == text:
        return None
    kept = [
        at
        for at, char in enumerate(text)
        if not (at == 0 and char == "\ufeff") and text[at : at + 2] != "\r\n"
    ]
    return [*kept, len(text)]


def _groups(reading: Reading) -> dict[str, list[Marked]]:
    figures, statements, agreements = reading.figures, reading.statements, reading.agreements
    sources = [*(f.source for f in figures), *(s.source for s in statements)]
    sources += [one.source for one in agreements]
    return {
        "figures": [(one.evidence, one.state.value, one.id) for one in figures],
        "statements": [(one.evidence, one.stance.value, one.id) for one in statements],
        "incidents": [(one.evidence, one.kind.value, one.id) for one in reading.incidents],
        "agreements": [(one.evidence, one.step.value, one.id) for one in agreements],
        "sources": list(_each_once(one for one in sources if one is not None)),
    }


def _each_once(sources: Iterable[Mention]) -> Iterator[Marked]:
    """Yield the words of sources, each place once, in the order of the text."""
    for one in sorted(set(sources), key=lambda one: one.span):
        yield one, str(one.category or "source"), one.actor.id if one.actor else ""


def _spans(doc: Doc, marked: Iterable[Marked], origins: list[int] | None) -> Iterator[Span]:
    """Yield spans of whole tokens: where words begin or end within one, all of it is in."""
    for words, label, id_ in marked:
        start, end = words.start, words.end
        if origins is not None:
            start, end = origins[start], origins[end - 1] + 1
        span = doc.char_span(start, end, label=label, span_id=id_, alignment_mode="expand")
        if span is not None:
            yield span


@lru_cache(maxsize=_KEPT)
def _parse(line: str) -> Reading:
    return Reading.from_json(line)


def _reading_of(doc: Doc) -> Reading | None:
    line = doc.user_data.get(NAME)
    return None if line is None else _parse(line)


Doc.set_extension(NAME, getter=_reading_of, force=True)
Doc.set_extension(GIVEN, default=None, force=True)
