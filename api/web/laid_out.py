"""A text with its citations marked, laid out as its file has it: running words, and tables as tables.

A reader gives a table as cells one after the other; shown so, a place in it is hard to find. What is no whole table
stays running text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from api.web.marks import Stretch
from ontology.values import Cell, Span, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A cell of a table of the text, with its words."""

    stretches: tuple[Stretch, ...]
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Running text, or the rows of a table that stands in it."""

    stretches: tuple[Stretch, ...] = ()
    rows: tuple[tuple[Drawn, ...], ...] = ()


_Text = tuple[Sequence[Stretch], Sequence[int]]  # the stretches, and where each begins


def lay_out(stretches: Sequence[Stretch], tables: Sequence[Table]) -> list[Block]:
    """The text as a reader of the file sees it: its tables as tables, the rest as it runs.

    Of a table within another only the outer one is drawn. A table with words outside its cells stays running text: no
    letter is lost.
    """
    raw = "".join(s.words for s in stretches)
    text = stretches, list(accumulate((len(s.words) for s in stretches), initial=0))
    blocks: list[Block] = []
    at = 0
    for table in _outermost(raw, tables):
        blocks.append(Block(stretches=_within(text, Span(at, table.span.start))))
        rows = groupby(sorted(table.cells, key=lambda c: (c.row, c.column)), key=lambda c: c.row)
        drawn = tuple(tuple(_draw(text, cell) for cell in cells) for _, cells in rows)
        blocks.append(Block(rows=drawn))
        at = table.span.end
    blocks.append(Block(stretches=_within(text, Span(at, len(raw)))))
    return [b for b in blocks if b.rows or any(s.words.strip() for s in b.stretches)]


def _outermost(raw: str, tables: Sequence[Table]) -> Iterator[Table]:
    end = 0
    for table in sorted(tables, key=lambda t: (t.span.start, -t.span.end)):
        if table.span.start >= end and table.cells and _covers(raw, table):
            end = table.span.end
            yield table


def _covers(raw: str, table: Table) -> bool:
    """Whether every word of the table stands in just one of its cells."""
    at = table.span.start
    for span in sorted(cell.span for cell in table.cells):
        if span.start < at or raw[at : span.start].strip():
            return False
        at = span.end
    return at <= table.span.end and not raw[at : table.span.end].strip()


def _draw(text: _Text, cell: Cell) -> Drawn:
    return Drawn(stretches=_within(text, cell.span), rowspan=cell.rowspan, colspan=cell.colspan)


def _within(text: _Text, span: Span) -> tuple[Stretch, ...]:
    """The stretches of a part of the text; of one that is cut in two the first piece keeps the id."""
    stretches, starts = text
    found = []
    for place in range(max(0, bisect_right(starts, span.start) - 1), len(stretches)):
        stretch, first = stretches[place], starts[place]
        if first >= span.end:
            break
        words = stretch.words[max(0, span.start - first) : span.end - first]
        whole = first >= span.start
        if words:
            found.append(replace(stretch, words=words, anchor=stretch.anchor and whole, part=stretch.part * whole))
    return tuple(found)
