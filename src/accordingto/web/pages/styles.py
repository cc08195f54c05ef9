"""Styles that pages of the desk share with pages that are written as files."""

from importlib.resources import files

from fastapi.responses import Response

from accordingto.web.refusals import RefusedError
from accordingto.web.views import Pages

PAGES = Pages("styles")
SHARED = frozenset({"brief", "check"})


@PAGES.html.get("/static/views/{name}.css", response_class=Response)
def give_style(name: str) -> Response:
    """Give one of them. Raises RefusedError for another."""
    if name not in SHARED:
        raise RefusedError(404, "there is no such style")
    style = files("accordingto.views").joinpath("templates", f"{name}.css").read_bytes()
    return Response(style, media_type="text/css; charset=utf-8")
