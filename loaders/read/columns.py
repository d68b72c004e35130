"""Columns of running text: gutters that no line crosses, with full lines on both sides.

The header of a document, its signature beside "Nơi nhận" and a table drawn with blanks have gutters as well, but their
lines are centred, short or far apart; the lines of a column begin at one edge, mostly reach the other, and follow each
other closely. Found before lines are put together, because the gap between two columns may be no wider than one between
words. It refuses what is not surely running text: that is read as it was before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Protocol, TypeVar

_GUTTER = 5.0  # points: the least room between two columns
_EDGE = 3.0  # points within which lines begin at one edge
_NARROWEST = 85.0  # points: a narrower column is one of a table
_FEWEST = 6  # lines on each side
_LETTERS = 12  # a line of running text has more
_MOST_COLUMNS = 4


class Piece(Protocol):
    """A run of glyphs on one height."""

    x0: float
    x1: float
    base: float
    size: float

    @property
    def small(self) -> bool:
        """Whether it begins with a small letter, as a line does that goes on from the one above."""
        ...


P = TypeVar("P", bound=Piece)


@dataclass(slots=True)
class _Row:
    """What stands on one height on one side of a gutter."""

    x0: float
    x1: float
    base: float
    size: float
    small: bool


def find_columns(
    pieces: Sequence[P], barriers: Iterable[tuple[float, float]] = (), known: Sequence[float] = ()
) -> list[list[list[P]]]:
    """The stretches of a page set in columns, from the top down, each with its columns from left to right.

    `barriers` are heights (top, bottom) that no column goes over: tables. `known` is where columns began on the page
    before: there a few lines are enough, as on a last page.
    """
    found: list[list[list[P]]] = []
    rest = list(pieces)
    while len(found) < 20:
        stretch = _widest_stretch(rest, list(barriers), known)
        if stretch is None:
            break
        columns = _split([stretch[0], stretch[1]])
        found.append(columns)
        taken = {id(piece) for column in columns for piece in column}
        rest = [piece for piece in rest if id(piece) not in taken]
    return sorted(found, key=lambda columns: min(piece.base for column in columns for piece in column))


def _split(columns: list[list[P]]) -> list[list[P]]:
    """Columns that are themselves set in columns are parted further."""
    out: list[list[P]] = []
    for column in columns:
        inner = _widest_stretch(column, [], ()) if len(columns) < _MOST_COLUMNS else None
        if inner is not None and sum(map(len, inner)) == len(column):
            out.extend(_split([inner[0], inner[1]]))
        else:
            out.append(column)
    return out


def _widest_stretch(
    pieces: list[P], barriers: list[tuple[float, float]], known: Sequence[float]
) -> tuple[list[P], list[P]] | None:
    """The stretch with the most lines that some gutter parts into two columns of running text."""
    best: tuple[list[P], list[P]] | None = None
    for edge in _edges(pieces, known):
        fewest = 2 if any(abs(edge - x) <= _EDGE for x in known) else _FEWEST
        for stretch in _stretches(pieces, edge, barriers):
            left = [piece for piece in stretch if piece.x1 <= edge - _GUTTER]
            right = [piece for piece in stretch if piece.x1 > edge - _GUTTER]
            if (best is None or len(stretch) > len(best[0]) + len(best[1])) and _are_columns(left, right, edge, fewest):
                best = left, right
    return best


def _edges(pieces: Sequence[Piece], known: Sequence[float]) -> list[float]:
    """Where at least a few lines begin, right of the left margin."""
    if len(pieces) < (4 if known else 2 * _FEWEST):
        return []
    margin = min(piece.x0 for piece in pieces) + _NARROWEST
    groups: list[list[float]] = []
    for x in sorted(piece.x0 for piece in pieces if piece.x0 > margin):
        if groups and x - groups[-1][0] <= _EDGE:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [
        group[0] for group in groups if len(group) >= _FEWEST // 2 or any(abs(group[0] - x) <= _EDGE for x in known)
    ]


def _stretches(pieces: list[P], edge: float, barriers: list[tuple[float, float]]) -> list[list[P]]:
    """What stands between two lines that cross a gutter, or a table."""
    out: list[list[P]] = [[]]
    previous: P | None = None
    for piece in sorted(pieces, key=lambda p: p.base):
        crosses = piece.x0 < edge - _EDGE and piece.x1 > edge - _GUTTER
        over = previous is not None and any(previous.base <= top and piece.base >= low for top, low in barriers)
        if crosses or over:
            out.append([])
        if crosses:  # what stands on the height of a line that crosses is no column's
            previous = piece
            continue
        out[-1].append(piece)
        previous = piece
    return [stretch for stretch in out if len(stretch) >= 4]


def _rows(pieces: Sequence[Piece]) -> list[_Row]:
    rows: list[_Row] = []
    for piece in sorted(pieces, key=lambda p: p.base):
        if rows and piece.base - rows[-1].base <= 0.35 * piece.size:
            row = rows[-1]
            row.small = piece.small if piece.x0 < row.x0 else row.small
            row.x0, row.x1 = min(row.x0, piece.x0), max(row.x1, piece.x1)
        else:
            rows.append(_Row(piece.x0, piece.x1, piece.base, piece.size, piece.small))
    return rows


def _are_columns(left: Sequence[Piece], right: Sequence[Piece], edge: float, fewest: int) -> bool:
    """Whether both sides of a gutter are running text, side by side."""
    if len(left) < fewest or len(right) < fewest:
        return False
    lines, others = _rows(left), _rows(right)
    if min(len(lines), len(others)) < fewest:
        return False
    if not _is_prose(lines, edge - _GUTTER) or not _is_prose(others, max(row.x1 for row in others)):
        return False
    if _are_table_rows(lines, others, edge):
        return False
    top, bottom = max(lines[0].base, others[0].base), min(lines[-1].base, others[-1].base)
    return bottom - top >= 0.6 * min(lines[-1].base - lines[0].base, others[-1].base - others[0].base)


def _are_table_rows(lines: list[_Row], others: list[_Row], edge: float) -> bool:
    """Whether both sides begin anew on the same heights, as the cells of a table do; columns of one width are none."""
    left, right = edge - min(row.x0 for row in lines), max(row.x1 for row in others) - edge
    if abs(left - right) < 0.12 * max(left, right):
        return False
    fresh = [row.base for row in lines if not row.small]
    level = sum(any(abs(base - row.base) < 0.35 * row.size for row in others if not row.small) for base in fresh)
    return level >= 3 and level >= 0.6 * len(fresh)


def _is_prose(rows: list[_Row], right: float) -> bool:
    """Whether lines begin at one edge, mostly reach the other, follow each other closely and go on from each other."""
    starts = sorted(row.x0 for row in rows)
    left = starts[0]
    width = right - left
    aligned = sum(x - left <= _EDGE for x in starts)
    long = sum(row.x1 >= right - 0.35 * width for row in rows)
    wide = median(row.x1 - row.x0 for row in rows) >= 0.4 * _LETTERS * median(row.size for row in rows)
    steps = [b.base - a.base for a, b in pairwise(rows)]
    holes = sum(step > 1.9 * median(steps) for step in steps)
    return (
        width >= _NARROWEST
        and wide
        and aligned >= 0.4 * len(rows)
        and long >= 0.5 * len(rows)
        and holes <= 0.15 * len(rows)
        and sum(row.small for row in rows) >= 0.4 * len(rows)
    )
