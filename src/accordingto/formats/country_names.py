"""Countries by their ISO 3166-1 alpha-2 codes: names as the gazetteer has them, and numbers."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from accordingto.gazetteer.index import Gazetteer


@cache
def country_name(code: str) -> str:
    """Return the name of a country; its code when it has none, empty for an empty code.

    Raises GazetteerError when the place index is missing.
    """
    found = _gazetteer().country(code) if code else ()
    return found[0].name if found else code


def country_number(code: str) -> int | None:
    """Return the number of a country in ISO 3166-1; None when it has none."""
    return _numbers().get(code)


def country_code(number: int) -> str | None:
    """Return the code of a country by its number in ISO 3166-1; None when there is none."""
    return _codes().get(number)


@cache
def _codes() -> Mapping[int, str]:
    return {number: code for code, number in _numbers().items()}


@cache
def _numbers() -> Mapping[str, int]:
    path = files("accordingto.formats") / "country_numbers.toml"
    read: Mapping[str, int] = tomllib.loads(path.read_text(encoding="utf-8"))["numbers"]
    return read


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()
