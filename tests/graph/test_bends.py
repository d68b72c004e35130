"""Arrows of the exploring picture go round the boxes in their way."""

import pytest

from graph.bends import Box, choose_bends, middle_of, point_on

NODE = (100.0, 40.0)


def _row(*across: float) -> list[Box]:
    return [Box(at=(x, 0.0), half=NODE) for x in across]


def _passes(one: Box, other: Box, bend: float, between: Box) -> bool:
    middle = middle_of(one.at, other.at, bend)
    return any(between.holds(point_on(one.at, middle, other.at, i / 60), (0.0, 0.0)) for i in range(61))


def test_an_arrow_does_not_hide_behind_the_box_between() -> None:
    boxes = _row(0, 330, 660)
    (bend,) = choose_bends([(0, 2)], boxes)
    assert _passes(boxes[0], boxes[2], 0.0, boxes[1])
    assert not _passes(boxes[0], boxes[2], bend, boxes[1])


def test_a_free_way_stays_straight() -> None:
    assert choose_bends([(0, 1)], _row(0, 330)) == [0.0]


def test_two_arrows_between_the_same_boxes_part() -> None:
    there, back = choose_bends([(0, 1), (1, 0)], _row(0, 400))
    assert (there, back) != (0.0, 0.0)


@pytest.mark.parametrize(("bend", "side"), [(0.4, -1), (-0.4, 1)])
def test_sides_are_those_of_the_library(bend: float, side: int) -> None:
    """curvedCW bends an arrow to the right upwards (y grows downwards), curvedCCW downwards."""
    _, y = middle_of((0, 0), (100, 0), bend)
    assert y * side > 0
