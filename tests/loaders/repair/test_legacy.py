"""Letters of fonts before Unicode are read as they were drawn, and every one keeps the way back."""

import pytest

from loaders.read import read_bytes
from loaders.repair import repair_text

TCVN3 = "Céng hoµ x· héi chñ nghÜa ViÖt Nam. Uû ban nh©n d©n tØnh giao c¸c së, ngµnh thùc hiÖn kÕ ho¹ch nµy."
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam. UÛy ban nhaân daân tænh giao caùc sôû, ngaønh thöïc hieän."


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (TCVN3, "Cộng hoà xã hội chủ nghĩa Việt Nam. Uỷ ban nhân dân tỉnh giao các sở, ngành thực hiện kế hoạch này."),
        (VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam. Ủy ban nhân dân tỉnh giao các sở, ngành thực hiện."),
    ],
)
def test_legacy_letters(raw: str, says: str) -> None:
    repaired = repair_text(raw)
    assert repaired.text == says
    at = repaired.text.index("ngành")
    assert raw[repaired.origin(at) :].startswith("ng")
    assert repair_text(repaired.text).text == repaired.text


@pytest.mark.parametrize(
    "raw",
    [
        "Ông José Müller và bà Zoë gặp đoàn tại Hà Nội.",
        "Hà Nam, Nam Hà, Thái Bình, Hòa Bình, Quý Tân",
        "Größe, Straße, café, naïve, déjà vu, señor, São Paulo, über",
        "Ké hoach tuyén truyén cai cach hanh chinh cia Uy ban nhan dan tinh nam 2024",
    ],
)
def test_other_texts_are_left_alone(raw: str) -> None:
    assert "legacy_font" not in {repair.rule for repair in repair_text(raw).repairs}


def test_a_utf8_file_of_legacy_letters_keeps_its_characters() -> None:
    text = read_bytes("a.txt", TCVN3.encode())
    assert text.raw == TCVN3
    assert not text.scanned
    assert text.quality > 0.95


def test_capitals_of_tcvn3_come_back_as_capitals() -> None:
    """The font draws a small letter's place as a capital; the word around it says so."""
    shown = (
        "X· CÈM B×NH\nngµy 15 th¸ng 01 n¨m 2026\nKÕ HO¹CH C¶I C¸CH HµNH CHÝNH\n"
        + "ñy ban nh©n d©n x· thùc hiÖn kÕ ho¹ch nµy."
    )
    repaired = repair_text(shown).text
    assert repaired.startswith("XÃ CẨM BÌNH\nngày 15 tháng 01 năm 2026\nKẾ HOẠCH CẢI CÁCH HÀNH CHÍNH\n")
