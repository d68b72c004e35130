"""Names that a scanner tore across the lines of a row. Our own rows."""

# ruff: noqa: E501  one row a case

import pytest

from loaders.tables.threads import follow_names

ROWS = [
    # two columns go on below one another
    (
        ["Thi viết | Bài thi Sở Thông tin và Sở Nội vụ và | Quý I", "về rừng | được chấm Truyền thông các sở, ban,", "ngành, UBND", "các huyện, thành", "phố, thị xã"],
        ["Sở Thông tin và Truyền thông"],
        ["Sở Nội vụ", "các sở, ban, ngành", "UBND các huyện, thành phố, thị xã"],
    ),
    # the helpers' cell begins higher than the doer's
    (
        ["Mở lớp | Các sở, ban,", "dệt vải | Lớp học Sở Công Thương ngành; UBND", "các xã, phường,", "thị trấn"],
        ["Sở Công Thương"],
        ["các sở, ban, ngành", "UBND các xã, phường, thị trấn"],
    ),
    # a scanner's letters
    (["Sửa đê | Đê mới S6 Nông nghiệp và | Quy II", "biển | Phát triển nông thôn"], ["Sở Nông nghiệp và Phát triển nông thôn"], []),
    # what a sentence leads up to is no doer
    (["Phát tin trên Đài Phát thanh và", "Truyền hình tỉnh | Sở Nội vụ"], ["Sở Nội vụ"], []),
    # no name
    (["Sở thích của trẻ em", "Các bài hát | Quý I"], [], []),
    ([], [], []),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "leads", "helpers"), ROWS)
def test_names_are_followed_down_their_columns(lines: list[str], leads: list[str], helpers: list[str]) -> None:
    assert follow_names(lines) == (leads, helpers)


def test_a_row_of_nothing_but_heads_costs_no_more_than_its_share() -> None:
    assert follow_names(["Sở UBND các " * 60] * 500) is not None
