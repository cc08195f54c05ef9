"""The records of a report as its page shows them, with what people have made of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import Connection

from accordingto.ledger.record_deciding import stamp_of
from accordingto.ledger.report_kin import cases_of
from accordingto.ledger.reviews import Status
from accordingto.ledger.shown import Shown
from accordingto.records.figures import Figure
from accordingto.records.kinds import AnyRecord, RecordKind, kind_of, records_of
from accordingto.views.cards import Card, Section, Sort
from accordingto.views.masks import Mask
from accordingto.views.privacy import withhold_in
from accordingto.views.report_views import ReportView
from accordingto.views.sections import lay_out
from accordingto.views.visible import make_plain
from accordingto.web.blind_reading import seen_by
from accordingto.web.record_fields import FIELDS, shown_value
from accordingto.web.sessions import Preferences

REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field of a record, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShown:
    """A record beside the text."""

    id: str
    """Of a problem of the reading, `problem-` and its number."""
    sort: Sort
    heading: str
    says: str
    """On whose word it stands; empty where its place on the page tells."""
    words: str
    details: tuple[tuple[str, str], ...]
    depth: int
    number: int | None
    confidence: float | None
    start: int | None
    """First code point of its first words."""
    end: int | None
    in_title: bool
    status: Status
    is_reviewed: bool
    review: str
    """What people have made of it, in words."""
    changes: tuple[FieldChange, ...]
    """What people made of it otherwise than it was read."""
    case: str
    """Code of the case that it tells of; empty where there is none."""
    stamp: str
    """What a decision on it comes back with; empty for what cannot be decided here."""
    can_edit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupShown:
    """Records that belong together: an incident with its tolls, a deal, a voice."""

    title: str
    note: str
    records: tuple[RecordShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionShown:
    """Records under one heading."""

    id: str
    title: str
    note: str
    groups: tuple[GroupShown, ...]


@dataclass(frozen=True)
class ReportInView:
    """A report as a session may see it."""

    shown: Shown
    preferences: Preferences
    cases: Mapping[str, str]

    @classmethod
    def of(
        cls, connection: Connection, shown: Shown, reading_id: int | None, who: Preferences
    ) -> "ReportInView":
        """Take a report into view; of one who reads blind, without what others decided."""
        if reading_id is None or shown.standing is None:
            return cls(shown, who, {})
        (seen,) = seen_by(connection, [(reading_id, shown)], who)
        return cls(seen, who, cases_of(connection, reading_id))

    @cached_property
    def view(self) -> ReportView:
        """The report with names withheld as the session asks for."""
        return ReportView(self.shown)

    @cached_property
    def mask(self) -> Mask:
        """Finds what is not shown: with names shown, what people decided to withhold alone."""
        if self.preferences.are_names_shown:
            return Mask.of(self.shown.withheld)
        return self.view.mask

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All records, in the order of telling; those that people rejected last."""
        standing = self.shown.standing
        if standing is None:
            return ()
        sections = lay_out(standing.reading, self.mask).sections
        if not standing.rejected or standing.as_read is None:
            return sections
        gone = {one.record.id for one in standing.rejected}
        return (*sections, *self._rejected(gone))

    def _rejected(self, gone: set[str]) -> Iterator[Section]:
        standing = self.shown.standing
        read = standing.as_read if standing else None
        for section in lay_out(read, self.mask).sections if read else ():
            cards = tuple(
                replace(card, depth=0, number=None)
                for card in section.cards()
                if card.record in gone
            )
            if cards:
                yield replace(
                    section,
                    id=f"{REJECTED}-{section.id}",
                    title=f"Rejected: {section.title.lower()}",
                    note="People decided that these are no records of this report.",
                    groups=(replace(section.groups[0], title=None, note=None, cards=cards),),
                )

    @cached_property
    def cards(self) -> tuple[tuple[str, Card, bool], ...]:
        """Each card with its id, and whether its words stand in the title."""
        found: list[tuple[str, Card, bool]] = []
        for section in self.sections:
            for card in section.cards():
                identity = card.record or f"problem-{len(found)}"
                found.append((identity, card, section.is_headline))
        return tuple(found)

    @cached_property
    def ids(self) -> Mapping[int, str]:
        """Ids of cards by what tells one from all others."""
        return {id(card): identity for identity, card, _ in self.cards}

    @cached_property
    def records(self) -> Mapping[str, AnyRecord]:
        """Records as they stand, those that were rejected too, no name withheld."""
        standing = self.shown.standing
        if standing is None:
            return {}
        listed = (*standing.rejected, *records_of(standing.reading))
        return {one.record.id: one.record for one in listed}

    @cached_property
    def names(self) -> Mapping[RecordKind, Mapping[str, str]]:
        """What to call the records of the report, by kind and id."""
        found: dict[RecordKind, dict[str, str]] = {}
        for identity, card, in_title in self.cards:
            record = self.records.get(identity)
            if record is not None and not in_title:
                number = f"{card.number}: " if card.number is not None else ""
                quote = f" “{card.words}”" if card.sort is Sort.STATEMENT else ""
                told = make_plain(f"{number}{card.heading}{quote}")
                found.setdefault(kind_of(record), {})[identity] = told
        return found

    def withheld(self, record: AnyRecord) -> AnyRecord:
        """Return a record with names withheld as the session asks for."""
        return withhold_in(record, self.mask)

    def show(self, sections: Iterable[Section], wanted: set[str]) -> Iterator[SectionShown]:
        """Yield sections with those of their records that are wanted."""
        for section in sections:
            groups = []
            for group in section.groups:
                kept = tuple(
                    self.show_card(card, in_title=section.is_headline)
                    for card in group.cards
                    if self.ids[id(card)] in wanted
                )
                if kept:
                    groups.append(
                        GroupShown(title=group.title or "", note=group.note or "", records=kept)
                    )
            if groups:
                yield SectionShown(
                    id=section.id,
                    title=section.title,
                    note=section.note or "",
                    groups=tuple(groups),
                )

    def show_card(self, card: Card, *, in_title: bool) -> RecordShown:
        """Return one record as the page shows it."""
        identity = self.ids[id(card)]
        record = self.records.get(identity)
        review = self.view.review_of(identity)
        first = card.marks[0].mention if card.marks else None
        return RecordShown(
            id=identity,
            sort=card.sort,
            heading=card.heading,
            says=card.says or "",
            words=make_plain(card.words or ""),
            details=card.details,
            depth=min(card.depth, 4),
            number=card.number,
            confidence=card.confidence,
            start=first.start if first else None,
            end=first.end if first else None,
            in_title=in_title,
            status=review.status,
            is_reviewed=record is not None and self.view.is_reviewed(identity),
            review=self.view.describe_review(identity) if record is not None else "",
            changes=tuple(self._changes(identity)),
            case=self._case_of(record),
            stamp=stamp_of(record, review.decisions) if record is not None else "",
            can_edit=record is not None and kind_of(record) in FIELDS,
        )

    def _changes(self, identity: str) -> Iterator[FieldChange]:
        standing = self.shown.standing
        read = standing.read_as(identity) if standing else None
        if read is not None:
            yield from self.compare(read, self.records[identity])

    def compare(self, before: AnyRecord | None, after: AnyRecord) -> Iterator[FieldChange]:
        """Yield the fields in which two states of a record differ, as people read them."""
        names = {one: told for known in self.names.values() for one, told in known.items()}
        for spec in FIELDS.get(kind_of(after), ()):
            told = [
                shown_value(self.withheld(one), spec, names) if one is not None else ""
                for one in (before, after)
            ]
            if told[0] != told[1]:
                yield FieldChange(label=spec.label, before=told[0], after=told[1])

    def _case_of(self, record: AnyRecord | None) -> str:
        if isinstance(record, Figure):
            return self.cases.get(record.incident or "", "")
        return self.cases.get(record.id, "") if record is not None else ""
