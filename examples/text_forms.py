"""Sources as text files: UTF-8 as saved from a word processor, TCVN3 bytes of the nineties, a page of a legal portal.

Lines are broken near 80 characters wherever they fall, because that is what readers must cope with. TCVN3 has no
capitals with tone marks: offices typed the small letter and let a capitals font show it, and so do we.
"""

import html
import textwrap

from examples.source import Block, Example, Line

WIDTH = 84
_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        bytes.fromhex(
            "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9aceaebecedee"
            "eff1f2f3f4adf5f6f7f8f9fafbfcfdfea1a2a3a4a5a6a7"
        ),
        strict=True,
    )
)


def motto(example: Example) -> tuple[str, ...]:
    """The right-hand column of the header."""
    return ("ĐẢNG CỘNG SẢN VIỆT NAM",) if example.meta.get("party") else _MOTTO


def number_line(example: Example) -> str:
    """The number as the header shows it; Party documents have no colon."""
    meta = example.meta
    return meta.get("number_line") or (f"Số {meta['number']}" if meta.get("party") else f"Số: {meta['number']}")


def date_line(example: Example) -> str:
    """Place and date in words, days and the first two months with a leading zero."""
    meta = example.meta
    if "date_line" in meta:
        return str(meta["date_line"])
    year, month, day = (int(part) for part in meta["date"].split("-"))
    shown = f"{month:02d}" if month < 3 else str(month)
    return f"{meta['place']}, ngày {day:02d} tháng {shown} năm {year}"


def recipients(example: Example) -> list[str]:
    """The lines of Nơi nhận."""
    names = example.meta["recipients"]
    return ["Nơi nhận:", *(f"- {name};" for name in names[:-1]), f"- {names[-1]}."]


def render_text(example: Example) -> str:
    """The document as a text file."""
    lines = [*_side_by_side(left_header(example), right_header(example)), ""]
    lines += [part.text.center(WIDTH).rstrip() for part in _wrapped_heading(example)]
    lines.append("")
    for block in example.blocks:
        lines += [*_text_block(block, example), ""]
    return "\n".join(lines).rstrip() + "\n"


def left_header(example: Example) -> list[str]:
    """Bodies, number and, in an official letter, what it is about."""
    about = [example.meta["vv"]] if "vv" in example.meta else []
    return [*example.meta["left"], number_line(example), *about]


def right_header(example: Example) -> list[str]:
    """Motto, place and date."""
    return [*motto(example), date_line(example)]


def _wrapped_heading(example: Example) -> list[Line]:
    return [Line(text=part) for line in example.heading for part in textwrap.wrap(line.text, 64)]


def _text_block(block: Block, example: Example) -> list[str]:
    if block.kind == "table":
        return _text_table(block)
    if block.kind == "sign":
        meta = example.meta
        right = [*meta["sign_lines"], "", "", meta["signer"]]
        return _side_by_side(recipients(example), right)
    if block.kind == "page":
        return [""]
    if block.kind == "centre":
        return [part.center(WIDTH).rstrip() for part in textwrap.wrap(block.line.text, 64)]
    return _wrap(block.line.text, example)


def _wrap(text: str, example: Example) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_on_hyphens=bool(example.meta.get("break_hyphens")), break_long_words=False)


def _text_table(block: Block) -> list[str]:
    """Row by row, a cell a line: what a word processor saves as text."""
    return [cell.text for row in block.rows for cell in row]


def _side_by_side(left: list[str], right: list[str]) -> list[str]:
    """Two columns in one line, as text extraction leaves them."""
    pairs = zip(left + [""] * (len(right) - len(left)), right + [""] * (len(left) - len(right)), strict=True)
    return [f"{a:<42}  {b}".rstrip() for a, b in pairs]


def encode_tcvn3(text: str) -> bytes:
    """Bytes that show as Vietnamese in a .VnTime font."""
    plain = text.translate(str.maketrans("“”–", '""-'))
    return b"".join(_tcvn3_byte(character) for character in plain)


def _tcvn3_byte(character: str) -> bytes:
    code = _TCVN3.get(character, _TCVN3.get(character.lower()))
    return bytes([code]) if code is not None else character.encode("ascii")


def render_html(example: Example) -> str:
    """A page as a legal portal shows it: properties, the document in tables, menus and advice around it."""
    meta = example.meta
    body = "\n".join(_html_block(block, example) for block in example.blocks)
    heading = "\n".join(f'<p align="center"><b>{html.escape(line.text)}</b></p>' for line in example.heading)
    header = _html_columns(left_header(example), right_header(example))
    day = "/".join(reversed(meta["date"].split("-")))
    rows = [
        ("Số hiệu:", meta["number"], "Loại văn bản:", meta["type"]),
        ("Nơi ban hành:", " ".join(meta["left"]).title(), "Người ký:", meta["signer"]),
        ("Ngày ban hành:", day, "Ngày hiệu lực:", "Đã biết"),
        ("Ngày công báo:", "Đang cập nhật", "Tình trạng:", "Đăng nhập để xem"),
    ]
    properties = "\n".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{html.escape(meta["type"])} {html.escape(meta["number"])} | Tra cứu văn bản</title>
<style>.menu li {{ display: inline; }} .thuoctinh td {{ border: 1px solid #ccc; }}</style>
<script>var trang = "Kế hoạch số 999/KH-UBND ngày 01/01/2001";</script>
</head>
<body>
<div class="menu"><ul><li><a href="/">Trang chủ</a></li><li><a href="/tim">Tìm</a></li><li>Đăng nhập</li></ul></div>
<table class="thuoctinh">
{properties}
</table>
<div id="noidung">
{header}
{heading}
{body}
</div>
<div class="chan-trang"><p>Bản quyền thuộc trang tra cứu minh họa. Nội dung chỉ để tham khảo.</p>
<p>Liên hệ: 0200 123 456 - Giờ hành chính các ngày trong tuần.</p></div>
</body>
</html>
"""


def _html_columns(left: list[str], right: list[str]) -> str:
    cells = ("<br>\n".join(html.escape(line) for line in column) for column in (left, right))
    return '<table width="100%"><tr>' + "".join(f'<td align="center">{cell}</td>' for cell in cells) + "</tr></table>"


def _html_block(block: Block, example: Example) -> str:
    if block.kind == "table":
        rows = ("".join(f"<td>{html.escape(cell.text)}</td>" for cell in row) for row in block.rows)
        return "<table border='1'>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>"
    if block.kind == "sign":
        return _html_columns(recipients(example), [*example.meta["sign_lines"], example.meta["signer"]])
    if block.kind == "page":
        return "<hr>"
    text = html.escape(block.line.text)
    if block.kind in ("heading", "subheading"):
        return f"<p><b>{text}</b></p>"
    return f'<p align="center">{text}</p>' if block.kind == "centre" else f"<p>{text}</p>"
