"""Which bodies a stretch of text names, and under which full names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.units import Setting, find_mentions
from loaders.units.names import letters, load_names
from loaders.units.plain import plain_text

PROVINCE = Setting(level="province", province="tỉnh Lào Cai", issuer="Ủy ban nhân dân tỉnh Lào Cai")
DISTRICT = Setting(
    level="district", province="tỉnh Lào Cai", district="huyện Bát Xát", issuer="Ủy ban nhân dân huyện Bát Xát"
)
DEPARTMENT = Setting(level="department", province="tỉnh Lào Cai", issuer="Sở Y tế tỉnh Lào Cai", own="Sở Y tế")
CITY = Setting(level="province", province="thành phố Đà Nẵng", issuer="Ủy ban nhân dân thành phố Đà Nẵng")


def names(text: str, setting: Setting) -> list[str]:
    return [m.name for m in find_mentions(text, setting)]


CASES = [
    ("Giao Sở Tài chính thẩm định.", PROVINCE, ["Sở Tài chính tỉnh Lào Cai"]),
    ("Sở TT&TT và Sở KHĐT cùng làm", PROVINCE,
     ["Sở Thông tin và Truyền thông tỉnh Lào Cai", "Sở Kế hoạch và Đầu tư tỉnh Lào Cai"]),
    ("Các sở: Nội vụ, Xây dựng; Y tế báo cáo", PROVINCE,
     ["Sở Nội vụ tỉnh Lào Cai", "Sở Xây dựng tỉnh Lào Cai", "Sở Y tế tỉnh Lào Cai"]),
    ("Phòng VH-TT; Phòng Nội vụ, Tư pháp, TCKH", DISTRICT,
     ["Phòng Văn hóa - Thông tin huyện Bát Xát", "Phòng Nội vụ huyện Bát Xát", "Phòng Tư pháp huyện Bát Xát",
      "Phòng Tài chính - Kế hoạch huyện Bát Xát"]),
    ("gửi UBND huyện, báo cáo UBND tỉnh", DISTRICT, ["Ủy ban nhân dân huyện Bát Xát", "Ủy ban nhân dân tỉnh Lào Cai"]),
    ("UBND các xã, thị trấn; UBND cấp xã", DISTRICT, ["Ủy ban nhân dân các xã, thị trấn", "Ủy ban nhân dân cấp xã"]),
    ("Văn phòng HĐND-UBND huyện", DISTRICT, ["Văn phòng Hội đồng nhân dân - Ủy ban nhân dân huyện Bát Xát"]),
    ("Văn phòng tổng hợp; Thanh tra giám sát", DEPARTMENT, ["Văn phòng Sở Y tế", "Thanh tra Sở Y tế"]),
    ("Các phòng, đơn vị thuộc Sở rà soát", DEPARTMENT, ["Các phòng, đơn vị thuộc Sở Y tế"]),
    ("Ban Tuyên giáo Huyện ủy, Huyện Đoàn", DISTRICT, ["Ban Tuyên giáo Huyện ủy Bát Xát", "Huyện Đoàn Bát Xát"]),
    ("trình Tỉnh ủy và Ban Thường vụ Tỉnh ủy", PROVINCE, ["Tỉnh ủy Lào Cai", "Ban Thường vụ Tỉnh ủy Lào Cai"]),
    ("các sở, ban, ngành và UBND Thành phố", CITY,
     ["Các sở, ban, ngành cấp tỉnh", "Ủy ban nhân dân thành phố Đà Nẵng"]),
    ("Ban Quản lý Khu công nghiệp chủ trì việc này", PROVINCE, ["Ban Quản lý Khu công nghiệp"]),
    ("Chi cục Hải quan khu vực VII tăng cường kiểm soát", PROVINCE, ["Chi cục Hải quan khu vực VII"]),
    ("Sở Công\n\nThương hướng dẫn", PROVINCE, ["Sở Công Thương tỉnh Lào Cai"]),
    ("UBND tỉnh Yên Bái trao đổi kinh nghiệm", PROVINCE, ["Ủy ban nhân dân tỉnh Yên Bái"]),
    ("Bộ Y tế, Thủ tướng Chính phủ", PROVINCE, ["Bộ Y tế", "Thủ tướng Chính phủ"]),
]  # fmt: skip

CASES += [
    ("UBND các huyện: Bảo Thắng, Bảo\nYên và Si Ma Cai", PROVINCE,
     ["Ủy ban nhân dân huyện Bảo Thắng", "Ủy ban nhân dân huyện Bảo Yên", "Ủy ban nhân dân huyện Si Ma Cai"]),
    ("UBND các xã (Cốc San, Y Tý)", DISTRICT, ["Ủy ban nhân dân xã Cốc San", "Ủy ban nhân dân xã Y Tý"]),
    ("UBND các huyện, Sở Y tế", PROVINCE, ["Ủy ban nhân dân các huyện", "Sở Y tế tỉnh Lào Cai"]),
    ("UBND các xã Thường xuyên", PROVINCE, ["Ủy ban nhân dân các xã"]),
    ("Văn phòng HĐND và UBND huyện, Phòng Văn hóa và Thông tin", DISTRICT,
     ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Bát Xát", "Phòng Văn hóa và Thông tin huyện Bát Xát"]),
    ("Trung tâm Văn hóa - Thể thao và Truyền thanh huyện; Trung tâm Chính trị huyện", DISTRICT,
     ["Trung tâm Văn hóa - Thể thao và Truyền thanh huyện Bát Xát", "Trung tâm Chính trị huyện Bát Xát"]),
    ("Trung tâm Y tế và Bệnh viện Đa khoa Sa Pa", DISTRICT,
     ["Trung tâm Y tế huyện Bát Xát", "Bệnh viện Đa khoa Sa Pa"]),
    ("Chi cục Trồng trọt và Bảo vệ thực vật", PROVINCE, ["Chi cục Trồng trọt và Bảo vệ thực vật"]),
    ("Cục Người có công có trách nhiệm", PROVINCE, ["Cục Người có công"]),
    ("Vụ Hành chính, Bộ trưởng quyết định; Phòng Kế hoạch - Kỹ thuật, VNPT Lào Cai", PROVINCE,
     ["Vụ Hành chính", "Phòng Kế hoạch - Kỹ thuật"]),
    ("Nghị quyết của HĐND tỉnh Lào Cai\nCăn cứ", PROVINCE, ["Hội đồng nhân dân tỉnh Lào Cai"]),
    ("THƯ VIỆN PHÁP LUẬT", PROVINCE, []),
    ("Đảng đoàn Ủy ban Mặt trận Tổ quốc tỉnh, đảng đoàn các tổ chức chính trị - xã hội tỉnh", PROVINCE,
     ["Đảng đoàn Ủy ban Mặt trận Tổ quốc tỉnh Lào Cai", "Đảng đoàn các tổ chức chính trị - xã hội cấp tỉnh"]),
    ("các cấp ủy, tổ chức đảng quán triệt", PROVINCE, ["Các cấp ủy, tổ chức đảng"]),
    ("các sở và UBND các huyện (DDCI), kết quả DDCI", PROVINCE, ["Các sở", "Ủy ban nhân dân các huyện"]),
]  # fmt: skip

CASES += [
    ("Hạt Kiểm lâm huyện, Thư viện tỉnh và Ban Dân tộc tỉnh", DISTRICT,
     ["Hạt Kiểm lâm huyện Bát Xát", "Thư viện tỉnh Lào Cai", "Ban Dân tộc tỉnh Lào Cai"]),
    ("Hội Nông dân huyện, Huyện đoàn và UBND các xã, thị trấn", DISTRICT,
     ["Hội Nông dân huyện Bát Xát", "Huyện Đoàn Bát Xát", "Ủy ban nhân dân các xã, thị trấn"]),
    ("Công ty Khai thác công trình thủy lợi Bắc Hà vận hành hồ", PROVINCE,
     ["Công ty Khai thác công trình thủy lợi Bắc Hà"]),
    ("các đoàn thể huyện vận động", DISTRICT, ["Các đoàn thể cấp huyện"]),
    ("1. Văn phòng Sở\n- Bố trí xe đưa đón", DEPARTMENT, ["Văn phòng Sở Y tế"]),
    ("1. Phòng Cán bộ, công chức\n- Lập danh sách.\n2. Phòng Dược\nGiúp Phòng Cán bộ, công chức kiểm tra.", DEPARTMENT,
     ["Phòng Cán bộ, công chức Sở Y tế", "Phòng Dược Sở Y tế", "Phòng Cán bộ, công chức Sở Y tế"]),
    ("1. Phòng Dược, tham mưu mua thuốc\n2. Phòng Khám, các khoa\n", DEPARTMENT,
     ["Phòng Dược Sở Y tế", "Phòng Khám Sở Y tế"]),
]  # fmt: skip


PARTY = Setting(level="party", province="tỉnh Lâm Đồng", issuer="Đảng ủy Ủy ban nhân dân tỉnh Lâm Đồng")
COMMITTEE = Setting(level="party", province="tỉnh Ninh Bình", issuer="Tỉnh ủy Ninh Bình")
COUNCIL = Setting(level="province", province="tỉnh Bình Phước", issuer="Hội đồng nhân dân tỉnh Bình Phước")
WARD = Setting(
    level="commune", province="thành phố Hồ Chí Minh", commune="phường Chợ Quán",
    issuer="Ủy ban nhân dân phường Chợ Quán",
)  # fmt: skip
CASES += [
    ("Ban Tuyên giáo Đảng ủy, Văn phòng Đảng ủy; Đảng ủy UBND tỉnh", PARTY,
     ["Ban Tuyên giáo Đảng ủy Ủy ban nhân dân tỉnh Lâm Đồng", "Văn phòng Đảng ủy Ủy ban nhân dân tỉnh Lâm Đồng",
      "Đảng ủy Ủy ban nhân dân tỉnh Lâm Đồng"]),
    ("TT. Đảng ủy, UBND phường", WARD, ["Thường trực Đảng ủy phường Chợ Quán", "Ủy ban nhân dân phường Chợ Quán"]),
    ("Các chi bộ, đảng bộ trực thuộc tổ chức học tập", PARTY, ["Các chi bộ, đảng bộ trực thuộc"]),
    ("Các huyện ủy, thành ủy, ban cán sự đảng, đảng đoàn quán triệt", COMMITTEE,
     ["Các huyện ủy, thành ủy, ban cán sự đảng, đảng đoàn"]),
    ("Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh; Ban cán sự đảng UBND tỉnh", COMMITTEE,
     ["Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh Ninh Bình", "Ban cán sự Đảng Ủy ban nhân dân tỉnh Ninh Bình"]),
    ("HỘI ĐỒNG NHÂN DÂN", COUNCIL, ["Hội đồng nhân dân tỉnh Bình Phước"]),
    ("các Ban của HĐND tỉnh, Ban Pháp chế HĐND tỉnh", COUNCIL,
     ["Các Ban Hội đồng nhân dân tỉnh Bình Phước", "Ban Pháp chế Hội đồng nhân dân tỉnh Bình Phước"]),
    ("UBND Thành phố, Sở Tư pháp Thành phố, Đảng ủy phường", WARD,
     ["Ủy ban nhân dân thành phố Hồ Chí Minh", "Sở Tư pháp thành phố Hồ Chí Minh", "Đảng ủy phường Chợ Quán"]),
    ("Bộ đội Biên phòng tỉnh, Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh", PROVINCE,
     ["Bộ đội Biên phòng tỉnh Lào Cai", "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh Lào Cai"]),
    ("Sở Thuỷ lợi và Sở Tài chính - Vật giá", PROVINCE,
     ["Sở Thủy lợi tỉnh Lào Cai", "Sở Tài chính - Vật giá tỉnh Lào Cai"]),
    ("2- Công an tỉnh giữ trật tự", PROVINCE, ["Công an tỉnh Lào Cai"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "setting", "expected"), CASES)
def test_names_are_full(text: str, setting: Setting, expected: list[str]) -> None:
    assert names(text, setting) == expected


NOT_BODIES = [
    "xây dựng Chính phủ số và Chính phủ điện tử",
    "Kế hoạch số 15/KH-UBND",
    "Kế hoạch số 15/KH-\n\nUBND ngày 02/3/2023",
    "bộ tài liệu hướng dẫn, trung tâm của mọi hoạt động",
    "Quý II năm 2023",
    "BÁO CÁO KẾT QUẢ",
]


@pytest.mark.parametrize("text", NOT_BODIES)
def test_what_is_no_body(text: str) -> None:
    assert names(text, PROVINCE) == []


def test_every_row_of_the_table_is_found_under_its_own_name() -> None:
    table = load_names()
    for key, row in table.rows.items():
        if row.group == "fixed":
            assert names(row.name, PROVINCE)[:1] == [row.name], key
        elif not row.needs_level and not row.complete:
            place = "Yên Bái" if row.name.startswith("Báo") else "tỉnh Yên Bái"  # a paper bears the name alone
            assert names(f"{row.name} tỉnh Yên Bái", PROVINCE) == [f"{row.name} {place}"], key


def test_every_field_of_the_table_is_found() -> None:
    table = load_names()
    assert len(table.field_rows) > 90
    for head, words in (("so", "Sở"), ("bo", "Bộ")):
        for (of, _), row in table.field_rows.items():
            if of == head:
                assert names(f"{words} {row.name} tổ chức", PROVINCE)[0].startswith(f"{words} {row.name}")


def test_plain_text_keeps_the_length() -> None:
    assert plain_text("Ủy ban – “Đài” Ðà Nẵng") == 'uy ban - "dai" da nang'


@given(st.text())
def test_plain_text_keeps_the_length_of_anything(text: str) -> None:
    assert len(plain_text(text)) == len(text)


@given(st.text(alphabet="Sở Bộ Y tế, ;\nUBND tỉnhPhòng Các-.", max_size=200))
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    at = 0
    for mention in find_mentions(text, PROVINCE):
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end


def test_letters_forget_how_a_name_is_joined() -> None:
    assert letters("Văn hóa - Thông tin") == letters("Văn hoá và Thông tin")


DEFINED = [
    (
        "Trung tâm Điều hành Cứu hộ (sau đây gọi tắt là Trung tâm) trực đêm. Trung tâm báo cáo hằng ngày.",
        ["Trung tâm Điều hành Cứu hộ", "Trung tâm Điều hành Cứu hộ"],
    ),
    (
        "Ban Quản lý Rừng phòng hộ (BQLR) họp. Giao BQLR trồng cây.",
        ["Ban Quản lý Rừng phòng hộ", "Ban Quản lý Rừng phòng hộ"],
    ),
    ("Sở Y tế (gọi tắt là sở) họp, sở báo cáo.", ["Sở Y tế tỉnh Lào Cai"]),
    ("Kế hoạch này (sau đây gọi tắt là Kế hoạch) do Sở Y tế lập. Kế hoạch gồm ba phần.", ["Sở Y tế tỉnh Lào Cai"]),
]


@pytest.mark.parametrize(("text", "expected"), DEFINED)
def test_short_names_a_document_gives(text: str, expected: list[str]) -> None:
    assert names(text + " Đó là tất cả.", PROVINCE) == expected
