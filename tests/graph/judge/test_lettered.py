"""Letters that stand for digits: read, told, and nothing louder said of such a citation."""

import datetime as dt

import pytest

from graph.judge import judge_record
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Citation, Finding
from tests.graph.judge.works import cite, record, work

LAW = work("urn:77", type="Luật", number="77/2015/QH13", date="2015-06-19", issuer="Quốc hội")
QUOTE = "Luật Tổ chức chính quyền địa phương số 77/2015/QH13 ngày 19/6/2O15"


def _found(citation: Citation) -> list[Finding]:
    judged, table = record(citation, date="2024-03-01"), WorksTable([LAW])
    found = judge_record(judged, resolve_citations(judged, table), table, as_of=dt.date(2024, 4, 1))
    return [f for f in found if f.kind in {"WrongDate", "SignFormat", "WrongNumber"}]


def _law(quote: str, date: str, **more: object) -> Citation:
    return cite(quote, "77/2015/QH13", type="Luật", date=date, issuer="Quốc hội", doubts=("lettered",), **more)


def test_a_day_with_a_letter_is_told_with_its_figures_in_the_writers_words() -> None:
    (found,) = _found(_law(QUOTE, "2015-06-19", date_as_written="ngày 19/6/2O15", number_as_written="77/2015/QH13"))
    assert (found.kind, found.severity, found.written) == ("WrongDate", "note", "ngày 19/6/2O15")
    assert found.correction == QUOTE.replace("2O15", "2015")
    assert "19/6/2015" in found.message.vi


def test_a_number_with_a_letter_is_a_matter_of_form() -> None:
    quote = "Luật số 77/2O15/QH13 ngày 19/6/2015"
    (found,) = _found(_law(quote, "2015-06-19", number_as_written="77/2O15/QH13", date_as_written="ngày 19/6/2015"))
    assert (found.kind, found.severity, found.actual) == ("SignFormat", "note", "77/2015/QH13")
    assert found.correction == "Luật số 77/2015/QH13 ngày 19/6/2015"


@pytest.mark.parametrize(("written", "read"), [("ngày l8/6/2015", "2015-06-18"), ("ngày 19/6/2O16", "2016-06-19")])
def test_another_day_read_from_letters_is_only_to_be_checked(written: str, read: str) -> None:
    (found,) = _found(_law(f"Luật số 77/2015/QH13 {written}", read, date_as_written=written))
    assert found.severity == "note"
    assert found.message.vi.endswith("Cần kiểm tra lại.")
