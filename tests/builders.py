"""Builders: a report or a reading in one line."""

from functools import cache

from accordingto.gazetteer.index import Gazetteer
from accordingto.reader.readers import PipelineReader, rule_reader
from accordingto.records.readings import Reading
from accordingto.report import Report


def make_report(
    text: str,
    *,
    title: str = "",
    published: str | None = "2024-03-14",
    publisher: str = "",
    id: str = "r1",  # noqa: A002 -- the field's name
) -> Report:
    """A report published on a Thursday, unless said otherwise."""
    return Report(id=id, text=text, title=title, published=published, publisher=publisher)


@cache
def reader() -> PipelineReader:
    """The reader on rules with the built gazetteer."""
    return rule_reader(Gazetteer.open())


def read(text: str, *, title: str = "", published: str | None = "2024-03-14") -> Reading:
    """Read a text with the rules."""
    return reader().read(make_report(text, title=title, published=published))
