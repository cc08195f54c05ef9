"""Reports as lists show them, made by hand."""

from accordingto.ledger.as_it_stands import Review, StandingReading, Touched, stand
from accordingto.ledger.listing import Found
from accordingto.ledger.listings import What
from accordingto.ledger.reviews import Status
from accordingto.ledger.shown import ReportFacts, Shown
from accordingto.records.kinds import RecordKind, records_of
from accordingto.views.report_views import ReportView


def make_facts(reading, **given) -> ReportFacts:
    info = reading.report
    facts = {
        "publication_id": 1,
        "key": "ab" * 32,
        "report_id": info.id,
        "title": info.title,
        "published": "2024-03-14",
        "publisher": info.publisher,
        "agencies": (),
        "url": "",
        "source": info.publisher,
        "given_id": info.id,
        "page": "p",
        "version": 1,
        "versions": 1,
        "text": info.text,
        "text_sha256": info.sha256,
        "added_at": "2024-03-14T12:00:00Z",
        "path": "c.jsonl",
        "line": 1,
        "tool": "tests/1",
    }
    return ReportFacts(**facts | given)


def touch(reading, record, status, *, stands_as=None, by=("Odd",)) -> Touched:
    """What people made of a record."""
    listed = next(one for one in records_of(reading) if one.record.id == record.id)
    review = Review(status=Status(status), reviewers=by, time="2024-03-20T12:00:00Z")
    return Touched(record.id, RecordKind(listed.kind), listed.in_title, stands_as, review)


def make_view(reading, *touched, withheld=(), **given) -> ReportView:
    standing = stand(reading, touched) if touched else StandingReading(reading)
    return ReportView(Shown(make_facts(reading, **given), standing, frozenset(withheld)))


def make_found(what, record, **given) -> Found:
    row = {
        "id": 1,
        "publication_id": 1,
        "reading_id": 1,
        "what": What(what),
        "record": record.id,
        "in_headline": False,
        "sort": "2024-03-12",
        "first_day": "2024-03-12",
        "last_day": "2024-03-12",
        "has_day": True,
    }
    return Found(**row | given)
