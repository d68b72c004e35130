"""Citations in the cells of a table: nothing runs over a border, and columns of a list of documents are read together."""

# ruff: noqa: E501  one line a row

import pytest

from loaders.citations import find_citations
from ontology.bodies import context_of
from ontology.values import Cell, Citation, Span, Table

HERE = context_of("Ủy ban nhân dân tỉnh Lạng Sơn", date="2026-01-16")


def _cite(*rows: list[str]) -> tuple[Citation, ...]:
    """The citations of a text whose lines are the cells of one table."""
    cells, text = [], ""
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            cells.append(Cell(row=row, column=column, span=Span(len(text), len(text) + len(word))))
            text += word + "\n"
    table = Table(span=Span(0, len(text)), cells=tuple(cells))
    return find_citations(text, context=HERE, sections=(), tables=[table])[0]


def test_the_cell_beside_a_citation_is_not_its_issuer() -> None:
    first, second = _cite(
        ["TT", "Nhiệm vụ", "Căn cứ", "Cơ quan chủ trì", "Thời gian"],
        ["1", "Phổ cập kỹ năng số", "Nghị quyết số 71/NQ-CP ngày 01/4/2025", "Sở Khoa học và Công nghệ", "Quý II/2026"],
        ["2", "Bố trí kinh phí", "Luật Ngân sách nhà nước số 89/2025/QH15", "Sở Tài chính", "Cả năm 2026"],
    )
    assert (first.quote, first.issuer) == ("Nghị quyết số 71/NQ-CP ngày 01/4/2025", "Chính phủ")
    assert (second.quote, second.issuer) == ("Luật Ngân sách nhà nước số 89/2025/QH15", "Quốc hội")


def test_an_issuer_ends_with_its_cell() -> None:
    (found,) = _cite(["1", "Thực hiện Đề án số 27/ĐA-UBND ngày 22/11/2025 của UBND tỉnh", "Công chức văn hóa"])
    assert found.issuer == "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert found.quote.endswith("UBND tỉnh")


def test_a_list_of_documents_is_read_across_its_columns() -> None:
    first, second, third = _cite(
        ["TT", "Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu nội dung"],
        ["1", "71/NQ-CP", "01/4/2025", "Chính phủ", "Về phát triển khoa học"],
        ["2", "45/KH-UBND", "15/01/2026", "UBND tỉnh", "Cải cách hành chính năm 2026"],
        ["3", "46/KH-UBND ngày 16/01/2026", "17/01/2026", "Bộ phận Một cửa", ""],
    )
    assert (first.date, first.issuer, first.subject) == ("2025-04-01", "Chính phủ", "phát triển khoa học")
    assert (second.date, second.issuer, second.issuer_from) == ("2026-01-15", "Ủy ban nhân dân tỉnh Lạng Sơn", "words")
    assert (second.subject, second.period) == ("Cải cách hành chính năm 2026", "2026")
    assert (third.date, third.subject) == ("2026-01-16", None)


@pytest.mark.parametrize("heading", [["Tên văn bản", "Số"], ["Văn bản", "Số, ký hiệu"], ["Văn bản", "Số/QĐ"]])
def test_the_day_of_a_row_is_that_of_its_number_and_not_of_one_its_title_names(heading: list[str]) -> None:
    first, second = _cite(
        ["TT", *heading, "Ngày ban hành"],
        ["1", "Chương trình hành động thực hiện Nghị quyết số 57-NQ/TW", "71/NQ-CP", "01/4/2025"],
    )
    assert [(c.number, c.date) for c in (first, second)] == [("57-NQ/TW", None), ("71/NQ-CP", "2025-04-01")]


@pytest.mark.parametrize("heading", ["Tên văn bản", "Văn bản"])
def test_the_day_of_a_row_is_not_that_of_a_document_in_its_last_column(heading: str) -> None:
    first, second = _cite(
        ["TT", heading, "Ngày ban hành", "Ghi chú"],
        ["2", "Kế hoạch số 45/KH-UBND", "15/01/2026", "Thay Kế hoạch số 46/KH-UBND"],
    )
    assert [(c.number, c.date) for c in (first, second)] == [("45/KH-UBND", "2026-01-15"), ("46/KH-UBND", None)]


def test_a_table_without_such_headings_lends_nothing() -> None:
    (found,) = _cite(["TT", "Việc", "Hạn"], ["1", "Thực hiện Kế hoạch số 45/KH-UBND", "15/6/2026"])
    assert found.date is None


def test_a_law_named_at_the_end_of_one_row_does_not_take_the_number_of_the_next() -> None:
    found = _cite(
        ["STT", "Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu", "Ghi chú"],
        ["3", "222/QĐ-TTg", "05/3/2024", "Thủ tướng Chính phủ", "Kế hoạch triển khai thi hành Luật Đất đai", ""],
        ["4", "71/2024/NĐ-CP", "27/6/2024", "Chính phủ", "Quy định về giá đất", ""],
    )
    assert [(c.type, c.number, c.date) for c in found if c.number] == [
        ("Quyết định", "222/QĐ-TTg", "2024-03-05"), ("Nghị định", "71/2024/NĐ-CP", "2024-06-27"),
    ]  # fmt: skip


def test_a_law_in_a_title_does_not_take_the_number_behind_a_tab() -> None:
    text = (
        "1\tNghị định quy định chi tiết Luật Phòng, chống thiên tai\t160/2018/NĐ-CP\t29/11/2018\n"
        "2\tLuật Phòng, chống thiên tai\t33/2013/QH13\t19/6/2013\n"
    )
    for words in (text, text.replace("\t", "\n")):
        found = find_citations(words, context=HERE, sections=())[0]
        assert [(c.type, c.number) for c in found if c.number] == [
            ("Nghị định", "160/2018/NĐ-CP"), ("Luật", "33/2013/QH13"),
        ]  # fmt: skip
