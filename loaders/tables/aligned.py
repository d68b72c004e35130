"""Tables whose columns are kept apart by spaces: what a layout-preserving text extraction leaves.

The heading's pieces say where the columns stand; each piece of a line goes to the column it lies under, and widens it.
A row begins at its number, or, where numbers stand at half height, at the line from which its first column reads as a
beginning. It refuses headings that name no duty and no doer, and lines that stand under no column.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.tables.given import header_roles, is_group, is_number
from loaders.tables.grid import Grid, GridCell, GridRow, Role
from loaders.tables.headings import HEAD_WORDS, find_role
from loaders.units.plain import plain_text
from ontology.values import Span

_PIECE = re.compile(r"\S+(?:[ \t]\S+)*")
_WIDE = re.compile(r"[ \t][ \t](?<=\S..)[ \t]+\S[^\n]*\S[ \t]{3,}\S")
_END = re.compile(r"[ \t]*(?:noi nhan|uy ban nhan dan|phu luc|tm\. |ghi chu:)")
_FEWEST = 4
_HEADING_LINES = 6
_MOST_LINES = 20000


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line without a wide gap: where they stand in the text and on the line."""

    start: int
    end: int
    left: int
    right: int


@dataclass(slots=True)
class Column:
    """How far a column reaches, as its pieces show it."""

    role: Role
    left: int
    right: int


def find_aligned(text: str) -> list[Grid]:
    """The tables of work whose columns stand apart by spaces."""
    if ("   " not in text and "\t" not in text) or not _WIDE.search(text):
        return []
    lines = list(_lines(text))
    grids: list[Grid] = []
    at = 0
    while at < len(lines):
        heading = _heading(text, lines, at)
        if heading is None:
            at += 1
            continue
        columns, first = heading
        stop = _part_end(text, lines, first, columns)
        rows = _read_part(text, lines[first:stop], columns)
        roles = tuple(c.role for c in columns)
        if rows:
            span = Span(lines[at][0].start, lines[stop - 1][-1].end)
            if grids and grids[-1].roles == roles and _goes_on(grids[-1], rows):
                grids[-1] = _extended(grids[-1], rows, span)
            else:
                grids.append(Grid(span=span, roles=roles, rows=tuple(rows), source="cells"))
        at = max(stop, first)
    return [g for g in grids if len(g.rows) > 1]


def _lines(text: str) -> Iterator[list[Piece]]:
    """The pieces of each line that is not blank."""
    start = 0
    for count, line in enumerate(text.split("\n")):
        if count > _MOST_LINES:
            return
        shown = line.expandtabs(8) if "\t" in line else line
        if line.strip() and len(shown) == len(line):
            yield [Piece(start + m.start(), start + m.end(), m.start(), m.end()) for m in _PIECE.finditer(line)]
        start += len(line) + 1


def _heading(text: str, lines: Sequence[list[Piece]], at: int) -> tuple[list[Column], int] | None:
    """The columns of a heading that begins on line `at`, and the line behind it."""
    opening = lines[at]
    if len(opening) < _FEWEST or find_role(text[opening[0].start : opening[0].end]) != "number":
        return None
    columns = [Column("other", p.left, p.right) for p in opening]
    words = [text[p.start : p.end] for p in opening]
    stop = at + 1
    while stop < min(len(lines), at + _HEADING_LINES):
        line = lines[stop]
        if _opens_row(text, line, columns[0]) or not _is_more_heading(text, line):
            break
        for piece in line:
            index = _column_of(piece, columns)
            if index is not None:
                words[index] += " " + text[piece.start : piece.end]
                columns[index].left = min(columns[index].left, piece.left)
                columns[index].right = max(columns[index].right, piece.right)
        stop += 1
    roles = header_roles(words)
    if roles is None or "lead" not in roles:
        return None
    for column, role in zip(columns, roles, strict=True):
        column.role = role
    return columns, stop


def _is_more_heading(text: str, line: Sequence[Piece]) -> bool:
    """Whether a line goes on with a heading: its words are those of headings, or stand in brackets."""
    shown = [text[p.start : p.end] for p in line]
    words = re.findall(r"[a-z]+", plain_text(" ".join(w for w in shown if w[0] != "(" and w[-1] != ")")))
    return sum(w in HEAD_WORDS for w in words) * 10 >= 7 * len(words)


def _column_of(piece: Piece, columns: Sequence[Column]) -> int | None:
    """The column a piece lies under: the one it shares most with, else the one whose gap it stands in."""
    shared = [(min(piece.right, c.right) - max(piece.left, c.left), -i) for i, c in enumerate(columns)]
    best, index = max(shared)
    if best > 0:
        return -index
    near = [i for i, c in enumerate(columns) if c.left >= piece.right]
    if near and piece.left >= 0:
        return near[0] if columns[near[0]].left - piece.right <= 12 else max(0, near[0] - 1)
    return len(columns) - 1 if piece.left - columns[-1].right <= 25 else None


def _opens_row(text: str, line: Sequence[Piece], first: Column) -> bool:
    """Whether a line begins with a number under the first column."""
    words = text[line[0].start : line[0].end]
    return line[0].left <= first.right + 2 and (is_number(words.split()[0]) or is_group(words))


def _part_end(text: str, lines: Sequence[list[Piece]], first: int, columns: Sequence[Column]) -> int:
    """The line behind the last one before the next heading or the end of the table."""
    loose = 0
    for index in range(first, len(lines)):
        line = lines[index]
        words = text[line[0].start : line[0].end]
        if _END.match(plain_text(words)) and (len(line) < 3 or line[0].left < columns[0].left):
            return index
        if len(line) >= _FEWEST and find_role(words) == "number":
            return index
        loose = loose + 1 if len(line) == 1 and line[0].left < columns[0].left and len(words) > 60 else 0
        if loose > 2:
            return index - 2
    return len(lines)


Laid = dict[int, Piece]  # the pieces of a line, by column


def _read_part(text: str, lines: Sequence[list[Piece]], columns: list[Column]) -> list[GridRow]:
    """The rows under one heading; what stands above the first number goes on with the page before."""
    for line in lines:
        for piece in line:
            under = [c for c in columns if piece.left < c.right and piece.right > c.left]
            if len(under) == 1:
                under[0].left, under[0].right = min(under[0].left, piece.left), max(under[0].right, piece.right)
    laid = [_lay(text, line, columns) for line in lines]
    marks: list[tuple[int, str | None, str]] = []  # line, group or None, number
    for index, (line, cells) in enumerate(zip(lines, laid, strict=True)):
        words = text[cells[0].start : cells[0].end].strip(" .)*_") if 0 in cells else ""
        if words and is_group(words) and not words.isdigit() and len(line) <= 2:
            marks.append((index, words, ""))
        elif words and is_number(words):
            marks.append((index, None, words))
    starts = _starts(text, laid, marks, columns)
    rows = [GridRow(number=None, cells=_cells(text, laid[: starts[0]], columns))] if starts[0] > 0 else []
    group = None
    for (_, named, number), a, b in zip(marks, starts, [*starts[1:], len(laid)], strict=False):
        if named is not None:
            group = named
            continue
        rows.append(GridRow(number=number, cells=_cells(text, laid[a:b], columns), group=group))
    return [r for r in rows if r.cells]


def _lay(text: str, line: Sequence[Piece], columns: Sequence[Column]) -> Laid:
    """The pieces of a line by column; one that runs over the gap between two is cut at the space next to it."""
    out: Laid = {}
    for piece in line:
        rest = piece
        for index, column in enumerate(columns[1:], 1):
            if rest.left < columns[index - 1].right and rest.right > column.left + 1 and rest.left < column.left - 1:
                cut = _space_near(text, rest, column.left)
                if cut is not None:
                    _put(out, Piece(rest.start, rest.start + cut, rest.left, rest.left + cut), columns)
                    rest = Piece(rest.start + cut + 1, rest.end, rest.left + cut + 1, rest.right)
        _put(out, rest, columns)
    return out


def _space_near(text: str, piece: Piece, place: int) -> int | None:
    """The space of a piece nearest to a place on the line, at most three letters away."""
    spaces = [i for i in range(piece.end - piece.start) if text[piece.start + i] == " "]
    near = min(spaces, key=lambda i: abs(piece.left + i + 1 - place), default=None)
    return near if near is not None and abs(piece.left + near + 1 - place) <= 3 else None


def _put(out: Laid, piece: Piece, columns: Sequence[Column]) -> None:
    index = _column_of(piece, columns)
    if index is None:
        return
    known = out.get(index)
    out[index] = Piece(known.start, piece.end, known.left, piece.right) if known else piece


def _starts(
    text: str, laid: Sequence[Laid], marks: Sequence[tuple[int, str | None, str]], columns: Sequence[Column]
) -> list[int]:
    """The first line of each marked row: its number's line, or, where numbers stand at half height, one above."""
    content = next(i for i, c in enumerate(columns) if c.role == "content")

    def begins(index: int) -> bool:
        piece = laid[index].get(content)
        return piece is not None and not text[piece.start].islower()

    numbered = [index for index, named, _ in marks if named is None]
    if sum(map(begins, numbered)) * 10 >= 8 * len(numbered):
        return [index for index, _, _ in marks] or [len(laid)]
    starts: list[int] = []
    for place, (index, named, _) in enumerate(marks):
        if named is not None:
            starts.append(index)
            continue
        low = marks[place - 1][0] + 1 if place else 0
        choices = [i for i in range(low, index + 1) if begins(i)]
        if place and marks[place - 1][1] is None:
            middle = 2 * marks[place - 1][0] - starts[-1] + 1  # a row reaches as far below its number as above
            starts.append(min(choices, key=lambda i: (abs(i - middle), i), default=min(max(low, middle), index)))
        else:
            starts.append(choices[0] if choices else index)
    return starts or [len(laid)]


def _cells(text: str, laid: Sequence[Laid], columns: Sequence[Column]) -> tuple[GridCell, ...]:
    out = []
    for index, column in enumerate(columns):
        pieces = [line[index] for line in laid if index in line]
        words = "\n".join(text[p.start : p.end] for p in pieces)
        if pieces:
            out.append(GridCell(role=column.role, text=words, spans=tuple(Span(p.start, p.end) for p in pieces)))
    return tuple(out)


def _goes_on(grid: Grid, rows: Sequence[GridRow]) -> bool:
    return rows[0].number is None or rows[0].number.lstrip("0") != "1" or rows[0].group is not None


def _extended(grid: Grid, rows: Sequence[GridRow], span: Span) -> Grid:
    """The table with the rows of its next page; the first of them may be the rest of the last row."""
    kept, more = list(grid.rows), list(rows)
    if more[0].number is None:
        rest = more.pop(0)
        own = {c.role: c for c in kept[-1].cells}
        for cell in rest.cells:
            known = own.get(cell.role)
            own[cell.role] = (
                GridCell(role=cell.role, text=f"{known.text}\n{cell.text}", spans=(*known.spans, *cell.spans))
                if known
                else cell
            )
        kept[-1] = GridRow(number=kept[-1].number, cells=tuple(own.values()), group=kept[-1].group)
    group = next((r.group for r in reversed(kept) if r.group), None)
    for row in more:
        group = row.group or group
        kept.append(GridRow(number=row.number, cells=row.cells, group=group))
    return Grid(span=Span(grid.span.start, span.end), roles=grid.roles, rows=tuple(kept), source=grid.source)
