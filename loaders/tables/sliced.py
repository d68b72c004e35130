"""Scanned tables whose text layer goes line by line across all columns: "2. |trên Báo X | Báo X | Sở A | Quý I".

The number of a row stands at its middle height, so a row reaches as far above its number as below it, and starts at a
line whose first column begins with a capital. Only the first column is told apart with some trust; from the others the
names of bodies are followed down the lines (`threads`), and the rest is kept as it is, in the note. It refuses to name
a doer that no name of the table shows: none is better than a wrong one.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from loaders.tables.grid import Grid, GridCell, GridRow, Role
from loaders.tables.lines import Line
from loaders.tables.looks import cell_score
from loaders.tables.threads import follow_names
from ontology.values import Span

_NUMBER = re.compile(r"\s*[\"'~.,]?(\d{1,2})\s*(?:\.\s*\||\.(?=\s|$)|\s*\||(?=\s+\S))\s*")
_BAR = re.compile(r"\s*\|\s*")
_WIDE = re.compile(r"\s{2,}")
_CLEAN = re.compile(r"^[^\w“\"(-]+|[\s|\\~^_`´]+$")


def is_sliced(text: str, lines: Sequence[Line]) -> bool:
    """Whether many lines hold bars between words."""
    barred = sum("|" in text[ln.start : ln.end].strip(" |") for ln in lines)
    return len(lines) > 5 and barred * 4 > len(lines)


def _pieces(words: str, width: int) -> list[str]:
    """The columns of one line, as far as it shows them."""
    pieces = [p for p in (_BAR.split(words) if "|" in words else _WIDE.split(words.strip())) if p.strip()]
    if width and pieces and len(pieces[0]) > width + 4:
        cut = pieces[0].rfind(" ", 0, width + 2)
        if cut > 3:
            pieces[:1] = [pieces[0][:cut], pieces[0][cut:].strip()]
    return [_CLEAN.sub("", p) for p in pieces]


def _width(text: str, lines: Sequence[Line]) -> int:
    barred = [ln for ln in lines if text.count("|", ln.start, ln.end) > 1]
    firsts = sorted(len(_BAR.split(_NUMBER.sub("", text[ln.start : ln.end], count=1))[0].strip()) for ln in barred)
    return firsts[(len(firsts) * 6) // 10] if firsts else 0


def _numbers(text: str, lines: Sequence[Line]) -> list[tuple[int, int, int]]:
    """(index, number, where the words start) of the lines that hold a row's number; one lost number is allowed for."""
    found: list[tuple[int, int, int]] = []
    pages = _pages(lines)
    expected = 1
    for index, line in enumerate(lines):
        match = _NUMBER.match(text, line.start, line.end)
        if not match or int(match[1]) not in range(expected - 1, expected + 3) or not int(match[1]):
            continue
        dotted = "." in match[0] or "|" in match[0] or not text[match.end() : line.end].strip()
        if not dotted and (int(match[1]) not in (expected, expected + 1) or not text[match.end()].isupper()):
            continue
        if int(match[1]) == expected - 1 and (not dotted or not found or pages[index] <= found[-1][0]):
            continue
        expected = int(match[1]) + 1
        found.append((index, int(match[1]), match.end()))
    return found


def _pages(lines: Sequence[Line]) -> list[int]:
    """For each line the index of the first line of its page."""
    first, out = 0, []
    for index, line in enumerate(lines):
        first = index if line.page else first
        out.append(first)
    return out


def _starts_row(text: str, line: Line) -> float:
    """How much a line looks like the first of a row."""
    words = _CLEAN.sub("", _NUMBER.sub("", text[line.start : line.end], count=1))
    if not words[:1].isupper():
        return -9.0
    pieces = _pieces(words, 0)
    score = cell_score(pieces[0], "content") if pieces else 0.0
    return score + (1.0 if len(pieces) > 1 and (pieces[1][:1].isupper() or pieces[1][:1] == "-") else 0.0)


def _boundaries(text: str, lines: Sequence[Line], numbers: Sequence[tuple[int, int, int]]) -> list[int]:
    """The index of the first line of each row, and the end."""
    starts = [0]
    pages = _pages(lines)
    for (index, _, at), (following, _, _) in pairwise(numbers):
        alone = not text[at : lines[index].end].strip(" |")
        middle = 2 * index - max(starts[-1], pages[index]) + 1
        choices = [(_starts_row(text, lines[c]) - 0.7 * abs(c - middle), c) for c in range(index + 1, following + 1)]
        if alone and index + 1 < len(lines) and not lines[index + 1].fresh:
            starts[-1] = index
            choices = [
                (_starts_row(text, lines[c]) - 0.1 * (following - c), c) for c in range(index + 3, following + 1)
            ]
        good = max((c for c in choices if c[0] > -7.0), default=None)
        starts.append(good[1] if good else min(max(index + 1, middle), following))
    return [*starts, len(lines)]


def _words(text: str, line: Line, numbered: bool) -> str:
    words = text[line.start : line.end]
    return _NUMBER.sub("", words, count=1) if numbered else words


def _read_row(text: str, number: int, lines: Sequence[Line], width: int) -> GridRow:
    """The first column as the duty, the rest as a note."""
    first: list[str] = []
    rest: list[str] = []
    for line in lines:
        pieces = _pieces(_words(text, line, _NUMBER.match(text, line.start, line.end) is not None), width)
        pieces = [p for p in pieces if p]
        if not pieces or _is_heading(pieces):
            continue
        opens = pieces[0][:1].isupper() and (len(pieces) > 1 or "|" in text[line.start : line.end])
        if pieces[0][:1] == "-" or not (first or opens):
            rest.extend(pieces)
            continue
        first.append(pieces[0])
        rest.extend(pieces[1:])
    spans = tuple(Span(ln.start, ln.end) for ln in lines)
    cells = [GridCell(role="content", text="\n".join(first), spans=spans)]
    leads, helpers = follow_names([text[ln.start : ln.end] for ln in lines])
    if leads:
        cells.append(GridCell(role="lead", text="; ".join(leads)))
    if helpers:
        cells.append(GridCell(role="coordinate", text="; ".join(helpers)))
    if rest:
        cells.append(GridCell(role="note", text="\n".join(rest)))
    return GridRow(number=str(number), cells=tuple(cells))


def _without_headings(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines but headings that a page repeats; the first line after one starts a page."""
    out: list[Line] = []
    turned = False
    for line in lines:
        if _is_heading([w for w in _pieces(text[line.start : line.end], 0) if w]):
            turned = turned or line.page
            continue
        out.append(Line(line.start, line.end, line.fresh, line.page or turned))
        turned = False
    return out


def _is_heading(pieces: Sequence[str]) -> bool:
    words = [w for p in pieces for w in p.split() if len(w) > 1]
    return len(words) > 3 and sum(w.isupper() for w in words) > 0.7 * len(words) and not any("-" in w for w in words)


RowReader = Callable[[str, str | None, Sequence[Line], Sequence[Role]], GridRow | None]


def read_slices(
    text: str, lines: Sequence[Line], roles: tuple[Role, ...], span: Span, read_row: RowReader
) -> Grid | None:
    """A table from lines that cross its columns; pages that list cell after cell are given to `read_row`."""
    lines = _without_headings(text, lines)
    numbers = _numbers(text, lines)
    if len(numbers) < 2:
        return None
    width = _width(text, lines)
    starts = _boundaries(text, lines, numbers)
    parts: dict[int, list[Line]] = {}
    for (_, number, _), (a, b) in zip(numbers, pairwise(starts), strict=True):
        parts.setdefault(number, []).extend(lines[a:b])
    rows: list[GridRow] = []
    for number, part in parts.items():
        alone = part and not text[part[0].start : part[0].end].strip(" .|0123456789")
        turn = next((i for i, ln in enumerate(part) if ln.page and i), len(part))
        row = read_row(text, str(number), part[1:turn], roles) if alone else None
        if row and turn < len(part):
            more = _read_row(text, number, part[turn:], width)
            row = GridRow(number=row.number, cells=(*row.cells, *(c for c in more.cells if c.role == "content")))
        if row or part:
            rows.append(row or _read_row(text, number, part, width))
    return Grid(span=span, roles=roles, rows=tuple(rows), source="lines")
