"""Page images: read, straightened, their tables kept, and how sure the reading is."""

import io

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from loaders.read import Limits, ocr, read_bytes
from loaders.read.scan import find_skew, take_rules
from ontology.errors import DamagedFile, MissingPart, TooLarge
from tests.loaders.read.drawn import HEIGHT, WIDTH, image_bytes, page_image, paragraph, pdf_of

LINES = [
    "ỦY BAN NHÂN DÂN HUYỆN THANH LIÊM",
    "KẾ HOẠCH",
    "Căn cứ Quyết định số 310/QĐ-UBND ngày 20/02/2024 của Ủy ban",
    "nhân dân tỉnh về giao chỉ tiêu trồng cây phân tán cho các huyện.",
    "Các xã, thị trấn báo cáo kết quả trước ngày 15/4/2024.",
]


def plain(raw: str) -> str:
    return " ".join(raw.split())


@pytest.mark.tesseract
@pytest.mark.parametrize("turn", [0.0, 2.0, -3.0])
def test_a_page_is_read_even_when_it_lies_askew(turn: float) -> None:
    text = read_bytes("quét.png", image_bytes(page_image(LINES, turn=turn)))
    assert "Quyết định số 310/QĐ-UBND ngày 20/02/2024 của Ủy ban nhân dân tỉnh" in plain(text.raw)
    assert text.scanned
    assert 0.7 < text.quality <= 1
    assert text.source.pages == 1


@pytest.mark.tesseract
def test_a_page_upside_down_is_turned() -> None:
    text = read_bytes("quét.png", image_bytes(page_image(LINES).rotate(180)))
    assert "310/QĐ-UBND" in text.raw


@pytest.mark.tesseract
@pytest.mark.parametrize("quarter", [90, 270])
def test_a_page_on_its_side_is_turned(quarter: int) -> None:
    page = page_image(LINES).rotate(quarter, expand=True)
    text = plain(read_bytes("quét.png", image_bytes(page)).raw)
    assert text.index("ỦY BAN NHÂN DÂN") < text.index("Quyết định số 310/QĐ-UBND") < text.index("trước ngày 15/4/2024")


@pytest.mark.tesseract
def test_a_tiff_has_its_pages() -> None:
    held = io.BytesIO()
    page_image(LINES).save(held, "TIFF", save_all=True, append_images=[page_image(LINES[2:])], dpi=(200, 200))
    text = read_bytes("quét.tif", held.getvalue())
    assert {place.page for place in text.places} == {1, 2}
    assert text.raw.count("310/QĐ-UBND") == 2


@pytest.mark.tesseract
def test_a_scanned_table_keeps_its_cells() -> None:
    image = page_image(LINES)
    pen, scale = ImageDraw.Draw(image), 200 / 72
    xs, ys = [70, 110, 320, 500], [300, 330, 360, 390]
    for x in xs:
        pen.line([(x * scale, ys[0] * scale), (x * scale, ys[-1] * scale)], fill=0, width=3)
    for y in ys:
        pen.line([(xs[0] * scale, y * scale), (xs[-1] * scale, y * scale)], fill=0, width=3)
    cells = page_image([])
    pen_font = ImageDraw.Draw(cells)
    from PIL import ImageFont

    from tests.loaders.read.drawn import FONT

    font = ImageFont.truetype(str(FONT), round(11 * scale))
    rows = [
        ["TT", "Nội dung", "Chủ trì"],
        ["1", "Rà soát quỹ đất", "Phòng Nông nghiệp"],
        ["2", "Giao cây giống", "Các xã"],
    ]
    for i, row in enumerate(rows):
        for j, words in enumerate(row):
            pen_font.text(((xs[j] + 8) * scale, (ys[i] + 7) * scale), words, font=font, fill=20)
    box = (0, round(299 * scale), image.width, round(395 * scale))
    both = Image.fromarray(__import__("numpy").minimum(image, cells))
    assert both.crop(box).getextrema()[0] < 30
    text = read_bytes("bảng.png", image_bytes(both))
    (table,) = text.tables
    found = {(c.row, c.column): text.raw[c.span.start : c.span.end] for c in table.cells}
    assert found[(1, 1)] == "Rà soát quỹ đất"
    assert found[(2, 0)] == "2"
    assert found[(2, 2)] == "Các xã"


@pytest.mark.tesseract
def test_a_pdf_may_have_scanned_and_printed_pages() -> None:
    scan = page_image(LINES)

    def printed(canvas: Canvas) -> None:
        paragraph(canvas, 100, "Phòng Nông nghiệp và các xã, thị trấn thực hiện kế hoạch này từ ngày ký ban hành.")

    def scanned(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(scan), 0, 0, WIDTH, HEIGHT)

    text = read_bytes("lẫn.pdf", pdf_of(printed, scanned))
    assert text.raw.startswith("Phòng Nông nghiệp và các xã")
    assert "310/QĐ-UBND" in text.raw
    assert text.scanned
    assert {place.page for place in text.places} == {1, 2}


def test_skew_is_measured() -> None:
    for turn in (1.5, -2.4):
        assert find_skew(page_image(LINES * 3, turn=turn)) == pytest.approx(-turn, abs=0.3)
    assert find_skew(page_image(LINES * 3)) == 0.0


def test_rules_are_found_and_taken_out() -> None:
    image = page_image(LINES)
    ImageDraw.Draw(image).line([(200, 1500), (1400, 1500)], fill=0, width=4)
    clean, rules = take_rules(image, 200)
    (rule,) = [r for r in rules if r.end - r.start > 300]
    assert rule.across
    assert rule.at == pytest.approx(1500 * 72 / 200, abs=1.5)
    assert clean.crop((300, 1490, 1300, 1510)).getextrema() == (255, 255)


def test_without_tesseract_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "can_read_images", lambda: False)
    with pytest.raises(MissingPart, match="tesseract-ocr-vie"):
        read_bytes("quét.png", image_bytes(page_image(LINES)))


def test_an_image_beyond_the_limit_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(TooLarge):
        read_bytes("to.png", image_bytes(Image.new("1", (20_000, 20_000))), limits=Limits(pixels=100_000_000))


def test_a_cut_image_is_refused() -> None:
    data = image_bytes(page_image(LINES))
    with pytest.raises(DamagedFile):
        read_bytes("cụt.png", data[: len(data) // 2])


@pytest.mark.tesseract
def test_the_program_reads_as_the_wheel_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_engine", lambda: None)
    text = read_bytes("quét.png", image_bytes(page_image(LINES)))
    assert "310/QĐ-UBND ngày 20/02/2024" in plain(text.raw)


@pytest.mark.tesseract
def test_cells_with_stains_instead_of_letters() -> None:
    image = page_image(LINES)
    pen, scale = ImageDraw.Draw(image), 200 / 72
    for x in (70, 110, 320, 500):
        pen.line([(x * scale, 300 * scale), (x * scale, 360 * scale)], fill=0, width=3)
    for y in (300, 330, 360):
        pen.line([(70 * scale, y * scale), (500 * scale, y * scale)], fill=0, width=3)
    for i in range(60):
        pen.ellipse([(205 + i % 7 * 9, 850 + i // 7 * 6), (208 + i % 7 * 9, 852 + i // 7 * 6)], fill=0)
    assert "310/QĐ-UBND" in read_bytes("bẩn.png", image_bytes(image)).raw
