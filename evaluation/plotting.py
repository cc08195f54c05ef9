"""Lines on two logarithmic scales, as SVG."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 200, 36, 40
_COLOURS = ("#1b6ca8", "#c0392b", "#2e7d32", "#8e44ad", "#b9770e", "#34495e", "#00838f", "#ad1457")
_APART = 13
"""Least height between two names."""


@dataclass(frozen=True, slots=True)
class Line:
    """A name, and points in the order of their sizes; both numbers above nought."""

    name: str
    points: tuple[tuple[float, float], ...]


def plot(title: str, lines: Sequence[Line]) -> str:
    """Return a picture; a dotted line shows what grows as its size does."""
    points = [point for line in lines for point in line.points]
    if not points:
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"/>\n'
    return "\n".join([*_Picture(title, lines, points).parts(), "</svg>\n"])


class _Picture:
    def __init__(
        self, title: str, lines: Sequence[Line], points: Sequence[tuple[float, float]]
    ) -> None:
        self.title, self.lines = title, lines
        self.x_ends = _decades([x for x, _ in points])
        self.y_ends = _decades([y for _, y in points])

    def x(self, value: float) -> float:
        low, high = self.x_ends
        return _LEFT + (math.log10(value) - low) / (high - low) * (WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        low, high = self.y_ends
        share = (math.log10(value) - low) / (high - low)
        return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)

    def parts(self) -> Iterator[str]:
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
            'font-family="sans-serif" font-size="11">'
        )
        yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        yield f'<text x="{_LEFT}" y="20" font-size="14">{escape(self.title)}</text>'
        yield from self._grid()
        yield from self._linear()
        heights = _spread([self.y(line.points[-1][1]) for line in self.lines])
        for number, (line, height) in enumerate(zip(self.lines, heights, strict=True)):
            yield from self._line(line, _COLOURS[number % len(_COLOURS)], height)

    def _grid(self) -> Iterator[str]:
        rule = '<path d="M{} {}L{} {}" stroke="#ddd"/>'
        right, bottom = WIDTH - _RIGHT, HEIGHT - _BOTTOM
        for power in range(self.x_ends[0], self.x_ends[1] + 1):
            at = f"{self.x(10.0**power):.1f}"
            yield rule.format(at, _TOP, at, bottom)
            yield f'<text x="{at}" y="{bottom + 16}" text-anchor="middle">{10**power:,}</text>'
        for power in range(self.y_ends[0], self.y_ends[1] + 1):
            at = f"{self.y(10.0**power):.1f}"
            yield rule.format(_LEFT, at, right, at)
            yield f'<text x="{_LEFT - 6}" y="{at}" dy="4" text-anchor="end">{10.0**power:g}</text>'

    def _linear(self) -> Iterator[str]:
        """Yield the diagonal from the lower left corner as far as it goes."""
        decades = min(self.x_ends[1] - self.x_ends[0], self.y_ends[1] - self.y_ends[0])
        ends = [(10.0 ** (self.x_ends[0] + n), 10.0 ** (self.y_ends[0] + n)) for n in (0, decades)]
        way = "L".join(f"{self.x(x):.1f} {self.y(y):.1f}" for x, y in ends)
        yield f'<path d="M{way}" stroke="#999" stroke-dasharray="2 4" fill="none"/>'

    def _line(self, line: Line, colour: str, height: float) -> Iterator[str]:
        way = "L".join(f"{self.x(x):.1f} {self.y(y):.1f}" for x, y in line.points)
        yield f'<path d="M{way}" stroke="{colour}" stroke-width="1.5" fill="none"/>'
        for x, y in line.points:
            yield f'<circle cx="{self.x(x):.1f}" cy="{self.y(y):.1f}" r="2.5" fill="{colour}"/>'
        at = WIDTH - _RIGHT + 10
        yield f'<text x="{at}" y="{height:.1f}" dy="4" fill="{colour}">{escape(line.name)}</text>'


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _spread(heights: Sequence[float]) -> list[float]:
    """Return heights of names so that none stands on another, each near where it belongs."""
    order = sorted(range(len(heights)), key=lambda one: heights[one])
    found, last = [0.0] * len(heights), -math.inf
    for one in order:
        found[one] = last = max(heights[one], last + _APART)
    return found
