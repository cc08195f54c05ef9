"""A comparer that keeps what it found, for the cases of a ledger."""

from dataclasses import dataclass, field

from accordingto.corroboration.comparing import Comparer
from accordingto.corroboration.digests import Account
from accordingto.records.cases import Term


@dataclass(frozen=True)
class RememberingComparer(Comparer):
    """A comparer that compares two accounts once."""

    _scores: dict[tuple[int, int], float | None] = field(default_factory=dict, repr=False)

    def explain(self, one: Account, other: Account) -> tuple[Term, ...]:
        """Return no terms: a ledger does not keep them."""
        return ()

    def score(self, one: Account, other: Account) -> float:
        """Return the log-odds that both are accounts of one event."""
        key = id(one), id(other)
        known = self._scores.get(key)
        if known is None:
            known = self._scores[key] = super().score(one, other)
        return known

    def score_if_high(self, one: Account, other: Account) -> float | None:
        """Return the score; None where a part of it tells that it is not above the threshold."""
        key = id(one), id(other)
        if key not in self._scores:
            self._scores[key] = super().score_if_high(one, other)
        return self._scores[key]


def ordered(one: Account, other: Account) -> tuple[Account, Account]:
    """Return two accounts in the order in which linking compares them."""
    first = (one.report, one.start, one.record) <= (other.report, other.start, other.record)
    return (one, other) if first else (other, one)
