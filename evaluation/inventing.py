"""Reports of a war that never was, each with all that it says: the same seed, the same reports.

They are as long as reports of the project's corpus, and have as many records, rows and words; every
span holds the words that it names, so that `verify` finds nothing. One in fifty repeats another's
text under another publisher, one in a hundred is a new version of a page.
"""

import json
import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from accordingto.ingest.inputs import Incoming, Provenance
from accordingto.ingest.rows import JSONL_ROW, ROW_TOOL
from accordingto.records.days import PublishedUsed
from accordingto.records.readings import (
    Headline,
    Problem,
    ReaderInfo,
    Reading,
    ReportInfo,
)
from accordingto.records.values import PublishedOrigin
from accordingto.report import Report
from evaluation.invented_page import Page
from evaluation.invented_war import War

READER = ReaderInfo(name="invented", version="1", model_hash=None)
FIRST_DAY = date(2011, 3, 1)
DAYS = 5000
LATE = 0.1
"""Share of the reports that come at another time than those of their day."""
COPIES = 0.02
VERSIONS = 0.01
_HELD = 50
"""Reports of which copies and versions are made."""


@dataclass(frozen=True, slots=True)
class Invented:
    """A report, and what is read in it."""

    incoming: Incoming
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Head:
    given_id: str
    title: str
    published: date
    publisher: str


def invent_reports(war: War, seed: int, count: int, days: int = DAYS) -> Iterator[Invented]:
    """Yield so many reports, most of them in the order of their days, as they come in.

    They are of so many days from the first on, however many reports there are.
    """
    draw = random.Random(f"reports {seed}")  # noqa: S311 -- nothing secret
    held: deque[tuple[_Head, Page, Page]] = deque(maxlen=_HELD)
    for number in range(1, count + 1):
        luck = draw.random()
        day = days * (draw.random() if draw.random() < LATE else number / count)
        published = FIRST_DAY + timedelta(days=round(day + draw.gauss(0, 3)))
        page, title = Page(war, draw, published), Page(war, draw, published)
        title.tell_in_headline()
        head = _Head(f"r{number}", title.text, published, war.publishers.one(draw))
        if held and luck < COPIES:
            old, page, title = draw.choice(held)
            head = _Head(f"c{number}", old.title, old.published, head.publisher)
        elif held and luck < COPIES + VERSIONS:
            old, _, _ = draw.choice(held)
            page.tell()
            head = _Head(old.given_id, head.title, published, old.publisher)
        else:
            page.tell()
        held.append((head, page, title))
        yield _invented(head, page, title, number)


def _invented(head: _Head, page: Page, title: Page, number: int) -> Invented:
    row = {
        "id": head.given_id,
        "title": head.title,
        "published": head.published.isoformat(),
        "publisher": head.publisher,
        "text": page.text,
        "grade": number % 7,
    }
    raw = json.dumps(row, ensure_ascii=False).encode() + b"\n"
    report = Report(
        id=head.given_id,
        text=page.text,
        title=head.title,
        published=head.published.isoformat(),
        publisher=head.publisher,
    )
    incoming = Incoming(
        report=report,
        path="invented.jsonl",
        line=number,
        size=len(raw),
        given_id=head.given_id,
        provenance=Provenance(
            raw=raw, media_type=JSONL_ROW, tool=ROW_TOOL, extra={"grade": number % 7}
        ),
    )
    return Invented(incoming, _reading(report, head, page, title))


def _reading(report: Report, head: _Head, page: Page, title: Page) -> Reading:
    day = head.published
    used = PublishedUsed(
        date_from=day, date_to=day, edtf=day.isoformat(), origin=PublishedOrigin.GIVEN
    )
    info = ReportInfo(
        id=report.id,
        title=report.title,
        published=day,
        published_used=used,
        publisher=report.publisher,
        agencies=(),
        language="en",
        text=report.text,
        sha256=report.sha256,
        reader=READER,
    )
    odd = Problem(stage="days", code="invented", message="a day that was made up")
    return Reading(
        id=report.id,
        report=info,
        figures=tuple(page.figures),
        statements=tuple(page.statements),
        incidents=tuple(page.incidents),
        agreements=tuple(page.agreements),
        headline=Headline(figures=tuple(title.figures), statements=tuple(title.statements)),
        # Mentions are words of the text, and these stand in the title.
        actors=(
            *page.actors.values(),
            *(replace(one, mentions=()) for one in title.actors.values()),
        ),
        people=tuple(page.people),
        problems=(odd,) if day.day % 3 == 0 else (),
    )
