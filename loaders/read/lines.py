"""From glyphs to lines of words: where the spaces are is decided by what stands on paper.

The text layer's own spaces are hints. A gap is a space when it is wide for its line, whatever the layer says, so that
letters spaced apart become words again and glued words come apart; blanks that somebody typed to leave room
("Số:      /KH") stay blanks. Runs follow the order of the page's own stream, so a stamp laid over a sentence stays
apart from it.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from loaders.read.columns import find_columns
from loaders.read.glyphs import SCANNED, Glyph

CellOf = Callable[[float, float], tuple[int, int] | None]
_MOST_BLANKS = 12
_MARK = re.compile(r"[\[(]?\d{1,3}[\])]?$|[*†]{1,3}$")
# Room left to be filled in by hand: "Số:      /KH-UBND", "ngày     tháng    năm 2024".
_BLANK = re.compile(r"(?i)(?:số:?|ngày|tháng|/)\n|\n(?:/[A-ZĐ\d]|tháng|năm(?:20)?\d)")
# Where the signature block begins, which stands under columns of text and is none of them (letters without blanks).
_SIGNED = re.compile(r"(?:Nơinhận|NƠINHẬN|TM\.|T/M|KT\.|TL\.|TUQ\.)")


@dataclass(slots=True)
class Line:
    """One line, or the part of it that stands in one column or cell."""

    glyphs: list[Glyph]
    cell: tuple[int, int] | None = None  # grid and box
    column: tuple[int, int] | None = None  # stretch of the page and column, where text is set in columns
    text: str = ""
    x0: float = 0.0
    x1: float = 0.0
    base: float = 0.0
    size: float = 0.0
    first_word: float = 0.0  # width of the first word
    page: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def top(self) -> float:
        return self.base - self.size

    @property
    def small(self) -> bool:
        """Whether it begins with a small letter or a figure: it may go on from the line above."""
        first = self.glyphs[0].text[:1] if self.glyphs else ""
        return first.islower() or first.isdigit()


def _fresh(run: Line, glyph: Glyph, cell: tuple[int, int] | None) -> bool:
    """Whether a glyph begins a new run."""
    last = run.glyphs[-1]
    if _is_mark(glyph.text[0]):
        return False
    small, size = (last.size, glyph.size) if last.size < glyph.size else (glyph.size, last.size)
    if abs(glyph.base - last.base) > 0.3 * size or cell != run.cell:
        return True
    gap = glyph.x0 - last.x1
    typed = 5 * size if glyph.spaces and glyph.run and glyph.run == last.run else 1.2 * size
    return gap < -0.7 * size or gap > typed or size > 1.6 * small


def _is_mark(letter: str) -> bool:
    """Whether a character is a mark on the letter before it."""
    return letter >= "\u0300" and unicodedata.combining(letter) > 0


def _runs(glyphs: list[Glyph], cell_of: CellOf | None) -> list[Line]:
    runs: list[Line] = []
    for glyph in glyphs:
        cell = cell_of((glyph.x0 + glyph.x1) / 2, glyph.base - glyph.size * 0.3) if cell_of else None
        if not runs or _fresh(runs[-1], glyph, cell):
            runs.append(Line([glyph], cell))
        else:
            runs[-1].glyphs.append(glyph)
    for run in runs:
        _measure(run)
    return runs


def _measure(line: Line) -> None:
    line.x0, line.x1 = min(g.x0 for g in line.glyphs), max(g.x1 for g in line.glyphs)
    line.size = median(g.size for g in line.glyphs)
    line.base = median(g.base for g in line.glyphs)


def _joins(left: Line, right: Line) -> bool:
    """Whether two runs on one height are one line: near each other and of one size (a raised index may be smaller)."""
    gap = right.x0 - left.x1
    if left.cell != right.cell or left.column != right.column:
        return False
    size = max(left.size, right.size)
    if left.cell is not None:
        return gap < 3 * size
    if gap < -0.5 * size or min(left.size, right.size) < 0.62 * size:
        return False
    wide = max(_usual_gap(left), _usual_gap(right), 0.3 * size)
    if _BLANK.search(f"{_letters(left)}\n{_letters(right)}"):
        return gap < 7 * size
    return gap < max(0.9 * size, 2.2 * wide)


def _letters(line: Line) -> str:
    return "".join(glyph.text for glyph in line.glyphs)


def _usual_gap(line: Line) -> float:
    """The width of the gaps between this line's words."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(line.glyphs) if b.spaces or b.x0 - a.x1 > 0.2 * b.size]
    return median(gaps) if gaps else 0.0


def _take_raised(runs: list[Line]) -> list[Line]:
    """Small digits raised beside a word: "m2" keeps its index, the mark of a footnote is left out.

    Left in the line they would become part of a number or sign ("12/QĐ-TTg1"); left apart they would break it in two.
    """
    kept = sorted((run for run in runs if not _MARK.match(_letters(run))), key=lambda run: run.base)
    bases = [run.base for run in kept]
    result = list(kept)
    for mark in runs:
        if not _MARK.match(_letters(mark)):
            continue
        near = kept[bisect_left(bases, mark.base) : bisect_left(bases, mark.base + 0.7 * 2.2 * mark.size)]
        host = next((run for run in near if _bears(run, mark)), None)
        if host is None:
            result.append(mark)
            continue
        before = [g for g in host.glyphs if g.x1 <= mark.x0 + 0.3 * mark.size]
        if not before:  # a footnote's own number stands before it
            host.glyphs[:0] = [replace(g, base=host.base, size=host.size) for g in mark.glyphs]
        elif _is_unit(before) and _letters(mark) in ("2", "3"):
            index = "²" if _letters(mark) == "2" else "³"
            at = host.glyphs.index(before[-1]) + 1
            host.glyphs.insert(at, replace(mark.glyphs[0], text=index, base=host.base, size=host.size))
        _measure(host)
    return result


def _is_unit(before: list[Glyph]) -> bool:
    """Whether a metre stands before a raised 2 or 3: "m", "km", "500m"."""
    last, rest = before[-1], before[:-1]
    return last.text == "m" and (last.spaces > 0 or not rest or rest[-1].text in "kcd0123456789")


def _bears(host: Line, mark: Line) -> bool:
    """Whether a small raised mark stands on a run."""
    raised = 0.1 * host.size < host.base - mark.base < 0.7 * host.size
    beside = host.x0 - 1.5 * host.size < mark.x0 < host.x1 + 0.4 * host.size
    return mark.size < 0.8 * host.size and raised and beside and mark.cell == host.cell


def _merge(runs: list[Line]) -> list[Line]:
    """Runs that stand on one height beside each other become one line."""
    rows: list[list[Line]] = []
    for run in sorted(runs, key=lambda r: (r.base, r.x0)):
        for row in reversed(rows[-6:]):
            if abs(row[0].base - run.base) <= 0.35 * max(row[0].size, run.size) and row[0].cell == run.cell:
                row.append(run)
                break
        else:
            rows.append([run])
    lines: list[Line] = []
    for row in rows:
        row.sort(key=lambda r: r.x0)
        open_line = row[0]
        for run in row[1:]:
            if _joins(open_line, run):
                open_line.glyphs.extend(run.glyphs)
                _measure(open_line)
            else:
                lines.append(open_line)
                open_line = run
        lines.append(open_line)
    return lines


def _space_width(line: Line) -> float:
    """How wide a gap of this line must be to part two words, when the layer has no space there."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(line.glyphs) if not _is_mark(b.text[0])]
    if len(gaps) < 3:
        return 0.16 * line.size
    usual = median(gaps)
    if usual <= 0.09 * line.size:
        return 0.16 * line.size
    # Letters set apart: the usual gap is between letters, a word's is clearly wider.
    wider = [gap for gap in gaps if gap > 1.5 * usual]
    return (usual + min(wider)) / 2 if wider else 10 * line.size


def _write(line: Line) -> None:
    """Spell the line out, spaces decided by position."""
    parts: list[str] = []
    threshold = _space_width(line)
    apart = threshold > 0.161 * line.size
    previous: Glyph | None = None
    for glyph in line.glyphs:
        if previous is not None:
            gap = glyph.x0 - previous.x1
            if glyph.run == SCANNED:  # a word of a scan
                parts.append(" " if gap < 1.5 * line.size else "   ")
            elif gap > 1.2 * line.size and not apart:
                parts.append(" " * min(round(gap / (0.3 * line.size)), _MOST_BLANKS))
            elif gap > threshold or (glyph.spaces and gap > 0.07 * line.size and not apart):
                parts.append(" ")
            if parts[-1].isspace() and not line.first_word:
                line.first_word = previous.x1 - line.x0
        parts.append(glyph.text)
        previous = glyph
    line.first_word = line.first_word or line.x1 - line.x0
    line.text = unicodedata.normalize("NFC", "".join(parts)).strip()


def find_lines(
    glyphs: list[Glyph],
    cell_of: CellOf,
    page: int,
    barriers: Sequence[tuple[float, float]] = (),
    edges: Sequence[float] = (),
) -> list[Line]:
    """The lines of a page, from the top down, each within its cell or column.

    `barriers` are the heights of the tables, `edges` where columns began on the page before.
    """
    runs = _take_raised(_runs(glyphs, cell_of if barriers else None))
    signed = min((run.base - 0.5 * run.size for run in runs if _SIGNED.match(_letters(run))), default=float("inf"))
    free = [run for run in runs if run.cell is None and run.base < signed]
    for i, columns in enumerate(find_columns(free, barriers, edges)):
        for k, column in enumerate(columns):
            for run in column:
                run.column = (i, k)
    lines = _merge(runs)
    for line in lines:
        line.page = page
        _write(line)
    return [line for line in lines if line.text]
