"""A reading whose records know each other, and how it is shown and passed on."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from accordingto.api.bound import Bound
from accordingto.api.bound_records import Actor, Agreement, Figure, Incident, Person, Statement
from accordingto.api.frames import to_arrow, to_pandas, to_polars
from accordingto.api.reading_tables import READING_TABLES, Listed, tabulate_records
from accordingto.api.tables import Table
from accordingto.errors import FilterError
from accordingto.records import readings
from accordingto.records.codec import from_json, to_dict, to_json
from accordingto.records.readings import Problem, ReportInfo

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

if TYPE_CHECKING:
    pass

B = TypeVar("B", bound=Bound[Any])


class _Told:
    """The lists of records that text and headline both have."""

    def __init__(
        self, record: readings.Reading | readings.Headline, other: "_Told | None" = None
    ) -> None:
        self.figures = tuple(Figure(one, self) for one in record.figures)
        self.statements = tuple(Statement(one, self) for one in record.statements)
        self.incidents = tuple(Incident(one, self) for one in record.incidents)
        self.agreements = tuple(Agreement(one, self) for one in record.agreements)
        self._other = other

    def every(self, kind: type[B]) -> tuple[B, ...]:
        """Return all records of a kind: of the text, or of the headline."""
        return tuple(one for one in self._bound() if isinstance(one, kind))

    def find(self, id: str | None, kind: type[B]) -> B | None:  # noqa: A002 -- the field's name
        """Return the record of an id; None for none, and for an id that is not there."""
        found = None if id is None else self._by_id.get((kind, id))
        if found is None and id is not None and self._other is not None:
            return self._other.find(id, kind)
        return found  # type: ignore[return-value] # its kind is in its key

    def _bound(self) -> Iterator[Bound[Any]]:
        yield from self.figures
        yield from self.statements
        yield from self.incidents
        yield from self.agreements

    @cached_property
    def _by_id(self) -> dict[tuple[type, str], Bound[Any]]:
        return {(type(one), one.record.id): one for one in self._bound()}


class Headline(_Told):
    """What the title alone says; offsets run over `report.title`."""


class Reading(_Told):
    """All that one report says, in the order of its text; what refers to something leads there.

    >>> import accordingto as ato
    >>> text = "Shelling killed 12 people in Homs, residents said."
    >>> reading = ato.read(text, published="2016-09-24")
    >>> figure = reading.figures[0]
    >>> figure.low, figure.source.name, figure.incident.place.name
    (12, 'residents', 'Homs')
    """

    def __init__(self, record: readings.Reading) -> None:
        self.record = record
        """The plain reading, as it is in JSON: frozen, with ids instead of what they name."""
        super().__init__(record)
        self.actors = tuple(Actor(one, self) for one in record.actors)
        self.people = tuple(Person(one, self) for one in record.people)
        self.headline = Headline(record.headline, self)

    def _bound(self) -> Iterator[Bound[Any]]:
        yield from super()._bound()
        yield from self.actors
        yield from self.people

    @classmethod
    def from_json(cls, line: str | bytes) -> "Reading":
        """Return the reading that one line of JSON holds, as `to_json` makes it.

        Raises InvalidRecordError when the line is not a reading, naming the first wrong field.
        """
        return cls(from_json(line))

    @property
    def id(self) -> str:
        """Id of the report."""
        return self.record.id

    @property
    def report(self) -> ReportInfo:
        """The report as it was read."""
        return self.record.report

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be decided, or was not as expected."""
        return self.record.problems

    def to_json(self, *, with_text: bool = True) -> str:
        """Return one line of JSON, as `accordingto read --format jsonl` prints it."""
        return to_json(self.record, with_text=with_text)

    def to_dict(self, *, with_text: bool = True) -> dict[str, object]:
        """Return plain JSON values."""
        return to_dict(self.record, with_text=with_text)

    def to_text(self, width: int = 80) -> str:
        """Return it as `accordingto read` prints it; names of children and others are withheld."""
        from accordingto.views.text import render_text  # noqa: PLC0415 -- loaded when shown

        return render_text(self.record, width=width, colour=False)

    def to_html(self) -> str:
        """Return the page of the report, as `accordingto read --format html` writes it."""
        from accordingto.views.html import render_html  # noqa: PLC0415 -- loaded when shown

        return render_html(self.record)

    def to_pandas(self, what: str = "figures") -> "pd.DataFrame":
        """Return its figures, statements, incidents or agreements as a DataFrame of pandas.

        Raises FilterError when there is no such table, ConfigurationError without pandas.
        """
        return to_pandas(tabulate_readings([self], what))

    def to_polars(self, what: str = "figures") -> "pl.DataFrame":
        """Return its figures, statements, incidents or agreements as a DataFrame of polars.

        Raises FilterError when there is no such table, ConfigurationError without polars.
        """
        return to_polars(tabulate_readings([self], what))

    def to_arrow(self, what: str = "figures") -> "pa.Table":
        """Return its figures, statements, incidents or agreements as a table of Arrow.

        Raises FilterError when there is no such table, ConfigurationError without pyarrow.
        """
        return to_arrow(tabulate_readings([self], what))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reading) and other.record == self.record

    def __hash__(self) -> int:
        return hash(self.record)

    def __repr__(self) -> str:
        told = ", ".join(f"{len(getattr(self, kind))} {kind}" for kind in READING_TABLES)
        return f"<Reading {self.id!r}: {told}>"

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it: the text with its words marked, and the records."""
        from accordingto.views.notebook import render_notebook  # noqa: PLC0415 -- when shown

        return render_notebook(self.record)


def tabulate_readings(readings: Iterable[Reading], what: str) -> Table:
    """Return all records of a kind of readings as a table, those of headlines after the text's.

    Raises FilterError when there is no such kind.
    """
    if what not in READING_TABLES:
        known = ", ".join(READING_TABLES)
        raise FilterError(f"there is no table of {what!r} of readings; expected one of {known}")
    return tabulate_records(what, _listed(readings, what))


def _listed(readings: Iterable[Reading], what: str) -> Iterator[Listed]:
    for reading in readings:
        for one in getattr(reading, what):
            yield Listed(reading.report, one)
        for one in getattr(reading.headline, what):
            yield Listed(reading.report, one, in_headline=True)
