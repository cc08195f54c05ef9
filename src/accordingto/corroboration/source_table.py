"""What each organisation or holder of a public office said, over all cases.

Counts and intervals, and no measure of how credible anybody is. Private persons have no row.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from pydantic import TypeAdapter

from accordingto.corroboration.blaming import blamed_ids
from accordingto.corroboration.evidence import CaseFile
from accordingto.corroboration.set_aside import SetAside
from accordingto.corroboration.tolls import extent_of, is_numbered, span_of, standing
from accordingto.records.blames import CaseBlame
from accordingto.records.source_rows import SourceRow, TollComparison
from accordingto.records.tolls import (
    ClaimRef,
    Extent,
    Group,
    GroupToll,
    Reconciliation,
    Standing,
    TollClaim,
)
from accordingto.records.values import Age, BlameMode, Category, Sex, State, Who
from accordingto.records.voices import Voice, VoiceKind

OUTCOMES = ("within", "below", "above", "no_other")
_COUNTED = (
    *("cases", "figures", "blame", "denials", "own_claims", "statements"),
    *("first", "first_shared", "dated", "superseded", *OUTCOMES),
)
"""What is counted case by case, so that counts of different cases add up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFindings:
    """What was found about one case."""

    code: str
    case: CaseFile
    tolls: Reconciliation
    blame: CaseBlame


@dataclass(slots=True)
class _Row:
    """A row while it is being made."""

    name: str
    categories: Counter[Category] = field(default_factory=Counter)
    speakers: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    first_said: date | None = None
    last_said: date | None = None
    compared: "array[int]" = field(default_factory=lambda: array("Q"))
    """Where its comparisons are set aside, those of a case together."""

    def speak(self, voice: Voice, said: date | None) -> None:
        """Note who spoke, and when."""
        self.speakers.add(voice.name)
        if voice.category is not None:
            self.categories[voice.category] += 1
        if said is not None:
            self.first_said = min(said, self.first_said or said)
            self.last_said = max(said, self.last_said or said)


@dataclass(slots=True)
class _Heard:
    """What a source said of one case."""

    said: dict[str, set[tuple[object, ...]]] = field(default_factory=dict)
    """By kind, each once: printing it again says nothing new."""
    comparisons: list[TollComparison] = field(default_factory=list)

    def say(self, kind: str, *what: object) -> None:
        """Note that the source said something."""
        self.said.setdefault(kind, set()).add(what)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePart:
    """What a source said of some cases, and what tells its walk of life over all of them."""

    row: SourceRow
    categories: Mapping[Category, int]


class SourceTable:
    """A row for each source, which grows case by case; the order of cases plays no part.

    What is counted is held; the comparisons, of which there is one for each toll of each source,
    are set aside.
    """

    def __init__(self) -> None:
        self._rows: dict[str, _Row] = {}
        self._aside = SetAside()

    def add(self, found: CaseFindings) -> None:
        """Add what sources said of a case."""
        for name, heard in _CaseRows(found, self._rows).heard().items():
            row = self._rows[name]
            row.counts["cases"] += 1
            row.counts.update({kind: len(told) for kind, told in heard.said.items()})
            row.counts.update(one.outcome for one in heard.comparisons)
            if heard.comparisons:
                row.compared.append(self._aside.add(_comparisons().dump_json(heard.comparisons)))

    def rows(self) -> tuple[SourceRow, ...]:
        """Return the rows, by name."""
        return tuple(part.row for part in self.parts())

    def parts(self) -> Iterator[SourcePart]:
        """Yield the rows, by name, in a form that can be put together with those of other cases."""
        for name in sorted(self._rows):
            row = self._rows[name]
            yield SourcePart(row=_finish(row, self._compared(row)), categories=row.categories)

    def _compared(self, row: _Row) -> list[TollComparison]:
        pieces = (self._aside.read(place)[0] for place in row.compared)
        return [one for piece in pieces for one in _comparisons().validate_json(piece)]


@cache
def _comparisons() -> TypeAdapter[list[TollComparison]]:
    return TypeAdapter(list[TollComparison])


def join_parts(parts: Iterable[SourcePart]) -> SourceRow:
    """Return the row of one source, of which each part tells of other cases."""
    first, *others = parts
    categories = Counter(first.categories)
    for part in others:
        categories.update(part.categories)
    rows = [first.row, *(part.row for part in others)]
    days = [day for row in rows for day in (row.first_said, row.last_said) if day]
    counted = {name: sum(getattr(row, name) for row in rows) for name in _COUNTED}
    return replace(
        first.row,
        category=_most_often(categories),
        speakers=tuple(sorted({one for row in rows for one in row.speakers})),
        first_said=min(days, default=None),
        last_said=max(days, default=None),
        comparisons=tuple(
            sorted((one for row in rows for one in row.comparisons), key=_comparison_order)
        ),
        **counted,
    )


def make_source_table(findings: Iterable[CaseFindings]) -> SourceTable:
    """Return the table of all sources that speak of these cases."""
    table = SourceTable()
    for found in findings:
        table.add(found)
    return table


def source_of(voice: Voice) -> str | None:
    """Return under which name a voice has a row; null for private persons and the unnamed.

    What a text says by itself is in the row of its agency or publisher.
    """
    if voice.kind is VoiceKind.UNNAMED or not voice.is_public:
        return None
    return voice.organisation or voice.name


@dataclass(frozen=True)
class _CaseRows:
    """Adds one case to the rows."""

    found: CaseFindings
    rows: dict[str, _Row]
    _heard: dict[str, _Heard] = field(default_factory=dict, init=False)

    def heard(self) -> Mapping[str, _Heard]:
        """Return all that is said of the case, by who says it; rows are made for new sources."""
        self._add_figures()
        self._add_blame()
        for report, statement in self.found.case.statements:
            heard = self._hear(self.found.case.evidence.voice(report, statement), statement.said)
            if heard is not None:
                heard.say("statements", statement.stance, statement.content)
        return self._heard

    def _hear(self, voice: Voice, said: date | None) -> _Heard | None:
        """Return what a voice said of the case so far; None of one that has no row."""
        name = source_of(voice)
        if name is None:
            return None
        if name not in self.rows:
            self.rows[name] = _Row(name)
        self.rows[name].speak(voice, said)
        return self._heard.setdefault(name, _Heard())

    def _add_figures(self) -> None:
        voices = self._voices()
        first: dict[str, date] = {}
        everybody: dict[str, date] = {}
        for claim in self._claims():
            voice = voices[claim.voice]
            heard = self._hear(voice, claim.said)
            name = source_of(voice)
            who = name or voice.id
            if claim.said is not None:
                everybody[who] = min(claim.said, everybody.get(who, claim.said))
            if heard is not None and name is not None:
                figure = (claim.state, claim.group, claim.low, claim.high)
                heard.say("figures", *figure)
                if claim.standing is Standing.SUPERSEDED:
                    heard.say("superseded", *figure)
                if claim.said is not None:
                    first[name] = everybody[who]
        self._add_first(first, everybody)
        for toll in self.found.tolls.tolls:
            self._compare(toll, voices)

    def _claims(self) -> Iterator[TollClaim]:
        for toll in self.found.tolls.tolls:
            yield from (claim for claim in toll.claims if _is_own(claim))
        yield from self.found.tolls.parts

    def _voices(self) -> Mapping[str, Voice]:
        evidence = self.found.case.evidence
        told = self.found.case.figures
        voices = (evidence.voice(one.account.report, one.figure) for one in told)
        return {voice.id: voice for voice in voices}

    def _add_first(self, first: Mapping[str, date], everybody: Mapping[str, date]) -> None:
        """Count who gave the first figure; a day that others share is no first."""
        earliest = min(everybody.values(), default=None)
        shared = sum(day == earliest for day in everybody.values()) > 1
        for name, day in first.items():
            counts = self.rows[name].counts
            counts["dated"] += 1
            if day == earliest:
                counts["first_shared" if shared else "first"] += 1

    def _add_blame(self) -> None:
        evidence = self.found.case.evidence
        blamed = blamed_ids(self.found.case)
        for (account, blame), actor in zip(self.found.case.blame, blamed, strict=True):
            key = (actor, blame.mode)
            heard = self._hear(evidence.voice(account.report, blame), blame.said)
            if heard is not None:
                heard.say(_KIND_OF_BLAME.get(blame.mode, "blame"), *key)

    def _compare(self, toll: GroupToll, voices: Mapping[str, Voice]) -> None:
        """Put each source's standing figures beside the range of all who are independent of it."""
        told = [one for one in standing(toll.claims) if is_numbered(one) and not one.derived_from]
        bodies = self.found.case.bodies_of(claim.ref for claim in told)
        extents = _without_each(told, bodies)
        seen: set[tuple[str, int | None, int | None]] = set()
        for claim in told:
            name = source_of(voices[claim.voice])
            if name is None or (name, claim.low, claim.high) in seen:
                continue
            seen.add((name, claim.low, claim.high))
            others = _numbers(extents(bodies[claim.ref]))
            self._heard[name].comparisons.append(self._comparison(claim, others))

    def _comparison(self, claim: TollClaim, others: Extent | None) -> TollComparison:
        return TollComparison(
            case=self.found.code,
            state=claim.state,
            group=group_in_words(claim.group),
            ref=claim.ref,
            low=claim.low,
            high=claim.high,
            others=others,
            outcome=_outcome(claim, others),
        )


def _is_own(claim: TollClaim) -> bool:
    """Tell whether a voice gives a figure itself, and is not only repeated or added up."""
    return not claim.derived_from and claim.standing is not Standing.RESTATED


_KIND_OF_BLAME = {BlameMode.DENIED: "denials", BlameMode.OWN_CLAIM: "own_claims"}


def _without_each(
    claims: list[TollClaim], bodies: Mapping[ClaimRef, str]
) -> Callable[[str], Extent | None]:
    """Return a function that gives the extent of all claims but those of one body."""
    known: dict[str, Extent | None] = {}

    def extent(left_out: str) -> Extent | None:
        if left_out not in known:
            known[left_out] = extent_of(one for one in claims if bodies[one.ref] != left_out)
        return known[left_out]

    return extent


def _numbers(extent: Extent | None) -> Extent | None:
    """Return an extent without its claims: there is one for each figure of each source."""
    return replace(extent, low_claims=(), high_claims=()) if extent else None


def _outcome(claim: TollClaim, others: Extent | None) -> str:
    if others is None or others.low is None or others.high is None:
        return "no_other"
    low, high = span_of(claim)
    if high < others.low and not others.is_open_below:
        return "below"
    if low > others.high and not others.is_open_above:
        return "above"
    return "within"


def group_in_words(group: Group) -> str:
    """Return a group as words: "civilians", "children", "people".

    >>> group_in_words(Group(who=Who.CIVILIAN, age=Age.CHILDREN, sex=Sex.UNKNOWN))
    'civilians, children'
    """
    words = [_WHO[group.who]]
    words += [group.age.value] if group.age not in (Age.UNKNOWN, Age.MIXED) else []
    words += [group.sex.value] if group.sex not in (Sex.UNKNOWN, Sex.MIXED) else []
    words += [f"of {group.side}"] if group.side else []
    return ", ".join(words)


_WHO = {
    Who.CIVILIAN: "civilians",
    Who.COMBATANT: "fighters",
    Who.MIXED: "civilians and fighters",
    Who.UNKNOWN: "people",
}


def _most_often(categories: Mapping[Category, int]) -> Category | None:
    often = sorted(categories.items(), key=lambda item: (-item[1], item[0]))
    return often[0][0] if often else None


def _finish(row: _Row, comparisons: Iterable[TollComparison]) -> SourceRow:
    return SourceRow(
        name=row.name,
        category=_most_often(row.categories),
        speakers=tuple(sorted(row.speakers)),
        first_said=row.first_said,
        last_said=row.last_said,
        comparisons=tuple(sorted(comparisons, key=_comparison_order)),
        **{name: row.counts[name] for name in _COUNTED},
    )


def _comparison_order(one: TollComparison) -> tuple[str, State, str, str, str]:
    return one.case, one.state, one.group, one.ref.report, one.ref.record
