"""What is wrong with a form, as far as its types do not tell."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from accordingto.errors import JudgementError
from accordingto.records.entries import EntryForm
from accordingto.records.entry_forms import (
    AgreementForm,
    FigureForm,
    IncidentForm,
    StatementForm,
)
from accordingto.records.judgements import check_reviewer

_SCHEMES = ("http://", "https://")
Record = FigureForm | IncidentForm | StatementForm | AgreementForm


def find_faults(form: EntryForm) -> Iterator[str]:
    """Yield what keeps a form from being an entry, in words for who wrote it."""
    yield from _of_person(form.entered_by)
    if not (form.quote or form.translation or form.description):
        yield "it has neither quote, nor translation, nor description; expected one of them"
    if form.url and not form.url.lower().startswith(_SCHEMES):
        yield f"url: {form.url[:60]!r}; expected an address with https:// or http://"
    yield from _of_protection(form)
    for place, media in enumerate(form.media):
        if (media.file is None) == (media.sha256 is None):
            yield f"media.{place}: expected either a file or its sha256"
    for place, figure in enumerate(form.figures):
        yield from _of_figure(f"figures.{place}", figure, form)
    for place, incident in enumerate(form.incidents):
        yield from _of_days(f"incidents.{place}", incident.date_from, incident.date_to)
    for place, step in enumerate(form.agreements):
        yield from _of_days(f"agreements.{place}", step.date_from, step.date_to)
    yield from _of_refs(form)


def _of_person(name: str | None) -> Iterator[str]:
    if name is None:
        yield "nobody vouches for it; expected entered_by, or --by NAME for all of them"
        return
    try:
        check_reviewer(name)
    except JudgementError as error:
        yield f"entered_by: {error}"


def _of_protection(form: EntryForm) -> Iterator[str]:
    """Yield where a name stands that should be kept out."""
    name = form.source.name
    if not form.source.protect:
        return
    if name is None:
        yield "source.protect without a name; expected the name that is to be kept apart"
        return
    for part in ("title", "quote", "translation", "description", "url", "publisher"):
        if name.casefold() in (getattr(form, part) or "").casefold():
            yield f"{part}: the protected name stands in it; expected it to be taken out there"


def _of_figure(where: str, figure: FigureForm, form: EntryForm) -> Iterator[str]:
    low, high = figure.low, figure.high
    if low is None and high is None and figure.words is None:
        yield f"{where}: no number; expected low, high, or words for a vague one"
    if low is not None and high is not None and low > high:
        yield f"{where}: low {low:,} above high {high:,}; expected low <= high"
    if figure.covers:
        yield from _of_days(f"{where}.covers", figure.covers.date_from, figure.covers.date_to)
    known = {actor.name.casefold() for actor in form.actors}
    if figure.side and figure.side.casefold() not in known:
        yield f"{where}.side: {figure.side!r}; expected the name of one of the entry's actors"


def _of_days(where: str, first: date | None, last: date | None) -> Iterator[str]:
    if first and last and first > last:
        yield f"{where}: date_from {first} after date_to {last}; expected them in order"


def _of_refs(form: EntryForm) -> Iterator[str]:
    """Yield names of records that nothing has, that two have, or that are of another kind."""
    counts = Counter(record.ref for record in form.records() if record.ref)
    for ref, count in counts.items():
        if count > 1:
            yield f"ref {ref!r} stands at {count} records; expected a name of its own for each"
    incidents, figures, statements = (
        _refs(records) for records in (form.incidents, form.figures, form.statements)
    )
    for place, figure in enumerate(form.figures):
        where = f"figures.{place}"
        yield from _unknown(f"{where}.incident", figure.incident, incidents)
        yield from _unknown(f"{where}.part_of", figure.part_of, figures - {figure.ref or ""})
        yield from _unknown(f"{where}.statement", figure.statement, statements)
    for place, statement in enumerate(form.statements):
        for ref in statement.about:
            yield from _unknown(f"statements.{place}.about", ref, counts.keys())
    for place, person in enumerate(form.people):
        yield from _unknown(f"people.{place}.figure", person.figure, figures)


def _refs(records: Iterable[Record]) -> set[str]:
    return {record.ref for record in records if record.ref}


def _unknown(where: str, ref: str | None, known: Iterable[str]) -> Iterator[str]:
    known = sorted(known)
    if ref is not None and ref not in known:
        there = f"one of {', '.join(map(repr, known))}" if known else "a record with that ref"
        yield f"{where}: {ref!r}; expected {there}"
