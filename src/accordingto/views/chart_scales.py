"""Scales of charts: where a number stands between two ends, and which numbers to write there."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10

MOST_LINEAR = 60
"""Where the highest number is more than this many times the lowest, steps are times ten."""
_STEPS = (1, 2, 5, 10)
_WANTED = 5
"""Numbers that are written along a scale, about."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A number written along a scale."""

    label: str
    at: float
    """In per cent of the scale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From nobody to more than anybody says."""

    top: int
    """The number at its end."""
    is_by_tens: bool = False
    """Equal steps are times ten, from 1; nobody stands at the beginning."""
    ticks: tuple[Tick, ...] = ()

    def at(self, number: int) -> float:
        """Return where a number stands, in per cent."""
        return _place(number, self.top, is_by_tens=self.is_by_tens)


def make_scale(numbers: Iterable[int]) -> Scale:
    """Return a scale on which all of these numbers stand, with room beyond the highest.

    >>> [tick.label for tick in make_scale([6, 19]).ticks]
    ['0', '5', '10', '15', '20']
    """
    known = [number for number in numbers if number > 0]
    highest, lowest = max(known, default=1), min(known, default=1)
    if highest > MOST_LINEAR * lowest:
        top = 10 ** (floor(log10(highest)) + 1)
        told = [0, *(10**power for power in range(floor(log10(top)) + 1))]
        return _with_ticks(top, told, is_by_tens=True)
    step = _step(highest)
    last = (highest // step + 1) * step
    return _with_ticks(last, list(range(0, last + 1, step)), is_by_tens=False)


def _step(highest: int) -> int:
    rough = max(highest / _WANTED, 1)
    power = 10 ** floor(log10(rough))
    return int(next(one * power for one in _STEPS if one * power >= rough))


def _with_ticks(top: int, told: Iterable[int], *, is_by_tens: bool) -> Scale:
    places = ((one, _place(one, top, is_by_tens=is_by_tens)) for one in told)
    ticks = tuple(Tick(f"{one:,}", at) for one, at in places)
    return Scale(top=top, is_by_tens=is_by_tens, ticks=ticks)


def _place(number: int, top: int, *, is_by_tens: bool) -> float:
    if not is_by_tens:
        return round(100 * min(max(number, 0), top) / top, 2)
    # One stands a little to the right of nobody, which has no place on such a scale.
    first, last = 1, log10(top) + 1
    return round(100 * (log10(number) + first) / last, 2) if number > 0 else 0.0
