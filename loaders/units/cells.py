"""Bodies named in the cells of tables: each cell is read by itself.

In the text the cells stand one behind the other, so that a name read there may run from its cell into the next: "UBND
huyện A⏎Quý III". Such a name is dropped and the cells it touches are read again, each with its own lines put together.
It refuses to read cells that no name runs out of: what the text gave there stands.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.units.mentions import Mention, find_mentions
from loaders.units.setting import Setting
from ontology.values import Span


@dataclass(frozen=True, slots=True)
class CellWords:
    """The words of one cell, and the places of the text they stand at."""

    text: str
    spans: tuple[Span, ...]


def read_by_cells(
    text: str, mentions: Iterable[Mention], cells: Sequence[CellWords], setting: Setting
) -> Iterator[tuple[Mention, str]]:
    """Each mention with the words it is written in; where one runs over a cell's end, those of the cells instead."""
    pieces = sorted(((s.start, s.end, index) for index, cell in enumerate(cells) for s in cell.spans))
    starts = [start for start, _, _ in pieces]
    read: set[int] = set()
    for mention in mentions:
        touched = _touched(mention, pieces, starts)
        if len(touched) < 2:
            yield mention, text[mention.start : mention.end]
            continue
        for index in sorted(touched - read - {_OUTSIDE}):
            read.add(index)
            words = cells[index].text
            for inner in find_mentions(words, setting):
                yield inner, words[inner.start : inner.end]


_OUTSIDE = -1


def _touched(mention: Mention, pieces: Sequence[tuple[int, int, int]], starts: Sequence[int]) -> set[int]:
    """The cells a mention lies over; `_OUTSIDE` where it begins outside of all."""
    at = bisect_right(starts, mention.start) - 1
    inside = at >= 0 and pieces[at][1] > mention.start
    touched = {pieces[at][2] if inside else _OUTSIDE}
    for start, _, index in pieces[at + 1 : at + 1 + _MOST_PIECES]:
        if start >= mention.end:
            break
        touched.add(index)
    return touched


_MOST_PIECES = 12  # lines a name runs over
