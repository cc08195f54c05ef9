"""Fetching one address: politely, safely, with everything that went over the wire kept."""

from contextlib import suppress
from dataclasses import dataclass

from accordingto import __version__
from accordingto.errors import IngestError
from accordingto.ingest.fetch.answers import OK, Answer, Transport
from accordingto.ingest.fetch.clocks import stamp
from accordingto.ingest.fetch.pace import Pace, parse_retry_after
from accordingto.ingest.fetch.records import write_warc
from accordingto.ingest.fetch.robots import MAX_BYTES, Robots
from accordingto.ingest.fetch.targets import Target, follow, parse_url
from accordingto.ingest.inputs import Exchange, Headers
from accordingto.ingest.known_pages import Known, KnowPage, know_nothing
from accordingto.ingest.media_types import expect_readable
from accordingto.ingest.packing import PACKINGS, unpack

AGENT = f"accordingto/{__version__} (reads reports of armed conflict at a person's request)"
"""What we call ourselves (User-Agent)."""
_HEADERS: Headers = (
    ("User-Agent", AGENT),
    ("Accept", "text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.5"),
    ("Accept-Encoding", PACKINGS),
)
_ELSEWHERE = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_UNCHANGED = 304
_TRIES = 3
_BACKOFF_S = 5.0
_LONGEST_MARK = 500
"""Characters of an ETag that is sent back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it came, unpacked."""

    url: str
    """Where it stood in the end, in the one form under which it is kept."""
    body: bytes
    content_type: str
    """As the server says, with the charset; empty where it does not."""
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that the page is the one we know."""

    exchange: Exchange | None
    """How that one came, if it was kept."""


class Fetcher:
    """Fetches addresses, one after the other, as a polite guest.

    Keeps robots.txt and the pace of each host for as long as it lives; nothing else, no cookies.
    """

    def __init__(
        self, transport: Transport | None = None, *, know: KnowPage = know_nothing
    ) -> None:
        self._transport = transport or Transport()
        self._know = know
        self._pace = Pace(self._transport.clock)
        self._robots = Robots(self._read_robots)

    def fetch(self, url: str) -> Fetched | Unchanged:
        """Return the page at an address, redirects followed, each checked like the address itself.

        Raises IngestError that says why there is none.
        """
        asked = ""
        try:
            target = parse_url(url, self._transport.ports)
            asked = target.url
            return self._fetch(target)
        except IngestError as error:
            at = "" if error.path in {url, asked} else f" (at {error.path})"
            raise IngestError(f"{error.message}{at}", path=url, code=error.code) from error

    def _fetch(self, target: Target) -> Fetched | Unchanged:
        answers: list[Answer] = []
        for _ in range(self._transport.limits.redirects + 1):
            delay = self._robots.check(target)
            known = self._know(target.url)
            conditions = _conditions(known)
            answer = self._ask(target, _HEADERS + conditions, delay)
            if answer.status == _UNCHANGED and conditions:
                return Unchanged(known.exchange)
            answers.append(answer)
            led = _led_on(answer, self._transport.ports)
            if led is None:
                return _finish(answers, self._transport.limits.body)
            target = led
        raise _no_page(target, "redirects without end", "redirects")

    def _ask(self, target: Target, headers: Headers, delay: float) -> Answer:
        """Ask, and ask again when the host is busy and says when it will not be."""

        def expect(status: int, found: Headers) -> None:
            if status == OK:
                expect_readable(target.url, found)

        for attempt in range(_TRIES):
            self._pace.wait(target)
            answer = self._transport.ask(target, headers, expect)
            self._pace.note(target, delay)
            if answer.status not in _BUSY:
                return answer
            wanted = parse_retry_after(answer.header("Retry-After"), self._transport.clock.now())
            self._pace.note(target, _BACKOFF_S * 2**attempt if wanted is None else wanted)
        raise _no_page(target, f"a host that is busy, and was so {_TRIES} times", "busy")

    def _read_robots(self, target: Target) -> str | None:
        """Return an origin's robots.txt; None when it has none."""
        limits = self._transport.limits
        for _ in range(limits.redirects + 1):
            answer = self._transport.ask(target, _HEADERS)
            led = _led_on(answer, self._transport.ports)
            if led is None:
                break
            target = led
        else:
            raise _no_page(target, "redirects without end", "redirects")
        if answer.status == OK:
            raw = unpack(answer.body, answer.header("Content-Encoding"), limits.body, target.url)
            return raw[:MAX_BYTES].decode(errors="replace")
        if 400 <= answer.status < 500 and answer.status not in _BUSY:
            return None
        raise _no_page(target, f"status {answer.status}", "http_status")


def _led_on(answer: Answer, ports: frozenset[int]) -> Target | None:
    location = answer.header("Location")
    if answer.status not in _ELSEWHERE or not location:
        return None
    return follow(answer.target, _as_written(location), ports)


def _as_written(location: str) -> str:
    """Return an address in a header as it was meant: in UTF-8, and with a space in it at times."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    return location.replace(" ", "%20")


def _conditions(known: Known) -> Headers:
    """Ask only for a page that has changed; what servers wrote is sent back only if plain."""
    asked = (("If-None-Match", known.etag), ("If-Modified-Since", known.modified))
    return tuple((name, value) for name, value in asked if value and _is_plain(value))


def _is_plain(value: str) -> bool:
    return value.isascii() and value.isprintable() and len(value) <= _LONGEST_MARK


def _finish(answers: list[Answer], limit: int) -> Fetched:
    last = answers[-1]
    if last.status != OK:
        raise _no_page(last.target, f"no page there (status {last.status})", "http_status")
    url = last.target.url
    body = unpack(last.body, last.header("Content-Encoding"), limit, url)
    exchange = Exchange(
        url=answers[0].target.url,
        fetched_at=stamp(last.asked_at),
        status=last.status,
        request_headers=last.request_headers,
        response_headers=last.headers,
        address=last.address,
        redirects=tuple(answer.target.url for answer in answers[:-1]),
        warc=write_warc(answers),
    )
    said = last.header("Content-Type")
    return Fetched(url=url, body=body, content_type=said, exchange=exchange)


def _no_page(target: Target, found: str, code: str) -> IngestError:
    return IngestError(
        f"{found}; expected a page (status 200); check the address, or try again later",
        path=target.url,
        code=code,
    )
