"""Tables back to rows: bars, shredded lines, cells the reader saw. Every sentence here is our own."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.tables import Grid, find_tables
from loaders.tables.given import align, is_group, is_number
from loaders.tables.headings import find_role
from ontology.values import Cell, Span, Table

SHREDDED = """PHỤ LỤC

TT NHIỆM VỤ SẢN PHẨM

CƠ QUAN

CHỦ TRÌ

CƠ QUAN

PHỐI HỢP

THỜI GIAN

1

Tổ chức phiên chợ vùng

cao cho đồng bào các xã

biên giới

- Kế hoạch phiên chợ;

- Báo cáo kết quả.

Sở Công

Thương
Các sở, ban,

ngành

Quý II

2

Tuyên truyền phòng rét

cho trâu bò

Các bài viết trên báo

Sở Nông nghiệp

và Môi trường
UBND cấp xã

Thường

xuyên

TT NHIỆM VỤ SẢN PHẨM

CƠ QUAN

CHỦ TRÌ

3

Xây dựng kho thóc dự

phòng ở vùng lũ

Văn bản chỉ đạo

Sở Tài chính

UBND các xã

Tháng 9
"""


def cells(grid: Grid) -> list[dict[str, str]]:
    return [{c.role: " ".join(c.text.split()) for c in r.cells} for r in grid.rows]


def test_shredded_cells_go_back_to_their_columns() -> None:
    (grid,) = find_tables(SHREDDED, (), 0)
    assert grid.source == "cells"
    assert [r.number for r in grid.rows] == ["1", "2", "3"]
    first, second, third = cells(grid)
    assert first == {
        "content": "Tổ chức phiên chợ vùng cao cho đồng bào các xã biên giới",
        "product": "- Kế hoạch phiên chợ; - Báo cáo kết quả.",
        "lead": "Sở Công Thương",
        "coordinate": "Các sở, ban, ngành",
        "time": "Quý II",
    }
    assert second["lead"] == "Sở Nông nghiệp và Môi trường"
    assert second["coordinate"] == "UBND cấp xã"
    assert third["content"] == "Xây dựng kho thóc dự phòng ở vùng lũ"
    assert third["time"] == "Tháng 9"


def test_spans_hold_the_lines_of_a_cell() -> None:
    (grid,) = find_tables(SHREDDED, (), 0)
    for row in grid.rows:
        for cell in row.cells:
            assert [SHREDDED[s.start : s.end].strip() for s in cell.spans] == cell.text.split("\n")


def test_cells_the_reader_saw() -> None:
    rows = [["TT", "Nội dung", "Đơn vị chủ trì"], ["1", "Vá đường liên thôn sau lũ", "Sở Xây dựng"]]
    text, placed = "", []
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            placed.append(Cell(row=r, column=c, span=Span(len(text), len(text) + len(words))))
            text += words + "\n"
    (grid,) = find_tables(text, (Table(span=Span(0, len(text)), cells=tuple(placed)),), None)
    assert grid.source == "reader"
    assert cells(grid) == [{"number": "1", "content": "Vá đường liên thôn sau lũ", "lead": "Sở Xây dựng"}]


def test_a_numbered_row_that_speaks_of_lists_is_no_heading() -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Sản phẩm"],
        ["1", "Lập danh mục bến đò ngang", "Sở Xây dựng", "Danh mục bến đò"],
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Sản phẩm"],
        ["2", "Trồng cây ven sông", "Sở Nông nghiệp và Môi trường", "Báo cáo"],
    ]
    text, cells = "", []
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            cells.append(Cell(row=r, column=c, span=Span(len(text), len(text) + len(words))))
            text += words + "\n"
    (grid,) = find_tables(text, (Table(span=Span(0, len(text)), cells=tuple(cells)),), None)
    assert [row.number for row in grid.rows] == ["1", "2"]


def test_a_table_of_figures_is_no_table_of_work() -> None:
    text = "|\nTT\n|\nChỉ tiêu\n|\nĐơn vị tính\n|\nNăm 2023\n|\n|\n1\n|\nSố lớp học\n|\nLớp\n|\n12\n|\n"
    assert not any(g.is_task_table for g in find_tables(text, (), None))


def test_merged_cells_are_laid_by_their_looks() -> None:
    roles = ("number", "content", "lead", "coordinate", "time")
    assert align(["Tổ chức lớp xóa mù chữ cho người dân ở các bản xa", "Sở Tài chính"], roles) == [1, 2]
    assert align(["Sở Tài chính", "Quý IV"], roles) == [2, 4]


def test_headings_in_any_spelling() -> None:
    cases = {
        "STT": "number", "Nhiệm vụ": "content", "NỘI DUNG CÔNG VIỆC": "content", "Cơ quan\nphối hợp": "coordinate",
        "Đơn vị chủ trì": "lead", "Đơn vị thực hiện": "lead", "Thời gian hoàn thành": "time",
        "Kinh phí (triệu đồng)": "budget",
        "Sản phẩm đầu ra": "product", "Ghi chú": "note", "Họ và tên": "other",
    }  # fmt: skip
    assert {words: find_role(words) for words in cases} == cases
    assert find_role("CO QUAN PHOl HQP", damaged=True) == "coordinate"


def test_numbers_and_groups() -> None:
    assert [w for w in ("1.", "**2**", "IV", "Sở", "") if is_number(w)] == ["1.", "**2**", "IV"]
    assert [w for w in ("**II**", "12") if is_group(w)] == ["**II**"]


@given(
    st.lists(
        st.sampled_from(
            ["1", "2", "Sở Y tế", "Quý I", "- Báo cáo", "TT Nhiệm vụ Chủ trì", "|", "", "Tổ chức hội thao"]
        ),
        max_size=60,
    )
)
def test_any_order_of_lines_is_read_without_error(lines: list[str]) -> None:
    text = "\n".join(lines)
    for grid in find_tables(text, (), None):
        for row in grid.rows:
            assert all(0 <= s.start <= s.end <= len(text) for c in row.cells for s in c.spans)


SLICED = """TT NHIEM VU SAN PHAM CHE TRI PHOI HOP THUC HIEN GHI CHU
Trong cay quanh | Hang cay xanh | So Xay dung | UBND xa | Quy I |
1. | truong va tram xa | quanh truong | | | | Ngan sach
o vung cao | | | | |
Sua mai nha van | Mai nha moi | So Van hoa | UBND xa | Quy II |
2. | hoa cac ban | lop ton | | | |
TT NHIEM VU SAN PHAM CHE TRI PHOI HOP THUC HIEN GHI CHU
Mo lop day det | Lop hoc | Hoi Phu nu | | Quy III |
3. | tho cam | | | | |
"""


def test_lines_across_columns() -> None:
    (grid,) = find_tables(SLICED, (), 0)
    assert grid.source == "lines"
    found = {r.number: " ".join(r.text("content").split()) for r in grid.rows}
    assert found == {
        "1": "Trong cay quanh truong va tram xa o vung cao",
        "2": "Sua mai nha van hoa cac ban",
        "3": "Mo lop day det tho cam",
    }
    assert [r.text("lead") for r in grid.rows] == ["Sở Xây dựng", "", ""]  # "So Van hoa" is no whole name


def test_two_tables_of_bars_without_a_line_between() -> None:
    first = "|\nTT\n|\nNhiệm vụ\n|\nChủ trì\n|\n|\n1\n|\nĐắp nền chợ phiên\n|\nUBND xã\n|\n"
    second = "|\nTT\n|\nNội dung\n|\nĐơn vị chủ trì\n|\nThời gian\n|\n|\n1\n|\nGieo mạ sớm\n|\nUBND xã\n|\nQuý I\n|\n"
    grids = find_tables("|\nNơi nhận\n|\nKý tên\n|\nPHỤ LỤC I\n" + first + "PHỤ LỤC II\n" + second, (), None)
    assert [g.roles for g in grids] == [("number", "content", "lead"), ("number", "content", "lead", "time")]
    assert [[" ".join(r.text("content").split()) for r in g.rows] for g in grids] == [
        ["Đắp nền chợ phiên"],
        ["Gieo mạ sớm"],
    ]
