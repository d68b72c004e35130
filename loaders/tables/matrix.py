"""Tables the reader saw (DOCX, HTML, ruled PDF), with their merged cells, and their continuation on the next page.

Cells are set out on a matrix, a merged one in every place it covers; the heading may take one row or two ("Cơ quan thực
hiện" over "Chủ trì" and "Phối hợp"). A table without a heading that follows one with as many columns goes on with it,
and a first row without a number goes on with the row before the page break. It refuses tables whose heading names no
duty.
"""

import re
from collections.abc import Sequence

from loaders.tables.given import header_roles, is_group, is_number, titled_group
from loaders.tables.grid import Grid, GridCell, GridRow, Role
from loaders.tables.headings import find_role, heading_words
from ontology.values import Cell, Span, Table

_HEADING_ROWS = 4
_MOST_COLUMNS = 60

Matrix = list[list[Cell | None]]


def set_out(table: Table) -> Matrix:
    """Each place of the table with the cell that covers it."""
    places: dict[tuple[int, int], Cell] = {}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        column = cell.column
        while (cell.row, column) in places:
            column += 1
        for r in range(cell.row, cell.row + max(1, min(cell.rowspan, 2000))):
            for c in range(column, min(column + max(1, cell.colspan), _MOST_COLUMNS)):
                places.setdefault((r, c), cell)
    if not places:
        return []
    rows = sorted({c.row for c in table.cells})
    width = max(c for _, c in places) + 1
    return [[places.get((r, c)) for c in range(width)] for r in rows]


def _words(text: str, cell: Cell | None) -> str:
    return "" if cell is None else text[cell.span.start : cell.span.end]


def _distinct(row: Sequence[Cell | None]) -> list[Cell]:
    return list({id(c): c for c in row if c is not None}.values())


def _heading(text: str, matrix: Matrix) -> tuple[tuple[Role, ...], int] | None:
    """The roles of the columns and the index of the first row of content."""
    for index, row in enumerate(matrix[:_HEADING_ROWS]):
        below = matrix[index + 1] if index + 1 < len(matrix) else []
        joined = [" ".join(dict.fromkeys((_words(text, a), _words(text, b)))) for a, b in zip(row, below, strict=False)]
        spans = any(c is not None and (c.colspan > 1 or c.rowspan > 1) for c in row) and len(_distinct(row)) > 2
        if spans and below and not is_number(_words(text, below[0])) and _task_roles(joined):
            roles = tuple(find_role(w) for w in joined)
            if len(set(roles) - {"other"}) > len({find_role(_words(text, c)) for c in row} - {"other"}):
                return roles, index + 2
        if header_roles([_words(text, c) for c in row]):
            return tuple(find_role(_words(text, c)) for c in row), index + 1
    return None


def _task_roles(words: Sequence[str]) -> bool:
    return header_roles(words) is not None


def _read_rows(
    text: str, matrix: Matrix, roles: Sequence[Role], header: frozenset[str], *, continued: bool = False
) -> list[GridRow]:
    out: list[GridRow] = []
    group: str | None = None
    number: str | None = None
    for row in matrix:
        cells = _distinct(row)
        filled = [c for c in cells if _words(text, c).strip()]
        if not filled or {heading_words(_words(text, c)) for c in filled} <= header or _column_numbers(text, filled):
            continue
        first = _words(text, filled[0])
        if len(filled) <= 2 and is_group(first) and not first.strip(" .)").isdigit():
            group, number = re.sub(r"[\s*_)]|\.\s*$", "", first), None
            continue
        if len(filled) == 1 and (filled[0].colspan > 1 or len(cells) == 1 or not is_number(first)):
            named = titled_group(first)
            group, number = (named, None) if named else (group, number)
            if filled[0].colspan > 1 or named or out or not continued:
                continue
        made: list[GridCell] = []
        own: str | None = None
        for role, cell in zip(roles, row, strict=False):
            words = _words(text, cell)
            if cell is None or any(c.role == role and c.spans == (cell.span,) for c in made):
                continue
            if role == "number":
                own = re.sub(r"[\s*_)]|\.$", "", words) or None
            made.append(GridCell(role=role, text=words, spans=(cell.span,)))
        number = own or number
        out.append(GridRow(number=number, cells=tuple(made), group=group))
    return out


def _column_numbers(text: str, cells: Sequence[Cell]) -> bool:
    """A row that numbers the columns: (1) (2) (3) …"""
    words = [_words(text, c).strip(" ()") for c in cells]
    return len(words) > 3 and all(w.isdigit() and len(w) == 1 for w in words)


def _goes_on(row: GridRow, last: GridRow) -> bool:
    """Whether the first row of a page is the rest of the row before."""
    numbered = any(c.role == "number" and c.text.strip() for c in row.cells)
    lead = next((c.text.strip() for c in row.cells if c.role == "lead"), "")
    content = next((c.text.strip() for c in row.cells if c.role == "content"), "")
    return not numbered and any(c.role == "number" for c in last.cells) and (not lead or content[:1].islower())


def _joined(last: GridRow, row: GridRow) -> GridRow:
    cells = []
    for cell in last.cells:
        more = next((c for c in row.cells if c.role == cell.role and c.text.strip()), None)
        cells.append(
            GridCell(role=cell.role, text=f"{cell.text}\n{more.text}", spans=(*cell.spans, *more.spans))
            if more
            else cell
        )
    return GridRow(number=last.number, cells=tuple(cells), group=last.group)


def read_tables(text: str, tables: Sequence[Table]) -> list[Grid]:
    """The tables of work the reader saw, those that pages part joined again."""
    grids: list[Grid] = []
    open_grid: tuple[int, frozenset[str]] | None = None  # columns and heading of the grid that may go on
    for table in tables:
        matrix = set_out(table)
        if not matrix:
            continue
        heading = _heading(text, matrix)
        if heading is None:
            if open_grid and grids and len(matrix[0]) == open_grid[0] and _near(text, grids[-1].span, table.span):
                rows = _read_rows(text, matrix, grids[-1].roles, open_grid[1], continued=True)
                grids[-1] = _extended(grids[-1], rows, table.span)
            else:
                open_grid = None
            continue
        roles, first = heading
        header = frozenset(heading_words(_words(text, c)) for row in matrix[:first] for c in row)
        rows = _read_rows(text, matrix[first:], roles, header, continued=bool(grids))
        last = grids[-1] if grids else None
        if last and open_grid and roles == last.roles and _near(text, last.span, table.span) and not _restarts(rows):
            grids[-1] = _extended(last, rows, table.span)
        elif rows:
            grids.append(Grid(span=table.span, roles=roles, rows=tuple(rows), source="reader"))
        open_grid = (len(matrix[0]), header)
    return grids


def _restarts(rows: Sequence[GridRow]) -> bool:
    return bool(rows) and rows[0].number in ("1", "01", "I", "1.1") and not rows[0].group


def _near(text: str, before: Span, after: Span) -> bool:
    """Whether little more than a page number stands between two tables."""
    return len(text[before.end : after.start].strip()) < 60


def _extended(grid: Grid, rows: Sequence[GridRow], span: Span) -> Grid:
    kept = list(grid.rows)
    group = next((r.group for r in reversed(kept) if r.group), None)
    more = [r if r.group or not group else GridRow(number=r.number, cells=r.cells, group=group) for r in rows]
    if kept and more and _goes_on(more[0], kept[-1]):
        kept[-1] = _joined(kept[-1], more.pop(0))
    for row in more:
        number = row.number or (kept[-1].number if kept else None)
        kept.append(GridRow(number=number, cells=row.cells, group=row.group))
    return Grid(span=Span(grid.span.start, span.end), roles=grid.roles, rows=tuple(kept), source="reader")
