"""A record of a ledger in words, those that readings are shown in."""

from dataclasses import dataclass

from accordingto.records.actors import Actor
from accordingto.records.agreements import Agreement
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.kinds import AnyRecord
from accordingto.records.statements import Statement
from accordingto.views.cards import Card
from accordingto.views.figure_cards import toll_card
from accordingto.views.incident_cards import agreement_card, incident_card
from accordingto.views.outline import IncidentEntry, Outline, Toll, outline_of
from accordingto.views.phrases import describe_actor, describe_voice
from accordingto.views.report_views import ReportView
from accordingto.views.visible import make_plain
from accordingto.views.voice_cards import Labels, describe_speaker, statement_card

_NOTHING = Outline((), (), (), ())


@dataclass(frozen=True, slots=True)
class Told:
    """A record in words; all strings are plain."""

    heading: str
    says: str | None
    """On whose word it stands."""
    words: str
    """That carry it."""
    details: tuple[tuple[str, str], ...]


def tell(record: AnyRecord, view: ReportView) -> Told:
    """Return a record of a report in words."""
    if isinstance(record, Incident):
        return _from_card(incident_card(IncidentEntry(1, record, ()), view.names))
    if isinstance(record, Figure):
        whole = view.figures.get(record.part_of or "")
        return _from_card(toll_card(Toll(record, 0, whole), view.names))
    if isinstance(record, Agreement):
        return _from_card(agreement_card(record, view.names))
    if isinstance(record, Statement):
        outline = outline_of(view.reading, view.names.actors) if view.reading else _NOTHING
        card = statement_card(record, Labels.of(outline, view.names))
        who = describe_voice(record.source, view.names)
        return Told(card.heading, make_plain(who), card.words or "", card.details)
    if isinstance(record, Actor):
        known = describe_speaker(record)
        words = record.mentions[0].text if record.mentions else ""
        return Told(describe_actor(record), None, words, (("", known),) if known else ())
    return Told(make_plain(record.name), None, record.evidence.text, ())


def _from_card(card: Card) -> Told:
    return Told(card.heading, card.says, card.words or "", card.details)
