"""PDF: the text layer put back in reading order, page by page; pages without one are read by OCR.

pdfium reads (BSD), our own modules lay out: see `glyphs`, `lines`, `grid`, `layout`, `running`, `flow`. It refuses
files that ask for a password and stops at the limits' number of pages.
"""

import pypdfium2 as pdfium

from loaders.read.draft import NOWHERE, Draft, describe
from loaders.read.flow import Flow
from loaders.read.glyphs import Sheet, read_sheet
from loaders.read.layout import lay_out
from loaders.read.limits import Limits, check_characters, damaged, encrypted, too_large
from loaders.read.lines import Line
from loaders.read.quality import text_quality
from loaders.read.running import find_running
from loaders.read.scan_signs import looks_scanned
from ontology.errors import Message
from ontology.values import Place, Text

MEDIA_TYPE = "application/pdf"
_FEW = 12  # glyphs: a page with fewer has no text layer
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


def _needs_ocr(sheet: Sheet) -> bool:
    """A page whose text layer is missing, while an image fills it."""
    return len(sheet.glyphs) < _FEW and sheet.images > 0.05


def read_pdf(name: str, data: bytes, limits: Limits) -> Text:
    """A PDF as text with its places."""
    document = _open(name, data, limits)
    try:
        draft = Draft()
        info = document.get_metadata_dict(skip_empty=True)
        draft.properties.extend((ours, info[key]) for key, ours in _KEYS.items() if info.get(key))
        sheets = _read_sheets(name, document, limits, draft)
    finally:
        document.close()
    pages = [lay_out(sheet) for sheet in sheets]
    running = find_running(pages, [sheet.height for sheet in sheets])
    flow = Flow(draft)
    for blocks in pages:
        for i, block in enumerate(blocks):
            flow.add(block, first=i == 0)
        check_characters(name, draft.length, limits)
    flow.finish()
    body = draft.length
    _add_running(draft, running)
    return _finish(name, data, draft, sheets, body)


def _read_sheets(name: str, document: pdfium.PdfDocument, limits: Limits, draft: Draft) -> list[Sheet]:
    """Every page, those without a text layer through OCR."""
    sheets = []
    scanned = 0
    for i in range(len(document)):
        try:
            sheet = read_sheet(document, i)
        except pdfium.PdfiumError:
            draft.notices.append(_notice(i + 1, "không đọc được", "could not be read"))
            continue
        if _needs_ocr(sheet):
            scanned += 1
            draft.notices.append(_notice(i + 1, "không có lớp chữ", "has no text layer"))
        sheets.append(sheet)
    return sheets


def _notice(page: int, vi: str, en: str) -> Message:
    return Message(f"Trang {page} {vi}.", f"Page {page} {en}.")


def _add_running(draft: Draft, running: list[Line]) -> None:
    """The running lines after the text, each kind once."""
    seen: set[str] = set()
    for line in running:
        text, page = line.text, line.page
        key = "".join(c for c in text if not c.isdigit() and not c.isspace())
        if key and key not in seen:
            seen.add(key)
            draft.add(text, Place(span=NOWHERE, page=page, part="running"))
            draft.break_line()


def _finish(name: str, data: bytes, draft: Draft, sheets: list[Sheet], body: int) -> Text:
    source = describe(name, data, MEDIA_TYPE, pages=len(sheets))
    text = draft.text(source)
    words = text.raw[:body]
    quality = text_quality(words)
    return draft.text(source, scanned=looks_scanned(words, quality), quality=quality)
