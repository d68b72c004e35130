"""Pages about the whole store: the worklist of findings, tasks, questions, loading, help."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.http.v1.paging import Cursor, key_in
from api.office.calendar import tasks_ics
from api.service import Service
from api.web.draft_pages import attachment
from api.web.render import Pages, language
from api.web.turning import turn
from ontology.errors import CancuError

SHOWN = 100


def store_router(service: Service, pages: Pages) -> APIRouter:
    """The pages about the whole store."""
    router = APIRouter()

    @router.get("/tasks")
    def tasks(request: Request, unit: str = "", after: Cursor = None, before: Cursor = None) -> HTMLResponse:
        with service.look() as look:
            found = look.tasks(unit, limit=SHOWN, after=key_in(after), before=key_in(before))
            total = look.count_tasks(unit)
        today = dt.date.today().isoformat()
        beside = turn("/tasks", found, unit=unit)
        return pages.render(request, "tasks.html", unit=unit, rows=found.rows, total=total, today=today, beside=beside)

    @router.get("/tasks.ics")
    def calendar(unit: str = "") -> Response:
        with service.look() as look:
            rows = list(look.every_task(unit))
        return attachment(tasks_ics(rows), "text/calendar", "nhiem-vu.ics")

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
