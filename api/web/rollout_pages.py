"""The roll-out of a directive: the coverage matrix, and the board and the matrix as a workbook."""

from collections import Counter

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.coverage import read_matrix
from api.office.sheet import write_xlsx
from api.service import Service
from api.views import label_of
from api.web.draft_pages import XLSX, attachment
from api.web.render import STATE_NAMES, Pages, language, named, shown
from api.words import pick
from graph.board import board_to_json
from graph.store_lookup import StoreLookup
from ontology.record_json import fold_spaces

STATES = ("carried_out", "partly", "missing", "helps", "not_theirs")


def rollout_router(service: Service, pages: Pages) -> APIRouter:
    """The matrix page and the workbook."""
    router = APIRouter()

    @router.get("/coverage")
    def coverage(request: Request, work: str) -> HTMLResponse:
        matrix = read_matrix(service, work)
        counts = Counter(state for task in matrix.tasks for state in task["cells"].values())
        return pages.render(
            request,
            "coverage.html",
            work=matrix.directive,
            label=label_of(StoreLookup(service.reader()).identity(matrix.directive)),
            columns=matrix.columns,
            tasks=matrix.tasks,
            legend=[(state, counts[state]) for state in STATES],
            untaken=sum(not t["taken_up"] for t in matrix.tasks),
        )

    @router.get("/coverage.xlsx")
    def workbook(request: Request, work: str) -> Response:
        lang = language(request)
        matrix = read_matrix(service, work)
        heads = [pick(lang, "Nhiệm vụ", "Task"), pick(lang, "Nội dung", "Content"), pick(lang, "Chủ trì", "Lead")]
        cells = [
            [
                t["task"], fold_spaces(t["content"]), "; ".join(t["lead"]),
                *(named(STATE_NAMES, t["cells"][c.work], lang) for c in matrix.columns),
            ]
            for t in matrix.tasks
        ]  # fmt: skip
        board = [
            [
                row["body"], named(STATE_NAMES, row["state"], lang),
                "; ".join(p["number"] or "" for p in row["plans"]),
                "; ".join(shown(p["date"]) if p["date"] else "" for p in row["plans"]),
                sum(p["errors"] for p in row["plans"]),
                "; ".join(fold_spaces(a["words"]) for a in row["asked_by"]),
            ]
            for row in board_to_json(service.board(work))["rows"]
        ]  # fmt: skip
        board_heads = [
            pick(lang, "Cơ quan", "Body"), pick(lang, "Tình trạng", "State"), pick(lang, "Kế hoạch", "Plan"),
            pick(lang, "Ngày", "Date"), pick(lang, "Lỗi", "Errors"), pick(lang, "Được giao ở", "Asked by"),
        ]  # fmt: skip
        sheets = [
            (pick(lang, "Bảng triển khai", "Board"), board_heads, board),
            (
                pick(lang, "Ma trận", "Matrix"),
                [*heads, *(f"{c.issuer} {c.number}".strip() for c in matrix.columns)],
                cells,
            ),
        ]
        return attachment(write_xlsx(sheets), XLSX, "trien-khai.xlsx")

    return router
