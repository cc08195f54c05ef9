"""Builders for tests of the calendar: a text in, its days out."""

from accordingto.reader.calendar import FindDays
from accordingto.reader.datelines import FindPublished
from accordingto.reader.layers import Annotations, Published, TimeMention
from accordingto.reader.pipeline import Pipeline
from accordingto.reader.quotations import FindQuotations
from accordingto.reader.sentences import FindSentences
from accordingto.report import Report

THURSDAY = "2024-03-14"


def layers(text: str, published: str | None = THURSDAY) -> Annotations:
    stages = Pipeline((FindSentences(), FindQuotations(), FindPublished(), FindDays()))
    return stages(Report(id="r1", text=text, published=published))


def published_of(text: str, published: str | None = THURSDAY) -> Published:
    return layers(text, published).of(Published)[0]


def mentions(text: str, published: str | None = THURSDAY) -> tuple[TimeMention, ...]:
    return layers(text, published).of(TimeMention)


def edtf(text: str, published: str | None = THURSDAY) -> list[str]:
    return [mention.days.edtf for mention in mentions(text, published)]
