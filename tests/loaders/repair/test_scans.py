"""Scanner damage: what comes back, what stays, what is never touched. The texts are our own writing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.repair import repair_text
from loaders.repair.channel import readings
from loaders.repair.scans import damaged_stretches

SCAN = """UY BAN NHAN DAN
TINH LANG SON
Can ctr Nghi quyét s6 15/NQ-CP ngay 02/3/2020 ctia Chinh phu vé cai cach thu tuc hanh chinh;
Quyét dinh sd 41/QD-UBND ngay 07/01/2021 cua UBND tinh vé viéc phé duyét Pé an chuyén d6i s6;
Uy ban nhan dan tinh ban hanh K¢ hoach trién khai thuc hi¢n nhu sau:
- Nang cao nhan thire, trach nhi¢m cua can b9, céng chirc, vién chirc;
- Cac co quan, don vi chu tri, ph6i hop v&i S& Noi vu td chirc thuc hién.
"""

PIECES = [
    "Nghị quyết số 15/NQ-CP ngày 02/3/2020 của Chính phủ về cải cách thủ tục hành chính;",
    "Quyết định số 41/QĐ-UBND ngày 07/01/2021 của UBND tỉnh về việc phê duyệt Đề án chuyển đổi số;",
    "Ủy ban nhân dân tỉnh ban hành Kế hoạch triển khai thực hiện như sau:",
    "cán bộ, công chức, viên chức",
    "phối hợp với Sở Nội vụ tổ chức thực hiện.",
    "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN",
]


@pytest.mark.parametrize("piece", PIECES)
def test_what_a_scanner_broke_comes_back(piece: str) -> None:
    assert piece in repair_text(SCAN).text


def test_digits_of_numbers_and_dates_are_walls() -> None:
    fixed = repair_text(SCAN, scanned=True).text
    for number in ("15/NQ-CP", "02/3/2020", "41/QĐ-UBND", "07/01/2021"):
        assert number in fixed


def test_sign_damage_and_quarters_carry_their_doubt() -> None:
    repaired = repair_text(SCAN + "Thoi gian thuc hién: Quy 11 nam 2021.\n")
    assert "Quý II năm 2021" in repaired.text
    assert {r.rule for r in repaired.repairs} == {"scan", "sign", "quarter"}
    assert next(r for r in repaired.repairs if r.rule == "quarter").confidence < 0.7


def test_repairing_twice_is_repairing_once() -> None:
    once = repair_text(SCAN).text
    assert repair_text(once).text == once


def test_every_repaired_word_points_at_its_raw_word() -> None:
    repaired = repair_text(SCAN)
    at = repaired.text.index("Đề án")
    span = repaired.origin_span(at, at + len("Đề án"))
    assert SCAN[span.start : span.end] == "Pé an"


CLEAN = [
    "The quick brown fox jumps over the lazy dog. The committee shall adopt its own rules of procedure.",
    "Le ministre chargé de la santé présente chaque année un rapport au parlement sur la politique des soins.",
    "Các cơ quan, đơn vị chủ trì, phối hợp với Sở Nội vụ tổ chức thực hiện kế hoạch này.",
    "TT | 1 | 2 | 3 | A4 | B1 | 100% | 12.345 | 67,8",
    "CCHC, TTHC, PCI, DDCI, KH&CN, TT&TT, UBND, HĐND, MTTQ",
    "Sao chép: https://vanban.example.vn/tai-lieu/ke-hoach-so-08.pdf hoặc gui@vanban.example.vn",
]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_and_other_languages_are_not_touched(text: str) -> None:
    assert repair_text(text).repairs == ()
    assert repair_text(text * 12).repairs == ()


def test_only_the_damaged_stretch_is_touched() -> None:
    clean = "Các cơ quan, đơn vị chủ trì, phối hợp với Sở Nội vụ tổ chức thực hiện kế hoạch này.\n" * 40
    repaired = repair_text(clean + SCAN * 4 + clean)
    assert repaired.text.startswith(clean[:2000])
    assert repaired.text.endswith(clean[-2000:])
    assert damaged_stretches(clean) == []


@pytest.mark.parametrize(
    ("seen", "meant"),
    [("ctia", "của"), ("nhi¢m", "nhiệm"), ("s6", "số"), ("Pang", "đảng"), ("lyc", "lực"), ("dudc", "được"),
     ("timg", "từng"),
     ("phwong", "phương"), ("b9", "bộ"), ("thirc", "thức"), ("1y", "lý"), ("v&i", "với")],
)  # fmt: skip
def test_usual_mistakes_are_in_reach(seen: str, meant: str) -> None:
    assert meant in {r.word for r in readings(seen)}


@given(st.lists(st.sampled_from(re.findall(r"\S+|\n", SCAN)), max_size=60))
def test_numbers_survive_any_order_of_words(words: list[str]) -> None:
    text = " ".join(words)
    fixed = repair_text(text).text
    assert re.findall(r"\d+/\d+/\d{4}|\d+/[A-Z]", fixed) == re.findall(r"\d+/\d+/\d{4}|\d+/[A-Z]", text)
    assert repair_text(fixed).text == fixed


def test_loan_words_stay_even_in_a_bad_scan() -> None:
    fixed = repair_text(SCAN + "Xay dung video clip, website va email cua co quan; mang internet va camera.\n").text
    for loan in ("video clip", "website", "email", "internet", "camera"):
        assert loan in fixed


def test_a_text_known_to_be_scanned_is_read_lightly() -> None:
    page = "Cơ quan chủ trì tham mưu sử đụng ngân sách theo thắm quyền; kế hoạch được phê đuyệt. Đinh Hữu Khoát.\n"
    fixed = repair_text(page, scanned=True)
    assert "sử dụng ngân sách theo thẩm quyền" in fixed.text
    assert "phê duyệt" in fixed.text
    assert "Đinh Hữu Khoát" in fixed.text
    assert repair_text(page).text == page


def test_a_right_word_beside_its_neighbour_stands() -> None:
    """In a damaged stretch too: what has its marks and is met beside its neighbour was read rightly."""
    damaged = SCAN + "- Giai quyét thi tuc theo cơ chế một cửa, một cửa liên thông tai B9 phan tiép nhan.\n"
    assert "cơ chế một cửa, một cửa liên thông" in repair_text(damaged, scanned=True).text
