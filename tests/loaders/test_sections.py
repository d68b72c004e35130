"""Parts of plans and of norms get the labels the record promises."""

from itertools import pairwise
from textwrap import dedent

import pytest

from loaders.sections import find_sections

PLAN = dedent(
    """\
    KẾ HOẠCH
    Trồng rừng năm 2021

    I. MỤC ĐÍCH
    1. Mục đích
    Giữ rừng đầu nguồn.
    2. Yêu cầu
    II. NHIỆM VỤ
    1. Gieo ươm
    a) Chọn giống
    b) Làm bầu
    2. Trồng cây
    Trên đây là Kế hoạch trồng rừng.
    Nơi nhận:
    PHỤ LỤC
    TT Việc
    1
    Ươm cây
    2
    Phát cây
    """
)


def _paths(text: str) -> list[str]:
    return [s.path for s in find_sections(text)]


def test_a_plan() -> None:
    assert _paths(PLAN) == [
        "preamble", "I", "I.1", "I.2", "II", "II.1", "II.1.a", "II.1.b", "II.2", "closing", "PL", "PL.1", "PL.2",
    ]  # fmt: skip


def test_sections_cover_the_text_in_order() -> None:
    sections = find_sections(PLAN)
    assert sections[0].span.start == 0
    assert sections[-1].span.end == len(PLAN)
    assert all(a.span.end == b.span.start for a, b in pairwise(sections))


def test_a_norm() -> None:
    text = "Căn cứ Luật.\nĐiều 1. Phạm vi\n1. Một\na) Nhỏ\n2. Hai\n**Điều 2**. Đối tượng\nĐiều 12, 13 nói khác.\n"
    assert _paths(text) == ["preamble", "Điều 1", "Điều 1.1", "Điều 1.1.a", "Điều 1.2", "Điều 2"]


@pytest.mark.parametrize("line", ["2024", "7", "15.3.2021 là ngày họp", "100. Cây"])
def test_numbers_that_open_nothing(line: str) -> None:
    assert _paths(f"I. MỘT\n1. Đầu\n{line}\n") == ["preamble", "I", "I.1"]


def test_empty() -> None:
    assert _paths("") == ["preamble"]


def test_a_scan() -> None:
    text = "I. MUC DICH\n1. Mot\na) Nho\nb) Hai\n¢) Ba\nd) Bon\nd) Nam\nI1. NHIEM VU CHINH\n1. Dau\nTII. KINH PHI\n"
    assert _paths(text) == [
        "preamble", "I", "I.1", "I.1.a", "I.1.b", "I.1.c", "I.1.d", "I.1.đ", "II", "II.1", "III",
    ]  # fmt: skip
