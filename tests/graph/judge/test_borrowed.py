"""The day of the citation beside it under a number known of another day: a note, and only then."""

import datetime as dt
from dataclasses import replace

import pytest

from graph.judge import judge_record
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Citation, Work
from tests.graph.judge.works import cite, record, work

PREMIER = "Thủ tướng Chính phủ"
CHANGE = work("urn:749", type="Quyết định", number="749/QĐ-TTg", date="2020-06-03", issuer=PREMIER)
HEARD = replace(CHANGE, facts=tuple(replace(f, rank="consensus", witnesses=1) for f in CHANGE.facts))
KNOWN = replace(CHANGE, facts=tuple(replace(f, rank="consensus", witnesses=2) for f in CHANGE.facts))


def said(number: str, date: str, issuer: str = PREMIER, type_: str = "Quyết định") -> Citation:
    day = "/".join(reversed(date.split("-")))
    return cite(f"{type_} số {number} ngày {day} của {issuer}", number, type=type_, date=date, issuer=issuer,
                issuer_from="words", date_as_written=f"ngày {day}")  # fmt: skip


BUDGET = said("83/2015/QH13", "2015-06-25", "Quốc hội", "Luật")


@pytest.mark.parametrize(
    ("beside", "date", "works", "expected"),
    [
        (BUDGET, "2015-06-25", [CHANGE], [("note", "2020-06-03")]),
        (BUDGET, "2015-06-25", [KNOWN], [("note", "2020-06-03")]),
        (BUDGET, "2015-06-25", [HEARD], []),  # one other document may itself be wrong
        (BUDGET, "2015-06-24", [CHANGE], []),  # a day of its own: a number comes again every year
        (said("752/QĐ-TTg", "2015-06-25"), "2015-06-25", [CHANGE], []),  # given out on one day, all three
        (said("1752/QĐ-TTg", "2015-06-25"), "2015-06-25", [CHANGE], [("note", "2020-06-03")]),
        (BUDGET, "2015-06-25", [], []),
    ],
)
def test_a_neighbours_day(beside: Citation, date: str, works: list[Work], expected: list[tuple[str, str]]) -> None:
    judged, table = record(beside, said("749/QĐ-TTg", date)), WorksTable(works)
    found = judge_record(judged, resolve_citations(judged, table), table, as_of=dt.date(2024, 3, 1))
    assert [(f.severity, f.actual) for f in found if f.kind == "WrongDate"] == expected
