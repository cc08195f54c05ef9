"""Incidents and rows of a reference dataset to compare, around an invented town."""

from datetime import date

from accordingto.corroboration.check_subjects import Backer, Checked, TollClaim
from accordingto.corroboration.digests import Spot
from accordingto.corroboration.words import telling_words
from accordingto.formats.reference import (
    Dataset,
    DayPrecision,
    GroupToll,
    PlacePrecision,
    ReferenceEvent,
    ReferencePlace,
    ReferenceSource,
    ReferenceToll,
)
from accordingto.formats.reference_values import widen_days
from accordingto.records.values import Age, Kind, State, Who

DAY = date(2024, 3, 12)
LAT, LON = 35.1, 36.7
KM = 1 / 111.2
"""Degrees north to a kilometre."""


def make_spot(**changes):
    return Spot(
        **{
            "name": "Marenna",
            "gazetteer_id": None,
            "gazetteer_name": None,
            "admin1": "Tarvo",
            "country": "SY",
            "lat": LAT,
            "lon": LON,
            "where_prec": 1,
            "qualifier": None,
            "feature": None,
            **changes,
        }
    )


def make_claim(low=12, high=12, *, by="residents", words=None, **changes):
    return TollClaim(
        **{
            "state": State.KILLED,
            "low": low,
            "high": high,
            "is_approximate": False,
            "who": Who.UNKNOWN,
            "age": Age.UNKNOWN,
            "is_part": False,
            "words": words or f"{low} people",
            "by": by,
            "reports": ("r1",),
            **changes,
        }
    )


def make_checked(words="", *, tolls=(12,), day=DAY, last=None, voices=("Tarvo Post",), **changes):
    """An incident in Marenna; `tolls` are numbers, or claims."""
    claims = tuple(make_claim(t, t) if isinstance(t, int) else t for t in tolls)
    return Checked(
        **{
            "id": "a" * 16,
            "group": "r1",
            "reports": ("r1",),
            "title": "News of Tarvo",
            "published": DAY,
            "kind": Kind.SHELLING,
            "first_day": day,
            "last_day": last or day,
            "spot": make_spot(),
            "is_beside": True,
            "country": "SY",
            "targets": (),
            "words": frozenset(telling_words(words)),
            "tolls": claims,
            "publisher": "Tarvo Post",
            **changes,
            "voices": tuple(Backer(name, ("r1",)) for name in voices),
        }
    )


def make_event(
    id="101",  # noqa: A002 -- the field's name
    *,
    toll=12,
    day=DAY,
    last=None,
    north_km=0.0,
    precision=PlacePrecision.EXACT,
    day_precision=DayPrecision.DAY,
    outlet="Hill Wire",
    admin1="Tarvo Province",
    country="Syria",
    **changes,
):
    """A row in Marenna, or so many kilometres north of it."""
    line = changes.pop("line", int(id))
    ends = toll if isinstance(toll, ReferenceToll) else ReferenceToll(toll, toll, toll)
    place = ReferencePlace(
        name="Marenna town" if not north_km else f"Hamlet {id}",
        admin1=admin1,
        admin2="",
        country=country,
        lat=LAT + north_km * KM,
        lon=LON,
        precision=precision,
    )
    return ReferenceEvent(
        **{
            "dataset": Dataset.GED,
            "id": id,
            "line": line,
            "days": widen_days(day, last or day, day_precision),
            "place": place,
            "what": "state-based violence",
            "kinds": (),
            "sides": ("Side A", "Side B"),
            "toll": ends,
            "sources": (ReferenceSource(outlet),),
            "header": ("id",),
            "cells": (id,),
            **changes,
        }
    )


def civilians(count):
    return GroupToll("civilians", State.KILLED, count, count)


def fighters(count):
    return GroupToll("Side A", State.KILLED, count, count)
