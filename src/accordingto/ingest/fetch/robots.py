"""What a site asks of robots (RFC 9309), read once a run for each origin."""

import re
from collections.abc import Callable

from protego import Protego

from accordingto.errors import IngestError
from accordingto.ingest.fetch.targets import Target

TOKEN = "accordingto"  # noqa: S105 -- the name under which robots.txt speaks of us
MAX_BYTES = 512 * 1024
"""Of a robots.txt; what stands further down is not read."""
_NO_SITE = frozenset({"address_refused", "tls", "unknown_host", "unreachable"})
"""Codes by which not robots.txt alone is out of reach, but the whole site."""
_A_YEAR_S = 366 * 86_400

ReadRobots = Callable[[Target], str | None]
"""Returns the text of an origin's robots.txt, None when it has none; raises IngestError when that
cannot be told."""

_AGENT = re.compile(r"\s*+user[ -]?agent(?![^\s:])\s*+:?\s*+([^\s#/*]*+)(\*?)", re.IGNORECASE)


class Robots:
    """Tells what may be read and how often."""

    def __init__(self, read: ReadRobots) -> None:
        self._read = read
        self._rules: dict[str, Protego | IngestError] = {}

    def check(self, target: Target) -> float:
        """Return the seconds that an origin wants between requests, 0 where it does not say.

        Raises IngestError when robots may not read the target, or when that could not be told.
        """
        rules = self._rules_of(target)
        if isinstance(rules, IngestError):
            if rules.code in _NO_SITE:
                raise IngestError(rules.message, path=target.url, code=rules.code) from rules
            raise IngestError(
                f"a site that does not tell what robots may read ({rules.message}); "
                "expected its robots.txt; try again later, or save the page yourself",
                path=target.url,
                code="robots_unknown",
            ) from rules
        if not rules.can_fetch(target.url, TOKEN):
            raise IngestError(
                "a page that robots may not read, says the site's robots.txt; expected one that "
                "they may; save the page yourself and add the file",
                path=target.url,
                code="robots",
            )
        return _delay(rules)

    def _rules_of(self, target: Target) -> Protego | IngestError:
        if target.origin not in self._rules:
            try:
                self._rules[target.origin] = parse_robots(self._read(target.robots()) or "")
            except IngestError as error:
                self._rules[target.origin] = error
        return self._rules[target.origin]


def parse_robots(text: str) -> Protego:
    """Return the rules of a robots.txt.

    Groups for others are put into one: a hundred thousand names before a hundred thousand rules
    would be multiplied.
    """
    return Protego.parse("\n".join(map(_without_others, text.removeprefix("\ufeff").splitlines())))


def _without_others(line: str) -> str:
    found = _AGENT.match(line)
    if not found:
        return line
    name = found[1].lower() or found[2]
    return f"User-agent: {name if name in {'*', TOKEN} else 'others'}"


def _delay(rules: Protego) -> float:
    delay = rules.crawl_delay(TOKEN) or 0.0
    rate = rules.request_rate(TOKEN)
    if rate:
        delay = max(delay, min(rate.seconds, _A_YEAR_S) / rate.requests)
    return delay
