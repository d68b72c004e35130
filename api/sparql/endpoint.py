"""`/sparql`: the SPARQL 1.1 protocol over the store.

GET, POST of a form, POST of the query itself; the dataset may be named beside it, and the format is negotiated. The
limits are told in headers (`Cancu-Limit-*`), and a cut answer says so (`Cancu-Cut: rows`). An answer to a GET has the
tag of the store's state, unless the query asks for the time or for chance. Without a query the
address describes the service. Updates are refused to all but those allowed to write.
"""

import re
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from api.http.problem_types import type_of
from api.http.problems import problem
from api.sparql.negotiate import choose_type
from api.sparql.protocol import SparqlRequest, WrongMediaType, WrongMethod, read_request
from api.sparql.results import GRAPH_TYPES, ROW_TYPES, format_graph
from api.sparql.runner import Answer, QueryLimits, QueryTimeout, QueryTooLarge, Question
from api.sparql.turns import Turns
from api.sparql.using import IRI_SCHEMA
from graph.names import PREFIXES
from ontology.errors import AccessError, Message

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_FEATURES = ("UnionDefaultGraph",)  # a graph without statements is not kept
_RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "RDF_XML", "JSON-LD",
)  # fmt: skip
MAX_BODY = 1_000_000
_CHANGING = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\b", re.I)  # also in a name: then the query has no tag
_GRAPHS = {"type": "array", "items": IRI_SCHEMA}
_QUERY_PARAMETERS = {
    "parameters": [
        {"name": "query", "in": "query", "required": False, "schema": {"type": "string", "minLength": 1},
         "description": "The query; without it the service describes itself"},
        *({"name": f"{which}-graph-uri", "in": "query", "required": False,
           "schema": _GRAPHS} for which in ("default", "named")),
    ]
}  # fmt: skip
_FORM = {
    "type": "object",
    "properties": {
        **{name: {"type": "string", "minLength": 1} for name in ("query", "update")},
        **{f"{which}-uri": _GRAPHS for which in ("default-graph", "named-graph", "using-graph", "using-named-graph")},
    },
    "oneOf": [{"required": ["query"]}, {"required": ["update"]}],
}
_QUERY_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {"schema": _FORM},
            "application/sparql-query": {"schema": {"type": "string", "minLength": 1}},
            "application/sparql-update": {"schema": {"type": "string", "minLength": 1}},
        },
    }
}


_EXAMPLES: dict[str, Any] = {
    "text/csv": "n\r\n12\r\n",
    "text/turtle": '<https://cancu.example/vn/x> rdfs:label "Kế hoạch 08/KH-UBND" .',
    "application/sparql-results+json": {
        "head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": "12"}}]},
    },
}  # fmt: skip
# Words first: a client made of this description takes the first kind it can read, and not every answer is JSON.
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Rows (SELECT, ASK) or statements (CONSTRUCT, DESCRIBE, the service's description)",
        "content": {
            media: ({} if "json" in media else {"schema": {"type": "string"}})
            | ({"example": _EXAMPLES[media]} if media in _EXAMPLES else {})
            for media in sorted({*ROW_TYPES, *GRAPH_TYPES}, key=lambda m: (not m.startswith("text/"), "json" in m, m))
        },
    },
    304: {"description": "Unchanged since the tag in If-None-Match"},
    405: {"description": "Not a method for what is asked", "content": {"application/problem+json": {}}},
    406: {"description": "None of the formats", "content": {"application/problem+json": {}}},
}
_DONE: dict[int | str, dict[str, Any]] = {204: {"description": "The update is done"}}


def describe_service(address: str, *, update: bool) -> list[ox.Triple]:
    """The SPARQL 1.1 service description."""
    node = ox.BlankNode("service")
    pairs = [
        (ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(_SD + "Service")),
        (ox.NamedNode(_SD + "endpoint"), ox.NamedNode(address)),
        (ox.NamedNode(_SD + "supportedLanguage"), ox.NamedNode(_SD + "SPARQL11Query")),
    ]
    if update:
        pairs.append((ox.NamedNode(_SD + "supportedLanguage"), ox.NamedNode(_SD + "SPARQL11Update")))
    pairs += [(ox.NamedNode(_SD + "feature"), ox.NamedNode(_SD + f)) for f in _FEATURES]
    pairs += [(ox.NamedNode(_SD + "resultFormat"), ox.NamedNode(_FORMATS + f)) for f in _RESULT_FORMATS]
    return [ox.Triple(node, predicate, value) for predicate, value in pairs]


def always_alike(request: Request) -> bool:
    """Whether a query has the same answer as long as the store is the same: one that asks for the time, a random
    number or a new name has not."""
    return _CHANGING.search(request.query_params.get("query", "")) is None


def _limit_headers(limits: QueryLimits) -> dict[str, str]:
    return {
        "Cancu-Limit-Seconds": f"{limits.seconds:g}",
        "Cancu-Limit-Rows": str(limits.rows),
        "Cancu-Limit-Megabytes": str(limits.megabytes),
        "Vary": "Accept",
    }


def _not_acceptable() -> Response:
    offered = ", ".join(dict.fromkeys([*ROW_TYPES, *GRAPH_TYPES]))
    return problem(406, "NotAcceptable", Message(f"Có các loại: {offered}.", f"The types are: {offered}."))


def sparql_router(
    ask: Callable[[Question], Answer],
    limits: QueryLimits,
    update: Callable[[SparqlRequest], None],
    may_write: Callable[[Request], bool],
    responses: dict[int | str, dict[str, Any]] | None = None,
    route_class: type[APIRoute] = APIRoute,
) -> APIRouter:
    """The endpoint. `ask` answers within limits; `update` writes, for requests that `may_write` lets through.

    `responses` are the errors as the whole API describes them; `route_class` answers those who have the state already.
    """
    said = {**(responses or {}), **_ANSWERS}
    router = APIRouter(tags=["SPARQL"], responses=said, default_response_class=Response, route_class=route_class)
    turns = Turns(ask, patience=2 * limits.seconds)

    async def answer(request: Request) -> Response:
        accept = request.headers.get("accept")
        body = b""
        if request.method == "POST":
            async for chunk in request.stream():
                body += chunk
                if len(body) > MAX_BODY:
                    return problem(413, "TooLarge", Message("Truy vấn quá dài.", "The query is too long."))
        if (
            request.method in ("GET", "HEAD")
            and "query" not in request.query_params
            and "update" not in request.query_params
        ):
            media = choose_type(accept, list(GRAPH_TYPES))
            if media is None:
                return _not_acceptable()
            described = describe_service(str(request.url_for("sparql")), update=may_write(request))
            return Response(
                format_graph(described, GRAPH_TYPES[media], {"sd": _SD}), media_type=media, headers={"Vary": "Accept"}
            )
        try:
            asked = read_request(request.method, request.url.query, request.headers.get("content-type"), body)
        except WrongMediaType as error:
            return problem(415, "WrongMediaType", error.message)
        except WrongMethod as error:
            refused = problem(405, "WrongMethod", error.message)
            refused.headers["Allow"] = "POST"
            return refused
        if asked.kind == "update":
            if not may_write(request):
                raise AccessError(
                    "Không có mã với vai người nạp thì chỉ được đọc. Tạo mã: cancu token create --role loader --name …",
                    "Without a token of the loader's role this is for reading only. Make one: cancu token create "
                    "--role loader --name …",
                )
            await run_in_threadpool(update, asked)
            return Response(status_code=204)
        question = Question(
            text=asked.text,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            row_type=choose_type(accept, list(ROW_TYPES)),
            graph_type=choose_type(accept, list(GRAPH_TYPES)),
        )
        try:
            found = await turns.ask(question)
        except (QueryTimeout, QueryTooLarge) as error:  # not wrong, only stopped: the limits are told here too
            stopped = problem(400, type_of(error), error.message)
            stopped.headers.update(_limit_headers(limits))
            return stopped
        if found.kind is None:
            return _not_acceptable()
        headers = _limit_headers(limits) | ({"Cancu-Cut": "rows"} if found.cut else {})
        return Response(found.body, media_type=found.media_type, headers=headers)

    router.add_api_route("/sparql", answer, methods=["GET"], name="sparql", summary="SPARQL 1.1 query",
                         operation_id="sparql_get", openapi_extra=_QUERY_PARAMETERS)  # fmt: skip
    router.add_api_route("/sparql", answer, methods=["POST"], name="sparql_post", summary="SPARQL 1.1 query and update",
                         operation_id="sparql_post", openapi_extra=_QUERY_BODY, responses=_DONE)  # fmt: skip
    return router


__all__ = ["PREFIXES", "describe_service", "sparql_router"]
