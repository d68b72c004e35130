"""Pages about the whole store: the worklist of findings, tasks, questions, loading, help."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.office.calendar import tasks_ics
from api.office.sheet import write_xlsx
from api.office.words import SEVERITY_NAMES, name_of
from api.service import Service
from api.views import list_findings, list_tasks
from api.web.draft_pages import XLSX, attachment
from api.web.render import STATE_NAMES, Pages, language, named
from api.words import pick
from graph.names import base
from graph.queries import get_query, list_queries
from ontology.errors import CancuError
from ontology.record_json import fold_spaces

SHOWN = 100
_FILTERS = ("severity", "kind", "state", "issuer", "year")
_VIEWS = (
    ("severity=error&state=open", "Lỗi chưa xem", "Errors not yet looked at"),
    ("kind=NoLongerInForce&state=open", "Căn cứ hết hiệu lực", "No longer in force"),
    ("copied=yes", "Lỗi chép lại", "Copied errors"),
    ("state=confirmed", "Đã xác nhận, chờ sửa", "Confirmed, to be mended"),
)


def _filtered(rows: list[dict[str, Any]], chosen: dict[str, str]) -> list[dict[str, Any]]:
    wanted = {name: value for name, value in chosen.items() if value and name != "copied"}
    rows = [r for r in rows if all(str(r[name]) == value for name, value in wanted.items())]
    return [r for r in rows if r["copied_from"]] if chosen["copied"] else rows


def _options(rows: list[dict[str, Any]], name: str, lang: str) -> list[tuple[str, str]]:
    """The values there are, the frequent first, with how many of each."""
    words: Callable[[str], str] = {
        "severity": lambda v: name_of(SEVERITY_NAMES, v, lang),
        "kind": lambda v: Service.kind_name(v).as_dict()[lang],
        "state": lambda v: named(STATE_NAMES, v, lang),
    }.get(name, str)
    counts = Counter(str(r[name]) for r in rows if r[name])
    return [
        (value, f"{words(value)} ({count})") for value, count in sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    ]


def store_router(service: Service, pages: Pages) -> APIRouter:
    """The pages about the whole store."""
    router = APIRouter()

    def asked(request: Request) -> dict[str, str]:
        return {name: request.query_params.get(name, "") for name in (*_FILTERS, "copied")}

    @router.get("/findings")
    def findings(request: Request, page: Annotated[int, Query(ge=1)] = 1) -> HTMLResponse:
        lang, chosen = language(request), asked(request)
        every = list_findings(service.reader())
        rows = _filtered(every, chosen)
        labels = {
            "severity": pick(lang, "Mức", "Severity"),
            "kind": pick(lang, "Loại", "Kind"),
            "state": pick(lang, "Tình trạng", "State"),
            "issuer": pick(lang, "Cơ quan", "Issuer"),
            "year": pick(lang, "Năm", "Year"),
        }
        filters = [
            {"name": n, "label": labels[n], "chosen": chosen[n], "options": _options(every, n, lang)} for n in _FILTERS
        ]
        return pages.render(
            request,
            "findings.html",
            rows=rows[(page - 1) * SHOWN : page * SHOWN],
            total=len(rows),
            filters=filters,
            copied=chosen["copied"],
            query=urlencode({name: value for name, value in chosen.items() if value}),
            page=page,
            last=max(1, -(-len(rows) // SHOWN)),
            views=[(query, pick(lang, vi, en)) for query, vi, en in _VIEWS],
        )

    @router.get("/findings.xlsx")
    def findings_xlsx(request: Request) -> Response:
        lang = language(request)
        rows = _filtered(list_findings(service.reader()), asked(request))
        headings = [
            "severity",
            "kind",
            "label",
            "quote",
            "written",
            "actual",
            "correction",
            "message",
            "state",
            "confidence",
        ]
        body = [
            [
                name_of(SEVERITY_NAMES, r["severity"], lang), Service.kind_name(r["kind"]).as_dict()[lang], r["label"],
                fold_spaces(r["quote"] or ""), r["written"], r["actual"], r["correction"], r["message"][lang],
                named(STATE_NAMES, r["state"], lang), r["confidence"],
            ]
            for r in rows
        ]  # fmt: skip
        return attachment(write_xlsx([("findings", headings, body)]), XLSX, "dieu-tim-thay.xlsx")

    @router.post("/review")
    def review(
        finding: Annotated[list[str], Form()],
        decision: Annotated[str, Form()],
        reviewer: Annotated[str, Form()],
        reason: Annotated[str, Form()] = "",
        back: Annotated[str, Form()] = "",
    ) -> RedirectResponse:
        service.review_all(finding, decision, reviewer, reason)
        return RedirectResponse("/findings?" + back, status_code=303)

    @router.get("/tasks")
    def tasks(request: Request, unit: str = "") -> HTMLResponse:
        rows = list_tasks(service.reader(), unit)
        today = dt.date.today().isoformat()
        return pages.render(request, "tasks.html", unit=unit, rows=rows[:500], total=len(rows), today=today)

    @router.get("/tasks.ics")
    def calendar(unit: str = "") -> Response:
        return attachment(tasks_ics(list_tasks(service.reader(), unit)), "text/calendar", "nhiem-vu.ics")

    @router.get("/ask")
    def ask(request: Request, name: str = "", value: str = "") -> HTMLResponse:
        lang, answer, message = language(request), None, ""
        if name:
            try:
                needed = [p for p in get_query(name).parameters if p.default is None]
                rows = service.named(name, {needed[0].name: value} if needed and value else {})
                answer = {"variables": rows.variables, "rows": rows.texts()}
            except CancuError as error:
                message = error.message.as_dict()[lang]
        return pages.render(
            request, "sparql.html", queries=list_queries(), chosen=name, value=value, answer=answer, message=message,
            base=base(),
        )  # fmt: skip

    @router.get("/load")
    def load_form(request: Request) -> HTMLResponse:
        return pages.render(request, "load.html", done=None)

    @router.post("/load")
    def load(request: Request, files: Annotated[list[UploadFile], File()]) -> HTMLResponse:
        lang = language(request)
        report, refused = service.load_uploads([(f.filename or "?", f.file.read()) for f in files])
        done = {
            "loaded": sum(d.state != "unchanged" for d in report.documents),
            "unchanged": sum(d.state == "unchanged" for d in report.documents),
            "refused": [f"{r.file}: {r.error.message.as_dict()[lang]}" for r in refused],
            "documents": [d.document for d in report.documents if d.state == "loaded"],
        }
        return pages.render(request, "load.html", done=done)

    @router.post("/unload")
    def unload(document: Annotated[list[str], Form()]) -> RedirectResponse:
        service.unload(document)
        return RedirectResponse("/documents", status_code=303)

    @router.post("/register")
    def register(request: Request, file: Annotated[UploadFile, File()]) -> HTMLResponse:
        lang = language(request)
        try:
            report = service.import_register_upload(file.filename or "register.csv", file.file.read())
        except CancuError as error:
            return pages.render(request, "error.html", status=422, message=error.message.as_dict()[lang])
        refused = [r.why.message.as_dict()[lang] for r in report.refused]
        done = {"loaded": report.rows, "unchanged": 0, "refused": refused, "documents": []}
        return pages.render(request, "load.html", done=done)

    return router
