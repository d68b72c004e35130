"""Notes, text boxes, headers and footers: each finding has a comment at what stands for its words, and is corrected."""

import io
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as TO
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from api.office.comments import comment_docx
from api.office.tracked import corrected_docx
from api.office.words import shown_section
from loaders.extract import extract_record
from loaders.read import read_bytes
from tests.api.office.test_comments import RIGHT, WRONG, W, _report

_V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_BOX = f"<w:txbxContent><w:p><w:r><w:t>Theo {WRONG}</w:t></w:r></w:p></w:txbxContent>"
PARTS = ("word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/footer1.xml")


def _whole() -> bytes:
    """A draft that miswrites one document in its text, a note, a text box, the header and the footer."""
    document = docx.Document()
    document.add_paragraph("ỦY BAN NHÂN DÂN TỈNH AN LỘC ban hành kế hoạch")
    document.add_paragraph(f"Căn cứ {WRONG};")
    called = document.add_paragraph("Số liệu của năm trước")
    called._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    anchor = document.add_paragraph("Khung bên: ")
    anchor._p.append(
        parse_xml(f"<w:r {nsdecls('w')} {_V}><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict></w:r>")
    )
    section = document.sections[0]
    section.header.paragraphs[0].text = f"Thực hiện {WRONG}"
    section.footer.paragraphs[0].text = f"Kèm {WRONG}"
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>'
        '</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Xem '
        f"</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>{WRONG}.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    package = document.part.package
    part = Part(PackURI("/word/footnotes.xml"), _NOTES, notes.encode(), package)
    document.part.relate_to(part, TO.FOOTNOTES)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def draft() -> bytes:
    return _whole()


def _part(data: bytes, name: str) -> "etree._Element":
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def _words(root: "etree._Element", *, accept: bool) -> str:
    """A part's words as somebody reads them who accepts (or rejects) every change."""
    words = []
    for node in root.iter(W + "t", W + "delText"):
        marks = {a.tag for a in node.iterancestors()}
        if (W + "del" if accept else W + "ins") not in marks:
            words.append(node.text or "")
    return "".join(words)


def _hung_on(data: bytes) -> dict[str, "etree._Element"]:
    """What stands inside the range of each comment, by the comment's words."""
    document = docx.Document(io.BytesIO(data))
    starts = {s.get(W + "id"): s.getnext() for s in document.element.iter(W + "commentRangeStart")}
    return {c.text: starts[str(c.comment_id)] for c in document.comments}


def test_the_draft_is_read_whole(draft: bytes) -> None:
    text = read_bytes("du-thao.docx", draft)
    places = [(p.part, p.member) for p in text.places if WRONG in text.raw[p.span.start : p.span.end]]
    assert places == [
        ("body", None),
        ("textbox", None),
        ("footnote", "word/footnotes.xml"),
        ("header", "word/header1.xml"),
        ("footer", "word/footer1.xml"),
    ]


def test_every_finding_has_its_own_comment_where_its_words_hang(draft: bytes) -> None:
    text = read_bytes("du-thao.docx", draft)
    out = comment_docx(draft, text.places, _report(text.raw), "vi", {})
    hung = _hung_on(out)
    assert len(hung) == 5
    of_note = next(run for words, run in hung.items() if f"Ở chú thích: “{WRONG}”" in words)
    assert of_note.find(W + "footnoteReference") is not None
    of_box = next(run for words, run in hung.items() if f"Ở hộp văn bản: “{WRONG}”" in words)
    assert of_box.find(W + "pict") is not None
    assert sum("Ở đầu trang: " in words or "Ở chân trang: " in words for words in hung) == 2


def test_comments_leave_notes_headers_and_footers_as_they_came(draft: bytes) -> None:
    text = read_bytes("du-thao.docx", draft)
    out = comment_docx(draft, text.places, _report(text.raw), "vi", {})
    for name in PARTS[1:]:
        assert etree.tostring(_part(out, name), method="c14n") == etree.tostring(_part(draft, name), method="c14n")


def test_notes_boxes_headers_and_footers_are_corrected_by_tracked_changes(draft: bytes) -> None:
    text = read_bytes("du-thao.docx", draft)
    out = corrected_docx(draft, text.places, _report(text.raw), "vi", {})
    assert not list(docx.Document(io.BytesIO(out)).comments)
    for name in PARTS:
        before = _words(_part(draft, name), accept=True)
        assert WRONG in before
        assert _words(_part(out, name), accept=False) == before
        assert _words(_part(out, name), accept=True) == before.replace(WRONG, RIGHT)
    assert read_bytes("x.docx", out).raw == text.raw.replace(WRONG, RIGHT)
    marks = [m.get(W + "id") for name in PARTS for m in _part(out, name).iter(W + "ins", W + "del")]
    assert len(marks) == len(set(marks)) == 10


def test_a_box_that_word_keeps_twice_is_corrected_twice() -> None:
    document = docx.Document()
    document.add_paragraph("ỦY BAN NHÂN DÂN TỈNH AN LỘC ban hành kế hoạch")
    drawn = f"<mc:Choice Requires='wps'><w:drawing>{_BOX}</w:drawing></mc:Choice>"
    spare = f"<mc:Fallback><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></mc:Fallback>"
    run = f"<w:r {nsdecls('w')} {_V} {_MC}><mc:AlternateContent>{drawn}{spare}</mc:AlternateContent></w:r>"
    document.add_paragraph()._p.append(parse_xml(run))
    held = io.BytesIO()
    document.save(held)
    text = read_bytes("du-thao.docx", held.getvalue())
    out = corrected_docx(held.getvalue(), text.places, _report(text.raw), "vi", {})
    boxes = list(_part(out, "word/document.xml").iter(W + "txbxContent"))
    assert [_words(box, accept=True) for box in boxes] == [f"Theo {RIGHT}"] * 2
    assert [_words(box, accept=False) for box in boxes] == [f"Theo {WRONG}"] * 2


def test_a_citation_on_every_page_has_a_section_of_its_own(draft: bytes) -> None:
    record = extract_record(read_bytes("du-thao.docx", draft))
    sections = [c.section for c in record.citations if "17/NQ-CP" in c.quote]
    assert sections[-3:] == ["footnotes", "margins", "margins"]
    assert shown_section("margins", "vi") == "đầu trang, chân trang"
