"""A sheet of paper with tables, as DOCX: the page, its title, tables whose heading is repeated on every page."""

import re
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HEAD = "F6E9E8"  # the ground of a heading, as in the workbooks
_THEMED = [qn(f"w:{name}Theme") for name in ("ascii", "hAnsi", "eastAsia", "cs")]
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
    for level in (1, 2, 3):
        _make_sober(document, f"Heading {level}", 13 if level < 3 else 12)
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = head.add_run(clean(title))
    run.bold, run.font.size = True, Pt(15)
    return document


def _make_sober(document: Document, name: str, size: int) -> None:
    """A heading in the typeface of the text and in black: the template's own is blue and of another face."""
    font = document.styles[name].font
    fonts = font.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in _THEMED:
        fonts.attrib.pop(theme, None)
    font.name, font.size, font.color.rgb = "Times New Roman", Pt(size), RGBColor(0, 0, 0)


def add_table(
    document: Document, headings: Sequence[str], rows: Sequence[Sequence[object]], widths: Sequence[float]
) -> None:
    """A table with its heading on every page; widths in centimetres."""
    table = document.add_table(rows=1, cols=len(headings))
    table.style = "Table Grid"
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(clean(heading)).bold = True
        ground = OxmlElement("w:shd")
        for key, said in (("val", "clear"), ("color", "auto"), ("fill", _HEAD)):
            ground.set(qn(f"w:{key}"), said)
        cell._tc.get_or_add_tcPr().append(ground)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = clean(value)
    _give_widths(table, widths)


def _give_widths(table: Table, widths: Sequence[float]) -> None:
    """Columns of these widths in Word, which reads the cells, and in LibreOffice, which reads the grid; whole rows."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
