"""What a number can tell about who and when: the one place where the graph asks the ontology about identity.

The key of a document is (issuer, type, number, series period). This module says whether a number names one body by
itself, in which period of its series a document falls, and under which key it stands or waits. It refuses to fill in
an issuer or a year that nobody wrote.
"""

import re
from functools import lru_cache

from ontology.dates import split_date
from ontology.fold import fold_key, fold_text
from ontology.numbers import number_key, parse_number

# Abbreviations that name one body in the whole country; "UBND", "HĐND", "TU" name thousands.
_CENTRAL = re.compile(
    r"(?:^|[-/])(?:CP|TTG|CTN|QH\d+|UBTVQH\d+|TW|BCT|BBT|B(?:NV|TC|TP|CA|QP|NG|CT|XD|YT|GTVT|TTTT|TNMT|KHCN|KHĐT|GDĐT|"
    r"NNPTNT|NNMT|LĐTBXH|VHTTDL|DTTG)|VPCP|TTCP|UBDT|NHNN|KTNN|TANDTC|VKSNDTC)(?=$|[-/.])",
    re.I,
)
_TERM = re.compile(r"(?:QH|UBTVQH)(\d{1,2})\b", re.I)
_PARTY = re.compile(r"^\s*\d+[a-zđ]?\s*-\s*[^\W\d]+\s*/", re.I)
_CONGRESS = (1996, 2001, 2006, 2010, 2015, 2020, 2025, 2030)


@lru_cache(maxsize=65536)
def cell_of(number: str) -> str:
    """The key of everything written under one number, however it is typed."""
    return number_key(number)


@lru_cache(maxsize=65536)
def names_one_body(number: str) -> bool:
    """Whether the sign itself says who issued it (`NQ-CP`), so that the words beside it add nothing."""
    parsed = parse_number(number)
    return bool(parsed and _CENTRAL.search(parsed.sign))


_TYPES = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "KH": "Kế hoạch", "TB": "Thông báo", "HD": "Hướng dẫn",
    "CTR": "Chương trình", "BC": "Báo cáo", "TTR": "Tờ trình", "CĐ": "Công điện", "NĐ": "Nghị định", "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch", "KL": "Kết luận", "QC": "Quy chế",
}  # fmt: skip


@lru_cache(maxsize=65536)
def type_of(number: str, written: str | None) -> str | None:
    """The type that the sign gives; the written one where the sign gives none (laws, official letters)."""
    parsed = parse_number(number)
    head = re.split(r"[-/.]", parsed.sign.upper())[0] if parsed else ""
    return _TYPES.get(head, written)


@lru_cache(maxsize=65536)
def period_of(number: str, date: str | None) -> str | None:
    """The stretch of its series in which a number is unique: a year, a Party term or a National Assembly term."""
    parsed = parse_number(number)
    if parsed is None:
        return None
    term = _TERM.search(parsed.sign)
    if term:
        return f"QH{int(term[1])}"
    if parsed.year:
        return str(parsed.year)
    if not date:
        return None
    year = split_date(date)[0]
    if _PARTY.match(parsed.canonical):
        start = max((y for y in _CONGRESS if y <= year), default=None)
        later = [y for y in _CONGRESS if y > year]
        return f"{start}-{later[0]}" if start and later else str(year)
    return str(year)


@lru_cache(maxsize=65536)
def work_key(issuer: str | None, type_: str | None, number: str | None, date: str | None) -> str | None:
    """The identity key, or None while any part of it is unknown."""
    if not number or not issuer:
        return None
    period = period_of(number, date)
    if period is None:
        return None
    return "/".join((_slug(issuer), _slug(type_of(number, type_) or "van-ban"), period, number_key(number)))


def _slug(words: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in fold_text(words)).split())


@lru_cache(maxsize=65536)
def same_body(one: str | None, other: str | None) -> bool | None:
    """Whether two names mean one body; None when either is not known."""
    if not one or not other:
        return None
    return fold_key(one) == fold_key(other)
