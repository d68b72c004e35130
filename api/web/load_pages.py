"""Loading documents: sending them, following how far they are, what was refused and why, and undoing it."""

import time
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api.http.jobs import LoadJobs
from api.http.problems import status_of
from api.http.v1.writing import take_upload
from api.service import Service
from api.web.render import Pages, language
from graph.store_lookup import StoreLookup
from ontology.errors import CancuError

_AT_ONCE = 1.5  # seconds to wait for a loading before a page that tells how far it is
_RECENT = 10
_ENDED = ("done", "failed")


def by_script(request: Request) -> bool:
    """Whether a script of ours sent the form and follows the work itself."""
    return "application/json" in request.headers.get("accept", "")


def sent(request: Request, href: str) -> Response:
    """Where the work that a form began can be followed."""
    return JSONResponse({"href": href}, status_code=202) if by_script(request) else RedirectResponse(href, 303)


def told(pages: Pages, request: Request, error: CancuError) -> Response:
    """Why a form was not taken: to a script as a problem, to a person as a page."""
    if by_script(request):
        raise error
    message = error.message.as_dict()[language(request)]
    return pages.render(request, "error.html", status=status_of(error), message=message)


def load_router(service: Service, pages: Pages, jobs: LoadJobs) -> APIRouter:
    """The pages for loading."""
    router = APIRouter(include_in_schema=False)

    def still_there(job: dict[str, Any]) -> list[dict[str, str]]:
        """The documents that this loading brought and that are still in the store."""
        lookup = StoreLookup(service.reader())
        return [d for d in job["documents"] if d["state"] == "loaded" and lookup.work_of(d["document"])]

    def wait_for(job: str) -> None:
        """A short one ends before its page is shown."""
        end = time.monotonic() + _AT_ONCE
        while time.monotonic() < end and jobs.view(job)["state"] not in _ENDED:
            time.sleep(0.05)

    @router.get("/load")
    def load_form(request: Request, undone: int = 0) -> HTMLResponse:
        recent = [{"at": at, "job": job, "here": len(still_there(job))} for at, job in jobs.recent(_RECENT)]
        return pages.render(request, "load.html", recent=recent, undone=undone)

    @router.post("/load")
    def load(request: Request, files: Annotated[list[UploadFile], File()]) -> Response:
        try:
            job = jobs.start([take_upload(f) for f in files])
        except CancuError as error:
            return told(pages, request, error)
        if not by_script(request):
            wait_for(job["id"])
        return sent(request, f"/load/{job['id']}")

    @router.get("/load/{job}")
    def loaded(request: Request, job: str) -> Response:
        try:
            view = jobs.view(job)
        except CancuError as error:
            return told(pages, request, error)
        ended = view["state"] in _ENDED
        if jobs.takes_out(job):
            if ended and view["problem"] is None:
                return RedirectResponse(f"/load?undone={view['done']}", status_code=303)
            return pages.render(request, "undoing.html", job=view, ended=ended)
        here = {d["document"] for d in still_there(view)} if ended else set()
        return pages.render(request, "loaded.html", job=view, present=here, ended=ended)

    @router.get("/load/{job}/stage")
    def stage(job: str) -> Response:
        view = jobs.view(job)
        answer = {"stage": view["state"], "done": view["done"], "total": view["total"]}
        return JSONResponse(answer, headers={"Cache-Control": "no-store"})

    @router.post("/unload")
    def unload(request: Request, document: Annotated[list[str], Form()]) -> Response:
        job = jobs.undo(list(dict.fromkeys(document)))["id"]
        wait_for(job)
        if (error := jobs.error_of(job)) is not None:
            return told(pages, request, error)
        return RedirectResponse(f"/load/{job}", status_code=303)

    return router
