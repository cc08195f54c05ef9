"""Patterns that cannot run away: what is wrong with a regular expression, before it meets a text.

A pattern that fits a text in many ways tries them all before it gives up, so that one odd or
hostile report could stop a reader for good. Every pattern, in our code and in the lexicons, is
therefore held to a shape that fails fast. No clock is needed to know.
"""

from collections.abc import Iterable

# What `re` itself parses with, so that both read a pattern alike. Not documented, long unchanged.
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

MAX_REPEATS = 200
"""Highest count of a bounded repeat."""
MAX_NESTED_REPEATS = 1000
"""Highest product of the counts of bounded repeats inside one another."""

BACK_REFERENCE = "back-reference: what it repeats has no fixed length"
NOT_LAST = "unbounded repeat before the end: bound it ({0,40}) or make it possessive (*+)"
OF_A_GROUP = "unbounded repeat of a group: bound it or make it possessive (*+)"
TOO_OFTEN = f"repeat of more than {MAX_REPEATS} times, or {MAX_NESTED_REPEATS} with those around it"
HALF_TAKEN = (
    "possessive repeat of a group: Python before 3.11.5 keeps half of a try that failed "
    "(gh-106052); look ahead before the group takes anything"
)
CUT_ANYWHERE = "repeat of a repeat that may be cut in many ways: put something fixed between them"

# Parsed sequences and items; `re` gives its parser no types.
Items: TypeAlias = Any
Item: TypeAlias = tuple[Any, Any]

_ONE_CHARACTER = (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY)
_LOOKAROUND = (op.ASSERT, op.ASSERT_NOT)
_REPEAT = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)

# Stands for all of Unicode where two sets of characters are compared.
_SAMPLE = "".join(map(chr, (*range(0x250), *range(0x2000, 0x2070), 0x416, 0x634, 0x664, 0x4E2D)))


def find_backtracking(pattern: str, flags: int = 0) -> str | None:
    r"""Tell why a pattern might try a text in too many ways; None where it cannot.

    Refused: a repeat without bound, unless possessive (`\s*+`) or of one character set at the very
    end of the pattern, of an atomic group or of a look-around; more than 200 repeats, or 1,000
    with those around them; repeats inside one another that may share a text in many ways, as in
    `(?:a{1,9}){1,9}`; back-references; a possessive repeat of a group that does not look ahead.
    Raises `re.error` where the pattern is none.

    >>> find_backtracking(r"claim(?:s|ed)? responsibility for")
    >>> find_backtracking(r"at least \d+ people")
    'unbounded repeat before the end: bound it ({0,40}) or make it possessive (*+)'

    A limit: the cost of one place in the text is bounded, but a possessive repeat is begun again
    at every place. Search in a sentence or a window, not in a whole report.
    """
    return _find_fault(parser.parse(pattern, flags), is_last=True, around=1)


def _find_fault(items: Items, *, is_last: bool, around: int) -> str | None:
    """Find the first fault in a sequence; `around` is the product of the repeats around it."""
    for position, item in enumerate(items):
        at_end = is_last and position == len(items) - 1
        code = item[0]
        if code in (op.GROUPREF, op.GROUPREF_EXISTS):
            return BACK_REFERENCE
        if code in _REPEAT:
            fault = _find_fault_of_repeat(item, at_end=at_end, around=around)
        else:
            at_end = at_end or code in (*_LOOKAROUND, op.ATOMIC_GROUP)
            fault = _first(
                _find_fault(part, is_last=at_end, around=around) for part in _parts(item)
            )
        if fault:
            return fault
    return None


def _find_fault_of_repeat(item: Item, *, at_end: bool, around: int) -> str | None:
    code, (_, highest, body) = item
    gives_back = code is not op.POSSESSIVE_REPEAT
    if not gives_back and not _fails_at_once(body):
        return HALF_TAKEN
    if highest is op.MAXREPEAT:
        if gives_back and not (len(body) == 1 and body[0][0] in _ONE_CHARACTER):
            return OF_A_GROUP
        if gives_back and not at_end:
            return NOT_LAST
        return _find_fault(body, is_last=False, around=around)
    around *= max(highest, 1)
    if highest > MAX_REPEATS or around > MAX_NESTED_REPEATS:
        return TOO_OFTEN
    if gives_back and highest > 1 and _clashes(body, _openings(body)[0]):
        return CUT_ANYWHERE
    return _find_fault(body, is_last=False, around=around)


def _fails_at_once(body: Items) -> bool:
    """Tell whether what is repeated is one character, or looks ahead before it takes one."""
    first = body[0]
    if first[0] is op.SUBPATTERN and len(body) == 1:
        return _fails_at_once(first[1][-1])
    return first[0] in _LOOKAROUND or (len(body) == 1 and first[0] in _ONE_CHARACTER)


def _first(faults: Iterable[str | None]) -> str | None:
    return next(filter(None, faults), None)


def _parts(item: Item) -> list[Items]:
    """List the sequences inside an item: alternatives, or the one content of a group."""
    code, argument = item
    if code is op.BRANCH:
        return list(argument[1])
    if code is op.ATOMIC_GROUP:
        return [argument]
    if code is op.SUBPATTERN or code in _LOOKAROUND or code in _REPEAT:
        return [argument[-1]]
    return []


def _clashes(items: Items, after: frozenset[str]) -> bool:
    """Tell whether a repeat in a sequence could go on with a character that may also follow it."""
    for position, item in enumerate(items):
        code, argument = item
        openings, may_be_empty = _openings(items[position + 1 :])
        following = openings | after if may_be_empty else openings
        if code in (op.MAX_REPEAT, op.MIN_REPEAT):
            lowest, highest, body = argument
            again = _openings(body)[0]
            if lowest != highest and again & following:
                return True
            following |= again
        if code in (op.SUBPATTERN, op.BRANCH, op.MAX_REPEAT, op.MIN_REPEAT) and any(
            _clashes(part, following) for part in _parts(item)
        ):
            return True
    return False


def _openings(items: Items) -> tuple[frozenset[str], bool]:
    """Collect the characters that a sequence may begin with, and tell whether it may be empty."""
    openings: frozenset[str] = frozenset()
    for item in items:
        code, argument = item
        if code in _ONE_CHARACTER:
            return openings | _characters(items, item), False
        if code in _LOOKAROUND:
            continue
        parts = [_openings(part) for part in _parts(item)]
        openings = openings.union(*(part for part, _ in parts))
        can_be_left_out = code in _REPEAT and argument[0] == 0
        if parts and not can_be_left_out and not any(is_empty for _, is_empty in parts):
            return openings, False
    return openings, True


def _characters(items: Items, item: Item) -> frozenset[str]:
    one = compiler.compile(parser.SubPattern(items.state, [item]), items.state.flags)
    return frozenset(one.findall(_SAMPLE))
