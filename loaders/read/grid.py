"""Ruled tables: from the lines drawn on a page to cells, merged ones included.

Lines that touch belong to one grid. Between two neighbouring boxes of the grid there is a border only where a line
really runs; where none does, the boxes are one merged cell. A lone line under a heading is no table.
"""

from bisect import bisect_right
from dataclasses import dataclass, field

from loaders.read.glyphs import Rule

_NEAR = 3.0  # points within which two lines are the same line


@dataclass(slots=True)
class Box:
    """One cell: its rows and columns in the grid and its edges on the page."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Grid:
    """One table of a page."""

    xs: list[float]
    ys: list[float]
    boxes: list[Box] = field(default_factory=list)
    owner: list[list[int]] = field(default_factory=list)  # box index of each row and column

    def box_at(self, x: float, y: float) -> int | None:
        """The cell that holds a point."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        if 0 <= row < len(self.owner) and 0 <= column < len(self.owner[row]):
            return self.owner[row][column]
        return None


def _cluster(values: list[float]) -> list[float]:
    """Values nearer than a line's width become one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= _NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _touch(a: Rule, b: Rule) -> bool:
    """Whether a horizontal and a vertical rule meet."""
    return b.start - _NEAR <= a.at <= b.end + _NEAR and a.start - _NEAR <= b.at <= a.end + _NEAR


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that touch, directly or through others."""
    across = sorted((r for r in rules if r.across), key=lambda r: r.at)
    upright = [r for r in rules if not r.across]
    parent = list(range(len(across) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    heights = [r.at for r in across]
    for j, line in enumerate(upright):
        for i in range(bisect_right(heights, line.start - _NEAR), bisect_right(heights, line.end + _NEAR)):
            if _touch(across[i], line):
                parent[root(i)] = root(len(across) + j)
    found: dict[int, list[Rule]] = {}
    for i, rule in enumerate([*across, *upright]):
        found.setdefault(root(i), []).append(rule)
    return list(found.values())


def _covered(rules: list[Rule], at: float, start: float, end: float) -> bool:
    """Whether lines at this position run along most of a stretch."""
    length = sum(max(0.0, min(r.end, end) - max(r.start, start)) for r in rules if abs(r.at - at) <= _NEAR)
    return length >= 0.6 * (end - start)


def _merge(grid: Grid, across: list[Rule], upright: list[Rule]) -> None:
    """Join the boxes that no line parts, and keep those that make a rectangle."""
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    right = [
        [_covered(upright, grid.xs[c + 1], grid.ys[r], grid.ys[r + 1]) for c in range(columns)] for r in range(rows)
    ]
    below = [
        [_covered(across, grid.ys[r + 1], grid.xs[c], grid.xs[c + 1]) for c in range(columns)] for r in range(rows)
    ]
    grid.owner = [[-1] * columns for _ in range(rows)]
    for r in range(rows):
        for c in range(columns):
            if grid.owner[r][c] >= 0:
                continue
            wide = 1
            while c + wide < columns and not right[r][c + wide - 1] and grid.owner[r][c + wide] < 0:
                wide += 1
            high = 1
            while (
                r + high < rows
                and not any(below[r + high - 1][c : c + wide])
                and not any(o >= 0 for o in grid.owner[r + high][c : c + wide])
                and all(not right[r + high][k] for k in range(c, c + wide - 1))
            ):
                high += 1
            for k in range(r, r + high):
                grid.owner[k][c : c + wide] = [len(grid.boxes)] * wide
            grid.boxes.append(Box(r, c, high, wide, grid.xs[c], grid.ys[r], grid.xs[c + wide], grid.ys[r + high]))


def find_grids(rules: list[Rule]) -> list[Grid]:
    """The tables that a page's lines draw, from the top down."""
    if len(rules) > 6000:  # a drawing, not a table
        return []
    grids = []
    for group in _groups(rules):
        across, upright = [r for r in group if r.across], [r for r in group if not r.across]
        if len(across) < 2 or len(upright) < 2:
            continue
        xs, ys = _cluster([r.at for r in upright]), _cluster([r.at for r in across])
        # A frame round a page, or one box, is no table.
        if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) < 2 or (len(xs) - 1) * (len(ys) - 1) > 20_000:
            continue
        # A table that goes on over the page has no rule at its open end; its upright rules show where it stops.
        low, high = min(r.start for r in upright), max(r.end for r in upright)
        ys = [*([low] if low < ys[0] - 8 else []), *ys, *([high] if high > ys[-1] + 8 else [])]
        grid = Grid(xs, ys)
        _merge(grid, across, upright)
        if len(grid.boxes) > 1:
            grids.append(grid)
    return sorted(grids, key=lambda g: g.ys[0])
