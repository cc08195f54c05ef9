"""How often records like this one are right: likelihoods of the network, calibrated.

A network that learned a report's like by heart is surer than it is right. So what it says is put
through a logistic of a few numbers a section, learned from reports that the network in question had
never seen (Platt 1999): of records with a confidence of .8, about four in five are right.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log
from pathlib import Path
from typing import TypeVar

from accordingto.errors import ConfigurationError
from accordingto.reader.layers import (
    AgreementAnchor,
    Clues,
    FigureAnchor,
    IncidentAnchor,
    StatementAnchor,
    Tagging,
)

PATH = Path(__file__).with_name("weights") / "confidences.toml"
SCHEMA = 1
BIAS = "bias"
LEAST = 0.001
"""A likelihood nearer to 0 or 1 speaks no louder."""
DECIMALS, FINEST = 2, 0.01
FIGURES, DOUBTFUL, STATEMENTS = "figures", "doubtful", "statements"
INCIDENTS, AGREEMENTS = "incidents", "agreements"
TABLES = (FIGURES, DOUBTFUL, STATEMENTS, INCIDENTS, AGREEMENTS)
"""Of what there is a table; `doubtful` is of figures that a triage alone tells of."""

Table = Mapping[str, float]
"""What each clue weighs, and the bias."""
A = TypeVar("A", FigureAnchor, StatementAnchor, IncidentAnchor, AgreementAnchor)


def log_odds(likelihood: float) -> float:
    """Return the logarithm of the odds of a likelihood, within bounds.

    >>> round(log_odds(0.9), 2), log_odds(0.5)
    (2.2, 0.0)
    """
    inside = min(max(likelihood, LEAST), 1 - LEAST)
    return log(inside / (1 - inside))


def likelihood_of(log_odds: float) -> float:
    """Return the likelihood that has such odds."""
    return 1 / (1 + exp(-log_odds))


@dataclass(frozen=True, slots=True)
class Confidences:
    """Gives anchors the confidence that their clues amount to."""

    tables: Mapping[str, Table]

    def of(self, table: str, clues: Clues) -> float:
        """Return the confidence, above 0 and below 1; a clue without a weight weighs nothing."""
        weights = self.tables[table]
        weighed = sum([weights.get(name, 0.0) * value for name, value in clues.items()])
        sure = likelihood_of(weights.get(BIAS, 0.0) + weighed)
        return round(min(max(sure, FINEST), 1 - FINEST), DECIMALS)

    def put(self, tagging: Tagging) -> Tagging:
        """Return a tagging with its confidences; what the network has not judged keeps none."""
        return replace(
            tagging,
            statements=self._each(STATEMENTS, tagging.statements),
            incidents=self._each(INCIDENTS, tagging.incidents),
            figures=tuple(
                self._given(DOUBTFUL if anchor.is_doubtful else FIGURES, anchor)
                for anchor in tagging.figures
            ),
            agreements=self._each(AGREEMENTS, tagging.agreements),
        )

    def _each(self, table: str, anchors: Sequence[A]) -> tuple[A, ...]:
        return tuple(self._given(table, anchor) for anchor in anchors)

    def _given(self, table: str, anchor: A) -> A:
        return replace(anchor, confidence=self.of(table, anchor.clues)) if anchor.clues else anchor


@cache
def load_confidences(path: Path = PATH) -> Confidences:
    """Return the tables that ship.

    Raises ConfigurationError when they are missing or broken.
    """
    try:
        loaded = tomllib.loads(path.read_text(encoding="utf-8"))
        if loaded["schema"] != SCHEMA:
            raise ValueError(f"schema {loaded['schema']!r}, expected {SCHEMA}")
        tables = {
            name: {clue: float(weight) for clue, weight in loaded[name].items()} for name in TABLES
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(
            f"the confidences in {path} cannot be read ({error}); expected a table of weights for "
            f"each of {', '.join(TABLES)}; install the package anew, or read with the reader "
            "`rules`"
        ) from error
    return Confidences(tables)
