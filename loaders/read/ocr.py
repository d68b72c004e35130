"""Words from a page image, by tesseract's Vietnamese model: where each stands and how sure the reading is.

The engine is the tesserocr wheel over the system's language data; where the wheel does not load, the `tesseract`
program does the same. With neither, `MissingPart` says what to install.
"""

import io
import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import median
from typing import Any

from PIL import Image, ImageFilter

from loaders.read.glyphs import SCANNED, Glyph, Rule, Sheet
from loaders.read.grid import find_grids
from loaders.read.limits import missing
from loaders.read.scan import find_head, straighten, take_rules, take_specks

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # one core a page: batches run several pages at once
_INSTALL = "apt-get install tesseract-ocr tesseract-ocr-vie"
_MOST_CELLS = 400  # of one page, read a second time
_SURE_CELL = 0.6  # a cell whose every word is read so surely is not read again
_BETTER = 0.03  # by so much a second reading must be surer
_UPRIGHT = 0.4  # below this mean confidence nothing is read a second time: the page lies on its side
_GUESS = 0.4  # what is read less surely the second time is grain
_BAD = 0.55  # below this mean confidence the page may lie on its side
_SECONDS = 90
_SOFTEN = 1.0  # pixels at 300 dpi: a scanner's grain goes; see benchmarks.scans
_LETTERS = ("Lu", "Ll", "Lo", "Lt", "Nd")
_SIGN = re.compile(r"[-–—+•:;.,()\"“”/%…&=]{1,4}")  # what may stand alone between blanks


@dataclass(frozen=True, slots=True)
class Word:
    """One word on an image, in pixels, with its line's baseline and height."""

    text: str
    x0: float
    x1: float
    base: float
    height: float
    confidence: float


@lru_cache(maxsize=1)
def find_language_data() -> Path | None:
    """The folder with the Vietnamese model."""
    named = os.environ.get("TESSDATA_PREFIX")
    folders = [Path(named), Path(named) / "tessdata"] if named else []
    for root in (Path("/usr/share/tesseract-ocr"), Path("/usr/share"), Path("/usr/local/share")):
        folders += [*sorted(root.glob("*/tessdata"), reverse=True), root / "tessdata"]
    return next((folder for folder in folders if (folder / "vie.traineddata").is_file()), None)


@lru_cache(maxsize=1)
def _engine() -> Any:
    """The engine in this process, started once."""
    folder = find_language_data()
    if folder is None:
        return None
    try:
        import tesserocr
    except ImportError:
        return None
    try:
        return tesserocr.PyTessBaseAPI(path=f"{folder}/", lang="vie", psm=tesserocr.PSM.AUTO)
    except RuntimeError:
        return None


def can_read_images() -> bool:
    """Whether scans can be read on this machine."""
    return find_language_data() is not None and (_engine() is not None or shutil.which("tesseract") is not None)


def _words_of_engine(engine: Any, image: Image.Image, dpi: float, block: bool) -> list[Word]:
    import tesserocr

    engine.SetPageSegMode(tesserocr.PSM.SINGLE_BLOCK if block else tesserocr.PSM.AUTO)
    engine.SetImage(image)
    engine.SetSourceResolution(round(dpi))
    engine.Recognize(_SECONDS * 1000)
    words: list[Word] = []
    found = engine.GetIterator()
    if found is None:
        return words
    level = tesserocr.RIL
    for item in tesserocr.iterate_level(found, level.WORD):
        try:
            text = (item.GetUTF8Text(level.WORD) or "").strip()
        except RuntimeError:  # how the wheel says that it found no letters there
            continue
        box, line = item.BoundingBox(level.WORD), item.BoundingBox(level.TEXTLINE)
        if not text or box is None or line is None:
            continue
        slope = item.Baseline(level.TEXTLINE)
        base = (slope[0][1] + slope[1][1]) / 2 if slope else line[3]
        words.append(Word(text, box[0], box[2], base, line[3] - line[1], item.Confidence(level.WORD) / 100))
    engine.Clear()
    return words


def _words_of_program(image: Image.Image, dpi: float) -> list[Word]:
    """The same through the program and its table of words."""
    held = io.BytesIO()
    image.save(held, "PNG")
    command = ["tesseract", "-", "-", "-l", "vie", "--psm", "3", "--dpi", str(round(dpi)), "tsv"]
    done = subprocess.run(command, input=held.getvalue(), capture_output=True, timeout=_SECONDS, check=False)
    lines: dict[tuple[str, ...], tuple[float, float]] = {}
    words = []
    for row in done.stdout.decode("utf-8", "replace").splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12:
            continue
        left, top, width, height = map(float, cells[6:10])
        key = tuple(cells[2:5])
        if cells[0] == "4":
            lines[key] = (top + height * 0.78, height)
        elif cells[0] == "5" and cells[11].strip():
            base, high = lines.get(key, (top + height, height))
            words.append(Word(cells[11].strip(), left, left + width, base, high, float(cells[10]) / 100))
    return words


def _read(image: Image.Image, dpi: float, *, block: bool = False) -> list[Word]:
    """All words of an image; `block` says that it holds one block of text and needs no page analysis."""
    engine = _engine()
    return _words_of_engine(engine, image, dpi, block) if engine is not None else _words_of_program(image, dpi)


def mean_confidence(words: list[Word]) -> float:
    """How sure the reading is, long words counting more."""
    letters = sum(len(w.text) for w in words)
    return sum(w.confidence * len(w.text) for w in words) / letters if letters else 0.0


def read_image(file: str, image: Image.Image, number: int, dpi: float) -> tuple[Sheet, float]:
    """One page image as a sheet ready for layout, and how sure its reading is."""
    if not can_read_images():
        raise missing(file, "phần nhận dạng chữ tesseract với tiếng Việt", "tesseract with Vietnamese", _INSTALL)
    best: tuple[float, list[Word], list[Any], Image.Image] | None = None
    for quarter in (0, 180, 90, 270):
        page = straighten(image.rotate(quarter, expand=True) if quarter else image)
        clean, rules = take_rules(page, dpi)
        clean = take_specks(clean, dpi).filter(ImageFilter.GaussianBlur(_SOFTEN * dpi / 300))
        words = _keep_words(_read(clean, dpi), rules, 72.0 / dpi)
        if mean_confidence(words) >= _UPRIGHT:
            words = _read_head(clean, _read_cells(clean, rules, words, dpi), dpi)
        sure = 0.0 if _lies_on_its_side(words) else mean_confidence(words)
        if best is None or sure > best[0] + 0.1:
            best = (sure, words, list(rules), page)
        if sure >= _BAD or not words:
            break
    assert best is not None
    sure, words, rules, page = best
    scale = 72.0 / dpi
    sheet = Sheet(number, page.width * scale, page.height * scale, _glyphs(words, scale), rules)
    sheet.scanned = True
    return sheet, sure


def _lies_on_its_side(words: list[Word]) -> bool:
    """Whether the lines run upright: the engine reads them so too, but in no order that a page has."""
    long = [word for word in words if len(word.text) >= 4]
    upright = sum(word.x1 - word.x0 < 0.6 * word.height for word in long)
    return len(long) > 3 and upright * 2 > len(long)


def _keep_words(words: list[Word], rules: list[Rule], scale: float) -> list[Word]:
    """Leave out specks, stains and remains of drawn lines that were read as signs."""
    heights = Counter(round(word.base) for word in words)
    kept = []
    for word in words:
        if any(unicodedata.category(char) in _LETTERS for char in word.text):
            alone = heights[round(word.base)] == 1 and len(word.text) < 3 and not word.text.isdigit()
            if not (alone and word.confidence < 0.5):
                kept.append(word)
        elif heights[round(word.base)] > 1 and _SIGN.fullmatch(word.text) and not _on_rule(word, rules, scale):
            kept.append(word)
    return kept


def _on_rule(word: Word, rules: list[Rule], scale: float) -> bool:
    """Whether a sign stands where an upright line was drawn."""
    middle = (word.base - word.height * 0.3) * scale
    return any(
        not rule.across and rule.start <= middle <= rule.end
        and min(abs(word.x0 * scale - rule.at), abs(word.x1 * scale - rule.at)) < 6
        for rule in rules
    )  # fmt: skip


def _read_cells(image: Image.Image, rules: list[Rule], words: list[Word], dpi: float) -> list[Word]:
    """The words of a page, those of table cells read again one cell at a time where page analysis passed them over (it
    takes a lone number for a speck) or was not sure (it reads across the borders)."""
    engine, scale = _engine(), 72.0 / dpi
    if engine is None:
        return words
    read = 0
    for grid in find_grids(rules):
        held: dict[int | None, list[Word]] = {}
        for word in words:
            place = grid.box_at((word.x0 + word.x1) / 2 * scale, (word.base - word.height * 0.3) * scale)
            held.setdefault(place, []).append(word)
        for i, box in enumerate(grid.boxes):
            before = held.get(i, [])
            if read >= _MOST_CELLS or (before and min(w.confidence for w in before) >= _SURE_CELL):
                continue
            area = tuple(round(v / scale) for v in (box.x0 + 2, box.top + 2, box.x1 - 2, box.bottom - 2))
            crop = image.crop(area)  # type: ignore[arg-type]
            if min(crop.size) < 12 or sum(crop.histogram()[:140]) < 8:
                continue
            read += 1
            again = [_moved(word, area[0], area[1]) for word in _read(_framed(crop), dpi, block=True)]
            again = [word for word in again if word.confidence >= _GUESS]
            if not before or _is_better(again, before):
                held[i] = again
        words = [word for group in held.values() for word in group]
    return words


def _is_better(again: list[Word], before: list[Word]) -> bool:
    """Whether a second reading is surer, and holds most of what the first one was sure of."""
    known = sum(len(w.text) for w in before if w.confidence >= _GUESS)
    return sum(len(w.text) for w in again) >= 0.8 * known and mean_confidence(again) > mean_confidence(before) + _BETTER


def _read_head(image: Image.Image, words: list[Word], dpi: float) -> list[Word]:
    """The words of a page, its head read again one side at a time where that is surer: two columns whose lines stand at
    different heights, the offices on the left and the motto on the right, are what page analysis mixes up most."""
    head = find_head(image)
    if head is None or _engine() is None:
        return words
    bottom, gutter = head
    before = [w for w in words if w.base <= bottom]
    again: list[Word] = []
    for left, right in ((0, gutter), (gutter, image.width)):
        crop = image.crop((left, 0, right, bottom))
        again += [_moved(word, left, 0) for word in _read(_framed(crop), dpi, block=True)]
    again = [w for w in again if w.confidence >= _GUESS]
    if not _is_better(again, before):
        return words
    return [*again, *(w for w in words if w.base > bottom)]


_FRAME = 30  # pixels of white round a cell: tesseract wants some room


def _framed(crop: Image.Image) -> Image.Image:
    framed = Image.new("L", (crop.width + 2 * _FRAME, crop.height + 2 * _FRAME), 255)
    framed.paste(crop, (_FRAME, _FRAME))
    return framed


def _moved(word: Word, left: int, top: int) -> Word:
    dx, dy = left - _FRAME, top - _FRAME
    return Word(word.text, word.x0 + dx, word.x1 + dx, word.base + dy, word.height, word.confidence)


def _glyphs(words: list[Word], scale: float) -> list[Glyph]:
    """Words as glyphs for layout. Heights that differ only by which letters a line happens to have become one."""
    usual = median(word.height for word in words) if words else 1.0
    return [
        Glyph(
            text=word.text,
            x0=word.x0 * scale,
            x1=word.x1 * scale,
            base=word.base * scale,
            size=max(4.0, 0.72 * scale * (usual if 0.6 < word.height / usual < 1.5 else word.height)),
            spaces=1,
            run=SCANNED,
            confidence=word.confidence,
        )
        for word in words
    ]
