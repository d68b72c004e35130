"""The roll-out of a directive: the coverage matrix, and the board and the matrix as a workbook and on paper."""

import io
import re
from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.coverage import Matrix, read_matrix
from api.office.words import shown_day
from api.service import Service
from api.views import label_with_day
from api.web.draft_pages import XLSX, attachment
from api.web.render import STATE_NAMES, Pages, language, named
from api.words import name_work, pick
from graph.board import board_to_json
from graph.store_lookup import StoreLookup
from loaders.read.docx import MEDIA_TYPE as DOCX
from ontology.record_json import fold_spaces

STATES = ("carried_out", "partly", "missing", "helps", "not_theirs")


def rollout_router(service: Service, pages: Pages) -> APIRouter:
    """The matrix page and the workbook."""
    router = APIRouter(include_in_schema=False)

    @router.get("/coverage")
    def coverage(request: Request, work: str, page: Annotated[int, Query(ge=1)] = 1) -> HTMLResponse:
        matrix = read_matrix(service, work, page)
        counts = Counter(state for task in matrix.tasks for state in task["cells"].values())
        return pages.render(
            request,
            "coverage.html",
            work=matrix.directive,
            label=label_with_day(StoreLookup(service.reader()).identity(matrix.directive)),
            columns=matrix.columns,
            tasks=matrix.tasks,
            legend=[(state, counts[state]) for state in STATES],
            untaken=sum(not t["taken_up"] for t in matrix.tasks),
            page=matrix.page,
            pages_in_all=matrix.pages,
            total=matrix.total,
        )

    @router.get("/coverage.xlsx")
    def workbook(request: Request, work: str) -> Response:
        sheets = [(name, heads, rows) for name, heads, rows, _ in _sheets(service, work, language(request))]
        from api.office.sheet import write_xlsx  # heavy; only this needs it

        return attachment(write_xlsx(sheets), XLSX, f"{_stem(service, work)}.xlsx")

    @router.get("/coverage.docx")
    def paper(request: Request, work: str) -> Response:
        lang = language(request)
        label = name_work(label_with_day(StoreLookup(service.reader()).identity(service.find(work))))
        from api.office.tables import add_table, start_sheet  # heavy; only this needs it

        document = start_sheet(f"{pick(lang, 'TRIỂN KHAI', 'ROLL-OUT OF')} {label}")
        for name, heads, rows, widths in _sheets(service, work, lang, narrow=True):
            document.add_heading(name, level=2)
            add_table(document, heads, rows, widths)
        out = io.BytesIO()
        document.save(out)
        return attachment(out.getvalue(), DOCX, f"{_stem(service, work)}.docx")

    return router


def _stem(service: Service, work: str) -> str:
    """What the file is called: of two directives somebody keeps both."""
    directive = StoreLookup(service.reader()).identity(service.find(work))
    number = (directive.value("number") if directive else None) or ""
    return "-".join(("trien-khai", *re.findall(r"\w+", number)))


_Sheet = tuple[str, list[str], list[list[object]], list[float]]


def _sheets(service: Service, work: str, lang: str, *, narrow: bool = False) -> list[_Sheet]:
    """The board and the matrix as tables. `narrow` is for paper: a row for each task and what it lacks, no columns of
    plans, which no page is wide enough for."""
    matrix = read_matrix(service, work)
    heads = [pick(lang, "Nhiệm vụ", "Task"), pick(lang, "Nội dung", "Content"), pick(lang, "Chủ trì", "Lead")]
    first = [[t["task"], fold_spaces(t["content"]), "; ".join(t["lead"])] for t in matrix.tasks]
    if narrow:
        states = [pick(lang, "Kế hoạch nào", "Which plans")]
        cells: list[list[object]] = [[_by_state(t, matrix, lang)] for t in matrix.tasks]
        widths = [1.7, 9, 5, 10]
    else:
        states = [f"{c.issuer} {c.number}".strip() for c in matrix.columns]
        cells = [[_said(t, c.work, lang) for c in matrix.columns] for t in matrix.tasks]
        widths = []
    rows = [[*one, *other] for one, other in zip(first, cells, strict=True)]
    return [_board_sheet(service, work, lang), (pick(lang, "Ma trận", "Matrix"), [*heads, *states], rows, widths)]


def _said(task: dict[str, Any], plan: str, lang: str) -> str:
    """What a plan does with a task, and that it changes something in it."""
    state = named(STATE_NAMES, task["cells"][plan], lang)
    return f"{state} ({pick(lang, 'có chỗ khác', 'with differences')})" if plan in task["changed"] else state


def _by_state(task: dict[str, Any], matrix: Matrix, lang: str) -> str:
    """ "đã có: A, B (có chỗ khác); một phần: C", leaving out who has nothing to do with the task."""
    parts = []
    for state in ("carried_out", "partly", "missing"):
        units = [
            f"{c.issuer} {c.number}".strip()
            + (f" ({pick(lang, 'có chỗ khác', 'with differences')})" if c.work in task["changed"] else "")
            for c in matrix.columns
            if task["cells"][c.work] == state
        ]
        if units:
            parts.append(f"{named(STATE_NAMES, state, lang)}: {', '.join(units)}")
    return "; ".join(parts)


def _issued(plan: dict[str, Any], lang: str) -> str:
    """When a plan was issued, and whether that was too late."""
    day = shown_day(plan["date"], lang) if plan["date"] else ""
    if plan["other_time"]:
        return f"{day} ({pick(lang, 'của năm khác', 'for another year')})".strip()
    return f"{day} ({pick(lang, 'quá hạn', 'late')})" if plan["late"] else day


def _board_sheet(service: Service, work: str, lang: str) -> _Sheet:
    rows: list[list[object]] = [
        [
            row["body"], named(STATE_NAMES, row["state"], lang), shown_day(row["due"], lang),
            "; ".join(p["number"] or pick(lang, "(chưa có số)", "(no number)") for p in row["plans"]),
            "; ".join(_issued(p, lang) for p in row["plans"]),
            *(sum(p[name] for p in row["plans"]) if row["plans"] else "" for name in ("errors", "warnings")),
            "; ".join(fold_spaces(a["words"]) for a in row["asked_by"]),
        ]
        for row in board_to_json(service.board(work))["rows"]
    ]  # fmt: skip
    heads = [
        pick(lang, "Cơ quan", "Body"), pick(lang, "Tình trạng", "State"), pick(lang, "Hạn ban hành", "Due"),
        pick(lang, "Kế hoạch", "Plan"),
        pick(lang, "Ngày", "Date"), pick(lang, "Lỗi", "Errors"), pick(lang, "Cần xem", "To look at"),
        pick(lang, "Được giao ở", "Asked by"),
    ]  # fmt: skip
    return pick(lang, "Bảng triển khai", "Board"), heads, rows, [5.2, 2.9, 3, 3.4, 3, 1.4, 1.6, 5.2]
