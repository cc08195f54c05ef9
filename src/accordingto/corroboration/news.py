"""What is new of a case: its state before some reports came, and with them, put side by side."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accordingto.errors import ConfigurationError
from accordingto.records.cases import Case
from accordingto.records.news import CaseNews, Denial, NewsKind, Rivals, TollMove
from accordingto.records.tolls import Extent, Group, GroupToll
from accordingto.records.values import BlameMode, Stance, State

_Key = tuple[State, Group]
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class TollBound:
    """By how much a toll has to move to be news: more than `number`, or than so many percent."""

    number: int = 0
    is_percent: bool = False

    @classmethod
    def parse(cls, typed: str) -> "TollBound":
        """Return a bound as a user types it: "5", or "20%".

        Raises ConfigurationError for anything else.
        """
        found = re.fullmatch(r"(\d{1,9}) ?(%?)", typed.strip(), re.ASCII)
        if found is None:
            raise ConfigurationError(
                f"{typed[:40]!r} is no bound for a toll; expected a number of people as in 5, or "
                "a share of what was claimed before as in 20%"
            )
        return cls(int(found[1]), bool(found[2]))

    def is_passed(self, before: int | None, after: int | None) -> bool:
        """Tell whether one end of a toll has moved further than this."""
        if before is None or after is None:
            return before is not after
        allowed = before * self.number if self.is_percent else self.number * _WHOLE
        return abs(after - before) * _WHOLE > allowed


ANY_MOVE = TollBound()


def find_news(
    before: Case | None, after: Case, fresh: Iterable[str], bound: TollBound = ANY_MOVE
) -> Iterator[CaseNews]:
    """Yield what is new of a case; of one that was not there before, only that it is new.

    `fresh` are the reports that came. What is not news: a further report that says the same.
    """
    reports = tuple(sorted({*after.reports}.intersection(fresh)))
    if before is None:
        yield CaseNews(
            kind=NewsKind.NEW_CASE,
            code=after.id,
            reports=reports,
            tolls=tuple(_moves((), after.figures.tolls, ANY_MOVE)),
            rivals=tuple(_rivals(after).values()),
            denials=tuple(_denials(after)),
        )
        return
    tolls = tuple(_moves(before.figures.tolls, after.figures.tolls, bound))
    if tolls:
        yield CaseNews(kind=NewsKind.TOLL, code=after.id, reports=reports, tolls=tolls)
    known = _rivals(before)
    rivals = tuple(pair for key, pair in _rivals(after).items() if key not in known)
    if rivals:
        yield CaseNews(kind=NewsKind.RIVAL_BLAME, code=after.id, reports=reports, rivals=rivals)
    told = set(_denials(before))
    denials = tuple(one for one in _denials(after) if one not in told)
    if denials:
        yield CaseNews(kind=NewsKind.DENIAL, code=after.id, reports=reports, denials=denials)


def _moves(
    before: Iterable[GroupToll], after: Iterable[GroupToll], bound: TollBound
) -> Iterator[TollMove]:
    known = {(toll.state, toll.group): toll for toll in before}
    for toll in after:
        was = known.get((toll.state, toll.group))
        extent = was.extent if was else None
        if not _has_moved(extent, toll.extent, bound):
            continue
        refs = {claim.ref for claim in was.claims} if was else set()
        new = tuple(claim for claim in toll.claims if claim.ref not in refs)
        yield TollMove(
            state=toll.state, group=toll.group, before=extent, after=toll.extent, claims=new
        )


def _has_moved(before: Extent | None, after: Extent | None, bound: TollBound) -> bool:
    ends = [(one.low, one.high) if one else (None, None) for one in (before, after)]
    return any(bound.is_passed(was, now) for was, now in zip(*ends, strict=True))


def _rivals(case: Case) -> dict[frozenset[str], Rivals]:
    names = {entry.actor.id: entry.actor.name for entry in case.blame.entries}
    return {
        frozenset(pair): Rivals(one=names[pair[0]], other=names[pair[1]])
        for pair in case.blame.rivals
    }


def _denials(case: Case) -> list[Denial]:
    """Return denials, each voice's words once: as blame that is denied, and as statements."""
    found: dict[tuple[str, str, str], Denial] = {}
    for entry in case.blame.entries:
        if entry.mode is BlameMode.DENIED:
            for one in entry.accusers:
                denial = Denial(
                    name=one.name, actor=entry.actor.name, quote=one.quote, report=one.ref.report
                )
                found.setdefault((denial.name, denial.quote, denial.report), denial)
    for told in case.blame.statements:
        if told.stance is Stance.DENIES:
            denial = Denial(name=told.name, actor=None, quote=told.quote, report=told.ref.report)
            found.setdefault((denial.name, denial.quote, denial.report), denial)
    return list(found.values())
