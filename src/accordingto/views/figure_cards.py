"""Cards of people harmed: figures, and those named among the dead and hurt."""

from collections.abc import Mapping

from accordingto.records.actors import Person
from accordingto.records.figures import Coverage, Figure
from accordingto.records.values import Age, Scope, Sex, Who
from accordingto.views.cards import Card, Details, Role, Sort, marks_of
from accordingto.views.outline import Toll
from accordingto.views.phrases import (
    NO_DAY,
    Names,
    describe_by,
    describe_days,
    describe_says,
    describe_toll,
    describe_value,
    explain_vague,
)
from accordingto.views.visible import make_plain


def toll_card(toll: Toll, names: Names, *, below: int = 0) -> Card:
    """Show a figure with who says it; `below` is the depth of what it stands under."""
    figure = toll.figure
    return Card(
        sort=Sort.FIGURE,
        heading=describe_toll(figure),
        says=describe_says(figure, names),
        words=figure.evidence.text,
        details=tuple(_toll_details(toll, names)),
        marks=(
            *marks_of(Role.FIGURE, (figure.evidence, *figure.mentions)),
            *marks_of(Role.SOURCE, (figure.source, figure.status_source, *figure.via)),
        ),
        depth=below + toll.depth,
        confidence=figure.confidence,
        record=figure.id,
    )


def _toll_details(toll: Toll, names: Names) -> Details:
    figure = toll.figure
    details: Details = []
    if figure.evidence.span in names.doubtful:
        details.append(("doubtful", "told by --triage alone; read the words"))
    if toll.whole is not None:
        details.append(("part of", f"“{describe_toll(toll.whole)}”"))
    elif figure.scope is Scope.PART or figure.part_of is not None:
        details.append(("", "part of another figure"))
    if figure.scope is Scope.CUMULATIVE:
        details.append(("over a longer time", _covers(figure.covers)))
    who = _who_was_harmed(figure)
    if who:
        details.append(("counted", who))
    if figure.status_claimed is not Who.UNKNOWN:
        claimed = describe_value(figure.status_claimed)
        details.append(
            ("status as claimed", f"{claimed} - {describe_by(figure.status_source, names)}")
        )
    if figure.side is not None and figure.side in names.actors:
        details.append(("side", make_plain(names.actors[figure.side].name)))
    if figure.label:
        details.append(("called", f"“{make_plain(figure.label)}”"))
    vague = explain_vague(figure)
    if vague:
        details.append(("vague word", vague))
    return details


def _who_was_harmed(figure: Figure) -> str:
    told = [make_plain(figure.role)] if figure.role else []
    if figure.who is not Who.UNKNOWN:
        told.append(describe_value(figure.who))
    if figure.age is not Age.UNKNOWN:
        told.append("of mixed age" if figure.age is Age.MIXED else describe_value(figure.age))
    if figure.sex is not Sex.UNKNOWN:
        told.append("women and men" if figure.sex is Sex.MIXED else describe_value(figure.sex))
    return ", ".join(told)


def _covers(covers: Coverage | None) -> str:
    if covers is None:
        return "period and area not given"
    days = describe_days(covers.date_from, covers.date_to)
    period = "period not given" if days == NO_DAY else days
    return f"{period}, {make_plain(covers.area) if covers.area else 'area not given'}"


def person_card(person: Person, withheld: str | None, figures: Mapping[str, Figure]) -> Card:
    """Show a person named among the dead and hurt; `withheld` stands for a name not to be shown."""
    told = [withheld or make_plain(person.name)]
    told += [f"aged {person.age}"] if person.age is not None else []
    told += [make_plain(person.role)] if person.role else []
    figure = figures.get(person.figure or "")
    return Card(
        sort=Sort.PERSON,
        heading=", ".join(told),
        says=describe_value(person.state),
        details=(("counted in", f"“{describe_toll(figure)}”"),) if figure else (),
        marks=marks_of(Role.OTHER, (person.evidence,)),
        record=person.id,
    )
