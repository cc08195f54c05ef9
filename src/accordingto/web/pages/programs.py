"""The API: how a program gets in, and what it can ask for."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from accordingto.web.desk import DeskHere
from accordingto.web.views import API, Done, Pages

PAGES = Pages("programs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One thing that a program can ask for."""

    method: str
    path: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Routes that belong together."""

    tag: str
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs:
    """What a program can ask for, and where."""

    address: str
    """Of this desk, with the API's path."""
    openapi: str
    """Path of the description that programs read."""
    groups: tuple[Group, ...]


def find_programs(request: Request) -> Programs:
    """Return the routes of the app of a request."""
    groups: dict[str, list[Route]] = {}
    paths = cast("dict[str, dict[str, dict[str, object]]]", request.app.openapi()["paths"])
    for path, methods in paths.items():
        for method, told in methods.items():
            tag = str(cast("list[str]", told.get("tags") or ["others"])[0])
            route = Route(method=method.upper(), path=path, summary=str(told.get("summary", "")))
            groups.setdefault(tag, []).append(route)
    return Programs(
        address=f"{request.base_url}".rstrip("/") + API,
        openapi=f"{API}/openapi.json",
        groups=tuple(Group(tag=tag, routes=tuple(routes)) for tag, routes in groups.items()),
    )


@PAGES.view("/api", template="programs.html", summary="What a program can ask for")
def show_programs(programs: Annotated[Programs, Depends(find_programs)]) -> Programs:
    """Return the routes of the API."""
    return programs


@PAGES.action("/api/key", summary="Tell the key of this desk, for a program")
def tell_key(desk: DeskHere) -> Done:
    """Tell the key: whoever has it decides as whomever they name, for as long as it is open."""
    return Done(message=f"Key of this desk: {desk.sessions.key}", next="/api")
