"""Pages with a JSON twin, and actions with a form: one function answers both."""

import inspect
from collections.abc import Callable, Iterable
from typing import Annotated, Any, ParamSpec, TypeVar, cast

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field, create_model

from accordingto.web.desk import get_desk, get_session
from accordingto.web.forms import check_form, check_header
from accordingto.web.presence import note_presence
from accordingto.web.templating import render

API = "/api/v1"
OwnPath = Annotated[str, Field(pattern=r"^/(?:[0-9A-Za-z_?#][!-\[\]-~]*)?$", max_length=2000)]
"""Path of a page of the desk, and of no other site (`//elsewhere`)."""
P = ParamSpec("P")
R = TypeVar("R")


class Body(BaseModel):
    """Base of what an action is given: a field that it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Done(BaseModel):
    """What came of an action."""

    message: str
    """For a person: what was done."""
    next: str
    """Path of the page to go on with."""


class Pages:
    """The pages and actions of one module."""

    def __init__(self, tag: str) -> None:
        """Begin with none; `tag` heads them in the description of the API."""
        self.html = APIRouter(include_in_schema=False)
        self.api = APIRouter(prefix=API, tags=[tag])

    def view(
        self, path: str, *, template: str, summary: str
    ) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Answer GET with what the function returns: as HTML by a template, and as JSON.

        The function names what it needs as FastAPI has it (path, query, `desk.LookHere` ...). The
        template has what is returned as `view`.
        """

        def register(make: Callable[P, R]) -> Callable[P, R]:
            name = make.__name__
            self.api.get(path, name=f"{name}_json", summary=summary)(make)
            page = _as_page(make, template)
            self.html.get(path, name=name, response_class=HTMLResponse)(page)
            return make

        return register

    def download(
        self, path: str, *, summary: str, types: Iterable[str]
    ) -> Callable[[Callable[P, Response]], Callable[P, Response]]:
        """Answer GET with a file of one of some media types, the same at both addresses."""
        content = {200: {"description": "The file.", "content": {one: {} for one in types}}}

        def register(give: Callable[P, Response]) -> Callable[P, Response]:
            name = give.__name__
            self.api.get(
                path,
                name=f"{name}_json",
                summary=summary,
                response_class=Response,
                responses=cast("dict[int | str, dict[str, Any]]", content),
            )(give)
            self.html.get(path, name=name, response_class=Response)(give)
            return give

        return register

    def action(self, path: str, *, summary: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """Answer POST with what the function does; it returns a `Done`, or what comes of it.

        Its parameter `body`, if it has one, is a `Body`: a form's fields, or a JSON object. After a
        form the browser goes on to `Done.next`, where the message is shown.
        """

        def register(act: Callable[P, R]) -> Callable[P, R]:
            name = act.__name__
            guarded = [Depends(check_header), Depends(note_presence)]
            self.api.post(path, name=f"{name}_json", summary=summary, dependencies=guarded)(act)
            self.html.post(
                path, name=name, dependencies=[Depends(check_form), Depends(note_presence)]
            )(_as_form(act))
            return act

        return register


def _as_page(make: Callable[P, R], template: str) -> Callable[..., Response]:
    def page(_request: Request, **given: Any) -> Response:  # noqa: ANN401 -- as FastAPI gives them
        return render(_request, template, view=cast("Callable[..., R]", make)(**given))

    return _signed(page, inspect.signature(make).parameters.values(), make.__name__)


def _as_form(act: Callable[P, R]) -> Callable[..., Response]:
    parameters = inspect.signature(act).parameters
    body: type[Body] | None = parameters["body"].annotation if "body" in parameters else None

    def post(_request: Request, **given: Any) -> Response:  # noqa: ANN401 -- as FastAPI gives them
        if body is not None:
            given["body"] = body(
                **{name: getattr(given["body"], name) for name in body.model_fields}
            )
        done = cast("Callable[..., R]", act)(**given)
        if not isinstance(done, Done):
            raise TypeError(f"{act.__name__} has a form, and returns no Done")
        get_desk(_request).sessions.tell(get_session(_request), done.message)
        return RedirectResponse(done.next, status_code=303)

    return _signed(post, [_of_form(one) for one in parameters.values()], act.__name__)


def _of_form(parameter: inspect.Parameter) -> inspect.Parameter:
    """Let the body come from a form, which also carries the mark against forgery."""
    if parameter.name != "body":
        return parameter
    body: type[Body] = parameter.annotation
    form = create_model(f"{body.__name__}Form", __base__=body, csrf=(str, ""))
    return parameter.replace(annotation=Annotated[form, Form()])


def _signed(
    function: Callable[..., Response], parameters: Iterable[inspect.Parameter], name: str
) -> Callable[..., Response]:
    first = inspect.Parameter(
        "_request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request
    )
    named = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in parameters]
    function.__signature__ = inspect.Signature([first, *named])  # type: ignore[attr-defined]
    function.__name__ = name
    return function
