"""Text of reports made safe to show: what would steer a terminal or reorder a line is spelt out.

Reports are hostile text. Control characters move the cursor or recolour a terminal, bidirectional
controls make a line read otherwise than it is stored, and lone surrogates cannot be written at all.
"""

import re
from collections.abc import Iterator

_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and line feed, DEL, C1
    "\u061c\u180e\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb"  # direction and separators
    "\ud800-\udfff\U000e0000-\U000e007f]"  # lone surrogates, tags
)

_UNSEEN = re.compile(
    "[\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u3164\ufeff\uffa0]"
    # Joiners and selectors belong to many scripts and to emoji, but to no Latin letter or figure.
    "|(?<=[0-9A-Za-z])[\u200c\u200d\ufe00-\ufe0e]|[\u200c\u200d](?=[0-9A-Za-z])"
)


def make_visible(text: str) -> str:
    r"""Return the text with every steering character written as its code point.

    Tab, line feed and the joiners that Persian and emoji need stay as they are.

    >>> make_visible("12 dead\x1b[2J")
    '12 dead[U+001B][2J'
    """
    return _STEERING.sub(_code_point, text)


def find_steering(text: str) -> Iterator[tuple[int, int]]:
    """Yield where steering characters stand in a text, those in a row together."""
    start = end = -1
    for found in _STEERING.finditer(text):
        if found.start() != end:
            if end > start:
                yield start, end
            start = found.start()
        end = found.end()
    if end > start:
        yield start, end


def make_plain(text: str) -> str:
    r"""Return the text visible and on one line, each run of white space as one space.

    >>> make_plain("Shelling hit\n  Marenna.")
    'Shelling hit Marenna.'
    """
    return " ".join(make_visible(text).split())


def make_unmistakable(text: str) -> str:
    r"""Return the text visible, with characters that take no room written as their code points.

    For names and numbers in a row of others, where one that looks the same must be the same.

    >>> make_unmistakable("1\u200b2 killed")
    '1[U+200B]2 killed'
    """
    return _UNSEEN.sub(_code_point, make_visible(text))


def _code_point(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"
