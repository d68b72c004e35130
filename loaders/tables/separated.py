"""Tables in plain text whose rows are lines, their cells parted by tabs or bars: what copying out of Word leaves.

A row may be broken over lines inside a cell; it goes on until it has as many cells as the heading, or until the next
line opens a row of its own. It refuses tables whose heading names no duty and no doer.
"""

import re
from collections.abc import Sequence

from loaders.tables.given import Raw, header_roles, is_group, is_number
from ontology.values import Cell, Span, Table

_SEPARATORS = (re.compile(r"\t"), re.compile(r"[ \t]*\|[ \t]*"))
_EDGE = re.compile(r"[ \t]*\|?[ \t]*")
_RULE = re.compile(r"[\s|:+-]*")
_FEWEST = 3
_MOST_BROKEN = 12  # lines over which one row may run


def find_separated(text: str) -> list[Table]:
    """The tables of work whose cells stand between tabs or bars on one line."""
    out: list[Table] = []
    for separator, sign in zip(_SEPARATORS, "\t|", strict=True):
        if text.count(sign) < 2 * _FEWEST - 2:
            continue
        lines = _lines(text)
        at = 0
        while at < len(lines):
            heading = _cells(text, lines[at], separator) if text.count(sign, *lines[at]) >= _FEWEST - 1 else []
            roles = header_roles([c.words(text) for c in heading]) if len(heading) >= _FEWEST else None
            at += 1
            if roles is None or "lead" not in roles:
                continue
            rows, at = _rows(text, lines, at, separator, len(heading))
            if rows:
                out.append(_table([heading, *rows]))
        if out:
            return out
    return out


def _lines(text: str) -> list[tuple[int, int]]:
    """Where the lines stand that show something other than a rule."""
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip() and not (_RULE.fullmatch(line)):
            out.append((at, at + len(line)))
        at += len(line) + 1
    return out


def _cells(text: str, line: tuple[int, int], separator: re.Pattern[str]) -> list[Raw]:
    """The cells of one line; a bar at its edges parts nothing."""
    start, end = line
    if separator is not _SEPARATORS[0]:
        edge = _EDGE.match(text, start, end)
        start = edge.end() if edge else start
        end = start + len(text[start:end].rstrip(" \t").removesuffix("|").rstrip(" \t"))
    out: list[Raw] = []
    at = start
    for mark in separator.finditer(text, start, end):
        out.append(Raw(at, mark.start()))
        at = mark.end()
    return [*out, Raw(at, end)]


def _rows(
    text: str, lines: Sequence[tuple[int, int]], at: int, separator: re.Pattern[str], width: int
) -> tuple[list[list[Raw]], int]:
    """The rows from line `at` on, and the line behind the last."""
    rows: list[list[Raw]] = []
    while at < len(lines):
        row = _cells(text, lines[at], separator)
        if len(row) == 1 and not (rows and len(rows[-1]) == width and is_group(row[0].words(text))):
            break
        at += 1
        joined = 0
        while len(row) < width and at < len(lines) and joined < _MOST_BROKEN:
            more = _cells(text, lines[at], separator)
            if is_number(more[0].words(text)) or len(row) + len(more) - 1 > width or len(row) < 2:
                break
            if len(more) == 1 and not _goes_on(text, lines, at, separator, width - len(row)):
                break
            row = [*row[:-1], Raw(row[-1].start, more[0].end), *more[1:]]
            at, joined = at + 1, joined + 1
        rows.append(row[:width])
    return rows, at


def _goes_on(text: str, lines: Sequence[tuple[int, int]], at: int, separator: re.Pattern[str], missing: int) -> bool:
    """Whether the cells that a row still misses stand on one of the next lines."""
    for line in lines[at + 1 : at + 4]:
        more = _cells(text, line, separator)
        if len(more) > 1:
            return not is_number(more[0].words(text)) and len(more) - 1 <= missing
    return False


def _table(rows: Sequence[Sequence[Raw]]) -> Table:
    width = len(rows[0])
    cells = tuple(
        Cell(row=r, column=c, span=Span(raw.start, raw.end), colspan=width - c if c == len(row) - 1 else 1)
        for r, row in enumerate(rows)
        for c, raw in enumerate(row)
    )
    return Table(span=Span(rows[0][0].start, rows[-1][-1].end), cells=cells)
