"""A citation beside the work it means, field by field.

Every written field gets one `Comparison`; `unknown` says that nothing is known to compare with, and is never read
as agreement. `disputed` says that the sources of the work disagree among themselves and one of them stands with the
citation. A field that the citation does not write (an issuer taken over from the sign or the context) is not
compared at all.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from graph.identity import of_one_committee
from graph.issuers import same_issuer
from graph.judge.titles import compare_titles, says_something, without_place
from ontology.bodies import find_body
from ontology.fold import fold_text
from ontology.numbers import number_key
from ontology.types import names_any_type
from ontology.values import Citation, Fact, Work

Outcome = Literal["agrees", "abridged", "differs", "disputed", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One field: what is written, what is known, and whether they agree. `marked` are the words that differ."""

    field: str
    written: str
    outcome: Outcome
    fact: Fact | None = None
    marked: tuple[str, ...] = ()


def date_agrees(written: str, actual: str) -> bool:
    """A date agrees as far as both say it."""
    return written.startswith(actual) or actual.startswith(written)


def _one(field: str, written: str, work: Work) -> Comparison:
    facts = [f for f in work.facts if f.field == field]
    if not facts and field == "period":
        facts = [f for f in work.facts if f.field == "title" and _period_of(f.value)]
        facts = [replace(f, field="period", value=_period_of(f.value) or "") for f in facts]
    if not facts:
        return Comparison(field=field, written=written, outcome="unknown")
    if field == "period" and not comparable_periods(written, facts[0].value):
        return Comparison(field=field, written=written, outcome="unknown")
    outcome, marked = _agreement(field, written, facts[0].value)
    if outcome == "differs" and any(
        f.rank != "consensus" and _agreement(field, written, f.value)[0] != "differs" for f in facts[1:]
    ):
        outcome = "disputed"
    return Comparison(field=field, written=written, outcome=outcome, fact=facts[0], marked=marked)


def _agreement(field: str, written: str, actual: str) -> tuple[Outcome, tuple[str, ...]]:
    if field == "title":
        titles = compare_titles(written, actual)
        return {"same": "agrees", "abridged": "abridged", "changed": "differs", "other": "differs"}[
            titles.outcome
        ], titles.marked  # type: ignore[return-value]
    agrees = {
        "date": date_agrees,
        "number": lambda a, b: number_key(a) == number_key(b),
        "issuer": same_issuer,
        "type": lambda a, b: same_type(a, b),
        "period": same_period,
    }[field](written, actual)
    return ("agrees" if agrees else "differs"), ()


def comparable_periods(written: str, actual: str) -> bool:
    """A single year and a stretch of years are no two readings of one period."""
    return len(re.findall(r"\d{4}", written)) == len(re.findall(r"\d{4}", actual)) or same_period(written, actual)


def same_type(written: str, actual: str) -> bool:
    """One type word names the same kind: "Chương trình hành động" is a "Chương trình"; "Văn bản" is said of any."""
    if names_any_type(written) or names_any_type(actual):
        return True
    a, b = fold_text(written), fold_text(actual)
    return a == b or a.startswith(b + " ") or b.startswith(a + " ")


def same_period(written: str, actual: str) -> bool:
    """Periods agree when the years both give agree; "đến năm 2025, định hướng …" is compared by its years."""
    a, b = re.findall(r"\d{4}", written), re.findall(r"\d{4}", actual)
    short, long = sorted((a, b), key=len)
    return bool(short) and (long[: len(short)] == short or set(short) <= set(long))


_PERIOD = re.compile(
    r"(?:giai đoạn|thời kỳ|nhiệm kỳ|các năm)\s*((?:19|20)\d\d)\s*(?:-|–|đến(?: năm)?)\s*((?:19|20)\d\d)", re.I
)
_OF_YEAR = re.compile(r"năm\s+((?:19|20)\d\d)\s*$", re.I)
_UNTIL = re.compile(r"đến năm\s+(?:19|20)\d\d.*$", re.I)


def _period_of(title: str) -> str | None:
    """The period that a title names."""
    match = _PERIOD.search(title)
    if match:
        return f"{match[1]}-{match[2]}"
    until = _UNTIL.search(title)
    if until:
        return until[0]
    year = _OF_YEAR.search(title.rstrip(" .”\"'"))
    return year[1] if year else None


_FIELD_OF_DOUBT = {"subject_shared": "title"}  # a subject is compared as a title


def written_fields(citation: Citation) -> dict[str, str]:
    """The fields this very citation writes."""
    found = {
        "type": citation.type if citation.number else None,  # "Đề án …" by name may be what a decision approved
        "number": citation.number,
        "date": citation.date,
        "issuer": citation.issuer if citation.issuer_from in (None, "words") else None,
        "title": citation.subject if citation.subject and says_something(citation.subject) else None,
        "period": citation.period,
    }
    shared = {_FIELD_OF_DOUBT.get(d, d.removesuffix("_shared")) for d in citation.doubts if d.endswith("_shared")}
    return {name: value for name, value in found.items() if value and name not in shared}


def compare_citation(citation: Citation, work: Work) -> tuple[Comparison, ...]:
    """Every written field beside the work's best fact."""
    fields = written_fields(citation)
    found = (_title(written, work) if f == "title" else _one(f, written, work) for f, written in fields.items())
    return tuple(_by_committee(one, citation.number) if one.field == "issuer" else one for one in found)


def _by_committee(issuer: Comparison, number: str | None) -> Comparison:
    """The organs of one Party committee number in one series, so that each is named for the other."""
    known = issuer.fact.value if issuer.fact else ""
    other = issuer.outcome in {"differs", "disputed"} and of_one_committee(number, issuer.written, known)
    return replace(issuer, outcome="agrees") if other else issuer


def _title(written: str, work: Work) -> Comparison:
    """A title beside the work's; the place of the body that issued it may be left out or added: "của" says it."""
    written = _without_own_year(written, work)
    found = _one("title", written, work)
    if found.outcome == "differs" and found.fact is not None:
        likeness = _likeness_within(written, found.fact.value, work.value("issuer"))
        if likeness in ("same", "abridged"):
            return replace(found, outcome="agrees" if likeness == "same" else "abridged", marked=())
    body = find_body(work.value("issuer") or "")
    if found.outcome != "differs" or found.fact is None or body is None or body.place is None:
        return found
    ways = (
        compare_titles(*pair) for pair in without_place(written, found.fact.value, body.place.kind, body.place.name)
    )
    best = min(ways, key=lambda way: (_LIKENESS.index(way.outcome), len(way.marked)))
    if best.outcome == "other" or (found.marked and len(best.marked) >= len(found.marked)):
        return found
    if best.outcome == "changed":
        return replace(found, marked=best.marked)
    return replace(found, outcome="abridged", marked=())


# "Luật Du lịch số 09/2017/QH14 ngày 31/12/2017": what a writer adds to a document that the title only names
_DATED = r",?\s+ngày\s+\d{1,2}(?:[/.-]|\s+tháng\s+)\d{1,2}(?:[/.-]|\s+năm\s+)\d{4}"
_NUMBERED_WITHIN = re.compile(rf"\s+số\s+\d[\w./-]*[\w-]|{_DATED}")


def _likeness_within(written: str, actual: str, body: str | None) -> str:
    """How like two titles are without the numbers and days that one adds to what it names, and without the body."""
    ways = ((_NUMBERED_WITHIN.sub("", written), actual), (_lean(written, body), _lean(actual, body)))
    return min((compare_titles(*way).outcome for way in ways), key=_LIKENESS.index)


def _lean(title: str, body: str | None) -> str:
    """A title without the days of what it names and without the body it is of, both of which stand elsewhere too."""
    without = re.sub(_DATED, "", title)
    return re.sub(rf"\s+của\s+{re.escape(body)}\b", "", without, flags=re.I) if body else without


def _without_own_year(written: str, work: Work) -> str:
    """ "An ninh mạng năm 2018": the year of the law itself says which law, and is no word of its title."""
    year = _OF_YEAR.search(written)
    own = year is not None and (work.value("date") or "").startswith(year[1])
    return written[: year.start()].rstrip() if year and own and year[1] not in (work.value("title") or "") else written


_LIKENESS = ("same", "abridged", "changed", "other")
