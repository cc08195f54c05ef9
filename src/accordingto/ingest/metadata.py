"""What a document says about itself, brought to the fields of a report."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from accordingto.ingest.captures import find_capture
from accordingto.ingest.extracts import Fact
from accordingto.ingest.markup import page_fields
from accordingto.ingest.publication import find_publication, parse_days
from accordingto.lexicons.agencies import load_agencies
from accordingto.records.readings import Problem

MAX_KEPT = 100_000
"""Characters of metadata that are kept; the document's bytes have all of them."""
_MAX_NAME = 80
"""Characters of an agency's name; what is longer is a sentence."""
_PREFIXES = ("ld:", "meta:")
_BETWEEN = re.compile(r"\s{0,9}[,;|]\s{0,9}")
_BETWEEN_AGENCIES = re.compile(
    r"\s{0,9}/\s{0,9}|\s{1,9}(?:and|&|y|et|und)\s{1,9}|\s{1,9}[-–—]\s{1,9}"
)
_LEAD = re.compile(
    r"(?:©|\(c\)|(?:agencies|credit|sources?):|(?:with|from|by|reporting|copyright)\s|\d{4}\b|\s)",
    re.IGNORECASE,
)
_OF_PICTURES = re.compile(
    r"\b(?:photo|photograph|image|picture|video|illustration|graphic)s?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A document's own words about itself."""

    title: str
    published: str | None
    """ISO day."""
    publisher: str
    agencies: tuple[str, ...]
    url: str
    metadata: Mapping[str, str]
    problems: tuple[Problem, ...]


def describe(facts: Sequence[Fact], text: str, url: str, latest: date) -> Described:
    """Return the fields of a report that a document's facts give.

    `url` is the address that it came from, if known; `latest` the last day on which it can have
    been published.
    """
    address, odd = _address(facts, url)
    saved = parse_days(_first(facts, "saved:date"))
    captured = [find_capture(one).on for one in (url, _first(facts, "saved:url", "canonical"))]
    publication = find_publication(facts, address, min(filter(None, [latest, *saved, *captured])))
    publisher = unescape(_first(facts, "ld:publisher", *_named("publishers")))
    return Described(
        title=_title(facts, publisher, text),
        published=publication.day.isoformat() if publication.day else None,
        publisher=publisher,
        agencies=tuple(_agencies(facts, publisher)),
        url=address,
        metadata=_kept(facts),
        problems=(*odd, *publication.problems),
    )


def _title(facts: Sequence[Fact], publisher: str, text: str) -> str:
    """Return the headline as the article has it; that of the window without the site's name."""
    # In JSON-LD, entities are often written where none belong.
    title = unescape(_first(facts, "ld:headline", *_named("titles")))
    headings = [fact.value for fact in facts if fact.name == "h1"]
    if title or len(headings) == 1:
        return title or headings[0]
    for fact in facts:
        if fact.name == "title":
            return _without_site(fact.value, publisher)
        if fact.name in {"pdf:Title", "docx:title"} and _fold(fact.value) in _fold(text[:20_000]):
            return fact.value  # and not "Microsoft Word - final2.docx"
    return ""


def _without_site(title: str, publisher: str) -> str:
    for mark in (" | ", " - ", " – ", " — ", " :: "):
        head, _, tail = title.rpartition(mark)
        if head and publisher and _fold(tail) == _fold(publisher):
            return head
    return title


def _fold(words: str) -> str:
    return "".join(mark for mark in words.casefold() if mark.isalnum())


def _agencies(facts: Sequence[Fact], publisher: str) -> Iterator[str]:
    """Yield the agencies credited with the text, each once, without the publisher."""
    told = {_fold(publisher)}
    for fact in facts:
        if fact.name not in {"ld:creditText", "ld:sourceOrganization"}:
            continue
        for name in _split_credit(fact.value):
            if _fold(name) not in told:
                told.add(_fold(name))
                yield name


def _split_credit(credit: str) -> Iterator[str]:
    """Yield the names in a credit line; those of pictures and whole sentences are none.

    >>> list(_split_credit("© 2024 AFP/Reuters, Skerry Wire")), list(_split_credit("RFE/RL"))
    (['AFP', 'Reuters', 'Skerry Wire'], ['RFE/RL'])
    """
    for part in map(_without_lead, _BETWEEN.split(credit)):
        names = [name.strip() for name in _BETWEEN_AGENCIES.split(part)]
        if not any(name.casefold() in _known_agencies() for name in names):
            names = [part.strip()]
        for name in names:
            if name and len(name) <= _MAX_NAME and not _OF_PICTURES.search(name):
                yield name


def _without_lead(part: str) -> str:
    while lead := _LEAD.match(part):
        part = part[lead.end() :]
    return part


@cache
def _known_agencies() -> frozenset[str]:
    return frozenset(load_agencies().by_name)


def _address(facts: Sequence[Fact], url: str) -> tuple[str, list[Problem]]:
    """Return the document's own address; one on another server than it came from is not believed.

    Anybody can write into a page that it is a page of somebody else's.
    """
    known = find_capture(url or _first(facts, "saved:url")).url
    base = known if _is_web(known) else ""
    for name in ("canonical", "meta:og:url", "ld:url", "ld:mainEntityOfPage"):
        said = find_capture(_join(base, _first(facts, name))).url
        if not _is_web(said):
            continue
        if not base or _server(said) == _server(base):
            return said, []
        problem = Problem(
            stage="ingest",
            code="address_elsewhere",
            message=(
                f"the page came from {base[:200]!r} and gives {said[:200]!r} as its address, on "
                "another server: the first is used"
            ),
        )
        return base, [problem]
    return base, []


def _join(base: str, url: str) -> str:
    try:
        return urldefrag(urljoin(base, url.strip())).url
    except ValueError:
        return ""


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not url.isspace()


def _server(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    for prefix in ("www.", "m.", "amp.", "mobile."):
        host = host.removeprefix(prefix)
    return host


def _named(use: str) -> Iterator[str]:
    return (f"meta:{name}" for name in page_fields()[use])


def _first(facts: Sequence[Fact], *names: str) -> str:
    """Return the value of the first of these names that is there."""
    values = {fact.name: fact.value for fact in reversed(facts)}
    return next((values[name] for name in names if name in values), "")


def _kept(facts: Sequence[Fact]) -> dict[str, str]:
    """Return all facts as written; several of one name are joined."""
    kept: dict[str, list[str]] = {}
    room = MAX_KEPT
    for fact in facts:
        name = fact.name
        for prefix in _PREFIXES:
            name = name.removeprefix(prefix)
        values = kept.setdefault(name, [])
        room -= len(fact.value)
        if room > 0 and fact.value not in values:
            values.append(fact.value)
    return {name: "; ".join(values) for name, values in kept.items() if values}
