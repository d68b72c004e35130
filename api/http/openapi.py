"""The OpenAPI description: FastAPI's own, with the forms that it does not meet by itself, files that generators of
clients recognise, and what the parts are for."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from pydantic.json_schema import models_json_schema

from api.http.v1.conditional import HashedRoute
from api.reconcile_schemas import SENT
from api.schemas import Problem

ADDRESS = "/api/v1/openapi.json"
_TAGS = {
    "Drafts": "Judging a draft before it is signed.",
    "Documents": "What is loaded, what it cites, what is known of each work.",
    "Search": "Works, texts and tasks by number or words, accents or not.",
    "Findings": "What is wrong or out of date, and what people decided about it.",
    "Relations": "What stands on what.",
    "Loading": "Documents into the store.",
    "Register": "Official rows.",
    "Queries": "Questions that ship.",
    "Feeds": "What happens around a directive and for a unit, in Atom.",
    "Reconciliation": "The Reconciliation Service API 0.2: matching a column of document numbers.",
    "Administration": "Who is asking, and who changed what.",
    "SPARQL": "The SPARQL 1.1 protocol.",
    "Linked data": (
        "Every IRI of the graph, opened. Statements in ELI's own words (`eli:passed_by`, `eli:in_force` …) and those "
        "about bodies follow from the stored ones and from the day: they are made when an IRI is opened. At `/sparql` "
        "ask for what is stored, in the words of `/ontology` (`cc:issuerName`, `cc:cites` …)."
    ),
}


def describe_api(app: FastAPI) -> dict[str, Any]:
    """The whole description."""
    spec = get_openapi(
        title="Cancu",
        version="1",
        summary="Vietnamese administrative documents, what they cite, and where a reference is wrong or out of date.",
        routes=app.routes,
        tags=[{"name": name, "description": said} for name, said in _TAGS.items()],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    spec["components"].setdefault("securitySchemes", {})["token"] = {
        "type": "http",
        "scheme": "bearer",
        "description": "A token of `cancu token create`; needed once the server has one.",
    }
    spec["security"] = [{}, {"token": []}]
    _, inside = models_json_schema(
        [(model, "validation") for model in (*SENT, Problem)], ref_template="#/components/schemas/{model}"
    )
    spec["components"]["schemas"] |= inside["$defs"]
    for schema in spec["components"]["schemas"].values():
        for part in schema.get("properties", {}).values():
            _mend_file(part)
            _mend_file(part.get("items", {}))
    return spec


def _mend_file(schema: dict[str, Any]) -> None:
    """A file also in the older word for one: generators of clients know no other."""
    if schema.get("contentMediaType") == "application/octet-stream":
        schema["format"] = "binary"


def description_router() -> APIRouter:
    """The description at its address."""
    router = APIRouter(route_class=HashedRoute, include_in_schema=False)

    @router.get(ADDRESS)
    def openapi(request: Request) -> JSONResponse:
        return JSONResponse(request.app.openapi())

    return router


def use_description(app: FastAPI) -> None:
    """The description, made once when it is first asked for."""

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = describe_api(app)
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]
