"""PDFs with a text layer: columns, tables, running heads, stamps and spaces put right."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from loaders.read import read_bytes
from ontology.values import Span, Text
from tests.loaders.read.drawn import HEIGHT, centred, paragraph, pdf_of, put, ruled

LONG = (
    "Căn cứ Quyết định số 310/QĐ-UBND ngày 20/02/2024 của Ủy ban nhân dân tỉnh về giao chỉ tiêu trồng cây phân tán, "
    "chăm sóc rừng phòng hộ cho các huyện, thành phố; Ủy ban nhân dân huyện ban hành kế hoạch với nội dung sau:"
)
DUTY = "1. Phòng Nông nghiệp chủ trì, phối hợp với các xã, thị trấn rà soát quỹ đất trống để trồng cây bóng mát."


def words(text: Text, span: Span) -> str:
    return text.raw[span.start : span.end]


def read(data: bytes) -> Text:
    return read_bytes("ke-hoach.pdf", data)


def header(canvas: Canvas) -> float:
    """The two columns every administrative document opens with; the next free height."""
    rows = [
        ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 9.5),
        ("HUYỆN THANH LIÊM", "Độc lập - Tự do - Hạnh phúc", 9.5),
        ("Số:          /KH-UBND", "Thanh Liêm, ngày      tháng 3 năm 2024", 9.5),
    ]
    for i, (left, right, size) in enumerate(rows):
        centred(canvas, 165, 60 + 18 * i, left, size)
        centred(canvas, 420, 60 + 18 * i, right, size)
    centred(canvas, 297, 130, "KẾ HOẠCH", 12)
    centred(canvas, 297, 146, "Trồng cây phân tán năm 2024", 12)
    return 175


def test_the_header_is_read_column_by_column() -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, header(canvas), LONG)

    lines = read(pdf_of(page)).raw.split("\n")
    assert [" ".join(line.split()) for line in lines[:8]] == [
        "ỦY BAN NHÂN DÂN",
        "HUYỆN THANH LIÊM",
        "Số: /KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Thanh Liêm, ngày tháng 3 năm 2024",
        "KẾ HOẠCH",
        "Trồng cây phân tán năm 2024",
    ]
    assert lines[8] == LONG


def test_recipients_and_signature_are_two_columns() -> None:
    def page(canvas: Canvas) -> None:
        top = paragraph(canvas, 100, LONG) + 10
        left = ["Nơi nhận:", "- Ủy ban nhân dân tỉnh;", "- Các phòng, ban;", "- Lưu: VT, NN."]
        right = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
        for i, line in enumerate(left):
            put(canvas, 85, top + 14 * i, line, 10)
        for i, line in enumerate(right):
            centred(canvas, 430, top + 14 * i, line)
        centred(canvas, 430, top + 110, "Trần Văn Hậu")

    assert read(pdf_of(page)).raw.split("\n")[1:9] == [
        "Nơi nhận:", "- Ủy ban nhân dân tỉnh;", "- Các phòng, ban;", "- Lưu: VT, NN.",
        "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Hậu",
    ]  # fmt: skip


XS = [85, 115, 300, 420, 540]
HEAD = ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"]


def test_a_table_over_two_pages_is_one() -> None:
    def first(canvas: Canvas) -> None:
        top = paragraph(canvas, 100, LONG)
        ruled(canvas, top, XS, [HEAD, ["1", "Rà soát quỹ đất\nven đường", "Phòng Nông nghiệp", "Quý II"]])

    def second(canvas: Canvas) -> None:
        ruled(
            canvas, 100, XS,
            [HEAD, ["", "và ven kênh mương", "", ""], ["2", "Giao chỉ tiêu", "UBND các xã", "Tháng 4"]],
        )  # fmt: skip

    text = read(pdf_of(first, second))
    (table,) = text.tables
    rows = [(c.row, c.column, words(text, c.span)) for c in table.cells]
    assert rows == [
        (0, 0, "TT"), (0, 1, "Nhiệm vụ"), (0, 2, "Chủ trì"), (0, 3, "Thời gian"),
        (1, 0, "1"), (1, 1, "Rà soát quỹ đất\nven đường\nvà ven kênh mương"),
        (1, 2, "Phòng Nông nghiệp"), (1, 3, "Quý II"),
        (2, 0, "2"), (2, 1, "Giao chỉ tiêu"), (2, 2, "UBND các xã"), (2, 3, "Tháng 4"),
    ]  # fmt: skip
    pages = {words(text, p.span): p.page for p in text.places if p.table is not None}
    assert (pages["ven đường"], pages["và ven kênh mương"]) == (1, 2)


def test_merged_cells() -> None:
    def page(canvas: Canvas) -> None:
        top = paragraph(canvas, 100, LONG)
        ruled(canvas, top, [85, 540], [["Nhóm nhiệm vụ thứ nhất"]])
        ruled(canvas, top + 34, XS, [["1", "Rà soát", "Phòng Nông nghiệp", "Quý II"]])

    text = read(pdf_of(page))
    first = text.tables[0].cells[0]
    assert (words(text, first.span), first.row, first.column, first.colspan) == ("Nhóm nhiệm vụ thứ nhất", 0, 0, 4)
    assert len(text.tables[0].cells) == 5


def test_a_citation_over_the_page_is_not_broken() -> None:
    def before(canvas: Canvas) -> None:
        put(canvas, 85, 40, "CÔNG BÁO/Số 171 + 172/Ngày 09-02-2024", 10)
        put(canvas, 520, 40, "8", 10)
        top = 100.0
        for _ in range(8):
            top = paragraph(canvas, top, DUTY)
        put(canvas, 115, top, "Ủy ban nhân dân huyện ban hành kế hoạch này để thực hiện Quyết định số")
        for i, line in enumerate(
            ["Người ký: CỔNG THÔNG TIN", "Email: thongtin@example.vn", "Thời gian ký: 09.02.2024 08:11:02 +07:00"]
        ):
            put(canvas, 330, top + 30 + 8 * i, line, 6)

    def after(canvas: Canvas) -> None:
        put(canvas, 85, 40, "9", 10)
        put(canvas, 300, 40, "CÔNG BÁO/Số 171 + 172/Ngày 09-02-2024", 10)
        top = paragraph(canvas, 100, "310/QĐ-UBND ngày 20/02/2024 của Ủy ban nhân dân tỉnh về giao chỉ tiêu.", left=55)
        paragraph(canvas, top, DUTY)

    text = read(pdf_of(before, after))
    assert "thực hiện Quyết định số 310/QĐ-UBND ngày 20/02/2024 của Ủy ban nhân dân tỉnh" in text.raw
    running = [words(text, p.span) for p in text.places if p.part == "running"]
    assert "CÔNG BÁO/Số 171 + 172/Ngày 09-02-2024" in running
    assert "Thời gian ký: 09.02.2024 08:11:02 +07:00" in running
    body = text.raw[: min(p.span.start for p in text.places if p.part == "running")]
    assert "CÔNG BÁO" not in body
    assert "ký:" not in body


def test_page_numbers_go_and_numbers_in_the_text_stay() -> None:
    def numbered(number: int, last: str) -> object:
        def page(canvas: Canvas) -> None:
            centred(canvas, 297, 40, str(number))
            top = paragraph(canvas, 100, LONG)
            put(canvas, 115, top, last)

        return page

    pages = [numbered(i, words) for i, words in enumerate(["Tổng số cây: 20.000", "2024", "Hết."], 1)]
    text = read(pdf_of(*pages))  # type: ignore[arg-type]
    assert not [p for p in text.places if p.part == "body" and words(text, p.span) in ("1", "2", "3")]
    assert "\n2024\n" in text.raw


def test_letters_set_apart_become_words() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Plan", 12)
        canvas.drawString(230, HEIGHT - 80, "QUYẾT ĐỊNH:", charSpace=4)
        paragraph(canvas, 120, LONG)

    assert read(pdf_of(page)).raw.split("\n")[0] == "QUYẾT ĐỊNH:"


def test_words_glued_in_the_layer_come_apart() -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, 120, LONG)
        x = 115.0
        for word in ["trên", "địa", "bàn", "huyện"]:  # drawn one by one, no space in the layer
            put(canvas, x, 300, word)
            x += canvas.stringWidth(word, "Plan", 11) + 3.5

    assert read(pdf_of(page)).raw.split("\n")[1] == "trên địa bàn huyện"


def test_links_of_a_page() -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, 120, LONG)
        put(canvas, 115, 300, "Xem Quyết định 12/QĐ-TTg tại đây")
        canvas.linkURL("https://example.vn/van-ban", (137, HEIGHT - 302, 262, HEIGHT - 290))

    text = read(pdf_of(page))
    (link,) = text.links
    assert link.url == "https://example.vn/van-ban"
    assert link.number == "12/QĐ-TTg"
    assert "12/QĐ-TTg" in words(text, link.span)


def test_a_turned_page_reads_the_same() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas.setFont("Plan", 11)
        canvas.drawString(80, 500, "Danh mục nhiệm vụ trồng cây của các xã, thị trấn năm 2024")
        canvas.drawString(80, 480, "Ủy ban nhân dân huyện giao các phòng, ban thực hiện.")

    assert read(pdf_of(page)).raw.split("\n")[:2] == [
        "Danh mục nhiệm vụ trồng cây của các xã, thị trấn năm 2024",
        "Ủy ban nhân dân huyện giao các phòng, ban thực hiện.",
    ]


def test_footnotes_and_their_marks_do_not_break_a_citation() -> None:
    def first(canvas: Canvas) -> None:
        top = 100.0
        for _ in range(6):
            top = paragraph(canvas, top, DUTY)
        end = 115.0
        for words, raised in (("Trồng 2.000 m", ""), (" cây; thực hiện Quyết định số 310/QĐ-UBND", "1")):
            put(canvas, end, top, words)
            end += canvas.stringWidth(words, "Plan", 11)
            put(canvas, end, top - 4, raised or "2", 7)
            end += 5
        put(canvas, end + 3, top, "ngày 20/02/2024 của")
        canvas.line(85, HEIGHT - 700, 230, HEIGHT - 700)
        put(canvas, 85, 712, "1", 6)
        put(canvas, 92, 716, "Nay được thay thế bởi Quyết định số 88/QĐ-UBND.", 9)
        put(canvas, 297, 800, "1", 11)

    def second(canvas: Canvas) -> None:
        put(canvas, 297, 800, "2", 11)
        put(canvas, 85, 100, "Ủy ban nhân dân tỉnh về giao chỉ tiêu trồng cây.")

    text = read(pdf_of(first, second))
    assert "số 310/QĐ-UBND ngày 20/02/2024 của Ủy ban nhân dân tỉnh về giao chỉ tiêu" in text.raw
    assert "2.000 m² cây" in text.raw
    notes = [words(text, p.span) for p in text.places if p.part == "footnote"]
    assert len(notes) == 1
    assert notes[0].split() == ["1", "Nay", "được", "thay", "thế", "bởi", "Quyết", "định", "số", "88/QĐ-UBND."]


@pytest.mark.tesseract
def test_a_font_that_lost_its_letters_is_read_from_the_page() -> None:
    def page(canvas: Canvas) -> None:
        top = paragraph(canvas, 120, LONG)
        paragraph(canvas, top, DUTY)

    data = pdf_of(page).replace(b"/ToUnicode", b"/ToNothing")
    text = read(data)
    assert "Quyết định số 310/QĐ-UBND ngày 20/02/2024 của Ủy ban nhân dân tỉnh" in text.raw
    assert text.scanned


def test_a_sound_text_layer_is_never_read_as_an_image(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.read.ocr.read_image", lambda *_: pytest.fail("read as an image"))

    def page(canvas: Canvas) -> None:
        paragraph(canvas, header(canvas), LONG)
        ruled(canvas, 400, XS, [HEAD, ["1", "Rà soát quỹ đất", "Phòng Nông nghiệp", "Quý II"]])

    def numbers(canvas: Canvas) -> None:
        ruled(canvas, 100, XS, [HEAD, *[[str(i), "Cây keo", f"{i * 1200}", f"{i}/2024"] for i in range(15)]])

    assert not read(pdf_of(page, numbers)).scanned


@pytest.mark.parametrize(
    ("shown", "drawn"),
    [
        ("Uû ban nh©n d©n tØnh giao c¸c së, ngµnh thùc hiÖn kÕ ho¹ch trång c©y n¨m 2004.", "Uỷ ban nhân dân tỉnh giao"),
        (
            "UÛy ban nhaân daân tænh giao caùc sôû, ngaønh thöïc hieän keá hoaïch troàng caây.",
            "Ủy ban nhân dân tỉnh giao",
        ),
    ],
)
def test_the_layers_of_old_fonts_are_read_as_they_were_drawn(shown: str, drawn: str) -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, 120, shown)

    text = read(pdf_of(page))
    assert text.raw.startswith(f"{drawn} các sở, ngành thực hiện kế hoạch trồng cây")
    assert not text.scanned


@pytest.mark.parametrize("offset", [0, 3, 6])
def test_columns_whose_lines_are_not_level(offset: float) -> None:
    def page(canvas: Canvas) -> None:
        for i, line in enumerate(["ỦY BAN NHÂN DÂN", "XÃ THANH HÀ"]):
            centred(canvas, 160, 60 + 16 * i, line, 10)
        for i, line in enumerate(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]):
            centred(canvas, 420, 60 + offset + 16 * i, line, 10)
        paragraph(canvas, 150, LONG)

    assert read(pdf_of(page)).raw.split("\n")[:4] == [
        "ỦY BAN NHÂN DÂN", "XÃ THANH HÀ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    ]  # fmt: skip


def test_turned_text_is_named_in_a_notice() -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, 150, LONG)
        canvas.saveState()
        canvas.translate(40, 400)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Chữ viết dọc ở lề")
        canvas.restoreState()

    text = read(pdf_of(page))
    assert "dọc" not in text.raw
    assert [notice.en for notice in text.notices] == ["Page 1 has turned text, which is not read."]


def _listed(canvas: Canvas, first: int, rows: int = 46) -> None:
    for i in range(rows):
        put(
            canvas,
            85,
            40 + 16.5 * i,
            f"{first + i}. Quyết định số {100 + first + i}/QĐ-UBND ngày 02/3/2022 của Ủy ban.",
            11,
        )


def test_lines_of_a_list_at_page_edges_are_no_running_heads() -> None:
    """Alike but for their digits, at the same heights on every page: each is a citation."""
    pages = [lambda canvas, first=first: _listed(canvas, first) for first in (1, 47, 93, 139, 185)]
    text = read(pdf_of(*pages))  # type: ignore[arg-type]
    assert [n for n in range(101, 331) if f"số {n}/QĐ-UBND" not in text.raw] == []
    assert not [p for p in text.places if p.part == "running"]
    assert not text.notices


def test_words_that_come_back_inside_paragraphs_are_no_running_heads() -> None:
    def page(canvas: Canvas) -> None:
        top = 40.0
        while top < HEIGHT - 60:
            put(canvas, 85, top, "tác ban hành văn bản và giải quyết thủ tục, các phòng,", 11)
            put(canvas, 85, top + 15, "đơn vị triển khai và báo cáo kết quả thực hiện.", 11)
            top += 40

    text = read(pdf_of(*[page] * 5))
    assert not [p for p in text.places if p.part == "running"]
    assert text.raw.count("tác ban hành văn bản") == 5 * len(range(40, int(HEIGHT - 60), 40))


def test_running_heads_that_count_with_the_pages_go_and_are_named() -> None:
    def numbered(number: int) -> object:
        def page(canvas: Canvas) -> None:
            put(canvas, 85, 40, "Kế hoạch trồng cây phân tán", 10)
            put(canvas, 450, 810, f"Trang {number}/4", 10)
            top = 90.0
            for i in range(20):
                top = paragraph(canvas, top, f"Đoạn {number}.{i}: các xã rà soát quỹ đất trống để trồng cây bóng mát.")

        return page

    text = read(pdf_of(*[numbered(i) for i in range(1, 5)]))  # type: ignore[arg-type]
    body = text.raw[: min(p.span.start for p in text.places if p.part == "running")]
    assert "Kế hoạch trồng cây" not in body
    assert "Trang " not in body
    (notice,) = text.notices
    assert "“Kế hoạch trồng cây phân tán”" in notice.vi
    assert "page numbers" in notice.en


def test_a_line_with_a_number_at_the_edge_is_kept_on_every_page() -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, 85, 40, "Kèm theo Quyết định số 15/QĐ-UBND ngày 02/3/2022", 10)
        paragraph(canvas, 90, LONG)

    assert read(pdf_of(*[page] * 4)).raw.count("15/QĐ-UBND") == 4
