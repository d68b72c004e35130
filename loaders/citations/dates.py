"""Dates beside a number, in every form offices write them.

    ngày 15/7/2021 · ngày 15 tháng 7 năm 2021 · 15-7-2021 · 15.7.2021 · tháng 5 năm 2020 · tháng 5/2020

A year of three digits (`25/6/202`), or one that no document has (`10/5/2924`), is garbled where "ngày" says that a
date stands there. A year of five digits is either a year with the number of a footnote glued to it (`13/02/20232`)
or a garbled year (`09/6/20205`); one of six (`06/10/202222`) is garbled unless the document's number says its first
four. Which one is decided by what else is known: the year inside the document's own number, and the day on which
the citing document was signed. Both keep the very words and say their doubt; only the first gives a date.

It refuses to mend a date: `31/02/2023` is returned as it stands.
"""

# ruff: noqa: E501  patterns are read as one line

import re
from dataclasses import dataclass

from loaders.citations.folded import Page
from ontology.dates import make_date

# Space is taken whole (possessive): what follows never begins with it, and nothing is tried twice.
_S = r"\s{0,90}+"
_LEAD = rf"{_S}(?:[,;(]|-(?=\s{{1,9}}ngay))?+{_S}(?:(?:cung|deu|ky|ban\s+hanh|thong\s+qua|de)\s+)?+"
_FULL = re.compile(
    _LEAD
    + rf"(?P<words>(?P<mark>ngay)?{_S}"
    + rf"(?:(?P<day>\d{{1,2}}){_S}(?P<sep>[/.-]){_S}(?P<month>\d{{1,2}}){_S}[/.-]{_S}(?P<year>\d{{3,6}}|\d{{2}}))(?![\d])"
    + rf"|(?P<mark2>ngay)?{_S}(?P<day2>\d{{1,2}}){_S}thang{_S}(?P<month2>\d{{1,2}}){_S},?{_S}nam{_S}(?P<year2>\d{{3,6}})(?!\d)"
    + rf"|(?:ngay[\s._]{{1,12}})?thang{_S}(?P<month3>\d{{1,2}}){_S}(?:/|[\s,]{{0,90}}nam\s){_S}(?P<year3>\d{{4,6}})(?!\d)"
    + r")"
)
_BLANK = re.compile(_LEAD + r"(?P<words>ngay[\s._/]{0,16}(?:/[\s._]{0,8})?(?:/\s{0,2}(?P<year>\d{4}))?)")
_LINE_OVER = re.compile(r"[ |*_.;]{0,8}(?:\n|\Z)")
# Who does something on a day that opens the next clause: "…, ngày 29/12/2023 UBND tỉnh ban hành Kế hoạch số …".
_WHO = (
    r"(?:ubnd|uy\s+ban|hdnd|hoi\s+dong|so|phong|bo|ban|huyen|quan|xa|phuong|tinh|thanh\s+pho|chinh\s+phu|thu\s+tuong|quoc\s+hoi|cuc|chi\s+cuc|"
    r"tong\s+cuc|trung\s+tam|doan|to|truong|don\s+vi|co\s+quan|chu\s+tich|giam\s+doc|thanh\s+tra|van\s+phong|tinh\s+uy|huyen\s+uy)\b[^,;.:()\d]{0,60}?"
)
_DOES = (
    r"(?:da(?!\s+(?:duoc\s+)?ban\s+hanh)|to\s+chuc|kiem\s+tra|tong\s+hop|lam\s+viec|hop|gui|co\s+(?:cong\s+van|van\s+ban|bao\s+cao|to\s+trinh|thong\s+bao)|"
    r"(?:da\s+)?ban\s+hanh\s+(?:[a-z]+\s+){1,4}(?:so\s*:?\s*)?\d)"
)
_EVENT = re.compile(rf"[\s,]{{1,9}}{_WHO}\s(?:{_DOES})\b")
_EVENT_AFTER_MARK = re.compile(rf"[\s,]{{1,9}}(?:(?:tong\s+hop|trinh|to\s+chuc|kiem\s+tra|gui)\b|{_WHO}\s{_DOES})")
_EVENT_AFTER_SEMICOLON = re.compile(rf"[\s,]{{1,9}}{_WHO}\s(?:da|ban\s+hanh|xay\s+dung|trien\s+khai)\b")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written: `value` as far as it can be read, and where the words stand."""

    value: str | None
    start: int
    end: int
    doubt: str | None = None


def _year(digits: str, number_year: int | None, signed: str | None) -> tuple[int | None, str | None]:
    if len(digits) == 4:
        return int(digits), None
    if len(digits) == 2:
        return 1900 + int(digits) if int(digits) > 44 else 2000 + int(digits), "short_year"
    year = int(digits[:4])
    if number_year is not None:
        return (year, "footnote") if year == number_year else (None, "garbled_year")
    latest = int(signed[:4]) if signed else 2100
    if not 1945 <= year <= latest or digits[4] == "0" or len(digits) > 5:
        return None, "garbled_year"
    dropped = {int(digits[:i] + digits[i + 1 :]) for i in range(4)} - {year}
    nearer = [y for y in dropped if year < y <= latest]
    return (None, "garbled_year") if nearer else (year, "footnote")


def read_date(low: str, at: int, number_year: int | None = None, signed: str | None = None) -> WrittenDate | None:
    """The date that begins at an offset of the folded text, or None."""
    found = _FULL.match(low, at, at + 260)
    if found is None:
        return None
    day = found["day"] or found["day2"]
    month = found["month"] or found["month2"] or found["month3"]
    digits = found["year"] or found["year2"] or found["year3"]
    possible = 1 <= int(month) <= 12 and (not day or 1 <= int(day) <= 31)
    if not possible and not (found["mark"] or found["mark2"]):
        return None  # no date at all; after "ngày" it is one that cannot be
    if len(digits) == 2 and not found["mark"]:
        return None
    year, doubt = _year(digits, number_year, signed)
    if year is not None and not 1930 <= year <= 2199:
        if not (found["mark"] or found["mark2"]) or not day:
            return None
        year, doubt = None, "garbled_year"
    value = None if year is None else make_date(int(day) if day else None, int(month), year)
    return WrittenDate(value, found.start("words"), found.end("words"), doubt)


def in_next_cell(page: Page, at: int, date: WrittenDate) -> bool:
    """Whether a bare date after `at` is a cell of its own: over a tab, or alone on the next line."""
    if not page.low[date.start : date.start + 1].isdigit():
        return False
    gap = page.text[at : date.start]
    return "\t" in gap or ("\n" in gap and _LINE_OVER.match(page.low, date.end) is not None)


def opens_event(page: Page, at: int, date: WrittenDate) -> bool:
    """Whether a date after `at` is the day of what the sentence tells next, and not the number's."""
    gap = page.low[at : date.start]
    if _EVENT.match(page.low, date.end, date.end + 160):
        return True
    if ";" in gap and _EVENT_AFTER_SEMICOLON.match(page.low, date.end, date.end + 160):
        return True
    return ("," in gap or ";" in gap) and _EVENT_AFTER_MARK.match(page.low, date.end, date.end + 160) is not None
