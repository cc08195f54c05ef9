"""In which order records are worth a person's look: those in doubt first, or those that weigh."""

from accordingto.ledger.columns import MOST
from accordingto.ledger.search_marks import Marks
from accordingto.records.base import Record
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.statements import Statement
from accordingto.records.values import Age, BlameMode, Scope, State, Who

DOUBT_STEPS = 10_000
"""A record of which the model is not sure at all."""
_OF_STATE = {State.KILLED: 10, State.MISSING: 4, State.INJURED: 2}
"""What one person weighs; in any other state, 1."""
_TWICE = 2


def doubt_of(record: Record) -> int:
    """Return how much a record is in doubt: 0 where the model is sure, and where none was asked."""
    if record.confidence is None:
        return 0
    return round((1 - record.confidence) * DOUBT_STEPS)


def weight_of(record: Record, marks: Marks) -> int:
    """Return how much hangs on a record: people harmed, civilians twice, what is contested twice.

    Ten for one person killed, four for one missing, two for one injured. An incident has the most
    that one of its figures has, a statement the most of what it is about. A toll of a whole war
    weighs as one person does: it is of no single event.
    """
    if isinstance(record, Figure):
        return _weight_of_figure(record)
    if isinstance(record, Incident):
        return _weight_of_incident(record, marks)
    if isinstance(record, Statement):
        about = (marks.incidents.get(one) for one in record.about)
        return max((_weight_of_incident(one, marks) for one in about if one), default=0)
    return 0


def _weight_of_figure(figure: Figure) -> int:
    people = figure.low or figure.high or 1
    if figure.scope is Scope.CUMULATIVE:
        people = 1
    harmed = Who.CIVILIAN in {figure.who, figure.status_claimed} or figure.age is Age.CHILDREN
    weight = people * _OF_STATE.get(figure.state, 1) * (_TWICE if harmed else 1)
    return min(weight, MOST // _TWICE)


def _weight_of_incident(incident: Incident, marks: Marks) -> int:
    tolls = marks.tolls.get(incident.id, ())
    weight = max((_weight_of_figure(figure) for figure in tolls), default=0)
    weight = max(weight, int(bool(incident.blame)))
    return weight * _TWICE if _is_contested(incident) else weight


def _is_contested(incident: Incident) -> bool:
    """Tell whether somebody denies it, or several are held responsible."""
    blamed = {
        one.actor.actor or one.actor.text
        for one in incident.blame
        if one.mode is not BlameMode.DENIED
    }
    is_denied = any(one.mode is BlameMode.DENIED for one in incident.blame)
    return is_denied or len(blamed) > 1
