"""What stands on a PDF page: glyphs with their places, and the rules that draw tables.

Taken from pdfium one character at a time, because words must be put together again from positions: text layers hold
letters spaced apart, words glued, and spaces that are not there on paper. Coordinates are points from the top left of
the page as it is shown, also on turned pages. Text that does not run along the page is left out.
"""

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_SPACES = frozenset((0x20, 0xA0, 0x09, 0x3000, *range(0x2000, 0x200C)))
_NOTHING = frozenset((0x0D, 0x0A, 0x00, 0xFEFF, 0x200B, 0xAD))
_THIN = 2.5  # points: a drawn box no thicker is a rule
SCANNED = -1  # the `run` of a word that OCR read
_MOST_GLYPHS = 60_000
_MOST_OBJECTS = 30_000


@dataclass(slots=True)
class Glyph:
    """One character (or, from a scan, one word) and its box; `spaces` counts the blanks before it."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    spaces: int = 0
    run: int = 0  # the drawing instruction it came with: what one instruction draws, somebody typed as one
    confidence: float = 1.0


@dataclass(slots=True)
class Rule:
    """A straight line along the page: `across` for a horizontal one, at `at`, from `start` to `end`."""

    across: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Sheet:
    """One page before layout."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule] = field(default_factory=list)
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    images: float = 0.0  # the share of the page that images cover
    scanned: bool = False
    holes: int = 0  # glyphs whose letter the file does not tell
    turned: int = 0  # glyphs left out because they do not run along the page


class _Turn:
    """From pdfium's coordinates (up from the bottom left of the unturned page) to ours."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_bbox()
        self.quarter = (page.get_rotation() // 90) % 4
        self.left, self._bottom, self._right, self.top = left, bottom, right, top
        wide, high = right - left, top - bottom
        self.width, self.height = (high, wide) if self.quarter % 2 else (wide, high)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        match self.quarter:
            case 1:
                return y - self._bottom, x - self.left
            case 2:
                return self._right - x, y - self._bottom
            case 3:
                return self.top - y, self._right - x
            case _:
                return x - self.left, self.top - y


def _along(angle: float, quarter: int) -> bool:
    """Whether text at this angle runs from left to right on the page as shown."""
    turned = (angle - quarter * math.pi / 2) % (2 * math.pi)
    return min(turned, 2 * math.pi - turned) < 0.15


def _unchecked(function: object, result: type) -> Callable[..., Any]:
    """A function of pdfium that is asked for every character: half its time went into checking its arguments.

    The page comes as `c_void_p`, an index as a whole number, a place to be filled by `byref`.
    """
    return ctypes.CFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value)  # type: ignore[arg-type]


_UNICODE_OF = _unchecked(raw.FPDFText_GetUnicode, ctypes.c_uint)
_BOX_OF = _unchecked(raw.FPDFText_GetLooseCharBox, ctypes.c_int)
_ORIGIN_OF = _unchecked(raw.FPDFText_GetCharOrigin, ctypes.c_int)
_OBJECT_OF = _unchecked(raw.FPDFText_GetTextObject, ctypes.c_void_p)


def _read_glyphs(text_page: pdfium.PdfTextPage, turn: _Turn) -> tuple[list[Glyph], int, int]:
    handle = text_page.raw
    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    at_box, at_matrix, at_x, at_y = ctypes.byref(box), ctypes.byref(matrix), ctypes.byref(x), ctypes.byref(y)
    glyphs: list[Glyph] = []
    spaces, holes, turned, last_base, upright, last_run, size = 0, 0, 0, math.nan, True, -1, 1.0
    count = min(raw.FPDFText_CountChars(handle), _MOST_GLYPHS)
    page = ctypes.cast(handle, ctypes.c_void_p)
    upside, left, top = turn.quarter, turn.left, turn.top
    for i in range(count):
        code = _UNICODE_OF(page, i)
        if code in _SPACES:
            spaces += raw.FPDFText_IsGenerated(handle, i) != 1
            continue
        if code in _NOTHING:
            holes += code == 0
            continue
        if not (_BOX_OF(page, i, at_box) and _ORIGIN_OF(page, i, at_x, at_y)):
            continue
        base_x, base = turn(x.value, y.value) if upside else (x.value - left, top - y.value)
        if base != last_base:
            upright = _along(-raw.FPDFText_GetCharAngle(handle, i), turn.quarter)
            last_base = base
        if not upright:
            turned += 1
            continue
        if upside:
            (ax, _), (bx, _) = turn(box.left, box.top), turn(box.right, box.bottom)
            x0, x1 = min(ax, bx), max(ax, bx)
        else:
            x0, x1 = box.left - left, box.right - left
        run = _OBJECT_OF(page, i) or 0
        if run != last_run or not run:  # what one instruction draws has one size
            raw.FPDFText_GetMatrix(handle, i, at_matrix)
            size = max(1.0, raw.FPDFText_GetFontSize(handle, i) * math.hypot(matrix.c, matrix.d))
            last_run = run
        text = chr(code) if 0x20 <= code < 0xD800 else "-" if code == 2 else _letter(code)
        if x1 > x0:
            glyphs.append(Glyph(text, base_x if base_x < x0 else x0, x1, base, size, spaces, run))
        else:
            glyphs.append(Glyph(text, base_x, x0, base, size, spaces, run))
        spaces = 0
    return glyphs, holes, turned


def _letter(code: int) -> str:
    """A character; codes that stand for nothing readable become the replacement sign."""
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or code < 0x20 or code in (0xFFFE, 0xFFFF):
        return "\ufffd"
    if 0xE000 <= code <= 0xF8FF:  # symbol fonts: bullets and boxes
        return "•" if code in (0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF02D) else "\ufffd"
    return chr(code)


def _matrix(handle: object) -> tuple[float, ...]:
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, ctypes.byref(m)):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _points(path: object, matrix: tuple[float, ...], turn: _Turn) -> list[tuple[int, float, float, bool]]:
    """The corners of a path, in page coordinates."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    corners = []
    for i in range(min(raw.FPDFPath_CountSegments(path), 4000)):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        px, py = turn(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind, closed = raw.FPDFPathSegment_GetType(segment), bool(raw.FPDFPathSegment_GetClose(segment))
        corners.append((kind, px, py, closed))
    return corners


def _add_line(rules: list[Rule], x0: float, y0: float, x1: float, y1: float) -> None:
    if abs(y1 - y0) <= 1 and abs(x1 - x0) > 4:
        rules.append(Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    elif abs(x1 - x0) <= 1 and abs(y1 - y0) > 4:
        rules.append(Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _path_rules(path: object, matrix: tuple[float, ...], turn: _Turn, rules: list[Rule]) -> None:
    """The straight lines of a path; a filled box that is thin is one line along its middle."""
    corners = _points(path, matrix, turn)
    start = 0
    for i in range(1, len(corners) + 1):
        if i < len(corners) and corners[i][0] != raw.FPDF_SEGMENT_MOVETO:
            continue
        part = corners[start:i]
        start = i
        if len(part) < 2 or any(kind == raw.FPDF_SEGMENT_BEZIERTO for kind, *_ in part):
            continue
        xs, ys = [p[1] for p in part], [p[2] for p in part]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if len(part) > 2 and min(wide, high) <= _THIN:
            middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
            if wide > high:
                _add_line(rules, min(xs), middle_y, max(xs), middle_y)
            else:
                _add_line(rules, middle_x, min(ys), middle_x, max(ys))
            continue
        for (_, ax, ay, _), (_, bx, by, closed) in pairwise(part):
            _add_line(rules, ax, ay, bx, by)
            if closed:
                _add_line(rules, bx, by, part[0][1], part[0][2])


def _walk(
    handle: object, count: int, get: object, matrix: tuple[float, ...], sheet: Sheet, turn: _Turn, deep: int
) -> None:
    """Every path and image of a page, through forms inside forms."""
    for i in range(min(count, _MOST_OBJECTS)):
        item = get(handle, i)  # type: ignore[operator]
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            _path_rules(item, _times(_matrix(item), matrix), turn, sheet.rules)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, *_ = _times(_matrix(item), matrix)
            sheet.images += abs(a * d - b * c) / max(1.0, sheet.width * sheet.height)
        elif kind == raw.FPDF_PAGEOBJ_FORM and deep < 5:
            inner = _times(_matrix(item), matrix)
            _walk(item, raw.FPDFFormObj_CountObjects(item), raw.FPDFFormObj_GetObject, inner, sheet, turn, deep + 1)


def _read_links(
    page: pdfium.PdfPage, document: pdfium.PdfDocument, turn: _Turn
) -> list[tuple[float, float, float, float, str]]:
    """The areas of a page that lead to an address."""
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    found: list[tuple[float, float, float, float, str]] = []
    while len(found) < 500 and raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        size = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
        if not 1 < size < 4000:
            continue
        held = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document.raw, action, held, size)
        area = raw.FS_RECTF()
        if raw.FPDFLink_GetAnnotRect(link, ctypes.byref(area)):
            ax, ay = turn(area.left, area.top)
            bx, by = turn(area.right, area.bottom)
            url = held.value.decode("utf-8", "replace")
            found.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), url))
    return found


def read_sheet(document: pdfium.PdfDocument, index: int) -> Sheet:
    """The glyphs and rules of one page."""
    page = document[index]
    try:
        turn = _Turn(page)
        text_page = page.get_textpage()
        try:
            glyphs, holes, turned = _read_glyphs(text_page, turn)
        finally:
            text_page.close()
        sheet = Sheet(index + 1, turn.width, turn.height, glyphs, holes=holes, turned=turned)
        unit = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        _walk(page.raw, raw.FPDFPage_CountObjects(page.raw), raw.FPDFPage_GetObject, unit, sheet, turn, 0)
        sheet.links = _read_links(page, document, turn)
        return sheet
    finally:
        page.close()
