"""What a report has to do with others: cases that its incidents belong to, texts that it shares."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Select, case, or_, select

from accordingto.ledger.case_tables import case_accounts, case_copies, case_digests
from accordingto.ledger.store_tables import arrivals, publications, readings, texts

MOST = 50
"""Reports that are told of as sharing a text."""
_D = case_digests.c
_C = case_copies.c


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText:
    """Another report that has some of this one's text."""

    key: str
    report_id: str
    title: str
    publisher: str
    published: str | None
    """Day that was used; None where it is not known."""
    text_sha256: str
    kind: str
    """`copy`, `excerpt` or `rewrite`."""
    of_this: float
    """Part of this report's text that the other has, 0 to 1."""
    of_other: float
    is_first: bool
    """The other was published first."""


def cases_of(connection: Connection, reading_id: int) -> Mapping[str, str]:
    """Return the codes of the cases to which the incidents of a reading belong, by their ids."""
    asked = (
        select(case_accounts.c.record, case_accounts.c.code)
        .join(case_digests, _D.id == case_accounts.c.digest_id)
        .where(_D.reading_id == reading_id)
    )
    return {str(record): str(code) for record, code in connection.execute(asked)}


def shared_texts(connection: Connection, reading_id: int) -> list[SharedText]:
    """Return the reports that share some of this one's text, those with the most of it first.

    None where reports are not linked yet.
    """
    own = connection.scalar(select(_D.id).where(_D.reading_id == reading_id))
    if own is None:
        return []
    rows = connection.execute(_asked(own)).mappings()
    return [SharedText(**dict(row) | {"is_first": bool(row["is_first"])}) for row in rows]


def _asked(own: int) -> Select[tuple[object, ...]]:
    is_one = _C.one_id == own
    other = case((is_one, _C.other_id), else_=_C.one_id)
    of_this = case((is_one, _C.of_one), else_=_C.of_other)
    return (
        select(
            publications.c.key,
            arrivals.c.report_id,
            arrivals.c.title,
            arrivals.c.publisher,
            readings.c.published_from.label("published"),
            _D.text_sha256,
            _C.kind,
            of_this.label("of_this"),
            case((is_one, _C.of_other), else_=_C.of_one).label("of_other"),
            case((is_one, 0), else_=1).label("is_first"),
        )
        .select_from(case_copies)
        .join(case_digests, _D.id == other)
        .join(readings, readings.c.id == _D.reading_id)
        .join(arrivals, arrivals.c.id == readings.c.arrival_id)
        .join(publications, publications.c.id == readings.c.publication_id)
        .where(or_(_C.one_id == own, _C.other_id == own))
        .order_by(of_this.desc(), readings.c.published_from, publications.c.key)
        .limit(MOST)
    )


def same_text(connection: Connection, publication_id: int) -> list[str]:
    """Return the keys of other publications of the very same text, in the order in which they came.

    Reports without a text, which have a title alone, share none.
    """
    own = select(publications.c.text_id).where(publications.c.id == publication_id)
    asked = (
        select(publications.c.key)
        .join(texts, texts.c.id == publications.c.text_id)
        .where(publications.c.text_id == own.scalar_subquery(), texts.c.characters > 0)
        .where(publications.c.id != publication_id)
        .order_by(publications.c.id)
        .limit(MOST)
    )
    return list(connection.scalars(asked))
