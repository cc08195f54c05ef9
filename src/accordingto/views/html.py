"""A reading as one self-contained page, and a folder of such pages."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import count
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from accordingto.records.readings import Reading
from accordingto.views.cards import Card, Role
from accordingto.views.folders import PageFolder
from accordingto.views.markup import Marked, Shape, mark_text
from accordingto.views.phrases import quote_words
from accordingto.views.sections import NOTHING_FOUND, Sheet, describe_head, lay_out
from accordingto.views.visible import make_visible

INDEX_NAME = "index.html"

LARGE_TEXT = 100_000
"""Code points from which a page counts as large."""

LARGE_SHEET = 500
"""Cards from which a page counts as large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageInfo:
    """What the index says of one page."""

    name: str
    """File name of the page, in the folder of the index."""
    id: str
    title: str
    published: str
    """ISO day or EDTF, or an empty string when not known."""
    publisher: str
    incidents: int
    figures: int
    agreements: int
    statements: int
    problems: int


def render_html(reading: Reading) -> str:
    """Return the page of one report: its text with its words marked, and its records beside it.

    One file with nothing to fetch: style and script stand inside and a content security policy
    allows nothing else. Without the report's text (`--no-text`) the records stand alone.
    """
    sheet = lay_out(reading)
    title, text = mark_report(reading, sheet)
    return (
        page_environment()
        .get_template("page.html")
        .render(
            assets=page_assets("page"),
            sheet=sheet,
            marked_title=title.html,
            marked_text=text.html if text is not None else None,
            anchors={**title.anchors, **(text.anchors if text is not None else {})},
            sha256=reading.report.sha256,
            nothing_found=NOTHING_FOUND,
            roles=_roles(sheet),
            is_large=_is_large(reading, sheet),
        )
    )


def render_index(pages: Iterable[PageInfo]) -> str:
    """Return the page that lists the pages of a folder, in the order given."""
    return (
        page_environment()
        .get_template("index.html")
        .render(assets=page_assets("index"), pages=list(pages))
    )


def describe_page(reading: Reading, name: str) -> PageInfo:
    """Return what the index says of the page of this reading."""
    info = reading.report
    return PageInfo(
        name=name,
        id=reading.id,
        title=describe_head(reading).title,
        published=info.published_used.edtf or "",
        publisher=info.publisher,
        incidents=len(reading.incidents),
        figures=len(reading.figures),
        agreements=len(reading.agreements),
        statements=len(reading.statements),
        problems=len(reading.problems),
    )


def write_html(readings: Iterable[Reading], folder: Path) -> int:
    """Write one page a reading and an index of them; return the number of pages.

    Readings are taken one at a time, so any number of them fits. A folder that this function has
    written before is written anew. Raises ConfigurationError when the folder holds anything else.
    """
    with PageFolder(folder) as pages:
        listed: list[PageInfo] = []
        for reading in readings:
            name = pages.name_page(reading.id)
            pages.write(name, render_html(reading))
            listed.append(describe_page(reading, name))
        pages.write(INDEX_NAME, render_index(listed))
    return len(listed)


@dataclass(frozen=True, slots=True)
class Assets:
    """Style and script of a page, with the policy that allows exactly these."""

    style: Markup
    script: Markup
    policy: str


@cache
def page_assets(page: str, *, with_script: bool = True) -> Assets:
    """Return style and script of a page, and the policy that allows nothing else."""
    folder = files("accordingto.views").joinpath("templates")
    style = "\n" + folder.joinpath("base.css").read_text("utf-8")
    style += folder.joinpath(f"{page}.css").read_text("utf-8")
    script = "\n" + folder.joinpath(f"{page}.js").read_text("utf-8") if with_script else ""
    scripts = f"script-src '{_hash(script)}'; " if with_script else ""
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; {scripts}"
        "base-uri 'none'; form-action 'none'"
    )
    # Our own files, not the report's words.
    return Assets(Markup(style), Markup(script), policy)  # noqa: S704


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


@cache
def page_environment() -> Environment:
    """Return what templates of pages are rendered with: all that is not ours is escaped."""
    environment = Environment(
        loader=PackageLoader("accordingto.views", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=spell_out,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["quote"] = quote_words
    return environment


def spell_out(value: object) -> object:
    """Spell out steering characters in whatever a template prints; ours alone is Markup."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return make_visible(value)
    return value


def _roles(sheet: Sheet) -> list[Role]:
    """Return the kinds of words that the page marks, in the order of the legend."""
    marked = {mark.role for card in sheet.cards() for mark in card.marks}
    return [role for role in Role if role in marked and role is not Role.OTHER]


def _is_large(reading: Reading, sheet: Sheet) -> bool:
    """Tell whether a browser had better lay out only what is seen."""
    return len(reading.report.text or "") > LARGE_TEXT or len(sheet.cards()) > LARGE_SHEET


def mark_report(
    reading: Reading, sheet: Sheet, *, is_linked: bool = True
) -> tuple[Marked, Marked | None]:
    """Mark the title with the cards of the headline, and the text with all others."""
    of_title: list[tuple[int, Card]] = []
    of_text: list[tuple[int, Card]] = []
    position = count()
    for section in sheet.sections:
        cards = of_title if section.is_headline else of_text
        cards += ((next(position), card) for card in section.cards())
    title = mark_text(reading.report.title, of_title, sheet.mask, Shape("t", "span", is_linked))
    if not reading.report.title.strip():
        title = Marked(escape(sheet.head.title), {})
    if reading.report.text is None:
        return title, None
    return title, mark_text(reading.report.text, of_text, sheet.mask, Shape("w", "p", is_linked))
