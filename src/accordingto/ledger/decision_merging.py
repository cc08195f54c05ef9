"""Decisions of two ledgers put together: chains are sets of entries, and none is lost.

An entry is the same wherever it stands, so the order of merging does not matter, and merging twice
changes nothing. Where one reviewer worked on two machines, the chain branches; both branches stay,
and the reviewer's next decision goes on from both. What was erased in either ledger is erased in
both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from accordingto.errors import StoreError
from accordingto.ledger.chain import Head, fault_of_contents
from accordingto.ledger.decisions import (
    StoredEntry,
    erase_content,
    iterate_entries,
    keep_entry,
    read_heads,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedDecisions:
    """What a merge of decisions brought."""

    added: int
    """Entries that were not known."""
    known: int
    erased: int
    """Contents that were erased here because they had been erased there."""
    branches: Mapping[str, tuple[Head, ...]]
    """Heads of each reviewer whose chain has branches now."""
    texts: frozenset[str]
    """Hashes of the texts on which something changed; `refresh_reviews` takes them."""


def merge_decisions(into: Connection, source: Connection, name: str) -> MergedDecisions:
    """Add all decisions of the ledger of this name to another.

    Raises StoreError when an entry or a content of the source is not what was recorded. Nothing of
    the merge may then be kept, which is what `Ledger.change` sees to.
    """
    added = known = erased = 0
    touched: set[str] = set()
    for stored in _sound_entries(source, name):
        is_new = keep_entry(into, stored.entry, stored.contents)
        newly_erased = 0 if is_new else _erase_alike(into, stored)
        if is_new or newly_erased:
            touched.update(target.sha256 for target in stored.entry.judgement.targets)
        added, known, erased = added + is_new, known + (not is_new), erased + newly_erased
    return MergedDecisions(
        added=added,
        known=known,
        erased=erased,
        branches=branches_of(read_heads(into)),
        texts=frozenset(touched),
    )


def branches_of(heads: Iterable[Head]) -> dict[str, tuple[Head, ...]]:
    """Return the heads of each reviewer who has more than one."""
    found: dict[str, tuple[Head, ...]] = {}
    for head in sorted(heads):
        found[head.reviewer] = (*found.get(head.reviewer, ()), head)
    return {reviewer: own for reviewer, own in found.items() if len(own) > 1}


def _sound_entries(source: Connection, name: str) -> Iterable[StoredEntry]:
    try:
        for stored in iterate_entries(source):
            fault = fault_of_contents(stored.entry, stored.contents)
            if stored.hash != stored.entry.hash:
                fault = "its bytes are not those that were hashed"
            if fault:
                break
            yield stored
        else:
            return
    except StoreError as error:
        raise _damaged(name, error.message) from error
    raise _damaged(name, f"the decision {stored.hash}: {fault}")


def _damaged(name: str, found: str) -> StoreError:
    return StoreError(
        f"{found}; expected decisions as they were recorded, and took none of them; "
        "`accordingto verify` tells more",
        ledger=name,
        code="damaged",
    )


def _erase_alike(into: Connection, stored: StoredEntry) -> int:
    """Erase here what was erased there."""
    gone = [content for content in stored.contents if content.is_erased]
    return sum(
        erase_content(into, content.commitment, content.erased_at or "", content.erased_why or "")
        for content in gone
    )
