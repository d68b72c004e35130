"""If a document is replaced or repealed: who must change which sentence, on a page, as a workbook and on paper.

What replaces it need not be in the store: its citation is read as any citation. Nothing is changed here; the page says
what a person has to change, and where the machine could only propose half a sentence.
"""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.office.words import shown_day
from api.service import Service
from api.views import label_with_day
from api.web.draft_pages import XLSX, attachment, day_of
from api.web.render import Pages, language
from api.words import name_work, pick
from graph.impact import impact_to_json
from graph.lineage import find_labels
from graph.store_lookup import StoreLookup
from loaders.read.docx import MEDIA_TYPE as DOCX
from ontology.errors import CancuError, Message

_STEM = "phai-sua"
LONGEST = 2000


def read_impact(service: Service, work: str, by: str, on: str) -> dict[str, Any]:
    """What a replacement touches, with the names of all that it names."""
    found = service.impact(work, by[:LONGEST] or None, day_of(on, dt.date.today()))
    store = service.reader()
    lookup = StoreLookup(store)
    data = impact_to_json(found)
    data["label"] = name_work(label_with_day(lookup.identity(found.work)))
    new = lookup.identity(found.replacement) if found.replacement else None
    data["by"] = name_work(label_with_day(new)) if new else by
    ways = {iri for row in data["indirect"] for iri in row["way"]}
    data["names"] = find_labels(store, sorted(ways))
    data["sentences"] = sum(len(body["changes"]) for body in data["bodies"])
    return data


def impact_router(service: Service, pages: Pages) -> APIRouter:
    """The page and its two files."""
    router = APIRouter(include_in_schema=False)

    @router.get("/impact")
    def impact(request: Request, work: str = "", by: str = "", on: str = "") -> HTMLResponse:
        data, told = None, None
        if work:
            try:
                data = read_impact(service, work, by, on)
            except CancuError as error:
                told = error.message
        asked = {"work": work, "by": by, "on": on}
        named = data["label"] if data and work.startswith("http") else work
        answer = pages.render(
            request, "impact.html", data=data, told=told, named=named, asked=asked, query=urlencode(asked)
        )
        answer.status_code = 404 if told else 200
        return answer

    @router.get("/impact.xlsx")
    def workbook(request: Request, work: str, by: str = "", on: str = "") -> Response:
        lang = language(request)
        data = read_impact(service, work, by, on)
        sheets = [*((name, heads, rows) for name, heads, rows, _ in _sheets(data, lang)), _about(data, lang)]
        from api.office.sheet import write_xlsx  # heavy; only this needs it

        return attachment(write_xlsx(sheets), XLSX, f"{_STEM}.xlsx")

    @router.get("/impact.docx")
    def paper(request: Request, work: str, by: str = "", on: str = "") -> Response:
        lang = language(request)
        data = read_impact(service, work, by, on)
        from api.office.tables import add_table, start_sheet  # heavy; only this needs it

        document = start_sheet(f"{pick(lang, *TITLE)}: {data['label']}")
        document.add_paragraph(_opening(data, lang))
        for name, heads, rows, widths in _sheets(data, lang):
            document.add_heading(name, level=2)
            add_table(document, heads, rows, widths)
        out = io.BytesIO()
        document.save(out)
        return attachment(out.getvalue(), DOCX, f"{_STEM}.docx")

    return router


TITLE = ("NHỮNG CÂU PHẢI SỬA", "SENTENCES TO CHANGE")
_CHECK = Message("Xem lại phần còn lại của câu", "Look at the rest of the sentence")
_BY_HAND = Message("Không có văn bản thay thế: người soạn viết lại.", "Nothing replaces it: the author words it anew.")
_Sheet = tuple[str, list[str], list[list[object]], list[float]]


def _opening(data: dict[str, Any], lang: str) -> str:
    day = shown_day(data["on"], lang)
    if data["by"]:
        return pick(lang, f"Thay thế bởi {data['by']} từ ngày {day}.", f"Replaced by {data['by']} from {day}.")
    return pick(lang, f"Bãi bỏ từ ngày {day}.", f"Repealed from {day}.")


def _about(data: dict[str, Any], lang: str) -> tuple[str, list[str], list[list[object]]]:
    """What the workbook is about: whoever gets it was not on the page."""
    heads = [pick(lang, "Văn bản bị thay thế hoặc bãi bỏ", "The document replaced or repealed")]
    heads += [pick(lang, "Văn bản thay thế", "What replaces it"), pick(lang, "Từ ngày", "From")]
    row: list[object] = [data["label"], data["by"] or pick(lang, "không có: bãi bỏ", "nothing: repealed")]
    return pick(lang, "Về tệp này", "About"), heads, [[*row, shown_day(data["on"], lang)]]


def _sheets(data: dict[str, Any], lang: str) -> Sequence[_Sheet]:
    def t(vi: str, en: str) -> str:
        return pick(lang, vi, en)

    direct: list[list[object]] = [
        [
            body["body"] or "", row["number"] or "", shown_day(row["date"], lang), row["sentence"],
            row["proposed"] or _BY_HAND.as_dict()[lang], _CHECK.as_dict()[lang] if row["check_subject"] else "",
        ]
        for body in data["bodies"]
        for row in body["changes"]
    ]  # fmt: skip
    indirect: list[list[object]] = [
        [
            row["body"] or "",
            row["number"] or "",
            row["depth"],
            " → ".join(name_work(data["names"].get(i, i)) for i in row["way"]),
        ]
        for row in data["indirect"]
    ]
    heads = [
        t("Cơ quan phải sửa", "Body that must act"), t("Số", "Number"), t("Ngày", "Date"), t("Câu cũ", "Old sentence"),
        t("Câu mới đề nghị", "New sentence proposed"), t("Lưu ý", "Note"),
    ]  # fmt: skip
    through = [t("Cơ quan", "Body"), t("Số", "Number"), t("Bậc", "Steps"), t("Qua", "By way of")]
    return (
        (t("Câu phải sửa", "Sentences"), heads, direct, [4, 3, 2.5, 6.8, 6.8, 2.6]),
        (t("Gián tiếp", "Indirectly"), through, indirect, [7, 3.5, 1.5, 13.7]),
    )
