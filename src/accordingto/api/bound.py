"""Records whose ids lead to what they name, as a Python user meets them.

The records of a reading are plain data: a figure holds the id of its incident. What is bound holds
the same record, and gives the incident itself. Its types are all here, and nothing can be changed.
"""

from typing import Any, Generic, Protocol, TypeVar, overload

T = TypeVar("T")
R = TypeVar("R")
B = TypeVar("B", bound="Bound[Any]")

QUOTED = 60
"""Characters of the words that `repr` shows."""


class Within(Protocol):
    """The reading that a bound record is part of: it finds what an id names."""

    def find(self, id: str | None, kind: type[B]) -> B | None:  # noqa: A002 -- the field's name
        """Return the record of an id; None for none, and for an id that is not there."""

    def every(self, kind: type[B]) -> tuple[B, ...]:
        """Return all records of a kind: of the text, or of the headline."""


class Bound(Generic[R]):
    """A record with the reading that it is part of."""

    __slots__ = ("_record", "_within")

    def __init__(self, record: R, within: Within) -> None:
        self._record = record
        self._within = within

    @property
    def record(self) -> R:
        """The plain record, as it is in JSON: frozen, with ids instead of what they name."""
        return self._record

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._record == self._record

    def __hash__(self) -> int:
        return hash(self._record)

    def __repr__(self) -> str:
        shown = self._shown()
        short = shown if len(shown) <= QUOTED else f"{shown[: QUOTED - 1]}…"
        return f"<{type(self).__name__} {short!r}>"

    def _shown(self) -> str:
        """Return the words that carry it."""
        return str(self._record.evidence.text)  # type: ignore[attr-defined] # most have some


class Given(Generic[T]):
    """A field that is given as the record has it."""

    def __set_name__(self, owner: type[Bound[Any]], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, bound: None, owner: type[Bound[Any]]) -> "Given[T]": ...

    @overload
    def __get__(self, bound: Bound[Any], owner: type[Bound[Any]]) -> T: ...

    def __get__(self, bound: Bound[Any] | None, owner: type[Bound[Any]]) -> "Given[T] | T":
        if bound is None:
            return self
        value: T = getattr(bound.record, self._name)
        return value
