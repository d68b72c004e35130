"""Lists as XLSX. Text stays text: a title that begins with “=” is not a formula, and control characters are dropped."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from api.office.words import (
    SEVERITY_NAMES,
    STATUS_NAMES,
    gravest,
    kind_name,
    name_of,
    shown_day,
    shown_section,
    verdict_of,
)
from api.words import pick
from ontology.record_json import fold_spaces

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDEST = 36  # letters; longer words go on below
_A4 = 9
_LINE = 15.0  # points
_HEAD = PatternFill("solid", fgColor="F6E9E8")


def write_xlsx(sheets: Sequence[tuple[str, Sequence[str], Iterable[Sequence[object]]]]) -> bytes:
    """A workbook of plain tables: (name, headings, rows) each; headings stay in view, columns are filterable.

    On paper each table is as wide as a landscape page, with its headings on every one.
    """
    book = Workbook(write_only=True)
    for name, headings, rows in sheets:
        sheet = book.create_sheet(_CONTROL.sub("", name)[:31])
        sheet.freeze_panes = "A2"
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.print_title_rows = "1:1"
        widths = [len(h) + 2 for h in headings]
        kept = [[_plain(v) for v in row] for row in rows]
        for row in kept:
            widths = [min(_WIDEST, max(w, len(str(v)) + 2)) for w, v in zip(widths, row, strict=True)]
        for i, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(i)].width = width
        sheet.append([_cell(sheet, h, bold=True) for h in headings])
        for number, row in enumerate(kept, 2):
            if (height := _height(row, widths)) > _LINE:
                sheet.row_dimensions[number].height = height
            sheet.append([_cell(sheet, v) for v in row])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(kept) + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _height(row: Sequence[object], widths: Sequence[int]) -> float:
    """As high as the fullest cell of a row needs: not every program measures wrapped words itself."""
    lines = (
        sum(-(-max(len(part), 1) // (w - 1)) for part in str(v).split("\n")) for v, w in zip(row, widths, strict=True)
    )
    return min(409.0, _LINE * max(lines, default=1))


def _plain(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return _CONTROL.sub("", "" if value is None else str(value))[:32_000]


def _cell(sheet: Any, value: object, *, bold: bool = False) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]
    if isinstance(value, str):
        cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font, cell.fill = Font(name="Calibri", size=11, bold=True), _HEAD
    return cell


def report_xlsx(report: Mapping[str, Any], lang: str) -> bytes:
    """The check report as a workbook: what was found, and every citation with its verdict."""

    def t(vi: str, en: str) -> str:
        return pick(lang, vi, en)

    findings = [
        [
            i,
            name_of(SEVERITY_NAMES, f["severity"], lang),
            kind_name(f["kind"], lang),
            fold_spaces(f["quote"] or ""),
            shown_day(f["written"], lang),
            shown_day(f["actual"], lang),
            f["correction"],
            f["message"][lang],
            f["confidence"],
        ]
        for i, f in enumerate(gravest(report["findings"]), 1)
    ]
    citations = [
        [
            i,
            fold_spaces(c["quote"]),
            c["type"],
            c["number"],
            shown_day(c["date"], lang),
            c["issuer"],
            shown_section(c["section"], lang),
            name_of(STATUS_NAMES, verdict_of(c), lang),
            c["why"][lang],
        ]
        for i, c in enumerate(report["citations"], 1)
    ]
    return write_xlsx(
        [
            (
                t("Cần xem", "Findings"),
                [
                    t("TT", "No."),
                    t("Mức", "Severity"),
                    t("Loại", "Kind"),
                    t("Nguyên văn", "Quote"),
                    t("Đã viết", "Written"),
                    t("Thực tế", "Actual"),
                    t("Sửa thành", "Correction"),
                    t("Giải thích", "Explanation"),
                    t("Độ tin", "Confidence"),
                ],
                findings,
            ),
            (
                t("Mọi viện dẫn", "Citations"),
                [
                    t("TT", "No."),
                    t("Viện dẫn", "Citation"),
                    t("Loại", "Type"),
                    t("Số, ký hiệu", "Number"),
                    t("Ngày", "Date"),
                    t("Cơ quan ban hành", "Issuer"),
                    t("Mục", "Section"),
                    t("Kết luận", "Verdict"),
                    t("Vì sao", "Why"),
                ],
                citations,
            ),
        ]
    )
