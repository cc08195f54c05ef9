"""The figures of a toll as a chart: each a bar with its bounds, by voice, over the time of saying.

Pure geometry and words: a page draws it. Nothing is added up, and nobody's figure hides another's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accordingto.records.tolls import ClaimRef, GroupToll, Standing, TollClaim
from accordingto.records.values import Basis, Bound, Category, State
from accordingto.views.case_folding import FoldedToll, Telling, fold_toll
from accordingto.views.case_tolls import in_order
from accordingto.views.case_words import (
    count_in_words,
    extent_in_words,
    number_in_words,
    plural,
    stake_in_words,
    toll_in_words,
)
from accordingto.views.chart_scales import Scale, make_scale
from accordingto.views.docket_setting import DocketSetting, Quote
from accordingto.views.phrases import describe_value, short_day
from accordingto.views.visible import make_plain


class Hue(StrEnum):
    """The colour of a speaker, by what kind they are of; the kind is always written beside it."""

    CARE = "care"
    """Medics and rescuers."""
    WATCH = "watch"
    """Monitors, experts, aid workers, the United Nations."""
    STATE = "state"
    """Officials, armies, courts and police."""
    ARMED = "armed"
    """Armed groups and opposition."""
    PEOPLE = "people"
    """Residents."""
    MEDIA = "media"
    """Reports in their own voice."""
    UNKNOWN = "unknown"


_HUES = {
    Category.MEDICAL: Hue.CARE,
    Category.RESCUE: Hue.CARE,
    Category.MONITOR: Hue.WATCH,
    Category.EXPERT: Hue.WATCH,
    Category.AID_OR_UN: Hue.WATCH,
    Category.OFFICIAL: Hue.STATE,
    Category.MILITARY: Hue.STATE,
    Category.COURT_POLICE: Hue.STATE,
    Category.ARMED_GROUP: Hue.ARMED,
    Category.OPPOSITION: Hue.ARMED,
    Category.RESIDENT: Hue.PEOPLE,
    Category.MEDIA: Hue.MEDIA,
}
HUES = {
    Hue.CARE: "medical, rescue",
    Hue.WATCH: "monitor, expert, aid or UN",
    Hue.STATE: "official, military, court or police",
    Hue.ARMED: "armed group, opposition",
    Hue.PEOPLE: "resident",
    Hue.MEDIA: "a report's own voice",
    Hue.UNKNOWN: "not known or unnamed",
}


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
class Bar:
    """A figure along the scale, in per cent; open ends run to the edge of what is drawn."""

    left: float
    right: float
    is_open_below: bool = False
    is_open_above: bool = False
    is_loose: bool = False
    """An estimate or a word: "about 20", "dozens"."""

    @property
    def is_point(self) -> bool:
        """Whether it is one number."""
        return self.left == self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartClaim:
    """One claim: who says when how many."""

    ref: ClaimRef
    who: str
    is_own_voice: bool
    category: Category | None
    hue: Hue
    said: date | None
    number: str
    """With its bound: "at least 70"."""
    words: str
    """As it is written."""
    bar: Bar | None
    """None where no number is given."""
    quote: Quote
    notes: tuple[str, ...]
    is_new: bool


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
    letter: str = ""
    """The same for voices that hang together and count once."""
    is_derived: bool = False
    """Nobody gives it: the sum of the parts of one statement."""

    @property
    def folded(self) -> str:
        """What is folded below, in words."""
        told = {
            Relation.COPY: ("copy", "copies"),
            Relation.AGAIN: ("said again", "times said again"),
            Relation.REPEATED: ("repeated in own words", "times repeated in own words"),
            Relation.BEFORE: ("earlier figure", "earlier figures"),
        }
        counts = dict.fromkeys(Relation, 0)
        for follower in self.followers:
            counts[follower.relation] += 1
        return ", ".join(f"{n} {told[one][n > 1]}" for one, n in counts.items() if n)


@dataclass(frozen=True, slots=True, kw_only=True)
class TollChart:
    """One toll: people of one group in one state."""

    state: State
    title: str
    summary: str
    is_contested: bool
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
    told = tuple(_claim(one, setting, _NO_SCALE) for one in claims)
    return ApartClaims(title=title, why=why, claims=told)


def kept_apart(tolls: Iterable[GroupToll]) -> list[TollClaim]:
    """Return the claims within tolls that count some of those counted."""
    every = (claim for toll in in_order(tolls) for claim in toll.claims)
    return [claim for claim in every if claim.standing is Standing.KEPT_APART]


def _chart(folded: FoldedToll, setting: DocketSetting) -> TollChart:
    toll = folded.toll
    scale = make_scale(_numbers(toll.claims))
    rows = sorted(_rows(folded, setting, scale), key=_by_day)
    hues = [row.claim.hue for row in rows]
    return TollChart(
        state=toll.state,
        title=toll_in_words(toll),
        summary=_summary(toll),
        is_contested=toll.is_contested,
        scale=scale,
        rows=tuple(rows),
        loose=tuple(_claim(one, setting, scale) for one in folded.loose),
        text=_in_words(rows),
        has_letters=any(row.letter for row in rows),
        legend=tuple((hue, words) for hue, words in HUES.items() if hue in hues),
    )


def _summary(toll: GroupToll) -> str:
    told = [extent_in_words(toll.extent)] if toll.values else ["no number is given"]
    return " · ".join([*told, count_in_words(toll.voices)])


def _numbers(claims: Iterable[TollClaim]) -> Iterator[int]:
    for claim in claims:
        yield from (number for number in (claim.low, claim.high) if number is not None)


def _rows(folded: FoldedToll, setting: DocketSetting, scale: Scale) -> Iterator[ChartRow]:
    for figure in folded.figures:
        for telling in figure.tellings:
            row = _row(telling, setting, scale)
            yield replace(row, is_derived=figure.is_derived)
    for telling in folded.vague:
        yield _row(telling, setting, scale)


def _row(telling: Telling, setting: DocketSetting, scale: Scale) -> ChartRow:
    first = telling.first
    seen = {setting.origins.get(first.ref.report)}
    followers: list[tuple[Relation, TollClaim]] = []
    for claim in telling.claims[1:]:
        origin = setting.origins.get(claim.ref.report)
        followers.append((Relation.COPY if origin in seen else Relation.AGAIN, claim))
        seen.add(origin)
    followers += [(Relation.REPEATED, claim) for claim in telling.repeated]
    followers += [(Relation.BEFORE, claim) for claim in telling.earlier]
    return ChartRow(
        claim=_claim(first, setting, scale, also=telling.also),
        followers=tuple(
            Follower(relation=relation, claim=_claim(claim, setting, scale))
            for relation, claim in followers
        ),
        letter=telling.letter,
    )


def _claim(
    claim: TollClaim, setting: DocketSetting, scale: Scale, also: tuple[str, ...] = ()
) -> ChartClaim:
    is_about = claim.is_approximate or claim.bound is Bound.ABOUT
    is_own = claim.basis is not Basis.ATTRIBUTED
    return ChartClaim(
        ref=claim.ref,
        who=make_plain(claim.name),
        is_own_voice=is_own,
        category=claim.category,
        hue=Hue.MEDIA if is_own else _hue(claim.category),
        said=claim.said,
        number=number_in_words(claim.low, claim.high, is_about=is_about),
        words=make_plain(claim.words),
        bar=_bar(claim, scale),
        quote=setting.quote(claim.ref, claim.quote, claim.words),
        notes=tuple(_notes(claim, also)),
        is_new=claim.ref.report in setting.new,
    )


def _hue(category: Category | None) -> Hue:
    return _HUES.get(category, Hue.UNKNOWN) if category else Hue.UNKNOWN


def _bar(claim: TollClaim, scale: Scale) -> Bar | None:
    if claim.low is None and claim.high is None:
        return None
    return Bar(
        left=0.0 if claim.low is None else scale.at(claim.low),
        right=100.0 if claim.high is None else scale.at(claim.high),
        is_open_below=claim.low is None,
        is_open_above=claim.high is None,
        is_loose=_is_loose(claim),
    )


def _is_loose(claim: TollClaim) -> bool:
    """Tell whether its ends are an estimate; that it is open says enough of "at least"."""
    is_closed = claim.low is not None and claim.high is not None
    return claim.bound in {Bound.ABOUT, Bound.VAGUE} or (claim.is_approximate and is_closed)


def _notes(claim: TollClaim, also: tuple[str, ...]) -> Iterator[str]:
    if stake_in_words(claim.stake):
        yield stake_in_words(claim.stake)
    if also:
        yield f"also gives {', '.join(f'“{words}”' for words in also)}"
    for flag in claim.flags:
        yield _FLAGS.get(flag, flag.replace("_", " "))
    if claim.derived_from:
        yield "given by nobody: the sum of the parts of one statement"
    if claim.standing is not Standing.STANDS:
        yield f"{describe_value(claim.standing)}: {claim.why}"


_FLAGS = {
    "said_before_it_happened": "dated before the event",
    "background": "looking back",
    "round": "a round number",
}
_NO_SCALE = Scale(top=1)


def _by_day(row: ChartRow) -> tuple[date, bool]:
    return row.claim.said or date.max, row.claim.is_own_voice


def _in_words(rows: Iterable[ChartRow]) -> str:
    """Return the chart in words: one voice after another."""
    told = []
    for row in rows:
        day = f", {short_day(row.claim.said)}" if row.claim.said else ""
        more = f" ({plural(len(row.followers), 'claim')} folded below)" if row.followers else ""
        told.append(f"{row.claim.who}{day}: {row.claim.number}{more}")
    return "; ".join(told)
