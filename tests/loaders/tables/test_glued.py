"""Shredded tables whose lines hold more than one cell, and whose rows stand under group headings. Our own rows."""

import pytest

from loaders.tables import Grid
from loaders.tables.glued import part_groups, split_glued
from loaders.tables.lines import read_lines
from loaders.tables.shredded import find_shredded

GLUED = """
TT Nhiệm vụ Sản phẩm Cơ quan
chủ trì
Cơ quan
phối hợp
Thời gian
I DỌN BẾN ĐÒ
1 Nạo bùn
bến đò
Báo cáo
nạo bùn
Sở Xây dựng Các sở,
ban, ngành
Quý II/2026
2 Đóng lại
cầu gỗ
Biên bản UBND các
xã
Sở Công Thương Thường
xuyên
II CẤP PHAO CHO
HỌC TRÒ
3 Mua phao cho
học trò qua sông
Báo cáo Sở Tư pháp -nt- Tháng
9/2026
"""


def cells(grid: Grid, role: str) -> list[str]:
    return [" ".join(r.text(role).split()) for r in grid.rows]  # type: ignore[arg-type]


def test_cells_on_one_line_are_parted() -> None:
    (grid,) = find_shredded(GLUED, 0)
    assert [(r.group, r.number) for r in grid.rows] == [("I", "1"), ("I", "2"), ("II", "3")]
    assert cells(grid, "content") == ["Nạo bùn bến đò", "Đóng lại cầu gỗ", "Mua phao cho học trò qua sông"]
    assert cells(grid, "product") == ["Báo cáo nạo bùn", "Biên bản", "Báo cáo"]
    assert cells(grid, "lead") == ["Sở Xây dựng", "UBND các xã", "Sở Tư pháp"]
    assert cells(grid, "coordinate") == ["Các sở, ban, ngành", "Sở Công Thương", "-nt-"]
    assert cells(grid, "time") == ["Quý II/2026", "Thường xuyên", "Tháng 9/2026"]


PIECES = [
    ("Sở Tư pháp Các sở,", ["Sở Tư pháp", "Các sở,"]),
    ("Kế hoạch của UBND tỉnh", ["Kế hoạch của UBND tỉnh"]),
    ("Sở Y tế, Sở Nội vụ", ["Sở Y tế, Sở Nội vụ"]),
    ("Văn phòng UBND tỉnh", ["Văn phòng UBND tỉnh"]),
    ("Nt Sở Nội vụ nt", ["Nt", "Sở Nội vụ", "nt"]),
]


@pytest.mark.parametrize(("line", "pieces"), PIECES)
def test_where_a_cell_may_begin(line: str, pieces: list[str]) -> None:
    assert [line[p.start : p.end] for p in split_glued(line, read_lines(line, 0, len(line)))] == pieces


def test_a_group_heading_is_no_part_of_a_row() -> None:
    text = "I LÀM ĐƯỜNG\n1 Đắp nền\nII TRỒNG CÂY 2 Ươm giống\nIV KHÔNG PHẢI NHÓM\n"
    lines, groups = part_groups(text, read_lines(text, 0, len(text)))
    assert [text[ln.start : ln.end] for ln in lines] == ["1 Đắp nền", "2 Ươm giống", "IV KHÔNG PHẢI NHÓM"]
    assert groups == [(0, "I"), (1, "II")]


TITLED_BELOW = """
TT
Nhiệm vụ
Cơ quan chủ trì
Thời gian
I
Việc dọn bến
1
Nạo bùn bến đò
Sở Xây dựng
Quý
II
2
Đóng lại cầu gỗ
Sở Tư pháp
Tháng 9
II
Việc cấp phao
cho học trò
3
Mua phao cho học trò
Sở Y tế
Quý IV
"""


def test_a_groups_number_may_stand_over_its_title() -> None:
    (grid,) = find_shredded(TITLED_BELOW, 0)
    assert [(r.group, r.number) for r in grid.rows] == [("I", "1"), ("I", "2"), ("II", "3")]
    assert cells(grid, "time") == ["Quý II", "Tháng 9", "Quý IV"]
    assert cells(grid, "content") == ["Nạo bùn bến đò", "Đóng lại cầu gỗ", "Mua phao cho học trò"]
