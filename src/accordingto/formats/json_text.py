"""JSON of exports: text stays what it is, code point for code point, and steers no terminal."""

import json
import re
import unicodedata

_BEYOND_ASCII = re.compile(r"[^\x00-\x7e]")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def write_json(value: object) -> bytes:
    r"""Return a value as one line of JSON in UTF-8.

    What cannot be seen, or turns the direction of a line, is written as its escape, which stands
    for the very same character.

    >>> write_json({"words": "\u202e12 قتيل"}).decode()
    '{"words": "\\u202e12 قتيل"}'
    """
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _BEYOND_ASCII.sub(_escaped, line).encode()


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if unicodedata.category(character) not in _UNSEEN:
        return character
    return json.dumps(character)[1:-1]
