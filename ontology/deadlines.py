"""The last day of a time as plans write it: "Quý II, IV", "Tháng 10/2024", "trước ngày 31/01/2024".

>>> find_deadline("Quý II, IV", year=2024)
'2024-12-31'
>>> find_deadline("Trước ngày 31/01/2024", year=2024), find_deadline("Thường xuyên trong năm 2024", year=2024) is None
('2024-01-31', True)

It refuses what has no end ("Từ Quý I", "Thường xuyên", "Định kỳ") and the plan's own year ("Năm 2024").
"""

import calendar
import re

from ontology.fold import fold_text

_OPEN = re.compile(r"thuong xuyen|^tu (?:quy|thang|nam|ngay)(?!.*\bden\b)|bat dau")
_REPEATED = re.compile(r"hang (?:nam|quy|thang|tuan|ngay)|moi (?:nam|quy|thang)|dinh ky")
_DAY = re.compile(r"(?<!thang )(?<![\d/.])(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?(?![\d/])")
_DAY_WORDS = re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})(?:\s+nam\s+(\d{4}))?")
_QUARTER = re.compile(
    r"quy\s+((?:i{1,3}v?|iv|[1-4])(?:\s*(?:,|-|va|/|;)\s*(?:quy\s+)?(?:i{1,3}|iv"
    r"|[1-4])(?![a-z0-9]))*)(?:\s*[/,]?\s*(?:nam\s+)?(\d{4}))?"
)
_MONTH = re.compile(
    r"thang\s+((?:1[0-2]|0?[1-9])(?:\s*(?:,|-|va)\s*(?:thang\s+)?(?:0?[1-9]"
    r"|1[0-2])(?!\d))*)(?:\s*[/.-]\s*(\d{4})|\s*,?\s*nam\s+(\d{4}))?"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _month_end(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def _from_days(plain: str, year: int | None) -> str | None:
    found = [m for pattern in (_DAY_WORDS, _DAY) for m in pattern.finditer(plain)]
    days = [(int(m[3] or year or 0), int(m[2]), int(m[1])) for m in found]
    valid = [(y, m, d) for y, m, d in days if y and 1 <= m <= 12 and 1 <= d <= calendar.monthrange(y, m)[1]]
    return "{:04d}-{:02d}-{:02d}".format(*max(valid)) if valid else None


def _from_quarters(plain: str, year: int | None) -> str | None:
    ends = []
    for match in _QUARTER.finditer(plain):
        numbers = [_QUARTERS[q] for q in re.findall(r"(?<![a-z])(?:iii|ii|iv|i|[1-4])(?![a-z0-9])", match[1])]
        of = int(match[2]) if match[2] else year
        if of and numbers:
            ends.append(_month_end(of, 3 * max(numbers)))
    return max(ends, default=None)


def _from_months(plain: str, year: int | None) -> str | None:
    ends = []
    for match in _MONTH.finditer(plain):
        numbers = [int(n) for n in re.findall(r"\d+", match[1])]
        of = int(match[2] or match[3] or 0) or year
        if of:
            ends.append(_month_end(of, max(numbers)))
    return max(ends, default=None)


def find_deadline(words: str | None, *, year: int | None) -> str | None:
    """The last day a time allows, as an ISO date; None when it has no last day."""
    if not words:
        return None
    plain = fold_text(words)
    if _OPEN.search(plain) or _REPEATED.search(plain):
        return None
    dated = _from_days(plain, year) or _from_quarters(plain, year) or _from_months(plain, year)
    if dated:
        return dated
    years = [int(y) for y in _YEAR.findall(plain)]
    return f"{max(years)}-12-31" if years and year is not None and max(years) > year else None
