"""Rows of a list, and single records, as JSON with all that is known of them.

What is withheld in tables is withheld here: names, and exact places of hospitals, clinics and
shelters. Offsets are those of the text as it is kept.
"""

from dataclasses import asdict

from accordingto.ledger.details import Details
from accordingto.ledger.linking import DecidedLink
from accordingto.ledger.listing import Found
from accordingto.ledger.listings import Listing
from accordingto.ledger.publications import Publication
from accordingto.ledger.shown import Shown
from accordingto.ledger.versions import VersionChange
from accordingto.records.base import JsonValue
from accordingto.records.changes import record_to_plain
from accordingto.records.codec import to_dict
from accordingto.records.incidents import Incident
from accordingto.records.judgement_codec import to_plain
from accordingto.records.kinds import Listed, records_of
from accordingto.views.masks import Mask
from accordingto.views.privacy import withhold_in, withhold_names
from accordingto.views.report_views import ReportView

Plain = dict[str, JsonValue]


def json_row(listing: Listing, found: Found, shown: Shown) -> Plain:
    """Return a row of a list: the record as it stands, what people made of it, and its report."""
    return _withheld(_row(listing, found, shown), shown)


def details_to_json(listing: Listing, details: Details) -> Plain:
    """Return a report or a record with all that surrounds it."""
    found, shown = details.row.found, details.row.report
    plain = _row(listing, found, shown) | ({} if found.record else _with_reading(shown))
    plain["judgements"] = [
        {"entry": one.hash, "seq": one.seq, **to_plain(one.judgement)} for one in details.decisions
    ]
    plain["links"] = [_link(link) for link in details.links]
    plain["copies"] = [_publication(one) for one in details.copies]
    plain["page_versions"] = [_publication(one) for one in details.versions]
    plain["changes"] = [_change(change) for change in details.changes]
    plain["arrivals"] = [_plain(asdict(came)) for came in details.came]
    return _withheld(plain, shown)


def _row(listing: Listing, found: Found, shown: Shown) -> Plain:
    if not found.record:
        return _report(shown)
    listed = _listed(shown, found.record)
    row: Plain = {
        "kind": listed.kind.value,
        "record": record_to_plain(withhold_in(listed.record, ReportView(shown).mask)),
        "in_headline": listed.in_title,
        "first_day": found.first_day,
        "last_day": found.last_day,
        "days_are_of_telling": not found.has_day,
        **_context(shown, listed),
        "review": _review(shown, found.record),
        "as_read": _as_read(shown, found.record),
    }
    if isinstance(listed.record, Incident):
        row["tolls"] = _tolls(shown, listed.record)
    if listing.is_of_names:
        row["reports"] = found.reports
    return row | {"report": _facts(shown)}


def _as_read(shown: Shown, record: str) -> Plain | None:
    """Return what the machine read, where people made it say something else."""
    read = ReportView(shown).read_as(record)
    return None if read is None else record_to_plain(read)


def _report(shown: Shown) -> Plain:
    view = ReportView(shown)
    reviewed, every = view.count_reviewed()
    return {
        **_facts(shown),
        "records": every,
        "records_reviewed": reviewed,
        "incidents": len(view.incidents),
        "figures": len(view.figures),
        "statements": len(view.statements),
        "agreements": len(view.agreements),
    }


def _with_reading(shown: Shown) -> Plain:
    standing = shown.standing
    if standing is None:
        return {"text": shown.facts.text, "reading": None}
    mask = ReportView(shown).mask
    return {
        "text": shown.facts.text,
        "reading": _plain(to_dict(withhold_names(standing.reading, mask), with_text=False)),
        "reviews": {
            record: _review(shown, record) | {"as_read": _as_read(shown, record)}
            for record in standing.reviews
        },
        "rejected": [record_to_plain(withhold_in(one.record, mask)) for one in standing.rejected],
    }


def _facts(shown: Shown) -> Plain:
    facts, standing = shown.facts, shown.standing
    info = standing.reading.report if standing else None
    return {
        "id": facts.report_id,
        "publication": facts.key,
        "title": facts.title,
        "published_given": facts.published,
        "published": info.published_used.edtf if info else None,
        "publisher": facts.publisher,
        "agencies": list(facts.agencies),
        "url": facts.url or None,
        "text_sha256": facts.text_sha256,
        "version": facts.version,
        "versions": facts.versions,
        "added_at": facts.added_at,
        "path": facts.path,
        "line": facts.line,
        "tool": facts.tool,
        "reader": {
            "name": info.reader.name,
            "version": info.reader.version,
            "model_hash": info.reader.model_hash,
        }
        if info
        else None,
        "entered_by": standing.entered_by if standing else None,
    }


def _review(shown: Shown, record: str) -> Plain:
    view = ReportView(shown)
    review = view.review_of(record)
    return {
        "status": review.status.value,
        "reviewed": view.is_reviewed(record),
        "reviewers": list(review.reviewers),
        "time": review.time or None,
        "kept_by_decision": review.is_kept,
        "decisions": list(review.decisions),
        "notes": list(review.notes),
    }


def _listed(shown: Shown, record: str) -> Listed:
    assert shown.standing is not None  # noqa: S101 -- it has records
    every = (*records_of(shown.standing.reading), *shown.standing.rejected)
    return next(one for one in every if one.record.id == record)


def _context(shown: Shown, listed: Listed) -> Plain:
    view = ReportView(shown)
    text = shown.facts.title if listed.in_title else shown.facts.text
    start, end = view.passage_of(listed.span, in_title=listed.in_title)
    return {"sentence": {"start": start, "end": end, "text": text[start:end]}}


def _tolls(shown: Shown, incident: Incident) -> list[JsonValue]:
    assert shown.standing is not None  # noqa: S101 -- it has records
    reading = shown.standing.reading
    figures = (*reading.figures, *reading.headline.figures)
    return [
        {"record": record_to_plain(one), "review": _review(shown, one.id)}
        for one in figures
        if one.incident == incident.id
    ]


def _link(link: DecidedLink) -> Plain:
    return {
        "status": link.status.value,
        "ends": [_plain(asdict(end)) for end in link.ends],
        "decisions": [one.hash for one in link.decisions],
    }


def _publication(publication: Publication) -> Plain:
    return {
        "publication": publication.key,
        "publisher": publication.publisher,
        "url": publication.url or None,
        "version": publication.version,
        "text_sha256": publication.text_sha256,
        "added_at": publication.added_at,
    }


def _change(change: VersionChange) -> Plain:
    return {
        "from": change.older,
        "to": change.newer,
        "whole": change.is_whole,
        "pieces": [[piece.sign.value, piece.text] for piece in change.pieces],
    }


def _withheld(plain: Plain, shown: Shown) -> Plain:
    mask = ReportView(shown).mask
    return plain if mask.is_empty else {name: _hidden(one, mask) for name, one in plain.items()}


def _hidden(value: JsonValue, mask: Mask) -> JsonValue:
    if isinstance(value, str):
        return mask.hide(value)
    if isinstance(value, dict):
        return {name: _hidden(inner, mask) for name, inner in value.items()}
    if isinstance(value, list):
        return [_hidden(inner, mask) for inner in value]
    return value


def _plain(value: object) -> JsonValue:
    return value  # type: ignore[return-value]  # plain JSON values, by its own word
