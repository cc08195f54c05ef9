"""Truces and deals of some reports, each with its life, as it may be shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from accordingto.corroboration.casebook_looking import load_origins
from accordingto.corroboration.casebook_rows import load_digests
from accordingto.corroboration.digests import Digest
from accordingto.corroboration.evidence import Evidence
from accordingto.corroboration.truces import join_truces
from accordingto.corroboration.voices import resolve_voices
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.copying import in_parts
from accordingto.ledger.listing import Found
from accordingto.ledger.reviews import REVIEWED
from accordingto.ledger.search_making import ENTERED
from accordingto.ledger.search_tables import search_rows
from accordingto.records.tolls import ClaimRef
from accordingto.records.truces import Truce, TruceStep
from accordingto.records.values import Certainty, Step
from accordingto.records.voices import VoiceCount
from accordingto.views.masks import Mask
from accordingto.views.privacy import withhold_in
from accordingto.web.blind_reading import own_records
from accordingto.web.masking import withheld_for
from accordingto.web.sessions import Preferences
from accordingto.web.words_in_reports import link_to_words

_SHORT = 12
"""Letters of a subject that says little: "ceasefire"."""
Link = Callable[[ClaimRef], str]
_STOOD_FOR = frozenset((*(status.value for status in REVIEWED), ENTERED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report's account of a step."""

    report: str
    record: str
    path: str
    """Of the report, at the words."""
    name: str
    """Who says so; the report's own voice is named after its origin."""
    said: date | None
    certainty: Certainty
    accused: tuple[str, ...]
    """Whom this one accuses of a breach."""
    quote: str
    is_reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTold:
    """A step of a deal, with everybody who tells of it."""

    step: Step
    first_day: date | None
    last_day: date | None
    voices: VoiceCount
    tellings: tuple[Telling, ...]
    cases: tuple[str, ...]
    """Codes of the cases that are told of as the breach."""
    is_reviewed: bool
    """A person stands for one of the accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A truce or deal, as reports tell its life."""

    anchor: str
    """Id of its first step's record; `/agreements/ID` leads to the deal by any of its steps."""
    name: str
    """What it is about, as most briefly told."""
    subjects: tuple[str, ...]
    parties: tuple[str, ...]
    brokers: tuple[str, ...]
    terms: tuple[str, ...]
    reports: int
    steps: tuple[StepTold, ...]


def load_deals(connection: Connection, rows: Sequence[Found], who: Preferences) -> tuple[Deal, ...]:
    """Return the deals that the reports of these steps tell of, the latest first.

    A report that is not linked yet is not among them.
    """
    withheld = withheld_for(connection, who)
    readings = {row.reading_id for row in rows if row.reading_id is not None}
    asked = select(case_digests.c.id).where(case_digests.c.reading_id.in_(readings))
    ids = list(connection.scalars(asked.order_by(case_digests.c.id)))
    if not ids:
        return ()
    digests = {one.key: one for one in load_digests(connection, ids).values()}
    evidence = _evidence(connection, ids, digests)
    truces = join_truces(evidence, _cases(connection, ids))
    link = link_to_words(connection, digests)
    stood_for = _stood_for(connection, truces, who)
    found = []
    for truce in truces:
        mask = Mask()
        for key in _reports_of(truce):
            mask = mask.joined(withheld(digests[key].sha256))
        shown = withhold_in(truce, mask)
        found.append(_deal(truce, shown, link, stood_for))
    return tuple(sorted(found, key=_latest, reverse=True))


def _evidence(
    connection: Connection, ids: Sequence[int], digests: Mapping[str, Digest]
) -> Evidence:
    origins = load_origins(connection, ids)
    in_order = [digests[key] for key in sorted(digests)]
    return Evidence(dict(digests), resolve_voices(in_order, origins))


def _cases(connection: Connection, ids: Sequence[int]) -> dict[tuple[str, str], str]:
    asked = (
        select(case_digests.c.key, case_accounts.c.record, case_accounts.c.code)
        .join(case_accounts, case_accounts.c.digest_id == case_digests.c.id)
        .where(case_digests.c.id.in_(ids))
    )
    return {(row.key, row.record): row.code for row in connection.execute(asked)}


def _reports_of(truce: Truce) -> set[str]:
    return {one.ref.report for step in truce.steps for one in step.reports}


def _stood_for(connection: Connection, truces: Iterable[Truce], who: Preferences) -> frozenset[str]:
    """Return the ids of the steps that a person stands for whose decisions one may see."""
    records = sorted({one.ref.record for truce in truces for s in truce.steps for one in s.reports})
    if who.is_blind:
        return frozenset(own_records(connection, records, who.reviewer))
    found: set[str] = set()
    for part in in_parts(records):
        asked = select(search_rows.c.record).where(
            search_rows.c.record.in_(part),
            search_rows.c.is_now == 1,
            search_rows.c.status.in_(sorted(_STOOD_FOR)),
        )
        found.update(connection.scalars(asked))
    return frozenset(found)


def _deal(truce: Truce, shown: Truce, link: Link, stood_for: frozenset[str]) -> Deal:
    """Return a deal as it is shown; where its words stand is told by the deal as it is kept."""
    steps = tuple(
        _step(kept, told, link, stood_for)
        for kept, told in zip(truce.steps, shown.steps, strict=True)
    )
    return Deal(
        anchor=truce.steps[0].reports[0].ref.record,
        name=_name(shown),
        subjects=shown.subjects,
        parties=shown.parties,
        brokers=shown.brokers,
        terms=shown.terms,
        reports=truce.reports,
        steps=steps,
    )


def _name(truce: Truce) -> str:
    """Return what a deal is called: a subject that is more than a pronoun, else who made it."""
    telling = [words for words in truce.subjects if any(len(w) > 3 for w in words.split())]
    if telling:
        return min(telling, key=lambda words: (len(words) < _SHORT, len(words), words))
    if truce.parties:
        return f"a deal of {' and '.join(truce.parties[:3])}"
    return "a deal that reports do not name"


def _step(kept: TruceStep, told: TruceStep, link: Link, stood_for: frozenset[str]) -> StepTold:
    tellings = tuple(
        Telling(
            report=one.ref.report,
            record=one.ref.record,
            path=link(one.ref),
            name=shown.name,
            said=one.said,
            certainty=one.certainty,
            accused=shown.accused,
            quote=shown.quote,
            is_reviewed=one.ref.record in stood_for,
        )
        for one, shown in zip(kept.reports, told.reports, strict=True)
    )
    return StepTold(
        step=kept.step,
        first_day=kept.date_from or kept.date_to,
        last_day=kept.date_to or kept.date_from,
        voices=kept.voices,
        tellings=tellings,
        cases=kept.cases,
        is_reviewed=any(one.is_reviewed for one in tellings),
    )


def _latest(deal: Deal) -> tuple[date, str]:
    days = [step.last_day for step in deal.steps if step.last_day]
    return max(days, default=date.min), deal.anchor
