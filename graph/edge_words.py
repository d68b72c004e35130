"""Where the words of an edge stand in a picture: between the rows, on their own line, clear of boxes and other words.

Graphviz puts them at the middle of a line, which is often inside a box. A place that no other line runs through is
taken first. Words that find no free place are left out; the line's style, its tooltip and the table beside the picture
still say the role.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top
Crossed = dict[tuple[int, int], set[int]]  # which lines run through a square of the picture
_LETTER, _LINE, _CLEAR = 4.9, 15.0, 3.0
_SQUARE = 6.0  # points
_FINE = 48  # steps in a curve, so that no square is jumped over


def parse_spline(pos: str) -> list[Point]:
    """The control points of an edge as Graphviz writes them; its arrow tips are left out."""
    return [
        (float(x), float(y))
        for x, _, y in (part.partition(",") for part in pos.split() if not part.startswith(("s,", "e,")))
    ]


def walk_spline(points: Sequence[Point], steps: int = 8) -> Iterator[Point]:
    """Points along a line of cubic curves, from its end back to its start."""
    for at in range(len(points) - 4, -1, -3):
        a, b, c, d = points[at : at + 4]
        for step in range(steps, -1, -1):
            t = step / steps
            u = 1 - t
            parts = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
            yield (
                sum(w * p[0] for w, p in zip(parts, (a, b, c, d), strict=True)),
                sum(w * p[1] for w, p in zip(parts, (a, b, c, d), strict=True)),
            )


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
        for point in walk_spline(points, _FINE):
            found[_square(point)].add(line)
    return found


def _others_cross(box: Box, line: int, crossed: Crossed) -> bool:
    """Whether another line runs through this place."""
    (left, bottom), (right, top) = _square(box[:2]), _square(box[2:])
    squares = ((x, y) for x in range(left, right + 1) for y in range(bottom, top + 1))
    return any(crossed.get(square, set()) - {line} for square in squares)


def place_words(edges: Iterable[tuple[str, str]], boxes: Sequence[Box]) -> list[Point | None]:
    """A place for the words of each edge, given as its spline and its words, clear of the boxes and of each other."""
    drawn = [(parse_spline(pos), words) for pos, words in edges]
    crossed = _crossed([points for points, _ in drawn])
    taken: list[Box] = list(boxes)
    found: list[Point | None] = []
    for line, (points, words) in enumerate(drawn):
        free = [p for p in walk_spline(points) if not any(_meet(_box(p, words), b) for b in taken)] if words else []
        alone = (p for p in free if not _others_cross(_box(p, words), line, crossed))
        place = next(alone, free[0] if free else None)
        found.append(place)
        if place:
            taken.append(_box(place, words))
    return found
