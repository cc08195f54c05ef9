"""A reading as sections of cards: what both views show, in the words of `phrases`."""

from collections.abc import Iterable
from dataclasses import dataclass

from accordingto.records.readings import ReaderInfo, Reading
from accordingto.views.cards import Card, Group, Section
from accordingto.views.figure_cards import person_card, toll_card
from accordingto.views.incident_cards import agreement_card, incident_card
from accordingto.views.outline import Deal, IncidentEntry, Outline, Voice, outline_of
from accordingto.views.phrases import Names, describe_actor, describe_published
from accordingto.views.privacy import (
    Mask,
    child_figures,
    mask_for,
    withheld_as,
    withhold_names,
)
from accordingto.views.visible import make_plain
from accordingto.views.voice_cards import (
    Labels,
    describe_speaker,
    problem_card,
    statement_card,
)

NOTHING_FOUND = (
    "Nothing was found: the reader saw no people harmed, no incident, no truce, "
    "and nobody who says anything."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a view says of the report and of the reading itself."""

    id: str
    title: str
    facts: tuple[str, ...]
    """Publisher, publication date with its origin, agencies, language."""
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that a view of one reading shows."""

    head: Head
    sections: tuple[Section, ...]
    mask: Mask
    """The names to withhold from the report's own words."""
    is_empty: bool

    def cards(self) -> list[Card]:
        """Return all cards in the order of telling."""
        return [card for section in self.sections for card in section.cards()]


def lay_out(reading: Reading, mask: Mask | None = None) -> Sheet:
    """Lay a reading out for showing; sections that hold nothing are left out.

    Withheld is what the mask says, else what views withhold without any decision.
    """
    mask = mask_for(reading) if mask is None else mask
    shown = withhold_names(reading, mask)
    names = Names.of(shown)
    outline = outline_of(shown, names.actors)
    in_headline = outline_of(shown.headline, names.actors)
    sections = (
        *_main_sections(outline, names),
        _people(reading, mask),
        _headline(in_headline, names),
        Section(
            id="problems",
            title="Problems",
            note="What the reader could not decide, or did not expect.",
            groups=_one_group(map(problem_card, shown.problems)),
        ),
    )
    return Sheet(
        head=describe_head(reading),
        sections=tuple(section for section in sections if section.groups),
        mask=mask,
        is_empty=outline.is_empty and in_headline.is_empty and not reading.people,
    )


def describe_head(reading: Reading) -> Head:
    """Say what the report and the reading are; names in the title are withheld as elsewhere."""
    info = reading.report
    facts = [info.publisher or "publisher not given", describe_published(info)]
    facts += ["agencies: " + ", ".join(info.agencies)] if info.agencies else []
    facts += [f"language: {info.language or 'not known'}"] if info.language != "en" else []
    return Head(
        id=make_plain(reading.id),
        title=make_plain(mask_for(reading).hide(info.title)) or "Report without a title",
        facts=tuple(make_plain(fact) for fact in facts),
        reader=make_plain(describe_reader(info.reader)),
    )


def describe_reader(reader: ReaderInfo) -> str:
    """Say who made a reading; neither machine nor person is shown as the other."""
    if reader.person is not None:
        return f"Entered by {reader.person}, a person; not read by machine."
    return f"Read by machine ({reader.name} {reader.version}); not reviewed by a person."


def _main_sections(outline: Outline, names: Names) -> tuple[Section, ...]:
    labels = Labels.of(outline, names)
    tolls = tuple(toll_card(toll, names) for toll in outline.loose_tolls)
    return (
        Section(
            id="incidents",
            title="Incidents",
            groups=tuple(_incident(entry, names) for entry in outline.incidents),
        ),
        Section(
            id="tolls",
            title="Tolls that belong to no one incident",
            groups=_one_group(tolls),
        ),
        Section(
            id="deals",
            title="Truces and talks",
            groups=tuple(_deal(deal, names) for deal in outline.deals),
        ),
        Section(
            id="voices",
            title="Who said what",
            groups=tuple(_voice(voice, labels) for voice in outline.voices),
        ),
    )


def _incident(entry: IncidentEntry, names: Names) -> Group:
    tolls = (toll_card(toll, names, below=1) for toll in entry.tolls)
    return Group(cards=(incident_card(entry, names), *tolls))


def _deal(deal: Deal, names: Names) -> Group:
    subjects = [make_plain(step.subject.text) for step in deal.steps if step.subject is not None]
    if deal.id is None:
        title = "Steps that are tied to no deal"
    else:
        title = subjects[0] if subjects else "A deal that the report does not name"
    return Group(title=title, cards=tuple(agreement_card(step, names) for step in deal.steps))


def _voice(voice: Voice, labels: Labels) -> Group:
    note = None
    if voice.actor is not None:
        title = describe_actor(voice.actor)
        note = describe_speaker(voice.actor) or None
    elif voice.source is not None:
        title = make_plain(voice.source.text)
    else:
        title = "Speakers whom the report does not name"
    cards = tuple(statement_card(statement, labels) for statement in voice.statements)
    return Group(title=title, note=note, cards=cards)


def _people(reading: Reading, mask: Mask) -> Section:
    children = child_figures(reading)
    figures = {figure.id: figure for figure in reading.figures}
    return Section(
        id="people",
        title="People named among the dead and hurt",
        note="Names of children, of people held and of survivors of sexual violence are withheld.",
        groups=_one_group(
            person_card(person, withheld_as(person, children, mask), figures)
            for person in reading.people
        ),
    )


def _headline(outline: Outline, names: Names) -> Section:
    """One section for the headline, whatever sorts of records it holds."""
    return Section(
        id="headline",
        title="In the headline alone",
        note="What only the title says. A headline adds no voice of its own.",
        groups=tuple(group for part in _main_sections(outline, names) for group in part.groups),
        is_headline=True,
    )


def _one_group(cards: Iterable[Card]) -> tuple[Group, ...]:
    kept = tuple(cards)
    return (Group(cards=kept),) if kept else ()
