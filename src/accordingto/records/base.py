"""What every record of a reading has: an id, the words that carry it, a confidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from pydantic import Field

from accordingto.report import Report, Span

JsonValue: TypeAlias = (
    bool | int | float | str | Sequence["JsonValue"] | Mapping[str, "JsonValue"] | None
)
"""What JSON can say; made of dicts and lists, which nobody changes."""

RecordId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
"""Content hash over report, kind of record, evidence and value: 16 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a report, with their range; `actor` is set when they name somebody.

    Records carry their words so that a reading can be understood without the report's text.
    """

    start: Annotated[int, Field(ge=0)]
    """First code point, counted from 0 in the report's text."""
    end: Annotated[int, Field(ge=0)]
    """One past the last code point."""
    text: str
    """The words themselves, equal to `report.text[start:end]`."""
    actor: RecordId | None = None
    """Id of the actor in the reading's `actors`, when the words name one."""

    @property
    def span(self) -> Span:
        """The range alone."""
        return Span(self.start, self.end)

    @classmethod
    def at(cls, report: Report, span: Span, actor: str | None = None) -> "Mention":
        """Take the words of `span` from the report."""
        return cls(span.start, span.end, report.quote(span), actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Base of figures, statements, incidents and agreements."""

    id: RecordId
    evidence: Mention
    """The first mention."""
    mentions: tuple[Mention, ...] = ()
    """The other mentions, in order of the text."""
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    """0 to 1 from a model; null from rules."""
