"""Documents, works, citations, tasks, units and the questions that ship."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from api.document_schemas import CitationView, CitingView, DocumentView, WorkView
from api.http.v1.conditional import UNCHANGED, conditional_route
from api.http.v1.paging import Cursor, Limit, key_in, page_from, page_of
from api.http.v1.versioned import versioned_router
from api.lists import document_of, query_view
from api.schemas import (
    DocumentRow,
    Page,
    QueryRows,
    QueryView,
    TaskRow,
    UnitRow,
    WorkRow,
)
from api.service import Service
from api.views import view_document, view_work
from graph.find import find_work
from graph.queries import Parameter, list_queries
from graph.store_lookup import StoreLookup

Id = Annotated[
    str,
    Query(
        max_length=2000,
        description="An IRI, or a number with enough beside it to be unique",
        examples=["08/KH-UBND 2024 Hà Tĩnh"],
    ),
]
Question = Annotated[
    str, Path(description="Which question", json_schema_extra={"enum": [q.id for q in list_queries()]})
]
Words = Annotated[str, Query(max_length=500, description="Words that must all occur, accents or not")]
_TYPED: dict[str, dict[str, Any]] = {
    "count": {"type": "integer", "minimum": 0},
    "date": {"type": "string", "format": "date"},
}
_WORDS: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 2000}


def question_parameters() -> Iterator[dict[str, Any]]:
    """What the questions that ship ask for, each once: its type, and which questions take it and need it."""
    takers: dict[str, list[tuple[str, Parameter]]] = {}
    for query in list_queries():
        for parameter in query.parameters:
            takers.setdefault(parameter.name, []).append((query.id, parameter))
    for name, found in takers.items():
        needed, optional = ([q for q, p in found if (p.default is None) is must] for must in (True, False))
        said = [f"{found[0][1].meaning.en[:1].upper()}{found[0][1].meaning.en[1:]}"]
        said += [f"needed by {', '.join(needed)}"] * bool(needed) + [f"taken by {', '.join(optional)}"] * bool(optional)
        schema = _TYPED.get(found[0][1].kind, _WORDS)
        yield {"name": name, "in": "query", "required": False, "schema": schema, "description": "; ".join(said)}


def reading_router(service: Service) -> APIRouter:
    """Reading what the store holds."""
    router = versioned_router(tags=["Documents"], route_class=conditional_route(service), responses=UNCHANGED)

    @router.get("/documents", response_model=Page[DocumentRow], summary="Loaded documents, newest first")
    def documents(q: Words = "", limit: Limit = 50, cursor: Cursor = None) -> Any:
        with service.look() as look:
            return page_from(look.documents(q, limit=limit, after=key_in(cursor)))

    @router.get("/document", response_model=DocumentView, summary="One loaded document, judged")
    def document(id: Id) -> Any:
        store = service.reader()
        return view_document(store, StoreLookup(store), document_of(store, id))

    @router.get("/document/citations", response_model=Page[CitationView], summary="The citations of a document")
    def citations(id: Id, limit: Limit = 50, cursor: Cursor = None) -> Any:
        store = service.reader()
        rows = view_document(store, StoreLookup(store), document_of(store, id))["citations"]
        return page_of(rows, lambda r: (f"{r['start']:09d}", f"{r['end']:09d}"), cursor=cursor, limit=limit)

    @router.get("/works", response_model=Page[WorkRow], summary="Every work that is known, in the order of their IRIs")
    def works(limit: Limit = 50, cursor: Cursor = None) -> Any:
        with service.look() as look:
            return page_from(look.works(limit=limit, after=key_in(cursor)))

    @router.get(
        "/work", response_model=WorkView, summary="One work: facts with sources, force, the newest that cite it"
    )
    def work(id: Id) -> Any:
        store = service.reader()
        iri = find_work(store, id)
        with service.look() as look:
            return view_work(store, look, iri)

    @router.get("/work/citing", response_model=Page[CitingView], summary="Who cites a work, the newest first")
    def citing(id: Id, limit: Limit = 50, cursor: Cursor = None) -> Any:
        iri = find_work(service.reader(), id)
        with service.look() as look:
            return page_from(look.citing(iri, limit=limit, after=key_in(cursor)))

    @router.get("/tasks", response_model=Page[TaskRow], summary="Who must do what by when, the earliest first")
    def tasks(unit: Words = "", limit: Limit = 50, cursor: Cursor = None) -> Any:
        with service.look() as look:
            return page_from(look.tasks(unit, limit=limit, after=key_in(cursor)))

    @router.get("/units", response_model=Page[UnitRow], summary="Bodies that loaded documents name")
    def units(q: Words = "", limit: Limit = 50, cursor: Cursor = None) -> Any:
        with service.look() as look:
            return page_from(look.units(q, limit=limit, after=key_in(cursor)))

    @router.get("/queries", response_model=list[QueryView], summary="The questions that ship", tags=["Queries"])
    def queries() -> Any:
        return [query_view(q) for q in list_queries()]

    @router.get(
        "/queries/{name}",
        response_model=QueryRows,
        summary="The answer to a question that ships; its parameters are query parameters",
        tags=["Queries"],
        openapi_extra={"parameters": list(question_parameters())},
    )
    def answer(name: Question, request: Request) -> Any:
        rows = service.named(name, dict(request.query_params))
        return {"variables": rows.variables, "rows": rows.texts()}

    return router
