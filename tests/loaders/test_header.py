"""Headers of the whole genre, of our own writing: two columns in every order, State and Party, 1995 to today."""

from textwrap import dedent

import pytest

from loaders.header import Header, parse_header
from loaders.naming import name_of_body, name_of_role


def read(page: str) -> Header:
    return parse_header(dedent(page).lstrip("\n"))


PROVINCE = """
    ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    TỈNH LÂM ĐỒNG             Độc lập - Tự do - Hạnh phúc
    -------                   ---------------
    Số: 45/KH-UBND            Lâm Đồng, ngày 09 tháng 02 năm 2023

    KẾ HOẠCH
    Kiểm tra việc giữ gìn vệ sinh nguồn nước
    trên địa bàn tỉnh năm 2023

    Căn cứ Luật Tài nguyên nước, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:
    I. MỤC ĐÍCH
    Nước sạch cho mọi nhà.

    Nơi nhận:                          TM. ỦY BAN NHÂN DÂN
    - Bộ Y tế;                             KT. CHỦ TỊCH
    - Các sở, ngành;                       PHÓ CHỦ TỊCH
    - UBND các huyện;
    - Lưu: VT, NN.
                                         Trần Văn Suối

    PHỤ LỤC I
    DANH MỤC NGUỒN NƯỚC
    (Kèm theo Kế hoạch số 45/KH-UBND)
    """


def test_two_columns_line_by_line() -> None:
    header = read(PROVINCE)
    document = header.document
    assert document.type == "Kế hoạch"
    assert document.number == "45/KH-UBND"
    assert document.sign == "KH-UBND"
    assert document.date == "2023-02-09"
    assert document.issuer == "Ủy ban nhân dân tỉnh Lâm Đồng"
    assert document.parent is None
    assert document.place == "Lâm Đồng"
    assert document.title == "Kiểm tra việc giữ gìn vệ sinh nguồn nước trên địa bàn tỉnh năm 2023"
    assert document.signer == "Trần Văn Suối"
    assert document.signer_role == "Phó Chủ tịch"
    assert document.sign_authority == "TM. Ủy ban nhân dân; KT. Chủ tịch"
    assert document.recipients[0] == "Bộ Y tế"
    assert document.recipients[-1] == "Lưu: VT, NN"
    assert document.year == 2023


def test_parts_stand_where_they_stand() -> None:
    page = dedent(PROVINCE).lstrip("\n")
    header = parse_header(page)
    assert header.number is not None
    assert page[header.number.start : header.number.end] == "45/KH-UBND"
    assert page[header.body_start :].lstrip().startswith("Căn cứ Luật Tài nguyên nước")
    assert header.signature is not None
    assert page[header.signature.start :].startswith("Nơi nhận")
    assert header.appendices is not None
    assert page[header.appendices :].startswith("PHỤ LỤC I")


DEPARTMENT = """
    UBND TỈNH KON TUM

    SỞ XÂY DỰNG

    Số:        /BC-SXD

    CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM

    Độc lập – Tự do – Hạnh phúc

            Kon Tum, ngày       tháng 6 năm 2019

    BÁO CÁO

    Tình hình nhà ở công vụ

    Thực hiện phân công của Ủy ban nhân dân tỉnh, Sở Xây dựng báo cáo như sau:
    """


def test_blank_number_and_day_are_not_invented() -> None:
    document = read(DEPARTMENT).document
    assert (document.number, document.sign, document.date) == (None, "BC-SXD", "2019-06")
    assert document.issuer == "Sở Xây dựng tỉnh Kon Tum"
    assert document.parent == "Ủy ban nhân dân tỉnh Kon Tum"
    assert document.title == "Tình hình nhà ở công vụ"


LETTER = """
    BỘ Y TẾ
    CỤC PHÒNG BỆNH
    Số: 312/PB-KH
    V/v báo cáo tình hình
    tiêm chủng quý I
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập - Tự do - Hạnh phúc
    Hà Nội, ngày 3 tháng 4 năm 2025

    Kính gửi: Sở Y tế các tỉnh, thành phố

    Để chuẩn bị cuộc họp, đề nghị các đơn vị gửi báo cáo trước ngày 10.
    Nơi nhận:
    - Như trên;
    - Lưu: VT.
    KT. CỤC TRƯỞNG
    PHÓ CỤC TRƯỞNG

    BSCKII. Nguyễn Thị Lành
    """


def test_letter_has_no_type_line() -> None:
    document = read(LETTER).document
    assert document.type == "Công văn"
    assert document.number == "312/PB-KH"
    assert document.title == "báo cáo tình hình tiêm chủng quý I"
    assert document.date == "2025-04-03"
    assert document.issuer == "Cục Phòng bệnh"
    assert document.parent == "Bộ Y tế"
    assert document.signer_role == "Phó Cục trưởng"


PARTY = """
    TỈNH ỦY PHÚ YÊN                 ĐẢNG CỘNG SẢN VIỆT NAM
          *                     Phú Yên, ngày 20 tháng 8 năm 2021
    Số 09-CTr/TU

    CHƯƠNG TRÌNH HÀNH ĐỘNG
    thực hiện nghị quyết đại hội về phát triển nghề cá
    -----
    Căn cứ tình hình của tỉnh, Ban Thường vụ Tỉnh ủy ban hành chương trình như sau:
    1. Mục tiêu

    Nơi nhận:
    - Các huyện ủy,
    - Lưu Văn phòng Tỉnh ủy.
    T/M BAN THƯỜNG VỤ
    PHÓ BÍ THƯ

    LÊ VĂN BIỂN
    """


def test_party_district_under_the_province() -> None:
    page = PARTY.replace("          *         ", "HUYỆN ỦY SÔNG CẦU ").replace("Phú Yên, ngày", "Sông Cầu, ngày")
    document = read(page).document
    assert (document.parent, document.issuer, document.place) == ("Tỉnh ủy Phú Yên", "Huyện ủy Sông Cầu", "Sông Cầu")


def test_party_form() -> None:
    document = read(PARTY).document
    assert document.type == "Chương trình hành động"
    assert document.number == "09-CTr/TU"
    assert document.sign == "CTr/TU"
    assert document.issuer == "Tỉnh ủy Phú Yên"
    assert document.date == "2021-08-20"
    assert document.title == "thực hiện nghị quyết đại hội về phát triển nghề cá"
    assert document.signer == "Lê Văn Biển"
    assert document.signer_role == "Phó Bí thư"
    assert document.sign_authority == "TM. Ban Thường vụ"


PORTAL = """
    **Số hiệu:**
    |
    77/QĐ-UBND
    |
    **Ngày ban hành:**
    |
    15/02/2022
    |
    |
    **ỦY BAN NHÂN
    DÂN**
    TỈNH AN GIANG
    -------
    |
    **CỘNG HÒA XÃ
    HỘI CHỦ NGHĨA VIỆT NAM**
    Độc lập - Tự do - Hạnh phúc
    ---------------
    |
    |
    Số:
    77/QĐ-UBND
    |
    *An Giang, ngày
    15 tháng 02 năm 2022*
    |
    **QUYẾT ĐỊNH**
    BAN HÀNH KẾ HOẠCH TRỒNG CÂY GIAI ĐOẠN
    2022 - 2025 THEO ĐỀ ÁN SỐ
    02/ĐA NGÀY 01 THÁNG 01 NĂM 2022
    **CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH**
    *Căn cứ Luật Lâm nghiệp;*
    **Điều 1.** Ban hành kèm theo Quyết định này Kế hoạch trồng cây.
    |
    *Nơi nhận:*
    - Như Điều 2;
    - Lưu: VT.
    |
    **KT. CHỦ TỊCH
    PHÓ CHỦ TỊCH**
    **Võ Thị Xanh**
    |
    **KẾ HOẠCH**
    TRỒNG CÂY
    *(Ban hành kèm theo Quyết định số 77/QĐ-UBND)*
    """


def test_portal_page_cell_by_cell() -> None:
    header = read(PORTAL)
    document = header.document
    assert document.type == "Quyết định"
    assert document.number == "77/QĐ-UBND"
    assert document.date == "2022-02-15"
    assert document.issuer == "Chủ tịch Ủy ban nhân dân tỉnh An Giang"
    assert document.title == (
        "BAN HÀNH KẾ HOẠCH TRỒNG CÂY GIAI ĐOẠN 2022 - 2025 THEO ĐỀ ÁN SỐ 02/ĐA NGÀY 01 THÁNG 01 NĂM 2022"
    )
    assert document.signer == "Võ Thị Xanh"
    assert header.appendices is not None
    assert dedent(PORTAL).lstrip("\n")[header.appendices :].startswith("KẾ HOẠCH**\nTRỒNG CÂY")


def test_properties_fill_only_what_the_page_does_not_say() -> None:
    page = "KẾ HOẠCH\nTrồng rừng\nCăn cứ tình hình thực tế."
    said = [("Số hiệu", "5/KH-UBND"), ("Ngày ban hành", "4/3/2020"), ("Người ký", "Lê Rừng"), ("Khác", "x")]
    document = parse_header(page, properties=said).document
    assert (document.number, document.date, document.signer) == ("5/KH-UBND", "2020-03-04", "Lê Rừng")
    own = parse_header(dedent(PROVINCE).lstrip("\n"), properties=said).document
    assert (own.number, own.date, own.signer) == ("45/KH-UBND", "2023-02-09", "Trần Văn Suối")


MINISTRY = """
    CÔNG BÁO/Số 12 + 13/Ngày 01-3-2024
    7

    BỘ CÔNG THƯƠNG

    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập - Tự do - Hạnh phúc

    Số: 04/2024/TT-BCT
    Hà Nội, ngày 20 tháng 02 năm 2024

    THÔNG TƯ
    Quy định về ghi nhãn hàng thủ công

    Căn cứ Luật Thương mại;
    Bộ trưởng Bộ Công Thương ban hành Thông tư quy định về ghi nhãn.
    Điều 1. Phạm vi
    """


def test_gazette_head_is_no_header_and_a_circular_is_the_ministers() -> None:
    document = read(MINISTRY).document
    assert document.date == "2024-02-20"
    assert document.number == "04/2024/TT-BCT"
    assert document.sign == "TT-BCT"
    assert document.issuer is not None
    assert document.issuer.lower() == "bộ trưởng bộ công thương"


def test_scanned_forms() -> None:
    page = """
    UY BAN NHAN DAN CONG HOA XA HOI CHU NGHIA VIET NAM
    TINH LAO CAI Doc 1ap - Tw do - Hanh phiic
    S6: 19 /KH-UBND Lao Cai, ngay 05 thangol nam 2022
    KE HOACH
    Cham soc rung
    Can ctr Luat Lam nghiep
    """
    document = read(page).document
    assert document.type == "Kế hoạch"
    assert document.number == "19/KH-UBND"
    assert document.date == "2022-01-05"


def test_issuer_from_the_words_where_there_is_no_header() -> None:
    page = """
            Kiên Giang, ngày     tháng     năm 2020

    KẾ HOẠCH

    Phổ biến quy tắc an toàn lao động năm 2020

    Thực hiện chỉ đạo của UBND tỉnh về an toàn, Sở Công nghệ và Nghề cá xây dựng kế hoạch như sau:
    """
    document = read(page).document
    assert document.issuer == "Sở Công nghệ và Nghề cá tỉnh Kiên Giang"
    assert document.date == "2020"
    assert (document.number, document.sign) == (None, None)


def test_who_issued_what_is_cited_is_not_the_author_of_a_text_without_header() -> None:
    page = """
    Căn cứ Luật Cảng cá số 83/2015/QH13 ngày 25/6/2015 của Quốc hội;
    Căn cứ Thông tư số 30/2023/TT-BTC ngày 17/5/2023 của Bộ Tài chính hướng dẫn quản lý kinh phí;
    Căn cứ Quyết định số 21/QĐ-UBND ngày 15/6/2024 của UBND tỉnh về giao dự toán;
    1. Bố trí kinh phí thực hiện chương trình năm 2025.
    """
    assert read(page).document.issuer is None


@pytest.mark.parametrize("text", ["", "\n\n", "abc", "|||\n***", "Nơi nhận:\n- A;\n- B.", "TM. ỦY BAN NHÂN DÂN"])
def test_strange_text_never_raises(text: str) -> None:
    document = parse_header(text).document
    assert document.number is None
    assert document.date is None


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Bộ Lao động - Thương binh và Xã hội"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "Ủy ban nhân dân thành phố Hải Phòng"),
        ("TỈNH ỦY HÀ GIANG", "Tỉnh ủy Hà Giang"),
        ("UBND XÃ KỲ ANH", "Ủy ban nhân dân xã Kỳ Anh"),
        ("Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_names_in_capitals(capitals: str, name: str) -> None:
    assert name_of_body(capitals) == name


@pytest.mark.parametrize(
    ("capitals", "role"),
    [("PHÓ CHÁNH VĂN PHÒNG", "Phó Chánh Văn phòng"), ("K/T TRƯỞNG BAN", "KT. Trưởng ban"), ("Giám đốc", "Giám đốc")],
)
def test_roles_in_capitals(capitals: str, role: str) -> None:
    assert name_of_role(capitals) == role


def test_a_name_whose_first_letter_went_under_the_signature() -> None:
    page = """
    KẾ HOẠCH
    Trồng rừng
    Căn cứ tình hình thực tế.
    Nơi nhận:
    - Các xã;                     KT. CHỦ TỊCH
    - Văn phòng huyện;            PHÓ CHỦ TỊCH
    - Lưu: VT.
                                  guyễn Văn Rừng
    """
    document = read(page).document
    assert document.signer == "Nguyễn Văn Rừng"
    assert document.sign_authority == "KT. Chủ tịch"


def test_a_clipped_name_with_two_readings_is_left() -> None:
    page = """
    KẾ HOẠCH
    Trồng rừng
    Căn cứ tình hình thực tế.
    Nơi nhận:
    - Các xã;                     CHỦ TỊCH
    - Lưu: VT.
                                  ương Văn Rừng
    """
    assert read(page).document.signer is None


OLD = """
    CHÍNH PHỦ
    ********
    Số: 12/1999/NĐ-CP
    CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập - Tự do - Hạnh phúc
    ********
    Hà Nội , Ngày 06 tháng 03 năm 1999

    NGHỊ ĐỊNH
    CỦA CHÍNH PHỦ SỐ 12/1999/NĐ-CP NGÀY 06 THÁNG 03 NĂM 1999 VỀ XỬ PHẠT HÀNH CHÍNH TRONG LĨNH VỰC ĐO LƯỜNG

    CHÍNH PHỦ
    Căn cứ Luật Tổ chức Chính phủ;
    """

OLDER = """
    NGHỊ ĐỊNH
    CỦA CHÍNH PHỦ SỐ 50/1996/NĐ-CP NGÀY 02 THÁNG 5 NĂM 1996
    VỀ CHỢ NỔI VÀ BẾN THUYỀN

    CHÍNH PHỦ
    Căn cứ Luật Tổ chức Chính phủ ngày 30 tháng 9 năm 1992;
    """

LAW = """
    QUỐC HỘI
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập - Tự do - Hạnh phúc
    Luật số: 91/2030/QH18
    Hà Nội, ngày 20 tháng 6 năm 2030

    LUẬT
    BẢO VỆ GIỐNG CÂY BẢN ĐỊA

    Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
    Quốc hội ban hành Luật Bảo vệ giống cây bản địa.
    """

COUNCIL = """
    HỘI ĐỒNG NHÂN DÂN
    TỈNH SƠN LA
    -------
    Số: 05/2019/NQ-HĐND
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập - Tự do - Hạnh phúc
    ---------------
    Sơn La, ngày 12 tháng 7 năm 2019

    NGHỊ QUYẾT
    Quy định mức hỗ trợ người trồng chè

    HỘI ĐỒNG NHÂN DÂN TỈNH SƠN LA
    KHÓA XIV, KỲ HỌP THỨ CHÍN

    Căn cứ Luật Tổ chức chính quyền địa phương;
    """

COMMUNE = """
    UBND HUYỆN MÈO VẠC          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    PHÒNG NỘI VỤ                    Độc lập - Tự do - Hạnh phúc
    Số: 33/BC-PNV               Mèo Vạc, ngày 5 tháng 9 năm 2018

    BÁO CÁO
    Kết quả sắp xếp thôn bản

    Kính gửi: Ủy ban nhân dân huyện
    """


@pytest.mark.parametrize(
    ("page", "kind", "number", "date", "issuer", "title"),
    [
        (OLD, "Nghị định", "12/1999/NĐ-CP", "1999-03-06", "Chính phủ", "VỀ XỬ PHẠT HÀNH CHÍNH TRONG LĨNH VỰC ĐO LƯỜNG"),
        (OLDER, "Nghị định", "50/1996/NĐ-CP", "1996-05-02", "Chính phủ", "VỀ CHỢ NỔI VÀ BẾN THUYỀN"),
        (LAW, "Luật", "91/2030/QH18", "2030-06-20", "Quốc hội", "BẢO VỆ GIỐNG CÂY BẢN ĐỊA"),
        (COUNCIL, "Nghị quyết", "05/2019/NQ-HĐND", "2019-07-12", "Hội đồng nhân dân tỉnh Sơn La",
         "Quy định mức hỗ trợ người trồng chè"),
        (COMMUNE, "Báo cáo", "33/BC-PNV", "2018-09-05", "Phòng Nội vụ huyện Mèo Vạc", "Kết quả sắp xếp thôn bản"),
    ],
)  # fmt: skip
def test_the_whole_genre(page: str, kind: str, number: str, date: str, issuer: str, title: str) -> None:
    document = read(page).document
    assert (document.type, document.number, document.date) == (kind, number, date)
    assert document.issuer == issuer
    assert document.title == title


@pytest.mark.parametrize(
    "piece", ["\n", "1", "Nơi nhận:\n- a\n", "KẾ HOẠCH\n", "TM. ỦY BAN\n", "Số: 1/", "|", "ngày 1 tháng "]
)
def test_long_strange_text_comes_to_an_end(piece: str) -> None:
    """Each of these once could have been read again and again from every place; the suite's time limit is the proof."""
    assert parse_header(piece * 60_000).document.date is None


@pytest.mark.parametrize(
    ("above", "number", "issuer", "parent"),
    [
        ("BỘ CÔNG THƯƠNG - BỘ TÀI CHÍNH - BỘ NỘI VỤ", "07/2008/TTLT-BCT-BTC-BNV",
         "Bộ Công Thương; Bộ Tài chính; Bộ Nội vụ", None),
        ("BỘ TÀI CHÍNH\nBỘ Y TẾ", "12/2010/TTLT-BTC-BYT", "Bộ Tài chính; Bộ Y tế", None),
        ("UBND TỈNH SÓC TRĂNG\nSỞ TÀI CHÍNH - SỞ Y TẾ", "31/KHLT-STC-SYT",
         "Sở Tài chính tỉnh Sóc Trăng; Sở Y tế tỉnh Sóc Trăng", "Ủy ban nhân dân tỉnh Sóc Trăng"),
        ("UBND TỈNH SÓC TRĂNG\nLIÊN SỞ: NỘI VỤ - TÀI CHÍNH", "5/HDLS-SNV-STC",
         "Sở Nội vụ tỉnh Sóc Trăng; Sở Tài chính tỉnh Sóc Trăng", "Ủy ban nhân dân tỉnh Sóc Trăng"),
        ("UBND TỈNH SÓC TRĂNG\nSỞ TÀI CHÍNH - VẬT GIÁ", "9/KH-STCVG", "Sở Tài chính - Vật giá tỉnh Sóc Trăng",
         "Ủy ban nhân dân tỉnh Sóc Trăng"),
        ("BỘ TÀI CHÍNH\nTỔNG CỤC THUẾ", "3/KH-TCT", "Tổng cục Thuế", "Bộ Tài chính"),
    ],
)  # fmt: skip
def test_bodies_that_issue_together(above: str, number: str, issuer: str, parent: str | None) -> None:
    page = f"{above}\nSố: {number}\nSóc Trăng, ngày 06 tháng 10 năm 2017\nKẾ HOẠCH\nCứu hạn\nCăn cứ Luật"
    document = parse_header(page).document
    assert (document.issuer, document.parent) == (issuer, parent)


def test_a_type_of_several_bodies_keeps_its_subject() -> None:
    document = parse_header("SỞ Y TẾ\nSố: 3/KHLT-SYT\nKẾ HOẠCH LIÊN TỊCH\nPhối hợp tiêm chủng\nCăn cứ Luật").document
    assert (document.type, document.title) == ("Kế hoạch", "Phối hợp tiêm chủng")


def test_a_directive_of_the_nineties() -> None:
    header = read(
        """
        UỶ BAN NHÂN DÂN              CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
        TỈNH THÁI BÌNH                    Độc lập - Tự do - Hạnh phúc
        Số: 21 CT/UB                 Thái Bình, ngày 15 tháng 10 năm 1997

        CHỈ THỊ
        CỦA UBND TỈNH
        V/v ra quân làm thuỷ lợi nội đồng

        Để giữ nước cho vụ đông xuân, tận dụng nước sông khi triều lên và hạn chế úng ở vùng trũng,
        UBND tỉnh chỉ thị:
        1. UBND các huyện chỉ đạo các xã nạo vét kênh.
        """
    )
    assert header.document.title == "ra quân làm thuỷ lợi nội đồng"
    assert header.document.number == "21 CT/UB"
    assert header.document.issuer == "Ủy ban nhân dân tỉnh Thái Bình"


def test_who_sends_a_telegram() -> None:
    page = "UBND TỈNH QUẢNG NGÃI\nSố: 06/CĐ-UBND\nQuảng Ngãi, ngày 17 tháng 9 năm 2024\nCÔNG ĐIỆN\nỨng phó mưa\n\n"
    document = parse_header(page + "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI điện:\n- Giám đốc các sở\n").document
    assert document.issuer == "Chủ tịch Ủy ban nhân dân tỉnh Quảng Ngãi"


@pytest.mark.parametrize(
    ("date", "title", "year"),
    [
        ("ngày 26 tháng 12 năm 2026", "Trồng rừng năm 2027", 2027),
        ("ngày 26 tháng 12 năm 2026", "TRỒNG RỪNG NĂM 2027", 2027),
        ("ngày 08 tháng 01 năm 2026", "Trồng rừng năm 2026", 2026),
        ("ngày 08 tháng 12 năm 2026", "Kết quả năm 2026, phương hướng năm 2027", 2026),
        ("ngày 08 tháng 12 năm 2026", "Trồng rừng đến năm 2027", 2026),
        ("ngày 08 tháng 12 năm 2026", "Trồng rừng giai đoạn 2026-2027", 2026),
        ("ngày 08 tháng 01 năm 2026", "Trồng rừng năm 2025", 2026),  # perhaps left over from last year's text
    ],
)
def test_the_year_a_document_is_for(date: str, title: str, year: int) -> None:
    page = f"UBND TỈNH HÀ GIANG\nSố: 17/KH-UBND\nHà Giang, {date}\nKẾ HOẠCH\n{title}\nCăn cứ Luật"
    assert parse_header(page).document.year == year


def test_the_office_that_decides_is_no_signature() -> None:
    header = read(
        """
        Số: 29/QĐ-TTg
        Hà Nội, ngày 01 tháng 12 năm 2025
        QUYẾT ĐỊNH
        VỀ VIỆC PHÊ DUYỆT CHƯƠNG TRÌNH TRỒNG TRE
        THỦ TƯỚNG CHÍNH PHỦ
        Căn cứ Luật Lâm nghiệp;
        Điều 1. Phê duyệt Chương trình.
        KT. THỦ TƯỚNG
        PHÓ THỦ TƯỚNG
        Nguyễn Văn Trúc
        """
    )
    assert header.document.signer == "Nguyễn Văn Trúc"
    assert header.document.signer_role == "Phó Thủ tướng"


def test_a_subject_ends_at_the_first_paragraph_where_no_part_heading_follows() -> None:
    page = """
        UBND HUYỆN MỘC CHÂU           CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        PHÒNG THỦY LỢI                    Độc lập - Tự do - Hạnh phúc
        Số:     /BC-PTL              Mộc Châu, ngày     tháng 6 năm 2019

        BÁO CÁO
        Kết quả nạo vét kênh mương 6 tháng đầu năm 2019

        Phòng Thủy lợi đã nạo vét 12 km kênh: Kênh Đông theo Kế hoạch số 11/KH-UBND ngày 15/01/2019; kênh Tây 15/KH-
        UBND ngày 22/01/2019 của UBND huyện.
        Theo Nghị định 67/2018/NĐ-CP, việc nạo vét làm mỗi năm hai lần.

        Nơi nhận:                         TRƯỞNG PHÒNG
        - Sở Nông nghiệp (b/c);
        - Lưu: VT.                        Lò Văn Khằm
        """
    document = read(page).document
    assert document.title == "Kết quả nạo vét kênh mương 6 tháng đầu năm 2019"
    assert document.signer_role == "Trưởng phòng"


def test_a_word_that_only_without_marks_looks_like_a_kind_of_body() -> None:
    assert name_of_role("TRƯỞNG PHÒNG") == "Trưởng phòng"
    assert name_of_role("PHÓ TRƯỞNG PHÒNG") == "Phó Trưởng phòng"
    assert name_of_role("HIỆU TRƯỞNG") == "Hiệu trưởng"
    assert name_of_body("TRƯỜNG THỦY SẢN") == "Trường Thủy sản"


def test_bodies_that_sign_together_each_have_their_column() -> None:
    page = """
        BỘ THỦY SẢN - BAN BIÊN GIỚI CHÍNH PHỦ
        Số: 11/1998/TTLT-BTS-BBGCP
        Hà Nội, ngày 22 tháng 8 năm 1998

        THÔNG TƯ LIÊN TỊCH
        Hướng dẫn tàu cá qua cửa biển

        Căn cứ Nghị định số 9/1998/NĐ-CP;
        I- ĐỐI TƯỢNG
        1- Tàu cá.

        BỘ TRƯỞNG, TRƯỞNG BAN                    BỘ TRƯỞNG BỘ THỦY SẢN
        BAN BIÊN GIỚI CHÍNH PHỦ                  Tạ Quang Ngà
        Trần Công Trụ
        """
    document = read(page).document
    assert document.signer == "Trần Công Trụ; Tạ Quang Ngà"
    assert document.signer_role == "Bộ trưởng, Trưởng ban Ban Biên giới Chính phủ; Bộ trưởng Bộ Thủy sản"


def test_the_subject_of_an_old_decision_stands_behind_its_issuer() -> None:
    page = """
        UỶ BAN NHÂN DÂN
        TỈNH YÊN BÁI
        Số: 41/QĐ-UB
        Yên Bái, ngày 12 tháng 8 năm 1999

        QUYẾT ĐỊNH CỦA UBND TỈNH YÊN BÁI
        V/v: Thành lập Ban chỉ đạo trồng quế

        UỶ BAN NHÂN DÂN TỈNH YÊN BÁI

        - Căn cứ Luật Đất đai;
        """
    assert read(page).document.title == "Thành lập Ban chỉ đạo trồng quế"


def test_the_date_of_a_citation_is_no_date_of_a_page_without_a_header() -> None:
    page = """
        Đoạn 1. Thực hiện Quyết định số 215/QĐ-TTg ngày 12 tháng 4 năm 2021 của Thủ tướng Chính phủ về thả cá.
        Đoạn 2. Thả cá ở hồ.
        """
    assert read(page).document.date is None


def test_the_office_above_the_bases_of_a_short_decision_signs_nothing() -> None:
    page = """
        ỦY BAN NHÂN DÂN
        TỈNH QUẢNG NGÃI
        Số: 16/QĐ-UBND
        Quảng Ngãi, ngày 08 tháng 8 năm 2023
        QUYẾT ĐỊNH
        VỀ VIỆC THẢ CÁ
        CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI
        Căn cứ Luật Thủy sản ngày 21/11/2017;
        Theo đề nghị của Sở Thủy sản.
        QUYẾT ĐỊNH:
        Điều 1. Thả cá ở hồ.
        Điều 2. Sở Thủy sản chủ trì thực hiện.
        Nơi nhận:
        - Bộ Thủy sản;
        - Lưu: VT.
        KT. CHỦ TỊCH
        PHÓ CHỦ TỊCH
        Hồ Văn Ngạn
        """
    header = read(page)
    assert header.signature is not None
    assert dedent(page).lstrip("\n")[header.signature.start :].startswith("Nơi nhận")
    assert (header.document.signer, header.document.signer_role) == ("Hồ Văn Ngạn", "Phó Chủ tịch")


def test_the_right_half_of_a_header_below_the_type_is_no_title() -> None:
    page = (
        "HỘI ĐỒNG NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM TỈNH HÀ GIANG\n"
        "Số: 07/2022/NQ-HĐND\nNGHỊ QUYẾT\nĐộc lập - Tự do - Hạnh phúc\n"
        "Hà Giang, ngày 06 tháng 7 năm 2022\nQuy định mức chi cho việc trồng rừng\n\nCăn cứ Luật Đầu tư công;\n"
    )
    assert parse_header(page).document.title == "Quy định mức chi cho việc trồng rừng"


@pytest.mark.parametrize(
    ("above", "issuer"),
    [
        ("UBND TỈNH BẾN TRE", "Văn phòng Ủy ban nhân dân tỉnh Bến Tre"),
        ("TỈNH ỦY BẾN TRE", "Văn phòng Tỉnh ủy Bến Tre"),
    ],
)
def test_the_office_under_a_body_is_that_bodys_office(above: str, issuer: str) -> None:
    page = f"{above}\nVĂN PHÒNG\n\nSố: 33/KH-VP\nBến Tre, ngày 14 tháng 02 năm 2025\n\nKẾ HOẠCH\nSố hóa sổ cũ\n"
    assert read(page).document.issuer == issuer


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("của Ban Chấp hành Đảng bộ tỉnh về đẩy mạnh cải cách hành chính", "về đẩy mạnh cải cách hành chính"),
        ("CỦA BAN THƯỜNG VỤ HUYỆN ỦY VỀ PHÁT TRIỂN DU LỊCH", "VỀ PHÁT TRIỂN DU LỊCH"),
        ("của Hội đồng nhân dân tỉnh khóa XVIII về dự toán ngân sách", "về dự toán ngân sách"),
        ("của công dân về đất đai", "của công dân về đất đai"),
    ],
)
def test_who_issues_it_stands_before_the_subject_and_is_none_of_it(heading: str, title: str) -> None:
    page = "TỈNH ỦY BÌNH AN\n*\nSố: 09-NQ/TU\nBình An, ngày 22 tháng 11 năm 2021\n\nNGHỊ QUYẾT\n\n" + heading
    assert parse_header(page + "\n\nCăn cứ Điều lệ Đảng;\n").document.title == title


@pytest.mark.parametrize(
    ("head", "signed", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN\nHUYỆN SƠN BÌNH", "TM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH", "Ủy ban nhân dân huyện Sơn Bình"),
        ("ỦY BAN NHÂN DÂN TỈNH AN LỘC\nSỞ TÀI CHÍNH", "GIÁM ĐỐC", "Sở Tài chính tỉnh An Lộc"),
    ],
)
def test_the_signature_of_a_short_text_is_nobody_who_decides(head: str, signed: str, issuer: str) -> None:
    page = f"{head}\n\nSố: 52/KH\n\nAn Lộc, ngày 19 tháng 02 năm 2024\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2024\n\n"
    page += f"Thực hiện Luật Đất đai năm 2024.\n\n1. Rà soát quy chế.\n\n{signed}\n\nPhan Văn Linh\n"
    assert parse_header(page).document.issuer == issuer


@pytest.mark.parametrize(
    "heading",
    ["DỰ THẢO KẾ HOẠCH", "DỰ THẢO LẦN 2 KẾ HOẠCH", "(DỰ THẢO) KẾ HOẠCH", "KẾ HOẠCH (DỰ THẢO)",
     "KẾ HOẠCH (Dự thảo lần 2)", "DỰ THẢO\nKẾ HOẠCH", "BẢN DỰ THẢO\n\nKẾ HOẠCH"],
)  # fmt: skip
def test_a_draft_that_says_so_on_the_line_of_its_type_keeps_its_subject(heading: str) -> None:
    page = (
        f"UBND TỈNH HÀ GIANG\nSố:     /KH-UBND\nHà Giang, ngày    tháng 01 năm 2024\n\n{heading}\nNạo vét kênh mương\n"
    )
    document = parse_header(page + "\nCăn cứ Luật Thủy lợi;\n").document
    assert (document.type, document.title) == ("Kế hoạch", "Nạo vét kênh mương")


@pytest.mark.parametrize(
    ("above", "below", "issuer"),
    [
        ("THÀNH ỦY BÌNH AN", "BAN THƯỜNG VỤ", "Ban Thường vụ Thành ủy Bình An"),
        ("TỈNH ỦY BÌNH AN", "BAN TỔ CHỨC", "Ban Tổ chức Tỉnh ủy Bình An"),
        ("HUYỆN ỦY BÌNH AN", "ỦY BAN KIỂM TRA", "Ủy ban Kiểm tra Huyện ủy Bình An"),
        ("BAN THƯỜNG VỤ", "TỈNH ỦY BÌNH AN", "Ban Thường vụ Tỉnh ủy Bình An"),
    ],
)
def test_an_organ_under_its_party_committee_is_that_committees(above: str, below: str, issuer: str) -> None:
    page = f"{above}\n{below}\n*\nSố: 35-KH/ThU\nBình An, ngày 22 tháng 11 năm 2021\n\nKẾ HOẠCH\nGiảm nghèo\n\nMột câu."
    assert read(page).document.issuer == issuer
