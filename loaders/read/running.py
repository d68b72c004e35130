"""Running heads, page numbers and stamps: what stands on a page without being part of what it says.

They are recognised so that a citation that goes over the page is not broken by them. Three signs: the gazette's head
("CÔNG BÁO/Số …"), the block a digital signature prints (who signed, where, when), and a line at the top or bottom edge
that comes back on other pages word for word and digit for digit, but for one number that counts up with the pages, on
one height and parted from the text by more than its paragraphs are. A line that holds a document's number, a sign or a
date is never taken for its place alone: the lines of a list are alike too. What is taken is named in a notice.
"""

import re
from collections import Counter
from itertools import pairwise

from loaders.read.layout import Block
from loaders.read.lines import Line
from ontology.errors import Message

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
# A number with its sign, a number that is announced, a date: what a page says, wherever it stands.
_SAID = re.compile(
    r"\d\s*/\s*\w|\bsố\s*:?\s*\d|\d\s?-\s?[A-ZĐ]{2}|\bngày\s+\d|\d[.-]\d{1,2}[.-]\d|[A-ZĐ]{2}-[A-ZĐ]{2}", re.I
)
_OUT_OF_PAGES = re.compile(r"(?P<n>\d{1,4})\s*/\s*\d{1,4}\s*$|\btrang\s+(?P<m>\d{1,4})\s*/\s*\d{1,4}", re.I)
_EDGE = 0.12
_STEP = 8.0  # points: lines of one height on different pages, scans included
_LONGEST = 120
_SHOWN = 4  # lines a notice quotes


def _likenesses(line: Line) -> set[str]:
    """What another page's line must share with this one: its height, and all of it but one number that counts up."""
    text = " ".join(line.text.split()).casefold()
    if len(text) >= _LONGEST or _SAID.search(_OUT_OF_PAGES.sub("", text)):
        return set()
    alike = [text] + [
        f"{text[: number.start()]}\n{int(number[0]) - line.page}\n{text[number.end() :]}"
        for number in re.finditer(r"\d{1,4}", text)
    ]
    heights = (
        f"\n{line.base // _STEP}",
        f"\n{line.base // _STEP + 0.5 * (1 if line.base % _STEP >= _STEP / 2 else -1)}",
    )
    return {words + height for words in alike for height in heights}


def _parted(lines: list[Line], height: float) -> list[Line]:
    """The outermost lines of a page, as far as the first gap that is wider than those between its paragraphs."""
    bases = sorted({round(line.base, 1) for line in lines})
    gaps = sorted(gap for a, b in pairwise(bases) if (gap := b - a) > 2)
    wide = 1.15 * gaps[int(len(gaps) * 0.8)] if len(gaps) > 4 else 0.0
    top = [base for base in bases if base < height * _EDGE]
    low = [base for base in bases if base > height * (1 - _EDGE) + 10]
    head = _outside(bases, top, wide)
    foot = _outside(bases[::-1], low[::-1], wide)
    return [line for line in lines if round(line.base, 1) in head | foot]


def _outside(bases: list[float], edge: list[float], wide: float) -> set[float]:
    """The heights at one edge that stand before its last wide gap; `bases` runs from that edge inwards."""
    for i in range(len(edge) - 1, -1, -1):
        if i + 1 == len(bases) or abs(bases[i + 1] - bases[i]) > wide:
            return set(edge[: i + 1])
    return set()


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
    apart: list[list[Line]] = []
    seen: Counter[str] = Counter()
    for blocks, height in zip(pages, heights, strict=True):
        lines = [line for block in blocks for line in block.lines]
        whole.append(lines)
        edges.append([li for li in lines if li.base < height * _EDGE or li.top > height * (1 - _EDGE)])
        apart.append(_parted(lines, height))
        seen.update({likeness for line in apart[-1] for likeness in _likenesses(line)})
    often = max(3, round(len(pages) * 0.4))
    taken: list[Line] = []
    numbers = _page_numbers(edges, whole)
    for blocks, lines, outer in zip(pages, whole, apart, strict=True):
        out = {id(lines[i]) for i in _stamps(lines)}
        out |= {id(line) for line in lines if _GAZETTE.match(line.text)}
        out |= {id(line) for line in outer if any(seen[likeness] >= often for likeness in _likenesses(line))}
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


def describe_running(taken: list[Line]) -> Message | None:
    """What was moved out of the text, in a few words; bare page numbers are only counted."""
    shown: dict[str, None] = {}
    numbers = 0
    for line in taken:
        if _PAGE_NUMBER.match(line.text):
            numbers += 1
        else:
            shown.setdefault(line.text)
    if not taken:
        return None
    quoted = "; ".join(f"“{text}”" for text in list(shown)[:_SHOWN])
    more = len(shown) - _SHOWN
    vi = [quoted] * bool(shown) + [f"{more} dòng khác"] * (more > 0) + [f"{numbers} số trang"] * bool(numbers)
    en = [quoted] * bool(shown) + [f"{more} other lines"] * (more > 0) + [f"{numbers} page numbers"] * bool(numbers)
    return Message(
        f"Đầu trang, chân trang và khối chữ ký số được tách khỏi nội dung: {', '.join(vi)}.",
        f"Running heads and signature stamps were set apart from the text: {', '.join(en)}.",
    )
