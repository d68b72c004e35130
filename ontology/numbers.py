"""Document numbers: `08/KH-UBND`, `30/2020/NĐ-CP`, `12-NQ/TU`, taken apart and put together.

The grammar of signs is data (`tables/`); this module only applies it. It refuses to guess: what it cannot read is None.
"""

import re
from dataclasses import dataclass

from ontology.fold import fold_text

_NUMBER = re.compile(
    r"^\s*(?P<serial>\d[\d.]*[a-zđ]?)\s*(?:/\s*(?P<year>(?:19|20)\d\d))?\s*(?P<sep>[/-])\s*(?P<sign>\D.*?)\s*$", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """A number taken apart. `canonical` is how the record writes it."""

    serial: str
    year: int | None
    sign: str
    canonical: str


def parse_number(written: str) -> DocumentNumber | None:
    """The parts of a number, or None."""
    match = _NUMBER.match(written)
    if match is None:
        return None
    serial, year = match["serial"], match["year"]
    sign = re.sub(r"\s+", "", match["sign"]).replace("–", "-").replace("Ð", "Đ")
    canonical = f"{serial}/{year}{match['sep']}{sign}" if year else f"{serial}{match['sep']}{sign}"
    return DocumentNumber(serial=serial, year=int(year) if year else None, sign=sign, canonical=canonical)


def number_key(written: str) -> str:
    """For comparing two numbers however they are typed: folded, no spaces, no leading zeros, one kind of separator.

    >>> number_key("08/KH-UBND") == number_key("8 KH UBND") == number_key("8/KH/UBND")
    True
    """
    return "-".join(re.findall(r"[a-z&]+|\d+", re.sub(r"(?<!\d)0+(?=\d)", "", fold_text(written))))
