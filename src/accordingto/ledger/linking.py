"""Links that people drew between records of different reports, or said are none."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from accordingto.ledger.decision_tables import decision_targets
from accordingto.ledger.decisions import read_entries
from accordingto.ledger.standing import Recorded, Standing
from accordingto.records.judgements import ON_LINKS, Decision, Target


class LinkStatus(StrEnum):
    """What people say of two records."""

    LINKED = "linked"
    UNLINKED = "unlinked"
    DISPUTED = "disputed"
    """One person linked them, another did not, neither having seen the other's decision."""


@dataclass(frozen=True, slots=True)
class DecidedLink:
    """Two records, named by their words, and what people say of them."""

    ends: tuple[Target, Target]
    status: LinkStatus
    decisions: tuple[Recorded, ...]


def read_links(connection: Connection) -> list[DecidedLink]:
    """Return all links that people decided on, in the order of their ends."""
    of_two = select(decision_targets.c.decision_id).where(decision_targets.c.seq == 1)
    return links_of(Standing.of(one.recorded for one in read_entries(connection, of_two)))


def links_of(standing: Standing) -> list[DecidedLink]:
    """Return the links among decisions."""
    found: dict[tuple[Target, Target], list[Recorded]] = {}
    for entry in standing.in_force:
        if entry.judgement.decision in ON_LINKS:
            one, other = sorted(entry.judgement.targets, key=_order)
            found.setdefault((one, other), []).append(entry)
    ordered = sorted(found, key=lambda ends: [_order(end) for end in ends])
    return [DecidedLink(ends, _status(found[ends]), tuple(found[ends])) for ends in ordered]


def _order(target: Target) -> tuple[str | int, ...]:
    return target.sort_key


def _status(decisions: list[Recorded]) -> LinkStatus:
    said = {entry.judgement.decision for entry in decisions}
    if len(said) > 1:
        return LinkStatus.DISPUTED
    return LinkStatus.LINKED if said == {Decision.LINK} else LinkStatus.UNLINKED
