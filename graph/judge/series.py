"""How far a number alone settles a work: within one series it is unique.

State bodies start again each year, Party committees with each congress term, the National Assembly's numbers carry
the term or the year. Near the turn of a Party term nobody can say from outside in which a number falls, so nothing
is certain there.
"""

import re

from ontology.dates import split_date

_YEARED = re.compile(r"^\s*\d[\d.]*[a-zđ]?\s*/\s*((?:19|20)\d\d)\s*/", re.I)
_PARTY = re.compile(r"^\s*\d[\d.]*[a-zđ]?\s*-\s*[A-ZĐ]\w*\s*/", re.I)
_TERM = re.compile(r"/?(?:UBTVQH|QH)\s*(\d{1,2})\s*$", re.I)

# First day and last of the National Assembly's terms (by the years in which their documents may be dated).
ASSEMBLY_TERMS = {
    9: (1992, 1997),
    10: (1997, 2002),
    11: (2002, 2007),
    12: (2007, 2011),
    13: (2011, 2016),
    14: (2016, 2021),
    15: (2021, 2026),
    16: (2026, 2031),
}


def year_in_number(number: str | None) -> int | None:
    """`30/2020/NĐ-CP` → 2020."""
    match = _YEARED.match(number or "")
    return int(match[1]) if match else None


def is_party(number: str | None) -> bool:
    """`12-NQ/TU`: hyphen before the type, slash before the body."""
    return bool(_PARTY.match(number or ""))


def assembly_term(number: str | None) -> int | None:
    """`15/2015/QH13` → 13."""
    match = _TERM.search(number or "")
    return int(match[1]) if match else None


def same_series(number: str, written: str, actual: str) -> float | None:
    """How sure it is that two dates under one number lie in one series; None when they do not."""
    one, other = split_date(written)[0], split_date(actual)[0]
    if year_in_number(number) is not None:
        return 0.995
    if is_party(number):
        near_turn = any(year % 5 == 0 for year in (one, other))
        if _party_term(one) == _party_term(other) and not near_turn:
            return 0.99
        return 0.75 if abs(one - other) <= 4 and near_turn else None
    return 0.99 if one == other else None


def _party_term(year: int) -> int:
    return (year - 1) // 5


def out_of_term(number: str | None) -> bool:
    """A year in which that term of the National Assembly did not sit: 79/2006/QH12."""
    term, year = assembly_term(number), year_in_number(number)
    first, last = ASSEMBLY_TERMS.get(term or 0, (0, 9999))
    return year is not None and not first <= year <= last
