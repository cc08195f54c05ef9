"""Statements: who says what."""

from dataclasses import dataclass

from accordingto.records.base import Mention, Record, RecordId
from accordingto.records.days import Days
from accordingto.records.values import Channel, Knowledge, Mode, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """One attribution: the report passes on words, knowledge or wishes (codebook, section 2).

    `evidence` is the content, the words that are said.
    """

    source: Mention | None
    cue: Mention | None
    content: Mention
    mode: Mode
    stance: Stance
    via: tuple[Mention, ...] = ()
    channel: Channel | None = None
    knowledge: Knowledge = Knowledge.UNKNOWN
    said_on: Days | None = None
    about: tuple[RecordId, ...] = ()
    """Ids of the incidents, figures and agreements that the content speaks of."""
    accused: tuple[Mention, ...] = ()
