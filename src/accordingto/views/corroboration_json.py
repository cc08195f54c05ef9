"""Corroboration as JSON: written piece by piece, so that no more than one case is held."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from pydantic import TypeAdapter

from accordingto.corroboration.copies import CopyGroup
from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.origins import Origin
from accordingto.records.cases import Case
from accordingto.records.source_rows import SourceRow
from accordingto.records.truces import Truce
from accordingto.views.case_background import Withheld, names_in, nothing_withheld
from accordingto.views.privacy import withhold_in

FORM = "accordingto-corroboration/1"
T = TypeVar("T")


def corroboration_json(
    found: Corroboration, withheld: Withheld = nothing_withheld
) -> Iterator[str]:
    """Yield the JSON of a corroboration in pieces: one object, a case, truce or source a line.

    `cases`, `copies` and `origins` alone are what `gold/score_incidents.py` of the project asks
    for; `origins` holds the agency that a report itself credits, else null, and `texts` the rest.
    Names that are `withheld` in a report are so in all that its cases and deals quote, and in the
    table of sources.
    """
    yield f'{{"form": {json.dumps(FORM)}, "reports": {len(found.digests)}'
    yield from _list("cases", Case, _hidden(found, found.cases(), _of_case, withheld))
    yield f', "copies": {json.dumps([group.members for group in found.copies])}'
    yield from _list("copy_groups", CopyGroup, found.copies)
    agencies = {key: origin.agency for key, origin in sorted(found.origins.items())}
    yield f', "origins": {json.dumps(agencies, ensure_ascii=False)}'
    yield from _list("texts", Origin, _told(found.origins))
    yield from _list("truces", Truce, _hidden(found, found.truces(), reports_of, withheld))
    names = names_in(found, found.digests, withheld)
    rows = (part.row for part in found.source_parts())
    yield from _list("sources", SourceRow, (withhold_in(row, names) for row in rows))
    yield f', "redirects": {json.dumps(dict(sorted(found.codes.redirects.items())))}'
    yield "}\n"


def _hidden(
    found: Corroboration,
    items: Iterable[T],
    reports: Callable[[T], Iterable[str]],
    withheld: Withheld,
) -> Iterator[T]:
    """Yield what is shown of each, by the names withheld in its reports."""
    for item in items:
        yield withhold_in(item, names_in(found, reports(item), withheld))


def _of_case(case: Case) -> tuple[str, ...]:
    return case.reports


def reports_of(truce: Truce) -> Iterator[str]:
    """Yield the reports that tell of a deal's steps."""
    return (one.ref.report for step in truce.steps for one in step.reports)


def _told(origins: Mapping[str, Origin]) -> Iterator[Origin]:
    """Yield the origins that say more than that a text is its publisher's own."""
    for _, origin in sorted(origins.items()):
        if origin.agencies or origin.flags or origin.first != origin.report:
            yield origin


def _list(name: str, kind: type[T], items: Iterable[T]) -> Iterator[str]:
    yield f', "{name}": ['
    begin, adapter = "\n", TypeAdapter(kind)
    for item in items:
        yield begin + adapter.dump_json(item).decode("utf-8", "backslashreplace")
        begin = ",\n"
    yield "]"
