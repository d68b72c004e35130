"""Tables the reader saw: merged cells, headings of two rows, pages. Every sentence here is our own."""

from collections.abc import Sequence

from loaders.tables import Grid
from loaders.tables.matrix import read_tables, set_out
from ontology.values import Cell, Span, Table

Put = tuple[int, int, str] | tuple[int, int, str, int, int]


def make(*tables: Sequence[Put], between: str = "\n") -> tuple[str, list[Table]]:
    text, out = "", []
    for puts in tables:
        start, cells = len(text), []
        for row, column, words, *size in puts:
            rows, columns = size or (1, 1)
            span = Span(len(text), len(text) + len(words))
            cells.append(Cell(row=row, column=column, span=span, rowspan=rows, colspan=columns))
            text += words + "\n"
        out.append(Table(span=Span(start, len(text)), cells=tuple(cells)))
        text += between
    return text, out


def shown(grid: Grid) -> list[tuple[str | None, dict[str, str]]]:
    return [(r.number, {c.role: c.text for c in r.cells if c.role != "number"}) for r in grid.rows]


def test_a_doer_merged_over_two_rows_does_both() -> None:
    text, tables = make([
        (0, 0, "TT"), (0, 1, "Nhiệm vụ"), (0, 2, "Chủ trì"),
        (1, 0, "1"), (1, 1, "Đắp đập tạm đầu nguồn"), (1, 2, "Sở Xây dựng", 2, 1),
        (2, 0, "2"), (2, 1, "Khơi mương thoát lũ"),
    ])  # fmt: skip
    (grid,) = read_tables(text, tables)
    assert [r["lead"] for _, r in shown(grid)] == ["Sở Xây dựng", "Sở Xây dựng"]


def test_a_heading_of_two_rows() -> None:
    text, tables = make([
        (0, 0, "TT", 2, 1), (0, 1, "Nội dung", 2, 1), (0, 2, "Cơ quan thực hiện", 1, 2), (0, 4, "Thời gian", 2, 1),
        (1, 2, "Chủ trì"), (1, 3, "Phối hợp"),
        (2, 0, "1"), (2, 1, "Lập bản đồ ruộng bậc thang"), (2, 2, "Sở Xây dựng"),
        (2, 3, "UBND các xã"), (2, 4, "Quý II"),
    ])  # fmt: skip
    (grid,) = read_tables(text, tables)
    assert grid.roles == ("number", "content", "lead", "coordinate", "time")
    assert shown(grid)[0][1]["coordinate"] == "UBND các xã"


HEAD = [(0, 0, "TT"), (0, 1, "Nhiệm vụ"), (0, 2, "Chủ trì")]


def test_a_table_goes_on_over_the_page() -> None:
    text, tables = make(
        [*HEAD, (1, 0, "1"), (1, 1, "Dựng nhà sàn mẫu cho"), (1, 2, "Sở Xây dựng")],
        [(0, 0, ""), (0, 1, "khách nghỉ trọ"), (0, 2, ""), (1, 0, "2"), (1, 1, "Mở lối lên đỉnh"), (1, 2, "UBND xã")],
        between="\n12\n",
    )
    (grid,) = read_tables(text, tables)
    rows = shown(grid)
    assert [n for n, _ in rows] == ["1", "2"]
    assert rows[0][1]["content"].split() == ["Dựng", "nhà", "sàn", "mẫu", "cho", "khách", "nghỉ", "trọ"]


def test_a_heading_repeated_on_the_page_is_one_table() -> None:
    text, tables = make(
        [*HEAD, (1, 0, "1"), (1, 1, "Trồng rừng phòng hộ"), (1, 2, "UBND xã")],
        [*HEAD, (1, 0, "2"), (1, 1, "Tuần tra rừng giáp ranh"), (1, 2, "Công an xã")],
    )
    (grid,) = read_tables(text, tables)
    assert [n for n, _ in shown(grid)] == ["1", "2"]


def test_a_table_that_starts_again_is_another() -> None:
    first = [*HEAD, (1, 0, "1"), (1, 1, "Trồng rừng phòng hộ"), (1, 2, "UBND xã")]
    text, tables = make(first, first)
    assert len(read_tables(text, tables)) == 2


def test_groups_and_column_numbers_are_no_tasks() -> None:
    text, tables = make([
        *[(0, i, w) for i, w in enumerate(("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp"))],
        *[(1, i, f"({i + 1})") for i in range(4)],
        (2, 0, "I"), (2, 1, "Nhóm việc rừng", 1, 3),
        (3, 0, "1"), (3, 1, "Ươm hạt giống bản địa"), (3, 2, "UBND xã"), (3, 3, "Hội Nông dân"),
        (4, 0, "II. Nhóm việc suối", 1, 4),
        (5, 0, "1"), (5, 1, "Thả cá giống đầu xuân"), (5, 2, "UBND xã"), (5, 3, ""),
    ])  # fmt: skip
    (grid,) = read_tables(text, tables)
    assert [(r.group, r.number) for r in grid.rows] == [("I", "1"), ("II", "1")]


def test_cells_counted_without_what_is_merged_above_find_their_place() -> None:
    _, (table,) = make([(0, 0, "a", 2, 1), (0, 1, "b"), (1, 0, "c")])
    second = set_out(table)[1]
    assert [c.span.start if c else None for c in second] == [0, 4]
