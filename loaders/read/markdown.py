"""Markdown: the file as it stands, with its tables and links marked. Its own signs stay in the text, so offsets count
the characters of the file.
"""

import re
from dataclasses import replace

from loaders.read.limits import Limits
from loaders.read.links import number_of_link
from loaders.read.plain import read_plain
from ontology.values import Cell, Link, Span, Table, Text

MEDIA_TYPE = "text/markdown"
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(\s*<?(https?://[^\s()<>]{3,2000})>?(?:\s+\"[^\"\n]{0,200}\")?\s*\)")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")


def _cells(line: str, start: int, row: int) -> list[Cell]:
    """The cells of one row: what stands between its bars."""
    cells: list[Cell] = []
    at = 0
    for part in re.split(r"(?<!\\)\|", line):
        words = part.strip()
        begin = start + at + (len(part) - len(part.lstrip()) if words else 0)
        cells.append(Cell(row=row, column=0, span=Span(begin, begin + len(words))))
        at += len(part) + 1
    if line.lstrip().startswith("|"):
        cells = cells[1:]
    if line.rstrip().endswith("|"):
        cells = cells[:-1]
    return [replace(cell, column=i) for i, cell in enumerate(cells)]


def find_pipe_tables(raw: str) -> list[Table]:
    """Tables drawn with bars: a row, a rule under it, and rows."""
    tables: list[Table] = []
    lines: list[tuple[int, str]] = []
    at = 0
    for line in raw.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    i = 1
    while i < len(lines):
        if not (_RULE.match(lines[i][1]) and "|" in lines[i - 1][1] and "|" in lines[i][1]):
            i += 1
            continue
        cells = _cells(lines[i - 1][1], lines[i - 1][0], 0)
        begin, end, row, i = lines[i - 1][0], i, 1, i + 1
        while i < len(lines) and "|" in lines[i][1]:
            cells += _cells(lines[i][1], lines[i][0], row)
            end, row, i = i, row + 1, i + 1
        tables.append(Table(span=Span(begin, lines[end][0] + len(lines[end][1])), cells=tuple(cells)))
    return tables


def read_markdown(name: str, data: bytes, limits: Limits) -> Text:
    """A Markdown file as it stands."""
    text = read_plain(name, data, limits, media_type=MEDIA_TYPE)
    named = [
        Link(span=Span(m.start(1), m.end(1)), url=m[2], number=number_of_link(m[2], m[1]))
        for m in _LINK.finditer(text.raw)
    ]
    taken = [(m.start(), m.end()) for m in _LINK.finditer(text.raw)]
    bare = [li for li in text.links if not any(a <= li.span.start < b for a, b in taken)]
    links = tuple(sorted((*named, *bare), key=lambda li: li.span))
    return replace(text, links=links, tables=tuple(find_pipe_tables(text.raw)))
