"""A sheet of paper with tables, as DOCX: the page, its title, tables whose heading is repeated on every page."""

import re
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ACROSS = 25.7  # centimetres of text on a landscape A4


def clean(value: object) -> str:
    """A value as text that XML can hold."""
    return _CONTROL.sub("", "" if value is None else str(value))


def start_sheet(title: str) -> Document:
    """A landscape A4 page with a title, in the typeface of administrative documents."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(11)
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = head.add_run(clean(title))
    run.bold, run.font.size = True, Pt(15)
    return document


def add_table(
    document: Document, headings: Sequence[str], rows: Sequence[Sequence[object]], widths: Sequence[float]
) -> None:
    """A table with its heading on every page; widths in centimetres."""
    table = document.add_table(rows=1, cols=len(headings))
    table.style = "Table Grid"
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(clean(heading)).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = clean(value)
    for column, width in zip(table.columns, widths, strict=True):
        for cell in column.cells:
            cell.width = Cm(width)
