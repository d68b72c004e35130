"""Checking a draft: the front page, the judged text, and the files to take away.

A checked draft is held in memory for a short while (see `api.drafts`), bound to a cookie of the browser that sent it.
Nothing of it is cached or written down.
"""

import datetime as dt
import hashlib
import secrets
from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api.draft_changes import compare_checks
from api.drafts import STAGES, Draft, DraftDesk
from api.http.linked import HTML, TYPES, dataset_answer
from api.http.problems import status_of
from api.http.v1.writing import take_upload
from api.office.words import STATUS_NAMES, shown_moment, verdict_of
from api.outcomes import Checked
from api.service import Service
from api.sparql.negotiate import choose_type
from api.views import source_labels
from api.web.laid_out import lay_out
from api.web.render import Pages, citations_view, language
from api.words import pick
from loaders.read.docx import MEDIA_TYPE as DOCX
from ontology.dates import parse_day
from ontology.errors import CancuError, NotFound, SettingError, UnsupportedFile
from ontology.finding_kinds import finding_kinds

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OWNER = "draft_owner"
_AT_ONCE = 1.5  # seconds to wait for a check before a page that tells how far it is


def _tally(checked: Checked) -> list[tuple[str, int]]:
    """How many citations have each status; what a draft says of itself leaves nothing to check."""
    counts = Counter(verdict_of(citation) for citation in checked.report["citations"])
    return [(status, counts[status]) for status in STATUS_NAMES if counts[status] and status != "itself"]


def _files(checked: Checked, lang: str) -> list[tuple[str, str, str]]:
    """What can be taken away of this draft: name, words, what it is for."""
    offered = [
        (
            "sheet", pick(lang, "Phiếu kiểm tra (DOCX)", "Check sheet (DOCX)"),
            pick(lang, "để ký và lưu hồ sơ", "to sign and file"),
        ),
        ("list", pick(lang, "Danh sách (XLSX)", "List (XLSX)"), pick(lang, "để lọc, theo dõi", "to filter and follow")),
    ]  # fmt: skip
    if checked.text.source.media_type == DOCX:
        offered = [
            (
                "comments", pick(lang, "DOCX kèm nhận xét", "DOCX with comments"),
                pick(lang, "lời giải thích ngay tại chỗ", "the reasons beside the words"),
            ),
            (
                "corrected", pick(lang, "DOCX sửa có theo dõi", "DOCX with tracked changes"),
                pick(lang, "chấp nhận từng chỗ", "accept each one"),
            ),
            *offered,
        ]  # fmt: skip
    return offered


def attachment(data: bytes, media_type: str, name: str) -> Response:
    """A file to download, whatever letters its name has."""
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(data, media_type=media_type, headers=headers)


def _take(checked: Checked, data: bytes, what: str, lang: str, *, version: str, sources: Mapping[str, str]) -> Response:
    stem = checked.report["file"].rsplit(".", 1)[0]
    names = {kind.id: kind.name.as_dict()[lang] for kind in finding_kinds()}
    if what == "list":
        from api.office.sheet import report_xlsx  # heavy; only this needs it

        return attachment(report_xlsx(checked.report, lang), XLSX, f"{stem}-vien-dan.xlsx")
    if what == "sheet":
        now = shown_moment(dt.datetime.now(), lang)
        from api.office.check_sheet import check_sheet  # heavy; only this needs it

        sheet = check_sheet(
            checked.report, lang, sha256=hashlib.sha256(data).hexdigest(), store_version=version, checked_at=now
        )
        return attachment(sheet, DOCX, f"{stem}-phieu-kiem-tra.docx")
    if what not in ("comments", "corrected"):
        raise NotFound(f"Không có tệp “{what}” để mang về.", f"There is no “{what}” to take away.")
    if checked.text.source.media_type != DOCX:
        raise UnsupportedFile("Chỉ tệp DOCX mới nhận được nhận xét.", "Only a DOCX can carry comments.")
    if what == "comments":
        from api.office.comments import comment_docx  # heavy; only this needs it

        out = comment_docx(data, checked.text.places, checked.report, lang, names, sources)
        return attachment(out, DOCX, f"{stem}-nhan-xet.docx")
    from api.office.tracked import corrected_docx  # heavy; only this needs it

    out = corrected_docx(data, checked.text.places, checked.report, lang, names, sources)
    return attachment(out, DOCX, f"{stem}-da-sua.docx")


def day_of(words: str, default: dt.date) -> dt.date:
    """A day that a form gave; an empty field is the default."""
    day = parse_day(words) if words else default
    if day is None:
        raise SettingError(f"“{words}” không phải là ngày (năm-tháng-ngày).", f"“{words}” is no day (YYYY-MM-DD).")
    return day


def _unkept(answer: Response) -> Response:
    """What is said of a draft is not to lie in the browser's cache either."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _beside(desk: DraftDesk, draft: Draft, against: str) -> dict[str, Any]:
    """The other drafts that are held, and the draft beside one of them: by default the last of the same name."""
    others = [d for d in desk.of_owner(draft.owner) if d.id != draft.id]
    earlier = [d for d in others if d.at <= draft.at and d.name == draft.name]
    one = next((d for d in others if d.id == against), earlier[0] if earlier and not against else None)
    found = draft.checked.report["findings"] if draft.checked else []
    changes = compare_checks(one.checked.report["findings"], found) if one and one.checked else None
    return {"others": others, "against": one, "changes": changes}


def draft_router(service: Service, pages: Pages, desk: DraftDesk) -> APIRouter:
    """The pages for drafts."""
    router = APIRouter(include_in_schema=False)

    def owner_of(request: Request) -> str:
        return request.cookies.get(OWNER, "")

    def told(request: Request, error: CancuError) -> Response:
        message = error.message.as_dict()[language(request)]
        return _unkept(pages.render(request, "error.html", status=status_of(error), message=message))

    @router.get("/")
    def home(request: Request) -> Response:
        media = choose_type(request.headers.get("accept"), [HTML, *TYPES])
        if media != HTML:  # the base is an IRI too: the dataset's
            return dataset_answer(service, request, media)
        lang = language(request)
        holdings = [{"count": n, "label": pick(lang, vi, en)} for n, vi, en in service.holdings()]
        page = pages.render(request, "home.html", today=dt.date.today().isoformat(), holdings=holdings)
        page.headers["Vary"] = "Accept, Cookie"
        return page

    @router.get("/check")
    def box(request: Request) -> Response:
        """Typed or opened again: the front page has the box."""
        return RedirectResponse("/", status_code=303)

    @router.post("/check")
    def check(request: Request, file: Annotated[UploadFile, File()], as_of: Annotated[str, Form()] = "") -> Response:
        by_script = "application/json" in request.headers.get("accept", "")
        owner = owner_of(request) or secrets.token_urlsafe(24)
        try:
            draft = desk.start(owner, *take_upload(file), day_of(as_of, dt.date.today()))
        except CancuError as error:
            if by_script:
                raise
            return told(request, error)
        href = f"/draft/{draft.id}"
        answer: Response = JSONResponse({"href": href}, status_code=202)
        if not by_script:
            draft.ended.wait(_AT_ONCE)
            answer = RedirectResponse(href, status_code=303)
        answer.set_cookie(OWNER, owner, samesite="strict", httponly=True, secure=request.url.scheme == "https")
        return _unkept(answer)

    @router.get("/draft/{id_}")
    def report(request: Request, id_: str, as_of: str = "", against: str = "") -> Response:
        try:
            draft = desk.find(owner_of(request), id_)
            if not draft.ended.is_set():
                return _unkept(pages.render(request, "draft_working.html", draft=draft, stages=STAGES[1:3]))
            checked = desk.judged(draft, day_of(as_of, draft.as_of))
        except CancuError as error:
            return told(request, error)
        shown = citations_view(checked.report, checked.text.raw)
        return _unkept(
            pages.render(
                request,
                "report.html",
                blocks=lay_out(shown["stretches"], checked.text.tables),
                draft=draft,
                report=checked.report,
                tally=_tally(checked),
                files=_files(checked, language(request)),
                word=checked.text.source.media_type == DOCX,
                sources=source_labels(service.reader(), checked.report["findings"]),
                until=desk.held_until(draft),
                minutes=round(desk.limits.seconds / 60),
                **_beside(desk, draft, against),
                **shown,
            )
        )

    @router.get("/draft/{id_}/sheet")
    def sheet(request: Request, id_: str, as_of: str = "") -> Response:
        """The check sheet as a page of its own: on paper, or as a PDF by the browser's own printing."""
        try:
            draft = desk.find(owner_of(request), id_)
            checked = desk.judged(draft, day_of(as_of, draft.as_of))
        except CancuError as error:
            return told(request, error)
        return _unkept(
            pages.render(
                request, "check_sheet.html", draft=draft, report=checked.report,
                version_of=service.version(language(request)),
                sha256=hashlib.sha256(draft.data).hexdigest(),
                checked_at=shown_moment(dt.datetime.now(), language(request)),
            )
        )  # fmt: skip

    @router.get("/draft/{id_}/stage")
    def stage(request: Request, id_: str) -> Response:
        return _unkept(JSONResponse({"stage": desk.find(owner_of(request), id_).stage}))

    @router.get("/draft/{id_}/file/{what}")
    def take_away(request: Request, id_: str, what: str, as_of: str = "") -> Response:
        try:
            draft = desk.find(owner_of(request), id_)
            checked = desk.judged(draft, day_of(as_of, draft.as_of))
            lang, sources = language(request), source_labels(service.reader(), checked.report["findings"])
            out = _take(checked, draft.data, what, lang, version=service.version(lang), sources=sources)
            return _unkept(out)
        except CancuError as error:
            return told(request, error)

    @router.post("/draft/{id_}/forget")
    def forget(request: Request, id_: str) -> Response:
        try:
            desk.forget(owner_of(request), id_)
        except CancuError as error:
            return told(request, error)
        return RedirectResponse("/draft-forgotten", status_code=303)

    @router.get("/draft-forgotten")
    def forgotten(request: Request) -> HTMLResponse:
        return pages.render(request, "draft_forgotten.html")

    return router
