"""What a page contradicts itself: a year with a 0 too many, a sign that nothing has, a term that did not sit."""

import datetime as dt

from graph.judge import judge_record
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Citation, Finding, Work
from tests.graph.judge.works import cite, record, work

DECISION = work("urn:1722", type="Quyết định", number="1722/QĐ-TTg", date="2016-09-02", issuer="Thủ tướng Chính phủ")
LAW = work("urn:79", type="Luật", number="79/2006/QH11", date="2006-11-29", issuer="Quốc hội", title="Luật Đê điều")


def _found(citation: Citation, *works: Work) -> list[Finding]:
    judged, table = record(citation, date="2019-03-28"), WorksTable(list(works))
    return list(judge_record(judged, resolve_citations(judged, table), table, as_of=dt.date(2019, 4, 1)))


def test_no_footnote_is_numbered_0() -> None:
    for digit, kinds in (("0", ["WrongDate"]), ("3", []), ("10", [])):
        words = f"Quyết định số 1722/QĐ-TTg ngày 02/9/2016{digit} của Thủ tướng Chính phủ"
        said = cite(
            words, "1722/QĐ-TTg", type="Quyết định", date="2016-09-02", date_as_written=f"ngày 02/9/2016{digit}",
            doubts=("footnote",), issuer="Thủ tướng Chính phủ",
        )  # fmt: skip
        assert [f.kind for f in _found(said, DECISION) if f.kind == "WrongDate"] == kinds


def test_a_sign_that_nothing_has_is_no_types() -> None:
    words = "Chỉ thị số 05/NQ-TTg ngày 10/2/2017 của Thủ tướng Chính phủ"
    said = cite(words, "05/NQ-TTg", type="Chỉ thị", date="2017-02-10", issuer="Thủ tướng Chính phủ")
    assert [f.kind for f in _found(said) if f.kind.startswith("Wrong")] == ["WrongNumber"]


def test_a_law_under_a_term_that_did_not_sit_is_told_which_law_was_meant() -> None:
    words = "Luật Đê điều số 79/2006/QH12 ngày 29/11/2006"
    said = cite(words, "79/2006/QH12", type="Luật", date="2006-11-29", issuer="Quốc hội", subject="Đê điều")
    (found,) = [f for f in _found(said, LAW) if f.kind == "WrongNumber"]
    assert (found.severity, found.actual, found.work) == ("error", "79/2006/QH11", "urn:79")
    assert found.correction == "Luật Đê điều số 79/2006/QH11 ngày 29/11/2006"
    assert "khóa 12" in found.message.vi
    assert "muốn dẫn 79/2006/QH11" in found.message.vi


def test_the_law_of_that_serial_year_and_day_is_meant_though_its_title_is_not_known() -> None:
    words = "Luật Đê điều số 79/2006/QH12 ngày 29/11/2006"
    for day, actual in (("2006-11-29", "79/2006/QH11"), ("2006-06-29", None)):
        known = work("urn:79", type="Luật", number="79/2006/QH11", date=day, issuer="Quốc hội")
        said = cite(words, "79/2006/QH12", type="Luật", date="2006-11-29", issuer="Quốc hội", subject="Đê điều")
        (found,) = [f for f in _found(said, known) if f.kind == "WrongNumber"]
        assert found.actual == actual


def test_a_decree_has_no_laws_name_and_sign() -> None:
    """The type word is a law's, with the law's name and perhaps its year before the number."""

    def types(words: str, number: str = "43/2019/QH14") -> list[str]:
        said = cite(words, number, type="Nghị định", date="2019-06-14", issuer="Quốc hội")
        return [f"{f.severity} {f.actual}" for f in _found(said) if f.kind == "WrongType"]

    assert types("Nghị định Giáo dục số 43/2019/QH14 ngày 14/6/2019") == ["warning Luật"]
    assert types("Nghị định Chăn nuôi năm 2018 (số 32/2018/QH14 ngày 19/11/2018)", "32/2018/QH14") == ["warning Luật"]
    assert types("Nghị định quy định chi tiết Luật Giáo dục số 43/2019/QH14 ngày 14/6/2019") == []
    assert types("Nghị định hướng dẫn thi hành một số điều của Luật Giáo dục số 43/2019/QH14") == []
