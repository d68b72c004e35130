"""Where the rows of a shredded table begin: at their numbers, 1, 2, 3 or 1.1, 1.2 below headings 1, 2.

Numbers count only in sequence, so that an amount or a month in a cell begins no row. It refuses to say what stands in a
row.
"""

import itertools
import re
from collections.abc import Container, Iterator, Sequence

from loaders.tables.lines import Line
from loaders.tables.looks import begins_known_cell
from loaders.units.plain import plain_text

_ONLY_NUMBER = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})?)\s*[.)]?\s*")
_NUMBERED = re.compile(r"\s*(\d{1,2})\s*[.)]?\s+(?=[^\W\d_])")
_COUNTED = re.compile(r"[ \t]*(?:Tháng|Quý|Ngày|Khóa)[ \t]*")
_LEVELLED = re.compile(r"[ \t]*(\d{1,2})(?:\.(\d{1,2}))?[.)]?(?:[ \t]*$|[ \t]+(?=[^\W\d_]))", re.MULTILINE)


def find_numbers(text: str, lines: Sequence[Line], groups: Container[int] = ()) -> Iterator[tuple[int, int, int]]:
    """(index of the line, number, where its words start) of the rows, in sequence; under a group it may start again."""
    expected = 1
    for index, line in enumerate(lines):
        if index in groups and re.match(r"\s*0?1[.)]?(?:\s|$)", text[line.start : line.end]):
            expected = 1
        words = text[line.start : line.end]
        only = _ONLY_NUMBER.fullmatch(words)
        if only and index and _COUNTED.fullmatch(text, lines[index - 1].start, lines[index - 1].end):
            continue  # "Tháng", "3"
        if only and only[1].isdigit() and int(only[1]) in (expected, *((2,) if expected == 1 else ())):
            expected = int(only[1]) + 1
            yield index, expected - 1, line.end
            continue
        numbered = _NUMBERED.match(words)
        if (
            numbered
            and int(numbered[1]) == expected
            and words[numbered.end()].isupper()
            and (expected > 1 or index < 3)
        ):
            expected += 1
            yield index, expected - 1, line.start + numbered.end()


def _holds_cell(text: str, line: Line) -> bool:
    """Whether a line begins like a body or a time: the number above it has a row of its own."""
    return begins_known_cell(" ".join(plain_text(text[line.start : line.end]).split()))


def part_levels(text: str, lines: Sequence[Line]) -> tuple[list[Line], list[tuple[int, str, int]]]:
    """Where rows are numbered 1.1, 1.2 below headings 1, 2: the lines but the headings', and the rows as (index of the
    line, number, where its words start); a number with none below it is a row too. Else no rows."""
    found: list[tuple[int, int, int, int]] = []  # line, number, number below it, where the words start
    last = (0, 0)
    for index, line in enumerate(lines):
        match = _LEVELLED.match(text, line.start, line.end)
        if match is None or (index and _COUNTED.fullmatch(text, lines[index - 1].start, lines[index - 1].end)):
            continue
        here = (int(match[1]), int(match[2] or 0))
        if here in ((last[0] + 1, 0), (last[0], last[1] + 1)) and (here[1] or last[1] or here[0] == 1 or not found):
            found.append((index, *here, match.end()))
            last = here
    if sum(below > 0 for _, _, below, _ in found) < max(2, len({number for _, number, _, _ in found})):
        return list(lines), []
    pairs = [(i, j) for (i, n, b, _), (j, m, c, _) in itertools.pairwise(found) if not b and c and n == m]
    heads = {i: j for i, j in pairs if not any(_holds_cell(text, line) for line in lines[i + 1 : j])}
    dropped = {at for i, j in heads.items() for at in range(i, j)}
    places = {at: new for new, at in enumerate(at for at in range(len(lines)) if at not in dropped)}
    rows = [(places[i], f"{n}.{b}" if b else f"{n}", at) for i, n, b, at in found if i not in heads]
    return [line for at, line in enumerate(lines) if at not in dropped], rows
