"""Words beside each other: nothing is lost, differences are marked, a long passage is cut to what matters."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.coverage import read_matrix
from api.http.app import create_app
from api.service import Service
from api.web.side_by_side import compare_words, nearest_words


@pytest.mark.parametrize(
    ("one", "other", "gone", "new"),
    [
        ("xong trước ngày 15/02/2024", "xong trước ngày 30/6/2024", ["15/02/2024"], ["30/6/2024"]),
        ("Đạt 100% hồ sơ trực tuyến", "Đạt hồ sơ trực tuyến", ["100%"], []),
        ("đánh giá, xếp hạng", "Đánh giá xếp hạng.", [], []),
    ],
)
def test_differences_are_marked(one: str, other: str, gone: list[str], new: list[str]) -> None:
    pair = compare_words(one, other)
    assert [w for tag, w in pair.one if tag == "gone"] == gone
    assert [w for tag, w in pair.other if tag == "new"] == new
    assert pair.same == (not gone and not new)


def test_what_has_little_in_common_is_not_marked() -> None:
    pair = compare_words("nâng cấp nền tảng dữ liệu dùng chung", "tổ chức hội nghị tổng kết cuối năm học")
    assert not pair.marked
    assert not pair.same


@given(st.text(alphabet="abcd ,.<\n", max_size=80), st.text(alphabet="abcd ,.<\n", max_size=80))
def test_no_word_is_lost(one: str, other: str) -> None:
    pair = compare_words(one, other)
    assert " ".join(w for _, w in pair.one).split() == one.split()
    assert " ".join(w for _, w in pair.other).split() == other.split()


def test_a_whole_appendix_is_cut_to_the_task() -> None:
    noise = "đơn vị thực hiện báo cáo kết quả hằng năm "
    passage = noise * 60 + "lắp đặt hệ thống truyền thanh ứng dụng công nghệ thông tin " + noise * 60
    found = nearest_words(passage, "Lắp đặt hệ thống truyền thanh ứng dụng công nghệ thông tin", wide=30)
    assert "truyền thanh" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found.split()) <= 32
    assert nearest_words("ngắn thôi", "gì đó") == "ngắn thôi"


LATE = """ỦY BAN NHÂN DÂN TỈNH THUẬN GIANG
SỞ XÂY DỰNG
Số: 77/KH-SXD
Thuận Giang, ngày 20 tháng 5 năm 2024

KẾ HOẠCH
Cải cách hành chính năm 2024

Thực hiện Kế hoạch số 11/KH-UBND ngày 12/01/2024 của UBND tỉnh, Sở Xây dựng ban hành kế hoạch như sau:
I. MỤC ĐÍCH
Nâng cao chất lượng phục vụ.
"""


def test_a_plan_that_came_too_late_says_so_where_its_task_is_opened(root: Path, tmp_path: Path) -> None:
    late = tmp_path / "kh-sxd.txt"
    late.write_text(LATE, encoding="utf-8")
    service = Service("memory:")
    service.load([root / "examples" / "corpus" / name for name in ("kh-tinh-2024.docx", "kh-stttt-2024.docx")] + [late])
    matrix = read_matrix(service, "11/KH-UBND")
    place, task = next((i, t) for i, t in enumerate(matrix.tasks, 1) if t["task"] == "PL.1")
    works = {c.number: c.work for c in matrix.columns}
    assert task["changed"] == {works["77/KH-SXD"]}
    client = TestClient(create_app(service))
    asked = {"directive": matrix.directive, "task": place, "lang": "vi"}
    page = client.get("/cell", params={**asked, "plan": works["77/KH-SXD"]}).text
    assert "Kế hoạch ban hành ngày 20/5/2024, sau hạn 15/02/2024." in page
    assert "Giống nhau" not in page
    assert "sau hạn" not in client.get("/cell", params={**asked, "plan": works["58/KH-STTTT"]}).text
