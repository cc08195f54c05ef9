"""Whether a row of a reference dataset stands on a source that the report itself stands on."""

import re
from collections.abc import Iterable
from functools import lru_cache

from accordingto.formats.reference import ReferenceEvent
from accordingto.gazetteer.names import fold_name

_GENERIC = frozenset(("agency", "agencies", "news", "newspaper", "press", "service", "the"))
"""Words that tell no outlet from another."""
_SMALL = frozenset(("and", "at", "for", "in", "of", "the"))
_LEAST, _LEAST_WITHIN = 3, 4
"""Letters of an abbreviation: when it is all of a name, and when it is a part."""
_WORD = re.compile(r"[^\W_]+")


def shared_sources(voices: Iterable[str], event: ReferenceEvent) -> tuple[tuple[str, str], ...]:
    """Return pairs of a name that the report has and the row's name for the same source."""
    names = dict.fromkeys((*(source.outlet for source in event.sources), *event.origins))
    return tuple(
        (voice, name) for voice in voices for name in names if name and is_same_source(voice, name)
    )


@lru_cache(maxsize=65536)
def is_same_source(one: str, other: str) -> bool:
    """Tell whether two names are of one outlet, agency or organisation.

    Equal but for words such as "news agency", or one the initials of the other. An unnamed source
    ("a monitor") is nobody's.

    >>> is_same_source("the Syrian Observatory for Human Rights", "SOHR")
    True
    >>> is_same_source("reuters", "Reuters News"), is_same_source("a monitor", "Monitor")
    (True, False)
    """
    first, second = _core(one), _core(other)
    if first and first == second:
        return True
    return _abbreviates(one, other) or _abbreviates(other, one)


def _core(name: str) -> str:
    words = fold_name(name).split()
    if words[:1] in (["a"], ["an"]):
        return ""
    return " ".join(word for word in words if word not in _GENERIC)


def _abbreviates(short: str, name: str) -> bool:
    letters = short.strip().casefold()
    if not letters.isalpha() or len(letters) < _LEAST:
        return False
    words = [word for word in _WORD.findall(name) if word.casefold() not in _SMALL]
    initials = "".join(word[0] for word in words if word[0].isupper()).casefold()
    if len(initials) < _LEAST:
        return False
    return letters == initials or (len(letters) >= _LEAST_WITHIN and letters in initials)
