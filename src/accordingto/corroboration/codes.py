"""Codes of cases: minted once, never used again, and leading on when cases are joined or parted."""

from base64 import b32encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from accordingto.corroboration.digests import Account, ReportKey

PREFIX = "C-"
LETTERS = 10
"""Of a code: 50 bits, so that among a million cases two meet in one of two thousand ledgers."""
_SHORTER_ALPHABET = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz"
)


class Founder(NamedTuple):
    """The words for which a code was minted: the hash of a text, and where in it they begin."""

    sha256: str
    start: int


class Told(NamedTuple):
    """What of an account decides its case's code."""

    report: ReportKey
    start: int
    not_after: date | None

    @classmethod
    def of(cls, account: Account) -> "Told":
        """Return it of an account."""
        return cls(account.report, account.start, account.not_after)


@dataclass(frozen=True, slots=True)
class Codes:
    """All codes that were ever minted, in the order of minting, each with its founder."""

    founders: Mapping[str, Founder] = field(default_factory=dict)


NO_CODES = Codes()


@dataclass(frozen=True, slots=True)
class Assigned:
    """A code for every case, the codes that are new, and where those lead that no case has now."""

    codes: tuple[str, ...]
    minted: Mapping[str, Founder]
    redirects: Mapping[str, str]
    """From a code that another case has taken up, to that case's code."""
    orphans: tuple[str, ...]
    """Codes whose founder no reading tells of any more; they lead nowhere, and are never reused."""


def mint(founder: Founder) -> str:
    """Return the code for a founder: ten letters and digits that cannot be mistaken for others."""
    digest = sha256(f"case\n{founder.sha256}\n{founder.start}".encode()).digest()
    return PREFIX + b32encode(digest).translate(_SHORTER_ALPHABET)[:LETTERS].decode()


def assign_codes(
    cases: Sequence[Sequence[Account | Told]], texts: Mapping[str, str], known: Codes = NO_CODES
) -> Assigned:
    """Give every case its code.

    `texts` maps a report's key to its text's hash. A case that holds the founder of a code keeps
    it; of several the one minted first, and the others lead to it. When the case is parted again,
    each part has the code that its founder had. A case without any gets the code of its earliest
    account, which may be one that was minted before and led elsewhere since: never two cases have
    one code.
    """
    place = _places(cases, texts, frozenset(known.founders.values()))
    held: dict[int, str] = {}
    redirects: dict[str, str] = {}
    orphans = []
    for code, founder in known.founders.items():
        number = place.get(founder)
        if number is None:
            orphans.append(code)
        elif number in held:
            redirects[code] = held[number]
        else:
            held[number] = code
    minted = {}
    for number, case in enumerate(cases):
        if number not in held:
            founder = _found(case, texts)
            held[number] = mint(founder)
            minted[held[number]] = founder
    codes = tuple(held[number] for number in range(len(cases)))
    return Assigned(codes, minted, redirects, tuple(orphans))


def _places(
    cases: Sequence[Sequence[Account | Told]], texts: Mapping[str, str], wanted: frozenset[Founder]
) -> Mapping[Founder, int]:
    """Return the number of the case that holds each founder."""
    if not wanted:
        return {}
    told = (
        (Founder(texts[account.report], account.start), number)
        for number, case in enumerate(cases)
        for account in case
    )
    return {founder: number for founder, number in told if founder in wanted}


def _found(case: Sequence[Account | Told], texts: Mapping[str, str]) -> Founder:
    earliest = min(case, key=lambda one: (one.not_after or date.max, texts[one.report], one.start))
    return Founder(texts[earliest.report], earliest.start)
