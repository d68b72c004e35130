"""How many characters go wrong when a page of the example corpus is scanned: by resolution, grain and blur.

    python -m benchmarks.scans

The printed page's own text is the truth; an error is one character put in, left out or changed, blanks apart. The
first page is running text under a two-column header, the last a ruled table.
"""

import io
import time

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

from examples.build import HERE
from loaders.read import read_bytes

SPOILT = ((200, 0, 0.0, 0.0), (150, 10, 0.6, 0.8), (120, 20, 0.7, -1.5), (100, 15, 0.6, 1.0))


def spoil(page: Image.Image, dpi: int, grain: int, blur: float, turn: float) -> bytes:
    """A page as a poor scanner gives it: turned, blurred, grainy, pale, and kept as a poor JPEG."""
    turned = page.rotate(turn, fillcolor=255, resample=Image.Resampling.BICUBIC)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(blur)), dtype=float)
    pale = (soft + np.random.default_rng(3).normal(0, grain, soft.shape)) * 0.8 + 30
    held = io.BytesIO()
    Image.fromarray(np.clip(pale, 0, 255).astype(np.uint8)).save(held, "JPEG", quality=40, dpi=(dpi, dpi))
    return held.getvalue()


def measure(name: str = "kh-tinh-2025.pdf") -> list[str]:
    """One row a page and scanner."""
    document = pdfium.PdfDocument(HERE / "corpus" / name)
    rows = []
    for index in (0, len(document) - 1):
        alone = pdfium.PdfDocument.new()
        alone.import_pages(document, [index])
        held = io.BytesIO()
        alone.save(held)
        truth = "".join(read_bytes(name, held.getvalue()).raw.split())
        for dpi, grain, blur, turn in SPOILT:
            page = document[index].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
            start = time.process_time()
            text = read_bytes("quét.jpg", spoil(page, dpi, grain, blur, turn))
            seconds = time.process_time() - start
            wrong = Levenshtein.distance(truth, "".join(text.raw.split())) / len(truth)
            rows.append(
                f"page {index + 1}  {dpi} dpi, grain {grain:2}, blur {blur}, turned {turn:4}°: "
                f"{wrong:6.2%} wrong, quality {text.quality:.2f}, {seconds:.1f} s"
            )
    return rows


if __name__ == "__main__":
    print("\n".join(measure()))
