"""Pages about the whole store: the worklist of findings, tasks, questions, loading, help."""

import datetime as dt

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.http.v1.paging import Cursor, key_in
from api.office.calendar import tasks_ics
from api.service import Service
from api.web.draft_pages import attachment
from api.web.render import Pages
from api.web.turning import turn

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

    return router
