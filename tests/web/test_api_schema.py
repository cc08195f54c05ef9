"""The API is as its description says, whatever it is asked: no fault of ours, no answer untold."""

import re

import pytest
import schemathesis
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accordingto.web.app import make_app
from accordingto.web.pages import PAGES
from accordingto.web.views import API
from tests.web.desks import HOST, PORT, Client, copied, opened
from tests.web.hostile import examples

EXAMPLES = 12
"""Requests for every route, meant and not meant."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
ROUTES = sorted(
    (route.path, method)
    for pages in PAGES
    for route in pages.api.routes
    if isinstance(route, APIRoute)
    for method in route.methods
)
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def served(demo_ledger, tmp_path_factory):
    """The description of an app, the key to it, and what stands for parameters of its paths."""
    folder = tmp_path_factory.mktemp("schema")
    with opened(copied(demo_ledger, folder), reviewer="Ana") as desk, Client(desk) as client:
        app = make_app(desk, PORT)
        plain = client.get(f"{API}/openapi.json").json()
        schema = schemathesis.openapi.from_dict(plain)
        schema.app = app
        headers = {
            "host": f"127.0.0.1:{PORT}",
            "authorization": f"Bearer {desk.sessions.key}",
            "x-reviewer": "Ana",
        }
        yield schema, headers, {name: values[0] for name, values in examples(client).items()}


def _asking(operation):
    return lambda mode: operation.as_strategy(generation_mode=mode)


@pytest.mark.parametrize(("path", "method"), ROUTES)
def test_route_answers_as_it_is_described(served, path, method):
    schema, headers, known = served
    operation = schema[re.sub(r"{(\w+):path}", r"{\1}", path)][method]
    meant, not_meant = map(_asking(operation), (GenerationMode.POSITIVE, GenerationMode.NEGATIVE))

    @BOUNDED
    @given(case=meant | not_meant, is_known=st.booleans())
    def ask(case, is_known):
        for name in case.path_parameters if is_known and case.path_parameters else ():
            case.path_parameters[name] = known.get(name, case.path_parameters[name])
        answer = case.call(base_url=HOST, headers=headers)
        case.validate_response(answer, checks=CHECKS)

    ask()


def test_description_tells_every_route_and_every_refusal(served):
    schema, _, _ = served
    paths = schema.raw_schema["paths"]
    told = {(path, method.upper()) for path in paths for method in paths[path]}
    assert told == {(re.sub(r"{(\w+):path}", r"{\1}", path), method) for path, method in ROUTES}
    for path, method in told:
        answers = paths[path][method.lower()]["responses"]
        assert {"200", "401", "403", "404", "413", "422"} <= set(answers)
