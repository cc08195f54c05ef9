"""What happened, as the accounts of a case tell it: all views, what most texts say first."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import TypeVar

from accordingto.corroboration.digests import Account, ReportKey, Spot
from accordingto.corroboration.linking import Linked
from accordingto.gazetteer.names import fold_name
from accordingto.records.cases import CaseAccount, CaseOutline, ToldDays, ToldKind, ToldPlace

K = TypeVar("K", bound=Hashable)
Stories = Mapping[ReportKey, int]
"""Number of the group of copies of each report that has copies."""


def outline(code: str, linked: Linked, stories: Stories) -> CaseOutline:
    """Return what the accounts of a case tell."""
    return CaseOutline(
        code=code,
        accounts=tuple(_account(one) for one in linked.accounts),
        links=linked.links,
        days=tuple(_days(linked, stories)),
        places=tuple(_places(linked, stories)),
        kinds=tuple(
            ToldKind(kind=kind, reports=_reports(accounts))
            for kind, accounts in _ranked(linked, stories, lambda one: one.kind)
        ),
    )


def _account(account: Account) -> CaseAccount:
    return CaseAccount(
        report=account.report,
        incident=account.record,
        kind=account.kind,
        quote=account.quote,
        date_from=account.date_from,
        date_to=account.date_to,
        place=account.spot.name if account.spot else None,
    )


def _days(linked: Linked, stories: Stories) -> list[ToldDays]:
    ranked = _ranked(linked, stories, _day_key, prefer=lambda key: -_length(key))
    return [
        ToldDays(date_from=key[0], date_to=key[1], reports=_reports(accounts))
        for key, accounts in ranked
    ]


def _day_key(account: Account) -> tuple[date | None, date | None] | None:
    days = (account.date_from, account.date_to)
    return days if any(days) else None


def _length(days: tuple[date | None, date | None]) -> int:
    first, last = days
    return (last - first).days if first and last else 366


def _places(linked: Linked, stories: Stories) -> list[ToldPlace]:
    spots: dict[Hashable, Spot] = {}
    for account in linked.accounts:
        if account.spot:
            spots.setdefault(_place_key(account), account.spot)
    ranked = _ranked(linked, stories, _place_key, prefer=lambda key: -(spots[key].where_prec or 7))
    return [_place(spots[key], _reports(accounts)) for key, accounts in ranked]


def _place_key(account: Account) -> str | None:
    spot = account.spot
    return (spot.gazetteer_id or fold_name(spot.name)) if spot else None


def _place(spot: Spot, reports: tuple[ReportKey, ...]) -> ToldPlace:
    return ToldPlace(
        name=spot.name,
        gazetteer_id=spot.gazetteer_id,
        gazetteer_name=spot.gazetteer_name,
        admin1=spot.admin1,
        country=spot.country,
        lat=spot.lat,
        lon=spot.lon,
        where_prec=spot.where_prec,
        reports=reports,
    )


def _ranked(
    linked: Linked,
    stories: Stories,
    key_of: Callable[[Account], K | None],
    prefer: Callable[[K], int] = lambda _: 0,
) -> list[tuple[K, list[Account]]]:
    """Group accounts by a key; what most texts say comes first, and copies count once."""
    found: dict[K, list[Account]] = defaultdict(list)
    for account in linked.accounts:
        key = key_of(account)
        if key is not None:
            found[key].append(account)
    told = {
        key: len({stories.get(one.report, one.report) for one in accounts})
        for key, accounts in found.items()
    }
    return sorted(found.items(), key=lambda row: (-told[row[0]], -prefer(row[0]), str(row[0])))


def _reports(accounts: list[Account]) -> tuple[ReportKey, ...]:
    return tuple(sorted({account.report for account in accounts}))
