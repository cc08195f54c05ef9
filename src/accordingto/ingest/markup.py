"""A page's markup: what its head and its microdata say about the article."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from lxml import etree

from accordingto.ingest.extracts import MAX_VALUE, Fact

MAX_FACTS = 400
_NAMING = ("property", "name", "itemprop", "http-equiv")
_DATED = ("datePublished", "dateModified")
_HEADINGS = 3
_SAVED = (
    # Chrome's and Edge's, SingleFile's, HTTrack's.
    re.compile(r"<!--\s{0,9}saved from url=\(\d{1,9}\)(?P<url>\S+)"),
    re.compile(r"Page saved with SingleFile\s{1,9}url:\s{0,9}(?P<url>\S+)"),
    re.compile(r"<!-- Mirrored from (?P<url>[^\s<>]+)"),
)
_SAVED_DATE = re.compile(r"\ssaved date:\s{0,9}(?P<date>[^\n<>]+)")
_SINGLE_FILE = "Page saved with SingleFile"
_HEAD = 10_000
"""Characters in which a program that saved a page says so."""


@cache
def page_fields() -> Mapping[str, tuple[str, ...]]:
    """Return the names of the fields that are looked at, by their use."""
    table = tomllib.loads(files(__package__).joinpath("page_fields.toml").read_text("utf-8"))
    return {use: tuple(names) for use, names in table.items()}


def find_facts(root: etree._Element) -> Iterator[Fact]:
    """Yield what a page's markup says about the article, in the order of the page.

    `lang`, `title`, `h1`, `canonical`, `meta:NAME` in lower case, `itemprop:NAME` and `pubdate`.
    """
    known = frozenset(name for names in page_fields().values() for name in names)
    headings = count = 0
    for element in root.iter("html", "title", "link", "meta", "h1", "time", "span", "div", "p"):
        for fact in _facts_of(element, known):
            headings += fact.name == "h1"
            count += 1
            if count > MAX_FACTS:
                return
            if fact.name != "h1" or headings <= _HEADINGS:
                yield Fact(fact.name, fact.value[:MAX_VALUE])


def find_saving(text: str) -> Iterator[Fact]:
    """Yield from where a browser or a program saved the page, and when, as its comments say."""
    head = text[:_HEAD]
    found = next(filter(None, (pattern.search(head) for pattern in _SAVED)), None)
    if found:
        yield Fact("saved:url", found["url"])
    if _SINGLE_FILE in head and (date := _SAVED_DATE.search(head)):
        yield Fact("saved:date", date["date"].removesuffix("--").strip())


def _facts_of(element: etree._Element, known: frozenset[str]) -> Iterator[Fact]:
    tag = element.tag
    if tag == "html":
        yield from _fact("lang", element.get("lang") or element.get("xml:lang"))
    elif tag in {"title", "h1"}:
        if not any(outer.tag == "svg" for outer in element.iterancestors()):
            yield from _fact(str(tag), " ".join("".join(element.itertext()).split()))
    elif tag == "link" and "canonical" in (element.get("rel") or "").lower().split():
        yield from _fact("canonical", element.get("href"))
    elif tag == "meta":
        for naming in _NAMING:
            name = (element.get(naming) or "").strip().lower()
            if name in known:
                yield from _fact(f"meta:{name}", element.get("content"))
                break
    if tag == "time" and element.get("pubdate") is not None:
        yield from _fact("pubdate", element.get("datetime") or _words(element))
    if (prop := element.get("itemprop")) in _DATED:
        value = element.get("datetime") or element.get("content") or _words(element)
        yield from _fact(f"itemprop:{prop}", value)


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())[:MAX_VALUE]


def _fact(name: str, value: str | None) -> Iterator[Fact]:
    if value and value.strip():
        yield Fact(name, value.strip())
