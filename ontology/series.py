"""When a number starts again: which series a document is in, and which stretch of it.

State bodies begin at 1 each year, Party committees with each congress term, the National Assembly numbers by term and
year. The rows are `tables/series.toml`. It refuses to name a term when the date does not say it.

>>> series_period("Ủy ban nhân dân tỉnh Hà Tĩnh", "Kế hoạch", "08/KH-UBND", "2024-01-08")
'2024'
>>> series_period("Tỉnh ủy Hà Tĩnh", "Nghị quyết", "12-NQ/TU", "2022-05-26")
'2020-2025'
>>> series_period(None, None, "59/2020/QH14", None)
'QH14'
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from ontology.dates import split_date
from ontology.errors import Message
from ontology.numbers import DocumentNumber, parse_number
from ontology.signs import is_party_sign
from ontology.tables import rows

Restart = Literal["year", "party_term", "assembly_term"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of a Central Committee, of local Party committees or of the National Assembly."""

    name: str
    since: str
    until: str | None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row: whose numbers restart when, and whether each type is counted by itself."""

    id: str
    restart: Restart
    per_type: bool
    source: str


@lru_cache(maxsize=1)
def _series() -> Mapping[str, Series]:
    return MappingProxyType(
        {
            row["id"]: Series(id=row["id"], restart=row["restart"], per_type=row["per_type"], source=row["source"])
            for row in rows("series", "series")
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """More numbers than any series under a sign has in a year."""

    sign: re.Pattern[str]
    most: int


@lru_cache(maxsize=1)
def ceilings() -> tuple[Ceiling, ...]:
    """The rows, in order."""
    return tuple(Ceiling(sign=re.compile(row["sign"]), most=row["most"]) for row in rows("series", "ceiling"))


@lru_cache(maxsize=1)
def _busiest_days() -> tuple[Ceiling, ...]:
    return tuple(Ceiling(sign=re.compile(row["sign"]), most=row["most"]) for row in rows("series", "day"))


def given_in_a_day(sign: str) -> int:
    """How many numbers under a sign one body may give out on one day.

    >>> given_in_a_day("KH-UBND"), given_in_a_day("NQ-HĐND")
    (20, 150)
    """
    return next((row.most for row in _busiest_days() if row.sign.search(sign)), 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSign:
    """A sign that no document has, and why."""

    sign: re.Pattern[str]
    why: Message
    since: str | None = None  # before that day there were such documents
    instead: str | None = None  # the body whose sign a document of that type has
    normative: bool = False  # only a number that carries its year cannot be: without it, it is no norm's

    def forbids(self, number: DocumentNumber) -> bool:
        """Whether no document has the sign of this number, on any day from `since` on."""
        return self.sign.search(number.sign) is not None and (number.year is not None or not self.normative)


@lru_cache(maxsize=1)
def impossible_signs() -> tuple[NoSign, ...]:
    """The rows, in order."""
    return tuple(
        NoSign(
            sign=re.compile(row["sign"]), why=Message(row["why_vi"], row["why_en"]), since=row.get("since"),
            instead=row.get("instead"), normative=row.get("normative", False),
        )
        for row in rows("series", "no_sign")
    )  # fmt: skip


def numbers_beside(written: str) -> tuple[str, ...]:
    """The same serial and type under the sign of another body, as signs are written one for another.

    >>> numbers_beside("18-NQ/CP")[:3], numbers_beside("12/KH-SNV")
    (('18/NQ-TTg', '18-NQ/TW', '18/NQ-QH'), ())
    """
    number = parse_number(written)
    bodies = rows("series", "mistaken")[0]["bodies"]
    if number is None or number.blank or number.type_abbr is None or number.body_abbr not in bodies:
        return ()
    return tuple(under_body(number, body) for body in bodies if body != number.body_abbr)


def under_body(number: DocumentNumber, body: str) -> str:
    """A number with the sign of another body, in that body's form."""
    if is_party_sign(body):
        return f"{number.serial}-{number.type_abbr}/{body}"
    head = f"{number.serial}/{number.year}" if number.year else number.serial
    return f"{head}/{number.type_abbr}-{body}"


@lru_cache(maxsize=8)
def terms(of: str) -> tuple[Term, ...]:
    """The terms of `central_committee`, `party` (local committees) or `assembly`, oldest first."""
    return tuple(
        Term(name=row["name"], since=row["since"], until=row.get("until"), source=row["source"])
        for row in rows("series", "term")
        if row["of"] == of
    )


def series_of(issuer: str | None, type_: str | None, number: str | None = None) -> Series:
    """The series a document is numbered in, by its issuer or, better, its number."""
    parsed = parse_number(number) if number else None
    if parsed and re.search(r"QH\d{1,2}$", parsed.sign):
        return _series()["assembly"]
    if parsed and parsed.body_abbr:
        party = is_party_sign(parsed.body_abbr)
        return _series()["party" if party else "normative" if parsed.year else "state"]
    if (
        issuer
        and re.search(r"\bủy\b|Đảng|Bộ Chính trị|Ban Bí thư", issuer)
        and not issuer.startswith("Ủy ban nhân dân")
    ):
        return _series()["party"]
    if issuer == "Quốc hội" or (type_ in ("Luật", "Bộ luật", "Pháp lệnh")):
        return _series()["assembly"]
    return _series()["state"]


@lru_cache(maxsize=65536)
def series_period(issuer: str | None, type_: str | None, number: str | None, date: str | None) -> str | None:
    """The stretch in which the number is unique: "2024", "2020-2025", "QH15"; None when it is not told."""
    parsed = parse_number(number) if number else None
    series = series_of(issuer, type_, number)
    if series.restart == "assembly_term":
        term = re.search(r"QH(\d{1,2})$", parsed.sign) if parsed else None
        return f"QH{int(term[1])}" if term else assembly_term(date)
    if parsed and parsed.year:
        return str(parsed.year)
    if date is None:
        return None
    if series.restart == "party_term":
        central = bool(parsed and parsed.body_abbr and parsed.body_abbr.upper().endswith("TW"))
        return party_term(date, central=central)
    return str(split_date(date)[0])


def party_term(date: str, *, central: bool = False) -> str | None:
    """The congress term of a date: local committees in general, or the centre.

    Local congresses are spread over a year (2015, 2020, 2025), so in such a year the day alone cannot tell for sure;
    the term that began then is taken from its usual month on. See `near_turn`.
    """
    return _term("central_committee_period" if central else "party", date)


def near_turn(date: str, *, central: bool = False) -> bool:
    """Whether a date lies where one cannot tell from outside which term it belongs to."""
    year, month, _ = split_date(date)
    turns = {int(split_date(t.since)[0]) for t in terms("central_committee_period" if central else "party")}
    return year in turns and (not central or (month or 1) <= 2)


def assembly_term(date: str | None) -> str | None:
    """The National Assembly's term on a date: "QH15"."""
    return _term("assembly", date) if date else None


def central_committee_term(date: str | None) -> str | None:
    """The Central Committee in office on a date: "XII"; None when the date is partial at a turn or unknown.

    >>> central_committee_term("2017-10-25"), central_committee_term("2022-06"), central_committee_term(None)
    ('XII', 'XIII', None)
    """
    return _term("central_committee", date) if date else None


def _term(of: str, date: str) -> str | None:
    low, high = f"{date}-01-01"[:10], f"{date}-12-31"[:10]
    if len(date) == 7:
        low, high = f"{date}-01", f"{date}-31"
    found = {_on(of, low), _on(of, high)}
    return found.pop() if len(found) == 1 else None


def _on(of: str, day: str) -> str | None:
    return next((t.name for t in terms(of) if t.since <= day and (t.until is None or day < t.until)), None)
