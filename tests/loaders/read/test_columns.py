"""Text set in columns is read column after column; headers, signatures and tables are read as before."""

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from loaders.extract import extract_record
from loaders.read import read_bytes
from ontology.record_json import record_from_json, record_to_json
from tests.loaders.read.drawn import centred, paragraph, pdf_of, put

WORDS = (
    "Thực hiện Quyết định số {n}/QĐ-UBND ngày {d:02d} tháng 4 năm 2021 của Ủy ban nhân dân tỉnh Phú Thọ về việc phê "
    "duyệt đề án phát triển cây chè trên địa bàn các huyện miền núi của tỉnh, các cơ quan đã xong phần việc được giao."
)
LINES = [WORDS.format(n=200 + i, d=i + 1) for i in range(12)]


def _set(canvas: Canvas, paragraphs: list[str], top: float, left: float, right: float) -> float:
    for words in paragraphs:
        top = paragraph(canvas, top, words, left=left, right=right) + 8
    return top


def _text(*pages: object) -> str:
    return read_bytes("columns.pdf", pdf_of(*pages)).raw  # type: ignore[arg-type]


@pytest.mark.parametrize("offset", [0, 5])
def test_two_columns_are_read_one_after_the_other(offset: float) -> None:
    def draw(canvas: Canvas) -> None:
        centred(canvas, 300, 60, "BẢN TIN CẢI CÁCH HÀNH CHÍNH", 14)
        _set(canvas, LINES[:4], 100, 60, 290)
        _set(canvas, LINES[4:8], 100 + offset, 302, 535)

    text = _text(draw)
    places = [text.index(f"{200 + i}/QĐ-UBND ngày") for i in range(8)]
    assert places == sorted(places)
    assert all(" ".join(words.split()) in " ".join(text.split()) for words in LINES[:8])


def test_three_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for k, (left, right) in enumerate([(40, 205), (216, 380), (391, 555)]):
            _set(canvas, LINES[3 * k : 3 * k + 2], 90, left, right)

    text = " ".join(_text(draw).split())
    assert [text.index(LINES[i]) for i in (0, 1, 3, 4, 6, 7)] == sorted(
        text.index(LINES[i]) for i in (0, 1, 3, 4, 6, 7)
    )


def test_a_few_lines_on_the_last_page_are_columns_still() -> None:
    def full(canvas: Canvas) -> None:
        _set(canvas, LINES[:4], 100, 60, 290)
        _set(canvas, LINES[4:8], 100, 302, 535)

    def last(canvas: Canvas) -> None:
        _set(canvas, LINES[8:9], 100, 60, 290)
        end = _set(canvas, LINES[9:10], 105, 302, 535)
        put(canvas, 60, end + 20, "Nơi nhận:")
        put(canvas, 60, end + 36, "- Như trên;")
        centred(canvas, 430, end + 20, "KT. CHỦ TỊCH")

    text = " ".join(_text(full, last).split())
    assert text.index(LINES[8]) < text.index(LINES[9]) < text.index("Nơi nhận:")


def test_a_table_drawn_with_blanks_is_no_text_in_columns() -> None:
    def draw(canvas: Canvas) -> None:
        for i in range(10):
            put(canvas, 60, 100 + 20 * i, f"{i + 1}")
            put(canvas, 85, 100 + 20 * i, f"Rà soát thủ tục hành chính đợt {i + 1}")
            put(canvas, 310, 100 + 20 * i, "Sở Nội vụ tỉnh Phú Thọ")
            put(canvas, 470, 100 + 20 * i, f"Tháng {i + 1}")

    rows = _text(draw)
    for i in range(9):
        assert rows.index(f"đợt {i + 1}") < rows.index(f"Tháng {i + 1}") < rows.index(f"đợt {i + 2}")


def test_the_printed_record_says_the_page() -> None:
    def page(words: str) -> Callable[[Canvas], None]:
        return lambda canvas: put(canvas, 60, 100, words)

    text = read_bytes(
        "pages.pdf", pdf_of(page("Theo Nghị định số 30/2020/NĐ-CP, đơn vị làm."), page("Theo Nghị quyết số 76/NQ-CP."))
    )
    printed = record_to_json(extract_record(text))
    assert [(c["number"], c["page"]) for c in printed["citations"]] == [("30/2020/NĐ-CP", 1), ("76/NQ-CP", 2)]
    assert record_from_json(printed, text.raw).citations == extract_record(text).citations
