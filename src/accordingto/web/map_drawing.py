"""What is drawn on a map: cases as exactly as they are known, those at one place in one stack."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from accordingto.gazetteer.largest import Town
from accordingto.ledger.case_outlines import Box, Point
from accordingto.web.mercator import HEIGHT, WIDTH, View

NEAR_KM = 25.0
"""What the code 2 of UCDP GED stands for: within about 25 km."""
_TOGETHER = 16.0
"""Units: places nearer to each other than this are one stack."""
_LEAST_RING = 5.0
"""Units: a smaller circle would not be told from a point."""
_LETTER, _LINE = 6.4, 15.0
"""Units that a letter and a line of a label take."""
MOST_LABELS = 36
_FEW = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Cases drawn at one point."""

    x: float
    y: float
    radius: float
    cases: int
    exact: int
    """Of them, those known to the very place; of the others, only to 25 km around it."""
    ring: float | None
    """How wide 25 km are drawn; none where all are known to the very place."""
    box: Box
    """Degrees that hold all of it."""
    lat: float
    lon: float
    reviewed: int = 0
    """Of the cases, those that a person stands for."""
    href: str = ""
    """Path of the case, where there is one alone; else of the map with all of these listed."""

    @property
    def told(self) -> str:
        """What a screen reader says of it."""
        words = [f"{self.cases:,} case{'' if self.cases == 1 else 's'}"]
        if self.reviewed < self.cases:
            words.append(f"{self.cases - self.reviewed:,} not reviewed")
        if self.exact < self.cases:
            words.append(f"{self.cases - self.exact:,} known to within 25 km")
        return ", ".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Name of a place."""

    x: float
    y: float
    name: str
    is_large: bool
    anchor: str
    """`start` or `end`: on which side of the place the name stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A length, to measure by."""

    km: int
    length: float


def stack_points(
    points: Iterable[Point], view: View, reviewed: Iterable[Point] = ()
) -> list[Stack]:
    """Return stacks of the cases in view, the largest first; each case is in one.

    `reviewed` are those of them that a person stands for.
    """
    stood_for = {one[:3]: one.cases for one in reviewed}
    groups: list[tuple[float, float, list[Point]]] = []
    cells: dict[tuple[int, int], list[int]] = {}
    for point in sorted(points, key=lambda one: (-one.cases, one)):
        x, y = view.place(point.lat, point.lon)
        column, row = int(x // _TOGETHER), int(y // _TOGETHER)
        near = [
            number
            for side in (-1, 0, 1)
            for line in (-1, 0, 1)
            for number in cells.get((column + side, row + line), ())
            if (groups[number][0] - x) ** 2 + (groups[number][1] - y) ** 2 < _TOGETHER**2
        ]
        if near:
            groups[min(near)][2].append(point)
        else:
            cells.setdefault((column, row), []).append(len(groups))
            groups.append((x, y, [point]))
    return [
        replace(_stack(x, y, group, view), reviewed=sum(stood_for.get(one[:3], 0) for one in group))
        for x, y, group in groups
    ]


def _stack(x: float, y: float, group: Sequence[Point], view: View) -> Stack:
    cases = sum(one.cases for one in group)
    exact = sum(one.cases for one in group if one.where_prec == 1)
    ring = view.length(NEAR_KM, group[0].lat) if exact < cases else None
    lats, lons = [one.lat for one in group], [one.lon for one in group]
    return Stack(
        x=round(x, 1),
        y=round(y, 1),
        radius=round(min(5 + 2.2 * (cases - 1) ** 0.5, 26), 1),
        cases=cases,
        exact=exact,
        ring=round(ring, 1) if ring is not None and ring >= _LEAST_RING else None,
        box=Box(min(lons), min(lats), max(lons), max(lats)),
        lat=group[0].lat,
        lon=group[0].lon,
    )


def box_of_most(points: Sequence[Point]) -> Box | None:
    """Return the part of the world that holds nearly all cases; a few far away do not widen it."""
    if not points:
        return None
    south, north = _middle([(one.lat, one.cases) for one in points])
    west, east = _middle([(one.lon, one.cases) for one in points])
    return Box(west, south, east, north)


def _middle(values: list[tuple[float, int]]) -> tuple[float, float]:
    """Return between which values all but a fiftieth at either end lie."""
    values.sort()
    left = sum(number for _, number in values) / _FEW
    ends = []
    for order in (values, values[::-1]):
        passed = 0.0
        for value, number in order:
            passed += number
            if passed > left:
                ends.append(value)
                break
    return ends[0], ends[1]


def place_labels(towns: Iterable[Town], view: View, stacks: Iterable[Stack] = ()) -> list[Label]:
    """Return the names that have room, the largest places first; no name lies on another."""
    taken = [(s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius) for s in stacks]
    found: list[Label] = []
    for number, town in enumerate(towns):
        x, y = view.place(town.lat, town.lon)
        wide = len(town.name) * _LETTER
        if not (0 < x < WIDTH and _LINE < y < HEIGHT - 4):
            continue
        for anchor, left in (("start", x + 5), ("end", x - 5 - wide)):
            room = (left, y - _LINE / 2, left + wide, y + _LINE / 2)
            is_within = left > 0 and left + wide < WIDTH
            if is_within and not any(_overlap(room, other) for other in taken):
                taken.append(room)
                found.append(
                    Label(
                        x=round(x, 1),
                        y=round(y, 1),
                        name=town.name,
                        is_large=number < 6,
                        anchor=anchor,
                    )
                )
                break
        if len(found) == MOST_LABELS:
            break
    return found


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    is_beside = one[2] <= other[0] or other[2] <= one[0]
    return not is_beside and one[1] < other[3] and other[1] < one[3]


def make_scale(view: View) -> Scale:
    """Return a round length of about a sixth of the drawing.

    >>> from accordingto.web.mercator import bounded
    >>> make_scale(bounded(36.0, 37.0, 7.0)).km
    100
    """
    unit = view.length(1, view.lat)
    steps = [step * 10**power for power in range(5) for step in (1, 2, 5)]
    km = max((one for one in steps if one * unit <= WIDTH / 6), default=1)
    return Scale(km=km, length=round(km * unit, 1))
