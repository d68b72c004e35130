"""PDF: the text layer put back in reading order, page by page; pages without one are read by OCR.

pdfium reads (BSD), our own modules lay out: see `glyphs`, `lines`, `grid`, `layout`, `running`, `flow`, `pages`. It
refuses files that ask for a password and stops at the limits' number of pages.
"""

from dataclasses import replace
from itertools import pairwise

import pypdfium2 as pdfium

from loaders.read.draft import Draft, describe
from loaders.read.encodings import find_legacy, from_legacy
from loaders.read.glyphs import Glyph, Sheet, read_sheet
from loaders.read.limits import Limits, damaged, encrypted, too_large
from loaders.read.pages import page_notice, write_pages
from loaders.read.quality import mark_share, text_quality
from ontology.errors import MissingPart
from ontology.values import Text

MEDIA_TYPE = "application/pdf"
_FEW = 12  # glyphs: a page with fewer has no text layer
_DPI = 300.0
_KEYS = {"Title": "title", "Author": "creator", "Subject": "subject", "CreationDate": "created", "Producer": "producer"}


def _open(name: str, data: bytes, limits: Limits) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        pages = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise encrypted(name) from error
        raise damaged(name, "tệp PDF bị hỏng hoặc bị cắt cụt", "the PDF is broken or cut short") from error
    if pages == 0:
        raise damaged(name, "tệp PDF không có trang nào", "the PDF has no pages")
    if pages > limits.pages:
        raise too_large(
            name, f"tệp có {pages} trang, quá giới hạn {limits.pages}", f"it has {pages} pages, beyond {limits.pages}"
        )
    return document


def read_pdf(name: str, data: bytes, limits: Limits) -> Text:
    """A PDF as text with its places."""
    document = _open(name, data, limits)
    draft = Draft()
    try:
        info = document.get_metadata_dict(skip_empty=True)
        draft.properties.extend((ours, info[key]) for key, ours in _KEYS.items() if info.get(key))
        sheets, sure = _read_sheets(name, document, limits, draft)
        pages = len(document)
    finally:
        document.close()
    if not sheets:
        raise damaged(name, "không trang nào của tệp PDF đọc được", "no page of the PDF can be read")
    return write_pages(name, draft, sheets, sure, describe(name, data, MEDIA_TYPE, pages=pages), limits)


def _read_sheets(
    name: str, document: pdfium.PdfDocument, limits: Limits, draft: Draft
) -> tuple[list[Sheet], dict[int, float]]:
    """Every page, those without a good text layer through OCR, and how sure each OCR was."""
    sheets: list[Sheet] = []
    sure: dict[int, float] = {}
    lacking: MissingPart | None = None
    for i in range(len(document)):
        try:
            sheet = read_sheet(document, i)
        except (pdfium.PdfiumError, ValueError):
            draft.notices.append(page_notice(i + 1, "không đọc được", "could not be read"))
            continue
        if sheet.turned > 3:
            draft.notices.append(page_notice(i + 1, "có chữ xoay dọc, không đọc", "has turned text, which is not read"))
        layer = _layer(sheet)
        if _is_image(sheet) or _is_bad_layer(sheet, layer):
            if len(sure) >= limits.scanned_pages:
                raise too_large(
                    name,
                    f"có hơn {limits.scanned_pages} trang quét",
                    f"it has more than {limits.scanned_pages} scanned pages",
                )
            try:
                better, confidence = _scan(name, document, i, limits)
            except MissingPart as error:
                lacking = error
                draft.notices.append(page_notice(i + 1, "chỉ là ảnh, chưa đọc được", "is only an image, not read"))
            else:
                if _is_image(sheet) or text_quality(_layer(better)) > text_quality(layer) + 0.06:
                    sheet, layer, sure[i + 1] = better, _layer(better), confidence
        _read_legacy(sheet, layer)
        sheets.append(sheet)
    if lacking is not None and not any(len(sheet.glyphs) >= _FEW for sheet in sheets):
        raise lacking
    return sheets, sure


def _is_image(sheet: Sheet) -> bool:
    """A page whose text layer is missing, while an image fills it."""
    return len(sheet.glyphs) < _FEW and sheet.images > 0.05


def _layer(sheet: Sheet) -> str:
    """A page's characters in the file's own order, parted where they stand apart."""
    parts: list[str] = []
    for previous, glyph in pairwise([sheet.glyphs[0], *sheet.glyphs]) if sheet.glyphs else ():
        apart = abs(glyph.base - previous.base) > 1 or glyph.x0 - previous.x1 > 0.16 * glyph.size
        parts.append(" " + glyph.text if apart or glyph.spaces else glyph.text)
    return "".join(parts)


def _is_bad_layer(sheet: Sheet, layer: str) -> bool:
    """A text layer not worth trusting: a scanner's program that knew no Vietnamese, or a font that lost its letters."""
    if not sheet.glyphs:
        return False
    sheet.scanned = sheet.images >= 0.6
    if find_legacy(layer) is not None:
        return False
    quality = text_quality(layer)
    holes = sheet.holes + layer.count("\ufffd")
    lost = holes * 50 > len(sheet.glyphs) or (quality < 0.88 and mark_share(layer) > 0.1)
    if not lost and not (sheet.scanned and quality < 0.6):
        return False
    from loaders.read.ocr import can_read_images  # only scans pay for loading it

    return can_read_images()


def _read_legacy(sheet: Sheet, layer: str) -> None:
    """Read the layer of an old font (TCVN3, VNI), which names its letters by Latin-1 ones, as it was drawn."""
    kind = find_legacy(layer)
    if kind is None:
        return
    read: list[Glyph] = []
    for glyph in sheet.glyphs:
        pair = from_legacy(read[-1].text + glyph.text, kind) if kind == "vni" and read else ""
        if len(pair) == 1:  # VNI writes a mark behind its letter
            read[-1] = replace(read[-1], text=pair, x1=max(read[-1].x1, glyph.x1))
        else:
            read.append(glyph)
    sheet.glyphs = [replace(glyph, text=from_legacy(glyph.text, kind)) for glyph in read]


def _scan(name: str, document: pdfium.PdfDocument, index: int, limits: Limits) -> tuple[Sheet, float]:
    """One page drawn and read as an image."""
    from loaders.read.ocr import read_image

    page = document[index]
    try:
        width, height = page.get_size()
        dpi = min(_DPI, 72.0 * (limits.pixels / max(1.0, width * height)) ** 0.5)
        if dpi < 60:
            raise too_large(name, f"trang {index + 1} quá lớn", f"page {index + 1} is too large")
        drawn = page.render(scale=dpi / 72, grayscale=True, rev_byteorder=False)
        image = drawn.to_pil().convert("L")
        drawn.close()
    finally:
        page.close()
    return read_image(name, image, index + 1, dpi)
