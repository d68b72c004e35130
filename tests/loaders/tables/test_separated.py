"""Tables that copying left as lines of cells. Every sentence here is our own."""

import pytest

from loaders.tables import find_tables

ROWS = [
    ["TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"],
    ["I", "Bãi đẻ"],
    ["1", "Thả phao quanh bãi đẻ", "Phao", "Chi cục Kiểm ngư", "Công an huyện", "Quý I/2022"],
    ["2", "Đếm cá", "Báo cáo", "Phòng Thủy sản", "", "Trước 30/11/2022"],
]


@pytest.mark.parametrize(("joint", "edge"), [("\t", ""), (" | ", ""), (" | ", "| ")])
def test_rows_of_cells_between_tabs_or_bars(joint: str, edge: str) -> None:
    lines = [edge + joint.join(row) + edge[::-1] for row in ROWS]
    text = "PHỤ LỤC\nNHIỆM VỤ\n" + "\n".join(lines) + "\n\nNơi nhận:\n- Lưu: VT.\n"
    (grid,) = find_tables(text, (), None)
    assert grid.is_task_table
    assert [(r.number, r.group) for r in grid.rows] == [("1", "I"), ("2", "I")]
    assert [r.text("content") for r in grid.rows] == ["Thả phao quanh bãi đẻ", "Đếm cá"]
    assert [r.text("lead") for r in grid.rows] == ["Chi cục Kiểm ngư", "Phòng Thủy sản"]
    assert [r.text("time") for r in grid.rows] == ["Quý I/2022", "Trước 30/11/2022"]
    assert "Nơi nhận" not in text[grid.span.start : grid.span.end]


def test_a_cell_broken_over_lines_belongs_to_its_row() -> None:
    rows = ["\t".join(row) for row in [ROWS[0], *ROWS[2:]]]
    text = "\n".join(rows).replace("Thả phao quanh", "Thả phao\nquanh") + "\n"
    (grid,) = find_tables(text, (), None)
    assert [r.text("content") for r in grid.rows] == ["Thả phao\nquanh bãi đẻ", "Đếm cá"]
    assert grid.rows[0].text("time") == "Quý I/2022"


def test_a_header_in_two_columns_is_no_table() -> None:
    text = "UBND TỈNH\tCỘNG HÒA\tVIỆT NAM\nSố: 1\tĐộc lập\tTự do\n"
    assert find_tables(text, (), None) == ()
