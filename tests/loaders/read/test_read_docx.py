"""Word documents: everything a reader sees, where it stands, and nothing a reader does not see."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from loaders.read import read_bytes
from loaders.read.docx import paragraph_pieces
from ontology.values import Span, Text
from tests.loaders.read.made import (
    PLAN,
    docx_bytes,
    fill,
    number_with,
    numbered,
    plan_docx,
    unzipped,
    with_xml,
    zipped,
)

LEAD = "Ủy ban nhân dân huyện giao các phòng, ban thực hiện kế hoạch này."


def words(text: Text, span: Span) -> str:
    return text.raw[span.start : span.end]


def read(document: "docx.document.Document") -> Text:
    return read_bytes("ke-hoach.docx", docx_bytes(document))


def test_a_plan_reads_as_it_stands() -> None:
    assert read_bytes("a.docx", plan_docx()).raw == PLAN


def test_every_place_points_at_its_paragraph() -> None:
    data = plan_docx()
    text = read_bytes("a.docx", data)
    paragraphs = list(docx.Document(__import__("io").BytesIO(data)).element.body.iter(qn("w:p")))
    assert len(text.places) == len(paragraphs)
    for place in text.places:
        assert place.paragraph is not None
        shown = "".join(piece for piece, _, _ in paragraph_pieces(paragraphs[place.paragraph]))
        assert words(text, place.span) == shown


def test_the_header_table_has_its_cells() -> None:
    text = read_bytes("a.docx", plan_docx())
    left, right = text.tables[0].cells
    assert (left.row, left.column, right.row, right.column) == (0, 0, 0, 1)
    assert words(text, left.span).endswith("Số: 45/KH-UBND")
    assert words(text, right.span).startswith("CỘNG HÒA")


def test_merged_and_nested_cells() -> None:
    document = docx.Document()
    document.add_paragraph(LEAD)
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Nội dung"
    table.cell(0, 2).text = "Thời gian"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Rà soát"
    table.cell(1, 1).text = "Lập danh mục"
    table.cell(2, 1).text = "Công bố danh mục"
    fill(table.cell(2, 2).add_table(1, 1).cell(0, 0), ["Quý II"])
    text = read(document)
    shape = [(c.row, c.column, c.rowspan, c.colspan, words(text, c.span).strip()) for c in text.tables[0].cells]
    assert shape == [
        (0, 0, 1, 2, "Nội dung"),
        (0, 2, 1, 1, "Thời gian"),
        (1, 0, 2, 1, "Rà soát"),
        (1, 1, 1, 1, "Lập danh mục"),
        (1, 2, 1, 1, ""),
        (2, 1, 1, 1, "Công bố danh mục"),
        (2, 2, 1, 1, "Quý II"),
    ]
    assert [words(text, c.span) for c in text.tables[1].cells] == ["Quý II"]


def test_tracked_changes_as_the_reader_sees_them() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Báo cáo kết quả trước ngày ")
    with_xml(paragraph, '<w:del w:id="1" w:author="a"><w:r><w:delText>10/5</w:delText></w:r></w:del>')
    with_xml(paragraph, '<w:ins w:id="2" w:author="a"><w:r><w:t>20/6</w:t></w:r></w:ins>')
    assert read(document).raw == "Báo cáo kết quả trước ngày 20/6\n"


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    document = docx.Document()
    first = document.add_paragraph("Phòng Văn hóa chủ trì,")
    mark = parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="3" w:author="a"/></w:rPr>')
    first._p.get_or_add_pPr().append(mark)
    document.add_paragraph(" phối hợp với các xã.")
    assert read(document).raw == "Phòng Văn hóa chủ trì, phối hợp với các xã.\n"


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ("<w:r><w:t>một</w:t><w:tab/><w:t>hai</w:t></w:r>", "một\thai"),
        ("<w:r><w:t>một</w:t><w:br/><w:t>hai</w:t></w:r>", "một\nhai"),
        ("<w:r><w:t>NQ</w:t><w:noBreakHyphen/><w:t>CP</w:t></w:r>", "NQ-CP"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>", ""),
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>', "7"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            "",
        ),
        ("<w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom>", ""),
        ("<w:moveTo><w:r><w:t>đến</w:t></w:r></w:moveTo>", "đến"),
        ("<w:sdt><w:sdtContent><w:r><w:t>ô nhập</w:t></w:r></w:sdtContent></w:sdt>", "ô nhập"),
        ('<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>KÕ ho¹ch</w:t></w:r>', "Kế hoạch"),
        ('<w:r><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr><w:t>kÕ ho¹ch</w:t></w:r>', "KẾ HOẠCH"),
        ('<w:r><w:rPr><w:rFonts w:ascii="VNI-Times"/></w:rPr><w:t>Keá hoaïch</w:t></w:r>', "Kế hoạch"),
    ],
)
def test_what_a_run_shows(xml: str, shown: str) -> None:
    document = docx.Document()
    with_xml(document.add_paragraph(LEAD), xml)
    assert read(document).raw == f"{LEAD}{shown}\n"


def test_a_field_shows_its_result_and_not_its_instruction() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(LEAD)
    for xml in (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText> HYPERLINK "https://example.vn/quyet-dinh-12-qd-ttg" </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "<w:r><w:t>Quyết định 12</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ):
        with_xml(paragraph, xml)
    text = read(document)
    assert text.raw == f"{LEAD}Quyết định 12\n"
    (link,) = text.links
    assert (words(text, link.span), link.url, link.number) == (
        "Quyết định 12",
        "https://example.vn/quyet-dinh-12-qd-ttg",
        "12/QĐ-TTg",
    )


def test_automatic_numbers_are_computed() -> None:
    document = docx.Document()
    number = number_with(document, [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-")])
    for level, line in [
        (0, "Mục đích"), (1, "Nâng cao nhận thức"), (1, "Đổi mới cách làm"), (2, "Ở huyện"), (2, "Ở xã"), (3, "Ở thôn"),
        (0, "Nhiệm vụ"), (1, "Rà soát"),
    ]:  # fmt: skip
        numbered(document.add_paragraph(line), number, level)
    assert read(document).raw.split("\n") == [
        "I. Mục đích", "1. Nâng cao nhận thức", "2. Đổi mới cách làm", "a) Ở huyện", "b) Ở xã", "- Ở thôn",
        "II. Nhiệm vụ", "1. Rà soát", "",
    ]  # fmt: skip


def test_text_boxes_notes_and_margins_have_their_part() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(LEAD)
    with_xml(
        paragraph,
        '<w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p><w:r>'
        "<w:t>Hỏa tốc</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>",
    )
    document.sections[0].header.paragraphs[0].text = "Trang của phòng Tư pháp"
    parts = unzipped(docx_bytes(document))
    parts["word/footnotes.xml"] = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Theo báo cáo của các xã.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    ).encode()
    text = read_bytes("a.docx", zipped(parts))
    assert [(p.part, words(text, p.span)) for p in text.places] == [
        ("body", LEAD),
        ("textbox", "Hỏa tốc"),
        ("footnote", "Theo báo cáo của các xã."),
        ("header", "Trang của phòng Tư pháp"),
    ]


def test_runs_can_be_found_again() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Căn cứ ")
    paragraph.add_run("Quyết định số 5/QĐ-UBND").bold = True
    pieces = list(paragraph_pieces(paragraph._p))
    assert [piece for piece, _, _ in pieces] == ["Căn cứ ", "Quyết định số 5/QĐ-UBND"]
    assert [run for _, run, _ in pieces] == [run._r for run in paragraph.runs]
