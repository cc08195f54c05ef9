"""Which of a voice's figures it has itself replaced by a later one.

By the rule of `reconciliation/1`: only the same voice, for the same people and place, and only by a
figure that is exact or bounded, not round, and not told as background. A figure counts from the day
on which the voice first gave it, so that a story printed again days later brings nothing back.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from accordingto.corroboration.counted import are_counted_alike
from accordingto.corroboration.digests import Account, FigureClaim
from accordingto.gazetteer.names import fold_name
from accordingto.records.tolls import ClaimRef, Standing, TollClaim
from accordingto.records.values import Bound

BACKGROUND_DAYS = 7
"""Days after an incident from which on a report that has it not in its headline looks back."""
_REPLACING = frozenset((Bound.EXACT, Bound.MIN, Bound.MAX, Bound.RANGE))
_WHY = "the same voice later said {words}"
_FEW, _TEN, _HUNDRED, _FIFTY = 20, 10, 100, 50


def is_round(number: int | None) -> bool:
    """Tell whether a number is round: a multiple of ten from 20 on, of fifty from 100 on.

    >>> [is_round(n) for n in (10, 12, 20, 73, 120, 150, 1429)]
    [False, False, True, False, False, True, False]
    """
    if number is None or number < _FEW:
        return False
    return number % (_TEN if number < _HUNDRED else _FIFTY) == 0


def is_background(account: Account, said: date | None) -> bool:
    """Tell whether a report looks back on an incident: not its headline, and days or more later.

    Without a day of either there is nothing to tell news by, so it counts as background unless
    the headline tells of it.
    """
    if account.in_headline:
        return False
    happened = account.date_to or account.date_from
    return happened is None or said is None or said > happened + timedelta(days=BACKGROUND_DAYS)


def is_early(account: Account, said: date | None) -> bool:
    """Tell whether a claim is dated before what it tells of: a wrong day, or a forged one."""
    return said is not None and account.date_from is not None and said < account.date_from


def places_of(account: Account) -> frozenset[str]:
    """Return the keys of an account's places; none where it gives no place."""
    keys = {fold_name(spot.name) for spot in account.spots}
    keys |= {spot.gazetteer_id for spot in account.spots if spot.gazetteer_id}
    return frozenset(keys)


@dataclass(slots=True)
class _Value:
    """One figure of one voice, over all reports that carry it."""

    claims: list[TollClaim]
    first: date | None
    """Day on which the voice first gave it."""
    news: date | None
    """Day on which it first gave it as news, in a form that can replace; null if it never did."""
    places: frozenset[str]
    is_everywhere: bool
    words: frozenset[str]
    """The different words of the figure."""

    def counts_those_of(self, other: "_Value") -> bool:
        """Tell whether the nouns of both can mean the same people."""
        return any(are_counted_alike(a, b) for a in self.words for b in other.words)

    @property
    def is_exact(self) -> bool:
        """A plain number, of which a voice can give but one on a day."""
        return self.claims[0].bound is Bound.EXACT

    def replaces(self, other: "_Value") -> bool:
        """Tell whether this figure takes the place of an earlier one."""
        if self.news is None or self.first is None or other.first is None:
            return False
        if self.first <= other.first or not self.counts_those_of(other):
            return False
        return self.is_everywhere or other.is_everywhere or bool(self.places & other.places)


def supersede(claims: Sequence[TollClaim], accounts: Mapping[ClaimRef, Account]) -> list[TollClaim]:
    """Return the claims of one group in one state, those that were replaced marked as such."""
    settled: list[TollClaim] = []
    ordered = sorted(claims, key=lambda claim: claim.voice)
    for _, group in groupby(ordered, key=lambda claim: claim.voice):
        settled += _settle(list(group), accounts)
    return settled


def _settle(claims: list[TollClaim], accounts: Mapping[ClaimRef, Account]) -> list[TollClaim]:
    """Mark what one voice has replaced, and where it differs from itself on one day."""
    stands = [claim for claim in claims if claim.standing is Standing.STANDS]
    values = _values(stands, accounts)
    if len(values) < 2:
        return claims
    done = [claim for claim in claims if claim.standing is not Standing.STANDS]
    news = sorted(
        (one for one in values if one.news), key=lambda one: (one.first, one.claims[0].ref)
    )
    exact = Counter(value.first for value in values if value.is_exact)
    for value in values:
        later = _latest(value, news)
        if later is not None:
            done += [_replaced(claim, later.claims[0]) for claim in value.claims]
        elif value.is_exact and exact[value.first] > 1:
            done += [_flagged(claim, "differs_from_itself") for claim in value.claims]
        else:
            done += value.claims
    return done


def _latest(value: _Value, news: Sequence[_Value]) -> _Value | None:
    """Return the latest figure that takes the place of a value; `news` is in order of days."""
    for one in reversed(news):
        if value.first is None or one.first is None or one.first <= value.first:
            return None
        if one.replaces(value):
            return one
    return None


def _values(claims: Iterable[TollClaim], accounts: Mapping[ClaimRef, Account]) -> list[_Value]:
    """Group one voice's claims by the figure that they give."""
    ordered = sorted(claims, key=lambda claim: (_figure(claim), claim.ref))
    return [_value(list(same), accounts) for _, same in groupby(ordered, key=_figure)]


def _figure(claim: TollClaim) -> tuple[int, int, str]:
    low = -1 if claim.low is None else claim.low
    return low, -1 if claim.high is None else claim.high, claim.bound.value


def _value(claims: list[TollClaim], accounts: Mapping[ClaimRef, Account]) -> _Value:
    places = [places_of(accounts[claim.ref]) for claim in claims]
    sure = [claim for claim in claims if "said_before_it_happened" not in claim.flags]
    news = [claim.said for claim in sure if claim.said and _can_replace(claim)]
    claims.sort(key=lambda claim: (claim.said or date.max, claim.ref))
    return _Value(
        claims=claims,
        first=min((claim.said for claim in sure if claim.said), default=None),
        news=min(news, default=None),
        places=frozenset().union(*places),
        is_everywhere=not all(places),
        words=frozenset(claim.words for claim in claims),
    )


def _can_replace(claim: TollClaim) -> bool:
    if claim.bound not in _REPLACING or (claim.is_approximate and claim.bound is Bound.EXACT):
        return False
    return not {"background", "round"} & set(claim.flags)


def _replaced(claim: TollClaim, by: TollClaim) -> TollClaim:
    why = _WHY.format(words=f'"{by.words}"' + (f", on {by.said}" if by.said else ""))
    return replace(claim, standing=Standing.SUPERSEDED, replaced_by=by.ref, why=why)


def _flagged(claim: TollClaim, flag: str) -> TollClaim:
    return claim if flag in claim.flags else replace(claim, flags=(*claim.flags, flag))


def flags_of(account: Account, figure: FigureClaim) -> tuple[str, ...]:
    """Return what keeps a figure from replacing an earlier one."""
    number = figure.high if figure.low is None else figure.low
    flags = (
        ("background", is_background(account, figure.said)),
        ("round", figure.bound is not Bound.VAGUE and is_round(number)),
        ("said_before_it_happened", is_early(account, figure.said)),
    )
    return tuple(name for name, holds in flags if holds)
