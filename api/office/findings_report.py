"""“Báo cáo kết quả rà soát viện dẫn”: the findings of the store as a DOCX to sign and send, in groups.

It has the look of an office's paper (national title, Times New Roman, page numbers on top), a table of totals, and each
finding with its evidence and its correction. It refuses to grow without end: past a number of findings it says how many
were left out and by what to filter.
"""

import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from api.office.words import SEVERITY_NAMES, decided_by, kind_name, name_of, shown_day, told_evidence
from api.words import name_work, pick
from ontology.record_json import fold_spaces

MOST = 2000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportGroup:
    """Findings under one heading: those of a body, or those of the plans of a directive."""

    name: str
    rows: Sequence[Row]


def _clean(value: object) -> str:
    return _CONTROL.sub("", fold_spaces("" if value is None else str(value)))


def findings_report(
    groups: Sequence[ReportGroup],
    lang: str,
    *,
    about: Sequence[tuple[str, str]],
    states: Mapping[str, str],
    sources: Mapping[str, str] | None = None,
    settled: Sequence[Row] = (),
) -> bytes:
    """The report. `about` are the lines under the title, `states` what each state of review is called, `sources` names
    the documents that findings rest on; `settled` are those that a person dismissed or saw mended: they stand apart."""
    document = docx.Document()
    _set_page(document)
    _open(document, lang, about)
    document.add_heading(pick(lang, "1. Tổng hợp", "1. Totals"), level=1)
    _totals(document, groups, lang)
    document.add_heading(pick(lang, "2. Chi tiết", "2. Details"), level=1)
    left, number = MOST, 0
    for group in groups:
        shown = group.rows[:left]
        if not shown:
            break
        left -= len(shown)
        document.add_heading(_clean(group.name), level=2)
        of = None
        for row in shown:
            if row["label"] != of:
                of = row["label"]
                document.add_heading(_clean(name_work(of)), level=3)
            number += 1
            _finding(document, row, number, lang, states, sources or {})
    if number == 0:
        document.add_paragraph(pick(lang, "Không có điều nào.", "There is none."))
    if settled:
        document.add_heading(pick(lang, "3. Đã bỏ qua, đã sửa", "3. Dismissed, fixed"), level=1)
        document.add_paragraph(
            pick(lang, "Không tính ở trên, không yêu cầu sửa.", "Not counted above; nothing is asked for.")
        )
        for at, row in enumerate(settled[:MOST], 1):
            _settled(document, row, at, lang, states)
    _close(document, sum(len(g.rows) for g in groups) - number, lang)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: Document) -> None:
    """A4 with the margins, letters and page number of administrative documents (Nghị định 30/2020/NĐ-CP)."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = section.right_margin = Cm(2)
    section.left_margin = Cm(3)
    section.different_first_page_header_footer = True
    for name, size in (("Normal", 13), ("Heading 1", 14), ("Heading 2", 13), ("Heading 3", 13)):
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn("w:" + theme), None)
        fonts.set(qn("w:eastAsia"), "Times New Roman")
    document.styles["Heading 3"].font.italic = True
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        header.add_run()._r.append(element)


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    """Widths that every program keeps: those of the grid and those of the cells."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _middle(paragraph: Paragraph, words: str, *, bold: bool = False, size: int = 13) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(words)
    run.bold, run.font.size = bold, Pt(size)


def _open(document: Document, lang: str, about: Sequence[tuple[str, str]]) -> None:
    if lang == "vi":
        table = document.add_table(rows=1, cols=2)
        _set_widths(table, (6.0, 10.0))
        left, right = table.rows[0].cells
        _middle(left.paragraphs[0], "…………………………")
        _middle(left.add_paragraph(), "Số:        /BC-……", size=13)
        _middle(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12)
        _middle(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", bold=True)
        _middle(right.add_paragraph(), "…………, ngày      tháng      năm      ")
        right.paragraphs[-1].runs[0].italic = True
        document.add_paragraph()
    _middle(document.add_paragraph(), pick(lang, "BÁO CÁO", "REPORT"), bold=True, size=14)
    title = document.add_paragraph()
    _middle(title, pick(lang, "Kết quả rà soát viện dẫn văn bản", "What was found in citations"), bold=True)
    title.paragraph_format.space_after = Pt(10)
    for name, value in about:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(_clean(value))


def _totals(document: Document, groups: Sequence[ReportGroup], lang: str) -> None:
    heads = ["", *(name_of(SEVERITY_NAMES, s, lang) for s in SEVERITY_NAMES), pick(lang, "Cộng", "Total")]
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    body: list[tuple[str, Sequence[Row]]] = [(g.name, g.rows) for g in groups]
    once = {r["id"]: r for g in groups for r in g.rows}  # a plan of two directives stands under both
    body.append((pick(lang, "Cộng", "Total"), list(once.values())))
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    for name, rows in body:
        counts = Counter(r["severity"] for r in rows)
        values = [_clean(name), *(str(counts[s]) for s in SEVERITY_NAMES), str(len(rows))]
        for i, (cell, value) in enumerate(zip(table.add_row().cells, values, strict=True)):
            cell.text = value
            if i:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _set_widths(table, (7.6, 1.8, 2.6, 2.2, 1.8))
    for line in table.rows:
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _finding(
    document: Document,
    row: Row,
    number: int,
    lang: str,
    states: Mapping[str, str],
    sources: Mapping[str, str],
) -> None:
    named = kind_name(row["kind"], lang)
    head = document.add_paragraph()
    head.paragraph_format.keep_with_next = True
    head.paragraph_format.space_before = Pt(6)
    head.add_run(f"{number}. {named}").bold = True
    head.add_run(f" ({name_of(SEVERITY_NAMES, row['severity'], lang)}; {states.get(row['state'], row['state'])})")
    lines = [
        (pick(lang, "Nguyên văn", "Quote"), f"“{_clean(row['quote'])}”" if row["quote"] else ""),
        (pick(lang, "Giải thích", "Explanation"), row["message"][lang]),
        (pick(lang, "Đã viết", "Written"), shown_day(row["written"], lang) if row["actual"] else ""),
        (pick(lang, "Thực tế", "Actual"), shown_day(row["actual"], lang)),
        (pick(lang, "Sửa thành", "Correction"), row["correction"]),
        *told_evidence(row, sources, lang),
        *(
            (
                pick(lang, "Xem xét", "Reviewed"),
                " · ".join(v for v in (shown_day(h["at"][:10], lang), h["by"], h["reason"]) if v),
            )
            for h in row["history"][-1:]
        ),
    ]
    for name, value in lines:
        if not value:
            continue
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.75)
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{name}: ").italic = True
        paragraph.add_run(_clean(value))


def _settled(document: Document, row: Row, number: int, lang: str, states: Mapping[str, str]) -> None:
    """One line about what a person has decided: what, where, and who said so when and why."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    state = states.get(row["state"], row["state"])
    paragraph.add_run(f"{number}. {kind_name(row['kind'], lang)} ({state})").bold = True
    paragraph.add_run(f" · {_clean(name_work(row['label']))}")
    if row["quote"]:
        paragraph.add_run(f" · “{_clean(row['quote'])}”")
    if decided := decided_by(row, lang):
        paragraph.add_run(f" · {_clean(' · '.join(v for v in decided if v))}").italic = True


def _close(document: Document, left_out: int, lang: str) -> None:
    if left_out:
        document.add_paragraph(
            pick(
                lang,
                f"Chỉ nêu {MOST} điều đầu, còn {left_out} điều. Hãy lọc theo cơ quan, năm hoặc mức để in phần còn lại.",
                f"The first {MOST} only; {left_out} are left out. Filter by body, year or severity for the rest.",
            )
        )
    document.add_paragraph()
    sign = document.add_table(rows=1, cols=2)
    for cell, words in zip(
        sign.rows[0].cells,
        (pick(lang, "NGƯỜI LẬP", "PREPARED BY"), pick(lang, "THỦ TRƯỞNG CƠ QUAN", "HEAD OF THE OFFICE")),
        strict=True,
    ):
        _middle(cell.paragraphs[0], words, bold=True)
