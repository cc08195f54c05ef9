"""The app of the review desk."""

import logging

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from accordingto import __version__
from accordingto.errors import AccordingtoError
from accordingto.web.desk import Desk
from accordingto.web.guard import Guard
from accordingto.web.pages import PAGES
from accordingto.web.problems import PROBLEMS
from accordingto.web.refusals import MovedError, status_of
from accordingto.web.templating import render
from accordingto.web.views import API

_LOG = logging.getLogger("accordingto")


def make_app(desk: Desk, port: int) -> ASGIApp:
    """Return the app of a desk that listens at a port of the loopback, behind its guard."""
    app = FastAPI(
        title="accordingto: review desk",
        version=__version__,
        description="Reports, records, cases and decisions; every page of the desk as JSON.",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # theirs fetches scripts from elsewhere
        redoc_url=None,
    )
    app.state.desk = desk
    for pages in PAGES:
        app.include_router(pages.html)
        app.include_router(pages.api, responses=PROBLEMS)
    styles = StaticFiles(packages=[("accordingto.web", "static")])
    app.mount("/static", styles, name="static")
    app.add_exception_handler(AccordingtoError, _tell_error)
    app.add_exception_handler(RequestValidationError, _tell_invalid)
    app.add_exception_handler(HTTPException, _tell_http)
    app.add_exception_handler(Exception, _tell_fault)
    return Guard(app, desk, port)


def _tell_error(request: Request, error: Exception) -> Response:
    if isinstance(error, MovedError):
        return _lead_on(request, error.path)
    status = status_of(error) if isinstance(error, AccordingtoError) else 500
    return _tell(request, status, str(error))


def _lead_on(request: Request, path: str) -> Response:
    api = API if request.url.path.startswith(API) else ""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{api}{path}{query}", status_code=307)


def _tell_invalid(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    told = [f"{_where(one['loc'])}: {one['msg']}" for one in faults[:5]]
    return _tell(request, 422, "; ".join(told) or "this was not asked for as expected")


def _where(steps: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in steps[1:]) or str(steps[0])


def _tell_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    told = {
        404: "there is no such page; expected one of those that the menu names",
        405: "this address takes no such request",
    }
    detail = str(getattr(error, "detail", ""))
    return _tell(request, status, told.get(status, detail))


def _tell_fault(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    told = "this page could not be made, which is a fault of the program; the ledger is as it was"
    return _tell(request, 500, told)


def _tell(request: Request, status: int, told: str) -> Response:
    if request.url.path.startswith(API) or getattr(request.state, "session", None) is None:
        return JSONResponse({"status": status, "detail": told}, status_code=status)
    return render(request, "refused.html", view={"status": status, "told": told}, status=status)
