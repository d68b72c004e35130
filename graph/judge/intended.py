"""What did they mean? For a citation that matches nothing: the one work near it by title, date, issuer and number
together, or none.

It is never accepted by itself: the citation stays unresolved, and the finding says which work was probably meant. An
error is only said when title and
date and body all agree and the number is the same one mistyped (two digits exchanged, one digit other, far enough away
that both cannot be of one day); two decisions of one day often share their words and stand a few numbers apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.abbreviations import spell_out
from graph.judge.case import Case
from graph.judge.compare_fields import Comparison, compare_citation
from graph.judge.correct import corrected
from graph.judge.sentence import about_citation, shown
from ontology.errors import Message
from ontology.numbers import number_key, parse_number
from ontology.values import Finding, Work

_APART = 20  # numbers nearer than this may have been given on one day


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A work that may be meant, with what speaks for it."""

    work: Work
    agreeing: frozenset[str]
    mistyped: bool
    confidence: float


def mistyped_number(written: str, actual: str) -> bool:
    """The same number with one digit other, one digit more or less, or two exchanged; or the same serial under a near
    sign."""
    one, other = parse_number(written), parse_number(actual)
    if one is None or other is None:
        return False
    if number_key("1-" + one.sign) != number_key("1-" + other.sign) or one.year != other.year:
        return False
    a, b = re.sub(r"\D", "", one.serial).lstrip("0"), re.sub(r"\D", "", other.serial).lstrip("0")
    if len(a) == len(b):
        wrong = [i for i in range(len(a)) if a[i] != b[i]]
        exchanged = len(wrong) == 2 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        return len(wrong) == 1 or exchanged
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def exchanged_digits(written: str, actual: str) -> bool:
    """Two neighbouring digits exchanged: numbers given one after the other never stand so."""
    one, other = parse_number(written), parse_number(actual)
    if one is None or other is None:
        return False
    a, b = (re.sub(r"\D", "", n.serial).lstrip("0") for n in (one, other))
    return any(a[:i] + a[i + 1] + a[i] + a[i + 2 :] == b for i in range(len(a) - 1)) and a != b


def _distance(written: str, actual: str) -> int:
    one, other = parse_number(written), parse_number(actual)
    if one is None or other is None or number_key("1-" + one.sign) != number_key("1-" + other.sign):
        return _APART + 1
    serials = [int(re.sub(r"\D", "", n.serial) or 0) for n in (one, other)]
    return abs(serials[0] - serials[1])


def _same_serial(written: str, actual: str) -> bool:
    """Serial and year agree, so that only the sign is written otherwise: TT-LĐTBXH for TT-BLĐTBXH."""
    one, other = parse_number(written), parse_number(actual)
    return one is not None and other is not None and (one.serial, one.year) == (other.serial, other.year)


def meant_by(case: Case) -> Meant | None:
    """The one work that was probably meant by an unresolved citation."""
    citation, lookup = case.citation, case.trial.lookup
    if not citation.number or not citation.subject or (case.work is not None and not case.hearsay):
        return None
    near = {w.iri: w for w in lookup.works_named(spell_out(citation.subject))}
    for candidate in case.resolution.candidates:
        work = lookup.identity(candidate.work)
        if work is not None:
            near[work.iri] = work
    found = [m for w in near.values() if (m := _weigh(case, w)) is not None]
    found.sort(key=lambda m: (-m.confidence, m.work.iri))
    if not found or (len(found) > 1 and found[0].confidence - found[1].confidence < 0.15):
        return None
    return found[0]


def _weigh(case: Case, work: Work) -> Meant | None:
    number, actual = case.citation.number or "", work.value("number")
    if actual is None or number_key(number) == number_key(actual) or all(f.rank == "consensus" for f in work.facts):
        return None
    comparisons = {c.field: c for c in compare_citation(case.citation, work)}
    agreeing = frozenset(f for f, c in comparisons.items() if c.outcome == "agrees")
    if not _same_title(comparisons.get("title")):
        return None
    against = [f for f in ("issuer", "period") if f in comparisons and comparisons[f].outcome == "differs"]
    mistyped, dated = mistyped_number(number, actual), "date" in agreeing and len(case.citation.date or "") == 10
    if dated and mistyped and not against:
        confidence = 0.95 if _distance(number, actual) > _APART or exchanged_digits(number, actual) else 0.75
    elif dated and not against:
        confidence = 0.7
    elif mistyped and not against and "date" not in comparisons:
        confidence = 0.62
    else:
        return None
    return Meant(work=work, agreeing=agreeing, mistyped=mistyped, confidence=confidence)


def _same_title(title: Comparison | None) -> bool:
    return title is not None and title.outcome == "agrees" and len(title.written.split()) >= 5


def wrong_number(case: Case) -> Iterator[Finding]:
    """The number matches nothing, and everything else one work."""
    meant = None if case.of_itself else meant_by(case)
    if meant is None:
        return
    number, actual = case.citation.number or "", meant.work.value("number") or ""
    other_sign = _distance(number, actual) == 0 or _same_serial(number, actual)
    yield about_citation(
        case,
        "SignFormat" if other_sign else "WrongNumber",
        top="warning" if other_sign else "error",
        confidence=meant.confidence,
        written=number,
        actual=actual,
        work=meant.work.iri,
        message=Message(
            f"Không có văn bản nào số {number} khớp với trích dẫn; có thể muốn dẫn {actual}.",
            f"No known document numbered {number} fits; {actual} was probably meant.",
        ),
        evidence=[shown(f) for f in meant.work.facts if f.field in {"number", "date", "title"}][:3],
        correction=corrected(case.citation, "number", actual, misread=case.doubtful),
    )
