"""Reports and records as exporters are given them: as they stand, names withheld."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from accordingto.corroboration.ledger_digests import report_key
from accordingto.corroboration.origins import Origin
from accordingto.formats.bundles import (
    NOT_REVIEWED,
    R_co,
    RecordNote,
    ReportNote,
    ReviewNote,
    ReviewStatus,
)
from accordingto.ledger.plain import storable
from accordingto.ledger.reviews import Status
from accordingto.records.readings import Reading
from accordingto.views.masks import Mask
from accordingto.views.report_views import ReportView

KeepRecord = Callable[[str], bool]
_STATUS = {
    Status.UNREVIEWED: ReviewStatus.UNREVIEWED,
    Status.DISPUTED: ReviewStatus.DISPUTED,
    Status.ACCEPTED: ReviewStatus.ACCEPTED,
    Status.CORRECTED: ReviewStatus.CORRECTED,
}


@dataclass(frozen=True)
class Exported(ReportView):
    """A report under a mask that may hold what other reports of its case withhold."""

    whole_mask: Mask
    with_unreviewed: bool

    @cached_property
    def mask(self) -> Mask:
        """Finds what to withhold."""
        return self.whole_mask

    @property
    def key(self) -> str:
        """What tells it from all others, as cases name it."""
        return storable(report_key(self.facts.report_id, self.facts.key))

    def is_kept(self, record: str) -> bool:
        """Tell whether a record goes out."""
        return self.with_unreviewed or self.is_reviewed(record)

    def review_note(self, record: str) -> ReviewNote:
        """Return who stands for a record."""
        review, standing = self.review_of(record), self.shown.standing
        if review.status is Status.UNREVIEWED and standing and standing.entered_by:
            return ReviewNote(status=ReviewStatus.ENTERED, reviewers=(standing.entered_by,))
        if review.status is Status.UNREVIEWED:
            return NOT_REVIEWED
        return ReviewNote(
            status=_STATUS[review.status], reviewers=review.reviewers, time=review.time
        )

    def note(self, reading: Reading, origin: Origin | None) -> ReportNote:
        """Return what is told of the report itself."""
        facts, hide = self.facts, self.mask.hide
        first = origin.first if origin else ""
        return ReportNote(
            key=hide(self.key),
            id=hide(facts.report_id),
            publication=facts.key,
            title=hide(facts.title),
            publisher=facts.publisher,
            agencies=facts.agencies,
            url=hide(facts.url),
            published=reading.report.published_used,
            language=reading.report.language,
            sha256=facts.text_sha256,
            length=len(facts.text),
            reader=self.reader,
            origin="/".join(origin.agencies) if origin else "",
            copy_of=hide(first) if first != self.key else "",
        )

    def notes(
        self, records: Iterable[R_co], cases: Callable[[str], str], *, in_title: bool = False
    ) -> Iterator[RecordNote[R_co]]:
        """Yield the records that go out; `cases` gives the code of the case of each."""
        report = self.mask.hide(self.key)
        for record in records:
            if self.is_kept(record.id):
                context = self.context_of(record.evidence.span, in_title=in_title)
                yield RecordNote(
                    report=report,
                    record=record,
                    in_title=in_title,
                    review=self.review_note(record.id),
                    before=context.before,
                    words=context.words,
                    after=context.after,
                    case=cases(record.id),
                )
