"""The page of a report put together: its text in parts, records, what it shares with others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from accordingto.errors import FilterError
from accordingto.ledger.listing import Found
from accordingto.ledger.listings import Listing
from accordingto.ledger.looking_up import find_one
from accordingto.ledger.publications import versions_of
from accordingto.ledger.redaction import read_withheld
from accordingto.ledger.report_kin import same_text, shared_texts
from accordingto.ledger.shown import load_rows
from accordingto.report import Span
from accordingto.views.cards import Role
from accordingto.views.report_views import NO_TITLE, SHORT_ID
from accordingto.views.visible import make_plain
from accordingto.views.withholding import Masks
from accordingto.web.refusals import RefusedError
from accordingto.web.report_records import REJECTED, ReportInView, SectionShown
from accordingto.web.report_text import MarkedText, Paragraph, is_within, part_of
from accordingto.web.sessions import Preferences

MOST_RECORDS = 200
"""Records beside one part of a report."""
_OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})")
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """What a report is, and how it came."""

    key: str
    """The start of the key of its publication, by which pages link to it."""
    report_id: str
    title: str
    publisher: str
    published: str
    """In words."""
    agencies: tuple[str, ...]
    url: str
    is_linked: bool
    """The address can be followed: it is one of the web, and holds no name that is withheld."""
    reader: str
    version: int
    versions: int
    characters: int
    text_sha256: str
    added_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KinShown:
    """Another report that has to do with this one."""

    key: str
    told: str
    """What it is, in words."""
    title: str
    is_this: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartShown:
    """A part of a text; a short one has one part."""

    number: int
    """From 1."""
    of: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextShown:
    """A part of a report's text, with the records beside it."""

    title: tuple[Paragraph, ...]
    paragraphs: tuple[Paragraph, ...]
    part: PartShown
    sections: tuple[SectionShown, ...]
    unshown: int
    """Records of this part that are too many to be shown."""
    records: int
    """Of the whole report."""
    reviewed: int
    roles: tuple[Role, ...]
    notice: str
    """What of the address could not be followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What of a report is asked for."""

    at: str = ""
    """Offsets of words to be shown."""
    in_title: bool = False
    record: str = ""
    part: int | None = None


def find_report(connection: Connection, typed: str) -> Found:
    """Return the row of a report, by its key, id or address.

    Raises RefusedError when there is none, or when several are meant.
    """
    try:
        return find_one(connection, Listing.REPORTS, typed)
    except FilterError as error:
        raise RefusedError(404, str(error)) from error


def take_into_view(connection: Connection, found: Found, who: Preferences) -> ReportInView:
    """Return a report as a session may see it."""
    (row,) = load_rows(connection, [found], read_withheld(connection))
    return ReportInView.of(connection, row.report, found.reading_id, who)


def describe_head(report: ReportInView) -> ReportHead:
    """Return what a report is, names withheld."""
    facts, hide = report.shown.facts, report.mask.hide
    url = make_plain(hide(facts.url))
    return ReportHead(
        key=facts.key[:SHORT_ID],
        report_id=make_plain(hide(facts.report_id)),
        title=make_plain(hide(facts.title)) or NO_TITLE,
        publisher=report.view.publisher,
        published=report.view.published,
        agencies=tuple(map(make_plain, facts.agencies)),
        url=url,
        is_linked=url == facts.url and url.startswith(_WEB),
        reader=report.view.reader,
        version=facts.version,
        versions=facts.versions,
        characters=len(facts.text),
        text_sha256=facts.text_sha256,
        added_at=facts.added_at[:10],
    )


def lay_out_text(report: ReportInView, where: Where) -> TextShown:
    """Return the part of a report that is asked for, with its records."""
    text = report.shown.facts.text
    at, notice = _find_words(report, where)
    of_text = tuple((one, card) for one, card, in_title in report.cards if not in_title)
    of_title = tuple((one, card) for one, card, in_title in report.cards if in_title)
    live = {
        card.record
        for section in report.sections
        if not section.id.startswith(REJECTED)
        for card in section.cards()
    }
    marked = MarkedText(
        text,
        tuple(pair for pair in of_text if pair[1].record in live),
        report.mask,
        None if where.in_title else at,
    )
    title = MarkedText(
        report.shown.facts.title, of_title, report.mask, at if where.in_title else None
    )
    parts = marked.parts()
    number = _part(report, where, parts, None if where.in_title else at)
    here = [one for one, card in of_text if is_within(card, number, parts)]
    here += [one for one, _ in of_title] if number == 0 else []
    first = [where.record] if where.record in here else []
    wanted = set(list(dict.fromkeys((*first, *here)))[:MOST_RECORDS])
    reviewed, records = report.view.count_reviewed()
    blocks = parts[number]
    return TextShown(
        title=tuple(title.paragraphs([Span(0, len(title.text))] if title.text.strip() else [])),
        paragraphs=tuple(marked.paragraphs(blocks)),
        part=PartShown(
            number=number + 1,
            of=len(parts),
            start=blocks[0].start if blocks else 0,
            end=blocks[-1].end if blocks else 0,
        ),
        sections=tuple(report.show(report.sections, wanted)),
        unshown=len(here) - len(wanted),
        records=records,
        reviewed=reviewed,
        roles=_roles(report),
        notice=notice,
    )


def describe_versions(connection: Connection, report: ReportInView) -> tuple[KinShown, ...]:
    """Return the versions of a report's page, oldest first; none where there is one."""
    facts = report.shown.facts
    if facts.versions == 1:
        return ()
    return tuple(
        KinShown(
            key=one.key[:SHORT_ID],
            told=f"version {one.version}, added {one.added_at[:10]}",
            title="",
            is_this=one.key == facts.key,
        )
        for one in versions_of(connection, facts.page)
    )


def describe_copies(
    connection: Connection, report: ReportInView, reading_id: int | None
) -> tuple[KinShown, ...]:
    """Return the other reports that have this one's text, or some of it."""
    masks = Masks(connection)
    own = report.shown.facts
    told: dict[str, KinShown] = {}
    for one in shared_texts(connection, reading_id) if reading_id is not None else ():
        mask = report.mask if report.preferences.are_names_shown else masks.of_text(one.text_sha256)
        title = make_plain(mask.hide(one.title)) or NO_TITLE
        when = f", {one.published}" if one.published else ""
        share = "the same text" if one.text_sha256 == own.text_sha256 else _share(one.of_this)
        order = "published before this" if one.is_first else "published after this"
        by = make_plain(one.publisher) or "publisher not given"
        words = f"{one.kind} · {share} · {by}{when} · {order}"
        told[one.key] = KinShown(key=one.key[:SHORT_ID], told=words, title=title)
    for key in same_text(connection, own.publication_id):
        kin = KinShown(key=key[:SHORT_ID], told="the same text", title="")
        told.setdefault(key, kin)
    return tuple(told.values())


def _share(part: float) -> str:
    percent = min(99, round(part * 100))
    return f"has about {percent} % of this text"


def _find_words(report: ReportInView, where: Where) -> tuple[Span | None, str]:
    """Return the words that are asked for, or why they cannot be shown."""
    if not where.at:
        return None, ""
    facts = report.shown.facts
    text = facts.title if where.in_title else facts.text
    found = _OFFSETS.fullmatch(where.at)
    if found is not None and 0 <= int(found[1]) < int(found[2]) <= len(text):
        return Span(int(found[1]), int(found[2])), ""
    whole = "title" if where.in_title else "text"
    return None, (
        f"The words {where.at[:40]} are not in this report; expected offsets START-END within "
        f"0-{len(text):,} of its {whole}."
    )


def _part(
    report: ReportInView, where: Where, parts: Sequence[Sequence[Span]], at: Span | None
) -> int:
    """Return the number, from 0, of the part that is asked for."""
    if where.part is not None:
        return max(0, min(where.part, len(parts)) - 1)
    if at is not None:
        return part_of(parts, at.start)
    for identity, card, in_title in report.cards:
        if identity == where.record and card.marks and not in_title:
            return part_of(parts, card.marks[0].mention.start)
    return 0


def _roles(report: ReportInView) -> tuple[Role, ...]:
    marked = {mark.role for _, card, _ in report.cards for mark in card.marks}
    return tuple(role for role in Role if role in marked and role is not Role.OTHER)


def parse_words(written: str) -> Span | None:
    """Return the range that `63-72` stands for; None for anything else."""
    found = _OFFSETS.fullmatch(written)
    return Span(int(found[1]), int(found[2])) if found else None
