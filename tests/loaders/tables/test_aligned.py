"""Tables kept apart by spaces, as a layout-preserving extraction leaves them. The rows are our own."""

from loaders.tables import Grid, find_tables
from loaders.tables.aligned import find_aligned

TOP = """
  TT      Nội dung,        Sản phẩm       Cơ quan        Cơ quan         Thời gian
          nhiệm vụ                        chủ trì        phối hợp        hoàn thành
  I       LÀM SẠCH CHỢ PHIÊN
  1       Quét chợ sau     Biên bản       Sở Công        Các sở,         Quý
          mỗi buổi họp     bàn giao       Thương         ban, ngành      II/2026
          chợ phiên
  2       Rửa sân chợ      Nhật ký        UBND các xã    Sở Công         Hằng tuần
                                                         Thương
  II      DỰNG LẠI CỔNG CHỢ
  1       Vẽ cổng chợ      Bản vẽ         Sở Xây dựng    Sở Văn hóa,     Trước ngày
          bằng tre                                       Thể thao và     30/6/2026
                                                         Du lịch
Nơi nhận:
- Lưu: VT.
"""

MIDDLE = """
  TT     Nhiệm vụ                     Đơn vị chủ trì      Đơn vị phối hợp     Thời gian
         Trồng hai hàng cây
  1      bóng mát dọc đường           Sở Xây dựng         UBND các xã         Quý I/2026
         vào chợ phiên
         Mở lớp dạy đan
  2      lát cho người mới            Hội Nông dân tỉnh   Sở Nội vụ           Quý II/2026
         đến chợ
         In tờ rơi ba thứ
  3      tiếng phát ở cổng            Sở Công Thương      Báo Sơn La          Quý III/2026
         chợ
"""


def cells(grid: Grid, role: str) -> list[str]:
    return [" ".join(r.text(role).split()) for r in grid.rows]  # type: ignore[arg-type]


def test_pieces_go_to_the_column_they_lie_under() -> None:
    (grid,) = find_aligned(TOP)
    assert [(r.group, r.number) for r in grid.rows] == [("I", "1"), ("I", "2"), ("II", "1")]
    assert cells(grid, "content") == ["Quét chợ sau mỗi buổi họp chợ phiên", "Rửa sân chợ", "Vẽ cổng chợ bằng tre"]
    assert cells(grid, "lead") == ["Sở Công Thương", "UBND các xã", "Sở Xây dựng"]
    assert cells(grid, "coordinate") == ["Các sở, ban, ngành", "Sở Công Thương", "Sở Văn hóa, Thể thao và Du lịch"]
    assert cells(grid, "time") == ["Quý II/2026", "Hằng tuần", "Trước ngày 30/6/2026"]


def test_each_cell_keeps_its_places() -> None:
    (grid,) = find_aligned(TOP)
    cell = next(c for c in grid.rows[0].cells if c.role == "lead")
    assert [TOP[s.start : s.end] for s in cell.spans] == ["Sở Công", "Thương"]


def test_numbers_at_half_height() -> None:
    (grid,) = find_aligned(MIDDLE)
    assert cells(grid, "content") == [
        "Trồng hai hàng cây bóng mát dọc đường vào chợ phiên",
        "Mở lớp dạy đan lát cho người mới đến chợ",
        "In tờ rơi ba thứ tiếng phát ở cổng chợ",
    ]
    assert cells(grid, "lead") == ["Sở Xây dựng", "Hội Nông dân tỉnh", "Sở Công Thương"]


def test_the_table_goes_on_under_the_heading_of_the_next_page() -> None:
    page = """
  TT      Nội dung,        Sản phẩm       Cơ quan        Cơ quan         Thời gian
          nhiệm vụ                        chủ trì        phối hợp        hoàn thành
          gỗ lim                                                         và sau Tết
  2       Treo đèn         Đèn            Sở Công        Sở Nội vụ       Quý IV/2026
                                          Thương
"""
    (grid,) = find_aligned(TOP.replace("Nơi nhận:\n- Lưu: VT.\n", page))
    assert [(r.group, r.number) for r in grid.rows] == [("I", "1"), ("I", "2"), ("II", "1"), ("II", "2")]
    assert cells(grid, "content")[2:] == ["Vẽ cổng chợ bằng tre gỗ lim", "Treo đèn"]


def test_a_table_of_figures_is_left_alone() -> None:
    text = """
  TT     Tên chợ          Số sạp       Diện tích
  1      Chợ Cốc Ly       40           200
  2      Chợ Lùng Phình   31           120
"""
    assert find_tables(text, (), None) == ()
