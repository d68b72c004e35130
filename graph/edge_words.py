"""Where the words of an edge stand in a picture: between the rows, on their own line, clear of boxes and other words.

Graphviz puts them at the middle of a line, which is often inside a box. A place that no other line runs through is
taken first; among many lines a role alone stands nowhere else, where it might be read as another line's. Words that
find no place are left out, but for the sign of what is wrong where that alone finds one; the line's style, its tooltip
and the table beside the picture still say the role.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top
Crossed = dict[tuple[int, int], set[int]]  # which lines run through a square of the picture
SIGNS = frozenset("✕?◷")  # before the role: wrong, to be looked at, outdated
_MANY = 30  # lines
_LETTER, _LINE, _CLEAR = 4.9, 15.0, 3.0
_SQUARE = 6.0  # points
_COARSE = 10  # squares in a cell of boxes: what is far away is never compared


def parse_spline(pos: str) -> list[Point]:
    """The control points of an edge as Graphviz writes them; its arrow tips are left out."""
    return [
        (float(x), float(y))
        for x, _, y in (part.partition(",") for part in pos.split() if not part.startswith(("s,", "e,")))
    ]


def walk_spline(points: Sequence[Point], steps: int | None = None) -> Iterator[Point]:
    """Points along a line of cubic curves, from its end back to its start; without `steps` so close to each other that
    no square is jumped over."""
    for at in range(len(points) - 4, -1, -3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[at : at + 4]
        length = abs(bx - ax) + abs(by - ay) + abs(cx - bx) + abs(cy - by) + abs(dx - cx) + abs(dy - cy)
        few = steps or max(2, int(length / _SQUARE) + 1)
        for step in range(few, -1, -1):
            t = step / few
            u = 1 - t
            p, q, r, s = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            yield p * ax + q * bx + r * cx + s * dx, p * ay + q * by + r * cy + s * dy


def _box(centre: Point, words: str) -> Box:
    wide, high = len(words) * _LETTER / 2 + _CLEAR, _LINE / 2
    return centre[0] - wide, centre[1] - high, centre[0] + wide, centre[1] + high


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _square(point: Point) -> tuple[int, int]:
    return int(point[0] // _SQUARE), int(point[1] // _SQUARE)


def _crossed(splines: Sequence[Sequence[Point]]) -> Crossed:
    """The squares that each line runs through."""
    found: Crossed = defaultdict(set)
    for line, points in enumerate(splines):
        for point in walk_spline(points):
            found[_square(point)].add(line)
    return found


def _others_cross(box: Box, line: int, crossed: Crossed) -> bool:
    """Whether another line runs through this place."""
    (left, bottom), (right, top) = _square(box[:2]), _square(box[2:])
    squares = ((x, y) for x in range(left, right + 1) for y in range(bottom, top + 1))
    return any(crossed.get(square, set()) - {line} for square in squares)


class _Taken:
    """The boxes that words must not meet, in cells, so that few of them are looked at."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)
        for box in boxes:
            self.add(box)

    @staticmethod
    def _over(box: Box) -> Iterator[tuple[int, int]]:
        (left, bottom), (right, top) = _square(box[:2]), _square(box[2:])
        for x in range(left // _COARSE, right // _COARSE + 1):
            for y in range(bottom // _COARSE, top // _COARSE + 1):
                yield x, y

    def add(self, box: Box) -> None:
        for cell in self._over(box):
            self._cells[cell].append(box)

    def meets(self, box: Box) -> bool:
        return any(_meet(box, other) for cell in self._over(box) for other in self._cells.get(cell, ()))


def place_words(edges: Iterable[tuple[str, str]], boxes: Sequence[Box]) -> list[tuple[Point, str] | None]:
    """A place for the words of each edge, given as its spline and its words, clear of the boxes and of each other; with
    the words that it has room for."""
    drawn = [(parse_spline(pos), words) for pos, words in edges]
    crossed = _crossed([points for points, _ in drawn])
    taken = _Taken(boxes)
    found: list[tuple[Point, str] | None] = []
    for line, (points, words) in enumerate(drawn):
        sign = words.partition(" ")[0]
        tried = [words, *([sign] if sign in SIGNS and sign != words else [])] if words else []
        alone = len(drawn) > _MANY and sign not in SIGNS
        placed = ((_place_on(points, some, line, taken, crossed, alone=alone), some) for some in tried)
        here = next(((place, some) for place, some in placed if place), None)
        found.append(here)
        if here:
            taken.add(_box(*here))
    return found


def _place_on(
    points: Sequence[Point], words: str, line: int, taken: _Taken, crossed: Crossed, *, alone: bool
) -> Point | None:
    """The first free place on a line that no other line runs through, else, unless it must be alone, the first free
    one."""
    first: Point | None = None
    for point in walk_spline(points, 8):
        box = _box(point, words)
        if not taken.meets(box):
            if not _others_cross(box, line, crossed):
                return point
            first = first or point
    return None if alone else first
