"""The words that the records of a form point at."""

from accordingto.records.entries import EntryForm
from accordingto.records.entry_forms import (
    AgreementForm,
    FigureForm,
    IncidentForm,
    StatementForm,
)

Form = FigureForm | IncidentForm | StatementForm | AgreementForm


def figure_words(figure: FigureForm) -> str:
    """Return the number of a figure as it was said, or else in plain words."""
    if figure.words:
        return figure.words
    low, high = figure.low, figure.high
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def evidence_words(record: Form) -> str:
    """Return the words that carry a record: those given, or else the record in plain words."""
    if isinstance(record, StatementForm):
        return record.content
    if record.evidence:
        return record.evidence
    if isinstance(record, FigureForm):
        return record.words or f"{figure_words(record)} {record.state}"
    if isinstance(record, IncidentForm):
        kind = record.kind.replace("_", " ")
        return f"{kind}, {record.place.name}" if record.place else kind
    step = record.step.replace("_", " ")
    return f"{step}: {record.subject}" if record.subject else step


def needed_words(form: EntryForm) -> list[str]:
    """Return all words that the records of a form point at, longer evidence first."""
    records: list[Form] = [*form.statements, *form.incidents, *form.figures, *form.agreements]
    words = [evidence_words(record) for record in records]
    for figure in form.figures:
        words += [figure_words(figure), *filter(None, [figure.source, figure.role, figure.label])]
    for incident in form.incidents:
        places = (incident.place, *incident.places)
        words += [place.name for place in places if place]
        words += [*incident.targets, *filter(None, [incident.weapon])]
        words += [blame.actor for blame in incident.blame]
        words += [blame.source for blame in incident.blame if blame.source]
    for statement in form.statements:
        words += [*filter(None, [statement.source, statement.cue])]
        words += [*statement.via, *statement.accused]
    for step in form.agreements:
        words += [*filter(None, [step.subject, step.source])]
        words += [*step.parties, *step.accused, *step.brokers, *step.terms]
    words += [person.name for person in form.people]
    return words + [actor.name for actor in form.actors]
