"""Files of our own writing for the readers' tests, made when they are needed."""

import io
import zipfile
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

PLAN = (
    "ỦY BAN NHÂN DÂN\n"
    "HUYỆN THANH LIÊM\n"
    "Số: 45/KH-UBND\n"
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\n"
    "Thanh Liêm, ngày 12 tháng 3 năm 2024\n"
    "KẾ HOẠCH\n"
    "Trồng cây phân tán trên địa bàn huyện năm 2024\n"
    "Căn cứ Quyết định số 310/QĐ-UBND ngày 20/02/2024 của Ủy ban nhân dân tỉnh về giao chỉ tiêu trồng cây; "
    "Ủy ban nhân dân huyện ban hành kế hoạch với những nội dung sau:\n"
    "1. Mục tiêu: trồng mới hai mươi nghìn cây bóng mát dọc các tuyến đường liên xã, bảo đảm cây sống trên 90%.\n"
    "2. Phòng Nông nghiệp chủ trì, phối hợp với các xã, thị trấn rà soát quỹ đất, báo cáo trước ngày 15/4/2024.\n"
)


def docx_bytes(document: Document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def plan_docx() -> bytes:
    """The plan as Word: the header in a table of two columns, then one paragraph a line."""
    document = docx.Document()
    lines = PLAN.strip().split("\n")
    header = document.add_table(rows=1, cols=2)
    fill(header.cell(0, 0), lines[:3])
    fill(header.cell(0, 1), lines[3:6])
    for line in lines[6:]:
        document.add_paragraph(line)
    return docx_bytes(document)


def fill(cell: "docx.table._Cell", lines: Sequence[str]) -> None:
    """Put one paragraph a line in a cell."""
    cell.paragraphs[0].text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def with_xml(paragraph: "docx.text.paragraph.Paragraph", xml: str) -> None:
    """Append raw WordprocessingML to a paragraph."""
    opening, _, rest = xml.partition(">")
    if opening.endswith("/"):
        opening, rest = opening[:-1], "/>"
        paragraph._p.append(parse_xml(f"{opening} {nsdecls('w', 'r')}{rest}"))
    else:
        paragraph._p.append(parse_xml(f"{opening} {nsdecls('w', 'r')}>{rest}"))


def number_with(document: Document, levels: Sequence[tuple[str, str]]) -> int:
    """Define a list with a format and text for each level; its numId."""
    part = document.part.numbering_part.element
    made = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    part.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{made}</w:abstractNum>'))
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="900"><w:abstractNumId w:val="900"/></w:num>'))
    return 900


def numbered(paragraph: "docx.text.paragraph.Paragraph", number: int, level: int) -> None:
    """Number a paragraph automatically."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().set(qn("w:val"), str(level))
    properties.get_or_add_numId().set(qn("w:val"), str(number))


def zipped(parts: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return held.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}
