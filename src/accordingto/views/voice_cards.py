"""Cards of who said what, and of what could not be decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accordingto.records.actors import Actor
from accordingto.records.readings import Problem
from accordingto.records.statements import Statement
from accordingto.records.values import Knowledge
from accordingto.views.cards import Card, Details, Role, Sort, marks_of
from accordingto.views.outline import Outline
from accordingto.views.phrases import (
    Names,
    describe_days,
    describe_toll,
    describe_value,
)
from accordingto.views.visible import make_plain


@dataclass(frozen=True, slots=True)
class Labels:
    """How cards name each other and the actors of the report."""

    names: Names
    records: Mapping[str, str]

    @classmethod
    def of(cls, outline: Outline, names: Names) -> "Labels":
        """Give every record that a statement can be about a short label."""
        records = {entry.incident.id: f"incident {entry.number}" for entry in outline.incidents}
        tolls = [toll for entry in outline.incidents for toll in entry.tolls]
        for toll in (*tolls, *outline.loose_tolls):
            records[toll.figure.id] = f"“{describe_toll(toll.figure)}”"
        for deal in outline.deals:
            records |= {step.id: f"step “{describe_value(step.step)}”" for step in deal.steps}
        return cls(names, records)

    def about(self, ids: Iterable[str]) -> str:
        """Return the labels of the records that these ids stand for; unknown ids are left out."""
        return ", ".join(dict.fromkeys(self.records[i] for i in ids if i in self.records))


def statement_card(statement: Statement, labels: Labels) -> Card:
    """Show what somebody says: stance, exact words, and how they were passed on."""
    return Card(
        sort=Sort.STATEMENT,
        heading=describe_value(statement.stance),
        words=statement.content.text,
        details=tuple(_statement_details(statement, labels)),
        marks=(
            *marks_of(Role.CONTENT, (statement.content, *statement.mentions)),
            *marks_of(Role.SOURCE, (statement.source, *statement.via)),
            *marks_of(Role.CUE, (statement.cue,)),
            *marks_of(Role.ACTOR, statement.accused),
        ),
        confidence=statement.confidence,
        record=statement.id,
    )


def _statement_details(statement: Statement, labels: Labels) -> Details:
    names = labels.names
    details: Details = [("", describe_value(statement.mode))]
    if statement.cue is not None:
        details.append(("cue", f"“{make_plain(statement.cue.text)}”"))
    if statement.accused:
        details.append(("accuses", names.listed(statement.accused)))
    if statement.via:
        details.append(("by way of", names.listed(statement.via)))
    if statement.channel is not None:
        details.append(("channel", describe_value(statement.channel)))
    if statement.knowledge is not Knowledge.UNKNOWN:
        details.append(("how they know", describe_value(statement.knowledge)))
    if statement.said_on is not None:
        said = describe_days(statement.said_on.date_from, statement.said_on.date_to)
        details.append(("said on", said))
    about = labels.about(statement.about)
    if about:
        details.append(("about", about))
    return details


def describe_speaker(actor: Actor) -> str:
    """Return what is known of a speaker beside the name: category and kind."""
    told = [describe_value(actor.category)] if actor.category is not None else []
    told += ["holds public office"] if actor.public_office else []
    return ", ".join(told)


def problem_card(problem: Problem) -> Card:
    """Show what could not be decided, and which stage says so."""
    return Card(
        sort=Sort.PROBLEM,
        heading=make_plain(problem.message),
        words=problem.evidence.text if problem.evidence is not None else None,
        details=(("", make_plain(f"{problem.stage}: {problem.code}")),),
        marks=marks_of(Role.OTHER, (problem.evidence,)),
    )
