"""What a page or feed declares of itself in markup: told, and never acted on."""

import re
from collections.abc import Iterator

from accordingto.ingest.extracts import Note

_OWN = re.compile(r"<!(?:ENTITY|DOCTYPE[^\[>]{0,200}\[)", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[>]{0,200}", re.IGNORECASE)
_QUOTED = re.compile(r"""["']([^"']{0,200})["']""")
_USUAL = (
    "-//",
    "about:legacy-compat",
    "http://www.w3.org/",
    "https://www.w3.org/",
    "http://my.netscape.com/",
)
"""Begin the names of document types that programs write into pages and feeds."""


def tell_declarations(text: str) -> Iterator[Note]:
    """Yield a note where markup declares entities, or names a document type that is not usual."""
    found = _DOCTYPE.search(text)
    names = _QUOTED.findall(found[0]) if found else []
    if _OWN.search(text) or not all(name.startswith(_USUAL) for name in names):
        yield Note(
            "entities_declared",
            "the document declares entities or a document type of its own; none was expanded, and "
            "nothing was loaded",
        )
