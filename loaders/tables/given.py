"""Tables written in the text as cells between lines that hold a single bar.

A row with fewer cells than the table has columns (cells merged over rows) is laid on the columns by what its cells
look like. It refuses tables without a heading row it understands.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.tables.grid import Grid, GridCell, GridRow, Role
from loaders.tables.headings import find_role, heading_words
from loaders.tables.looks import cell_score
from ontology.values import Span

_NUMBER = re.compile(r"[\s*_]*(?:\d{1,3}(?:\.\d{1,2})*|[IVXLC]{1,7}(?:\.\d{1,2})?|[A-ZĐ]|[a-zđ])[\s*_.)]*")
_GROUP = re.compile(r"[\s*_]*(?:[IVXLC]{1,7}|[A-ZĐ])(?:\.\d{1,2}){0,3}[\s*_.)]*")
_TITLED = re.compile(r"[\s*_]*([IVXLC]{1,7}|[A-ZĐ])[.)]\s")
_MOST_COLUMNS = 14
_BAR = re.compile(r"^[ \t]*\|[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell before its column is known."""

    start: int
    end: int

    def words(self, text: str) -> str:
        return text[self.start : self.end]


def is_number(words: str) -> bool:
    return bool(_NUMBER.fullmatch(words)) and bool(words.strip(" *_\n.)"))


def is_group(words: str) -> bool:
    return bool(_GROUP.fullmatch(words)) and bool(words.strip(" *_\n.)"))


def header_roles(cells: Sequence[str]) -> tuple[Role, ...] | None:
    """The roles of a heading row; None when it is not one of a table of work."""
    roles = tuple(find_role(c) for c in cells)
    if "content" not in roles or any(len(c.split()) > 12 for c in cells):
        return None
    known = sum(r not in ("other", "number") for r in roles)
    return roles if known >= 2 and (known > 2 or "number" in roles or len(roles) < 5) else None


def align(cells: Sequence[str], roles: Sequence[Role]) -> list[int]:
    """The column of each cell, in order, by the best sum of looks."""
    n, m = len(cells), len(roles)
    if n == m:
        return list(range(m))
    if n > m:
        return [min(i, m - 1) for i in range(n)]
    best: list[list[tuple[float, list[int]]]] = [[(0.0, [])] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(m + 1):
            options = []
            if j > 0 and i <= j:
                score, path = best[i - 1][j - 1]
                options.append((score + cell_score(cells[i - 1], roles[j - 1]), [*path, j - 1]))
                if j - 1 >= i:
                    options.append(best[i][j - 1])
            best[i][j] = max(options, key=lambda o: o[0]) if options else (float("-inf"), [])
    return best[n][m][1]


def build_rows(
    text: str, rows: Sequence[Sequence[Raw]], roles: tuple[Role, ...], header: frozenset[str] = frozenset()
) -> list[GridRow]:
    """Rows of cells on columns; numbers and groups are read off, a merged number is carried on."""
    out: list[GridRow] = []
    group: str | None = None
    number: str | None = None
    for cells_read in rows:
        row = cells_read if len(cells_read) < 2 * len(roles) else cells_read[: len(roles)]  # the rest of a page
        words = [c.words(text) for c in row]
        filled = [i for i, w in enumerate(words) if w.strip(" \n*_|")]
        if not filled or {heading_words(words[i]) for i in filled} <= header:
            continue
        first = words[0]
        if len(filled) <= 2 and is_group(first) and len(words) >= 2 and not first.strip(" *_\n.)").isdigit():
            group, number = re.sub(r"[\s*_)]|\.\s*$", "", first), None
            continue
        if len(filled) > 2 and len(filled) % 2 == 0 and all(_is_heading(words[i]) for i in filled[::2]):
            group, number = re.sub(r"[\s*_)]|\.\s*$", "", words[filled[-2]]), None
            continue  # the headings of a group and of one within it
        if len(filled) == 1 and not is_number(words[filled[0]]):
            named = titled_group(words[filled[0]])
            if named:
                group, number = named, None
            continue
        columns = align(words, roles) if len(words) != len(roles) else list(range(len(roles)))
        cells = []
        own: str | None = None
        for raw, word, column in zip(row, words, columns, strict=True):
            if roles[column] == "number":
                own = re.sub(r"[\s*_)]|\.$", "", word) or None
            cells.append(GridCell(role=roles[column], text=word, spans=(Span(raw.start, raw.end),)))
        if own:
            number = own
        out.append(GridRow(number=own or number, cells=tuple(cells), group=group))
    return out


def _is_heading(words: str) -> bool:
    """Whether a cell holds nothing but a group's number: "III", "III.1"."""
    return is_group(words) and not words.strip(" *_\n.)").isdigit()


def titled_group(words: str) -> str | None:
    """The number of a group whose heading fills the row: "II. Xã hội số"."""
    titled = _TITLED.match(words)
    return titled[1] if titled else None


def _make(text: str, rows: list[list[Raw]], span: Span) -> Grid | None:
    for index, row in enumerate(rows[:4]):
        roles = header_roles([c.words(text) for c in row])
        if roles:
            header = frozenset(heading_words(c.words(text)) for c in row)
            built = build_rows(text, rows[index + 1 :], roles, header)
            return Grid(span=span, roles=roles, rows=tuple(built), source="pipes") if built else None
    return None


def _split_rows(cells: list[Raw], text: str, width: int) -> list[list[Raw]]:
    """Cells between bars to rows: an empty stretch is a row's end when the row is full or a number follows."""
    rows: list[list[Raw]] = []
    row: list[Raw] = []
    for index, cell in enumerate(cells):
        empty = not cell.words(text).strip(" \n*_")
        if empty:
            following = cells[index + 1].words(text) if index + 1 < len(cells) else ""
            ends = len(row) >= width or (
                following
                and (is_number(following) or not following.strip())
                and len(row) > 1
                and _full(row, text, width)
            )
            if row and len(row) >= 3 and following.strip() and _opens_row(cells, index + 1, text):
                rows.append(row)
                row = []
                continue
            if not row and following.strip() and not is_number(following):
                row.append(cell)  # a first cell without a number
                continue
            if ends or (row and following.strip() and is_number(following)):
                rows.append(row)
                row = []
                continue
        row.append(cell)
    if row:
        rows.append(row)
    return [r for r in rows if any(c.words(text).strip(" \n*_") for c in r)]


def _opens_row(cells: list[Raw], index: int, text: str) -> bool:
    """Whether a duty and its doer stand from `index` on: a row whose number is merged with the one above."""
    if index + 1 >= len(cells):
        return False
    return (
        cell_score(cells[index].words(text), "content") >= 3 and cell_score(cells[index + 1].words(text), "lead") >= 2
    )


def _full(row: list[Raw], text: str, width: int) -> bool:
    return len(row) >= width


def find_bar_tables(text: str, start: int) -> list[Grid]:
    """Tables written as cells between lines that hold a single bar, from `start` on."""
    if "\n|" not in text and "| \n" not in text:
        return []
    bars = list(_BAR.finditer(text, start))
    grids: list[Grid] = []
    block: list[re.Match[str]] = []
    for bar in [*bars, None]:
        gap = text[block[-1].end() : bar.start()] if bar and block else ""
        if bar and block and len(gap) < 2500 and gap.count("\n\n") < 4:
            block.append(bar)
            continue
        if len(block) > 6:
            grids += _read_block(text, block)
        block = [bar] if bar else []
    return grids


def _read_block(text: str, block: list[re.Match[str]]) -> list[Grid]:
    """The tables of a stretch of bars: each from its heading to the next."""
    cells = [Raw(a.end(), b.start()) for a, b in itertools.pairwise(block)]
    headings: list[tuple[int, list[Raw]]] = []  # index of the first cell after, the heading's cells
    head: list[Raw] = []
    for index, cell in enumerate(cells):
        if cell.words(text).strip():
            head.append(cell)
            head = head[-_MOST_COLUMNS:]
            continue
        found = _heading_in(text, head)
        if found:
            headings.append((index + 1, found))
        head = []
    grids: list[Grid] = []
    for position, (first, found) in enumerate(headings):
        last = headings[position + 1][0] if position + 1 < len(headings) else len(cells)
        own = [
            c for c in cells[first:last] if position + 1 == len(headings) or c.end <= headings[position + 1][1][0].start
        ]
        rows = _split_rows(own, text, len(found))
        end = own[-1].end if own else found[-1].end
        grid = _make(text, [found, *rows], Span(found[0].start, end))
        if grid and grids and grids[-1].roles == grid.roles and not _starts_again(grid):
            merged = (*grids[-1].rows, *grid.rows)
            grid = Grid(span=Span(grids.pop().span.start, end), roles=grid.roles, rows=merged, source="pipes")
        if grid:
            grids.append(grid)
    return grids


def _heading_in(text: str, head: list[Raw]) -> list[Raw] | None:
    """The cells of a heading at the end of a run of cells; what stands before "TT" is not part of it."""
    words = [c.words(text) for c in head]
    starts = [i for i, w in enumerate(words) if find_role(w) == "number"]
    for start in (*reversed(starts), 0):
        if header_roles(words[start:]):
            return head[start:]
    return None


def _starts_again(grid: Grid) -> bool:
    return bool(grid.rows) and (grid.rows[0].number or "1").lstrip("0") == "1"
