"""Questions to the store: those that ship as plain forms, and those that an analyst writes in SPARQL.

Both are answered alike: a table with links, files, a picture. What is written goes the way of the SPARQL endpoint (a
process that can be killed, limits on time, memory and rows) and waits in threads of its own, so that the other pages
stay free. The page works without script; the editor of Yasgui only stands over the field where there is script.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from api.service import Service
from api.sparql.runner import Answer, QueryLimits, Question
from api.sparql.turns import Turns
from api.web.answers import draw_answer, read_cells, write_csv
from api.web.draft_pages import XLSX, attachment
from api.web.lineage_pages import inline_svg
from api.web.render import Pages, language
from api.web.written import Written, read_written
from graph.queries import NamedQuery, filled_query, get_query, list_queries
from graph.store import Rows
from ontology.errors import CancuError, NotFound

FIRST = """PREFIX cc: <https://w3id.org/cancu/ontology#>

SELECT ?plan ?work WHERE {
  ?plan cc:misquotes ?work
} LIMIT 100"""


def _given(request: Request, query: NamedQuery) -> dict[str, str]:
    """What the form says; a field left blank takes the question's own value."""
    typed = {p.name: request.query_params.get("p." + p.name, "").strip() for p in query.parameters}
    return {name: value for name, value in typed.items() if value}


def ask_router(service: Service, pages: Pages, ask: Callable[[Question], Answer], limits: QueryLimits) -> APIRouter:
    """The page and the files of an answer."""
    router = APIRouter(include_in_schema=False)
    turns = Turns(ask, patience=2 * limits.seconds)

    async def written(text: str) -> Written:
        return read_written(await turns.ask(Question(text=text, graph_type="application/n-triples")))

    async def asked(request: Request, name: str, q: str) -> tuple[str, Rows, str | None]:
        """The name of the file, the rows, and the work that the question is about."""
        if q:
            return "cau-hoi", (await written(q)).rows, None
        query = get_query(name)
        given = _given(request, query)
        return query.id, await run_in_threadpool(service.named, name, given), about(query, given)

    def about(query: NamedQuery, given: Mapping[str, str]) -> str | None:
        name = next((p.name for p in query.parameters if p.kind == "work"), None)
        return service.find(given[name]) if name and name in given else None

    def view(request: Request, rows: Rows, subject: str | None, lang: str) -> dict[str, Any]:
        texts = rows.texts()
        heads, cells = read_cells(rows, service.reader(), lang)
        drawn = draw_answer(service.reader(), texts, subject, lang)
        picture: Markup | None = inline_svg(drawn) if drawn else None
        return {
            "heads": heads,
            "rows": cells,
            "total": len(texts),
            "picture": picture,
            "file": urlencode([(k, v) for k, v in request.query_params.multi_items() if k not in ("lang", "run")]),
            "cut": False,
            "truth": None,
        }

    def page(request: Request, **values: Any) -> HTMLResponse:
        plain: dict[str, Any] = {"chosen": None, "given": {}, "answer": None, "message": ""}
        plain |= {"text": FIRST, "own": False} | values
        return pages.render(request, "sparql.html", queries=list_queries(), **plain)

    def shipped(request: Request, name: str, run: str) -> HTMLResponse:
        lang, found, text, given = language(request), None, FIRST, dict[str, str]()
        query = get_query(name)
        try:
            given = _given(request, query)
            if run or all(p.default is not None for p in query.parameters):
                found = view(request, service.named(name, given), about(query, given), lang)
                text = _without_heading(filled_query(service.reader(), name, given))
        except CancuError as error:
            said = error.message.as_dict()[lang]
            return page(request, chosen=query, given=given, message=said)
        return page(request, chosen=query, given=given, answer=found, text=text)

    def own(request: Request, text: str, found: Written, lang: str) -> HTMLResponse:
        shown = view(request, found.rows, None, lang) | {"cut": found.cut, "truth": found.truth}
        return page(request, answer=shown, text=text, own=True)

    def as_workbook(file: str, rows: Rows, lang: str) -> bytes:
        heads, cells = read_cells(rows, service.reader(), lang, most=None)
        from api.office.sheet import write_xlsx  # heavy; only this needs it

        return write_xlsx([(file, heads, [[words for words, _ in row] for row in cells])])

    @router.get("/ask")
    async def ask_page(request: Request, name: str = "", run: str = "", q: str = "") -> HTMLResponse:
        lang = language(request)
        try:
            if q.strip():
                return await run_in_threadpool(own, request, q, await written(q), lang)
            if name:
                return await run_in_threadpool(shipped, request, name, run)
        except CancuError as error:
            return page(request, text=q or FIRST, own=bool(q), message=error.message.as_dict()[lang])
        return page(request)

    @router.get("/ask.xlsx")
    async def workbook(request: Request, name: str = "", q: str = "") -> Response:
        file, rows, _ = await asked(request, name, q)
        sheet = await run_in_threadpool(as_workbook, file, rows, language(request))
        return attachment(sheet, XLSX, f"{file}.xlsx")

    @router.get("/ask.csv")
    async def plain(request: Request, name: str = "", q: str = "") -> Response:
        file, rows, _ = await asked(request, name, q)
        heads, cells = await run_in_threadpool(read_cells, rows, service.reader(), language(request), None)
        return attachment(write_csv(heads, cells), "text/csv; charset=utf-8", f"{file}.csv")

    @router.get("/ask.svg")
    async def drawing(request: Request, name: str = "", q: str = "") -> Response:
        file, rows, subject = await asked(request, name, q)
        drawn = await run_in_threadpool(draw_answer, service.reader(), rows.texts(), subject, language(request))
        if drawn is None:
            raise NotFound("Câu trả lời này không có hình.", "This answer has no picture.")
        return attachment(drawn, "image/svg+xml", f"{file}.svg")

    return router


def _without_heading(text: str) -> str:
    """A query that ships without the lines that describe it."""
    lines = text.splitlines()
    first = next((i for i, line in enumerate(lines) if not line.startswith("# ")), 0)
    return "\n".join(lines[first:])
