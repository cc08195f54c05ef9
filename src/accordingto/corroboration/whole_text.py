"""Readings whose every string can be written: no half of a character that UTF-8 knows whole."""

from accordingto.ledger.plain import storable
from accordingto.records.codec import reading_adapter, to_dict
from accordingto.records.readings import Reading


def make_whole(reading: Reading) -> Reading:
    """Return a reading in which halves of surrogate pairs and zero bytes stand as U+FFFD.

    Nearly all readings have none, and come back as they are.
    """
    told = f"{reading.id}{reading.report.title}{reading.report.publisher}{reading.report.text}"
    try:
        told.encode()
    except UnicodeEncodeError:
        return reading_adapter().validate_python(_whole(to_dict(reading)))
    return reading


def _whole(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {name: _whole(part) for name, part in value.items()}
    return [_whole(part) for part in value] if isinstance(value, list) else value
