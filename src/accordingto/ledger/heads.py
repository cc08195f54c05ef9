"""Heads of chains in a file: kept outside, they show later whether a tail was cut."""

import json
from collections.abc import Iterable

from accordingto.errors import AccordingtoError, ConfigurationError
from accordingto.ledger.chain import Head
from accordingto.records.base import JsonValue
from accordingto.records.canonical import parse_json

FORMAT = "accordingto-heads/1"
_NAMES = {"reviewer", "seq", "hash"}


def render_heads(heads: Iterable[Head], *, ledger: str, time: str) -> str:
    """Return the file that pins these heads; whom and what they belong to stands beside them."""
    rows = [{"reviewer": h.reviewer, "seq": h.seq, "hash": h.hash} for h in sorted(heads)]
    whole = {"format": FORMAT, "ledger": ledger, "time": time, "heads": rows}
    written = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    return written.encode("utf-8", "backslashreplace").decode()


def parse_heads(raw: bytes, path: str) -> tuple[Head, ...]:
    """Return the heads of a file that `render_heads` made.

    Raises ConfigurationError when it is none, so that nothing counts as checked against it.
    """
    try:
        whole = parse_json(raw)
    except AccordingtoError as error:
        raise _no_heads(path, str(error)) from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise _no_heads(path, f"its format is not {FORMAT}")
    rows = whole.get("heads")
    if not isinstance(rows, list):
        raise _no_heads(path, "it has no list of heads")
    return tuple(sorted(_head(row, path) for row in rows))


def _head(row: JsonValue, path: str) -> Head:
    if not isinstance(row, dict) or set(row) != _NAMES:
        raise _no_heads(path, "a head is not a reviewer, a seq and a hash")
    reviewer, seq, hash_ = row["reviewer"], row["seq"], row["hash"]
    if not isinstance(reviewer, str) or not isinstance(seq, int) or not isinstance(hash_, str):
        raise _no_heads(path, "a head is not a name, a number and a hash")
    return Head(reviewer, seq, hash_)


def _no_heads(path: str, found: str) -> ConfigurationError:
    return ConfigurationError(
        f"{path}: no heads to check against: {found}; expected a file that "
        "`accordingto log --heads FILE` made"
    )
