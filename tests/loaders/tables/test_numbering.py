"""Rows of shredded tables by their numbers: 1, 2 and 1.1, 1.2 below headings 1, 2. Our own rows."""

from loaders.tables.lines import read_lines
from loaders.tables.numbering import find_numbers, part_levels
from loaders.tables.shredded import find_shredded

LEVELS = """
TT Nhiệm vụ Đơn vị chủ
trì
Thời gian
1
Sửa cầu
1.1
Đóng lại ván cầu
treo qua suối
Sở Xây dựng
Tháng
3
1.2
Sơn lan can cầu
treo qua suối
UBND các xã
Quý II
2
Trồng cây bên
đường
2.1
Trồng tre chắn gió
trên đê
Hội Nông dân
Quý III
3
Tổng kết việc làm
cầu, trồng cây
Sở Xây dựng
Quý IV
"""


def test_rows_below_headings() -> None:
    (grid,) = find_shredded(LEVELS, 0)
    assert [r.number for r in grid.rows] == ["1.1", "1.2", "2.1", "3"]
    assert [" ".join(r.text("content").split()) for r in grid.rows] == [
        "Đóng lại ván cầu treo qua suối",
        "Sơn lan can cầu treo qua suối",
        "Trồng tre chắn gió trên đê",
        "Tổng kết việc làm cầu, trồng cây",
    ]
    assert [r.text("time").replace("\n", " ") for r in grid.rows] == ["Tháng 3", "Quý II", "Quý III", "Quý IV"]


def test_without_levels_there_are_no_such_rows() -> None:
    text = "1\nNạo bùn\nTháng\n2\n2\nĐóng cầu\n1.5\n3\nSơn cầu\n"
    lines = read_lines(text, 0, len(text))
    assert part_levels(text, lines) == (lines, [])
    assert [(index, number) for index, number, _ in find_numbers(text, lines)] == [(0, 1), (4, 2), (7, 3)]


def test_a_group_title_runs_over_its_line_and_a_task_may_begin_with_tong() -> None:
    text = (
        "TT Nhiệm vụ Đơn vị chủ trì Thời gian\nI Đường sá, cầu cống \nvà bến đò\n1\nTổng hợp số cầu phải sửa\n"
        "Ủy ban nhân dân\nxã\nQuý I\nII Cây xanh\n1\nTrồng tre chắn gió trên đê\nHội Nông dân\nQuý II\nTổng cộng 2\n"
    )
    (grid,) = find_shredded(text, 0)
    assert [(r.group, r.number, r.text("lead")) for r in grid.rows] == [
        ("I", "1", "Ủy ban nhân dân\nxã"),
        ("II", "1", "Hội Nông dân"),
    ]
