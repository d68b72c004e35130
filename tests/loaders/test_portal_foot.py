"""A portal's foot is not the document's; an appendix of licences is."""

from loaders.extract import extract_record
from ontology.values import Place, Record, Source, Span, Text

DECISION = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG PHÚ
Số: 1234/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đồng Phú, ngày 15 tháng 5 năm 2023

QUYẾT ĐỊNH
Về việc phê duyệt Kế hoạch trồng rừng

Căn cứ Luật Lâm nghiệp ngày 15/11/2017;
QUYẾT ĐỊNH:
Điều 1. Phê duyệt Kế hoạch trồng rừng.
Điều 2. Quyết định này thay thế Quyết định số 88/QĐ-UBND ngày 12/01/2021./.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.
CHỦ TỊCH
Trần Văn Minh
"""
FOOT = """Văn bản liên quan
Quyết định 99/QĐ-UBND năm 2022 về trồng rừng
Ý kiến bình luận (0)
CƠ QUAN CHỦ QUẢN: CÔNG TY CỔ PHẦN LUẬT PHÚ
Địa chỉ: 17 đường Trần Phú
Giấy phép số: 27/GP-TTĐT, do Sở TTTT TP. HCM cấp ngày 09/05/2019.
© 2023 Bản quyền thuộc Luật Phú
"""
LICENCES = """
PHỤ LỤC
Danh sách giấy phép
Địa chỉ: xã Tân Phú
Giấy phép số: 27/GP-SNN ngày 09/05/2019 của Sở Nông nghiệp và Phát triển nông thôn
Quyết định 99/QĐ-UBND ngày 02/3/2022
"""


def _record(words: str) -> Record:
    source = Source(file="qd.txt", sha256="0" * 64, media_type="text/plain", size=len(words))
    return extract_record(Text(raw=words, source=source))


def test_what_stands_in_a_portals_foot_is_skipped_with_its_reason() -> None:
    plain, page = _record(DECISION), _record(DECISION + FOOT)
    assert [c.number for c in page.citations] == [c.number for c in plain.citations]
    assert page.units == plain.units
    assert page.document == plain.document
    told = {s.quote: s.reason for s in page.skipped}
    assert {k for k, reason in told.items() if reason == "portal_foot"} >= {"99/QĐ-UBND", "27/GP-TTĐT"}


def test_footnotes_are_a_section_of_their_own() -> None:
    words = DECISION + "Được sửa đổi tại Quyết định số 321/QĐ-UBND ngày 05/6/2022.\n"
    at = words.index("Được sửa đổi tại")
    source = Source(file="qd.docx", sha256="0" * 64, media_type="text/plain", size=len(words))
    places = (Place(span=Span(0, at), part="body"), Place(span=Span(at, len(words)), part="footnote"))
    record = extract_record(Text(raw=words, source=source, places=places))
    assert record.citations[-1].number == "321/QĐ-UBND"
    assert (record.citations[-1].section, record.citations[-1].role) == ("footnotes", "mentions")
    assert all(s.span.end <= at for s in record.sections[:-1])


def test_an_appendix_of_licences_is_read() -> None:
    numbers = {c.number for c in _record(DECISION + LICENCES).citations}
    assert {"27/GP-SNN", "99/QĐ-UBND"} <= numbers
