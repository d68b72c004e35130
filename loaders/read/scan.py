"""A page image made ready for reading: levelled, straightened, its drawn lines found and taken out.

Tesseract reads words; where they belong is decided by our own layout, so a scanned table or two-column header is put in
order like a printed one. Drawn lines are measured here because a table's borders otherwise turn into letters.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from loaders.read.glyphs import Rule

Pixels = NDArray[np.uint8]
_SMALL_WIDTH = 700
_STEEPEST = 6.0  # degrees
_FAINT = 22  # grey levels by which a thin line of a table is darker than the paper beside it
_FAINT_LENGTH = 0.7  # inches of such a line: no row of letters goes on so long
_SPECK = 9  # pixels at 300 dots an inch: a full stop has more
_FAINTEST, _FAINT_PIECE = 14, 0.15  # the same on the height of a line that was found


def threshold(grey: Pixels) -> int:
    """The grey level that best parts ink from paper (Otsu)."""
    counts = np.bincount(grey.ravel(), minlength=256).astype(np.float64)
    total, levels = counts.sum(), np.arange(256)
    below = np.cumsum(counts)
    sums = np.cumsum(counts * levels)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = (sums[-1] * below / total - sums) ** 2 / (below * (total - below))
    spread[~np.isfinite(spread)] = -1
    best = int(np.argmax(spread))
    return best if spread[best] > 0 else 127


def find_skew(image: Image.Image) -> float:
    """How many degrees a page must be turned so that its lines lie level."""
    scale = _SMALL_WIDTH / max(1, image.width)
    small = image.resize((_SMALL_WIDTH, max(1, round(image.height * scale))), Image.Resampling.BILINEAR)
    grey = np.asarray(small)
    ink = Image.fromarray(((grey < threshold(grey)) * 255).astype(np.uint8))

    def sharpness(angle: float) -> float:
        rows = np.asarray(ink.rotate(angle, fillcolor=0)).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 1.0), key=sharpness)
    fine = max(np.arange(coarse - 0.9, coarse + 0.91, 0.15), key=sharpness)
    # Only a clear gain is worth turning the page for.
    return float(fine) if abs(fine) >= 0.2 and sharpness(float(fine)) > 1.05 * sharpness(0.0) else 0.0


def straighten(image: Image.Image) -> Image.Image:
    """The page in grey, its lines level."""
    grey = image if image.mode == "L" else _flat(image)
    angle = find_skew(grey)
    return grey.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC) if angle else grey


def _flat(image: Image.Image) -> Image.Image:
    """Grey on white, whatever was transparent."""
    if "A" in image.getbands() or "transparency" in image.info:
        rgba = image.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "white")
        image = Image.alpha_composite(white, rgba)
    return image.convert("L")


def take_specks(grey: Image.Image, dpi: float) -> Image.Image:
    """The page without the specks of a dirty glass: a few pixels of ink with nothing near, smaller than any dot."""
    pixels = np.asarray(grey)
    ink = pixels < threshold(pixels)
    inner, outer = max(2, round(dpi / 120)), max(4, round(dpi / 60))
    few = round(_SPECK * (dpi / 300) ** 2)
    alone = ink & (_around(ink, outer) <= few)
    alone &= _around(ink, outer) == _around(ink, inner)
    if not alone.any():
        return grey
    clean = pixels.copy()
    clean[_around(alone, 1) > 0] = 255
    return Image.fromarray(clean)


def _around(ink: NDArray[np.bool_], reach: int) -> NDArray[np.int32]:
    """How much ink lies in the square round each pixel."""
    sums = np.cumsum(np.cumsum(np.pad(ink, ((reach + 1, reach), (reach + 1, reach))), 0, dtype=np.int32), 1)
    side = 2 * reach + 1
    return np.asarray(sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side])


def find_head(image: Image.Image) -> tuple[int, int] | None:
    """Where a head in two columns ends and the gutter between them runs, in pixels: the farthest down that a page's top
    is parted by an upright strip without ink. Specks do not close it."""
    pixels = np.asarray(image)
    height, width = pixels.shape
    ink = (pixels < threshold(pixels)).astype(np.int32)
    low, high, least = round(width * 0.3), round(width * 0.65), max(8, round(width * 0.012))
    sums = np.cumsum(ink[:, low:high], axis=0)
    found: tuple[int, int] | None = None
    for bottom in range(round(height * 0.09), round(height * 0.3), max(1, height // 200)):
        blank = np.concatenate(([0], (sums[bottom] <= 2 + bottom // 400).astype(np.int8), [0]))
        changes = np.flatnonzero(np.diff(blank))
        widths = changes[1::2] - changes[::2]
        if not len(widths) or widths.max() < least:
            break
        best = int(widths.argmax())
        gutter = low + int(changes[2 * best] + widths[best] // 2)
        sides = ink[:bottom, :gutter].sum(), ink[:bottom, gutter:].sum()
        found = (bottom, gutter) if min(sides) > 0.002 * bottom * width else found
    return found


def _long_runs(ink: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Where ink goes on for at least so many pixels along the rows; small breaks are allowed."""
    if ink.shape[1] <= length:
        return np.zeros_like(ink)
    sums = np.cumsum(np.pad(ink, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    full = (sums[:, length:] - sums[:, :-length]) >= length * 0.97
    marks = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int32)
    marks[:, : full.shape[1]] += full
    marks[:, length : length + full.shape[1]] -= full
    return (np.cumsum(marks, axis=1)[:, :-1] > 0) & ink


def _faint(pixels: Pixels, dpi: float, contrast: int) -> NDArray[np.bool_]:
    """What is darker than the paper above and below it, though lighter than ink: the hair-lines of a table."""
    reach = max(3, round(dpi / 25))
    paper = np.full(pixels.shape, 255, np.int16)
    paper[reach:] = pixels[:-reach]
    paper[:-reach] = np.minimum(paper[:-reach], pixels[reach:])
    return np.asarray(paper - pixels >= contrast)


def _faint_runs(pixels: Pixels, dpi: float) -> NDArray[np.bool_]:
    """Where a hair-line runs along the rows: long pieces, and on their height shorter ones."""
    long = _long_runs(_faint(pixels, dpi, _FAINT), round(dpi * _FAINT_LENGTH))
    if not long.any():
        return long
    band = max(2, round(dpi / 75))
    near = np.convolve(long.any(axis=1), np.ones(2 * band + 1), "same") > 0
    short = np.zeros_like(long)
    short[near] = _long_runs(_faint(pixels, dpi, _FAINTEST)[near], round(dpi * _FAINT_PIECE))
    return long | short


def _lines_along(runs: NDArray[np.bool_], least: int, scale: float, *, across: bool) -> list[Rule]:
    """The rules of one direction: neighbouring rows of ink at one place are one line."""
    rules: list[Rule] = []
    open_lines: list[list[int]] = []  # first row, last row, start, end
    for y in np.flatnonzero(runs.any(axis=1)):
        changes = np.flatnonzero(np.diff(np.concatenate(([0], runs[y].view(np.int8), [0]))))
        for start, end in zip(changes[::2], changes[1::2], strict=True):
            if end - start < least // 2:
                continue
            for line in open_lines:
                if y - line[1] <= 3 and start < line[3] + least // 2 and end > line[2] - least // 2:
                    line[1], line[2], line[3] = int(y), min(line[2], int(start)), max(line[3], int(end))
                    break
            else:
                open_lines.append([int(y), int(y), int(start), int(end)])
    for first, last, start, end in open_lines:
        if end - start >= least and last - first < least // 2:
            rules.append(Rule(across, (first + last) / 2 * scale, start * scale, end * scale))
    return rules


def take_rules(grey: Image.Image, dpi: float) -> tuple[Image.Image, list[Rule]]:
    """The page without its long straight lines, and those lines in points."""
    pixels = np.asarray(grey)
    ink = pixels < threshold(pixels)
    least = round(dpi * 0.35)
    level = _long_runs(ink, least) | _faint_runs(pixels, dpi)
    turned = np.ascontiguousarray(pixels.T)
    upright = _long_runs(np.ascontiguousarray(ink.T), least) | _faint_runs(turned, dpi)
    scale = 72.0 / dpi
    piece = round(dpi * _FAINT_PIECE)
    rules = _lines_along(level, piece, scale, across=True) + _lines_along(upright, piece, scale, across=False)
    if not rules:
        return grey, []
    clean = pixels.copy()
    clean[level | upright.T] = 255
    band = max(2, round(dpi / 90))
    for rule in rules:  # its worn edges go with it
        at, start, end = (round(value / scale) for value in (rule.at, rule.start, rule.end))
        near = slice(max(0, at - band), at + band + 1)
        if rule.across:
            clean[near, start:end] = 255
        else:
            clean[start:end, near] = 255
    return Image.fromarray(clean), rules
