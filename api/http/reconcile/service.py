"""The routes of the protocol: manifest, queries, data, suggestions, previews.

A preview stands in a frame of the client's page, so its policy lets pages of this machine frame it (OpenRefine is one)
and nothing else: it holds no script, no form and nothing of other origins.
"""

import datetime as dt
import html
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from api.http.reconcile.queries import answer_extension, answer_queries, describe, refuse
from api.http.reconcile.rows import (
    ANY,
    PROPERTIES,
    STATES,
    entity_id,
    entity_iri,
    entity_of,
    type_cell,
    type_names,
    types_of,
)
from api.http.v1.conditional import PROBLEMS, UNCHANGED, conditional_route
from api.office.words import shown_day
from api.reconcile_schemas import (
    Flyout,
    ProposedColumns,
    ReconciliationAnswers,
    ReconciliationCells,
    ReconciliationManifest,
    ReconciliationQueries,
    ReconciliationWanted,
    Suggestions,
    WorksBegun,
    json_inside,
)
from api.searching import suggest
from api.service import Service
from api.views import label_of
from api.web.render import Pages, language, work_address
from api.words import pick, program_version
from graph.names import CC, base
from graph.reconcile import Asked, find_matches
from graph.search.standing import standing_on
from graph.store_lookup import StoreLookup
from ontology.fold import fold_text
from ontology.types import TYPES
from ontology.values import Work

PREFIX = "/reconcile"
PREVIEW_SIZE = (440, 300)
PAGE = 10
MOST = 100
FRAMED = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self' http://127.0.0.1:* http://localhost:*",  # and the sites that the setting lets in
    )
)
_BATCH: dict[str, Any] = {
    "description": "A batch of queries, as JSON",
    "json_schema_extra": json_inside(ReconciliationQueries),
}
_WANTED: dict[str, Any] = {
    "description": "Which cells for which works, as JSON",
    "json_schema_extra": json_inside(ReconciliationWanted),
}
Batch = Annotated[str | None, Query(max_length=1_000_000, **_BATCH)]
Wanted = Annotated[str | None, Query(max_length=1_000_000, **_WANTED)]
Id = Annotated[str, Query(max_length=2000, description="The id of a work")]
Prefix = Annotated[str, Query(max_length=500, description="What was typed so far")]
Skip = Annotated[int, Query(ge=0, le=10_000, description="How many to leave out")]
Jsonp = Annotated[str | None, Query(include_in_schema=False)]


_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "model": ReconciliationManifest | ReconciliationAnswers | ReconciliationCells,
        "description": "The manifest; with “queries”, the candidates; with “extend”, the cells",
    }
}


def _shown(model: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    return {200: {"model": model}}


def manifest(address: str, lang: str) -> dict[str, Any]:
    """What the service can do, under the address it was asked at."""
    here = address + PREFIX
    width, height = PREVIEW_SIZE
    return {
        "versions": ["0.2"],
        "name": pick(lang, "Văn bản hành chính (Căn cứ)", "Vietnamese administrative documents (Cancu)"),
        "identifierSpace": base() + "vn/",
        "schemaSpace": CC,
        "documentation": address + "/help",
        "serviceVersion": program_version(),
        "logo": address + "/static/mark.svg",
        "defaultTypes": [ANY],
        "view": {"url": here + "/view?id={{id}}"},
        "preview": {"url": here + "/preview?id={{id}}", "width": width, "height": height},
        "suggest": {
            "entity": {
                "service_url": here,
                "service_path": "/suggest/entity",
                "flyout_service_url": here,
                "flyout_service_path": "/flyout/entity?id=${id}",
            },
            "property": {"service_url": here, "service_path": "/suggest/property"},
            "type": {"service_url": here, "service_path": "/suggest/type"},
        },
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/extend/propose"},
            "property_settings": [],
        },
    }


def facts_shown(work: Work, lookup: StoreLookup, lang: str) -> list[tuple[str, str]]:
    """What a preview says of a work."""
    rows = []
    for column in PROPERTIES:
        if column.id in ("date", "issuer", "title"):
            value = work.value(column.id)
            if value:
                rows.append((column.name.as_dict()[lang], shown_day(value, lang)))
    state = STATES[standing_on(work, dt.date.today(), lookup).state].as_dict()[lang]
    return [*rows, (pick(lang, "Hiệu lực", "Force"), state)]


def reconcile_router(service: Service, *, framers: Sequence[str] = ()) -> APIRouter:
    """Everything under `/reconcile`. `framers` are sites that may show a preview, besides pages of this machine."""
    given = {**PROBLEMS, **UNCHANGED}
    route = conditional_route(service)
    router = APIRouter(prefix=PREFIX, tags=["Reconciliation"], route_class=route, responses=given)
    _add_matching(router, service)
    _add_suggestions(router, service)
    _add_previews(router, service, " ".join((FRAMED, *framers)))
    return router


def _add_matching(router: APIRouter, service: Service) -> None:
    def answer(request: Request, queries: str | None, extend: str | None, callback: str | None) -> Any:
        if callback is not None:
            raise refuse("Không phục vụ JSONP (callback). Hãy dùng CORS.", "JSONP (callback) is not served. Use CORS.")
        if queries is not None:
            return answer_queries(queries, StoreLookup(service.reader()))
        if extend is not None:
            return answer_extension(extend, StoreLookup(service.reader()), dt.date.today(), language(request))
        return manifest(str(request.base_url).rstrip("/"), language(request))

    @router.get(
        "", summary="The service manifest, or the answer to a batch", operation_id="reconcile_get",
        responses=_ANSWERS,
    )  # fmt: skip
    def reconcile(request: Request, queries: Batch = None, extend: Wanted = None, callback: Jsonp = None) -> Any:
        return answer(request, queries, extend, callback)

    @router.post(
        "", summary="The answer to a batch", operation_id="reconcile_post",
        responses=_ANSWERS,
    )  # fmt: skip
    def reconcile_form(
        request: Request,
        queries: Annotated[str | None, Form(**_BATCH)] = None,
        extend: Annotated[str | None, Form(**_WANTED)] = None,
        callback: Jsonp = None,
    ) -> Any:
        return answer(request, queries, extend, callback)

    @router.get(
        "/extend/propose",
        summary="Columns that can be filled",
        operation_id="reconcile_propose",
        responses=_shown(ProposedColumns),
    )
    def propose(
        request: Request,
        type: Annotated[str, Query(max_length=500, description="For works of this type")] = "",
        limit: Annotated[int, Query(ge=1, le=MOST, description="Columns at most")] = MOST,
    ) -> Any:
        lang = language(request)
        rows = [{"id": p.id, "name": p.name.as_dict()[lang]} for p in PROPERTIES[:limit]]
        return {"type": type, "limit": limit, "properties": rows}


def begun_like(service: Service, prefix: str, types: Sequence[str], limit: int) -> list[str]:
    """The works whose number or title begins with what was typed so far, as the search page suggests them."""
    if not prefix.strip():
        return []
    return [hit.work for hit in suggest(service, prefix, limit, type="".join(types[:1]))]


def _page(rows: Sequence[dict[str, Any]], cursor: int, limit: int = PAGE) -> dict[str, Any]:
    return {"result": list(rows[cursor : cursor + limit])}


def _add_suggestions(router: APIRouter, service: Service) -> None:
    @router.get(
        "/suggest/entity",
        summary="Works that begin like this",
        operation_id="reconcile_suggest_entity",
        responses=_shown(WorksBegun),
    )
    def entities(prefix: Prefix = "", type: Annotated[str, Query(max_length=500)] = "", cursor: Skip = 0) -> Any:
        types = type_names([type]) or () if type else ()
        lookup = StoreLookup(service.reader())
        found = [m.work for m in find_matches(Asked(words=prefix, types=types), lookup, limit=cursor + PAGE)]
        begun = begun_like(service, prefix, types, cursor + PAGE)
        works = {w.iri: w for w in (*found, *filter(None, map(lookup.work, begun)))}
        rows = [
            {"id": entity_id(w.iri), "name": label_of(w), "description": describe(w), "notable": types_of(w)}
            for w in list(works.values())[cursor : cursor + PAGE]
        ]
        return {"result": rows}

    @router.get(
        "/suggest/type",
        summary="Types that begin like this",
        operation_id="reconcile_suggest_type",
        responses=_shown(Suggestions),
    )
    def types(prefix: Prefix = "", cursor: Skip = 0) -> Any:
        words = fold_text(prefix)
        rows = [ANY, *(type_cell(t) for t in TYPES)]
        names = {t.class_name: (t.name, t.en, t.class_name, *t.abbreviations, *t.aliases) for t in TYPES}
        hits = [
            r for r in rows if any(fold_text(n).startswith(words) for n in names.get(r["id"], (r["name"], r["id"])))
        ]
        return _page(hits, cursor)

    @router.get(
        "/suggest/property",
        summary="Properties that begin like this",
        operation_id="reconcile_suggest_property",
        responses=_shown(Suggestions),
    )
    def properties(request: Request, prefix: Prefix = "", cursor: Skip = 0) -> Any:
        words, lang = fold_text(prefix), language(request)
        hits = [
            {"id": p.id, "name": p.name.as_dict()[lang]}
            for p in PROPERTIES
            if any(fold_text(n).startswith(words) for n in (p.id, p.name.vi, p.name.en))
        ]
        return _page(hits, cursor)

    @router.get(
        "/flyout/entity",
        summary="A work in a few words, as HTML in JSON",
        operation_id="reconcile_flyout",
        responses=_shown(Flyout),
    )
    def flyout(request: Request, id: Id) -> Any:
        lookup = StoreLookup(service.reader())
        work = entity_of(lookup, id)
        facts = "".join(
            f"<li>{html.escape(name)}: {html.escape(value)}</li>"
            for name, value in facts_shown(work, lookup, language(request))
        )
        return {"id": id, "html": f"<h3>{html.escape(label_of(work))}</h3><ul>{facts}</ul>"}


def _add_previews(router: APIRouter, service: Service, policy: str) -> None:
    pages = Pages()

    @router.get(
        "/preview", summary="A work in a small page, to stand in a frame", response_class=Response,
        operation_id="reconcile_preview", responses={200: {"content": {"text/html": {}}}},
    )  # fmt: skip
    def preview(request: Request, id: Id) -> Response:
        lookup = StoreLookup(service.reader())
        work = entity_of(lookup, id)
        shown = facts_shown(work, lookup, language(request))
        answer = pages.render(
            request, "preview.html", label=label_of(work), facts=shown, opened=work_address(work.iri),
        )  # fmt: skip
        answer.headers["Content-Security-Policy"] = policy
        answer.headers["X-Frame-Options"] = "SAMEORIGIN"  # for browsers that do not know frame-ancestors
        return answer

    @router.get(
        "/view", summary="The page of a work", response_class=Response, status_code=303,
        operation_id="reconcile_view", responses={303: {"description": "The page for people"}},
    )  # fmt: skip
    def view(id: Id) -> Response:
        work = entity_of(StoreLookup(service.reader()), id)
        return RedirectResponse(work_address(entity_iri(entity_id(work.iri))), status_code=303)
