"""Sources: who says what. Organisations, states and holders of a public office; no private persons.

There is no score and no ranking: whoever differs from all others may be the one who knows.
"""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Path, Query

from accordingto.ledger.listings import Listing
from accordingto.ledger.source_names import (
    MOST_COUNTED,
    SourceFacts,
    SourceName,
    find_sources,
    read_source,
)
from accordingto.web.desk import LookHere, SessionHere
from accordingto.web.narrowing import Word
from accordingto.web.refusals import RefusedError
from accordingto.web.source_claims import LISTING, Claim, Said, fold_source, read_claims
from accordingto.web.views import Pages

PAGES = Pages("sources")
ON_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source in a list."""

    source: SourceName
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """A page of sources, by name."""

    start: str
    """What names begin with."""
    sources: tuple[SourceLine, ...]
    next: str | None
    """What to give as `after` for the next page."""
    next_path: str | None
    most_counted: int = MOST_COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """What one source says."""

    facts: SourceFacts
    said: Said
    listing: Listing
    """The list that holds all that it says of this kind, to be taken out."""
    claims: tuple[Claim, ...]
    path: str
    next: int | None
    next_path: str | None
    kinds: tuple[Said, ...] = tuple(Said)
    most_counted: int = MOST_COUNTED


@PAGES.view("/sources", template="sources.html", summary="Who says what, by name")
def show_sources(
    connection: LookHere,
    start: Annotated[Word, Query(description="What names begin with.")] = "",
    after: Annotated[str, Query(max_length=500)] = "",
) -> Sources:
    """Return organisations, states and holders of a public office that say something, by name."""
    found, following = find_sources(connection, start, after, ON_PAGE)
    query = urlencode({"start": start, "after": following or ""})
    return Sources(
        start=start,
        sources=tuple(SourceLine(source=one, path=source_path(one.key)) for one in found),
        next=following,
        next_path=f"/sources?{query}" if following else None,
    )


@PAGES.view("/sources/{name:path}", template="source.html", summary="What one source says")
def show_source(
    connection: LookHere,
    session: SessionHere,
    name: Annotated[str, Path(max_length=500)],
    said: Said = Said.FIGURES,
    after: Annotated[int | None, Query(ge=1)] = None,
) -> SourcePage:
    """Return what a source says, the latest first, with the case and what others give there."""
    facts = read_source(connection, fold_source(name))
    if facts is None:
        raise RefusedError(
            404,
            f"no organisation, state or holder of a public office {name[:80]!r} says anything "
            "here; expected a name as /sources lists it; private persons have no page",
        )
    page = read_claims(connection, facts.source.key, said, after, session.preferences)
    path = source_path(facts.source.key)
    return SourcePage(
        facts=facts,
        said=said,
        listing=LISTING[said],
        claims=page.claims,
        path=path,
        next=page.next,
        next_path=f"{path}?said={said}&after={page.next}" if page.next else None,
    )


def source_path(key: str) -> str:
    """Return the path of the page of a source."""
    return f"/sources/{quote(key, safe='')}"
