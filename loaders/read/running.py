"""Running heads, page numbers and stamps: what stands on a page without being part of what it says.

They are recognised so that a citation that goes over the page is not broken by them. Three signs: the gazette's head
("CÔNG BÁO/Số …"), the block a digital signature prints (who signed, where, when), and a line at the top or bottom edge
that comes back, but for its digits, on other pages. A first page's lone heading is never taken.
"""

import re
from collections import Counter

from loaders.read.layout import Block
from loaders.read.lines import Line

_GAZETTE = re.compile(r"^(?:\d{1,4}\s+)?CÔNG\s*BÁO\s*/\s*Số\s+\d.*$", re.I)
_STAMP = re.compile(
    r"^(?:Người\s*ký|Ký\s*bởi|Được\s*ký\s*bởi|Email|Cơ\s*quan|Tổ\s*chức|Đơn\s*vị|Chức\s*vụ|Thời\s*gian\s*ký|Ngày\s*ký|Giờ\s*ký"
    r"|Signature\s+Valid|Digitally\s+signed\s+by|Date|Reason|Location)\s*:?",
    re.I,
)
_STAMP_KEY = re.compile(
    r"Thời\s*gian\s*ký\s*:|Ký\s*bởi\s*:|Digitally\s+signed|Ngày\s*ký\s*:.{0,24}\d\d:\d\d|\d\d:\d\d:\d\d\s*\+0?7", re.I
)
_PAGE_NUMBER = re.compile(r"^[-–—\s]*(?:Trang\s+)?(\d{1,4})(?:\s*/\s*\d{1,4})?[-–—\s]*$", re.I)
_EDGE = 0.12


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def _stamps(lines: list[Line]) -> set[int]:
    """The lines of signature blocks: stamp words near a line that only a stamp has."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        if not _STAMP_KEY.search(line.text):
            continue
        found.add(i)
        for step in (-1, 1):
            j = i + step
            while 0 <= j < len(lines) and abs(j - i) < 7 and _belongs(lines[j], line):
                found.add(j)
                j += step
    return found


def _belongs(line: Line, key: Line) -> bool:
    """Whether a line beside a stamp's key line is part of the stamp."""
    if _STAMP.match(line.text) or _STAMP_KEY.search(line.text):
        return True
    near = (
        abs(line.base - key.base) < 8 * key.size
        and line.x0 >= key.x0 - 4 * key.size
        and abs(line.size - key.size) < 0.15 * key.size
    )
    return near and len(line.text) < 60 and key.size < 10 and line.size < 10


def find_running(pages: list[list[Block]], heights: list[float]) -> list[Line]:
    """Take the running lines out of the blocks and return them, page by page."""
    edges: list[list[Line]] = []
    whole: list[list[Line]] = []
    seen: Counter[str] = Counter()
    for blocks, height in zip(pages, heights, strict=True):
        at_edge = [
            line for block in blocks for line in block.lines
            if line.base < height * _EDGE or line.top > height * (1 - _EDGE)
        ]  # fmt: skip
        edges.append(at_edge)
        whole.append([line for block in blocks for line in block.lines])
        seen.update({_masked(line.text) for line in at_edge})
    often = max(3, round(len(pages) * 0.4))
    taken: list[Line] = []
    numbers = _page_numbers(edges, whole)
    for blocks, lines, at_edge in zip(pages, whole, edges, strict=True):
        out = {id(lines[i]) for i in _stamps(lines)}
        out |= {id(line) for line in lines if _GAZETTE.match(line.text)}
        out |= {id(line) for line in at_edge if seen[_masked(line.text)] >= often and len(line.text) < 120}
        out |= numbers & {id(line) for line in lines}
        taken.extend(line for line in lines if id(line) in out)
        for block in blocks:
            block.lines = [line for line in block.lines if id(line) not in out]
        blocks[:] = [block for block in blocks if block.lines or block.cells]
    return taken


def _page_numbers(edges: list[list[Line]], pages: list[list[Line]]) -> set[int]:
    """Bare numbers that are the outermost line of their page and count along with the pages.

    A number that does not count along (a cell of a table, a year) stays.
    """
    candidates: list[tuple[int, int]] = []  # id of the line, its number less its page
    for at_edge, lines in zip(edges, pages, strict=True):
        if not lines:
            continue
        ends = (min(line.base for line in lines), max(line.base for line in lines))
        heads = [line.base for line in lines if _GAZETTE.match(line.text)]
        for line in at_edge:
            match = _PAGE_NUMBER.match(line.text)
            near_head = any(abs(line.base - base) < 30 for base in heads)
            if match and (near_head or any(abs(line.base - end) < 2 for end in ends)):
                candidates.append((id(line), int(match[1]) - line.page))
    often = Counter(offset for _, offset in candidates)
    return {line for line, offset in candidates if often[offset] > 1 or (offset == 0 and len(pages) < 3)}
