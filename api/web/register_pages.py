"""The register: importing rows, reading yearly lists into rows that a person reviews, and what contradicts itself."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api.http.v1.writing import take_upload
from api.register_work import RegisterDesk
from api.service import Service
from api.web.load_pages import by_script, sent, told
from api.web.render import Pages, language
from graph.register.expired import doubts_of
from graph.register.rows import RegisterRow
from ontology.errors import CancuError, SettingError

SHOWN = 500
_AT_ONCE = 1.5


def _ids(rows: Sequence[tuple[str, RegisterRow]]) -> list[tuple[str, RegisterRow]]:
    """Waiting rows by the last part of their IRI: nothing else of it is needed in a form."""
    return [(iri.rpartition("/")[2], row) for iri, row in rows]


def register_router(service: Service, pages: Pages, desk: RegisterDesk) -> APIRouter:
    """The pages of the register."""
    router = APIRouter(include_in_schema=False)

    def page(request: Request, problem: str = "", said: str = "", count: int = 0, work: str = "") -> HTMLResponse:
        waiting = _ids(service.pending())
        return pages.render(
            request, "register.html", status=422 if problem else 200, waiting=waiting[:SHOWN], total=len(waiting),
            problem=problem, said=said, count=count, undo=work if work and desk.undoes(work) else "",
            doubts={id_: doubts_of(row) for id_, row in waiting[:SHOWN]}, imports=desk.imports()[:SHOWN],
        )  # fmt: skip

    @router.get("/register")
    def register(request: Request, said: str = "", count: int = 0, work: str = "") -> HTMLResponse:
        return page(request, said=said if said in ("accept", "discard") else "", count=count, work=work)

    def take(request: Request, file: UploadFile, *, listed: bool) -> Response:
        try:
            start = desk.propose if listed else desk.import_rows
            work = start(*take_upload(file))
        except CancuError as error:
            return told(pages, request, error)
        if not by_script(request):
            work.ended.wait(_AT_ONCE)
        return sent(request, f"/register/work/{work.id}")

    @router.post("/register")
    def import_rows(request: Request, file: Annotated[UploadFile, File()]) -> Response:
        return take(request, file, listed=False)

    @router.post("/register/propose")
    def propose(request: Request, file: Annotated[UploadFile, File()]) -> Response:
        return take(request, file, listed=True)

    @router.get("/register/work/{id_}")
    def follow(request: Request, id_: str) -> Response:
        try:
            work = desk.find(id_)
        except CancuError as error:
            return told(pages, request, error)
        return pages.render(
            request, "register_work.html", work=work, ended=work.ended.is_set(), can_undo=desk.can_undo(work)
        )

    @router.post("/register/undo")
    def undo(request: Request, work: Annotated[str, Form()]) -> Response:
        try:
            undone = desk.undo(work)
        except CancuError as error:
            return told(pages, request, error)
        return RedirectResponse(f"/register/work/{undone.id}", status_code=303)

    @router.get("/register/work/{id_}/stage")
    def stage(id_: str) -> Response:
        work = desk.find(id_)
        answer = {"stage": work.stage if work.ended.is_set() else "running", "rows": work.rows}
        return JSONResponse(answer, headers={"Cache-Control": "no-store"})

    @router.post("/register/decide")
    def decide(
        request: Request, decision: Annotated[str, Form()], row: Annotated[list[str] | None, Form()] = None
    ) -> Response:
        waiting = service.pending()
        ticked = set(row or ())
        chosen = [iri for iri, _ in waiting if decision == "accept_all" or iri.rpartition("/")[2] in ticked]
        try:
            if not chosen or decision not in ("accept", "accept_all", "discard"):
                raise SettingError(
                    "Chưa đánh dấu dòng nào. Hãy đánh dấu ít nhất một dòng.",
                    "Nothing is ticked. Tick at least one row.",
                )
            if decision == "discard":
                service.reject(chosen)
                return RedirectResponse(f"/register?said=discard&count={len(chosen)}", status_code=303)
            work = desk.accept(chosen)
        except SettingError as error:
            return page(request, problem=error.message.as_dict()[language(request)])
        except CancuError as error:
            return told(pages, request, error)
        return RedirectResponse(f"/register?said=accept&count={len(chosen)}&work={work.id}", status_code=303)

    return router
