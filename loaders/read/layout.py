"""The order in which a page is read: columns side by side one after the other, tables where they stand.

Two columns (the header, the signature beside "Nơi nhận") are found as a stretch of the page in which no line crosses
one upright gutter; the left is read first. Columns of running text are told by `columns.py`. Three columns or more
without rules are a table somebody drew with blanks, and are read row by row. What is left is read from the top down.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.read.glyphs import Sheet
from loaders.read.grid import Grid, find_grids
from loaders.read.lines import Line, find_lines

_GUTTER = 6.0  # points


@dataclass(slots=True)
class Block:
    """Lines read one after the other in one column, or one table."""

    lines: list[Line]
    left: float
    right: float
    grid: Grid | None = None
    cells: dict[int, list[Line]] = field(default_factory=dict)
    page: int = 0

    @property
    def top(self) -> float:
        return self.grid.ys[0] if self.grid else min((line.top for line in self.lines), default=0.0)


def column_edges(blocks: list[Block]) -> list[float]:
    """Where the second and later columns of running text begin on a page."""
    lines = [line for block in blocks for line in block.lines if line.column is not None and line.column[1]]
    return [min(line.x0 for line in lines if line.column == column) for column in {line.column for line in lines}]


def lay_out(sheet: Sheet, edges: Sequence[float] = ()) -> list[Block]:
    """The blocks of a page in reading order; `edges`: where columns began on the page before."""
    grids = find_grids(sheet.rules)

    def cell_of(x: float, y: float) -> tuple[int, int] | None:
        for i, grid in enumerate(grids):
            if grid.ys[0] <= y <= grid.ys[-1] and grid.xs[0] <= x <= grid.xs[-1]:
                box = grid.box_at(x, y)
                return None if box is None else (i, box)
        return None

    lines = find_lines(sheet.glyphs, cell_of, sheet.number, [(grid.ys[0], grid.ys[-1]) for grid in grids], edges)
    _attach_links(lines, sheet)
    free = [line for line in lines if line.cell is None]
    tables = [_table(i, grid, lines, sheet) for i, grid in enumerate(grids)]
    tables = [table for table in tables if table.cells]
    blocks: list[Block] = []
    position = 0.0
    for table in sorted(tables, key=lambda t: t.top):
        above = [line for line in free if position <= line.base < table.top]
        blocks.extend(_stretches(above, sheet))
        blocks.append(table)
        position = table.top
    blocks.extend(_stretches([line for line in free if line.base >= position], sheet))
    return blocks


def _stretches(lines: list[Line], sheet: Sheet) -> list[Block]:
    """Text set in columns column after column, and what stands above, between and below."""
    blocks: list[Block] = []
    rest = [line for line in lines if line.column is None]
    for stretch in sorted({line.column[0] for line in lines if line.column is not None}):
        here = [line for line in lines if line.column is not None and line.column[0] == stretch]
        top = min(line.base for line in here)
        blocks.extend(_columns([line for line in rest if line.base < top], sheet))
        rest = [line for line in rest if line.base >= top]
        for column in sorted({line.column for line in here if line.column is not None}):
            inside = sorted((line for line in here if line.column == column), key=lambda line: (line.base, line.x0))
            blocks.append(_block(inside, sheet, column=True))
    blocks.extend(_columns(rest, sheet))
    return blocks


def _attach_links(lines: list[Line], sheet: Sheet) -> None:
    for x0, top, x1, bottom, url in sheet.links:
        for line in lines:
            middle = line.base - line.size * 0.3
            if top <= middle <= bottom and line.x0 < x1 and line.x1 > x0:
                inside = [i for i, g in enumerate(line.glyphs) if x0 - 1 <= (g.x0 + g.x1) / 2 <= x1 + 1]
                if inside:
                    share = len(line.text) / len(line.glyphs)
                    start, end = round(inside[0] * share), round((inside[-1] + 1) * share)
                    line.links.append((start, min(end, len(line.text)), url))


def _table(index: int, grid: Grid, lines: list[Line], sheet: Sheet) -> Block:
    cells: dict[int, list[Line]] = {}
    for line in lines:
        if line.cell is not None and line.cell[0] == index:
            cells.setdefault(line.cell[1], []).append(line)
    return Block([], grid.xs[0], grid.xs[-1], grid, cells, sheet.number)


def _on_one_height(row: list[Line], line: Line) -> bool:
    """Whether a line belongs to a row: nearly level with it and beside all that stands in it."""
    level = abs(row[0].base - line.base) <= 0.62 * max(row[0].size, line.size)
    return level and all(line.x0 > other.x1 or line.x1 < other.x0 for other in row)


def _rows(lines: list[Line]) -> list[list[Line]]:
    """Lines on one height."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda li: (li.base, li.x0)):
        if rows and _on_one_height(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda li: li.x0) for row in rows]


def _columns(lines: list[Line], sheet: Sheet) -> list[Block]:
    """Cut a stretch of the page into blocks, two columns at a time where a gutter runs."""
    rows = _rows(lines)
    blocks: list[Block] = []
    plain: list[Line] = []
    i = 0
    while i < len(rows):
        pair = _pair(rows, i, offset=sheet.scanned)
        stretch = _two_columns(rows, i, pair) if pair else None
        if stretch is None:
            plain.extend(rows[i])
            i += 1
            continue
        end, gutter = stretch
        side_by_side = [line for row in rows[i:end] for line in row]
        if plain:
            blocks.append(_block(plain, sheet))
            plain = []
        blocks.append(_block([li for li in side_by_side if li.x1 <= gutter], sheet, column=True))
        blocks.append(_block([li for li in side_by_side if li.x1 > gutter], sheet, column=True))
        i = end
    if plain:
        blocks.append(_block(plain, sheet))
    return [block for block in blocks if block.lines]


def _pair(rows: list[list[Line]], i: int, *, offset: bool) -> list[Line] | None:
    """The left and the right line of a row; with `offset` (a scan has no order but the page's) also two rows that stand
    half a line apart, one on each side: cells set in the middle of their height."""
    if len(rows[i]) == 2:
        return rows[i]
    if not offset or len(rows[i]) != 1 or i + 1 == len(rows) or len(rows[i + 1]) != 1:
        return None
    left, right = sorted((rows[i][0], rows[i + 1][0]), key=lambda line: line.x0)
    near = abs(left.base - right.base) < 0.95 * max(left.size, right.size)
    return [left, right] if near and right.x0 - left.x1 >= _GUTTER else None


def _two_columns(rows: list[list[Line]], start: int, pair: list[Line]) -> tuple[int, float] | None:
    """How far two columns go from this row on, and where the gutter between them runs."""
    low, high = pair[0].x1, pair[1].x0
    aside = len(rows[start]) == 1
    end, both, last = start, 0, start
    bottom = rows[start][0].base
    for i in range(start, len(rows)):
        row = rows[i]
        if len(row) > 2 or row[0].base - bottom > 9 * row[0].size:
            break
        left = [line for line in row if line.x1 <= high - _GUTTER and line.x0 < low]
        right = [line for line in row if line not in left]
        new_low = max([low, *(line.x1 for line in left)])
        new_high = min([high, *(line.x0 for line in right)])
        if new_high - new_low < _GUTTER or (len(row) == 2 and (not left or not right)):
            break
        low, high, end, bottom = new_low, new_high, i + 1, row[0].base
        if len(row) == 2 or (aside and (i == start or _pair(rows, i - 1, offset=True))):
            both, last = both + 1, i
    if both == 0:
        return None
    # Past the last row that has both columns, only lines of the left column that follow closely still belong to it,
    # and those of the right that end a signature.
    end = _tail(rows, last, end, low)
    return end, (low + high) / 2


def _tail(rows: list[list[Line]], last: int, end: int, low: float) -> int:
    """Where the columns end after their last common row."""
    i = last + 1
    while i < end:
        line, above = rows[i][0], rows[i - 1][0]
        centred = line.x0 > low * 0.5 and line.x1 > low and abs((line.x0 + line.x1) / 2 - 297) < 25
        if line.base - above.base > 9 * line.size or centred:
            break
        i += 1
    return i


def _block(lines: list[Line], sheet: Sheet, *, column: bool = False) -> Block:
    left = min((line.x0 for line in lines), default=0.0)
    ends = sorted(line.x1 for line in lines)
    right = (ends[int(len(ends) * 0.93)] if len(ends) > 9 else ends[-1]) if ends else 0.0
    if not column:  # the page's own margin holds, which is never this wide
        right = max(right, sheet.width * 0.86)
    return Block(list(lines), left, right, page=sheet.number)
