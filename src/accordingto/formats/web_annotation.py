"""W3C Web Annotation: each record as an annotation of the words that carry it, as JSON-LD.

https://www.w3.org/TR/annotation-model/. A target is the text as it is kept, named by its hash,
since positions are code points of that text and not of the page it was taken from; `scope` names
the page.
"""

import re
from collections.abc import Iterator
from typing import cast
from urllib.parse import quote

from accordingto.formats.bundles import Material, RecordNote, ReportBundle, ReportNote, ReviewNote
from accordingto.formats.editions import Edition, LeftOut
from accordingto.formats.export_folder import ExportFolder
from accordingto.formats.json_text import write_json
from accordingto.formats.marks import CORES
from accordingto.records.base import JsonValue
from accordingto.records.changes import record_to_plain
from accordingto.records.kinds import AnyRecord, kind_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
SOFTWARE = "urn:accordingto"
TEXT, TITLE, RECORD = "urn:accordingto:text:", "urn:accordingto:title:", "urn:accordingto:record:"
FILE = "annotations.jsonld"
JSON = "application/json"
WITHHELD = "withheld]"
"""Ends what stands in the place of words that are not shown."""
_NOT_IN_IRI = re.compile(r"[\x00-\x20\x7f<>\"{}|^`\\\ud800-\udfff]")
AROUND = 40
"""Characters before and after the words that a quote is told with."""

Plain = dict[str, JsonValue]


class WebAnnotation:
    """One JSON-LD file, an AnnotationCollection with all annotations on its first page."""

    name = "web-annotation"
    about = "each record as a W3C Web Annotation of the words that carry it, as JSON-LD"
    extra = ""

    def write(
        self, edition: Edition, material: Material, folder: ExportFolder
    ) -> Iterator[LeftOut]:
        """Write `annotations.jsonld`; words that hold a withheld name have a position alone."""
        total = 0
        with folder.open(FILE, MEDIA_TYPE, "Annotations of the words of each record.") as stream:
            stream.write(_head(edition))
            for bundle in material.reports():
                for note in _notes(bundle):
                    stream.write(b",\n" if total else b"\n")
                    stream.write(write_json(annotation_of(note, bundle.report, edition.program)))
                    total += 1
            stream.write(b'\n]}, "total": %d}\n' % total)
        yield from ()


def _head(edition: Edition) -> bytes:
    """Return how the file begins; its page is the last thing in it but one."""
    collection = f"urn:accordingto:edition:{edition.state}"
    head: Plain = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": edition.title or "Who says what in the reports of a ledger",
        "generator": _software(edition.program),
    }
    page = write_json({"id": f"{collection}:1", "type": "AnnotationPage", "startIndex": 0})
    return write_json(head)[:-1] + b', "first": ' + page[:-1] + b', "items": ['


def _notes(bundle: ReportBundle) -> Iterator[RecordNote]:  # type: ignore[type-arg]  # of any kind
    for notes in (bundle.figures, bundle.statements, bundle.incidents, bundle.agreements):
        yield from notes


def annotation_of(note: RecordNote, report: ReportNote, program: str) -> Plain:  # type: ignore[type-arg]
    """Return the annotation of one record."""
    record = cast("AnyRecord", note.record)
    kind = kind_of(record)
    plain = record_to_plain(record)
    core, _ = CORES[kind]
    tags = [f"{kind}:{plain[core]}", f"review:{note.review.status}"]
    tags += [f"case:{note.case}"] if note.case else []
    return {
        "id": f"{RECORD}{report.sha256}:{record.id}",
        "type": "Annotation",
        "motivation": "tagging",
        **_made_by(note.review, report),
        "generator": _software(program),
        "body": [
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags),
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": JSON,
                "value": write_json(plain).decode(),
            },
        ],
        "target": _target(note, report),
    }


def _made_by(review: ReviewNote, report: ReportNote) -> Plain:
    """Return who stands for an annotation: people, or the program that read the report."""
    if not review.status.is_reviewed:
        return {"creator": {"type": "Software", "name": report.reader}}
    people: list[JsonValue] = [{"type": "Person", "name": name} for name in review.reviewers]
    made: Plain = {"creator": people or {"type": "Software", "name": report.reader}}
    return made | ({"created": review.time} if review.time else {})


def _software(program: str) -> Plain:
    return {"id": SOFTWARE, "type": "Software", "name": program}


def _target(note: RecordNote, report: ReportNote) -> Plain:  # type: ignore[type-arg]
    source: Plain = {
        "id": f"{TITLE if note.in_title else TEXT}{report.sha256}",
        "type": "Text",
        "format": "text/plain",
        **({"language": report.language} if report.language else {}),
    }
    return {
        "type": "SpecificResource",
        "source": source,
        **({"scope": _iri(report.url)} if _is_address(report.url) else {}),
        "selector": [*_selectors(note)],
    }


def _is_address(url: str) -> bool:
    """Tell whether an address can be named: it is one, and holds no withheld name."""
    return url.lower().startswith(("http://", "https://")) and WITHHELD not in url


def _iri(url: str) -> str:
    """Return an address with the characters escaped that no IRI may have."""
    return _NOT_IN_IRI.sub(lambda found: quote(found[0], errors="replace"), url)


def _selectors(note: RecordNote) -> Iterator[Plain]:  # type: ignore[type-arg]
    """Yield the quote, unless a part of it is withheld, and the position."""
    span = cast("AnyRecord", note.record).evidence.span  # type: ignore[union-attr]
    if WITHHELD not in note.words and len(note.words) == span.end - span.start:
        yield {
            "type": "TextQuoteSelector",
            "exact": note.words,
            "prefix": note.before.rpartition(WITHHELD)[2][-AROUND:],
            "suffix": _before_withheld(note.after)[:AROUND],
        }
    yield {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _before_withheld(words: str) -> str:
    """Return what stands before a withheld name, without its opening bracket."""
    before, withheld, _ = words.partition(WITHHELD)
    return before.rpartition("[")[0] if withheld else before
