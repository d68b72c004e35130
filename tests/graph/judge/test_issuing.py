"""A sign beside a body that cannot number so."""

import datetime as dt

import pytest

from graph.judge import judge_record
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Finding
from tests.graph.judge.works import cite, record, work

FINANCE = "Sở Tài chính tỉnh Nam Định"


def _found(number: str, issuer: str, *, quote: str | None = None) -> list[Finding]:
    words = quote or f"Kế hoạch số {number} ngày 16/01/2024 của {issuer}"
    judged = record(cite(words, number, date="2024-01-16", issuer=issuer), place="Nam Định")
    table = WorksTable([])
    found = judge_record(judged, resolve_citations(judged, table), table, as_of=dt.date(2024, 3, 1))
    return [f for f in found if f.kind == "WrongIssuer"]


@pytest.mark.parametrize(
    ("number", "issuer", "actual"),
    [
        ("09/KH-STC", "Sở Tư pháp tỉnh Nam Định", FINANCE),
        ("09/KH-SKHCN", "Sở Nội vụ tỉnh Nam Định", "Sở Khoa học và Công nghệ tỉnh Nam Định"),
        ("12-HD/BTGTU", "Ban Tổ chức Tỉnh ủy Nam Định", "Ban Tuyên giáo Tỉnh ủy Nam Định"),
        ("05-CT/TW", "Chính phủ", None),
        ("12/KH-HĐND", "Ủy ban nhân dân tỉnh Nam Định", "Hội đồng nhân dân tỉnh Nam Định"),
        ("12/NQ-UBND", "Hội đồng nhân dân tỉnh Nam Định", "Ủy ban nhân dân tỉnh Nam Định"),
        ("05-NQ/TU", "Ủy ban nhân dân tỉnh Nam Định", None),
        ("05-NQ/TU", "Ban Bí thư Trung ương", None),
        ("05-NQ/TU", "Huyện ủy Ý Yên", None),
        ("05-CT/TW", "Tỉnh ủy Nam Định", None),
        ("05-KH/HU", "Tỉnh ủy Nam Định", None),
        ("05-KH/HU", "Ban Bí thư", None),
        ("12-KH/ThU", "Tỉnh ủy Nam Định", None),
        ("12-KH/ThU", "Huyện ủy Ý Yên", None),
        ("05-NQ/ĐU", "Huyện ủy Ý Yên", None),
        ("05-NQ/ĐU", "Tỉnh ủy Nam Định", None),
        ("05-NQ/ĐU", "Bộ Chính trị", None),
        ("12-KH/ThU", "Đảng ủy xã Hải Hòa", None),
    ],
)
def test_a_body_that_cannot_number_so_is_a_warning(number: str, issuer: str, actual: str | None) -> None:
    (found,) = _found(number, issuer)
    assert (found.severity, found.actual) == ("warning", actual)


@pytest.mark.parametrize(
    ("number", "issuer"),
    [
        ("09/KH-STC", FINANCE),
        ("09/KH-STC", "Giám đốc Sở Tài chính"),
        ("09/KH-SNN", "Sở Nông nghiệp và Môi trường tỉnh Nam Định"),  # its successor
        ("09/KH-SVHTT", "Sở Văn hóa, Thể thao và Du lịch tỉnh Nam Định"),
        ("09/KH-SNV", "Sở Ngoại vụ tỉnh Nam Định"),
        ("09/KH-STC", "Ủy ban nhân dân tỉnh Nam Định"),
        ("12-HD/BTGTU", "Ban Tuyên giáo và Dân vận Tỉnh ủy Nam Định"),
        ("05-NQ/TU", "Tỉnh ủy Nam Định"),
        ("05-CT/TW", "Bộ Chính trị"),
        ("05-CT/TW", "Ban Chấp hành Trung ương"),
        ("05-NQ/TU", "Ban Thường vụ Tỉnh ủy Nam Định"),
        ("05-NQ/TU", "Thành ủy Nam Định"),
        ("12-KH/ThU", "Thành ủy Nam Định"),
        ("12-KH/ThU", "Thành ủy"),
        ("12-KH/ThU", "Ban Thường vụ Thị ủy"),
        ("12-KH/ThU", "Ban Chấp hành Đảng bộ thành phố Nam Định"),
        ("05-NQ/ĐU", "Đảng ủy xã Hải Hòa"),
        ("05-NQ/ĐU", "Ban Chấp hành Đảng bộ xã Hải Hòa"),
        ("05-NQ/ĐU", "Đảng ủy Ủy ban nhân dân tỉnh Nam Định"),
        ("05-NQ/ĐU", "Ban Thường vụ Đảng ủy các cơ quan Đảng tỉnh"),
        ("12-KH/ThU", "Ban Thường vụ Thành ủy"),
        ("12-KH/BTCThU", "Ban Tổ chức Thành ủy"),
        ("05-KH/HU", "Ban Thường vụ Huyện ủy"),
        ("05-KH/QU", "Quận ủy Ba Đình"),
        ("09/KH-XYZ", "Sở Tư pháp tỉnh Nam Định"),
    ],
)
def test_a_body_that_may_number_so_is_left_alone(number: str, issuer: str) -> None:
    assert _found(number, issuer) == []


def test_a_body_that_only_stands_beside_the_number_is_left_alone() -> None:
    assert _found("05-NQ/TU", "Ủy ban nhân dân tỉnh Nam Định", quote="Nghị quyết số 05-NQ/TU, UBND tỉnh Nam Định") == []


def test_the_document_of_that_day_under_the_sign_of_the_body_written_is_the_one_meant() -> None:
    words = "Nghị quyết số 21-NQ/TU ngày 22/11/2012 của Bộ Chính trị"
    judged = record(cite(words, "21-NQ/TU", date="2012-11-22", issuer="Bộ Chính trị"), place="Nam Định")
    of_day = work("urn:21", type="Nghị quyết", number="21-NQ/TW", date="2012-11-22", issuer="Bộ Chính trị")
    table = WorksTable([of_day])
    found = judge_record(judged, resolve_citations(judged, table), table, as_of=dt.date(2024, 3, 1))
    (said,) = (f for f in found if f.kind in {"WrongNumber", "WrongIssuer"})
    assert (said.kind, said.actual) == ("WrongNumber", "21-NQ/TW")
    assert said.correction == "Nghị quyết số 21-NQ/TW ngày 22/11/2012 của Bộ Chính trị"


@pytest.mark.parametrize(
    ("behind", "count"),
    [
        (" (trước đây là Bộ Kế hoạch và Đầu tư)", 0),
        (" (nay là Bộ KH&ĐT)", 0),
        (" (trước đây là Bộ Công Thương)", 1),
        ("", 1),
    ],
)
def test_a_bracket_that_gives_the_other_name_of_the_body_answers_for_it(behind: str, count: int) -> None:
    words = "Thông tư số 08/2023/TT-BKHĐT ngày 31/5/2023 của Bộ Tài chính"
    cited = cite(words, "08/2023/TT-BKHĐT", type="Thông tư", date="2023-05-31", issuer="Bộ Tài chính")
    judged = record(cited, raw=words + behind + " về đấu thầu;", date="2026-01-20")
    found = judge_record(judged, resolve_citations(judged, WorksTable([])), WorksTable([]), as_of=dt.date(2026, 3, 1))
    assert len([f for f in found if f.kind == "WrongIssuer"]) == count


@pytest.mark.parametrize("number", ["02-TT/MTTW-BTT", "28/TT-MTTW-BTT"])
def test_a_circular_of_the_front_is_a_thong_tri(number: str) -> None:
    front = "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"
    words = f"Thông tri số {number} ngày 05/3/2021 của {front}"
    judged = record(cite(words, number, type="Thông tri", date="2021-03-05", issuer=front))
    found = judge_record(judged, resolve_citations(judged, WorksTable([])), WorksTable([]), as_of=dt.date(2024, 3, 1))
    assert not {f.kind for f in found} & {"WrongType", "SignFormat", "WrongIssuer"}
