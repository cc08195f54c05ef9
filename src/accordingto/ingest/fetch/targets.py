"""Addresses as people write them, made into what is asked, or refused with the reason."""

import re
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

from accordingto.errors import IngestError
from accordingto.ingest.fetch.addresses import IPAddress

PORTS = {"http": 80, "https": 443}
MAX_LENGTH = 4000
"""Characters; longer addresses are not pages."""

_UNFIT = re.compile(
    r"[\x00-\x20\x7f-\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u2060\u3000\ud800-\udfff\\]"
)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]++|0x[0-9a-f]*+")
_MAPPED_AWAY = re.compile(r"[\xdf\u03c2\u200c\u200d]")
_KEPT = "/%:@!$&'()*+,;=~-._?"
_DOTS = {".": 1, "%2e": 1, "..": 2, ".%2e": 2, "%2e.": 2, "%2e%2e": 2}


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked for: a page of a host, by HTTP or HTTPS."""

    scheme: str
    host: str
    """In ASCII and small letters; an IPv6 address without brackets."""
    port: int
    path: str
    """With the query, in ASCII; begins with a slash."""

    @property
    def host_header(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port, for which one robots.txt holds."""
        return f"{self.scheme}://{self.host_header}"

    @property
    def url(self) -> str:
        """The address in the one form under which it is kept."""
        return self.origin + self.path

    @property
    def literal(self) -> IPAddress | None:
        """The IP address, where the host is one."""
        return _literal(self.host)

    def robots(self) -> "Target":
        """Return where this origin says what robots may read."""
        return replace(self, path="/robots.txt")


def parse_url(url: str, ports: frozenset[int] = frozenset(PORTS.values())) -> Target:
    """Return what an address asks for.

    Only http and https, hosts of the public network by name or by plain IP address, no user name or
    password, and the ports named. Raises IngestError that says what is wrong with the address.

    >>> parse_url("HTTP://News.Example.ORG:80/a/../b#top").url
    'http://news.example.org/b'
    """
    if len(url) > MAX_LENGTH:
        raise refusal(url[:80] + "...", "an address of more than 4,000 characters")
    if _UNFIT.search(url):
        raise refusal(url, "an address with white space, a control character or a backslash in it")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise refusal(url, f"a broken address ({error})") from error
    if parts.scheme not in PORTS:
        raise refusal(url, f"an address of the kind {parts.scheme or 'without a scheme'!r}")
    if "@" in parts.netloc:
        raise refusal(url, "an address with a user name or password in it")
    if parts.netloc.startswith("[") and ":" not in (parts.hostname or ""):
        raise refusal(url, "a broken address (brackets around what is no IPv6 address)")
    port = PORTS[parts.scheme] if port is None else port
    if port not in ports:
        raise refusal(url, f"an address with the unusual port {port}")
    path = _clean_path(parts.path) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Target(parts.scheme, _clean_host(parts.hostname or "", url), port, path)


def follow(target: Target, location: str, ports: frozenset[int]) -> Target:
    """Return where a redirect leads, checked as any address; never from https to http."""
    try:
        url = urljoin(target.url, location)
    except ValueError as error:
        raise refusal(target.url, f"a redirect to a broken address ({error})") from error
    try:
        led = parse_url(url, ports)
    except IngestError as error:
        raise refusal(target.url, f"a redirect to {error.path}: {error.message}") from error
    if target.scheme == "https" and led.scheme == "http":
        raise refusal(target.url, f"a redirect out of https to {led.url}")
    return led


def refusal(url: str, found: str) -> IngestError:
    """Say that an address will not be asked."""
    return IngestError(
        f"{found}; expected a public address such as https://news.example.org/story; "
        "check the address, or save the page yourself and add the file",
        path=url,
        code="address_refused",
    )


def _clean_host(host: str, url: str) -> str:
    if ":" in host or "%" in host:
        if isinstance(_literal(host), IPv6Address) and "%" not in host:
            return str(IPv6Address(host))
        raise refusal(url, f"the host {host!r}, which is neither a name nor an IP address")
    if _MAPPED_AWAY.search(host):
        raise refusal(url, f"the host {host!r}, whose letters have two readings (write xn--...)")
    try:
        name = host.encode("idna").decode().lower().removesuffix(".")
    except UnicodeError as error:
        raise refusal(url, f"the host {host!r}, which is no name ({error})") from error
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        if str(_literal(name)) != name:
            raise refusal(url, f"the host {host!r}, a number that hides an IP address")
        return name
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise refusal(url, f"the host {host!r}, which is no name")
    if len(labels) < 2:
        raise refusal(url, f"the host {host!r}, a name of a local network")
    return name


def _literal(host: str) -> IPAddress | None:
    for kind in (IPv4Address, IPv6Address):
        try:
            return kind(host)
        except ValueError:
            continue
    return None


def _clean_path(path: str) -> str:
    """Return the path in ASCII, with `.` and `..` worked out as a server would."""
    kept: list[str] = []
    parts = quote(path, safe=_KEPT.removesuffix("?")).split("/")[1:]
    for at, part in enumerate(parts):
        dots = _DOTS.get(part.lower(), 0)
        if dots == 2 and kept:
            kept.pop()
        if not dots:
            kept.append(part)
        elif at == len(parts) - 1:
            kept.append("")
    return "/" + "/".join(kept)
