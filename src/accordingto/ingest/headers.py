"""What the columns of a table are, guessed from their headers for a person to see and mend."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import cast

_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,40}[)\]]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ENDS_WITH = "* "
"""Before a word that a header need only end with."""

Words = Mapping[str, Sequence[str]]


@cache
def load_headers() -> Mapping[str, Words]:
    """Return the words by which columns are known: by kind of table, then by meaning."""
    path = files("accordingto.ingest") / "headers.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return cast("Mapping[str, Words]", {name: data[name] for name in data if name != "schema"})


def fold_header(header: str, *, with_brackets: bool = False) -> str:
    """Return what of a header is compared: lower case, no marks, nothing that cannot be seen.

    What stands in brackets counts only if asked for.

    >>> fold_header("publicationDate"), fold_header("Source\u200b_URL:")
    ('publication date', 'source url')
    """
    seen = "".join(mark for mark in header if unicodedata.category(mark) != "Cf")
    seen = unicodedata.normalize("NFKC", seen)
    if not with_brackets:
        seen = _IN_BRACKETS.sub(" ", seen).strip() or seen
    apart = _CAMEL.sub(" ", seen)
    return " ".join("".join(mark if _is_word(mark) else " " for mark in apart.casefold()).split())


def _is_word(mark: str) -> bool:
    return mark.isalnum() or unicodedata.category(mark) in {"Mn", "Mc"}


def name_columns(headers: Iterable[object]) -> tuple[str, ...]:
    """Return a name of its own for each column: doubles are numbered, empty ones called by place.

    >>> name_columns(["Date", "", "Date"])
    ('Date', 'column 2', 'Date (2)')
    """
    names: list[str] = []
    used: set[str] = set()
    for place, header in enumerate(headers, start=1):
        plain = str(header).strip() if header is not None else ""
        name, count = plain or f"column {place}", 1
        while name in used:
            count += 1
            name = f"{plain or f'column {place}'} ({count})"
        used.add(name)
        names.append(name)
    return tuple(names)


def guess_columns(names: Sequence[str], words: Words) -> dict[str, str]:
    """Return what is what: for each thing that `words` knows, the name of the likeliest column.

    No column is taken twice; a thing without a likely column is left out.
    """
    ranked = sorted(
        (rank, place, thing)
        for place, name in enumerate(names)
        for thing, known in words.items()
        if (rank := _rank(fold_header(name), known)) is not None
    )
    found: dict[str, str] = {}
    for _, place, thing in ranked:
        if thing not in found and names[place] not in found.values():
            found[thing] = names[place]
    return {thing: found[thing] for thing in words if thing in found}


def _rank(folded: str, known: Sequence[str]) -> int | None:
    """Return how sure it is that a header is one of these, 0 the surest; None where it is not."""
    for place, word in enumerate(known):
        ending = word.removeprefix(_ENDS_WITH)
        if folded == ending if ending == word else folded.endswith(f" {ending}"):
            return place
    return None


def has_word(folded: str, words: Iterable[str]) -> bool:
    """Tell whether one of some words stands whole in a folded header."""
    return any(f" {word} " in f" {folded} " for word in words)


def is_hidden(mark: str) -> bool:
    """Tell whether a character is not seen in text, or moves others."""
    return unicodedata.category(mark) in {"Cf", "Cc", "Zl", "Zp"}


def show_header(header: str) -> str:
    r"""Return a header as a person may see it: in quotation marks, hidden characters spelt out.

    >>> show_header("Word\u200bs")
    '"Word[U+200B]s"'
    """
    shown = "".join(f"[U+{ord(mark):04X}]" if is_hidden(mark) else mark for mark in header[:80])
    return f'"{shown}"' if len(header) <= 80 else f'"{shown}..."'
