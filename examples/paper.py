"""Sources as office files: Word documents, PDF with a text layer, and scans of the same pages.

Made so that a second run gives the same text; the scan is the PDF's pages drawn, turned, blurred and speckled with a
fixed seed. Needs DejaVu Serif where Debian's fonts-dejavu-core puts it.
"""

import io
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import numpy as np
import pypdfium2 as pdfium
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from PIL import Image, ImageFilter
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from examples.source import Block, Example, Line
from examples.text_forms import left_header, recipients, right_header

_FONTS = Path("/usr/share/fonts/truetype/dejavu")
_EPOCH = (2025, 1, 1, 0, 0, 0)
_WIDTHS = {
    "TT": 1.0, "STT": 1.0, "Nhiệm vụ": 5.2, "Nội dung công việc": 5.2, "Thời gian": 2.6, "Thời gian hoàn thành": 2.6,
    "Sản phẩm": 2.6,
}  # fmt: skip


# ------------------------------------------------------------------ Word


def render_docx(example: Example) -> bytes:
    """A Word document with the header and the signature laid out in tables, as offices do."""
    document = docx.Document()
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    _docx_columns(document, left_header(example), right_header(example))
    document.add_paragraph()
    for line in example.heading:
        _docx_line(document.add_paragraph(), line, bold=True, centre=True)
    for block in example.blocks:
        _docx_block(document, block, example)
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_time(buffer.getvalue())


def _docx_block(document: Any, block: Block, example: Example) -> None:
    if block.kind == "sign":
        _docx_columns(document, recipients(example), [*example.meta["sign_lines"], "", "", example.meta["signer"]])
    elif block.kind == "page":
        section = document.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    elif block.kind == "table":
        table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
        for index, row in enumerate(block.rows):
            for cell, line in zip(table.add_row().cells, row, strict=True):
                _docx_line(cell.paragraphs[0], line, bold=index == 0, centre=index == 0)
    else:
        bold = block.kind in ("heading", "subheading")
        _docx_line(document.add_paragraph(), block.line, bold=bold, centre=block.kind == "centre")


def _docx_line(paragraph: Any, line: Line, *, bold: bool = False, centre: bool = False) -> None:
    """One paragraph; citations are split into two runs, as editing leaves them."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.JUSTIFY
    cuts = sorted({0, len(line.text), *(c for m in line.marks for c in (m.start, (m.start + m.end) // 2, m.end))})
    for start, end in pairwise(cuts):
        paragraph.add_run(line.text[start:end]).bold = bold or None


def _docx_columns(document: Any, left: list[str], right: list[str]) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.paragraphs[0].text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)
        if lines is right or "Nơi nhận:" not in lines:
            for paragraph in cell.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _same_time(data: bytes) -> bytes:
    """The same package with fixed times, so that a rebuild changes nothing."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# ------------------------------------------------------------------ PDF


def render_pdf(example: Example) -> bytes:
    """A PDF with a text layer; a gazette page has its running head in the text."""
    _fonts()
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=3 * cm, rightMargin=1.7 * cm, topMargin=2.2 * cm, bottomMargin=2 * cm,
        invariant=1, title=example.id, author="",
    )  # fmt: skip

    def running_head(canvas: Any, document: Any) -> None:
        canvas.setFont("Body", 9)
        head = example.meta.get("gazette")
        if head:
            canvas.drawString(3 * cm, A4[1] - 1.4 * cm, head)
        if document.page > 1 or head:
            canvas.drawCentredString(A4[0] / 2, A4[1] - 1.4 * cm if not head else 1.2 * cm, str(document.page))

    template.build(list(_flow(example)), onFirstPage=running_head, onLaterPages=running_head)
    return buffer.getvalue()


def _flow(example: Example) -> list[Flowable]:
    flow: list[Flowable] = [_pdf_columns(left_header(example), right_header(example)), Spacer(1, 14)]
    flow += [Paragraph(_escape(line.text), _style("centre", bold=True)) for line in example.heading]
    flow.append(Spacer(1, 8))
    for block in example.blocks:
        flow += _pdf_block(block, example)
    return flow


def _pdf_block(block: Block, example: Example) -> list[Flowable]:
    if block.kind == "sign":
        right = [*example.meta["sign_lines"], "", "", example.meta["signer"]]
        return [Spacer(1, 10), _pdf_columns(recipients(example), right)]
    if block.kind == "page":
        return [PageBreak()]
    if block.kind == "table":
        return [_pdf_table(block), Spacer(1, 8)]
    kind = "centre" if block.kind == "centre" else "body"
    return [Paragraph(_escape(block.line.text), _style(kind, bold=block.kind in ("heading", "subheading")))]


def _pdf_columns(left: list[str], right: list[str]) -> Table:
    small = _style("column")
    cells = [[Paragraph(_escape(line) or "&nbsp;", small) for line in column] for column in (left, right)]
    return Table([cells], colWidths=[7.3 * cm, 9 * cm], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))


def _pdf_table(block: Block) -> Table:
    titles = [cell.text for cell in block.rows[0]]
    widths = [_WIDTHS.get(title, 3.0) for title in titles]
    scale = 16.3 / sum(widths)
    cell = _style("cell")
    data = [[Paragraph(_escape(line.text), cell) for line in row] for row in block.rows]
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return Table(data, colWidths=[w * scale * cm for w in widths], style=style, repeatRows=1)


def _style(name: str, *, bold: bool = False) -> ParagraphStyle:
    size, align = {"body": (13, TA_JUSTIFY), "centre": (13, TA_CENTER), "column": (10.5, TA_CENTER), "cell": (8.5, 0)}[
        name
    ]
    indent = 1 * cm if name == "body" else 0
    return ParagraphStyle(
        name, fontName="Bold" if bold else "Body", fontSize=size, leading=size * 1.35, alignment=align,
        firstLineIndent=indent, spaceAfter=5 if name in ("body", "centre") else 1,
    )  # fmt: skip


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _fonts() -> None:
    for name, file in (("Body", "DejaVuSerif.ttf"), ("Bold", "DejaVuSerif-Bold.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(_FONTS / file)))


# ------------------------------------------------------------------ scan


def render_scan(example: Example) -> bytes:
    """The same pages as a tired office scanner gives them: turned a little, soft, speckled, no text layer."""
    noise = np.random.default_rng(sum(example.id.encode()))
    pages = []
    with pdfium.PdfDocument(render_pdf(example)) as document:
        for page in document:
            image = page.render(scale=170 / 72).to_pil().convert("L")
            pages.append(_worn(image, noise))
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=170, quality=38)
    return buffer.getvalue()


def _worn(image: Image.Image, noise: np.random.Generator) -> Image.Image:
    turned = image.rotate(noise.uniform(-0.7, 0.7), resample=Image.Resampling.BICUBIC, fillcolor=255)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.7)), dtype=np.float32)
    shade = np.linspace(0, noise.uniform(6, 14), soft.shape[1], dtype=np.float32)
    worn = soft * 0.94 - shade + noise.normal(0, 6, soft.shape).astype(np.float32)
    specks = noise.random(soft.shape) < 0.00015
    worn[specks] = 40
    return Image.fromarray(worn.clip(0, 255).astype(np.uint8))
