"""The lives of deals as bands over days: they begin, may be broken, and end where somebody says so.

Where nobody tells of an end, a band stops at the last step that is told of, open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accordingto.records.values import Step
from accordingto.web.day_axis import Axis
from accordingto.web.deals import Deal, StepTold

_BEGIN = (Step.TOOK_EFFECT, Step.AGREED)
"""What a band begins with: the first of these that is told of with a day."""
_LASTS = frozenset((*_BEGIN, Step.EXTENDED, Step.IMPLEMENTED, Step.VIOLATED))
"""While these are told of, it has not ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A step on a band."""

    x: float
    width: float
    """Of a step of which the day is not certain: all days on which it may have been."""
    step: Step
    is_alleged: bool
    """A breach as somebody alleges it."""
    is_day: bool
    told: str
    """In words: what, who says so, whom they accuse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A deal on a timeline."""

    anchor: str
    name: str
    x: float
    width: float
    """0 where nobody tells that it was agreed or in force."""
    is_broken: bool
    """It ends because somebody says that it collapsed."""
    is_open: bool
    """Nobody tells of an end."""
    is_reviewed: bool
    ticks: tuple[Tick, ...]


def make_bands(deals: Iterable[Deal], axis: Axis) -> list[Band]:
    """Return the deals that have a day within an axis, by their first day."""
    found = []
    for deal in deals:
        dated = [step for step in deal.steps if step.first_day and step.last_day]
        within = [one for one in dated if axis.touches(one.first_day, one.last_day)]
        life = _life(dated)
        if within or (life is not None and axis.touches(*life)):
            found.append((_first(dated), _band(deal, within, life, axis)))
    return [band for _, band in sorted(found, key=lambda one: (one[0], one[1].anchor))]


def _first(steps: Sequence[StepTold]) -> date:
    return min((one.first_day for one in steps if one.first_day), default=date.max)


def _life(steps: Sequence[StepTold]) -> tuple[date, date] | None:
    """Return the days from when it was agreed or in force to its collapse, or to the last step.

    Where these are not certain, only the days between them.
    """
    begun = [one for kind in _BEGIN for one in steps if one.step is kind]
    if not begun:
        return None
    first = min(one.last_day or date.max for one in begun)
    ends = [one.first_day for one in steps if one.step is Step.COLLAPSED and one.first_day]
    ends = [day for day in ends if day >= first]
    if ends:
        return first, min(ends)
    last = max(one.first_day or first for one in steps if one.step in _LASTS)
    return first, max(first, last)


def _band(
    deal: Deal, within: Sequence[StepTold], life: tuple[date, date] | None, axis: Axis
) -> Band:
    x, width = axis.span(*life) if life else (0.0, 0.0)
    collapsed = [one for one in deal.steps if one.step is Step.COLLAPSED and one.first_day]
    return Band(
        anchor=deal.anchor,
        name=deal.name,
        x=x,
        width=width,
        is_broken=bool(life and any((one.last_day or life[0]) >= life[0] for one in collapsed)),
        is_open=not collapsed,
        is_reviewed=any(one.is_reviewed for one in deal.steps),
        ticks=tuple(_tick(one, axis) for one in within),
    )


def _tick(step: StepTold, axis: Axis) -> Tick:
    first, last = step.first_day or axis.first, step.last_day or axis.last
    x, width = axis.span(first, last)
    return Tick(
        x=x,
        width=width,
        step=step.step,
        is_alleged=step.step is Step.VIOLATED,
        is_day=first == last,
        told=_told(step),
    )


def _told(step: StepTold) -> str:
    days = (
        f"{step.first_day}"
        if step.first_day == step.last_day
        else (f"some time from {step.first_day} to {step.last_day}")
    )
    names = list(dict.fromkeys(one.name for one in step.tellings))
    said = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    if step.step is not Step.VIOLATED:
        return f"{step.step.replace('_', ' ')}, {days}, according to {said}"
    accused = sorted({who for one in step.tellings for who in one.accused})
    whom = f" accuses {', '.join(accused[:3])}" if accused else " does not say by whom"
    return f"a breach is alleged, {days}: {said}{whom}"
