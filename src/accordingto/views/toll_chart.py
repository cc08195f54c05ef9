"""The figures of a toll as a chart: each a bar with its bounds, by voice, over the time of saying.

Pure geometry and words: a page draws it. Nothing is added up, and nobody's figure hides another's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accordingto.records.tolls import GroupToll, Standing, TollClaim
from accordingto.records.values import Basis, State
from accordingto.views.case_folding import FoldedToll, Telling, fold_toll
from accordingto.views.case_tolls import in_order
from accordingto.views.case_words import (
    contest_in_words,
    count_in_words,
    extent_in_words,
    toll_in_words,
)
from accordingto.views.chart_claims import HUES, ChartClaim, Hue, hue_of, make_claim
from accordingto.views.chart_scales import Scale, make_scale
from accordingto.views.cutting import Part
from accordingto.views.docket_setting import DocketSetting
from accordingto.views.phrases import short_day


class Relation(StrEnum):
    """What a claim is to the one that it stands under."""

    COPY = "copy"
    """The same words in a text of the same origin: adds no voice."""
    AGAIN = "again"
    """The same voice gives the same figure in a text of another origin: adds no voice."""
    REPEATED = "repeated"
    """The report's own words repeat it: adds no voice."""
    BEFORE = "before"
    """What the same voice said before; this figure took its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """A claim that adds no voice, under the one that it hangs on."""

    relation: Relation
    claim: ChartClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One voice's figure, with whatever repeats it."""

    claim: ChartClaim
    followers: tuple[Follower, ...] = ()
    folded: str = ""
    """What is folded below, in words: also what a page of a very large case leaves out."""
    letter: str = ""
    """The same for voices that hang together and count once."""
    is_derived: bool = False
    """Nobody gives it: the sum of the parts of one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TollChart:
    """One toll: people of one group in one state."""

    state: State
    title: str
    summary: str
    is_contested: bool
    contest: str
    """Who does not agree; empty where it is not contested."""
    scale: Scale
    rows: tuple[ChartRow, ...]
    """By the day of saying, the earliest first; who gives no day comes last."""
    loose: tuple[ChartClaim, ...]
    """Claims that no longer stand, whose place nothing in this toll has taken."""
    text: str
    """The chart in words."""
    has_letters: bool
    legend: tuple[tuple[Hue, str], ...]
    """The colours that occur, in words."""
    fresh: int
    """Voices' figures that nobody had told before the reader looked."""
    repeats: int
    """Figures known to the reader that new reports repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartClaims:
    """Claims that are compared with no toll, and why not."""

    title: str
    why: str
    claims: tuple[ChartClaim, ...]


def make_charts(tolls: Iterable[GroupToll], setting: DocketSetting) -> tuple[TollChart, ...]:
    """Return a chart for each toll of which anything is told, the weightiest first."""
    folded = (fold_toll(toll) for toll in in_order(tolls))
    return tuple(_chart(one, setting) for one in folded if one.is_told or one.loose)


def make_apart(
    title: str, why: str, claims: Iterable[TollClaim], setting: DocketSetting
) -> ApartClaims:
    """Return claims that are told of beside the tolls."""
    shown = setting.cutter.cut(tuple(claims), Part.CLAIMS)
    told = tuple(make_claim(one, setting, _NO_SCALE) for one in shown)
    return ApartClaims(title=title, why=why, claims=told)


def kept_apart(tolls: Iterable[GroupToll]) -> list[TollClaim]:
    """Return the claims within tolls that count some of those counted."""
    every = (claim for toll in in_order(tolls) for claim in toll.claims)
    return [claim for claim in every if claim.standing is Standing.KEPT_APART]


def _chart(folded: FoldedToll, setting: DocketSetting) -> TollChart:
    toll = folded.toll
    scale = make_scale(_numbers(toll.claims))
    every = sorted(_lines(folded), key=_by_day)
    shown = setting.cutter.cut(every, Part.CLAIMS)
    loose = setting.cutter.cut(folded.loose, Part.FOLLOWERS)
    rows = [_row(one, setting, scale) for one in shown]
    hues = {hue_of(one.telling.first) for one in shown}
    new = [_news(one.telling, setting) for one in every]
    return TollChart(
        state=toll.state,
        title=toll_in_words(toll),
        summary=_summary(toll),
        is_contested=toll.is_contested,
        contest=contest_in_words(toll.voices) if toll.is_contested else "",
        scale=scale,
        rows=tuple(rows),
        loose=tuple(make_claim(one, setting, scale) for one in loose),
        text=_in_words(rows, len(every) - len(rows)),
        has_letters=any(row.letter for row in rows),
        legend=tuple((hue, words) for hue, words in HUES.items() if hue in hues),
        fresh=sum(is_all for is_all, _ in new),
        repeats=sum(is_some and not is_all for is_all, is_some in new),
    )


def _summary(toll: GroupToll) -> str:
    told = [extent_in_words(toll.extent)] if toll.values else ["no number is given"]
    return " · ".join([*told, count_in_words(toll.voices)])


def _numbers(claims: Iterable[TollClaim]) -> Iterator[int]:
    for claim in claims:
        yield from (number for number in (claim.low, claim.high) if number is not None)


class _Line(NamedTuple):
    """A telling, before anything is made of it."""

    telling: Telling
    is_derived: bool


def _lines(folded: FoldedToll) -> Iterator[_Line]:
    for figure in folded.figures:
        yield from (_Line(telling, figure.is_derived) for telling in figure.tellings)
    yield from (_Line(telling, is_derived=False) for telling in folded.vague)


def _news(telling: Telling, setting: DocketSetting) -> tuple[bool, bool]:
    """Tell whether all that a row holds is new to the reader, and whether anything is."""
    every = (*telling.claims, *telling.repeated, *telling.earlier)
    new = [one.ref.report in setting.new for one in every]
    return all(new), any(new)


def _row(line: _Line, setting: DocketSetting, scale: Scale) -> ChartRow:
    telling = line.telling
    followers = list(_followers(telling, setting))
    return ChartRow(
        claim=make_claim(telling.first, setting, scale, also=telling.also),
        followers=tuple(
            Follower(relation=relation, claim=make_claim(claim, setting, scale))
            for relation, claim in setting.cutter.cut(followers, Part.FOLLOWERS)
        ),
        folded=_folded([relation for relation, _ in followers]),
        letter=telling.letter,
        is_derived=line.is_derived,
    )


def _followers(telling: Telling, setting: DocketSetting) -> Iterator[tuple[Relation, TollClaim]]:
    seen = {setting.origins.get(telling.first.ref.report)}
    for claim in telling.claims[1:]:
        origin = setting.origins.get(claim.ref.report)
        yield Relation.COPY if origin in seen else Relation.AGAIN, claim
        seen.add(origin)
    yield from ((Relation.REPEATED, claim) for claim in telling.repeated)
    yield from ((Relation.BEFORE, claim) for claim in telling.earlier)


def _folded(relations: Sequence[Relation]) -> str:
    told = {
        Relation.COPY: ("copy", "copies"),
        Relation.AGAIN: ("said again", "times said again"),
        Relation.REPEATED: ("repeated in own words", "times repeated in own words"),
        Relation.BEFORE: ("earlier figure", "earlier figures"),
    }
    counts = {relation: relations.count(relation) for relation in Relation}
    return ", ".join(f"{n} {told[one][n > 1]}" for one, n in counts.items() if n)


_NO_SCALE = Scale(top=1)


def _by_day(line: _Line) -> tuple[date, bool]:
    first = line.telling.first
    return first.said or date.max, first.basis is not Basis.ATTRIBUTED


def _in_words(rows: Iterable[ChartRow], more: int) -> str:
    """Return the chart in words: one voice after another."""
    told = []
    for row in rows:
        day = f", {short_day(row.claim.said)}" if row.claim.said else ""
        below = f" ({row.folded} folded below)" if row.folded else ""
        told.append(f"{row.claim.who}{day}: {row.claim.number}{below}")
    return "; ".join([*told, f"and {more:,} more"] if more else told)
