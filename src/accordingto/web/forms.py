"""Marks against forged requests: what a form or a script of ours sends back."""

import secrets

from fastapi import Request

from accordingto.web.desk import get_session
from accordingto.web.refusals import RefusedError

FIELD = "csrf"
HEADER = "x-csrf-token"


async def check_form(request: Request) -> None:
    """Refuse a form that no page of this session has made."""
    form = await request.form()
    _check(request, str(form.get(FIELD, "")))


def check_header(request: Request) -> None:
    """Refuse a script's request without the mark of its session; a program's key needs none."""
    if get_session(request).id:
        _check(request, request.headers.get(HEADER, ""))


def _check(request: Request, given: str) -> None:
    if not secrets.compare_digest(given.encode(), get_session(request).csrf.encode()):
        raise RefusedError(
            403,
            "this request does not come from a page of this desk, or the desk was closed and "
            "opened again meanwhile; expected the page's own mark; open the page again and repeat",
        )
