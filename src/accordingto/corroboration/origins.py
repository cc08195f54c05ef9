"""Origins: who put a text out first, as far as it is credited or found. Rule `origins/1`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accordingto.corroboration.copies import CopyGroup, CopyKind
from accordingto.corroboration.credits import split_credit
from accordingto.corroboration.digests import Digest, ReportKey
from accordingto.records.values import Basis, State

RULE = "origins/1"
DAYS_APART = 2
"""Days before a text from which a copy's date is doubted: agencies are taken over at once."""
LEAST_COPIES = 3
"""Texts in a group from which a credit that one alone carries is doubted."""

Toll = tuple[State, int | None, int | None]


class OriginBasis(StrEnum):
    """How an origin is known."""

    CREDITED = "credited"
    """The report names it."""
    COPIED = "copied"
    """Another report with this text names it."""
    OWN = "own"
    """Neither: the text counts as its publisher's own, or as that of the first to print it."""


class FlagCode(StrEnum):
    """What is doubtful about a text."""

    CREDIT_CONTRADICTED = "credit_contradicted"
    CREDIT_NOT_CARRIED = "credit_not_carried"
    BACK_DATED = "back_dated"
    TOLL_ALTERED = "toll_altered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something that speaks against what a report says of itself; a person judges it."""

    code: FlagCode
    reason: str
    """In words: "credits Reuters; r12, with this text, credits AFP"."""
    other: ReportKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a report's text comes from."""

    report: ReportKey
    basis: OriginBasis
    agencies: tuple[str, ...] = ()
    """Credited here or in a copy; empty when nobody is."""
    words: str | None = None
    """The words of the credit."""
    first: ReportKey
    """The first report with this text; the report itself when it has no copies."""
    flags: tuple[Flag, ...] = ()

    @property
    def agency(self) -> str | None:
        """The agency that the report itself credits, else None."""
        return "/".join(self.agencies) if self.basis is OriginBasis.CREDITED else None

    @property
    def keys(self) -> frozenset[str]:
        """What two texts of one origin have in common."""
        return frozenset({f"text:{self.first}", *(f"agency:{name}" for name in self.agencies)})


def find_origins(
    digests: Iterable[Digest], copies: Iterable[CopyGroup]
) -> Mapping[ReportKey, Origin]:
    """Return the origin of every report.

    A credit goes before what is found. A report without one has the credit of the first copy that
    carries one; without any, the text is that of the first to print it. A credit that others
    contradict stands as the report gives it, with a flag.
    """
    groups = list(copies)
    shared = {key for group in groups for key in group.members}
    known: dict[ReportKey, Digest] = {}
    found: dict[ReportKey, Origin] = {}
    for digest in digests:
        found[digest.key] = _origin(digest, None, digest.key)
        if digest.key in shared:
            known[digest.key] = digest
    for group in groups:
        members = [known[key] for key in group.members]
        credited = next((one for one in members if one.credit), None)
        near = _near(group, known)
        for digest in members:
            origin = _origin(digest, credited, group.first)
            flags = tuple(_flags(digest, credited, near[digest.key]))
            found[digest.key] = replace(origin, flags=origin.flags + flags)
    return found


def _origin(digest: Digest, credited: Digest | None, first: ReportKey) -> Origin:
    credit = digest.credit or (credited.credit if credited else None)
    basis = OriginBasis.CREDITED if digest.credit else OriginBasis.COPIED
    return Origin(
        report=digest.key,
        basis=basis if credit else OriginBasis.OWN,
        agencies=split_credit(credit.agency) if credit else (),
        words=credit.words if credit else None,
        first=first,
        flags=tuple(_own_flags(digest)),
    )


def _own_flags(digest: Digest) -> Iterator[Flag]:
    """Yield what a report says against itself."""
    early = _days_between(digest.given, digest.published)
    if early is not None and early >= DAYS_APART:
        reason = f"given as of {digest.given}; its own text is of {digest.published}"
        yield Flag(code=FlagCode.BACK_DATED, reason=reason)


Near = list[tuple[Digest, CopyKind]]


def _near(group: CopyGroup, known: Mapping[ReportKey, Digest]) -> Mapping[ReportKey, Near]:
    """Return the reports that each is linked to, and what sort of copy they are."""
    near: dict[ReportKey, Near] = {key: [] for key in group.members}
    for link in group.links:
        near[link.one].append((known[link.other], link.kind))
        near[link.other].append((known[link.one], link.kind))
    return near


def _flags(digest: Digest, credited: Digest | None, near: Near) -> Iterator[Flag]:
    others = [one for one, _ in near]
    if (
        credited
        and credited is not digest
        and any(kind is not CopyKind.REWRITE for _, kind in near)
    ):
        others.append(credited)
    yield from _credit_flags(digest, others)
    yield from _date_flags(digest, credited)
    yield from _toll_flags(digest, [one for one, kind in near if kind is CopyKind.COPY])


def _credit_flags(digest: Digest, others: Sequence[Digest]) -> Iterator[Flag]:
    if not digest.credit:
        return
    own = set(split_credit(digest.credit.agency))
    for other in others:
        if other.credit and not own & set(split_credit(other.credit.agency)):
            reason = f"credits {digest.credit.agency}; {other.key}, with this text, credits "
            yield Flag(
                code=FlagCode.CREDIT_CONTRADICTED,
                reason=reason + other.credit.agency,
                other=other.key,
            )
            return
    earlier = [one for one in others if (_days_between(one.published, digest.published) or 0) > 0]
    if len(others) + 1 >= LEAST_COPIES and earlier and not any(one.credit for one in others):
        yield Flag(
            code=FlagCode.CREDIT_NOT_CARRIED,
            reason=f"credits {digest.credit.agency}; no copy of this text does, and "
            f"{earlier[0].key} is earlier",
            other=earlier[0].key,
        )


def _date_flags(digest: Digest, credited: Digest | None) -> Iterator[Flag]:
    """Yield a flag when a text without credit claims to be older than the credited one."""
    if digest.credit or credited is None or credited.credit is None:
        return
    early = _days_between(digest.published, credited.published)
    if early is not None and early >= DAYS_APART:
        yield Flag(
            code=FlagCode.BACK_DATED,
            reason=f"dated {early} days before {credited.key}, whose text it is and which "
            f"credits {credited.credit.agency}",
            other=credited.key,
        )


def _days_between(one: date | None, other: date | None) -> int | None:
    return (other - one).days if one and other else None


def _toll_flags(digest: Digest, copied: Sequence[Digest]) -> Iterator[Flag]:
    """Yield a flag when a copy gives other tolls than the copy it is nearest to in time."""
    own = _tolls(digest)
    for other in copied:
        theirs = _tolls(other)
        if own - theirs and theirs - own:
            yield Flag(
                code=FlagCode.TOLL_ALTERED,
                reason=f"says {_in_words(own - theirs)}; {other.key}, with this text, says "
                f"{_in_words(theirs - own)}",
                other=other.key,
            )
            return


def _tolls(digest: Digest) -> Counter[Toll]:
    return Counter(
        (figure.state, figure.low, figure.high)
        for figure in digest.figures
        if figure.basis is not Basis.HEADLINE
    )


def _in_words(tolls: Counter[Toll]) -> str:
    rows = sorted(tolls, key=str)
    return ", ".join(f"{_range(low, high)} {state.value}" for state, low, high in rows)


def _range(low: int | None, high: int | None) -> str:
    if low == high:
        return str(low)
    return f"{'?' if low is None else low}-{'?' if high is None else high}"
