"""The wire form of protocol buffers, as far as a model needs it: numbers, and parts of bytes.

https://protobuf.dev/programming-guides/encoding/
"""

from collections.abc import Iterable

from accordingto.errors import ConfigurationError

Fields = list[tuple[int, int | bytes]]
"""Fields in their order: the number of each, and a number or the bytes of a part."""
_NUMBER, _PART = 0, 2
_MORE = 0x80


def split_fields(raw: bytes) -> Fields:
    """Return the fields of a message.

    Raises ConfigurationError when it is cut short, or holds numbers of a fixed size.
    """
    found: Fields = []
    at = 0
    while at < len(raw):
        key, at = read_number(raw, at)
        value: int | bytes
        if key & 7 == _NUMBER:
            value, at = read_number(raw, at)
        elif key & 7 == _PART:
            size, at = read_number(raw, at)
            value, at = raw[at : at + size], at + size
        else:
            raise _broken()
        found.append((key >> 3, value))
    if at != len(raw):
        raise _broken()
    return found


def join_fields(fields: Iterable[tuple[int, int | bytes]]) -> bytes:
    """Return a message of these fields."""
    parts: list[bytes] = []
    for number, value in fields:
        if isinstance(value, int):
            parts += [write_number(number << 3 | _NUMBER), write_number(value)]
        else:
            parts += [write_number(number << 3 | _PART), write_number(len(value)), value]
    return b"".join(parts)


def read_number(raw: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins there, and where it ends."""
    found = shift = 0
    while at < len(raw):
        found |= (raw[at] & ~_MORE) << shift
        shift += 7
        at += 1
        if raw[at - 1] < _MORE:
            return found, at
    raise _broken()


def write_number(number: int) -> bytes:
    """Return a number as it is written: seven bits a byte, the lowest first."""
    found = bytearray()
    while number >= _MORE:
        found.append(number & ~_MORE & 0xFF | _MORE)
        number >>= 7
    found.append(number)
    return bytes(found)


def _broken() -> ConfigurationError:
    return ConfigurationError(
        "the weights are no model as it ships: a field is cut short, or of a form that it has not; "
        "install the package anew"
    )
