"""Citations of one work in one text, beside each other: what they say must agree.

A period or a date that another citation of the same work in the same text contradicts is wrong in one of the two
places, and unless the work is known the page cannot say in which: the rarer reading is shown, as a warning.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from graph.judge.case import Case, Trial
from graph.judge.compare_fields import date_agrees, same_period
from graph.judge.sentence import about_citation, say_date
from ontology.errors import Message
from ontology.values import Finding


def contradictions(trial: Trial) -> Iterator[Finding]:
    """Dates and periods of one work that disagree within the text."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in trial.cases:
        if not case.of_itself and case.citation.number and (case.work or case.resolution.key):
            groups[case.key].append(case)
    for cases in groups.values():
        yield from _dates(cases)
        yield from _periods(cases)


def _odd_ones(values: list[str]) -> list[tuple[int, str]]:
    """Positions that disagree with the commoner reading; the first written wins a tie."""
    usual = Counter(values).most_common()
    best = max(usual, key=lambda p: (p[1], -values.index(p[0])))[0]
    return [(i, best) for i, v in enumerate(values) if v != best]


def _dates(cases: list[Case]) -> Iterator[Finding]:
    dated = [c for c in cases if c.citation.date and len(c.citation.date) == 10 and not _settled(c, "date")]
    if len(dated) < 2:
        return
    for i, best in _odd_ones([c.citation.date or "" for c in dated]):
        case = dated[i]
        if date_agrees(case.citation.date or "", best):
            continue
        yield about_citation(
            case,
            "WrongDate",
            top="warning",
            confidence=0.6,
            written=case.citation.date,
            actual=None,
            message=Message(
                f"Cùng văn bản {case.citation.number} nhưng chỗ khác trong văn bản ghi ngày {say_date(best)}.",
                f"Elsewhere in this text {case.citation.number} is dated {say_date(best, 'en')}.",
            ),
        )


def _periods(cases: list[Case]) -> Iterator[Finding]:
    with_period = [c for c in cases if c.citation.period and not _settled(c, "period")]
    if len(with_period) < 2:
        return
    for i, best in _odd_ones([c.citation.period or "" for c in with_period]):
        case = with_period[i]
        if same_period(case.citation.period or "", best):
            continue
        yield about_citation(
            case,
            "WrongPeriod",
            top="warning",
            confidence=0.6,
            written=case.citation.period,
            actual=None,
            message=Message(
                f"Cùng văn bản {case.citation.number} nhưng chỗ khác ghi giai đoạn {best}.",
                f"Elsewhere in this text the period of {case.citation.number} is {best}.",
            ),
        )


def _settled(case: Case, field: str) -> bool:
    """The work itself says what is right: then it is judged there."""
    comparison = case.comparison(field)
    return comparison is not None and comparison.outcome in {"agrees", "differs"}
