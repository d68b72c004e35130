"""Clean texts that repeat a passage lend their words, never their numbers. The texts are our own writing."""

from loaders.repair import repair_text

CLEAN = (
    "Các cơ quan, đơn vị chủ trì, phối hợp với Sở Nội vụ tổ chức trồng cây bạch đàn ở vùng đồi trọc theo Kế hoạch "
    "số 12/KH-UBND ngày 05/01/2022 của Ủy ban nhân dân tỉnh và báo cáo kết quả trước ngày 30 hằng tháng.\n"
)
SCAN = (
    "Cac co quan, don vi chu tri, phdi hop voi S& Noi vu td chirc trong cay bqch dan & vung ddi troc theo Ke hoach "
    "s6 13/KH-UBND ngay 06/01/2022 cua Uy ban nhan dan tinh va bao cao ket qua trudc ngay 25 hang thang.\n"
)


def test_a_sibling_lends_its_words() -> None:
    alone = repair_text(SCAN * 3).text
    helped = repair_text(SCAN * 3, siblings=[CLEAN]).text
    right = CLEAN.split()
    assert sum(a != b for a, b in zip(helped.split(), right * 3, strict=True)) <= sum(
        a != b for a, b in zip(alone.split(), right * 3, strict=True)
    )
    assert "trồng cây bạch" in helped
    assert "vùng đồi" in helped


def test_numbers_and_dates_are_never_taken_over() -> None:
    helped = repair_text(SCAN * 3, siblings=[CLEAN]).text
    assert "13/KH-UBND" in helped
    assert "06/01/2022" in helped
    assert "12/KH-UBND" not in helped
    assert "ngày 25" in helped


def test_a_clean_text_takes_nothing() -> None:
    own = CLEAN.replace("bạch đàn", "bồ đề").replace("Sở Nội vụ", "Sở Tư pháp")
    assert repair_text(own, siblings=[CLEAN]).repairs == ()


def test_repairing_twice_with_the_same_siblings() -> None:
    once = repair_text(SCAN * 3, siblings=[CLEAN]).text
    assert repair_text(once, siblings=[CLEAN]).text == once
