"""How far confidences can be believed: Brier's score, intercept and slope, reliability.

Calibration intercept and slope as in Van Calster et al., BMC Medicine 17:230 (2019): the log-odds
of being right, regressed on those of the confidence. An intercept of 0 says that it is neither too
high nor too low on the whole, a slope of 1 that it is neither too bold (below) nor too shy (above).
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain

import numpy as np
import numpy.typing as npt

SAMPLES, TAIL = 200, 0.025
STEPS = tuple(step / 10 for step in range(1, 10))
"""Least confidences that are tried."""
BINS = 10
_ROUNDS, _LEAST = 30, 0.001
_SIZE, _MARGIN = 320, 46
_BEFORE, _AFTER = "#c0392b", "#1b6ca8"
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Belief:
    """How sure a record is, and whether it is right."""

    report: str
    sure: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far confidences can be believed."""

    brier: float
    """Mean squared distance from what is so (Brier 1950): 0 is best."""
    intercept: float
    slope: float


def calibration_of(beliefs: Sequence[Belief]) -> Calibration:
    """Return Brier's score, intercept (at a slope of 1) and slope."""
    sure = np.array([belief.sure for belief in beliefs])
    right = np.array([float(belief.is_right) for belief in beliefs])
    inside = np.clip(sure, _LEAST, 1 - _LEAST)
    odds = np.log(inside / (1 - inside))
    ones = np.ones((len(beliefs), 1))
    (intercept,) = _logistic(ones, right, odds)
    _, slope = _logistic(np.column_stack([ones, odds]), right, np.zeros(len(beliefs)))
    return Calibration(float(np.mean((sure - right) ** 2)), float(intercept), float(slope))


def _logistic(columns: Floats, right: Floats, offset: Floats) -> Floats:
    """Return the weights of a logistic regression, by Newton's method."""
    weights = np.zeros(columns.shape[1])
    for _ in range(_ROUNDS):
        sure = 1 / (1 + np.exp(-(columns @ weights + offset)))
        bend = (columns * (sure * (1 - sure))[:, None]).T @ columns
        step = np.linalg.solve(
            bend + 1e-6 * np.eye(len(bend)), columns.T @ (right - sure) - 1e-6 * weights
        )
        weights = weights + np.clip(step, -2, 2)
    return weights


def intervals(beliefs: Sequence[Belief]) -> Mapping[str, tuple[float, float]]:
    """Return for each measure the range that holds 95 % of resampled reports (Efron 1979)."""
    by_report = defaultdict(list)
    for belief in beliefs:
        by_report[belief.report].append(belief)
    groups = [by_report[name] for name in sorted(by_report)]
    rng = random.Random(1)  # noqa: S311  # resampling, not secrets
    drawn = [
        calibration_of(list(chain.from_iterable(rng.choices(groups, k=len(groups)))))
        for _ in range(SAMPLES)
    ]
    measures: dict[str, Callable[[Calibration], float]] = {
        "brier": lambda one: one.brier,
        "intercept": lambda one: one.intercept,
        "slope": lambda one: one.slope,
    }
    return {name: _tails(sorted(map(measure, drawn))) for name, measure in measures.items()}


def _tails(values: Sequence[float]) -> tuple[float, float]:
    return values[int(TAIL * SAMPLES)], values[int((1 - TAIL) * SAMPLES) - 1]


def tell_calibration(name: str, before: Sequence[Belief], after: Sequence[Belief]) -> Iterator[str]:
    """Yield a table of one section, as the network is by itself and calibrated."""
    right = sum(belief.is_right for belief in after)
    yield f"{name}: {len(after)} records, {right / max(1, len(after)):.3f} right"
    for told, beliefs in (("network", before), ("calibrated", after)):
        found, ranges = calibration_of(beliefs), intervals(beliefs)
        yield "  " + "  ".join(
            [
                f"{told:10}",
                *(
                    f"{measure} {getattr(found, measure):.3f} ({low:.3f} to {high:.3f})"
                    for measure, (low, high) in ranges.items()
                ),
            ]
        )


def tell_thresholds(found: Mapping[str, tuple[Sequence[Belief], int]]) -> Iterator[str]:
    """Yield what is left at each least confidence: precision, recall and F1, by section."""
    yield "least " + "  ".join(f"{name:>20}" for name in found)
    for least in (0.0, *STEPS):
        cells = []
        for beliefs, gold in found.values():
            kept = [belief for belief in beliefs if belief.sure >= least]
            right = sum(belief.is_right for belief in kept)
            precision = right / len(kept) if kept else float("nan")
            recall, f1 = right / gold, 2 * right / (len(kept) + gold)
            cells.append(f"{precision:6.3f} {recall:6.3f} {f1:6.3f}")
        yield f"{least:5.1f} " + "  ".join(cells)


def draw_reliability(name: str, before: Sequence[Belief], after: Sequence[Belief]) -> str:
    """Return a diagram: how often records of about one confidence are right, in tenths of them."""
    side = _SIZE - 2 * _MARGIN
    size = f'viewBox="0 0 {_SIZE + 60} {_SIZE}" font-family="sans-serif" font-size="11"'
    frame = f"M{_MARGIN} {_SIZE - _MARGIN}v-{side}h{side}v{side}z"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
        f'<rect width="{_SIZE + 60}" height="{_SIZE}" fill="#fff"/>',
        f'<text x="{_MARGIN}" y="20" font-size="13">{escape(name)}</text>',
        f'<path d="{frame}" fill="none" stroke="#999"/>',
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#999" stroke-dasharray="2 4"/>',
        *_axes(),
    ]
    for place, (told, colour, beliefs) in enumerate(
        (("network", _BEFORE, before), ("calibrated", _AFTER, after))
    ):
        points = [(_x(sure), _y(right)) for sure, right, _ in bins(beliefs)]
        way = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        parts.append(f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in points]
        parts.append(
            f'<text x="{_SIZE - _MARGIN + 8}" y="{_MARGIN + 14 * place + 8}" fill="{colour}">'
            f"{told}</text>"
        )
    return "\n".join([*parts, "</svg>\n"])


def bins(beliefs: Sequence[Belief]) -> list[tuple[float, float, int]]:
    """Return tenths of the records by falling doubt: mean confidence, share right, how many."""
    ranked = sorted(beliefs, key=lambda belief: belief.sure)
    found = []
    for part in np.array_split(np.arange(len(ranked)), min(BINS, len(ranked))):
        inside = [ranked[place] for place in part]
        sure = sum(belief.sure for belief in inside) / len(inside)
        found.append((sure, sum(b.is_right for b in inside) / len(inside), len(inside)))
    return found


def _axes() -> Iterator[str]:
    for tick in (0.0, 0.5, 1.0):
        yield f'<text x="{_x(tick)}" y="{_y(0) + 16}" text-anchor="middle">{tick:g}</text>'
        yield f'<text x="{_x(0) - 6}" y="{_y(tick)}" dy="4" text-anchor="end">{tick:g}</text>'
    yield f'<text x="{_x(0.5)}" y="{_y(0) + 32}" text-anchor="middle">confidence</text>'
    at = f"{_x(0) - 30:.0f} {_y(0.5):.0f}"
    yield (f'<text transform="translate({at}) rotate(-90)" text-anchor="middle">share right</text>')


def _x(share: float) -> float:
    return _MARGIN + share * (_SIZE - 2 * _MARGIN)


def _y(share: float) -> float:
    return _SIZE - _MARGIN - share * (_SIZE - 2 * _MARGIN)
