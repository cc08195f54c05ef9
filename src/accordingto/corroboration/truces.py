"""Truces: the steps of one deal across reports, joined into its life.

Joining follows the rule `truces/1`: an explained score over parties, days, subject and kind. The
surest links come first, and what would spread a deal's beginning over more than two weeks is not
joined. The order in which reports came plays no part.
"""

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from accordingto.corroboration.digests import ActorId, ReportKey
from accordingto.corroboration.evidence import Evidence
from accordingto.corroboration.packed_digests import tell_of_steps
from accordingto.corroboration.truce_likeness import (
    Deal,
    days_of,
    deals_of,
    find_reasons,
    load_truce_rule,
    score_of,
    terms_of,
)
from accordingto.corroboration.truce_steps import Cases, gather_steps, name_of
from accordingto.corroboration.unions import Unions
from accordingto.records.tolls import ClaimRef
from accordingto.records.truces import Truce, TruceLink
from accordingto.records.values import Step

WINDOW = 24
"""Deals of one month and kind, next to each other in time, that one deal is compared with."""
BEGINNING_DAYS = 14
"""Most days between a deal's being agreed and its taking effect, as reports give them."""
_BEGINNING = frozenset((Step.AGREED, Step.TOOK_EFFECT))


def join_truces(evidence: Evidence, cases: Cases) -> tuple[Truce, ...]:
    """Return every deal that reports tell of, with its life, by its first day."""
    digests = (evidence.digests[key] for key in tell_of_steps(evidence.digests))
    found = (deal for digest in digests if digest.steps for deal in deals_of(digest, evidence))
    deals = sorted(found, key=lambda deal: deal.ref)
    return join_deals(deals, _links(deals), evidence, cases)


class DealPair(NamedTuple):
    """Two deals that are held to be one, by their places among all."""

    one: int
    other: int
    link: TruceLink


def join_deals(
    deals: Sequence[Deal], links: Iterable[DealPair], evidence: Evidence, cases: Cases
) -> tuple[Truce, ...]:
    """Return the lives of deals, which stand in order, joined by links between them."""
    return _Joiner(deals, evidence, cases).truces(links)


def link_deals(one: Deal, other: Deal) -> TruceLink | None:
    """Return the link between two accounts of one deal; None where they are not held to be one."""
    rule, reasons = load_truce_rule(), find_reasons(one, other)
    if score_of(reasons) < rule.threshold:
        return None
    return TruceLink(
        one=one.ref,
        other=other.ref,
        score=round(score_of(reasons), 4),
        rule=rule.rule,
        terms=terms_of(reasons),
    )


def _links(deals: Sequence[Deal]) -> Iterator[DealPair]:
    for n, m in _pairs(deals):
        link = link_deals(deals[n], deals[m])
        if link:
            yield DealPair(n, m, link)


def _pairs(deals: Sequence[Deal]) -> Iterator[tuple[int, int]]:
    """Yield pairs of deals that are told of for one month, or in the same weeks, in order."""
    blocks: dict[tuple[str, int], list[tuple[date, int]]] = {}
    for n, deal in enumerate(deals):
        for key, day in block_keys(deal):
            blocks.setdefault(key, []).append((day, n))
    # Of many deals there are very many pairs: each is one number, first place times count.
    count = len(deals)
    pairs = array("q")
    for block in blocks.values():
        block.sort()
        for place, (_, n) in enumerate(block):
            near = block[place + 1 : place + 1 + WINDOW]
            pairs.extend([min(n, m) * count + max(n, m) for _, m in near if n != m])
    blocks.clear()
    for pair in np.unique(np.frombuffer(pairs, dtype=np.int64)):
        one, other = divmod(int(pair), count)
        yield one, other


@dataclass(frozen=True)
class _Joiner:
    deals: Sequence[Deal]
    evidence: Evidence
    cases: Cases

    def truces(self, links: Iterable[DealPair]) -> tuple[Truce, ...]:
        unions, kept = self._join(links)
        of_truce: dict[int, list[TruceLink]] = {}
        for n, link in kept:
            of_truce.setdefault(unions.find(n), []).append(link)
        found = [
            self._truce([self.deals[n] for n in group], of_truce.get(low, []))
            for low, group in unions.groups().items()
        ]
        return tuple(sorted(found, key=truce_order))

    def _join(self, links: Iterable[DealPair]) -> tuple[Unions, list[tuple[int, TruceLink]]]:
        """Join deals, the surest links first, as long as their beginnings fit."""
        unions = Unions(len(self.deals))
        spans = [_beginning(deal) for deal in self.deals]
        kept: list[tuple[int, TruceLink]] = []
        for n, m, link in sorted(links, key=_surest_first):
            a, b = unions.find(n), unions.find(m)
            joint = _joint(spans[a], spans[b])
            if joint and (joint[1] - joint[0]).days > BEGINNING_DAYS:
                continue
            unions.join(n, m)
            spans[unions.find(n)] = joint
            kept.append((n, link))
        return unions, kept

    def _truce(self, deals: list[Deal], links: list[TruceLink]) -> Truce:
        refs = sorted(deal.ref for deal in deals)
        name = "\x1f".join(f"{ref.report}\x1e{ref.record}" for ref in refs)
        steps = [(deal.ref.report, step) for deal in deals for step in deal.steps]
        return Truce(
            id=hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            subjects=_different(step.subject or "" for _, step in steps),
            parties=_different(self._names((r, a) for r, step in steps for a in step.parties)),
            brokers=_different(self._names((r, a) for r, step in steps for a in step.brokers)),
            terms=_different(term for _, step in steps for term in step.terms),
            reports=len({ref.report for ref in refs}),
            steps=gather_steps(steps, self.evidence, self.cases),
            links=tuple(sorted(links, key=lambda link: (link.one, link.other))),
        )

    def _names(self, actors: Iterable[tuple[ReportKey, ActorId]]) -> Iterator[str]:
        for report, actor in actors:
            yield name_of(self.evidence, report, actor)


def block_keys(deal: Deal) -> Iterator[tuple[tuple[str, int], date]]:
    """Return the blocks that a deal is in, with the day by which it is sorted in each."""
    for kind in sorted(deal.kinds) or [""]:
        for _, first, last in deal.days:
            for day in {first, last}:
                yield (f"month {kind}", day.year * 12 + day.month), first
    if deal.said is not None:
        week = deal.said.toordinal() // 7
        for one in (week, week + 1):
            yield ("told", one), deal.said


Span = tuple[date, date] | None


def _beginning(deal: Deal) -> Span:
    """Return the least time over which a deal was agreed and took effect, as it gives the days.

    The end of the earliest days that it can be, and the start of the latest.
    """
    span: Span = None
    for step in deal.steps:
        days = days_of(step)
        if step.step in _BEGINNING and days is not None:
            span = _joint(span, (days[1], days[0]))
    return span


def _joint(one: Span, other: Span) -> Span:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def _surest_first(found: DealPair) -> tuple[float, ClaimRef, ClaimRef]:
    return -found.link.score, found.link.one, found.link.other


def truce_order(truce: Truce) -> tuple[bool, str, str]:
    """By which truces are sorted: their first day."""
    days = [step.date_from or step.date_to for step in truce.steps]
    first = min((day.isoformat() for day in days if day), default="")
    return not first, first, truce.id


def _different(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}))
