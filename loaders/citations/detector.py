"""The second opinion: every string that looks at all like a citation, found without the reader's rules.

A digit group joined by a slash or a hyphen to a letter, or a type word with "số": that is all the detector knows.
What it finds is in the record, or is listed as skipped with a reason; nothing is passed over in silence. It shares
the folded text with the reader, and nothing else.
"""

# ruff: noqa: E501  patterns are read as one line

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from loaders.citations.folded import Page, fold_page
from loaders.citations.own import Own
from loaders.citations.rejected import in_address, reason_before, skip_rows
from loaders.patterns import Hit, PatternSet
from ontology.values import Citation, Skipped, Span

_TYPE_NAMES = (
    "hien phap|luat|phap lenh|nghi quyet|nghi dinh|quyet dinh|thong tu|chi thi|lenh|ket luan|van ban|ke hoach|chuong trinh|"
    "de an|chien luoc|quy hoach|cong van|thong bao|huong dan|bao cao|to trinh|quy dinh|quy che|cong dien|thong tri|thong cao"
)
_DIGIT_SIGN = rb"[0-9][a-z]?\s{0,4}[/-]\s{0,4}[a-z]"
_TYPE_SO = ("\\b(?:" + _TYPE_NAMES.replace(" ", "\\s{1,6}") + ")\\s{1,6}so\\b").encode()
_GROUP = re.compile(
    r"[0-9.]{1,12}[A-Za-z]?\s{0,4}[/-]\s{0,4}(?:[A-Za-z0-9&]+(?:[/.-]\s{0,2}(?=[A-Za-z0-9])[A-Za-z0-9&]*)*)?"
)
_AFTER_SO = re.compile(r"[\s:._]{0,12}(?:\d[\d.]{0,8}[a-z]?|[/-]\s{0,3}[A-Z][A-Za-z&-]{0,12})?", re.I)


_TYPE_SO_ID, _SIGN_SO_ID = 1, 2
_SO = frozenset({"số", "so", "sô"})


# "QĐ-UBND số 46": the sign before the serial.
_SIGN_SO = rb"\b[A-Z]{1,4}[a-z]?[/-][A-Z][A-Za-z]{1,9}\s{1,6}so\s{1,6}[0-9]{1,6}\b"
_PATTERNS = PatternSet([_DIGIT_SIGN, _TYPE_SO, _SIGN_SO], [True, True, False])


def detect(page: Page) -> list[tuple[int, int]]:
    """Every citation-like string of a page, in order."""
    return [_whole(page, *hit) for hit in _hits(page)]


def _hits(page: Page) -> Iterator[Hit]:
    end_before = 0
    for start, end, pattern in _PATTERNS.scan(page.whole):
        if start < end_before or (pattern == _TYPE_SO_ID and page.text[end - 2 : end].lower() not in _SO):
            continue  # sở, sơ, sử: other words
        end_before = end
        yield start, end, pattern


def _whole(page: Page, start: int, end: int, pattern: int) -> tuple[int, int]:
    """The whole string around a hit."""
    if pattern == _SIGN_SO_ID:
        return start, end
    return _typed(page, start, end) if pattern == _TYPE_SO_ID else _group(page, start, end)


def _group(page: Page, start: int, end: int) -> tuple[int, int]:
    begin = start
    while begin > 0 and start - begin < 12 and page.folded[begin - 1] in "0123456789.":
        begin -= 1
    whole = _GROUP.match(page.folded, begin, begin + 80)
    return begin, max(end, whole.end() if whole else end)


def _typed(page: Page, start: int, end: int) -> tuple[int, int]:
    whole = _AFTER_SO.match(page.folded, end, end + 60)
    return start, max(end, whole.end() if whole else end)


def skip_rest(
    page: Page, citations: Sequence[Citation], rejected: Sequence[tuple[int, int, str]], own: Own
) -> tuple[Skipped, ...]:
    """What the detector or the reader saw and the record does not hold, each with its reason."""
    ends = sorted((c.span.start, c.span.end) for c in citations)
    starts = [start for start, _ in ends]
    reasons = {start: (end, reason) for start, end, reason in rejected}
    rejected_starts = sorted(reasons)
    out: dict[tuple[int, int], str] = {(start, end): reason for start, end, reason in rejected}
    for hit in _hits(page):
        if _covered(ends, starts, hit[0], hit[1]):
            continue
        start, end = _whole(page, *hit)
        index = bisect_right(rejected_starts, end - 1) - 1
        if index >= 0 and reasons[rejected_starts[index]][0] > start:
            continue
        out[(start, end)] = _reason(page, start, end, own)
    rows = skip_rows()
    return tuple(
        Skipped(span=Span(start, end), quote=page.text[start:end], reason=reason, why=rows[reason].why)
        for (start, end), reason in sorted(out.items())
    )


def skip_foot(text: str, start: int) -> tuple[Skipped, ...]:
    """What stands in the foot of a portal's page, which is not the document's: every citation-like string, so named."""
    if start >= len(text):
        return ()
    why = skip_rows()["portal_foot"].why
    return tuple(
        Skipped(span=Span(start + a, start + b), quote=text[start + a : start + b], reason="portal_foot", why=why)
        for a, b in detect(fold_page(text[start:]))
    )


def _covered(spans: list[tuple[int, int]], starts: list[int], start: int, end: int) -> bool:
    """Whether a citation's span touches this string."""
    index = bisect_right(starts, end - 1) - 1
    if index >= 0 and spans[index][1] > start:
        return True
    return any(spans[i][1] > start for i in range(index - 1, max(-1, index - 4), -1))


def _reason(page: Page, start: int, end: int, own: Own) -> str:
    if any(a <= start < b or a < end <= b for a, b in own.spans):
        return "own_number"
    if in_address(page, start):
        return "url"
    if start and page.folded[start - 1].isalpha():
        return "part_of_word"
    if (reason := reason_before(page, start)) is not None:
        return reason
    words = page.whole[start:end].decode("ascii").lower()
    for row in skip_rows().values():
        if row.itself is not None and row.itself.search(words + " "):
            return row.id
    return "unknown_sign"
