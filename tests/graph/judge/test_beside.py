# ruff: noqa: E501 -- one line per case
"""What the words beside a citation or a body say themselves: nobody is told what the author wrote."""

import datetime as dt
from dataclasses import replace

import pytest

from graph.judge import judge_record
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Record, Unit
from tests.graph.judge.works import acted_on, cite, in_force, record, work

AS_OF = dt.date(2026, 3, 1)
OLD = "Nghị định số 61/2018/NĐ-CP"
DECREE = work("urn:61", type="Nghị định", number="61/2018/NĐ-CP", date="2018-04-23", issuer="Chính phủ")
ENDED = in_force(DECREE, "2018-06-21", "2025-07-01")


def _citing(raw: str, *, title: str | None = None, role: str = "mentions") -> Record:
    start = raw.index(OLD)
    citation = cite(OLD, "61/2018/NĐ-CP", type="Nghị định", issuer="Chính phủ", start=start, role=role)
    return record(citation, raw=raw, date="2026-02-25", issuer="Ủy ban nhân dân tỉnh Nam Hải", title=title)


def _outdated(judged: Record) -> list[str]:
    table = WorksTable([ENDED])
    found = judge_record(judged, resolve_citations(judged, table), table, as_of=AS_OF)
    return [f.severity for f in found if f.kind == "NotInForce"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Điều 1. Công bố các văn bản sau đây hết hiệu lực:\n1. Quyết định số 9/QĐ-TTg.\n2. " + OLD + " của Chính phủ.\n", []),
        ("Điều 1. Công bố các văn bản sau đây hết hiệu lực:\n- Quyết định số 9/QĐ-TTg;\n\n- " + OLD + " của Chính phủ.\n", []),
        ("Điều 1. Triển khai các văn bản sau đây:\n1. Quyết định số 9/QĐ-TTg.\n2. " + OLD + " của Chính phủ.\n", ["warning"]),
        ("Các văn bản hết hiệu lực:\n1. Quyết định số 9/QĐ-TTg.\nII. NHIỆM VỤ\n1. Thực hiện " + OLD + ".\n", ["warning"]),
        ("Hồ sơ tiếp nhận trước ngày 01/7/2025 giải quyết theo " + OLD + ".", []),
        ("Hồ sơ giải quyết theo " + OLD + " trước ngày 01 tháng 7 năm 2025 được giữ nguyên.", []),
        ("Các sở thực hiện " + OLD + ", hoàn thành trước ngày 15/12/2026.", ["warning"]),
        ("Nhiệm vụ chuyển tiếp từ " + OLD + " thực hiện theo quy định của nghị định mới.", []),
        ("Cụm từ “" + OLD + "” tại Quyết định số 933/QĐ-UBND được thay bằng cụm từ “Nghị định mới”.", []),
        ("Các sở thực hiện “" + OLD + "” trong năm.", ["warning"]),
    ],
)  # fmt: skip
def test_what_is_said_to_be_over_is_not_accused_of_being_over(raw: str, expected: list[str]) -> None:
    assert _outdated(_citing(raw)) == expected


def test_a_list_of_what_is_no_longer_in_force_names_it_and_its_basis_is_still_held_to_be_in_force() -> None:
    title = "Về việc công bố Danh mục văn bản hết hiệu lực năm 2025"
    assert _outdated(_citing(OLD + " của Chính phủ", title=title)) == []
    assert _outdated(_citing("Căn cứ " + OLD + " của Chính phủ;", title=title, role="legal_basis")) == ["error"]


DEPARTMENT = "Sở Thông tin và Truyền thông"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1. Trước ngày 01/3/2025, các sở trang bị máy; " + DEPARTMENT + " quản lý hệ thống.", []),
        ("Cấp lại giấy phép do " + DEPARTMENT + " cấp trước ngày 01/3/2025.", []),
        ("Giao " + DEPARTMENT + " hoàn thành trước ngày 15/12/2026.", [DEPARTMENT]),
        ("- Việc xong trước ngày 01/3/2025.\n- Giao " + DEPARTMENT + " theo dõi.", [DEPARTMENT]),
        ("Trung tâm (trước đây thuộc " + DEPARTMENT + ") phối hợp.", []),
        (DEPARTMENT + " đã hoàn thành 12 chỉ tiêu.", []),
        ("Chỉnh lý tài liệu của " + DEPARTMENT + " giai đoạn 2004-2024.", []),
        ("Đề nghị " + DEPARTMENT + " năm 2026 theo dõi.", [DEPARTMENT]),
    ],
)  # fmt: skip
def test_a_body_of_which_the_past_is_told_is_asked_nothing(raw: str, expected: list[str]) -> None:
    unit = Unit(name=DEPARTMENT + " tỉnh Hà Tĩnh", variants=(DEPARTMENT,))
    judged = replace(record(raw=raw, date="2026-02-25", issuer="Ủy ban nhân dân tỉnh Hà Tĩnh"), units=(unit,))
    found = judge_record(judged, (), WorksTable([]), as_of=AS_OF)
    assert [f.written for f in found if f.kind == "BodyAbolished"] == expected


@pytest.mark.parametrize("kind", ["replaces", "suspends", "amends"])
def test_a_work_that_only_a_relation_speaks_of_is_never_named_by_its_iri(kind: str) -> None:
    judged = _citing("Căn cứ " + OLD + " của Chính phủ;", role="legal_basis")
    table = WorksTable([acted_on(DECREE, kind, "https://cancu.example/vn/unknown", since="2025-07-01")])
    found = judge_record(judged, resolve_citations(judged, table), table, as_of=AS_OF)
    said = [f.message for f in found if f.kind in {"NotInForce", "Amended"}]
    assert said
    assert all("một văn bản khác" in m.vi and "another document" in m.en and "://" not in m.vi + m.en for m in said)
