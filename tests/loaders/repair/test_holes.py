"""Lost glyphs come back, and only where glyphs were lost. The texts are our own writing."""

import pytest

from loaders.repair import repair_text
from loaders.repair.holes import lost_letters

# vowels ụ ầ ờ ậ ợ ã ể lost, one space for each
WHOLE = (
    "Các cơ quan, đơn vị có nhiệm vụ triển khai thực hiện đầy đủ các nhiệm vụ được giao; tạo điều kiện thuận lợi cho "
    "người dân và doanh nghiệp sử dụng dịch vụ công trực tuyến, góp phần phát triển kinh tế - xã hội của địa phương. "
    "Nhà đầu tư được hỗ trợ kịp thời. Sở Nội vụ chủ trì, phối hợp với các sở, ngành tổng hợp, báo cáo kết quả. "
    "Cán bộ, công chức nâng cao nhận thức, tập trung phục vụ nhân dân, tăng cường kỷ luật, kỷ cương."
)
LOST = "ụầờậợãể"


def punch(text: str, letters: str = LOST) -> str:
    return "".join(" " if c in letters else c for c in text)


def test_lost_glyphs_come_back() -> None:
    repaired = repair_text(punch(WHOLE))
    assert "nhiệm vụ triển khai" in repaired.text
    assert "dịch vụ công trực tuyến" in repaired.text
    assert "kinh tế - xã hội" in repaired.text
    assert "Nhà đầu tư" in repaired.text
    wrong = [w for w, right in zip(repaired.text.split(), WHOLE.split(), strict=False) if w != right]
    assert len(wrong) <= 3


def test_each_hole_points_at_its_place() -> None:
    broken = punch(WHOLE)
    repaired = repair_text(broken)
    for repair in repaired.repairs:
        assert repair.rule == "lost_glyph"
        assert 0.5 <= repair.confidence <= 1.0
        raw = broken[repair.span.start : repair.span.end]
        new = repaired.text[repair.repaired.start : repair.repaired.end]
        assert len(raw) == len(new)
        assert all(a in (b, " ") for a, b in zip(raw, new, strict=True))


def test_repairing_twice_is_repairing_once() -> None:
    once = repair_text(punch(WHOLE)).text
    assert repair_text(once).text == once


def test_whole_text_is_not_touched() -> None:
    assert repair_text(WHOLE).repairs == ()
    assert lost_letters(WHOLE) == ""


@pytest.mark.parametrize(
    "text",
    [
        "a b c d đ e g h",
        "đ  ng",
        "Điểm b khoản 2; điểm c khoản 3; điểm d khoản 4; điểm đ khoản 5 Điều 6 " * 3,
        "10 kg, 5 m, 3 l và 2 h",
        "x\ny\nz\nk\nn\n" * 5,
    ],
)
def test_lone_letters_are_no_holes(text: str) -> None:
    assert repair_text(text).text == text


def test_numbers_between_holes_stay() -> None:
    text = punch(WHOLE + " Kế hoạch số 12/KH-UBND ngày 05/01/2022 được triển khai đầy đủ. " + WHOLE)
    assert "12/KH-UBND ngày 05/01/2022" in repair_text(text).text


def test_a_capital_that_stayed_does_not_hide_the_lost_small_letter() -> None:
    """A font has its capitals apart: wrong vowels were put into the holes of ụ where "VỤ" stood in a heading."""
    text = repair_text("NHIỆM VỤ, THỦ TỤC, MỤC TIÊU\n" + punch(WHOLE)).text
    assert "nhiệm vụ triển khai" in text
    assert "phục vụ nhân dân" in text
    assert "vũ" not in text
