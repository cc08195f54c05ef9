"""Cases as they would be, merged or parted: which accounts would stand in which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from accordingto.api.case_deciding import Reshaped
from accordingto.corroboration.casebook_looking import load_cases
from accordingto.errors import FilterError
from accordingto.ledger.case_codes import Founder
from accordingto.records.tolls import ClaimRef
from accordingto.views.case_background import names_in
from accordingto.views.docket_setting import DocketSetting, Quote
from accordingto.views.phrases import describe_value
from accordingto.views.visible import make_plain
from accordingto.web.masking import withheld_for
from accordingto.web.sessions import Preferences
from accordingto.web.words_in_reports import link_to_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeAccount:
    """One report's account, as it is picked when a case is parted."""

    founder: str
    """The hash of its text, a colon, where in it it begins."""
    publisher: str
    published: date | None
    title: str
    kind: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A case as it would be."""

    code: str
    """Empty for one whose code would be minted."""
    accounts: tuple[ShapeAccount, ...]


def accounts_told(
    connection: Connection, codes: Iterable[str], preferences: Preferences
) -> dict[Founder, ShapeAccount]:
    """Return the accounts of cases by their texts and places; of copies of one text, the first."""
    found: dict[Founder, ShapeAccount] = {}
    for code in dict.fromkeys(codes):
        loaded = load_cases(connection, [code], with_terms=False)
        accounts = loaded.groups[0].accounts
        reports = sorted({one.report for one in accounts})
        mask = names_in(loaded, reports, withheld_for(connection, preferences))
        link = link_to_words(connection, reports)
        numbers = {report: number for number, report in enumerate(reports, 1)}
        setting = DocketSetting(numbers=numbers, link=link)
        for one in accounts:
            digest = loaded.digests[one.report]
            ref = ClaimRef(report=one.report, record=one.record)
            told = ShapeAccount(
                founder=write_founder((digest.sha256, one.start)),
                publisher=mask.hide(make_plain(digest.publisher)),
                published=digest.published,
                title=mask.hide(make_plain(digest.title)),
                kind=describe_value(one.kind),
                quote=setting.quote(ref, mask.hide(one.quote), ""),
            )
            found.setdefault((digest.sha256, one.start), told)
    return found


def shapes_of(reshaped: Reshaped, known: Mapping[Founder, ShapeAccount]) -> tuple[Shape, ...]:
    """Return what would come of merging or parting, the largest first."""
    return tuple(
        Shape(
            code="" if case.code in reshaped.minted else case.code,
            accounts=tuple(known[one] for one in case.accounts if one in known),
        )
        for case in reshaped.cases
    )


def write_founder(founder: Founder) -> str:
    """Return what names an account in a form."""
    return f"{founder[0]}:{founder[1]}"


def read_founder(told: str) -> Founder:
    """Return the account that a form names. Raises FilterError for what names none."""
    sha256, _, start = told.partition(":")
    if not start.isascii() or not start.isdigit() or len(start) > 9:
        raise FilterError(
            f"account {told[:80]!r}: expected the hash of a text, a colon, and where it begins"
        )
    return sha256, int(start)
