"""Scanned pages as offices send them: tables drawn with hair-lines, and heads in two columns at different heights."""

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from loaders.extract import extract_record
from loaders.read import read_bytes
from loaders.read.grid import find_grids
from loaders.read.scan import find_head, take_rules, take_specks
from tests.loaders.read.drawn import FONT, HEIGHT, WIDTH, image_bytes, need_font

DPI = 200
SCALE = DPI / 72
ROWS = [
    ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"),
    ("1", "Nạo vét kênh tiêu\ntrước mùa mưa", "Phòng Nông nghiệp và\nMôi trường", "Tháng 4"),
    ("2", "Gia cố bờ bao xung\nyếu", "UBND các xã", "Tháng 5"),
    ("3", "Trực ban phòng,\nchống lũ", "Công an huyện", "Thường xuyên"),
]
EDGES, TOP, ROW = (60, 95, 260, 430, 540), 300, 44  # points
LEFT = ("ỦY BAN NHÂN DÂN", "HUYỆN TRI TÔN", "Số: 41/KH-UBND")
RIGHT = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Tri Tôn, ngày 12 tháng 3 năm 2024")


def _page(*, grey: int = 0) -> Image.Image:
    """A plan with its head and a table whose lines are one pixel wide, as light as `grey`."""
    need_font()
    image = Image.new("L", (round(WIDTH * SCALE), round(HEIGHT * SCALE)), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(str(FONT), round(9.5 * SCALE))

    def put(x: float, y: float, words: str) -> None:
        pen.multiline_text((x * SCALE, y * SCALE), words, font=font, fill=20, spacing=3 * SCALE)

    for i, words in enumerate(LEFT):
        put(80, 67 + 15 * i, words)
    for i, words in enumerate(RIGHT):
        put(300, 60 + 15 * i, words)
    put(265, 130, "KẾ HOẠCH")
    put(190, 150, "Phòng, chống lũ năm 2024")
    put(62, 190, "Căn cứ Quyết định số 310/QĐ-UBND ngày 20/02/2024 của UBND tỉnh, kế hoạch như sau:")
    put(62, 210, "I. PHÂN CÔNG NHIỆM VỤ")
    for r, row in enumerate(ROWS):
        for x, words in zip(EDGES, row, strict=False):
            put(x + 4, TOP + ROW * r + 5, words)
    for r in range(len(ROWS) + 1):
        y = round((TOP + ROW * r) * SCALE)
        pen.line([(EDGES[0] * SCALE, y), (EDGES[-1] * SCALE, y)], fill=grey)
    for x in EDGES:
        pen.line([(x * SCALE, TOP * SCALE), (x * SCALE, (TOP + ROW * len(ROWS)) * SCALE)], fill=grey)
    return image.filter(ImageFilter.GaussianBlur(0.6))


@pytest.mark.parametrize("grey", [0, 120, 165])
def test_hair_lines_make_a_table(grey: int) -> None:
    clean, rules = take_rules(_page(grey=grey), DPI)
    (grid,) = find_grids(rules)
    assert (len(grid.ys) - 1, len(grid.xs) - 1, len(grid.boxes)) == (4, 4, 16)
    row = round((TOP + ROW) * SCALE)
    assert min(clean.crop((round(100 * SCALE), row - 1, round(250 * SCALE), row + 2)).getextrema()) > 200


def test_letters_are_no_lines() -> None:
    image = _page(grey=255)
    clean, rules = take_rules(image, DPI)
    assert not find_grids(rules)
    assert clean.tobytes() == image.tobytes()


def test_the_gutter_of_a_head_in_two_columns() -> None:
    head = find_head(_page())
    assert head is not None
    bottom, gutter = (v / SCALE for v in head)
    assert 105 < bottom < 200
    assert 170 < gutter < 300


def test_a_page_of_running_text_has_no_such_head() -> None:
    need_font()
    image = Image.new("L", (round(WIDTH * SCALE), round(HEIGHT * SCALE)), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(str(FONT), round(11 * SCALE))
    for i in range(30):
        line = f"{i} Các xã, thị trấn báo cáo kết quả phòng, chống lũ về huyện trước ngày 15"
        pen.text((60 * SCALE, (60 + 20 * i) * SCALE), line, font=font, fill=20)
    assert find_head(image) is None


@pytest.mark.tesseract
def test_a_scanned_plan_has_its_head_and_its_tasks() -> None:
    record = extract_record(read_bytes("quét.png", image_bytes(_page(grey=120))))
    assert record.document.number == "41/KH-UBND"
    assert record.document.issuer == "Ủy ban nhân dân huyện Tri Tôn"
    assert record.document.title == "Phòng, chống lũ năm 2024"
    assert [(t.id, t.lead) for t in record.tasks] == [
        ("PL.1", ("Phòng Nông nghiệp và Môi trường huyện Tri Tôn",)),
        ("PL.2", ("Ủy ban nhân dân các xã",)),
        ("PL.3", ("Công an huyện Tri Tôn",)),
    ]


def test_specks_go_and_dots_stay() -> None:
    need_font()
    page = Image.new("L", (1200, 300), 255)
    pen = ImageDraw.Draw(page)
    pen.text((40, 60), "i ị ạ ụ ệ : . ; j", font=ImageFont.truetype(str(FONT), round(9 * 300 / 72)), fill=0)
    dirty = page.copy()
    for x in range(700, 1150, 30):
        ImageDraw.Draw(dirty).rectangle([x, 100, x + 1, 101], fill=0)
    assert take_specks(page, 300).tobytes() == page.tobytes()
    assert take_specks(dirty, 300).tobytes() == page.tobytes()
