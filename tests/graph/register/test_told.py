# ruff: noqa: E501 -- one line per case
"""Whose a listed document is, what replaced it, and its subject, as the cells of yearly lists word them."""

import pytest

from graph.register.expired import doubts_of, propose_rows
from graph.register.rows import RegisterRow

HEADS = ["TT", "Tên văn bản", "Số, ký hiệu", "Ngày ban hành", "Lý do hết hiệu lực", "Thời điểm hết hiệu lực"]
MERGED = "Ủy ban nhân dân tỉnh Quảng Trị"  # with Quảng Bình since 01/7/2025
FORMER = "Ủy ban nhân dân tỉnh Quảng Bình"


def told(name: str, number: str, day: str, reason: str, issuer: str = MERGED) -> tuple[RegisterRow, ...]:
    cells = ["1", name, number, day, reason, "25/3/2026"]
    found = propose_rows([HEADS, cells], issuer=issuer, source="danh mục")
    assert found.unread == ()
    return found.rows


@pytest.mark.parametrize(
    ("name", "number", "day", "reason", "issuer"),
    [
        ("Quyết định của UBND tỉnh Quảng Bình ban hành Quy định A", "21/2019/QĐ-UBND", "15/8/2019", "Hết thời hạn", FORMER),
        ("Quy định A", "21/2019/QĐ-UBND của UBND tỉnh Quảng Bình", "15/8/2019", "Hết thời hạn", FORMER),
        ("Quy định A trên địa bàn tỉnh Quảng Bình", "21/2019/QĐ-UBND", "15/8/2019", "Hết thời hạn", FORMER),
        ("Quy định A", "21/2019/QĐ-UBND", "15/8/2019",
         "Bị bãi bỏ bởi Quyết định số 8/2025/QĐ-UBND ngày 15/3/2025 của UBND tỉnh Quảng Bình", FORMER),
        ("Quyết định của UBND tỉnh Quảng Trị về A", "21/2019/QĐ-UBND", "15/8/2019", "Hết thời hạn", MERGED),
        ("Quy định A", "21/2025/QĐ-UBND", "15/8/2025", "Hết thời hạn", MERGED),  # younger than the merger
        ("Quy định A", "21/2019/QĐ-UBND", "15/8/2019", "Hết thời hạn", None),
        ("Quyết định của UBND tỉnh về A", "21/2019/QĐ-UBND", "15/8/2019", "Hết thời hạn", None),
        ("Quy định A", "21/2019/QĐ-UBND", "15/8/2019",
         "Bãi bỏ theo Quyết định số 27/2025/QĐ-UBND ngày 14/10/2025", None),  # what the merged one repeals may be either's
        ("Quy định A của tỉnh Quảng Bình, tỉnh Quảng Trị", "21/2019/QĐ-UBND", "15/8/2019", "Hết thời hạn", None),
    ],
)  # fmt: skip
def test_a_merged_province_lists_the_documents_of_all_it_was_made_of(
    name: str, number: str, day: str, reason: str, issuer: str | None
) -> None:
    (row,) = told(name, number, day, reason)
    assert row.issuer == issuer
    assert any("cơ quan" in str(d.vi) for d in doubts_of(row)) is (issuer is None)


def test_a_province_that_nothing_was_merged_into_lists_its_own() -> None:
    (row,) = told("Quy định A", "21/2019/QĐ-UBND", "15/8/2019", "Hết thời hạn", "Ủy ban nhân dân tỉnh Hà Tĩnh")
    assert row.issuer == "Ủy ban nhân dân tỉnh Hà Tĩnh"


@pytest.mark.parametrize(
    ("reason", "acting"),
    [
        ("Được thay thế bởi Quyết định số 5/2025/QĐ-UBND ngày 12/3/2025 của UBND tỉnh Quảng Bình và Quyết định số "
         "6/2025/QĐ-UBND ngày 13/3/2025 của UBND tỉnh Quảng Bình",
         [("5/2025/QĐ-UBND", "2025-03-12", FORMER), ("6/2025/QĐ-UBND", "2025-03-13", FORMER)]),
        ("Được thay thế bởi Quyết định số 5/2025/QĐ-UBND ngày 12/8/2025, Quyết định số 6/2025/QĐ-UBND ngày 13/8/2025",
         [("5/2025/QĐ-UBND", "2025-08-12", MERGED), ("6/2025/QĐ-UBND", "2025-08-13", MERGED)]),
        ("Bị bãi bỏ bởi các Quyết định số 5/2025/QĐ-UBND và số 6/2025/QĐ-UBND ngày 13/3/2025 của UBND tỉnh Quảng Bình",
         [("5/2025/QĐ-UBND", None, FORMER), ("6/2025/QĐ-UBND", "2025-03-13", FORMER)]),
        ("Được thay thế bởi Quyết định số 5/2025/QĐ-UBND ngày 12/8/2025 sửa đổi Quyết định số 6/2020/QĐ-UBND",
         [("5/2025/QĐ-UBND", "2025-08-12", MERGED)]),
        ("Được thay thế bởi Quyết định số 5/2025/QĐ-UBND ngày 12/8/2025 quy định chi tiết Luật A và Nghị định số 6/2020/NĐ-CP",
         [("5/2025/QĐ-UBND", "2025-08-12", MERGED)]),
    ],
)  # fmt: skip
def test_each_document_that_acted_has_its_row(reason: str, acting: list[tuple[str, str | None, str]]) -> None:
    rows = told("Quyết định của UBND tỉnh Quảng Bình về A", "21/2019/QĐ-UBND", "15/8/2019", reason)
    assert [(r.related_number, r.related_date, r.related_issuer) for r in rows] == acting
    assert {(r.number, r.relation_from, r.in_force_to) for r in rows} == {
        ("21/2019/QĐ-UBND", "2026-03-25", "2026-03-25")
    }


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Quyết định của UBND tỉnh Quảng Bình ban hành Quy định A", "ban hành Quy định A"),
        ("Quyết định ban hành Quy định A", "ban hành Quy định A"), ("Nghị quyết về chính sách A", "về chính sách A"),
        ("Quyết định sửa đổi Quyết định số 5/2018/QĐ-UBND về A", "sửa đổi Quyết định số 5/2018/QĐ-UBND về A"),
        ("Quyết định ban hành Quy định A, thay thế Quyết định số 11/2010/QĐ-UBND",
         "ban hành Quy định A, thay thế Quyết định số 11/2010/QĐ-UBND"),
        ("Quy định A", "Quy định A"), ("Kế hoạch hành động A", "Kế hoạch hành động A"),
    ],
)  # fmt: skip
def test_the_type_and_the_body_before_a_subject_are_no_part_of_it(name: str, title: str) -> None:
    (row,) = told(name, "21/2019/QĐ-UBND", "15/8/2019", "Hết thời hạn")
    assert row.title == title
