"""A number that its series cannot have on the day written: only with evidence, and never louder than a warning.

Numbers of one body, type and year are given one after another, though not on the day: a number is kept for a paper that
is signed later, a register holds a wrong row. So a month is left either way, two works known for certain must both say
so (one alone is a reason to look), and works whose own number and date are known are not asked at all. In a register of
2,548 numbers taken from real citations, 18 stand so against two others; all but one or two of those are miswritten.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from graph.issuers import same_issuer
from graph.judge.case import Case
from graph.judge.correct import corrected
from graph.judge.sentence import about_citation, say_date
from graph.lookup import series_known, series_of_key
from ontology.bodies import context_of
from ontology.body_signs import issuer_of_sign
from ontology.dates import parse_day
from ontology.errors import Message
from ontology.numbers import parse_number
from ontology.series import NoSign, ceilings, impossible_signs, under_body
from ontology.values import Evidence, Finding, Work

_LOOSE = dt.timedelta(days=30)  # how far numbers and days may run apart
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a number stands in its series, by number and day."""

    serial: int
    day: dt.date
    work: Work


def out_of_order(case: Case) -> Iterator[Finding]:
    """A lower number dated a month after a higher one of its series, or a higher one a month before."""
    placed = _placed(case)
    if placed is None:
        return
    series, serial, day = placed
    against = _against(_issued(case, series), serial, day)
    if not against or (len(against) == 1 and against[0].work.loaded is None):
        return
    nearest = sorted(against, key=lambda p: abs(p.serial - serial))[:_SHOWN]
    one, number = nearest[0], case.citation.number or ""
    said, written = one.day.isoformat(), case.citation.date or ""
    yield about_citation(
        case,
        "WrongNumber",
        top="warning",
        confidence=0.75 if len(against) > 1 else 0.5,
        written=number,
        actual=None,
        message=Message(
            f"Số {number} ghi ngày {say_date(written)} không khớp thứ tự của chuỗi số: {one.work.value('number')} đã"
            f" ban hành ngày {say_date(said)}. Cần kiểm tra số hoặc ngày.",
            f"{number} of {say_date(written, 'en')} is out of the order of its series: {one.work.value('number')} is of"
            f" {say_date(said, 'en')}. Check the number or the date.",
        ),
        evidence=[_shown(p) for p in nearest],
    )


def _placed(case: Case) -> tuple[str, int, dt.date] | None:
    """The series, serial and day of a citation whose work nobody has seen."""
    day, key = parse_day(case.citation.date), case.work.key if case.work else case.resolution.key
    if case.of_itself or case.doubtful or day is None or key is None or not case.citation.number:
        return None
    if {"date_shared", "issuer_shared", "footnote"} & set(case.citation.doubts) or not case.date_is_introduced:
        return None
    if case.work is not None and (series_known(case.work) or _agreed(case)):
        return None
    place = series_of_key(key)
    return (*place, day) if place else None


def _agreed(case: Case) -> bool:
    """Two independent documents write this very date."""
    date = case.comparison("date")
    return date is not None and date.outcome == "agrees" and date.fact is not None and date.fact.witnesses > 1


def _issued(case: Case, series: str) -> list[_Place]:
    found = []
    for work in case.trial.lookup.issued_in(series):
        place, day = series_of_key(work.key), parse_day(work.value("date"))
        if place is not None and day is not None:
            found.append(_Place(place[1], day, work))
    return found


def _against(issued: list[_Place], serial: int, day: dt.date) -> list[_Place]:
    """The works that contradict a number on a day: all from above, or all from below, whichever are more."""
    higher = [p for p in issued if p.serial > serial and p.day < day - _LOOSE]
    lower = [p for p in issued if p.serial < serial and p.day > day + _LOOSE]
    return max(higher, lower, key=len)


def _shown(place: _Place) -> Evidence:
    facts = [f for f in place.work.facts if f.field == "date"]
    quote = f"{place.work.value('number')} ngày {say_date(place.day.isoformat())}"
    return Evidence(source=facts[0].source if facts else place.work.iri, quote=quote)


def beyond_series(case: Case) -> Iterator[Finding]:
    """A number far above all that a series holds in a year: 99999/QĐ-UBND."""
    citation = case.citation
    number = parse_number(citation.number) if citation.number else None
    if case.of_itself or case.doubtful or number is None or number.blank or (case.work and series_known(case.work)):
        return
    digits = number.serial.rstrip("abcdefghijklmnopqrstuvwxyzđ")
    most = next((row.most for row in ceilings() if row.sign.search(number.sign)), None)
    if most is None or not digits.isdigit() or int(digits) <= most:
        return
    yield about_citation(
        case,
        "WrongNumber",
        top="warning",
        confidence=0.75,
        written=citation.number,
        actual=None,
        message=Message(
            f"Số {citation.number} lớn hơn nhiều so với mức một chuỗi số đạt được trong một năm.",
            f"{citation.number} is far above what a series reaches in a year.",
        ),
    )


def impossible_row(case: Case) -> NoSign | None:
    """Why no document has the sign of a citation on its day, if none has."""
    citation = case.citation
    number = parse_number(citation.number) if citation.number else None
    if case.of_itself or number is None or number.blank or (case.work and series_known(case.work)):
        return None
    day = citation.date or (str(number.year) if number.year else "")
    return next(
        (row for row in impossible_signs() if row.forbids(number) and (row.since is None or row.since <= day)),
        None,
    )


def impossible_sign(case: Case) -> Iterator[Finding]:
    """A sign that no document has: 107/2021/NĐ-TTg, since only the Government issues decrees."""
    row, number = impossible_row(case), parse_number(case.citation.number or "")
    if row is None or number is None:
        return
    actual = under_body(number, row.instead) if row.instead else None
    yield about_citation(
        case,
        "WrongNumber",
        top="error",
        confidence=0.9,
        written=case.citation.number,
        actual=actual,
        message=Message(
            f"Không có ký hiệu {number.sign}: {row.why.vi}.", f"No document has the sign {number.sign}: {row.why.en}."
        ),
        correction=_under_its_body(case, actual) if actual else None,
    )


def _under_its_body(case: Case, actual: str) -> str | None:
    """The citation with the number as it can be; none where the words name neither of the two bodies."""
    citation, parsed = case.citation, parse_number(actual)
    said = citation.issuer if citation.issuer_from == "words" else None
    context = context_of(said, place=case.trial.record.document.place) if said else None
    issuer = issuer_of_sign(parsed.sign, context=context) if parsed else None
    if said and issuer and not same_issuer(said, issuer):
        return None
    return corrected(citation, "number", actual, misread=case.doubtful)
