"""Web pages and Markdown: the text, its tables and links; the portal's fields apart, its menus gone."""

import pytest

from loaders.read import read_bytes
from ontology.errors import TooLarge
from ontology.values import Span, Text

PAGE = """<!DOCTYPE html>
<html><head><title>Thư viện</title><style>p{color:red}</style></head><body>
<div class="top-menu"><a href="/">Trang chủ</a> <a href="/vb">Văn bản</a></div>
<nav><ul><li>Lĩnh vực</li></ul></nav>
<table class="props"><tr><td><b>Số hiệu:</b></td><td>45/KH-UBND</td><td>Loại văn bản:</td><td>Kế hoạch</td></tr>
<tr><td>Nơi ban hành:</td><td>Huyện Thanh Liêm</td><td>Người ký:</td><td>Trần Văn Hậu</td></tr>
<tr><td>Ngày ban hành:</td><td>12/03/2024</td><td>Tình trạng:</td><td>Đã biết</td></tr></table>
<div class="content">
<table><tr><td><p>ỦY BAN NHÂN DÂN<br>HUYỆN THANH LIÊM</p></td>
<td><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br/>Độc lập - Tự do - Hạnh phúc</p></td></tr></table>
<p>Căn cứ <a href="https://example.vn/quyet-dinh-310-qd-ttg">Quyết định&nbsp;số
310/QĐ-TTg</a> ngày 20/02/2024;</p>
<ul><li>Rà soát quỹ đất</li><li>Giao cây giống</li></ul>
<table border="1"><tr><th rowspan="2">TT</th><th colspan="2">Nhiệm vụ</th></tr><tr><td>Việc</td><td>Hạn</td></tr>
<tr><td>1</td><td>Trồng cây</td><td>Quý II</td></tr></table>
<p style="display: none">Quảng cáo ẩn</p>
</div>
<script>var a = "<p>Không đọc</p>";</script>
<footer>Bản quyền của cổng thông tin</footer>
</body></html>"""


def words(text: Text, span: Span) -> str:
    return text.raw[span.start : span.end]


@pytest.fixture(scope="module")
def page() -> Text:
    return read_bytes("trang.txt", PAGE.encode())


def test_the_text_without_the_portal(page: Text) -> None:
    assert page.raw.split("\n")[:6] == [
        "ỦY BAN NHÂN DÂN",
        "HUYỆN THANH LIÊM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Căn cứ Quyết định số 310/QĐ-TTg ngày 20/02/2024;",
        "- Rà soát quỹ đất",
    ]
    for gone in ("Trang chủ", "Lĩnh vực", "Số hiệu", "Quảng cáo", "Không đọc", "Bản quyền", "Thư viện"):
        assert gone not in page.raw


def test_the_portals_fields_are_properties(page: Text) -> None:
    assert dict(page.properties) == {
        "number": "45/KH-UBND",
        "type": "Kế hoạch",
        "issuer": "Huyện Thanh Liêm",
        "signer": "Trần Văn Hậu",
        "date": "12/03/2024",
    }


def test_links_and_tables(page: Text) -> None:
    (link,) = page.links
    assert (words(page, link.span), link.number) == ("Quyết định số 310/QĐ-TTg", "310/QĐ-TTg")
    cells = [(c.row, c.column, c.rowspan, c.colspan, words(page, c.span)) for c in page.tables[-1].cells]
    assert cells == [
        (0, 0, 2, 1, "TT"), (0, 1, 1, 2, "Nhiệm vụ"), (1, 1, 1, 1, "Việc"), (1, 2, 1, 1, "Hạn"),
        (2, 0, 1, 1, "1"), (2, 1, 1, 1, "Trồng cây"), (2, 2, 1, 1, "Quý II"),
    ]  # fmt: skip


def test_a_menu_that_holds_the_document_stays() -> None:
    body = "<footer class='nav'><p>Số: 45/KH-UBND</p><p>Ủy ban nhân dân huyện ban hành kế hoạch trồng cây.</p></footer>"
    assert "45/KH-UBND" in read_bytes("a.html", f"<html><body>{body}</body></html>".encode()).raw


def nested(depth: int) -> bytes:
    return b"<html><body>" + b"<div>" * depth + "Ủy ban nhân dân huyện giao các xã trồng cây.".encode()


def test_deep_nesting_is_read_and_absurd_nesting_refused() -> None:
    assert "Ủy ban nhân dân huyện" in read_bytes("sâu.html", nested(4_000)).raw
    with pytest.raises(TooLarge):
        read_bytes("sâu.html", nested(1_000_000))


def test_a_web_archive_is_its_page() -> None:
    import base64

    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
    part = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    data = head + part + base64.encodebytes(PAGE.encode()).decode() + "\n--b--\n"
    text = read_bytes("trang.mht", data.encode())
    assert text.raw.startswith("ỦY BAN NHÂN DÂN")
    assert text.source.media_type == "multipart/related"


MARKDOWN = """# Kế hoạch trồng cây

Căn cứ [Quyết định 310/QĐ-UBND](https://example.vn/310) của Ủy ban nhân dân tỉnh và https://example.vn/12.

| TT | Nhiệm vụ |
|----|:--------:|
| 1  | Rà soát quỹ đất |
| 2  | |
"""


def test_markdown_stays_as_it_is() -> None:
    text = read_bytes("a.md", MARKDOWN.encode())
    assert text.raw == MARKDOWN
    assert [(words(text, li.span), li.url, li.number) for li in text.links] == [
        ("Quyết định 310/QĐ-UBND", "https://example.vn/310", "310/QĐ-UBND"),
        ("https://example.vn/12", "https://example.vn/12", None),
    ]
    (table,) = text.tables
    assert [(c.row, c.column, words(text, c.span)) for c in table.cells] == [
        (0, 0, "TT"), (0, 1, "Nhiệm vụ"), (1, 0, "1"), (1, 1, "Rà soát quỹ đất"), (2, 0, "2"), (2, 1, ""),
    ]  # fmt: skip


def test_a_portal_page_saved_as_text_keeps_its_characters() -> None:
    raw = (
        "|\n**Số hiệu:**\n|\n45/KH-UBND\n|\n**Loại văn bản:**\n|\nKế hoạch\n**Nơi ban hành:**\n|\nHuyện Thanh Liêm\n|\n"
        + ("Ủy ban nhân dân huyện ban hành kế hoạch trồng cây.\n")
    )
    text = read_bytes("a.txt", raw.encode())
    assert text.raw == raw
    assert dict(text.properties) == {"number": "45/KH-UBND", "type": "Kế hoạch", "issuer": "Huyện Thanh Liêm"}
