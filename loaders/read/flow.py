"""From lines on pages to running text: paragraphs put together, also over the page, tables joined, places kept.

A line goes on in the next when the next line's first word would not have fitted on it and nothing shows a new
paragraph (a label, an indent). A table that goes on over the page goes on in the text; its repeated heading is dropped,
and a row whose first cell is empty at the top of the new page continues the row above.
"""

import re
from dataclasses import dataclass, field

from loaders.read.draft import NOWHERE, Draft
from loaders.read.layout import Block
from loaders.read.lines import Line
from ontology.fold import CAPITALS, SMALLS
from ontology.values import Cell, Place, Span

_LABEL = re.compile(
    rf"^(?:\(?(?:\d{{1,2}}|[a-zđ]{{1,2}})\s?[.)](?!\d)|\d{{1,2}}(?:\.\d{{1,2}})+\.?\s|[IVXLC]{{1,6}}\s?[.)]|[-–—+•*\uf0b7●○▪](?:\s|(?=[{CAPITALS}]))"
    r"|(?:Điều|Chương|Mục|Phần|Phụ lục|PHỤ LỤC|CHƯƠNG|MỤC|PHẦN)\s+[\dIVX]+|Căn cứ\s|Số:\s|Theo đề nghị"
    r"|Xét đề nghị|Nơi nhận)"
)
_ENDED = re.compile(r"[.;:!?]\s*[\"”’)]*$|/\.$")
_GLUE = re.compile(r"(?:[A-ZĐ\d]-|/)$")
# A date line and the country's name that wrapped in a narrow column.
_ONE_THING = re.compile(r"(?:ngày|tháng|năm)\n\d{1,4}\b|CHỦ NGHĨA\nVIỆT NAM$")
_DASH = re.compile(r"^[-–+•]")
_WIDE = 280  # points: a narrower block is one of two columns, where lines stand alone unless they clearly wrap
_SMALL = re.compile(rf"^[{SMALLS},;)]")


@dataclass(slots=True)
class _Cellful:
    """One cell being collected, perhaps from two pages."""

    row: int
    column: int
    rows: int
    columns: int
    lines: list[Line]
    right: float


@dataclass(slots=True)
class _Joined:
    """One table, all its pages."""

    xs: list[float]
    cells: list[_Cellful] = field(default_factory=list)
    rows: int = 0
    head: list[str] = field(default_factory=list)


def _goes_on(line: Line, following: Line, left: float, right: float, narrow: bool) -> bool:
    """Whether a line's sentence continues on the line below it."""
    if _LABEL.match(following.text):
        return False
    turned = line.page != following.page or line.column != following.column
    if turned:
        if _ENDED.search(line.text) and not _SMALL.match(following.text):
            return False
    else:
        # In a column the last line of a paragraph may be as full as any; the room under it tells.
        room_below = 1.7 if line.column is not None and _ENDED.search(line.text) else 2.6
        if following.base - line.base > room_below * max(line.size, following.size):
            return False
    if abs(line.size - following.size) > 0.2 * max(line.size, following.size):
        return False
    if _ONE_THING.search(f"{line.text}\n{following.text}"):
        return True
    room = right - line.x1
    if line.x0 > left + line.size and abs(line.x0 - left - room) < 0.5 * line.size:
        room *= 2  # centred: what is free on both sides
    elif narrow and not turned and abs(line.x0 - following.x0) > 0.3 * line.size:
        return bool(_DASH.match(line.text)) and room < following.first_word and bool(_SMALL.match(following.text))
    full = room < following.first_word + 0.3 * line.size
    if not turned and following.x0 > max(line.x0, left) + 0.8 * line.size:
        return full and bool(_SMALL.match(following.text))
    return full


class Flow:
    """Writes blocks into a draft, page after page."""

    def __init__(self, draft: Draft, part: str = "body") -> None:
        self._draft, self._part = draft, part
        self._open: Line | None = None
        self._edges = (0.0, 0.0)
        self._table: _Joined | None = None

    def add(self, block: Block, *, first: bool = False) -> None:
        """One block; `first` says that it is the first of its page."""
        if block.grid is not None:
            self._end_paragraph()
            self._collect(block, first)
            return
        if self._table is not None:
            self._write_table()
        for line in block.lines:
            self._add_line(line, block.left, block.right, Place(span=NOWHERE, page=line.page, part=self._part))
        if not self._may_go_on(block):
            self._end_paragraph()

    def _may_go_on(self, block: Block) -> bool:
        """Only running text goes on in the next block: as wide as a page's text, or set in columns."""
        return block.right - block.left > _WIDE or bool(block.lines and block.lines[0].column)

    def finish(self) -> None:
        self._end_paragraph()
        if self._table is not None:
            self._write_table()

    def _end_paragraph(self) -> None:
        if self._open is not None:
            self._draft.break_line()
            self._open = None

    def _add_line(self, line: Line, left: float, right: float, place: Place) -> None:
        if self._open is not None:
            in_cell = place.table is not None
            turned = self._open.page != line.page or self._open.column != line.column
            edge = self._edges if turned else (left, right)
            alone = not in_cell and line.column is None and edge[1] - edge[0] < _WIDE
            if _goes_on(self._open, line, *edge, narrow=alone):
                self._draft.add("" if _GLUE.search(self._open.text) else " ")
            else:
                self._draft.break_line()
        span = self._draft.add(line.text, place)
        for start, end, url in line.links:
            self._draft.add_link(Span(span.start + start, span.start + end), url, line.text[start:end])
        self._open, self._edges = line, (left, right)

    def _collect(self, block: Block, first: bool) -> None:
        """Add a page's table to the open one, when it continues it."""
        assert block.grid is not None
        grid, table = block.grid, self._table
        goes_on = (
            first and table is not None and len(table.xs) == len(grid.xs)
            and all(abs(a - b) < 12 for a, b in zip(table.xs, grid.xs, strict=True))
        )  # fmt: skip
        if not goes_on or table is None:
            if table is not None:
                self._write_table()
            table = self._table = _Joined(list(grid.xs))
        texts = [[line.text for line in block.cells.get(i, [])] for i in range(len(grid.boxes))]
        head = [" ".join(texts[i]) for i, box in enumerate(grid.boxes) if box.row == 0]
        skip = 1 if goes_on and head == table.head else 0
        continued = goes_on and self._continues(block, texts, skip)
        offset = table.rows - skip - (1 if continued else 0)
        for i, box in enumerate(grid.boxes):
            if box.row < skip:
                continue
            lines = block.cells.get(i, [])
            row = box.row + offset
            if continued and box.row == skip and (above := self._above(row, box.column)) is not None:
                above.lines.extend(lines)
                continue
            right = box.x1 - 5.0
            table.cells.append(_Cellful(row, box.column, box.rows, box.columns, list(lines), right))
        if not goes_on:
            table.head = head
        table.rows = offset + len(grid.ys) - 1

    def _above(self, row: int, column: int) -> _Cellful | None:
        assert self._table is not None
        return next((c for c in self._table.cells if c.row <= row < c.row + c.rows and c.column == column), None)

    def _continues(self, block: Block, texts: list[list[str]], skip: int) -> bool:
        """Whether a page's first row goes on from the last row of the page before."""
        assert block.grid is not None
        row = [i for i, box in enumerate(block.grid.boxes) if box.row == skip]
        return len(row) > 1 and not texts[row[0]] and any(texts[i] for i in row[1:])

    def _write_table(self) -> None:
        table, self._table = self._table, None
        assert table is not None
        draft = self._draft
        index = draft.reserve_table()
        written: list[Cell] = []
        for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
            start = draft.length
            here = Place(span=NOWHERE, part="body", table=index, row=cell.row, column=cell.column)
            for line in cell.lines:
                left = min(li.x0 for li in cell.lines)
                place = Place(span=NOWHERE, page=line.page, part="body", table=index, row=here.row, column=here.column)
                self._add_line(line, left, cell.right, place)
            end = draft.length
            self._open = None
            draft.break_line()
            written.append(
                Cell(row=cell.row, column=cell.column, span=Span(start, end), rowspan=cell.rows, colspan=cell.columns)
            )
        draft.fill_table(index, written)
