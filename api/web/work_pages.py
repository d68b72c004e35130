"""Pages about one document: its facts and text, its lineage, its roll-out, a plan beside its directive."""

import re
from difflib import SequenceMatcher
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from markupsafe import Markup

from api.service import Service
from api.views import label_of, list_documents, view_work
from api.web.draft_pages import attachment
from api.web.render import Pages, citations_view, language
from graph.board import board_to_json
from graph.judge.comparison import comparison_to_json
from graph.lineage import Lineage, find_cycles, lineage_to_json
from graph.picture import ROLE_NAMES
from graph.store_lookup import StoreLookup
from ontology.dates import parse_day
from ontology.errors import NotFound, SettingError
from ontology.record_json import fold_spaces

SHOWN = 100
MEDIA = {"svg": "image/svg+xml", "png": "image/png", "html": "text/html", "json": "application/json"}


def work_address(iri: str) -> str:
    """The page of a work."""
    return "/document?" + urlencode({"work": iri})


def inline_svg(svg: bytes) -> Markup:
    """A drawing of ours to stand in a page: without its prologue. Graphviz has escaped every word in it."""
    text = svg.decode("utf-8")
    return Markup(text[text.index("<svg") :])  # noqa: S704


def lineage_rows(found: Lineage, lang: str) -> list[dict[str, Any]]:
    """The edges as a table."""
    labels = {n.iri: n.label for n in found.nodes}
    return [
        {
            "source": e.source,
            "source_label": labels[e.source],
            "target": e.target,
            "target_label": labels[e.target],
            "role": ROLE_NAMES[e.role].as_dict()[lang],
            "wrong": e.wrong,
            "outdated": e.outdated,
        }
        for e in found.edges
    ]


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

    @router.get("/lineage")
    def lineage(
        request: Request,
        work: str,
        up: Annotated[int, Query(ge=0, le=10)] = 2,
        down: Annotated[int, Query(ge=0, le=10)] = 2,
        roles: str = "basis",
        format: str = "page",
    ) -> Response:
        lang = language(request)
        wanted = ("legal_basis", "implements", "cites") if roles == "all" else ("legal_basis", "implements")
        found = service.lineage(work, up=up, down=down, roles=wanted)
        if format == "json":
            return JSONResponse(lineage_to_json(found))
        if format in MEDIA:
            return attachment(service.draw(found, format, lang), MEDIA[format], f"luoc-do.{format}")
        labels = {n.iri: n.label for n in found.nodes}
        asked = {"work": found.focus, "up": up, "down": down, "roles": roles}
        return pages.render(
            request,
            "lineage.html",
            focus=found.node(found.focus),
            up=up,
            down=down,
            roles=roles,
            picture=inline_svg(service.draw(found, "svg", lang, link=work_address)),
            rows=lineage_rows(found, lang),
            cycles=[[labels[i] for i in c] for c in find_cycles(found)],
            link=lambda f: "/lineage?" + urlencode({**asked, "format": f}),
        )

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
