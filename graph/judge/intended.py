"""What did they mean? For a citation that matches nothing: the one work near it by title, date, issuer and number
together, or none.

It is never accepted by itself: the citation stays unresolved, and the finding says which work was probably meant. An
error is only said when title and date and body all agree and the number is the same one mistyped (two digits
exchanged, one digit other, far enough away that both cannot be of one day); two decisions of one day often share their
words and stand a few numbers apart. A shortened title makes it a warning, no title a reason to look. A law is known by
its name: under the number of another law, name and day say which one was meant. A work that only citations speak of
is weighed by how many independent ones there are, this one against them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from graph.abbreviations import spell_out
from graph.identity import names_one_body, work_key
from graph.judge.case import Case
from graph.judge.compare_fields import Comparison, compare_citation
from graph.judge.correct import corrected
from graph.judge.fields import consensus_confidence
from graph.judge.sentence import about_citation, shown
from graph.judge.series import ASSEMBLY_TERMS, out_of_term, year_in_number
from graph.lookup import day_key
from ontology.errors import Message
from ontology.numbers import number_key, parse_number
from ontology.series import given_in_a_day, numbers_beside
from ontology.values import Finding, Work

_APART = 20  # numbers nearer than this may have been given on one day
_NAMED = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})  # cited by name, which is theirs alone for years


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


def _not_of_one_day(written: str, actual: str) -> bool:
    """Numbers that were hardly given one soon after the other."""
    return _distance(written, actual) > _APART or exchanged_digits(written, actual)


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
    if not case.citation.number or (case.work is not None and not case.hearsay):
        return None
    found = [m for w in _near(case) if (m := _weigh(case, w)) is not None]
    found.sort(key=lambda m: (-m.confidence, m.work.iri))
    if not found or (len(found) > 1 and found[0].confidence - found[1].confidence < 0.15):
        return None
    return found[0]


def _near(case: Case) -> Iterator[Work]:
    """The works to weigh: of this name, of this number, of the number with two digits exchanged, of this day."""
    citation, lookup = case.citation, case.trial.lookup
    near = {w.iri: w for w in lookup.works_named(spell_out(citation.subject))} if citation.subject else {}
    held = [lookup.identity(candidate.work) for candidate in case.resolution.candidates]
    for number in (*_exchanged(citation.number or ""), *_of_its_term(citation.number or "")):
        held += lookup.works_for_number(number)
    if day := day_key(_key(case), citation.date):
        held += [w for w in lookup.issued_on(day) if mistyped_number(citation.number or "", w.value("number") or "")]
    held += _beside(case)
    near.update((w.iri, w) for w in held if w is not None)
    yield from near.values()


def _beside(case: Case) -> Iterator[Work]:
    """The works of that serial, type and day under the sign of another body: 749/QĐ-CP for 749/QĐ-TTg."""
    citation, own = case.citation, _key(case)
    if len(citation.date or "") != 10:
        return
    keys = (work_key(citation.issuer, citation.type, n, citation.date) for n in numbers_beside(citation.number or ""))
    for key in dict.fromkeys(k for k in keys if k and k != own):
        yield from case.trial.lookup.works_for_key(key)


def _other_body(written: str, actual: str) -> bool:
    """The same serial and type, the signs of two bodies."""
    return any(number_key(n) == number_key(actual) for n in numbers_beside(written))


def _exchanged(number: str) -> Iterator[str]:
    """The number with two neighbouring digits of its serial exchanged."""
    match = re.match(r"\d{2,6}(?=\D)", number)
    serial = match[0] if match else ""
    for i, (one, other) in enumerate(pairwise(serial)):
        if one != other:
            yield serial[:i] + other + one + serial[i + 2 :] + number[len(serial) :]


def _of_its_term(number: str) -> Iterator[str]:
    """The number under each term that sat in its year, where the one written did not: 79/2006/QH11 for QH12."""
    year = year_in_number(number)
    if year is not None and out_of_term(number):
        for term, (first, last) in ASSEMBLY_TERMS.items():
            if first <= year <= last:
                yield re.sub(r"(QH)\d+$", rf"\g<1>{term}", number)


def _weigh(case: Case, work: Work) -> Meant | None:
    number, actual = case.citation.number or "", work.value("number")
    if actual is None or number_key(number) == number_key(actual):
        return None
    comparisons = {c.field: c for c in compare_citation(case.citation, work)}
    agreeing = frozenset(f for f, c in comparisons.items() if c.outcome == "agrees")
    if any(f in comparisons and comparisons[f].outcome == "differs" for f in ("issuer", "period", "title")):
        return None
    mistyped = mistyped_number(number, actual)
    confidence = _confidence(case, work, comparisons, mistyped=mistyped)
    if confidence is None:
        return None
    if all(f.rank == "consensus" for f in work.facts):
        mistaken = (mistyped and _not_of_one_day(number, actual)) or _other_body(number, actual)
        if _kind_of_law(work) is None and not mistaken:
            return None
        voices = max(f.witnesses for f in work.facts) + (_taken(case, work) is not None)
        confidence = min(confidence, consensus_confidence(voices, 1), 0.89)
    return Meant(work=work, agreeing=agreeing, mistyped=mistyped, confidence=confidence)


def _confidence(case: Case, work: Work, comparisons: dict[str, Comparison], *, mistyped: bool) -> float | None:
    """How sure it is that a work is meant, its words being as sure as can be; None when too little speaks for it."""
    title, date = comparisons.get("title"), comparisons.get("date")
    dated = date is not None and date.outcome == "agrees" and len(case.citation.date or "") == 10
    if out_of_term(case.citation.number) and _same_serial(case.citation.number or "", work.value("number") or ""):
        return 0.95 if dated else None
    if _kind_of_law(work) is not None and title is not None:
        return _by_law_name(case, work, title, dated=dated, undated=date is None)
    number, actual = case.citation.number or "", work.value("number") or ""
    apart, issuer = _distance(number, actual) > _APART, comparisons.get("issuer")
    if _other_body(number, actual):
        of_words = issuer is not None and issuer.outcome == "agrees"
        return None if not dated else 0.95 if of_words else 0.75 if names_one_body(actual) else 0.5
    if title is not None and title.outcome in {"agrees", "abridged"} and len(title.written.split()) >= 5:
        if title.outcome == "abridged":
            return 0.8 if dated and mistyped and apart else None
        if dated:
            return 0.7 if not mistyped else 0.95 if _not_of_one_day(number, actual) else 0.75
        return 0.62 if mistyped and date is None else None
    of_body = issuer.outcome == "agrees" if issuer is not None else _one_series(case, work)
    unsaid = title is None or title.outcome != "differs"  # none, or too short to say anything
    if not (unsaid and of_body and dated and apart and mistyped):
        return None
    if _beyond_a_day(number, actual) and (issuer is not None or names_one_body(number)):
        return 0.75
    return 0.55 if exchanged_digits(number, actual) or _beyond_a_day(number, actual) else None


def _beyond_a_day(written: str, actual: str) -> bool:
    """Further apart than all that the body gives out on one day: of this day, one of the two numbers is wrong."""
    number = parse_number(actual)
    return number is not None and _distance(written, actual) > given_in_a_day(number.sign)


def _one_series(case: Case, work: Work) -> bool:
    """The body that the sign and the place give numbers both."""
    ours, theirs = (key.rpartition("/")[0] for key in (_key(case) or "", work.key))
    return bool(ours) and ours == theirs


def _key(case: Case) -> str | None:
    """What the citation stands under."""
    return case.work.key if case.work else case.resolution.key


def _kind_of_law(work: Work) -> str | None:
    """The type of a work that is known by its name."""
    kind = work.value("type")
    return kind if kind in _NAMED else None


def _by_law_name(case: Case, work: Work, title: Comparison, *, dated: bool, undated: bool) -> float | None:
    """A law of exactly this name, under a number that is not its own.

    Of this day it is the law meant. Without a day only when the number is known to be another law's of that year.
    """
    if title.outcome != "agrees" or len(title.written.split()) < 2 or case.citation.type != work.value("type"):
        return None
    if dated:
        return 0.95
    one, other = parse_number(case.citation.number or ""), parse_number(work.value("number") or "")
    of_one_year = one is not None and other is not None and (one.year, one.sign) == (other.year, other.sign)
    return 0.8 if undated and of_one_year and _taken(case, work) is not None else None


def _taken(case: Case, meant: Work) -> Work | None:
    """The work that the number written belongs to, when it is known under quite another name."""
    for work in case.trial.lookup.works_for_number(case.citation.number or ""):
        title = next((c for c in compare_citation(case.citation, work) if c.field == "title"), None)
        if work.iri != meant.iri and title is not None and title.outcome == "differs":
            return work
    return None


def wrong_number(case: Case) -> Iterator[Finding]:
    """The number matches nothing, and everything else one work."""
    meant = None if case.of_itself else meant_by(case)
    if meant is None:
        return
    number, actual = case.citation.number or "", meant.work.value("number") or ""
    other_sign = not _other_body(number, actual) and (_distance(number, actual) == 0 or _same_serial(number, actual))
    other_sign = other_sign and not out_of_term(number)  # a term that did not sit is no other way to write it
    taken = _taken(case, meant.work) if _kind_of_law(meant.work) else None
    name = taken.value("title") if taken else None
    vi, en = f"Không có văn bản nào số {number} khớp với trích dẫn", f"No known document numbered {number} fits"
    if name:
        vi, en = f"Số {number} là của văn bản khác (“{name}”)", f"{number} is another document (“{name}”)"
    yield about_citation(
        case,
        "SignFormat" if other_sign else "WrongNumber",
        top="warning" if other_sign else "error",
        confidence=meant.confidence,
        written=number,
        actual=actual,
        work=meant.work.iri,
        message=Message(f"{vi}; có thể muốn dẫn {actual}.", f"{en}; {actual} was probably meant."),
        evidence=[shown(f) for f in meant.work.facts if f.field in {"number", "date", "title"}][:3],
        correction=corrected(case.citation, "number", actual, misread=case.doubtful),
    )
