"""Builders: accounts of invented events, in one line."""

from datetime import date
from typing import Any

from accordingto.corroboration.digests import Account, Spot, Toll
from accordingto.records.values import Certainty, Kind, State

FRIDAY = date(2024, 3, 15)


def make_spot(name: str = "Marenna", **fields: Any) -> Spot:
    """A town of an invented country, with a position unless said otherwise."""
    plain: dict[str, Any] = {
        "gazetteer_id": f"x:{name}",
        "gazetteer_name": name,
        "admin1": "Ossen",
        "country": "XX",
        "lat": 10.0,
        "lon": 20.0,
        "where_prec": 1,
        "qualifier": None,
        "feature": "town",
    }
    return Spot(name=name, **plain | fields)


def make_account(report: str = "r1", **fields: Any) -> Account:
    """An air strike on Marenna on a Friday that killed twelve, unless said otherwise."""
    spot = fields.pop("spot", make_spot())
    plain: dict[str, Any] = {
        "record": f"{report}-1",
        "start": 0,
        "mentions": 1,
        "kind": Kind.AIR_STRIKE,
        "certainty": Certainty.REPORTED,
        "date_from": FRIDAY,
        "date_to": FRIDAY,
        "not_after": date(2024, 3, 16),
        "spots": (spot,) if spot else (),
        "actors": (),
        "targets": (),
        "weapon": None,
        "tolls": (killed(12),),
        "words": ("bakery", "marenna", "queue"),
        "names": (),
        "quote": "Warplanes hit a bakery queue in Marenna, killing 12.",
        "in_headline": False,
    }
    return Account(report=report, spot=spot, **plain | fields)


def killed(low: int | None, high: int | None = -1) -> Toll:
    """A toll of the killed: exact, unless `high` says otherwise."""
    return Toll(State.KILLED, low, low if high == -1 else high)
