"""Cases by the code in a path: old codes lead on, unknown ones are told."""

from typing import Annotated

from fastapi import Depends, Path, Request
from sqlalchemy import Connection

from accordingto.corroboration.casebook_looking import find_case
from accordingto.errors import FilterError
from accordingto.web.desk import LookHere
from accordingto.web.refusals import MovedError, RefusedError
from accordingto.web.views import API

Code = Annotated[str, Path(max_length=40, description="Code of a case, or its beginning.")]


def find_code(connection: Connection, code: str) -> str:
    """Return the code that a case has now. Raises RefusedError where there is none."""
    try:
        return find_case(connection, code).code
    except FilterError as error:
        raise RefusedError(404, str(error)) from error


def find_here(request: Request, connection: LookHere, code: Code) -> str:
    """Return the code of the case of a page; raises MovedError where that is another one."""
    now = find_code(connection, code)
    if now != code:
        path: str = request.scope["path"]
        raise MovedError(path.removeprefix(API).replace(f"/{code}", f"/{now}", 1))
    return now


CodeHere = Annotated[str, Depends(find_here)]
"""The code that the case of a page has now; other codes of it lead on."""


def case_path(code: str) -> str:
    """Return the path of a docket."""
    return f"/cases/{code}"
