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
from graph.listing import Look, Page
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
        on = day_of(day, dt.date.today())
        today = on.isoformat()
        one = canonical_body(unit) if unit else None
        with service.look() as look:
            words = _words_for(look, unit, one)
            if late:
                over = takewhile(lambda r: r.get("deadline", NEVER) < today, look.every_task(words))
                found = Page(list(islice(over, MOST_LATE)))
                total = len(found.rows)
            else:
                found = look.tasks(words, limit=SHOWN, after=key_in(after), before=key_in(before))
                total = look.count_tasks(words)
        own = read_unit(service, one, on) if one else None
        shared = own.shared(one) if own and one else []
        if late:
            shared = [r for r in shared if r.get("deadline", NEVER) < today]
        return pages.render(
            request, "tasks.html", unit=unit, rows=found.rows, total=total + len(shared), today=today, late=bool(late),
            beside=turn("/tasks", found, unit=unit, day=day), shared=shared, helping=len(own.helping) if own else 0,
            one=one if own and (own.led() or own.helping) else None,
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
        """`unit`: words of a name; `name`: one unit by its full name; with what is given to it among others."""
        today = dt.date.today()
        if name:
            rows = read_unit(service, name, today).every()
        else:
            one = canonical_body(unit) if unit else None
            with service.look() as look:
                rows = [*look.every_task(_words_for(look, unit, one))]
            rows += read_unit(service, one, today).shared(one) if one else []
        from api.office.calendar import tasks_ics  # heavy; only this needs it

        return attachment(tasks_ics(rows, language(request)), "text/calendar", "nhiem-vu.ics")

    return router


def _words_for(look: Look, unit: str, one: str | None) -> str:
    """The words to look for: as typed, or as the body is named in full where nothing is called as typed ("UBND")."""
    return one if one and not look.count_tasks(unit) else unit
