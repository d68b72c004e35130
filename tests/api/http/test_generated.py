"""Requests made up from the API's own description: answered as the description says, and never with 500."""

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.http.openapi import describe_api

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
BOUNDED = settings(
    max_examples=10, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
ELSEWHERE = ("/sparql", "/graph-store", "/own/", "/reconcile", "/feeds/")  # tried briefly here, at length by tests/fuzz
FEW = settings(BOUNDED, max_examples=3)
OPERATIONS = [
    ("GET", "/documents"), ("GET", "/document"), ("GET", "/document/citations"), ("GET", "/works"), ("GET", "/work"),
    ("GET", "/work/citing"), ("GET", "/work/editions"), ("GET", "/relied-on"), ("DELETE", "/document"),
    ("GET", "/search"), ("GET", "/search/suggest"),
    ("GET", "/tasks"), ("GET", "/units"), ("GET", "/queries"), ("GET", "/queries/{name}"),
    ("GET", "/findings"), ("GET", "/register/audit"), ("GET", "/lineage"), ("GET", "/board"), ("GET", "/compare"),
    ("GET", "/impact"), ("GET", "/document/annotations"), ("GET", "/document/akn"),
    ("GET", "/jobs/{job}"), ("GET", "/jobs/{job}/events"), ("POST", "/reviews"),
    ("POST", "/check"), ("POST", "/load"), ("POST", "/register"), ("GET", "/health"), ("GET", "/me"),
    ("GET", "/audit"),
    ("GET", "/reviews"), ("GET", "/rules"), ("POST", "/rules"), ("DELETE", "/rules/{rule}"),
]  # fmt: skip


@pytest.fixture(scope="module")
def schema(client: TestClient) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", client.app)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_no_request_breaks_it(schema: schemathesis.BaseSchema, method: str, path: str) -> None:
    operation = schema["/api/v1" + path][method]

    @BOUNDED
    @given(case=operation.as_strategy())
    def one(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    one()


def test_no_request_breaks_the_other_protocols(schema: schemathesis.BaseSchema, client: TestClient) -> None:
    """One test for all: what it costs is mostly the first."""
    client.get("/sparql", params={"query": "ASK {}"})  # the process that answers is begun
    tried = set()
    for operation in (found.ok() for found in schema.get_all_operations()):
        if operation.path.startswith(ELSEWHERE):

            @FEW
            @given(case=operation.as_strategy())
            def one(case: schemathesis.Case) -> None:
                case.call_and_validate(checks=CHECKS)

            one()
            tried.add(operation.path)
    assert {path.strip("/").split("/")[0] for path in tried} == {one.strip("/") for one in ELSEWHERE}


def test_every_operation_is_tried(client: TestClient) -> None:
    paths = describe_api(client.app)["paths"]  # type: ignore[arg-type]
    described = {(m.upper(), p) for p, o in paths.items() if p.startswith("/api/v1/") for m in o}
    assert described == {(m, "/api/v1" + p) for m, p in OPERATIONS}
