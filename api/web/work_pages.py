"""Pages about one document: its facts and text, its lineage, its roll-out, a plan beside its directive."""

import re
from difflib import SequenceMatcher
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.service import Service
from api.views import label_of, list_documents, view_work
from api.web.render import Pages, citations_view, work_address
from graph.board import board_to_json
from graph.judge.comparison import comparison_to_json
from graph.store_lookup import StoreLookup
from ontology.dates import parse_day
from ontology.errors import NotFound, SettingError
from ontology.record_json import fold_spaces

SHOWN = 100


def mark_words(one: str, other: str) -> list[tuple[str, str]]:
    """The words of `other`, each stretch the same as in `one`, new, or (from `one`) gone."""
    ours, theirs = re.findall(r"\S+", one), re.findall(r"\S+", other)
    out: list[tuple[str, str]] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(a=ours, b=theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(("same", " ".join(theirs[b1:b2])))
            continue
        if a2 > a1:
            out.append(("gone", " ".join(ours[a1:a2])))
        if b2 > b1:
            out.append(("new", " ".join(theirs[b1:b2])))
    return out


def work_router(service: Service, pages: Pages) -> APIRouter:
    """The pages about one document."""
    router = APIRouter()

    @router.get("/documents")
    def documents(request: Request, q: str = "", page: Annotated[int, Query(ge=1)] = 1) -> HTMLResponse:
        rows = list_documents(service.reader(), q)
        last = max(1, -(-len(rows) // SHOWN))
        shown = rows[(page - 1) * SHOWN : page * SHOWN]
        return pages.render(request, "documents.html", q=q, rows=shown, total=len(rows), page=page, last=last)

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
        view = view_work(service.reader(), work, day)
        more = citations_view(view["text"], view["text"]["raw"]) if view["text"] else {}
        return pages.render(request, "document.html", view=view, as_of=day.isoformat() if day else "", **more)

    @router.get("/board")
    def board(request: Request, work: str) -> HTMLResponse:
        data = board_to_json(service.board(work))
        label = label_of(StoreLookup(service.reader()).identity(data["directive"]))
        return pages.render(request, "board.html", work=data["directive"], label=label, rows=data["rows"])

    @router.get("/compare")
    def compare(request: Request, directive: str, plan: str) -> HTMLResponse:
        lookup = StoreLookup(service.reader())
        data = comparison_to_json(service.compare(directive, plan))
        texts = []
        for work in (directive, plan):
            record = lookup.record(lookup.documents_of(service.find(work))[0])
            texts.append(record.text.raw if record else "")
        passages = []
        for pair in data["passages"][:40]:
            one = fold_spaces(texts[0][slice(*pair["directive"])])
            other = fold_spaces(texts[1][slice(*pair["plan"])])
            if one != other:
                passages.append({"directive": one, "plan": mark_words(one, other)})
        tasks = [
            {**r, "plan_words": fold_spaces(texts[1][slice(*r["passage"])]) if r["passage"] else ""}
            for r in data["tasks"]
        ]
        return pages.render(
            request,
            "compare.html",
            directive=service.find(directive),
            plan=service.find(plan),
            one=label_of(lookup.identity(service.find(directive))),
            other=label_of(lookup.identity(service.find(plan))),
            findings=data["findings"],
            tasks=tasks,
            passages=passages,
        )

    return router
