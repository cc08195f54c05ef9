"""Phrases for one cell of a row: a figure or a blame with who says so and who looked at it."""

from accordingto.records.agreements import Agreement
from accordingto.records.figures import Figure
from accordingto.records.statements import Statement
from accordingto.views.incident_cards import ACCUSED, agreement_card
from accordingto.views.phrases import (
    describe_says,
    describe_toll,
    describe_voice,
    quote_words,
)
from accordingto.views.report_views import ReportView


def describe_figure(figure: Figure, view: ReportView) -> str:
    """Return a figure with who says it and its words."""
    toll, says = describe_toll(figure), describe_says(figure, view.names)
    return f"{toll} - {says} {quote_words(figure.evidence.text)}"


def describe_beside(figure: Figure, row: str, view: ReportView) -> str:
    """Return a figure as it stands in the row of another record."""
    return f"{describe_figure(figure, view)}{mark_review(figure.id, row, view)}"


def mark_review(record: str, row: str, view: ReportView) -> str:
    """Return what tells that people looked at a record, but not at the one of its row, or not so.

    So nothing that a machine found passes for reviewed in the row of something that is.
    """
    if view.is_reviewed(record) == view.is_reviewed(row):
        return ""
    return f" ({view.describe_review(record)})"


def describe_accused(statement: Statement, view: ReportView) -> str:
    """Return whom a statement accuses, with who says so."""
    who = view.names.listed(statement.accused)
    return f"{who} - accused by {describe_voice(statement.source, view.names)}"


def describe_broken(step: Agreement, view: ReportView) -> str:
    """Return who is said to have broken a deal, with who says so."""
    says = agreement_card(step, view.names).says
    return f"{ACCUSED}: {view.names.listed(step.accused)} - {says}"
