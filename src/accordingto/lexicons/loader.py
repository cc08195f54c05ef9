"""Lexicons: words we look for, as TOML data with examples beside every entry."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from accordingto.errors import LexiconError

SCHEMA = 1


class Entry(BaseModel):
    """One entry: a phrase pattern (see `phrases`), sentences it matches and sentences it does not.

    A lexicon adds fields by subclassing; unknown keys are refused.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    pattern: str
    matches: tuple[str, ...]
    rejects: tuple[str, ...] = ()


E = TypeVar("E", bound=Entry)


def read_lexicon(name: str) -> dict[str, object]:
    """Return the parsed TOML of the lexicon `name` (file name without ending).

    Raises LexiconError when the file is missing, is no TOML, or is of another schema.
    """
    path = files("accordingto.lexicons") / f"{name}.toml"
    try:
        data: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"cannot be read as TOML ({error})", file=f"{name}.toml") from error
    if data.get("schema") != SCHEMA:
        raise LexiconError(
            f"schema is {data.get('schema')!r}, expected {SCHEMA}; use the file of this version",
            file=f"{name}.toml",
        )
    return data


def load_entries(name: str, section: str, kind: type[E]) -> tuple[E, ...]:
    """Return the entries `[[section]]` of a lexicon, checked; ids must be unique and sorted."""
    rows = read_lexicon(name).get(section)
    if not isinstance(rows, list) or not rows:
        raise LexiconError(f"has no entries [[{section}]]", file=f"{name}.toml")
    entries = tuple(_entry(name, row, kind) for row in rows)
    ids = [entry.id for entry in entries]
    for before, after in pairwise(ids):
        if before >= after:
            raise LexiconError(
                f"stands after {before!r}; ids must be unique and sorted",
                file=f"{name}.toml",
                entry=after,
            )
    return entries


def _entry(name: str, row: Mapping[str, object], kind: type[E]) -> E:
    """Check one entry."""
    try:
        return kind.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise LexiconError(
            f"{where}: {first['msg']}", file=f"{name}.toml", entry=str(row.get("id"))
        ) from error


@cache
def load_words(name: str) -> Mapping[str, frozenset[str]]:
    """Return the word lists of a lexicon's `[words]` table, by name; all in lower case."""
    table = read_lexicon(name).get("words")
    if not isinstance(table, dict):
        raise LexiconError("has no table [words]", file=f"{name}.toml")
    lists: dict[str, frozenset[str]] = {}
    for key, words in table.items():
        if not isinstance(words, list) or len(set(words)) != len(words):
            raise LexiconError(
                "is not a list of distinct words", file=f"{name}.toml", entry=str(key)
            )
        lists[key] = frozenset(words)
    return lists
