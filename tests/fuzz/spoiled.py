"""Valid files of every kind, and what may come of them once they are spoilt: a text, or an error of the one family."""

from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from loaders.read import Limits, ocr, office, read_bytes
from ontology.errors import LoadError
from ontology.values import Text
from tests.loaders.read.drawn import paragraph, pdf_of, ruled
from tests.loaders.read.made import PLAN, plan_docx, unzipped, zipped

SMALL = Limits(expanded_bytes=20 << 20, pixels=4_000_000, pages=50, scanned_pages=5, seconds=5, depth=100)
HTML = f"<html><body><table><tr><td rowspan=2>Số: 45/KH-UBND</td><td>x</td></tr></table><p>{PLAN}</p></body></html>"
MARKDOWN = f"# Kế hoạch\n\n{PLAN}\n| TT | Việc |\n|---|---|\n| 1 | [a](https://example.vn/1-qd-ttg) |\n"
RTF = "{\\rtf1\\ansi Ke hoach\\par}"


def _page(canvas: Canvas) -> None:
    top = paragraph(canvas, 100, PLAN)
    ruled(canvas, top, [85, 200, 400], [["TT", "Việc"], ["1", "Trồng cây"]])


def make_seeds() -> dict[str, bytes]:
    """One small valid file of each kind."""
    return {
        "text": PLAN.encode(),
        "utf16": PLAN.encode("utf-16"),
        "html": HTML.encode(),
        "markdown": MARKDOWN.encode(),
        "docx": plan_docx(),
        "pdf": pdf_of(_page),
        "rtf": RTF.encode(),
        "mht": b'MIME-Version: 1.0\nContent-Type: text/html; charset="utf-8"\n\n' + HTML.encode(),
    }


def spoil_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A package with one part changed, so that the change is not lost in the packing."""
    parts = unzipped(data)
    parts[part] = change(parts[part])
    return zipped(parts)


def leave_out_slow_parts() -> None:
    """Reading of images and LibreOffice have tests of their own; here they count as not installed."""
    ocr.can_read_images = lambda: False
    office.find_office = lambda: None


def check(name: str, data: bytes) -> None:
    """Read it; fail when anything but a sound text or a load error comes of it."""
    outcome = outcome_of(name, data)
    if isinstance(outcome, Text):
        check_text(outcome)
    else:
        assert outcome.data["file"] == name
        assert outcome.message.vi
        assert outcome.message.en


def outcome_of(name: str, data: bytes) -> Text | LoadError:
    try:
        return read_bytes(name, data, limits=SMALL)
    except LoadError as error:
        return error


def check_text(text: Text) -> None:
    """Everything that points into the text points inside it, in order."""
    size = len(text.raw)
    assert text.raw.strip()
    assert 0 <= text.quality <= 1
    for span in [p.span for p in text.places] + [li.span for li in text.links] + [t.span for t in text.tables]:
        assert 0 <= span.start <= span.end <= size
    for table in text.tables:
        taken = [(c.row, c.column) for c in table.cells]
        assert len(taken) == len(set(taken))
        assert all(0 <= c.span.start <= c.span.end <= size for c in table.cells)
    assert list(text.places) == sorted(text.places, key=lambda p: p.span)
