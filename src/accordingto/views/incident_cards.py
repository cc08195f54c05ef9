"""Cards of what happened: incidents and the steps of agreements."""

from accordingto.records.agreements import Agreement
from accordingto.records.incidents import Incident
from accordingto.records.values import Certainty
from accordingto.views.cards import Card, Details, Mark, Role, Sort, marks_of
from accordingto.views.outline import IncidentEntry
from accordingto.views.phrases import (
    OWN_VOICE,
    Names,
    describe_blame,
    describe_by,
    describe_certainty,
    describe_days,
    describe_place,
    describe_value,
)
from accordingto.views.visible import make_plain

ACCUSED = "accused of breaking it"
"""Label of those who are."""


def incident_card(entry: IncidentEntry, names: Names) -> Card:
    """Show an incident: day, place, kind, and who is held responsible by whom."""
    incident = entry.incident
    day = describe_days(incident.date_from, incident.date_to)
    kind = describe_value(incident.kind)
    return Card(
        sort=Sort.INCIDENT,
        heading=f"{day} · {describe_place(incident.place)} · {kind}",
        words=incident.evidence.text,
        details=tuple(_incident_details(incident, names)),
        marks=_incident_marks(incident),
        number=entry.number,
        confidence=incident.confidence,
        record=incident.id,
    )


def _incident_details(incident: Incident, names: Names) -> Details:
    details: Details = [("", describe_certainty(incident.certainty))]
    if incident.targets:
        details.append(("targets", names.listed(incident.targets)))
    if incident.weapon is not None:
        details.append(("weapon", make_plain(incident.weapon.text)))
    details += [("held responsible", describe_blame(blame, names)) for blame in incident.blame]
    if not incident.blame:
        # `actors` without blame: a plain list, shown for what it is.
        named = names.listed(incident.actors)
        unsaid = f"{named} - how, and by whom, was not read" if named else "nobody is named"
        details.append(("held responsible", unsaid))
    for group in incident.alternatives:
        either = " or ".join(names.short(blame.actor) for blame in group)
        details.append(("only one can hold", either))
    for day in incident.days:
        value = describe_days(day.value.date_from, day.value.date_to)
        details.append(("day as told", f"{value} - {describe_by(day.source, names)}"))
    for place in incident.places:
        value = f"{describe_value(place.value.role)}: {describe_place(place.value)}"
        details.append(("place as told", f"{value} - {describe_by(place.source, names)}"))
    if incident.place is not None and incident.place.gazetteer_name:
        known = (incident.place.gazetteer_name, incident.place.admin1, incident.place.country)
        details.append(("gazetteer", make_plain(", ".join(part for part in known if part))))
    if incident.place is not None and incident.place.why:
        details.append(("why this place", make_plain(incident.place.why)))
    return details


def _incident_marks(incident: Incident) -> tuple[Mark, ...]:
    places = [incident.place, *(place.value for place in incident.places)]
    people = [*incident.actors, *incident.targets, *(blame.actor for blame in incident.blame)]
    sources = [blame.source for blame in incident.blame]
    sources += [days.source for days in incident.days]
    sources += [place.source for place in incident.places]
    return (
        *marks_of(Role.INCIDENT, (incident.evidence, *incident.mentions)),
        *marks_of(Role.PLACE, (place.evidence for place in places if place is not None)),
        *marks_of(Role.DAY, (day.value.evidence for day in incident.days)),
        *marks_of(Role.ACTOR, people),
        *marks_of(Role.SOURCE, sources),
        *marks_of(Role.OTHER, (incident.weapon,)),
    )


def agreement_card(step: Agreement, names: Names) -> Card:
    """Show one step of a deal, with who says it; an alleged violation stays an allegation."""
    details: Details = []
    for label, mentions in (
        ("parties", step.parties),
        (ACCUSED, step.accused),
        ("brokered by", step.brokers),
    ):
        if mentions:
            details.append((label, names.listed(mentions)))
    details += [("terms", make_plain(term.text)) for term in step.terms]
    subject = f" · {make_plain(step.subject.text)}" if step.subject is not None else ""
    day = describe_days(step.date_from, step.date_to)
    return Card(
        sort=Sort.AGREEMENT,
        heading=f"{day} · {describe_value(step.step)}{subject}",
        says=_step_says(step, names),
        words=step.evidence.text,
        details=tuple(details),
        marks=(
            *marks_of(Role.AGREEMENT, (step.evidence, *step.mentions, step.subject, *step.terms)),
            *marks_of(Role.SOURCE, (step.source,)),
            *marks_of(Role.ACTOR, (*step.parties, *step.accused, *step.brokers)),
        ),
        confidence=step.confidence,
        record=step.id,
    )


def _step_says(step: Agreement, names: Names) -> str:
    if step.certainty is Certainty.REPORTED:
        return describe_by(step.source, names) if step.source is not None else OWN_VOICE
    verb = "alleged" if step.certainty is Certainty.ALLEGED else "denied"
    if step.source is None:
        return f"{verb}; by whom is not said"
    return f"{verb} by {names.full(step.source)}"
