"""What is drawn on a map: cases as exactly as they are known, those at one place in one stack."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from accordingto.gazetteer.largest import Town
from accordingto.ledger.case_outlines import Box, Point
from accordingto.web.mercator import HEIGHT, WIDTH, View

NEAR_KM = 25.0
"""What the code 2 of UCDP GED stands for: within about 25 km."""
_TOGETHER = 16.0
"""Units: places nearer to each other than this are one stack."""
_LEAST_RING = 5.0
"""Units: a smaller circle would not be told from a point."""
_LETTER, _BOLD, _LINE = 6.9, 7.9, 15.0
"""Units that a letter of a name takes, plain and bold, and a line: rather too much than too little,
since each machine has other letters."""
_ON_PHONES, _LINE_ON_PHONES = 13.0, 25.0
_EDGE, _BESIDE, _DOT = 1.5, 5.0, 0.5
MOST_LARGE = 6
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
    """Return the names that have room, the largest places first; no name lies on another.

    Nor does one lie on a stack of cases, or on the dot of another place. On a small screen the
    large ones alone are shown, in larger letters: they have room for these too.
    """
    taken = [_Room.around(s.x, s.y, s.radius) for s in stacks]
    among_large: list[_Room] = []
    found: list[Label] = []
    for town in towns:
        x, y = view.place(town.lat, town.lon)
        dot = _Room.around(x, y, _DOT)
        if len(found) == MOST_LABELS or not (0 < x < WIDTH and _LINE < y < HEIGHT - 4):
            continue
        is_large = len(among_large) < MOST_LARGE
        if any(dot.meets(other) for other in taken):
            continue
        for anchor in ("start", "end"):
            room = _Room.of_name(town.name, x, y, anchor, _BOLD if is_large else _LETTER)
            if not room.is_drawn or any(room.meets(other) for other in taken):
                continue
            wide = _Room.of_name(town.name, x, y, anchor, _ON_PHONES, _LINE_ON_PHONES)
            if is_large and any(wide.meets(other) for other in among_large):
                is_large = False  # narrower then, so that it has room all the more
            among_large += [wide] if is_large else []
            taken += [room, dot]
            found.append(
                Label(
                    x=round(x, 1), y=round(y, 1), name=town.name, is_large=is_large, anchor=anchor
                )
            )
            break
    return found


class _Room(NamedTuple):
    """A part of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> "_Room":
        return cls(x - radius, y - radius, x + radius, y + radius)

    @classmethod
    def of_name(
        cls, name: str, x: float, y: float, anchor: str, letter: float, line: float = _LINE
    ) -> "_Room":
        """Return the room of a name beside its place, with the edge around its letters."""
        wide = len(name) * letter + 2 * _EDGE
        left = x + _BESIDE - _EDGE if anchor == "start" else x - _BESIDE - wide + _EDGE
        return cls(left, y - line / 2, left + wide, y + line / 2)

    @property
    def is_drawn(self) -> bool:
        """Tell whether all of it is within the drawing, from side to side."""
        return self.left > 0 and self.right < WIDTH

    def meets(self, other: "_Room") -> bool:
        is_beside = self.right <= other.left or other.right <= self.left
        return not is_beside and self.top < other.bottom and other.top < self.bottom


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
