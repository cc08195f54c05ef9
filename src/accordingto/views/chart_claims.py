"""A claim in the chart of a toll: who says when how many, as a bar in the colour of the speaker."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accordingto.records.tolls import ClaimRef, Standing, TollClaim
from accordingto.records.values import Basis, Bound, Category
from accordingto.views.case_words import number_in_words, stake_in_words
from accordingto.views.chart_scales import Scale
from accordingto.views.docket_setting import DocketSetting, Quote
from accordingto.views.phrases import describe_value
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


def make_claim(
    claim: TollClaim, setting: DocketSetting, scale: Scale, also: tuple[str, ...] = ()
) -> ChartClaim:
    """Return a claim as a chart with this scale shows it; `also` are other words of its voice."""
    is_about = claim.is_approximate or claim.bound is Bound.ABOUT
    is_own = claim.basis is not Basis.ATTRIBUTED
    return ChartClaim(
        ref=claim.ref,
        who=make_plain(claim.name),
        is_own_voice=is_own,
        category=claim.category,
        hue=hue_of(claim),
        said=claim.said,
        number=number_in_words(claim.low, claim.high, is_about=is_about),
        words=make_plain(claim.words),
        bar=_bar(claim, scale),
        quote=setting.quote(claim.ref, claim.quote, claim.words),
        notes=tuple(_notes(claim, also)),
        is_new=claim.ref.report in setting.new,
    )


def hue_of(claim: TollClaim) -> Hue:
    """Return the colour of who makes a claim."""
    if claim.basis is not Basis.ATTRIBUTED:
        return Hue.MEDIA
    return _HUES.get(claim.category, Hue.UNKNOWN) if claim.category else Hue.UNKNOWN


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
