"""The guard before every page: who may come in, from where, and what a browser may do with it."""

import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from accordingto.web.desk import Desk
from accordingto.web.patience import patiently
from accordingto.web.sessions import OPENING, Session
from accordingto.web.views import API

LARGEST_BODY = 64 * 1024 * 1024
"""Bytes of a request: a folder of reports or a workbook fits."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
HEADERS = {
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer a form would say Origin: null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "x-robots-tag": "noindex",
}
"""What every answer carries."""


class Guard:
    """Lets in what comes from this machine, by this desk's name, from a browser it has opened.

    Refused are: another Host (DNS rebinding), a change asked for from another origin, a browser
    without a session, a program without the key, a body that is too large or too slow.
    """

    def __init__(self, app: ASGIApp, desk: Desk, port: int) -> None:
        self._app = app
        self._desk = desk
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        self._cookie = cookie_name(port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on with its session."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer = self._refuse(scope, headers) or self._open(scope)
        if answer is None:
            session = self._session(headers)
            if session is None and not scope["path"].startswith("/static/"):
                answer = _refusal(scope, 401, _CLOSED)
            scope.setdefault("state", {})["session"] = session
        await (answer or self._app)(scope, _bounded(patiently(receive)), _with_headers(scope, send))

    def _refuse(self, scope: Scope, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if host not in self._hosts:
            told = f"the desk does not answer to the name {host[:100]!a}; expected 127.0.0.1"
            return _refusal(scope, 421, told)
        if scope["method"] not in SAFE:
            origin = headers.get("origin")
            is_ours = origin is None or origin in {f"http://{own}" for own in self._hosts}
            if not is_ours or headers.get("sec-fetch-site", "same-origin") not in _OWN_SITES:
                told = "this was asked for by another site; expected a page of this desk"
                return _refusal(scope, 403, told)
        length = headers.get("content-length", "0")
        if length.isdigit() and int(length) > LARGEST_BODY:
            told = f"{int(length):,} bytes were sent; expected at most {LARGEST_BODY:,}"
            return _refusal(scope, 413, told)
        return None

    def _open(self, scope: Scope) -> Response | None:
        """Turn the token of an opening address into a session, once."""
        if scope["path"] != OPENING or scope["method"] != "GET":
            return None
        token = scope["query_string"].decode("ascii", "replace").removeprefix("token=")
        session = self._desk.sessions.open_with(token)
        if session is None:
            return _refusal(scope, 401, _USED)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(self._cookie, session.id, httponly=True, samesite="strict")
        return response

    def _session(self, headers: Headers) -> Session | None:
        sent = headers.get("authorization")
        if sent is not None:
            key = self._desk.sessions.key
            if secrets.compare_digest(sent.encode(), f"Bearer {key}".encode()):
                return self._desk.sessions.of_program(headers.get("x-reviewer", ""))
            return None
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return None
        return self._desk.sessions.find(cookie.value) if cookie else None


def cookie_name(port: int) -> str:
    """Return the cookie's name; cookies know no ports, so that desks beside each other differ."""
    return f"accordingto_{port}"


_OWN_SITES = frozenset({"same-origin", "none"})
_CLOSED = (
    "this browser has not been let in; open the address that `accordingto serve` printed, which "
    "works once, or ask a browser that is in for another one (Settings)"
)
_USED = (
    "this address was used already, or is of a desk that was closed; expected the one that "
    "`accordingto serve` printed last; a browser that is in makes another one (Settings)"
)


def _refusal(scope: Scope, status: int, told: str) -> Response:
    if scope["path"].startswith(API):
        return JSONResponse({"status": status, "detail": told}, status_code=status)
    return Response(f"{told}\n", status_code=status, media_type="text/plain; charset=utf-8")


def _bounded(receive: Receive) -> Receive:
    """Stop a body that says nothing of its length and does not end."""
    taken = 0

    async def receive_some() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return message if taken <= LARGEST_BODY else {"type": "http.disconnect"}

    return receive_some


def _with_headers(scope: Scope, send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if not scope["path"].startswith("/static/"):
                headers["cache-control"] = "no-store"
        await send(message)

    return send_with_headers
