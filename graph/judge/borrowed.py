"""A date that belongs to the citation beside it: a reason to look, where nothing else decides.

A number of a series that starts anew each year may well be of another year, so a strange date alone says nothing. When
it is the very day of another document that the same text cites rightly, and the one document known under the number is
of another day, the writer's eye may have slipped to the line above. Both may be right, so it is never more than a note.
"""

import re
from collections.abc import Iterator

from graph.fit import compare
from graph.judge.case import Case
from graph.judge.correct import corrected, one_line
from graph.judge.sentence import about_citation, say_date, shown
from graph.resolve import written_of, written_of_work
from ontology.dates import parse_day
from ontology.errors import Message
from ontology.numbers import parse_number
from ontology.series import given_in_a_day
from ontology.values import Citation, Finding, Work

_ENOUGH = 2  # independent citations that know the document under its own day


def neighbours_date(case: Case) -> Iterator[Finding]:
    """The day written is a neighbour's, and the document known under this number is of another."""
    citation, number = case.citation, case.citation.number
    if not number or case.of_itself or case.doubtful or not case.date_is_introduced:
        return
    if "date_shared" in citation.doubts or not (case.work is None or case.hearsay):
        return
    lender = _lender(case)
    known = _known(case, number) if lender else []
    if lender is None or len(known) != 1:
        return
    (work,) = known
    actual, written, beside = (
        work.value("date") or "",
        citation.date or "",
        lender.citation.number or one_line(lender.citation.quote),
    )
    yield about_citation(
        case,
        "WrongDate",
        top="note",
        confidence=0.5,
        written=written,
        actual=actual,
        work=work.iri,
        message=Message(
            f"Ngày {say_date(written)} là ngày của {beside} cũng dẫn ở đây; {number} mà kho biết được ban hành ngày"
            f" {say_date(actual)}. Cần kiểm tra.",
            f"{written} is the day of {beside}, cited here too; the {number} that is known is of {actual}."
            " To be checked.",
        ),
        evidence=[shown(f) for f in work.facts if f.field == "date"][:2],
        correction=corrected(citation, "date", actual),
    )


def _lender(case: Case) -> Case | None:
    """Another citation of this day, which its own work does not contradict; not one that may well share the day."""
    day = case.citation.date
    if parse_day(day) is None:
        return None
    for other in case.trial.cases:
        cited, date = other.citation, other.comparison("date")
        if cited.date != day or other.of_itself or cited.number == case.citation.number:
            continue
        if not (date is not None and date.outcome != "agrees") and not _of_one_day(case.citation, cited):
            return other
    return None


def _of_one_day(one: Citation, other: Citation) -> bool:
    """Two numbers of one body and type that it may well have given out on one day."""
    a, b = parse_number(one.number or ""), parse_number(other.number or "")
    if a is None or b is None or a.sign != b.sign:
        return False
    serials = [int(re.match(r"\d+", n.serial)[0]) for n in (a, b)]  # type: ignore[index]
    return abs(serials[0] - serials[1]) <= given_in_a_day(a.sign)


def _known(case: Case, number: str) -> list[Work]:
    """The works of that number and body which are of another day, known well enough."""
    said, own = written_of(case.citation, number), case.work.iri if case.work else None
    found = []
    for work in case.trial.lookup.works_for_number(number):
        fit, date = compare(said, written_of_work(work)), work.best("date")
        if date is None or work.iri == own or fit.issuer != "same" or fit.type_differs or fit.contradicted:
            continue
        if len(date.value) == 10 and (date.rank != "consensus" or date.witnesses >= _ENOUGH):
            found.append(work)
    return found
