"""What an amending document quotes: wording of another document, in quotation marks after "như sau" or "cụm từ".

The words there are the amended document's. Their short ways of citing, what they stand on and what they call "this
document" are not the author's, so rules about his own citing pass them over; a wrong date is wrong there too. It finds
nothing where no amendment announces the quotation.
"""

import re

from ontology.values import Span

_ANNOUNCED = re.compile(
    r"(?:(?:sửa đổi|bổ sung|thay thế|thay cụm từ|bãi bỏ cụm từ|đính chính)[^“”\"]{0,400}?"
    r"(?:như\s+sau|thành|bằng|cụm từ)|\b(?:cụm từ|từ ngữ|các từ|các chữ))\s*:?\s*(?P<open>[“\"])",
    re.IGNORECASE,
)
_FARTHEST = 30_000


def quotations(raw: str) -> tuple[Span, ...]:
    """Every stretch of quoted wording, without its marks.

    >>> text = "Điều 2 được sửa đổi, bổ sung như sau: “Điều 2. Theo “Luật A” và Nghị định này.”. Điều 3."
    >>> [text[s.start:s.end] for s in quotations(text)]
    ['Điều 2. Theo “Luật A” và Nghị định này.']
    """
    found: list[Span] = []
    at = 0
    while match := _ANNOUNCED.search(raw, at):
        start = match.end("open")
        end = _closing(raw, start) if match["open"] == "“" else _straight(raw, start)
        if end is None:
            at = match.end()
            continue
        found.append(Span(start, end))
        at = end + 1
    return tuple(found)


def _closing(raw: str, start: int) -> int | None:
    """Where a quotation ends that may hold others."""
    depth = 1
    for mark in re.finditer(r"[“”]", raw[start : start + _FARTHEST]):
        depth += 1 if mark[0] == "“" else -1
        if depth == 0:
            return start + mark.start()
    return None


def _straight(raw: str, start: int) -> int | None:
    """Straight marks do not nest: the one that ends a line or a sentence closes."""
    close = re.search(r"\"\s*(?=[.;,]|\n|$)", raw[start : start + _FARTHEST])
    return start + close.start() if close else None
