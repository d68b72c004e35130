"""How an arrow of the exploring picture bends, so that it passes no box on its way and its words lie on free ground.

vis-network draws a curve of three points whose middle one follows from a side and a roundness; the same reckoning is
done here, a few bends are tried, and the one that touches least is taken. Straight comes first: what is free stays so.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
_ROUND = (0.12, 0.25, 0.35, 0.45, 0.55, 0.65, 0.8, 1.0)  # roundness
TRIED = (0.0, *(side * r for r in _ROUND for side in (1, -1)))  # below 0: to the other side
FEW = TRIED[:5]  # where there are many arrows: trying takes time
MANY = 150
_STEPS = 14
_WORDS = (44.0, 11.0)  # half the room of an arrow's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A node: its middle and half its size."""

    at: Point
    half: Point

    def holds(self, point: Point, more: Point = (4.0, 4.0)) -> bool:
        """Whether a point, or something with a size of its own, lies in it."""
        across, down = abs(point[0] - self.at[0]), abs(point[1] - self.at[1])
        return across < self.half[0] + more[0] and down < self.half[1] + more[1]


def middle_of(one: Point, other: Point, roundness: float) -> Point:
    """The middle point of the curve from `one` to `other`, as vis-network's curvedCW (or, below 0, curvedCCW) has it.

    >>> tuple(round(v) for v in middle_of((0, 0), (100, 0), 0.0))
    (50, 0)
    """
    far = math.hypot(other[0] - one[0], other[1] - one[1])
    angle = math.atan2(one[1] - other[1], other[0] - one[0]) + (roundness * 0.5 + 0.5) * math.pi
    reach = (abs(roundness) * 0.5 + 0.5) * far
    return one[0] + reach * math.sin(angle), one[1] + reach * math.cos(angle)


def point_on(one: Point, middle: Point, other: Point, t: float) -> Point:
    """A point of the curve."""
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
    return a * one[0] + b * middle[0] + c * other[0], a * one[1] + b * middle[1] + c * other[1]


def _touched(one: Point, other: Point, roundness: float, near: Sequence[Box], words: Sequence[Point]) -> float:
    middle = middle_of(one, other, roundness)
    steps = [point_on(one, middle, other, i / _STEPS) for i in range(1, _STEPS)]
    half = steps[_STEPS // 2 - 1]
    boxes = sum(8 + 4 * inside for box in near if (inside := sum(box.holds(p) for p in steps)))
    under = sum(6 for box in near if box.holds(half, _WORDS))
    crowded = sum(3 for w in words if abs(w[0] - half[0]) < 2 * _WORDS[0] and abs(w[1] - half[1]) < 2 * _WORDS[1])
    return boxes + under + crowded + 8 * abs(roundness)  # a detour has its price too


def choose_bends(arrows: Sequence[tuple[int, int]], boxes: Sequence[Box]) -> list[float]:
    """The roundness of each arrow, from box to box, in their order."""
    tried = TRIED if len(arrows) <= MANY else FEW
    words: list[Point] = []
    chosen = []
    for start, end in arrows:
        one, other = boxes[start].at, boxes[end].at
        room = max(abs(one[0] - other[0]), abs(one[1] - other[1])) * 0.5 + 120
        centre = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
        near = [box for i, box in enumerate(boxes) if i not in (start, end) and box.holds(centre, (room, room))]
        best = min(tried, key=lambda r: (_touched(one, other, r, near, words), tried.index(r)))
        words.append(point_on(one, middle_of(one, other, best), other, 0.5))
        chosen.append(best)
    return chosen
