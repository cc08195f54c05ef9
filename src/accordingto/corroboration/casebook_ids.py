"""Rows of all accounts of a ledger, by what names them: very many, in little room."""

from array import array
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from accordingto.corroboration.casebook_rows import AccountId
from accordingto.corroboration.digests import ReportKey
from accordingto.ledger.case_tables import case_accounts, case_digests
from accordingto.ledger.rows import stream
from accordingto.records.cases import AccountRef

_HALVES = "surrogatepass"


class AccountRows(Mapping[AccountRef, AccountId]):
    """The row of each account of a ledger."""

    def __init__(self, connection: Connection) -> None:
        """Load all accounts that there are."""
        self._numbers: dict[ReportKey, int] = {}
        self._ends = array("q", [0])
        """Where the accounts of each report end; a nought goes before."""
        self._names, self._name_ends = bytearray(), array("q", [0])
        """The records' ids, one behind the other: as strings they take four times the room."""
        self._ids = array("q")
        own = case_accounts.c
        asked = (
            select(case_digests.c.key, own.start, own.record, own.id)
            .join(case_digests, case_digests.c.id == own.digest_id)
            .order_by(own.digest_id)
        )
        for key, rows in groupby(stream(connection, asked), itemgetter("key")):
            # Sorted here: stores differ in how they sort words.
            for row in sorted(rows, key=itemgetter("start", "record")):
                self._names += row["record"].encode("utf-8", _HALVES)
                self._name_ends.append(len(self._names))
                self._ids.append(row["id"])
            self._numbers[key] = len(self._numbers)
            self._ends.append(len(self._ids))

    def __getitem__(self, ref: AccountRef) -> AccountId:
        """Return the row of an account."""
        number, name = self._numbers[ref.report], ref.incident.encode("utf-8", _HALVES)
        for place in range(self._ends[number], self._ends[number + 1]):
            if self._name(place) == name:
                return self._ids[place]
        raise KeyError(ref)

    def __iter__(self) -> Iterator[AccountRef]:
        """Yield what names accounts, report by report."""
        for key, number in self._numbers.items():
            for place in range(self._ends[number], self._ends[number + 1]):
                yield AccountRef(key, self._name(place).decode("utf-8", _HALVES))

    def _name(self, place: int) -> bytes:
        return bytes(self._names[self._name_ends[place] : self._name_ends[place + 1]])

    def __len__(self) -> int:
        """Return how many accounts there are."""
        return len(self._ids)

    def in_order(self) -> NDArray[np.int64]:
        """Return the rows in the order in which accounts are gone through."""
        ids = np.frombuffer(self._ids, dtype=np.int64)
        numbers = (self._numbers[key] for key in sorted(self._numbers))
        parts = [ids[self._ends[one] : self._ends[one + 1]] for one in numbers]
        return np.concatenate([ids[:0], *parts])
