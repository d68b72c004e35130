"""Where a citation may be: one pass over the text, then everything else looks only around what it found.

The places told are: a digit joined to a capital by a slash or a hyphen (the middle of a number), the words for document
types, the words that define a short name, and where paragraphs surely begin. Hyperscan finds them all at some hundreds of megabytes a second, in time linear in the
text whatever it holds; the patterns that read the neighbourhood are bounded, so the whole stays linear.

It refuses to judge: a place is not yet a citation.
"""

# ruff: noqa: E501  patterns are read as one line

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.citations.folded import Page
from loaders.citations.type_words import TYPE_BY_FOLDED, TYPE_WORDS, TypeWord
from loaders.patterns import PatternSet

_SPACE = r"\s+"
_NUMBER = rb"[0-9][A-Za-z]?\s{0,40}[/-]\s{0,40}[A-Z]"
# A number of before 2005 that has a blank where others have a slash: 13 TC/NSNN, 22 TT-LB.
_SPACED = rb"[0-9][A-Za-z]?[ ]{1,2}[A-Z]{2,5}[a-z]?[ ]?[/-][ ]?[A-Z]{2}"
# A sign in small letters: 08/2022/nđ-cp. Only types that rows know: "24/7 ke" is none.
_SMALL = rb"[0-9][/-](?:nd|qd|nq|tt|ttlt|ct|kh|tb|bc|kl|ttr|ctr|hd|cd|cv|qh|nqlt|ubtvqh)(?:[0-9]{1,2}\b|[-/][a-z]{2})"
_DEFINED = rb"\bgoi\s{1,6}((tat|chung)\s{1,6})?la\b"
# A new paragraph of its own: a base, a bullet, a number, an article. Wrapped lines are not.
_BREAK = (
    rb"\n[ *_|>#\"(]*(?:[-+*][ ]|[0-9]{1,2}[.)][0-9 ]|[0-9]{1,2}[/-][ ][A-Z]|[a-z][.)][ ]|[IVX]{1,5}[.)/-][ ]|Dieu\s{1,6}[0-9]|Chuong\s{1,6}[IVX]|C[a-z]n\s{1,6}c|"
    rb"Theo\s{1,6}de\s|Xet\s|Thuc\s{1,6}hien\s|Trien\s{1,6}khai\s|Thi\s{1,6}hanh\s|Tren\s{1,6}co\s{1,6}so\s|Noi\s{1,6}nhan|Tren\s{1,6}day|"
    rb"(?:CHU\s{1,6}TICH\s{1,6})?(?:UY\s{1,6}BAN|HOI\s{1,6}DONG)\s{1,6}NHAN\s{1,6}DAN\s|(?:BO|THU)\s{1,6}TRUONG\s|GIAM\s{1,6}DOC\s|"
    rb"Tiep\s{1,6}tuc\s|QUYET\s{1,6}DINH\s{0,6}:|NOI\s{1,6}NHAN|PHU\s{1,6}LUC)"
)
_NO_LAW = re.compile(r"\b(?:phap|ky|quy|dao)\s{1,6}$")  # pháp luật, kỷ luật, quy luật
_NO_CODE = re.compile(r"\b(?:cong|tuyen|bai|huy)\s{1,6}$")  # công bố Luật …, bãi bỏ Luật …
_LAW = TYPE_BY_FOLDED["luat"]
_NUMBER_ID, _DEFINED_ID, _BREAK_ID, _SPACED_ID, _SMALL_ID, _FIRST_TYPE = 0, 1, 2, 3, 4, 5


class TypeHit(NamedTuple):
    """A word for a document type, where it stands. A tuple, because every page makes hundreds of them."""

    start: int
    end: int
    word: TypeWord


@dataclass(frozen=True, slots=True)
class Anchors:
    """Every place that may matter, in the order of the text."""

    numbers: list[tuple[int, int]]  # from the digit to the capital
    types: list[TypeHit]
    defined: list[int]  # "gọi tắt là"
    breaks: list[int]  # line ends after which a new paragraph surely begins
    borders: Sequence[int]  # where the cells of the reader's tables end: nothing is read over them

    def paragraph(self, at: int) -> int:
        """Where the paragraph that holds an offset begins."""
        index, cell = bisect_right(self.breaks, at) - 1, bisect_left(self.borders, at) - 1
        return max(self.breaks[index] + 1 if index >= 0 else 0, self.borders[cell] if cell >= 0 else 0)

    def paragraph_end(self, at: int, limit: int) -> int:
        """Where it surely ends: the next break, at most `limit`."""
        index = bisect_right(self.breaks, at)
        return self.cell_end(at, min(self.breaks[index], limit) if index < len(self.breaks) else limit)

    def cell_end(self, at: int, limit: int) -> int:
        """Where the table cell that holds an offset ends, if that is before `limit`."""
        index = bisect_left(self.borders, at)
        return min(self.borders[index], limit) if index < len(self.borders) else limit


_PATTERNS = PatternSet(
    [
        _NUMBER,
        _DEFINED,
        _BREAK,
        _SPACED,
        _SMALL,
        *(rb"\b" + _SPACE.join(map(re.escape, row.folded.split())).encode() + rb"\b" for row in TYPE_WORDS),
    ],
    [False, True, False, False, False, *(True for _ in TYPE_WORDS)],
)


def find_anchors(page: Page, borders: Sequence[int] = ()) -> Anchors:
    """One pass over the folded text. Where two type words start together the longer is kept."""
    numbers: list[tuple[int, int]] = []
    types: list[TypeHit] = []
    defined: list[int] = []
    breaks: list[int] = []
    for start, end, pattern in _PATTERNS.scan(page.data):
        if pattern >= _FIRST_TYPE:
            word = TYPE_WORDS[pattern - _FIRST_TYPE]
            if word.folded == "bo luat" and _NO_CODE.search(page.low, max(0, start - 10), start):
                word, start = _LAW, page.low.index(_LAW.folded, start, end)
            if word.folded == "luat" and _NO_LAW.search(page.low, max(0, start - 10), start):
                continue
            if types and start < types[-1].end:
                if end > types[-1].end and start == types[-1].start:
                    types[-1] = TypeHit(start, end, word)
            else:
                types.append(TypeHit(start, end, word))
        elif pattern in (_NUMBER_ID, _SPACED_ID, _SMALL_ID):
            if not numbers or start > numbers[-1][0]:
                numbers.append((start, end))
        elif pattern == _BREAK_ID:
            if not breaks or start > breaks[-1]:
                breaks.append(start)
        else:
            defined.append(end)
    return Anchors(numbers, types, defined, breaks, borders)
