"""How well a citation fits a work, field by field: the measure that resolving and clustering share.

One measure for both, so that a typing error that resolves to a work never also founds a work of its own. It refuses
to call a number alone an identity: `08/KH-UBND` exists in every province, every year.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from graph.abbreviations import spell_out
from graph.identity import names_one_body, period_of, renamed, same_series_body
from graph.lookup import name_words
from ontology.fold import fold_key

Agreement = Literal["same", "unknown", "guess", "differs"]
DateFit = Literal["same", "unknown", "partial", "day_month", "near", "differs"]

_OF_A_YEAR = re.compile(r"(?<!den )\bnam (?:19|20)\d\d\b")  # "năm 2024", not "đến năm 2030"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SAME_TITLE = 0.85  # from here on two titles are one title, abridged or retyped
WHOLE_TITLE = 0.95
_LONG_TITLE = 6  # words
_RECURRING = 30  # up to here a body may give the same paper the same number year after year
OTHER_TITLE = 0.35  # up to here they speak of different things


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What is said of a document, by a citation, by its own text or by a register row."""

    number: str
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    period: str | None = None
    issuer_guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Two sayings compared. `same_document` is the verdict; the score ranks candidates."""

    issuer: Agreement
    date: DateFit
    title: float | None  # None: one of them gives no title
    same_series: bool  # the number is unique in the period both stand in
    type_differs: bool
    period_agrees: bool
    score: float
    whole_title: bool = False  # a long title agrees whole, which no other document of this number has

    @property
    def possible(self) -> bool:
        """Nothing speaks against it but a field that people mistype."""
        return self.issuer != "differs" or (self.date == "same" and (self.title or 0) >= SAME_TITLE)

    @property
    def contradicted(self) -> bool:
        """Both give a title and the titles speak of different things."""
        return self.title is not None and self.title <= OTHER_TITLE

    @property
    def same_document(self) -> bool:
        """Whether these are one document, one of them perhaps misquoted."""
        if not self.possible:
            return False
        if self.date in ("same", "partial"):
            return True
        if self.contradicted or self.date == "unknown":
            return False
        if self.same_series or (self.whole_title and self.issuer == "same" and not self.type_differs):
            return True
        agreeing = (
            (self.title is not None and self.title >= SAME_TITLE) + (self.date == "day_month") + self.period_agrees
        )
        return agreeing >= 2 or (self.date in ("day_month", "near") and self.issuer == "same" and agreeing >= 1)


@lru_cache(maxsize=65536)
def title_likeness(one: str, other: str) -> float:
    """0 … 1; an abridged title is like the whole one, and other years make another title."""
    a, b = name_words(spell_out(one)), name_words(spell_out(other))
    if not a or not b:
        return 0.0
    years_a, years_b = set(_YEAR.findall(a)), set(_YEAR.findall(b))
    shorter, longer = sorted((a, b), key=len)
    whole = fuzz.token_sort_ratio(a, b) / 100
    part = fuzz.partial_ratio(shorter, longer) / 100 if len(shorter) >= 20 else 0.0
    likeness = max(whole, part * 0.97)
    if years_a and years_b and not years_a & years_b:
        return min(likeness, 0.6)
    return likeness


def _date_fit(one: str | None, other: str | None) -> DateFit:
    if not one or not other:
        return "unknown"
    if one == other:
        return "same"
    if one.startswith(other) or other.startswith(one):
        return "partial"
    if len(one) == len(other) == 10:
        if one[4:] == other[4:]:
            return "day_month"
        differing = sum(x != y for x, y in zip(one, other, strict=True))
        if differing <= 1 or (differing == 2 and sorted(one) == sorted(other)):
            return "near"
    return "differs"


@lru_cache(maxsize=65536)
def compare(citing: Written, work: Written) -> Fit:
    """Compare two sayings that carry the same number."""
    same = same_series_body(work.number, citing.issuer, work.issuer)
    specific = names_one_body(work.number)
    issuer: Agreement
    if same or (specific and same is None):
        issuer = "same"
    elif same is None:
        issuer = "unknown"
    elif specific or citing.issuer_guessed or work.issuer_guessed or renamed(citing.issuer, work.issuer):
        issuer = "guess"
    else:
        issuer = "differs"
    date = _date_fit(citing.date, work.date)
    title = title_likeness(citing.title, work.title) if citing.title and work.title else None
    mine, theirs = period_of(citing.number, citing.date), period_of(work.number, work.date)
    unsaid = not citing.issuer and citing.number.endswith(
        "/TW"
    )  # the organs of the Party's centre number in one series
    same_series = bool(mine and mine == theirs and (issuer == "same" or unsaid))
    whole_title = title is not None and title >= WHOLE_TITLE and _is_its_alone(citing, work)
    type_differs = bool(citing.type and work.type and fold_key(citing.type) != fold_key(work.type))
    period_agrees = bool(citing.period and citing.period == work.period)
    score = 0.4 + {"same": 0.2, "unknown": 0.05, "guess": 0.0, "differs": -0.3}[issuer]
    score += {"same": 0.25, "partial": 0.2, "unknown": 0.05, "day_month": 0.12, "near": 0.1, "differs": -0.2}[date]
    score += 0.1 if same_series else 0.0
    score += 0.0 if title is None else 0.3 * (title - 0.5)
    score -= 0.1 if type_differs else 0.0
    score += 0.05 if period_agrees else 0.0
    return Fit(
        issuer=issuer, date=date, title=title, same_series=same_series, type_differs=type_differs,
        period_agrees=period_agrees, score=round(min(1.0, max(0.0, score)), 3), whole_title=whole_title,
    )  # fmt: skip


def _is_its_alone(citing: Written, work: Written) -> bool:
    """A long title that is no yearly one, under a number high enough: no paper of another year has both.

    "02/NQ-CP" and "01/KH-UBND" come with nearly the same title every year, and writers leave the year out.
    """
    ours, theirs = name_words(citing.title or ""), name_words(work.title or "")
    years = set(_YEAR.findall(ours)), set(_YEAR.findall(theirs))
    of_one_year = bool(_OF_A_YEAR.search(ours) or _OF_A_YEAR.search(theirs))
    serial = re.match(r"\d+", work.number)
    return (
        min(len(ours.split()), len(theirs.split())) >= _LONG_TITLE
        and (years[0] == years[1] or (not of_one_year and (years[0] <= years[1] or years[1] <= years[0])))
        and serial is not None
        and int(serial[0]) > _RECURRING
    )
