"""Tables that the text layer shredded into one column of lines: a heading of role words, then cell after cell.

The heading's words give the order of the columns; numbers in sequence give the rows; within a row the lines are
laid on the columns in order, by the best sum of looks (`looks.cell_score`) and of signs of a cell's start. A row
that a page break cuts is laid twice and joined. It refuses text without a heading that names a duty column and a
doer column.
"""

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.tables.glued import part_groups, split_glued
from loaders.tables.grid import Grid, GridCell, GridRow, Role
from loaders.tables.headings import HEAD_WORDS, load_roles
from loaders.tables.lines import Line, read_lines
from loaders.tables.looks import begins_known_cell, cell_score, line_score
from loaders.tables.numbering import find_numbers, part_levels
from loaders.tables.sliced import is_sliced, read_slices
from loaders.units.names import load_names
from loaders.units.plain import plain_text
from ontology.values import Span

_HEAD = re.compile(r"^[ \t]*(?:s\s?tt|tt)(?![a-z])", re.MULTILINE)
_END = re.compile(
    r"^[ \t]*(?:noi nhan|tong(?:[ \t]+(?:cong|so|kinh phi)(?![a-z])|[ \t]*:?[ \t]*(?:\d[\d.,]*)?[ \t]*$)"
    r"|(?P<shouted>uy ban nhan dan)|phu luc|tm\. |ghi chu:"
    r"|(?P<part>[ivx]{1,5})[ \t]*[.)/-]+[ \t]*to chuc (?:trien khai )?thuc hien(?![a-z]))",
    re.MULTILINE,
)
_LEADS_ON = re.compile(
    r"(?:(?<!\w)(?:của|cho|với|cùng|tại|do|báo cáo|đề nghị|tham mưu|giúp|thuộc)"
    r"|(?<!quá )(?<!chương )(?<!công )(?<!quy )\btrình)$"
)
_CUT_NAME = re.compile(r"(?:van phong|chu tich|thuong truc) (?:ubnd|hdnd|uy ban|hoi dong|doan|tinh uy|dang uy)[^\n]*$")
_MAX_LINES = 90
_TORN = 2.2  # against a cell of several lines that ends within a line: most that do take one line
_MOST_HEADINGS = 500  # a text of nothing but headings is no document
_HEADING_REACH = 900  # characters a heading may take, one word a line


@functools.cache
def _role_patterns() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    """The words of each role as one pattern."""
    return tuple(
        (role, re.compile(r"(?<![a-z])(?:" + "|".join(n.replace(" ", r"\s+") for n in names) + r")(?![a-z])"))
        for role, names, _ in load_roles()
    )


def _heading_end(text: str, plain: str, at: int) -> int:
    """Where the lines end that hold nothing but the words of headings."""
    end = at
    for line in read_lines(text, at, min(len(text), at + _HEADING_REACH)):
        words = re.findall(r"[a-z0-9]+", plain[line.start : line.end])
        known = sum(w in HEAD_WORDS for w in words)
        if not words or (known < len(words) and (known < 6 or known < 0.8 * len(words))):
            break
        end = line.end
    return end


def _behind_no_heading(text: str, plain: str, at: int) -> int:
    """Where to look on when the lines from `at` on make no heading: their end, or half of what was read of them."""
    return min(_heading_end(text, plain, at), at + _HEADING_REACH // 2)


def read_heading(text: str, at: int, least: int = 2) -> tuple[tuple[Role, ...], int] | None:
    """The roles of the columns of a heading that starts at `at`, and where it ends."""
    plain = plain_text(text)
    end = _heading_end(text, plain, at)
    key = plain[at:end]
    found: list[tuple[int, Role]] = []
    taken: list[tuple[int, int]] = []
    for role, pattern in _role_patterns():
        for match in pattern.finditer(key):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                found.append((match.start(), role))
    roles: list[Role] = []
    for _, role in sorted(found):
        if role not in roles:
            roles.append(role)
    if "lead" not in roles and "content" in roles and "coordinate" in roles:
        roles.insert(roles.index("coordinate"), "lead")  # a scanner spoils "CHỦ TRÌ" more than the words around it
    if least > 1 and ("content" not in roles or "lead" not in roles):
        return None
    return tuple(roles), end


def _without_headings(text: str, lines: Sequence[Line], roles: tuple[Role, ...]) -> list[Line]:
    """The lines but those of headings that a page repeats."""
    plain = plain_text(text)
    out: list[Line] = []
    skip = seen = -1
    for line in lines:
        if line.start < skip:
            continue
        if line.start >= seen and _HEAD.match(plain, line.start):
            heading = read_heading(text, line.start, least=1)
            if heading and len(set(heading[0]) & set(roles)) > 2:
                skip = heading[1]
                continue
            seen = _behind_no_heading(text, plain, line.start)
        out.append(line)
    return out


def _starts_cell(words: str) -> bool:
    head = words.lstrip()[:1]
    return head in '-+“"(•*' or head.isupper() or head.isdigit()


def _cell_text(text: str, lines: Sequence[Line]) -> str:
    return "\n".join(text[ln.start : ln.end].strip() for ln in lines)


def _opening(text: str, lines: Sequence[Line], index: int, spaced: bool) -> float:
    """How much line `index` looks like the first of a cell."""
    words = text[lines[index].start : lines[index].end].strip()
    if lines[index].soft:
        return -0.4
    score = 0.5 if _starts_cell(words) else -4.0
    if index:
        before = text[lines[index - 1].start : lines[index - 1].end].rstrip()
        bullets = before.lstrip()[:1] in "-+"
        if words[:1] in "-+":
            score -= 0.8 if bullets else 0.0
        elif bullets and _starts_cell(words):
            score += 0.4
        if before.endswith("-"):
            score -= 3.0
        elif before.endswith((",", " và")):
            score -= 1.5
        elif _LEADS_ON.search(before[-20:].lower()):
            score -= 3.0
        elif before.endswith(";") and words[:1] not in "-+":
            score -= 0.8
        if _cuts_name(before[-40:], words[:40]):
            score -= 2.5
        if spaced and lines[index].fresh and not lines[index].page:
            score += 2.5
    return score


@functools.lru_cache(maxsize=16384)
def _cuts_name(before: str, words: str) -> bool:
    """Whether a body's name goes on from the end of one line to the next: "Hiệp hội⏎Doanh nghiệp"."""
    plain = plain_text(f"{before} {words}")
    if _CUT_NAME.search(plain_text(f"{before} {words[:20]}")):
        return True
    joint = len(before)
    return any(m["listed"] and m.start() < joint < m.end() - 1 for m in load_names().pattern.finditer(plain))


def _breadth(word: str) -> float:
    """How wide a word is printed: an abbreviation ("UBND tỉnh" stays together) takes half as much again and more."""
    return len(word) * (2.0 if word.isupper() and len(word) > 2 else 1.0)


def _wrapped(text: str, line: Line, following: Line, width: int) -> float:
    """How well two lines follow each other in a cell of this width: a wrap that was not needed speaks against it."""
    if not width:
        return 0.0
    words = text[line.start : line.end].strip()
    after = text[following.start : following.end].split()
    score = -1.5 if len(words) > 1.25 * width + 2 else 0.0
    if after and after[0][:1] not in "-+" and len(words) + _breadth(after[0]) + 3 <= width:
        score -= 1.2
    return score


def column_widths(rows: Sequence[GridRow], roles: Sequence[Role]) -> dict[Role, int]:
    """How many characters fit a line of each column, as a first reading of the rows shows it."""
    widths: dict[Role, int] = {}
    for role in roles:
        lengths = sorted(
            len(ln)
            for r in rows
            for c in r.cells
            if c.role == role
            for ln in c.text.split("\n")
            if len(c.text.split("\n")) > 1
        )
        if len(lengths) >= 4:
            widths[role] = lengths[(len(lengths) * 9) // 10]
    return widths


def lay_lines(
    text: str, lines: Sequence[Line], roles: Sequence[Role], *, continued: bool, widths: dict[Role, int] | None = None
) -> list[tuple[Role, list[Line]]]:
    """The lines of a row on the columns, in order."""
    n, m = len(lines), len(roles)
    spaced = sum(not ln.fresh for ln in lines) * 2 > n
    opening = [_opening(text, lines, i, spaced) for i in range(n)]
    starts = [i for i in range(n) if continued or opening[i] > -2.0 or i == 0]
    first: list[int] = []  # for each piece the first of its line
    for i, line in enumerate(lines):
        first.append(first[-1] if line.soft and first else i)
    begins = [_starts_cell(w) and w[:1] not in "-+(" for w in (text[ln.start : ln.end].strip() for ln in lines)]
    worst = float("-inf")
    wraps: dict[Role, list[float]] = {}
    for role in roles:
        width = (widths or {}).get(role, 0)
        sums = [0.0]
        for i in range(n - 1):
            following = text[lines[i + 1].start : lines[i + 1].end]
            if lines[i + 1].soft:
                sums.append(sums[-1] - (1.2 if begins_known_cell(plain_text(following)) else 0.0))
                continue
            gain = _wrapped(text, lines[i], lines[i + 1], width) - max(opening[i + 1], 0.0) * 0.4
            sums.append(sums[-1] + gain + (line_score(following, role) if begins[i + 1] else 0.0))
        wraps[role] = sums
    # best[j][i]: lines before i laid on the first j columns
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    stops = sorted({*starts, n})
    for j, role in enumerate(roles):
        layer: dict[int, tuple[float, int]] = {}
        skip = {"content": 0.0 if continued else -5.0, "lead": -1.5, "note": 0.0, "budget": -0.2}.get(role, -0.8)
        for i, (score, _) in best[j].items():
            if score + skip > layer.get(i, (worst, 0))[0]:
                layer[i] = (score + skip, i)
            if i >= n:
                continue
            for k in stops:
                if k <= i:
                    continue
                torn = k < n and lines[k].soft and first[i] != first[k]
                words = _cell_text(text, lines[i:k])
                gain = cell_score(words, role) + (opening[i] if i or not continued else 0.0)
                gain += wraps[role][k - 1] - wraps[role][i] - (_TORN if torn else 0.0)
                if score + gain > layer.get(k, (worst, 0))[0]:
                    layer[k] = (score + gain, i)
        best.append(layer)
    out: list[tuple[Role, list[Line]]] = []
    i = n
    for j in range(m, 0, -1):
        before = best[j][i][1]
        if before != i:
            out.append((roles[j - 1], list(lines[before:i])))
        i = before
    return out[::-1]


def _read_row(
    text: str, number: str | None, lines: Sequence[Line], roles: Sequence[Role], widths: dict[Role, int] | None = None
) -> GridRow | None:
    lines = list(split_glued(text, lines[:_MAX_LINES], amounts="budget" in roles))
    if not lines:
        return None
    cuts = [0, *[i for i, ln in enumerate(lines) if ln.page and i], len(lines)]
    cells: dict[Role, list[Line]] = {}
    for part, (a, b) in enumerate(itertools.pairwise(cuts)):
        for role, laid in lay_lines(text, lines[a:b], roles, continued=part > 0, widths=widths):
            cells.setdefault(role, []).extend(laid)
    made = tuple(
        GridCell(role=r, text=_cell_text(text, cells[r]), spans=tuple(Span(ln.start, ln.end) for ln in cells[r]))
        for r in roles
        if r in cells
    )
    return GridRow(number=number, cells=made)


def find_shredded(text: str, start: int) -> list[Grid]:
    """The shredded task tables from `start` on."""
    plain = plain_text(text)
    grids: list[Grid] = []
    at = start
    for _ in range(_MOST_HEADINGS):
        head = _HEAD.search(plain, at)
        if head is None:
            break
        heading = read_heading(text, head.start())
        at = head.end()
        if heading is None:
            at = max(at, _behind_no_heading(text, plain, head.start()))
            continue
        roles, body = heading
        following = _HEAD.search(plain, body)
        end = _table_end(text, plain, body)
        while following and following.start() < end:
            if read_heading(text, following.start()) is None:
                behind = max(following.end(), _behind_no_heading(text, plain, following.start()))
            elif _same_table(text, following.start(), roles):
                behind = following.end()
            else:
                end = following.start()
                break
            following = _HEAD.search(plain, behind)
        lines = _without_headings(text, read_lines(text, body, end), roles)
        columns = tuple(r for r in roles if r != "number")
        span = Span(head.start(), end)
        grid = (
            read_slices(text, lines, columns, span, _read_row)
            if is_sliced(text, lines)
            else _build(text, lines, columns, span)
        )
        if grid:
            grids.append(grid)
        at = end
    return grids


def _table_end(text: str, plain: str, at: int) -> int:
    """Where a table ends at the latest: before what closes a paper or opens the next; "Ủy ban nhân dân" is a cell."""
    ends = (
        m
        for m in _END.finditer(plain, at)
        if not (m["shouted"] and not text[m.start() : m.end()].isupper())
        and not (m["part"] and not text[m.start("part") : m.end("part")].isupper())
    )
    end = next(ends, None)
    return end.start() if end else len(text)


def _same_table(text: str, at: int, roles: tuple[Role, ...]) -> bool:
    """Whether a heading repeats the table's own: it shares the columns, and the rows after it do not start again."""
    heading = read_heading(text, at, least=1)
    if heading is None or len(set(heading[0]) & set(roles)) < min(3, len(roles)):
        return heading is not None and set(heading[0]) <= set(roles)
    following = re.compile(r"^[ \t]*(\d{1,2})[ \t]*[.|)]?[ \t]*(?:$|\D)", re.MULTILINE).search(text, heading[1])
    return set(heading[0]) <= set(roles) or following is None or int(following[1]) != 1


def _build(text: str, lines: list[Line], roles: tuple[Role, ...], span: Span) -> Grid | None:
    lines, groups = part_groups(text, lines)
    lines, levelled = part_levels(text, lines)
    marks = levelled or [(i, str(n), at) for i, n, at in find_numbers(text, lines, {index for index, _ in groups})]
    if not marks:
        return None
    parts: list[tuple[str, str | None, list[Line]]] = []
    if marks[0][1] == "2":
        parts.append(("1", None, lines[: marks[0][0]]))
    for position, (index, number, words_at) in enumerate(marks):
        stop = marks[position + 1][0] if position + 1 < len(marks) else len(lines)
        own = lines[index]
        first = [Line(words_at, own.end, True, False)] if words_at < own.end else []
        group = next((name for at, name in reversed(groups) if at <= index), None)
        parts.append((number, group, [*first, *lines[index + 1 : stop]]))
    widths = column_widths([r for n, _, part in parts if (r := _read_row(text, n, part, roles))], roles)
    rows = [replace(r, group=g) for n, g, part in parts if (r := _read_row(text, n, part, roles, widths))]
    return Grid(span=span, roles=roles, rows=tuple(_with_shared_leads(rows)), source="cells")


def _with_shared_leads(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """The rows; one without a doer has that of the row above, whose cell reaches over both."""
    above: GridRow | None = None
    for row in rows:
        if row.text("lead"):
            above = row
        elif above is not None and above.group == row.group and row.text("content") and not row.text("coordinate"):
            row = replace(row, cells=(*row.cells, *(replace(c, spans=()) for c in above.cells if c.role == "lead")))
        yield row
