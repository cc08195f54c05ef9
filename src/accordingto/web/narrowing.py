"""What a page is narrowed to, as its address says it: the filters of every list."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from accordingto.api.looking import Asked, make_filters
from accordingto.errors import FilterError
from accordingto.ledger.filters import Filters

Word = Annotated[str, Field(max_length=200)]


class Narrowed(BaseModel):
    """The filters of `accordingto show`, by the names of its options."""

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)

    first_day: Word = Field("", alias="from", description="A day, month or year: 2016-09.")
    last_day: Word = Field("", alias="to", description="A day, month or year.")
    place: list[Word] = Field([], max_length=20)
    country: list[Word] = Field([], max_length=20, description="ISO 3166-1 alpha-2, or a name.")
    actor: list[Word] = Field([], max_length=20)
    source: list[Word] = Field([], max_length=20)
    publisher: list[Word] = Field([], max_length=20)
    kind: list[Word] = Field([], max_length=20)
    blame: list[Word] = Field([], max_length=20, description="Modes: accused, own_claim ...")
    min_toll: Word = Field("", description="A whole number.")
    text: Word = Field("", description="Words to look for.")
    review: Word = Field("", description="reviewed, unreviewed or rejected; else all but rejected.")
    as_of: Word = Field("", description="What was known by the end of this day, UTC.")

    def filters(self) -> Filters:
        """Return the filters; empty fields ask for nothing.

        Raises FilterError for what cannot be meant.
        """
        return make_filters(self.asked())

    def asked(self) -> Asked:
        """Return what is asked for as the verbs of the package take it.

        Raises FilterError for a number that is none.
        """
        return Asked(
            first_day=self.first_day or None,
            last_day=self.last_day or None,
            place=_told(self.place),
            country=_told(self.country),
            actor=_told(self.actor),
            source=_told(self.source),
            publisher=_told(self.publisher),
            kind=_told(self.kind),
            blame=_told(self.blame),
            min_toll=_number(self.min_toll),
            text=self.text.strip(),
            review=self.review or None,
            as_of=self.as_of or None,
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return what is asked for as pairs of a query, to link to the same elsewhere."""
        given = self.model_dump(by_alias=True)
        several = (
            (name, value if isinstance(value, list) else [value]) for name, value in given.items()
        )
        return [
            (name, "true" if value is True else str(value))
            for name, values in several
            for value in values
            if value
        ]


def _told(words: list[str]) -> tuple[str, ...]:
    return tuple(word for word in map(str.strip, words) if word)


def _number(typed: str) -> int | None:
    if not typed.strip():
        return None
    try:
        return int(typed)
    except ValueError:
        raise FilterError(f"min_toll {typed[:50]!r}: expected a whole number, as in 10") from None
