"""The organs of one Party committee number in one series: "của Tỉnh ủy" is said of them all."""

import datetime as dt

import pytest

from graph.judge import judge_record, verdicts
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Record
from tests.graph.judge.works import cite, record, work

NUMBER, DAY, SUBJECT = "09-CT/TU", "2021-01-18", "về lãnh đạo công tác trồng rừng ven biển"
ISSUED = work(
    "urn:09", rank="own_text", type="Chỉ thị", number=NUMBER, date=DAY, issuer="Tỉnh ủy Sóc Trăng", title=SUBJECT
)
AS_OF = dt.date(2021, 3, 1)


def _citing(issuer: str, date: str = DAY) -> Record:
    words = f"Chỉ thị số {NUMBER}, ngày {date[8:]}/{date[5:7]}/{date[:4]} của {issuer}"
    citation = cite(words, NUMBER, type="Chỉ thị", date=date, issuer=issuer, issuer_from="words", subject=SUBJECT)
    return record(citation, issuer="Huyện ủy Mỹ Xuyên", number="27-KH/HU", date="2021-02-03", sign="KH/HU")


def _judged(judged: Record) -> tuple[list[str], str]:
    table = WorksTable([ISSUED])
    meant = resolve_citations(judged, table)
    found = judge_record(judged, meant, table, as_of=AS_OF)
    (verdict,) = verdicts(judged, meant, found, table, as_of=AS_OF)
    return [f.kind for f in found if f.kind.startswith("Wrong")], verdict.status


@pytest.mark.parametrize(
    "issuer",
    [
        "Tỉnh ủy",
        "Ban Thường vụ Tỉnh ủy",
        "Thường trực Tỉnh ủy",
        "Ban Chấp hành Đảng bộ tỉnh",
        "Ban Thường vụ Tỉnh ủy Sóc Trăng",
        "Ban Chấp hành Đảng bộ tỉnh Sóc Trăng",
    ],
)
def test_an_organ_of_the_committee_with_its_place_or_without_is_that_committee(issuer: str) -> None:
    assert _judged(_citing(issuer)) == ([], "right")


@pytest.mark.parametrize("issuer", ["Ban Thường vụ Tỉnh ủy Bạc Liêu", "Ban Tổ chức Tỉnh ủy", "Ban Thường vụ Huyện ủy"])
def test_a_committee_of_another_place_or_level_and_its_departments_are_others(issuer: str) -> None:
    assert _judged(_citing(issuer)) == (["WrongIssuer"], "wrong")


def test_a_committee_without_its_place_still_has_its_date_checked() -> None:
    assert _judged(_citing("Ban Thường vụ Tỉnh ủy", "2021-01-28")) == (["WrongDate"], "wrong")
