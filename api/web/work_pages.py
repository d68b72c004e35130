"""Pages about one document: its facts and text, its roll-out."""

import datetime as dt
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.http.v1.paging import Cursor, key_in
from api.service import Service
from api.views import label_of, label_with_day, source_labels, view_work
from api.web.document_view import IN_SIGHT, outline_of, read_force, small_lineage, with_outline
from api.web.laid_out import lay_out
from api.web.linked_words import alternates, data_block, path_of
from api.web.render import Pages, citations_view, language, lineage_address, work_address
from api.web.said_once import fold_facts, fold_periods, fold_relations, register_names
from api.web.turning import turn
from graph.board import board_to_json
from graph.store_lookup import StoreLookup
from ontology.dates import parse_day
from ontology.errors import NotFound, SettingError
from ontology.fold import fold_key

SHOWN = 60
MOST_RELIED = 50


def work_router(service: Service, pages: Pages) -> APIRouter:
    """The pages about one document."""
    router = APIRouter(include_in_schema=False)

    @router.get("/documents")
    def documents(request: Request, q: str = "", after: Cursor = None, before: Cursor = None) -> HTMLResponse:
        with service.look() as look:
            found = look.documents(q, limit=SHOWN, after=key_in(after), before=key_in(before))
            total = look.count_documents(q)
        return pages.render(
            request, "documents.html", q=q, rows=found.rows, total=total, beside=turn("/documents", found, q=q)
        )

    @router.get("/relied-on")
    def relied_on(request: Request) -> HTMLResponse:
        return pages.render(request, "relied_on.html", rows=service.relied_on(MOST_RELIED))

    @router.get("/document")
    def document(request: Request, work: str = "", source: str = "", as_of: str = "") -> Response:
        if source:
            found = StoreLookup(service.reader()).work_of(source)
            if found is None:
                raise NotFound(f"Không có văn bản {source}.", f"There is no document {source}.")
            return RedirectResponse(work_address(found))
        day = parse_day(as_of)
        if as_of and day is None:
            raise SettingError(f"“{as_of}” không phải là ngày (năm-tháng-ngày).", f"“{as_of}” is no day (YYYY-MM-DD).")
        then = day.isoformat() if day else ""
        store = service.reader()
        with service.look() as look:
            view = view_work(store, look, work, day)
        names = register_names(store, [*view["facts"], *view["force"]])
        lookup = StoreLookup(store)
        known = lookup.work(work)
        record = lookup.record(view["text"]["document_iri"]) if view["text"] else None
        more: dict[str, Any] = {
            "outline": outline_of(record) if record else [],
            "targets": record.targets if record else (),
            "units": [(fold_key(unit.name), unit) for unit in record.units] if record else [],
        }
        if view["text"]:
            more |= citations_view(view["text"], view["text"]["raw"])
            marked = with_outline(more["stretches"], more["outline"])
            more["blocks"] = lay_out(marked, record.text.tables if record else ())
        source_of = view["text"]["document_iri"] if view["text"] else None
        force, successors = read_force(lookup, known, day or dt.date.today()) if known else (None, [])
        return pages.render(
            request,
            "document.html",
            view=view,
            facts=fold_facts(view["facts"], names),
            periods=fold_periods(view["force"], names),
            acted_on=fold_relations(view["acted_on"]),
            acts=fold_relations(view["acts"]),
            sources=source_labels(store, view["text"]["findings"] if view["text"] else ()),
            as_of=then,
            whole_lineage=lineage_address(work, then),
            force=force,
            successors=successors,
            picture=small_lineage(store, work, language(request), then),
            in_sight=IN_SIGHT,
            data=data_block(store, view["iri"]),
            alternates=alternates(view["iri"], path_of(view["iri"]), source_of, language(request)),
            **more,
        )

    @router.get("/citing")
    def citing(
        request: Request, work: str, as_of: str = "", after: Cursor = None, before: Cursor = None
    ) -> HTMLResponse:
        day = parse_day(as_of)
        then = day.isoformat() if day else ""
        known = StoreLookup(service.reader()).identity(work)
        if known is None:
            raise NotFound(f"Không có văn bản {work} trong kho.", f"There is no work {work} in the store.")
        with service.look() as look:
            found = look.citing(work, limit=SHOWN, after=key_in(after), before=key_in(before), until=then)
            total = sum(look.count_citing(work, then).values())
        return pages.render(
            request, "citing.html", work=work, label=label_of(known), rows=found.rows, total=total, as_of=then,
            beside=turn("/citing", found, work=work, as_of=then),
        )  # fmt: skip

    @router.get("/board")
    def board(request: Request, work: str) -> HTMLResponse:
        data = board_to_json(service.board(work))
        lookup = StoreLookup(service.reader())
        label, loaded = label_with_day(lookup.identity(data["directive"])), bool(lookup.documents_of(data["directive"]))
        return pages.render(
            request, "board.html", work=data["directive"], label=label, rows=data["rows"], more=data["more"],
            loaded=loaded,
        )  # fmt: skip

    return router
