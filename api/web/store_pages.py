"""Tasks and units: who must do what by when, overdue as of any day, as pages and as a calendar."""

import datetime as dt
from itertools import islice, takewhile

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.http.v1.paging import Cursor, key_in
from api.service import Service
from api.unit_tasks import read_unit
from api.web.draft_pages import attachment, day_of
from api.web.render import Pages, language
from api.web.turning import turn
from graph.listing import Page
from ontology.bodies import canonical_body
from ontology.errors import NotFound

SHOWN = 60
MOST_LATE = 1000
NEVER = "9999"


def store_router(service: Service, pages: Pages) -> APIRouter:
    """The pages about the whole store."""
    router = APIRouter(include_in_schema=False)

    @router.get("/tasks")
    def tasks(
        request: Request, unit: str = "", day: str = "", late: str = "", after: Cursor = None, before: Cursor = None
    ) -> HTMLResponse:
        today = day_of(day, dt.date.today()).isoformat()
        with service.look() as look:
            if late:
                over = takewhile(lambda r: r.get("deadline", NEVER) < today, look.every_task(unit))
                found = Page(list(islice(over, MOST_LATE)))
                total = len(found.rows)
            else:
                found = look.tasks(unit, limit=SHOWN, after=key_in(after), before=key_in(before))
                total = look.count_tasks(unit)
        beside = turn("/tasks", found, unit=unit, day=day)
        return pages.render(
            request, "tasks.html", unit=unit, rows=found.rows, total=total, today=today, late=bool(late), beside=beside,
            one=canonical_body(unit) if unit else None,
        )  # fmt: skip

    @router.get("/unit")
    def one_unit(request: Request, name: str, day: str = "") -> HTMLResponse:
        on = day_of(day, dt.date.today())
        found = read_unit(service, name, on)
        if not found.led() and not found.helping:
            raise NotFound(f"Không văn bản nào giao việc cho “{name}”.", f"No document gives “{name}” a task.")
        plans = {r["work"] for part in (found.overdue, found.soon, found.later, found.undated) for r in part}
        return pages.render(request, "unit.html", name=name, found=found, on=on.isoformat(), plans=len(plans))

    @router.get("/tasks.ics")
    def calendar(request: Request, unit: str = "", name: str = "") -> Response:
        """`unit`: words of a name; `name`: one unit by its full name, with what is given to it among others."""
        if name:
            rows = read_unit(service, name, dt.date.today()).every()
        else:
            with service.look() as look:
                rows = list(look.every_task(unit))
        from api.office.calendar import tasks_ics  # heavy; only this needs it

        return attachment(tasks_ics(rows, language(request)), "text/calendar", "nhiem-vu.ics")

    return router
