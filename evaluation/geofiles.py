"""Files of toponyms with their places: LGL, TR-News, GeoVirus, GeoWebNews and others of their form.

An `article` holds its `text` and its `toponym`s (or `location`s), each with `start`, `end` and its
words (`phrase`, `name` or `extractedName`). Its point stands in it or in its `gaztag`, as `lat` and
`lon` or as `latitude` and `longitude`; a toponym may have none.
"""

from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from accordingto.report import Span

Point = tuple[float, float]
_TOPONYMS = ("toponym", "location")
_WORDS = ("phrase", "extractedName", "name")
_LAT, _LON = ("lat", "latitude"), ("lon", "longitude")
_SHIFTS = (0, -1, 1)
"""Code points by which the spans of some files lie beside their words."""


class GeofileError(Exception):
    """A file is no file of toponyms."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            f"{path}: {found}; expected XML of <article>s with <text> and <toponym>s or"
            " <location>s, as in LGL, TR-News, GeoWebNews or GeoVirus"
        )


class Gold(NamedTuple):
    """One toponym of a file, with its point and country where they are given."""

    span: Span
    words: str
    point: Point | None
    country: str | None
    """As the file names it."""


class Article(NamedTuple):
    """The text of an article, and its toponyms in order."""

    text: str
    toponyms: tuple[Gold, ...]


def read_articles(path: Path) -> list[Article]:
    """Return the articles of a file.

    Raises GeofileError when it cannot be read, is not XML, or holds no toponym.
    """
    try:
        root = ET.parse(path).getroot()  # noqa: S314 -- a benchmark that its user names
    except OSError as error:
        raise GeofileError(path, f"cannot be read ({error.strerror})") from error
    except ET.ParseError as error:
        raise GeofileError(path, f"is not XML ({error})") from error
    try:
        articles = [_article(node) for node in root.iter("article")]
    except ValueError as error:
        raise GeofileError(path, f"holds a number that is none ({error})") from error
    if not any(article.toponyms for article in articles):
        raise GeofileError(path, "holds no toponym")
    return articles


def _article(node: ET.Element) -> Article:
    text = node.findtext("text") or ""
    found = (_gold(one, text) for tag in _TOPONYMS for one in node.iter(tag))
    return Article(text, tuple(sorted(found, key=lambda gold: gold.span)))


def _gold(node: ET.Element, text: str) -> Gold:
    inner = node.find("gaztag")
    tag = node if inner is None else inner
    lat, lon = _first(tag, _LAT), _first(tag, _LON)
    words = _first(node, _WORDS)
    start, end = int(float(_first(node, ("start",)))), int(float(_first(node, ("end",))))
    return Gold(
        _span(text, start, end, words),
        words or text[start:end],
        (float(lat), float(lon)) if lat and lon else None,
        _first(tag, ("country",)) or None,
    )


def _span(text: str, start: int, end: int, words: str) -> Span:
    """Return where the words stand: some files count from 1."""
    for shift in _SHIFTS:
        if words and text[start + shift : start + shift + len(words)] == words:
            return Span(start + shift, start + shift + len(words))
    return Span(start, end)


def _first(node: ET.Element, tags: tuple[str, ...]) -> str:
    return next(filter(None, ((node.findtext(tag) or "").strip() for tag in tags)), "")
