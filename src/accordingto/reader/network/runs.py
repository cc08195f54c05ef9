"""Runs of words that the network labels alike, or gives one role."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from accordingto.reader.layers import Likelihoods
from accordingto.reader.network.hints import Words
from accordingto.reader.network.model import Floats
from accordingto.reader.network.scores import Roles
from accordingto.report import Span

_STOPS = frozenset(",.;:")
_JOINTS = frozenset(".,;:!?-–—()[]\"“”‘’'") | {"and", "or", "by", "that", "of", "'s", "’s"}
_ARTICLES = frozenset(("a", "an", "the"))
_LEAST = 0.02
"""Where no word is likelier, there is nobody."""
_DECIMALS = 4
_TOP, _EDGE = 0.5, 0.15
"""Shares of the likeliest word's likelihood at which a run counts, and at which it ends."""


def find_runs(values: Floats, high: float, low: float) -> Iterator[range]:
    """Yield runs of words above `low` that hold one above `high`, in order."""
    first = -1
    for place, following in pairwise((*(values > low).nonzero()[0].tolist(), len(values) + 1)):
        first = place if first < 0 else first
        if following == place + 1:
            continue
        run = range(first, place + 1)
        if max(map(values.item, run)) > high:
            yield run
        first = -1


def role_runs(words: Words, roles: Roles, high: float, low: float) -> Iterator[range]:
    """Yield runs of words that play a role, without marks and joints at their ends.

    One word between two runs belongs to both, unless it parts them: "a damaged site" is one. An
    article alone is nobody.
    """
    open_run: range | None = None
    for run in find_runs(roles.values, high, low):
        at = trim(words, range(run.start + roles.start, run.stop + roles.start))
        if not at:
            continue
        if open_run is not None and _goes_on(words, open_run, at):
            open_run = range(open_run.start, at.stop)
            continue
        if open_run is not None and not _is_empty(words, open_run):
            yield open_run
        open_run = at
    if open_run is not None and not _is_empty(words, open_run):
        yield open_run


def _goes_on(words: Words, run: range, following: range) -> bool:
    """Tell whether one plain word stands between two runs."""
    return following.start == run.stop + 1 and not _is_joint(words, run.stop)


def _is_joint(words: Words, place: int) -> bool:
    return words.tokens[place].lower in _JOINTS


def _is_empty(words: Words, run: range) -> bool:
    """Tell whether a run is an article alone."""
    return len(run) == 1 and words.tokens[run.start].lower in _ARTICLES


def likeliest(words: Words, roles: Roles) -> tuple[Span | None, float]:
    """Return the words that play a role of which there is one, or None for nobody; how likely."""
    top = float(roles.values.max(initial=0.0))
    best, likelihood = None, roles.nobody
    if top < _LEAST:
        return best, likelihood
    for run in role_runs(words, roles, _TOP * top, _EDGE * top):
        if (found := roles.of(run)) > likelihood:
            best, likelihood = words.span_of(run), found
    return best, likelihood


def choose(words: Words, roles: Roles, spans: Sequence[Span]) -> Span | None:
    """Return the likeliest of some spans for a role of which there is one; None for nobody.

    `spans` stand in the order of the text.
    """
    best, likelihood = None, roles.nobody
    for span in spans[_within(words, roles, spans)]:
        if (found := roles.of(words.range_of(span))) > likelihood:
            best, likelihood = span, found
    return best


def choose_if_any(
    words: Words, roles: Roles, spans: Sequence[Span], least: float = 1.0
) -> Span | None:
    """Return the likeliest of some spans, where all together are likely beside nobody.

    Where several may be of one thing, each alone is less likely than that there is none. `least` is
    how many times as likely as nobody all must be.
    """
    near = spans[_within(words, roles, spans)]
    found = [roles.of(words.range_of(span)) for span in near]
    if not found or sum(found) <= least * roles.nobody:
        return None
    return near[found.index(max(found))]


def choose_named(
    words: Words, roles: Roles, spans: Sequence[Span], names: Sequence[str]
) -> Span | None:
    """Return the likeliest mention of the name that is likeliest over all its mentions."""
    near = _within(words, roles, spans)
    sums: dict[str, float] = {}
    best: dict[str, tuple[float, Span]] = {}
    for span, name in zip(spans[near], names[near], strict=True):
        found = roles.of(words.range_of(span))
        sums[name] = sums.get(name, 0.0) + found
        if name not in best or found > best[name][0]:
            best[name] = found, span
    likeliest_name = max(sums, key=lambda name: sums[name], default=None)
    if likeliest_name is None or sums[likeliest_name] <= roles.nobody:
        return None
    return best[likeliest_name][1]


def likelihoods(words: Words, roles: Roles, spans: Sequence[Span]) -> Likelihoods:
    """Return how likely each of some spans, in the order of the text, plays a role."""
    near = spans[_within(words, roles, spans)]
    found = {span: round(roles.of(words.range_of(span)), _DECIMALS) for span in near}
    return Likelihoods(found, round(roles.nobody, _DECIMALS))


def _within(words: Words, roles: Roles, spans: Sequence[Span]) -> slice:
    """Return which spans, in the order of the text, the likelihoods speak of."""
    if not len(roles.values):
        return slice(0, 0)
    last = roles.start + len(roles.values) - 1
    first_place = bisect_left(spans, words.tokens[roles.start].start, key=lambda span: span.start)
    return slice(first_place, bisect_left(spans, words.tokens[last].end, key=lambda s: s.start))


def trim(words: Words, run: range) -> range:
    """Leave out marks, "and" and the like at both ends of a run."""
    return _trim(words, run, _JOINTS)


def trim_stops(words: Words, run: range) -> range:
    """Leave out commas and full stops at both ends of a run."""
    return _trim(words, run, _STOPS)


def overlap(a: range, b: range) -> bool:
    """Tell whether two runs share a word."""
    return a.start < b.stop and b.start < a.stop


def likeness(a: range, b: range) -> float:
    """Return the share of words that two runs have in common (Dice 1945), 0 to 1."""
    shared = max(0, min(a.stop, b.stop) - max(a.start, b.start))
    return 2 * shared / (len(a) + len(b)) if a or b else 0.0


def _trim(words: Words, run: range, out: frozenset[str]) -> range:
    first, last = run.start, run.stop
    while first < last and words.tokens[first].lower in out:
        first += 1
    while last > first and words.tokens[last - 1].lower in out:
        last -= 1
    return range(first, last)
