"""PDFs and page images of our own drawing, for the readers' tests."""

import io
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
WIDTH, HEIGHT = A4
Draw = Callable[[Canvas], None]


def need_font() -> None:
    """Skip when the machine has no font with Vietnamese letters."""
    if not FONT.is_file():
        pytest.skip("no font with Vietnamese letters; install it with: apt-get install fonts-dejavu-core")
    if "Plan" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Plan", str(FONT)))


def pdf_of(*pages: Draw) -> bytes:
    """A PDF, one function a page."""
    need_font()
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4)
    for draw in pages:
        canvas.setFont("Plan", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def put(canvas: Canvas, x: float, top: float, words: str, size: float = 11) -> None:
    """Words with their baseline so many points below the page's top."""
    canvas.setFont("Plan", size)
    canvas.drawString(x, HEIGHT - top, words)


def centred(canvas: Canvas, middle: float, top: float, words: str, size: float = 11) -> None:
    canvas.setFont("Plan", size)
    canvas.drawCentredString(middle, HEIGHT - top, words)


def paragraph(canvas: Canvas, top: float, words: str, *, left: float = 85, right: float = 540) -> float:
    """A paragraph wrapped as Word wraps it, its first line indented; the next free height."""
    canvas.setFont("Plan", 11)
    line, indent = "", 30.0
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and left + indent + canvas.stringWidth(longer) > right:
            put(canvas, left + indent, top, line)
            top, line, indent = top + 16, word, 0.0
        else:
            line = longer
    put(canvas, left + indent, top, line)
    return top + 20


def ruled(canvas: Canvas, top: float, xs: Sequence[float], rows: Sequence[Sequence[str]], *, row: float = 34) -> None:
    """A table with rules round every cell; a line break in a cell starts a new line."""
    for i, cells in enumerate(rows):
        for (left, right), words in zip(pairwise(xs), cells, strict=True):
            canvas.rect(left, HEIGHT - top - (i + 1) * row, right - left, row)
            for j, line in enumerate(words.split("\n")):
                put(canvas, left + 4, top + i * row + 12 + 13 * j, line, 10)


def page_image(lines: Sequence[str], *, turn: float = 0.0, dpi: int = 200) -> Image.Image:
    """A page of text as a scanner would see it, turned by some degrees."""
    need_font()
    scale = dpi / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(str(FONT), round(12 * scale))
    for i, line in enumerate(lines):
        pen.text((70 * scale, (70 + 22 * i) * scale), line, font=font, fill=20)
    return image.rotate(turn, fillcolor=255, resample=Image.Resampling.BICUBIC) if turn else image


def image_bytes(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, dpi=(200, 200), **options)
    return held.getvalue()
