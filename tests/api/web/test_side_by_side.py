"""Words beside each other: nothing is lost, differences are marked, a long passage is cut to what matters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
