"""Spaces put back between words that lost them, and never inside a word."""

import pytest

from loaders.repair import repair_text


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ("trên địa bànhuyện", "trên địa bàn huyện"),
        ("hỏi đáp vềTTHC và CCHC", "hỏi đáp về TTHC và CCHC"),
        ("các cơ quanđơn vị", "các cơ quan đơn vị"),
        ("công táctuyên truyền", "công tác tuyên truyền"),
    ],
)
def test_two_words_are_parted(raw: str, right: str) -> None:
    repaired = repair_text(raw)
    assert repaired.text == right
    assert [r.rule for r in repaired.repairs] == ["glued"]
    assert repair_text(right).repairs == ()
    assert repaired.origins is not None
    assert repaired.origins[-1] == len(raw)


@pytest.mark.parametrize(
    "text",
    [
        "khuyến nghị, nghiêng, khuỷu, quyết, giếng",
        "Đắknông và Bìnhthuận là tên riêng",
        "canô, rađiô, xicơ, ghiđông, axít, ôtô, cátxét, têlêphôn",
        "số76/NQ-CPngày15/7/2021",
        "e-mail: liên_hệ@vănphòng.vn",
        "KH&CN, TT&TT, PGSTS",
    ],
)
def test_names_loan_words_and_codes_stay_whole(text: str) -> None:
    assert repair_text(text).text == text
