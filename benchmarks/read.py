"""How fast each kind of file is read, on one core, and what the sandbox adds.

    python -m benchmarks.read

Files are made here from our own sentences. Each figure is the best of three runs in a process that has loaded its
readers, in seconds of processor time; of the clock for the sandbox. OCR is measured on two pages, because it costs a
thousand times what a text layer does.
"""

import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from loaders import sandbox
from loaders.read import read_bytes
from loaders.read.ocr import can_read_images
from tests.loaders.read.drawn import page_image, paragraph, pdf_of, ruled
from tests.loaders.read.made import PLAN, plan_docx

PAGES = 20
WORDS = PLAN.replace("\n", " ")


def _text_page(canvas: Canvas) -> None:
    top = 80.0
    while top < 700:
        top = paragraph(canvas, top, WORDS[300:])


def _table_page(canvas: Canvas) -> None:
    rows = [["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"]]
    rows += [[str(i), "Rà soát quỹ đất", "Phòng Nông nghiệp", "Quý II"] for i in range(18)]
    ruled(canvas, 60, [60, 100, 280, 420, 540], rows)


def _docx() -> bytes:
    import docx

    from tests.loaders.read.made import docx_bytes

    document = docx.Document()
    for _ in range(40):
        for line in PLAN.split("\n"):
            document.add_paragraph(line)
    return docx_bytes(document)


def _scan() -> bytes:
    held = io.BytesIO()
    lines = [WORDS[i : i + 70] for i in range(0, 2100, 70)]
    page_image(lines).save(held, "TIFF", save_all=True, append_images=[page_image(lines)], dpi=(200, 200))
    return held.getvalue()


def _best(work: Callable[[], object], times: int = 3, clock: Callable[[], float] = time.process_time) -> float:
    best = float("inf")
    for _ in range(times):
        start = clock()
        work()
        best = min(best, clock() - start)
    return best


def measure() -> list[tuple[str, float, str]]:
    """One row a kind: what was read, seconds, and the rate."""
    rows: list[tuple[str, float, str]] = []

    def row(what: str, data: bytes, pages: int | None = None, times: int = 3) -> None:
        seconds = _best(lambda: read_bytes("a", data), times)
        rate = f"{pages / seconds:,.1f} pages/s" if pages else f"{len(data) / seconds / 1e6:,.1f} MB/s"
        rows.append((what, seconds, rate))

    row("text, UTF-8, 5 MB", (PLAN * (5_000_000 // len(PLAN.encode()))).encode())
    row("text, one word of 5 MB in it", (PLAN * 50 + "a" * 5_000_000).encode())
    row("Word, 480 paragraphs", _docx())
    html = f"<html><body>{''.join(f'<p>{line}</p>' for line in (PLAN * 100).split(chr(10)))}</body></html>"
    row("HTML, 1,200 paragraphs", html.encode())
    row(f"PDF, {PAGES} pages of text", pdf_of(*[_text_page] * PAGES), PAGES)
    row(f"PDF, {PAGES} pages of tables", pdf_of(*[_table_page] * PAGES), PAGES)
    if can_read_images():
        row("scan, 2 pages at 200 dpi", _scan(), 2, times=1)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{i}.docx" for i in range(100)]
        for path in paths:
            path.write_bytes(plan_docx())
        list(sandbox.read_all(paths[:2], workers=1))
        here = _best(lambda: [read_bytes("a", path.read_bytes()) for path in paths], 1)
        there = _best(lambda: list(sandbox.read_all(paths, workers=1)), 1, time.perf_counter)
        rows.append(("100 small Word files here", here, f"{100 / here:,.0f} files/s"))
        rows.append(("100 small Word files, sandbox", there, f"{100 / there:,.0f} files/s"))
    sandbox.close()
    return rows


if __name__ == "__main__":
    for what, seconds, rate in measure():
        print(f"{what:32} {seconds:8.3f} s {rate:>18}")
