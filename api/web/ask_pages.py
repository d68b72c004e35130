"""Questions to the store: those that ship as plain forms, with their answer as a table, a file and a picture.

Under them stands the editor for those who write SPARQL. The page shows so many rows; the files have them all. It
refuses nothing of its own: what a question needs is said by the question.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from api.office.sheet import write_xlsx
from api.office.words import SEVERITY_NAMES, name_of
from api.service import Service
from api.web.draft_pages import XLSX, attachment
from api.web.lineage_pages import inline_svg
from api.web.render import Pages, language, shown, work_address
from graph.folding import fold_lineage
from graph.lineage import find_labels, relate
from graph.names import base
from graph.picture import Links, draw_folded
from graph.queries import NamedQuery, get_query, list_queries
from graph.store import Rows
from ontology.errors import CancuError, Message, NotFound

SHOWN = 300
PAIRS = 80  # relations in a picture of an answer
_HEADS: Mapping[str, Message] = {
    "work": Message("Văn bản", "Document"),
    "plan": Message("Kế hoạch", "Plan"),
    "base": Message("Căn cứ", "Basis"),
    "document": Message("Văn bản nguồn", "Source document"),
    "label": Message("Tên", "Name"),
    "title": Message("Trích yếu", "Title"),
    "quote": Message("Viết là", "Written as"),
    "written": Message("Đã viết", "Written"),
    "actual": Message("Thực tế", "Actual"),
    "correction": Message("Sửa thành", "Corrected"),
    "kind": Message("Loại", "Kind"),
    "severity": Message("Mức", "Severity"),
    "confidence": Message("Độ tin", "Confidence"),
    "date": Message("Ngày", "Date"),
    "since": Message("Từ ngày", "Since"),
    "expired": Message("Hết hiệu lực", "Expired"),
    "deadline": Message("Thời hạn", "Deadline"),
    "content": Message("Nội dung", "Content"),
    "lead": Message("Chủ trì", "Lead"),
    "recipient": Message("Nơi nhận", "Recipient"),
    "issuer": Message("Cơ quan ban hành", "Issuer"),
    "number": Message("Số, ký hiệu", "Number"),
    "role": Message("Quan hệ", "Relation"),
    "id": Message("Mã", "No."),
    "source": Message("Nguồn", "Source"),
    "candidate": Message("Có thể là", "May be"),
}


def _given(request: Request, query: NamedQuery) -> dict[str, str]:
    """What the form says; a field left blank takes the question's own value."""
    typed = {p.name: request.query_params.get("p." + p.name, "").strip() for p in query.parameters}
    return {name: value for name, value in typed.items() if value}


def head(variable: str, lang: str) -> str:
    """What a column is called; a variable without a name of ours keeps its own."""
    message = _HEADS.get(variable)
    return variable if message is None else message.as_dict()[lang]


def is_work(value: str | None) -> bool:
    """A cell that names a work."""
    return value is not None and value.startswith(base() + "vn/")


def work_pairs(rows: Sequence[Sequence[str | None]]) -> list[tuple[str, str]]:
    """The first two works of each row, where a row has two."""
    pairs = []
    for row in rows:
        works = list(dict.fromkeys(v for v in row if v and is_work(v)))
        if len(works) > 1:
            pairs.append((works[0], works[1]))
    return list(dict.fromkeys(pairs))[:PAIRS]


def read_cells(rows: Rows, labels: Mapping[str, str], lang: str) -> tuple[list[str], list[list[tuple[str, str]]]]:
    """The headings and, for each cell, its words and its address. A name that only repeats a link is left out."""
    texts = rows.texts()[:SHOWN]
    named = [{labels.get(v, "") for v in row if v and is_work(v)} for row in texts]
    kept = [
        place
        for place, variable in enumerate(rows.variables)
        if variable != "label" or any(row[place] not in names for row, names in zip(texts, named, strict=True))
    ]
    cells = [[_cell(rows.variables[p], row[p], labels, lang) for p in kept] for row in texts]
    return [head(rows.variables[p], lang) for p in kept], cells


def _cell(variable: str, value: str | None, labels: Mapping[str, str], lang: str) -> tuple[str, str]:
    if not value:
        return "", ""
    if is_work(value):
        return labels.get(value, value), work_address(value)
    if value.startswith(base() + "document/") and "#" not in value:
        return value.removeprefix(base())[:21] + "…", "/document?" + urlencode({"source": value})
    last = value.rpartition("#")[2]
    if variable == "kind":
        return Service.kind_name(last).as_dict()[lang], ""
    if variable == "severity":
        return name_of(SEVERITY_NAMES, last, lang) if last in SEVERITY_NAMES else value, ""
    return shown(value), ""


def ask_router(service: Service, pages: Pages) -> APIRouter:
    """The page and the files of an answer."""
    router = APIRouter()

    def asked(request: Request, name: str) -> tuple[NamedQuery, Rows]:
        query = get_query(name)
        return query, service.named(name, _given(request, query))

    def picture_of(texts: Sequence[Sequence[str | None]], about: str | None, lang: str) -> bytes | None:
        pairs = work_pairs(texts)
        if not pairs and about and is_work(about):
            others = dict.fromkeys(v for row in texts for v in row[:1] if v and is_work(v) and v != about)
            pairs = [(other, about) for other in others][:PAIRS]
        if not pairs:
            return None
        return draw_folded(
            fold_lineage(relate(service.reader(), pairs)), "svg", lang=lang, links=Links(work=work_address)
        )

    def about(query: NamedQuery, given: Mapping[str, str]) -> str | None:
        """The work that a question is about."""
        name = next((p.name for p in query.parameters if p.kind == "work"), None)
        return service.find(given[name]) if name and name in given else None

    def answer(request: Request, query: NamedQuery, given: dict[str, str], lang: str) -> dict[str, Any]:
        rows = service.named(query.id, given)
        texts = rows.texts()
        works = sorted({v for row in texts[:SHOWN] for v in row if v and is_work(v)})
        heads, cells = read_cells(rows, find_labels(service.reader(), works), lang)
        drawn = picture_of(texts, about(query, given), lang)
        picture: Markup | None = inline_svg(drawn) if drawn else None
        return {
            "heads": heads,
            "rows": cells,
            "total": len(texts),
            "picture": picture,
            "file": urlencode([(k, v) for k, v in request.query_params.multi_items() if k not in ("lang", "run")]),
        }

    @router.get("/ask")
    def ask(request: Request, name: str = "", run: str = "") -> HTMLResponse:
        lang, found, message, query = language(request), None, "", None
        given: dict[str, str] = {}
        try:
            if name:
                query = get_query(name)
                given = _given(request, query)
            if query and (run or all(p.default is not None for p in query.parameters)):
                found = answer(request, query, given, lang)
        except CancuError as error:
            message = error.message.as_dict()[lang]
        return pages.render(
            request,
            "sparql.html",
            queries=list_queries(),
            chosen=query,
            given=given,
            answer=found,
            message=message,
        )

    @router.get("/ask.xlsx")
    def workbook(request: Request, name: str) -> Response:
        query, rows = asked(request, name)
        heads = [head(v, language(request)) for v in rows.variables]
        return attachment(write_xlsx([(query.id, heads, rows.texts())]), XLSX, f"{query.id}.xlsx")

    @router.get("/ask.csv")
    def plain(request: Request, name: str) -> Response:
        query, rows = asked(request, name)
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(rows.variables)
        writer.writerows([harmless(v) for v in row] for row in rows.texts())
        return attachment(out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"{query.id}.csv")

    @router.get("/ask.svg")
    def drawing(request: Request, name: str) -> Response:
        query, rows = asked(request, name)
        drawn = picture_of(rows.texts(), about(query, _given(request, query)), language(request))
        if drawn is None:
            raise NotFound("Câu trả lời này không có hình.", "This answer has no picture.")
        return attachment(drawn, "image/svg+xml", f"{query.id}.svg")

    return router


def harmless(value: str | None) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value and value[0] in "=+-@\t\r" else value or ""
