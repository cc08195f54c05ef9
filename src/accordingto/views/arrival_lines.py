"""What came in with a report beside its own fields: unknown columns, the page's words, a fetch."""

import json
from collections.abc import Callable, Iterator, Mapping

from accordingto.ledger.details import Came
from accordingto.records.base import JsonValue

_MOST = 40
"""Names that are told; the JSON has all of them."""
_LONGEST = 300
"""Characters of one value."""


def describe_beside(came: Came, hide: Callable[[str], str]) -> Iterator[str]:
    """Yield a line for each thing that one arrival brought beside the report's own fields.

    `hide` withholds names. Nothing is yielded where there is nothing.
    """
    fetched = came.fetched
    if fetched is not None:
        status = f", status {fetched['status']}" if fetched["status"] else ""
        yield f"fetched {fetched['fetched_at']} from {fetched['url']}{status}"
    yield from _fields(came.extra, "column ", hide)
    yield from _fields(came.metadata, "", hide)


def _fields(
    fields: Mapping[str, JsonValue], kind: str, hide: Callable[[str], str]
) -> Iterator[str]:
    for name in list(fields)[:_MOST]:
        value = fields[name]
        words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        cut = "..." if len(words) > _LONGEST else ""
        yield f"{kind}{hide(name)}: {hide(words)[:_LONGEST]}{cut}"
    if len(fields) > _MOST:
        yield f"and {len(fields) - _MOST:,} more, which --format json shows"
