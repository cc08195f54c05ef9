"""The map of a check: incidents and rows where both sides place them, drawn plainly as SVG.

Equirectangular: degrees as they are, east-west narrowed as in the middle of the map. There are no
outlines of countries, since none are kept here: a graticule, a scale and names of places stand for
where it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, cos, floor, log10, radians, sqrt

from markupsafe import Markup, escape

from accordingto.corroboration.check_results import CheckResult, Finding, Outcome
from accordingto.formats.reference import PlacePrecision, ReferenceEvent
from accordingto.views.check_phrases import HEADINGS
from accordingto.views.visible import make_visible

WIDE, MARGIN = 960, 34
_TALLEST = 900
_KM_PER_DEGREE = 111.2
_LEAST_DEGREES = 0.2
_STEPS = (10.0, 5.0, 2.0, 1.0, 0.5, 0.2, 0.1, 0.05)
_LINES = 8
"""Most lines of the graticule in one direction."""
_LABELS, _LETTER, _HIGH = 26, 6.3, 13.0
_ROW, _MISSED = "row", "missed"
Point = tuple[float, float]
"""Degrees north, degrees east."""


@dataclass(slots=True)
class _Mark:
    """What stands at one point, for one sort of mark."""

    names: dict[str, int] = field(default_factory=dict)
    count: int = 0

    def add(self, name: str) -> None:
        """Count one more, and the name that it goes by."""
        self.count += 1
        self.names[name] = self.names.get(name, 0) + 1

    @property
    def name(self) -> str:
        """The name used most."""
        return max(self.names, key=lambda name: (self.names[name], name))


Marks = dict[tuple[str, Point], _Mark]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The ground that the map shows, and how it is put on paper."""

    south: float
    north: float
    west: float
    east: float

    @classmethod
    def around(cls, points: Sequence[Point]) -> "_Frame":
        """Return a frame that holds all points, with room around."""
        lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
        room = max(_LEAST_DEGREES, (max(lats) - min(lats)) * 0.06, (max(lons) - min(lons)) * 0.06)
        return cls(min(lats) - room, max(lats) + room, min(lons) - room, max(lons) + room)

    @property
    def narrow(self) -> float:
        """How much shorter a degree east is than one north."""
        return max(0.1, cos(radians((self.south + self.north) / 2)))

    @property
    def scale(self) -> float:
        """Pixels a degree north."""
        wide = (WIDE - 2 * MARGIN) / ((self.east - self.west) * self.narrow)
        return min(wide, (_TALLEST - 2 * MARGIN) / (self.north - self.south))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the drawing."""
        wide = (self.east - self.west) * self.narrow * self.scale
        return wide + 2 * MARGIN, (self.north - self.south) * self.scale + 2 * MARGIN

    def place(self, point: Point) -> tuple[float, float]:
        """Return where a point stands, from the left and from the top."""
        lat, lon = point
        x = MARGIN + (lon - self.west) * self.narrow * self.scale
        return round(x, 1), round(MARGIN + (self.north - lat) * self.scale, 1)

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies in the frame."""
        return self.south <= point[0] <= self.north and self.west <= point[1] <= self.east


@dataclass(frozen=True, slots=True)
class CheckMap:
    """A drawn map, and what it could not show."""

    svg: Markup
    without_point: int
    """Incidents whose place has no coordinates."""
    outside: int
    """Incidents outside the ground of the rows that are shown."""


def draw_map(result: CheckResult, *, with_reverse: bool = False) -> CheckMap | None:
    """Return the map of a check; None when nothing on it has a place."""
    marks: Marks = {}
    for finding in result.findings:
        for candidate in finding.rows:
            _add_row(marks, candidate.event, _ROW)
    if with_reverse:
        for event in result.unmentioned:
            _add_row(marks, event, _MISSED)
    spots = [spot_of(finding) for finding in result.findings]
    known = [point for point in spots if point is not None]
    frame_of = [point for _, point in marks] or known
    if not frame_of:
        return None
    frame = _Frame.around(frame_of)
    shown = [f for f in result.findings if (at := spot_of(f)) and frame.holds(at)]
    for finding in shown:
        name = finding.subject.spot.name if finding.subject.spot else ""
        _mark(marks, finding.outcome.value, spot_of(finding), name)
    parts = [*_graticule(frame), *_links(frame, shown), *_marks(frame, marks)]
    parts += [*_labels(frame, marks), *_scale_bar(frame)]
    wide, tall = frame.size
    open_tag = (
        f'<svg class="map" viewBox="0 0 {wide:.0f} {tall:.0f}" role="img" '
        'aria-label="Incidents and rows by place">'
    )
    # Built of escaped words and of our own tags alone.
    svg = Markup("\n".join([open_tag, *parts, "</svg>"]))  # noqa: S704
    without = sum(point is None for point in spots)
    return CheckMap(svg, without, len(known) - len(shown))


def spot_of(finding: Finding) -> Point | None:
    """Return the point of an incident's place."""
    spot = finding.subject.spot
    if spot is None or spot.lat is None or spot.lon is None:
        return None
    return spot.lat, spot.lon


def _point_of(event: ReferenceEvent) -> Point | None:
    place = event.place
    if place.lat is None or place.lon is None or place.precision > PlacePrecision.DISTRICT:
        return None
    return place.lat, place.lon


def _add_row(marks: Marks, event: ReferenceEvent, sort: str) -> None:
    _mark(marks, sort, _point_of(event), event.place.name)


def _mark(marks: Marks, sort: str, point: Point | None, name: str) -> None:
    if point is not None:
        marks.setdefault((sort, point), _Mark()).add(name)


def _graticule(frame: _Frame) -> Iterator[str]:
    wide, tall = frame.size
    step = _step(max(frame.north - frame.south, (frame.east - frame.west) * frame.narrow))
    for at in _multiples(frame.south, frame.north, step):
        _, y = frame.place((at, frame.west))
        yield f'<path class="grid" d="M{MARGIN} {y}H{wide - MARGIN:.1f}"/>'
        yield f'<text class="degrees" x="2" y="{y - 3}">{_degrees(at, "N", "S")}</text>'
    for at in _multiples(frame.west, frame.east, step):
        x, _ = frame.place((frame.south, at))
        yield f'<path class="grid" d="M{x} {MARGIN}V{tall - MARGIN:.1f}"/>'
        yield f'<text class="degrees" x="{x + 2}" y="12">{_degrees(at, "E", "W")}</text>'


def _step(degrees: float) -> float:
    return next((step for step in reversed(_STEPS) if degrees / step <= _LINES), _STEPS[0])


def _multiples(first: float, last: float, step: float) -> Iterator[float]:
    for count in range(ceil(first / step), floor(last / step) + 1):
        yield round(count * step, 4)


def _degrees(value: float, above: str, below: str) -> str:
    return f"{abs(value):g}° {above if value >= 0 else below}"


def _links(frame: _Frame, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield lines from incidents to the rows that match, dashed to the likeliest that may."""
    drawn = set()
    for finding in findings:
        start = spot_of(finding)
        is_open = finding.outcome is Outcome.AMBIGUOUS
        for candidate in finding.rows[:1] if is_open else finding.rows:
            end = _point_of(candidate.event)
            if start and end and start != end and (start, end) not in drawn:
                drawn.add((start, end))
                (x, y), (to_x, to_y) = frame.place(start), frame.place(end)
                kind = "link open" if is_open else "link"
                yield f'<path class="{kind}" d="M{x} {y}L{to_x} {to_y}"/>'


def _marks(frame: _Frame, marks: Marks) -> Iterator[str]:
    """Yield marks, the largest first, so that none hides another."""
    for (sort, point), mark in sorted(marks.items(), key=lambda item: -item[1].count):
        x, y = frame.place(point)
        size = round(min(13.0, 2.6 + sqrt(mark.count)), 1)
        title = _title(sort, mark)
        if sort in {_ROW, _MISSED}:
            shape = f'<rect class="{sort}" x="{x - size}" y="{y - size}" '
            shape += f'width="{2 * size}" height="{2 * size}">'
            yield f"{shape}<title>{title}</title></rect>"
        else:
            shape = f'<circle class="{sort}" cx="{x}" cy="{y}" r="{size}">'
            yield f"{shape}<title>{title}</title></circle>"


def _title(sort: str, mark: _Mark) -> str:
    told: Mapping[str, str] = {_ROW: "rows of the dataset", _MISSED: "rows that no report mentions"}
    what = told.get(sort) or f"incidents: {HEADINGS[Outcome(sort)]}"
    return str(escape(make_visible(f"{mark.name} - {mark.count:,} {what}")))


def _labels(frame: _Frame, marks: Marks) -> Iterator[str]:
    """Yield the names of places, those with the most to tell first, none over another."""
    names: dict[Point, _Mark] = {}
    near: dict[Point, Point] = {}
    for (_, point), mark in marks.items():
        first = near.setdefault((round(point[0], 2), round(point[1], 2)), point)
        whole = names.setdefault(first, _Mark())
        whole.count += mark.count
        whole.names[mark.name] = whole.names.get(mark.name, 0) + mark.count
    taken: list[tuple[float, float, float, float]] = []
    for point, mark in sorted(names.items(), key=lambda item: (-item[1].count, item[0])):
        x, y = frame.place(point)
        box = (x + 9, y - _HIGH + 3, x + 9 + _LETTER * len(mark.name), y + 5)
        if len(taken) >= _LABELS or box[2] > frame.size[0] or any(_meet(box, b) for b in taken):
            continue
        taken.append(box)
        name = escape(make_visible(mark.name))
        yield f'<text class="name" x="{box[0]}" y="{y + 4}">{name}</text>'


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    return not apart


def _scale_bar(frame: _Frame) -> Iterator[str]:
    """Yield a bar of a round number of kilometres, true in the middle of the map."""
    wide, tall = frame.size
    most_km = (wide - 2 * MARGIN) / 4 / frame.scale * _KM_PER_DEGREE
    power = 10 ** floor(log10(most_km))
    km = next(n * power for n in (5, 2, 1) if n * power <= most_km)
    length = km / _KM_PER_DEGREE * frame.scale
    x, y = wide - MARGIN - length, tall - 12
    yield f'<path class="scale" d="M{x:.1f} {y - 5:.0f}v5h{length:.1f}v-5"/>'
    yield f'<text class="degrees" x="{x - 4:.1f}" y="{y:.0f}" text-anchor="end">{km:g} km</text>'
