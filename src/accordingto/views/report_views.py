"""One report of a ledger as lists, briefs and pages show it: as it stands, names withheld."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from accordingto.ledger.as_it_stands import UNREVIEWED, Review
from accordingto.ledger.passages import Passages
from accordingto.ledger.reviews import Status
from accordingto.ledger.shown import ReportFacts, Shown
from accordingto.records.actors import Actor
from accordingto.records.agreements import Agreement
from accordingto.records.figures import Figure
from accordingto.records.incidents import Incident
from accordingto.records.kinds import AnyRecord, Listed, evidence_of, records_of
from accordingto.records.readings import Reading
from accordingto.records.statements import Statement
from accordingto.report import Span
from accordingto.views.masks import Hidden, Mask
from accordingto.views.outline import Toll, arrange_tolls
from accordingto.views.phrases import Names, describe_published
from accordingto.views.privacy import mask_for, withhold_in, withhold_names
from accordingto.views.visible import make_plain

SHORT_ID = 12
"""Digits of an id or a key that a person is shown."""
NO_TITLE = "report without a title"


@dataclass(frozen=True, slots=True)
class InContext:
    """Words of a report with what stands around them in their sentences."""

    before: str
    words: str
    after: str


@dataclass(frozen=True)
class ReportView:
    """A report and its records, ready to be shown."""

    shown: Shown

    @property
    def facts(self) -> ReportFacts:
        """What the report is, and how it came."""
        return self.shown.facts

    @cached_property
    def reading(self) -> Reading | None:
        """The reading as it stands, with names withheld; None when the report was not read."""
        standing = self.shown.standing
        return None if standing is None else withhold_names(standing.reading, self.mask)

    @cached_property
    def mask(self) -> Mask:
        """Finds what to withhold: without any decision, and by decision."""
        standing = self.shown.standing
        own = mask_for(standing.reading, self.shown.lifted) if standing else Mask()
        return own.joined(Mask.of(self.shown.withheld)) if self.shown.withheld else own

    @cached_property
    def names(self) -> Names:
        """Who the words of the report name."""
        return Names.of(self.reading) if self.reading else Names({}, {})

    @cached_property
    def records(self) -> Mapping[str, Listed]:
        """All records by their ids, those that were rejected too."""
        listed = records_of(self.reading) if self.reading else ()
        return {one.record.id: one for one in (*self.rejected, *listed)}

    @cached_property
    def rejected(self) -> tuple[Listed, ...]:
        """Records that people rejected."""
        rejected = self.shown.standing.rejected if self.shown.standing else ()
        return tuple(replace(one, record=withhold_in(one.record, self.mask)) for one in rejected)

    @cached_property
    def incidents(self) -> Mapping[str, Incident]:
        """Incidents by id."""
        return {one.id: one for one in self._all() if isinstance(one, Incident)}

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Figures by id."""
        return {one.id: one for one in self._all() if isinstance(one, Figure)}

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Statements by id."""
        return {one.id: one for one in self._all() if isinstance(one, Statement)}

    @cached_property
    def agreements(self) -> Mapping[str, Agreement]:
        """Steps of agreements by id."""
        return {one.id: one for one in self._all() if isinstance(one, Agreement)}

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """Actors by id."""
        return self.names.actors

    @property
    def title(self) -> str:
        """The title, names withheld."""
        return make_plain(self.mask.hide(self.facts.title)) or NO_TITLE

    @property
    def report_id(self) -> str:
        """The id that it came with: a name in it is withheld too."""
        return make_plain(self.mask.hide(self.facts.report_id))

    @property
    def url(self) -> str:
        """The address, names in it withheld; empty where it has none."""
        return make_plain(self.mask.hide(self.facts.url))

    @property
    def publisher(self) -> str:
        """Who published it."""
        return make_plain(self.facts.publisher) or "publisher not given"

    @property
    def version(self) -> str:
        """Which version of its page it is; empty where there is one."""
        facts = self.facts
        return f"version {facts.version} of {facts.versions}" if facts.versions > 1 else ""

    @property
    def day(self) -> str:
        """The day of publication that was used, ISO or EDTF; empty where it is not known."""
        return (self.reading.report.published_used.edtf or "") if self.reading else ""

    @property
    def published(self) -> str:
        """The day of publication, with its origin, in words."""
        if self.reading is None:
            return make_plain(f"published {self.facts.published or 'on a day that was not given'}")
        return describe_published(self.reading.report)

    @property
    def reader(self) -> str:
        """Who or what made the reading."""
        if self.reading is None:
            return "not read"
        info = self.reading.report.reader
        if info.person is not None:
            return make_plain(f"entered by {info.person}")
        return make_plain(f"read by machine ({info.name} {info.version})")

    def tolls_of(self, incident: str) -> tuple[Toll, ...]:
        """Return the figures of an incident, each followed by its parts."""
        own = (figure for figure in self.figures.values() if figure.incident == incident)
        return arrange_tolls(own, self.figures)

    def review_of(self, record: str) -> Review:
        """Return what people have made of a record."""
        standing = self.shown.standing
        return standing.review_of(record) if standing else UNREVIEWED

    def is_reviewed(self, record: str) -> bool:
        """Tell whether a person stands for a record."""
        standing = self.shown.standing
        return standing is not None and standing.is_reviewed(record)

    def describe_review(self, record: str) -> str:
        """Return in words what people have made of a record."""
        entered_by = self.shown.standing.entered_by if self.shown.standing else None
        return describe_review(self.review_of(record), entered_by)

    def read_as(self, record: str) -> AnyRecord | None:
        """Return a record as the reader has it, where people made it say something else."""
        standing = self.shown.standing
        read = standing.read_as(record) if standing else None
        return None if read is None else withhold_in(read, self.mask)

    def count_reviewed(self) -> tuple[int, int]:
        """Return how many records of the report a person stands for, and how many there are."""
        ids = [one.id for one in self._all()]
        return sum(map(self.is_reviewed, ids)), len(ids)

    def in_context(self, record: AnyRecord) -> InContext:
        """Return the words that carry a record, in their sentences."""
        listed = self.records.get(record.id)
        in_title = listed.in_title if listed else False
        return self.context_of(evidence_of(record).span, in_title=in_title)

    def context_of(self, span: Span, *, in_title: bool = False) -> InContext:
        """Return words in their sentences; of the text, unless the title is meant."""
        passages = self._passages[in_title]
        start, end = passages.around(span)
        around = passages.text[start:end]
        hidden = list(self.mask.find(around))
        one, other = span.start - start, span.end - start
        if not hidden:
            return InContext(around[:one], around[one:other], around[other:])
        parts = (Span(0, one), Span(one, other), Span(other, len(around)))
        return InContext(*(_without(around, part, hidden) for part in parts))

    def passage_of(self, span: Span, *, in_title: bool = False) -> Span:
        """Return where the sentences around words stand."""
        return self._passages[in_title].around(span)

    @cached_property
    def _passages(self) -> tuple[Passages, Passages]:
        return Passages.of(self.facts.text), Passages.of(self.facts.title)

    def _all(self) -> tuple[Figure | Statement | Incident | Agreement, ...]:
        """Return the records of text and title, those of the title last."""
        if self.reading is None:
            return ()
        title = self.reading.headline
        return (
            *self.reading.figures,
            *self.reading.statements,
            *self.reading.incidents,
            *self.reading.agreements,
            *title.figures,
            *title.statements,
            *title.incidents,
            *title.agreements,
        )


def _without(text: str, part: Span, hidden: Iterable[Hidden]) -> str:
    """Return a part of a text without names to withhold, also those that begin before it."""
    told, at = [], part.start
    for name, label in hidden:
        if name.overlaps(part):
            told += [text[at : name.start]] if name.start > at else []
            told += [label] if name.start >= part.start else []
            at = name.end
    return "".join((*told, text[at : part.end]))


def describe_review(review: Review, entered_by: str | None = None) -> str:
    """Return in words what people have made of a record, and who.

    What a machine found, and no decision holds for, is said to be not reviewed, whatever else.
    """
    by = make_plain(" and ".join(review.reviewers))
    match review.status:
        case Status.UNREVIEWED:
            return make_plain(f"entered by {entered_by}") if entered_by else "not reviewed"
        case Status.DISPUTED:
            return f"not settled: {by} decided at odds"
        case Status.ACCEPTED if review.is_kept:
            return f"accepted by {by}; the reader does not have it"
        case Status.CORRECTED if review.is_kept:
            return f"corrected by {by}; the reader does not have it"
        case _:
            return f"{review.status} by {by}"
