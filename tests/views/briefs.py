"""Briefs of readings made by hand, in one line each."""

from dataclasses import replace

from accordingto.ledger.as_it_stands import Review, StandingReading
from accordingto.ledger.listing import Found
from accordingto.ledger.listings import What
from accordingto.ledger.reviews import Status
from accordingto.ledger.shown import ReportFacts, Shown, ShownRow
from accordingto.views.brief import Brief
from accordingto.views.brief_making import Maker
from accordingto.views.brief_words import Subject
from tests.views.readings import Sketch

ALL = Subject(with_unreviewed=True)
REVIEWED = Subject()


def shown(sketch: Sketch, reviews=None, *, number=1, withheld=(), **facts) -> Shown:
    """A report of a ledger, and what people made of its records."""
    reading = sketch.reading()
    known = ReportFacts(
        publication_id=number,
        key=f"{number:064x}",
        report_id=sketch.id,
        title=sketch.title,
        published="2024-03-14",
        publisher=sketch.publisher,
        agencies=(),
        url="",
        source=sketch.publisher,
        given_id=sketch.id,
        page=sketch.id,
        version=1,
        versions=1,
        text=sketch.text,
        text_sha256=reading.report.sha256,
        added_at="2024-03-15T00:00:00Z",
        path="c.jsonl",
        line=1,
        tool="tests/1",
    )
    made = {record: Review(status=Status(status)) for record, status in (reviews or {}).items()}
    standing = StandingReading(reading, made)
    return Shown(replace(known, **facts), standing, frozenset(withheld))


def brief_of(*reports: Shown, subject: Subject = ALL, **counts) -> Brief:
    """A brief of all that these reports tell of."""
    maker = Maker(subject)
    maker.add_incidents(rows_of(reports, What.INCIDENT, subject))
    maker.add_figures(rows_of(reports, What.FIGURE, subject))
    maker.add_agreements(rows_of(reports, What.AGREEMENT, subject))
    return maker.make(**{"left_out": 0, "rejected": 0, "reports": len(reports)} | counts)


def rows_of(reports, what: What, subject: Subject):
    """The rows of a list."""
    for report in reports:
        reading = report.standing.reading
        for part in (reading, reading.headline):
            for record in getattr(part, f"{what}s"):
                if subject.with_unreviewed or report.standing.is_reviewed(record.id):
                    yield ShownRow(_found(report, what, record, part is not reading), report)


def _found(report: Shown, what: What, record, in_headline: bool) -> Found:
    day = getattr(record, "date_from", None) or getattr(record, "date_to", None)
    return Found(
        id=1,
        publication_id=report.facts.publication_id,
        reading_id=report.facts.publication_id,
        what=what,
        record=record.id,
        in_headline=in_headline,
        sort="",
        first_day=str(day or "2024-03-14"),
        last_day=str(day or "2024-03-14"),
        has_day=day is not None,
    )
