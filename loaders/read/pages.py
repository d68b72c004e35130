"""Laid-out pages to a finished text: running lines last, quality measured, bad pages named."""

from loaders.read.draft import NOWHERE, Draft
from loaders.read.flow import Flow
from loaders.read.footnotes import take_footnotes
from loaders.read.glyphs import Sheet
from loaders.read.layout import Block, column_edges, lay_out
from loaders.read.limits import Limits, check_characters
from loaders.read.lines import Line
from loaders.read.quality import text_quality
from loaders.read.running import describe_running, find_running
from loaders.read.scan_signs import looks_scanned
from ontology.errors import Message
from ontology.values import Place, Source, Text

_POOR = 0.75  # mean confidence below which a scanned page is worth a warning


def page_notice(page: int, vi: str, en: str) -> Message:
    return Message(f"Trang {page} {vi}.", f"Page {page} {en}.")


def _add_running(draft: Draft, running: list[Line]) -> None:
    """The running lines after the text, each once; bare page numbers are left out."""
    seen: set[str] = set()
    for line in running:
        key = " ".join(line.text.split())
        if any(c.isalpha() for c in key) and key not in seen:
            seen.add(key)
            draft.add(line.text, Place(span=NOWHERE, page=line.page, part="running"))
            draft.break_line()


def _add_notes(draft: Draft, notes: list[Line]) -> None:
    """Footnotes after the text, one a line; what goes on to a second line is joined."""
    flow = Flow(draft, part="footnote")
    for page in sorted({line.page for line in notes}):
        lines = [line for line in notes if line.page == page]
        right = max(max(line.x1 for line in lines), 400.0)
        flow.add(Block(lines, min(line.x0 for line in lines), right, page=page))
        flow.finish()


def write_pages(
    name: str, draft: Draft, sheets: list[Sheet], sure: dict[int, float], source: Source, limits: Limits
) -> Text:
    """All pages as one text; `sure` has the mean confidence of each page that was read by OCR."""
    pages: list[list[Block]] = []
    for sheet in sheets:
        pages.append(lay_out(sheet, column_edges(pages[-1]) if pages else ()))
    running = find_running(pages, [sheet.height for sheet in sheets])
    notes = take_footnotes(pages, sheets)
    flow = Flow(draft)
    for blocks in pages:
        for i, block in enumerate(blocks):
            flow.add(block, first=i == 0)
        check_characters(name, draft.length, limits)
    flow.finish()
    _add_notes(draft, notes)
    body = draft.text(source).raw
    _add_running(draft, running)
    if (taken := describe_running(running)) is not None:
        draft.notices.append(taken)
    for page, confidence in sure.items():
        if confidence < _POOR:
            low = f"{confidence:.0%}"
            draft.notices.append(page_notice(page, f"quét mờ, độ tin cậy {low}", f"is a poor scan, confidence {low}"))
    quality = text_quality(body)
    if sure:
        share = len(sure) / len(sheets)
        quality *= 1 - share + share * sum(sure.values()) / len(sure)
    scanned = any(sheet.scanned for sheet in sheets) or looks_scanned(body, quality)
    return draft.text(source, scanned=scanned, quality=round(quality, 4))
