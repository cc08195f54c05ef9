"""The verb of a Python user who wants to know what many reports say together."""

from collections.abc import Iterable

from accordingto.api.bound_readings import Reading
from accordingto.corroboration.condensing import condense
from accordingto.corroboration.corroborating import Corroboration
from accordingto.corroboration.corroborating import corroborate as corroborate_digests
from accordingto.corroboration.digests import Digest
from accordingto.records import readings as plain

__all__ = ["corroborate"]


def corroborate(readings: Iterable[Reading | plain.Reading]) -> Corroboration:
    """Link the incidents of many readings into cases, with all that is claimed about them.

    Readings are taken one by one and need not all be held. Two with one id are told apart by a
    number behind it. The order of readings changes nothing but these numbers.
    """
    keys: dict[str, int] = {}
    records = (one.record if isinstance(one, Reading) else one for one in readings)
    return corroborate_digests(_condensed(reading, keys) for reading in records)


def _condensed(reading: plain.Reading, keys: dict[str, int]) -> Digest:
    number = keys[reading.id] = keys.get(reading.id, 0) + 1
    return condense(reading, reading.id if number == 1 else f"{reading.id}#{number}")
