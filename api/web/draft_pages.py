"""Checking a draft: the front page, the judged text, and the files to take away. Nothing of a draft is kept."""

import datetime as dt
import hashlib
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from api.office.check_sheet import check_sheet
from api.office.comments import comment_docx, corrected_docx
from api.office.sheet import report_xlsx
from api.office.words import STATUS_NAMES
from api.outcomes import Checked
from api.service import Service
from api.web.render import Pages, citations_view, language
from api.words import pick
from loaders.read.docx import MEDIA_TYPE as DOCX
from ontology.dates import parse_day
from ontology.errors import CancuError, UnsupportedFile
from ontology.finding_kinds import finding_kinds

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _tally(checked: Checked) -> list[tuple[str, int]]:
    counts = dict.fromkeys(STATUS_NAMES, 0)
    for citation in checked.report["citations"]:
        counts[citation["status"]] += 1
    return [(status, count) for status, count in counts.items() if count]


def _files(checked: Checked, lang: str) -> list[tuple[str, str]]:
    """What can be taken away of this draft."""
    offered = [
        ("sheet", pick(lang, "Phiếu kiểm tra (DOCX)", "Check sheet (DOCX)")),
        ("list", pick(lang, "Danh sách (XLSX)", "List (XLSX)")),
    ]
    if checked.text.source.media_type == DOCX:
        offered = [
            ("comments", pick(lang, "DOCX kèm nhận xét", "DOCX with comments")),
            ("corrected", pick(lang, "DOCX sửa có theo dõi", "DOCX with tracked changes")),
            *offered,
        ]
    return offered


def attachment(data: bytes, media_type: str, name: str) -> Response:
    """A file to download, whatever letters its name has."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(data, media_type=media_type, headers=headers)


def _take(checked: Checked, data: bytes, what: str, lang: str, version: str) -> Response:
    stem = checked.report["file"].rsplit(".", 1)[0]
    names = {kind.id: kind.name.as_dict()[lang] for kind in finding_kinds()}
    if what == "list":
        return attachment(report_xlsx(checked.report, lang), XLSX, f"{stem}-vien-dan.xlsx")
    if what == "sheet":
        now = dt.datetime.now().astimezone().strftime("%d/%m/%Y %H:%M")
        sheet = check_sheet(
            checked.report, lang, sha256=hashlib.sha256(data).hexdigest(), store_version=version, checked_at=now
        )
        return attachment(sheet, DOCX, f"{stem}-phieu-kiem-tra.docx")
    if checked.text.source.media_type != DOCX:
        raise UnsupportedFile("Chỉ tệp DOCX mới nhận được nhận xét.", "Only a DOCX can carry comments.")
    if what == "comments":
        out = comment_docx(data, checked.text.places, checked.report, lang, names)
        return attachment(out, DOCX, f"{stem}-nhan-xet.docx")
    return attachment(corrected_docx(data, checked.text.places, checked.report), DOCX, f"{stem}-da-sua.docx")


def draft_router(service: Service, pages: Pages) -> APIRouter:
    """The pages for drafts."""
    router = APIRouter()

    @router.get("/")
    def home(request: Request) -> HTMLResponse:
        lang = language(request)
        holdings = [{"count": n, "label": pick(lang, vi, en)} for n, vi, en in service.holdings()]
        return pages.render(request, "home.html", today=dt.date.today().isoformat(), holdings=holdings)

    def failed(request: Request, error: CancuError) -> HTMLResponse:
        return pages.render(request, "error.html", status=422, message=error.message.as_dict()[language(request)])

    @router.post("/check")
    def check(
        request: Request, file: Annotated[UploadFile, File()], as_of: Annotated[str, Form()] = ""
    ) -> HTMLResponse:
        try:
            checked = service.check_bytes(file.filename or "?", file.file.read(), parse_day(as_of) or dt.date.today())
        except CancuError as error:
            return failed(request, error)
        return pages.render(
            request,
            "report.html",
            report=checked.report,
            tally=_tally(checked),
            files=_files(checked, language(request)),
            **citations_view(checked.report, checked.text.raw),
        )

    @router.post("/take-away")
    def take_away(
        request: Request,
        file: Annotated[UploadFile, File()],
        what: Annotated[str, Form()],
        as_of: Annotated[str, Form()] = "",
    ) -> Response:
        data = file.file.read()
        try:
            checked = service.check_bytes(file.filename or "?", data, parse_day(as_of) or dt.date.today())
            return _take(checked, data, what, language(request), service.version())
        except CancuError as error:
            return failed(request, error)

    return router
