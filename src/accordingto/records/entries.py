"""Entries by hand: what a person was told or shown, written into a form."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, TypeAdapter

from accordingto.records.entry_forms import (
    FORM,
    ActorForm,
    AgreementForm,
    FigureForm,
    IncidentForm,
    Name,
    PersonForm,
    StatementForm,
    Words,
)
from accordingto.records.judgements import Sha256
from accordingto.records.values import ActorKind, Category, Knowledge

SCHEMA = 1


class EntryKind(StrEnum):
    """How it came to the person who enters it."""

    CALL = "call"
    INTERVIEW = "interview"
    MESSAGE = "message"
    LETTER = "letter"
    POST = "post"
    PHOTO = "photo"
    VIDEO = "video"
    BROADCAST = "broadcast"
    DOCUMENT = "document"
    VISIT = "visit"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceForm:
    """Who says it."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    name: Name | None = None
    """Left out for a source that is not named."""
    role: Name | None = None
    affiliation: Name | None = None
    kind: ActorKind = ActorKind.PERSON
    category: Category | None = None
    public_office: bool = False
    knowledge: Knowledge = Knowledge.UNKNOWN
    protect: bool = False
    """Keep the name out of the text and of every export; role and affiliation stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaForm:
    """A photo, a recording, a document: its hash says which one was seen."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    file: Name | None = None
    """Beside the form; its hash is taken when the form is read."""
    sha256: Sha256 | None = None
    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryForm:
    """One thing that somebody told or showed, and what it says."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    id: Name | None = None
    """Yours; an entry that comes again under it is a new version."""
    entered_by: Name | None = None
    """Who vouches that it was told so; may be given for all entries at once."""
    kind: EntryKind
    received: date
    """The day on which it was told or seen; days such as "yesterday" count from it."""
    title: Annotated[str, Field(max_length=500)] = ""
    url: Annotated[str, Field(max_length=2000)] = ""
    publisher: Annotated[str, Field(max_length=500)] = ""
    """Channel, account or outlet, for what was published."""
    quote: Words | None = None
    """What was said, in the language and script it was said in."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None
    """Of the quote, ISO 639-1."""
    translation: Words | None = None
    translated_by: Name | None = None
    description: Words | None = None
    """What is seen or heard, in the words of who enters it."""
    source: SourceForm = SourceForm()
    media: tuple[MediaForm, ...] = ()
    figures: tuple[FigureForm, ...] = ()
    incidents: tuple[IncidentForm, ...] = ()
    statements: tuple[StatementForm, ...] = ()
    agreements: tuple[AgreementForm, ...] = ()
    people: tuple[PersonForm, ...] = ()
    actors: tuple[ActorForm, ...] = ()

    def records(self) -> tuple[FigureForm | IncidentForm | StatementForm | AgreementForm, ...]:
        """Return all records that others may name."""
        return (*self.figures, *self.incidents, *self.statements, *self.agreements)


@cache
def entry_adapter() -> TypeAdapter[EntryForm]:
    """Return the validator of entries, built once."""
    return TypeAdapter(EntryForm)


def entry_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a file of entries."""
    schema = entry_adapter().json_schema(ref_template="#/$defs/{model}")
    definitions = schema.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:accordingto:schema:entries:1",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA},
            "entered_by": {"type": "string"},
            "entry": {"type": "array", "items": {"$ref": "#/$defs/EntryForm"}, "minItems": 1},
        },
        "required": ["schema", "entry"],
        "additionalProperties": False,
        "$defs": {**definitions, "EntryForm": schema},
    }
