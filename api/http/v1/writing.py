"""Checking a draft, and what changes the store: loading as a job, the register."""

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Header, Query, Response, UploadFile
from fastapi.responses import StreamingResponse

from api.document_schemas import CheckReport
from api.http.jobs import LoadJobs
from api.http.v1.conditional import PROBLEMS, UNCHANGED, HashedRoute
from api.http.v1.reading import Id
from api.http.v1.versioned import versioned_router
from api.lists import document_of, finding_id
from api.schemas import JobView, RegisterReport, ReviewForm
from api.service import Service
from api.settings import number_setting
from ontology.errors import SettingError, TooLarge

_LOOK_EVERY = 0.2
_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {"description": "`event: job`, its data a JobView, until it is done", "content": {"text/event-stream": {}}}
}

_CHANGED: dict[int | str, dict[str, Any]] = {
    412: PROBLEMS[409] | {"description": "Somebody else has decided meanwhile"}
}
IfMatch = Annotated[str | None, Header(max_length=200, description="`version` of the finding that was looked at")]


def uploaded_name(sent: str | None) -> str:
    """The file's own name: browsers write quotation marks and line ends of a name as a form's escapes.

    >>> uploaded_name("a %22b%22.txt")
    'a "b".txt'
    """
    for escape, letter in (("%22", '"'), ("%0D", ""), ("%0A", " ")):
        sent = (sent or "").replace(escape, letter)
    return sent or "?"


def take_upload(file: UploadFile) -> tuple[str, bytes]:
    """The name and bytes of an upload, within the setting's bound."""
    name = uploaded_name(file.filename)
    bound = number_setting("max_file_mb")
    data = file.file.read(bound * 1_000_000 + 1)
    if len(data) > bound * 1_000_000:
        raise TooLarge(f"Tệp lớn hơn {bound} MB.", f"The file is larger than {bound} MB.", file=name)
    return name, data


async def job_events(jobs: LoadJobs, job: str) -> AsyncIterator[str]:
    """The job each time it has moved, the last time when it has ended."""
    shown = None
    while True:
        now = jobs.view(job)
        if now != shown:
            yield f"event: job\ndata: {json.dumps(now, ensure_ascii=False)}\n\n"
            shown = now
        if now["state"] in ("done", "failed"):
            return
        await asyncio.sleep(_LOOK_EVERY)


def writing_router(service: Service, jobs: LoadJobs) -> APIRouter:
    """Uploads. Checking writes nothing."""
    router = versioned_router(route_class=HashedRoute)

    @router.post("/check", response_model=CheckReport, tags=["Drafts"], summary="Judge a draft; nothing of it is kept")
    def check(
        file: Annotated[UploadFile, File(description="The draft")],
        as_of: Annotated[dt.date | None, Form(description="In force as of this day; today without one")] = None,
        day: Annotated[dt.date | None, Query(alias="as_of", description="The same, in the address")] = None,
    ) -> Any:
        if as_of and day and as_of != day:
            raise SettingError(
                f"as_of trong địa chỉ là {day}, trong biểu mẫu là {as_of}: hãy chỉ ghi một ngày.",
                f"as_of is {day} in the address and {as_of} in the form: give one day.",
            )
        name, data = take_upload(file)
        return service.check_bytes(name, data, as_of or day or dt.date.today()).report

    @router.post(
        "/reviews", status_code=204, tags=["Findings"], responses=_CHANGED,
        summary="Decide about a finding; with If-Match, only if nobody else has decided meanwhile",
    )  # fmt: skip
    def review(decided: ReviewForm, if_match: IfMatch = None) -> None:
        about = finding_id(service.reader(), decided.finding)
        seen = None if if_match in (None, "*") else str(if_match).strip().strip('"')
        service.review(about, decided.decision, decided.reviewer, decided.reason, seen=seen)

    @router.post(
        "/load", status_code=202, response_model=JobView, tags=["Loading"], summary="Load documents, as a job to follow"
    )
    def load(
        files: Annotated[list[UploadFile], File(description="Documents", json_schema_extra={"minItems": 1})],
        response: Response,
    ) -> Any:
        job = jobs.start([take_upload(f) for f in files])
        response.headers["Location"] = job["href"]
        return job

    @router.delete(
        "/document", status_code=204, tags=["Loading"],
        summary="Take a loaded document out; what rested on it is judged again",
    )  # fmt: skip
    def unload(id: Id) -> None:
        service.unload([document_of(service.reader(), id)])

    @router.get(
        "/jobs/{job}", response_model=JobView, responses=UNCHANGED, tags=["Loading"], summary="How far a loading is"
    )
    def follow(job: str, response: Response) -> Any:
        response.headers["Cache-Control"] = "no-store"
        return jobs.view(job)

    @router.get(
        "/jobs/{job}/events",
        response_class=StreamingResponse,
        responses=_EVENTS,
        tags=["Loading"],
        summary="A loading as server-sent events",
    )
    def events(job: str) -> StreamingResponse:
        jobs.view(job)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(job_events(jobs, job), media_type="text/event-stream", headers=headers)

    @router.post("/register", response_model=RegisterReport, tags=["Register"], summary="Import register rows")
    def register(file: Annotated[UploadFile, File(description="CSV or JSON Lines")]) -> Any:
        report = service.import_register_upload(*take_upload(file))
        refused = [{"line": r.line, "cause": r.why.message.as_dict()} for r in report.refused]
        cautions = [m.as_dict() for m in report.cautions]
        return {"rows": report.rows, "judged": report.judged, "refused": refused, "cautions": cautions}

    return router
