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


def test_a_directive_numbers_its_items_with_nothing_above_them() -> None:
    text = (
        "CHỈ THỊ\nVề bến đò\nThực hiện Luật, Chủ tịch yêu cầu:\n1. Sở A:\na) Rà soát;\nb) Lập sổ.\n2. Sở B phối hợp.\n"
        "Yêu cầu Thủ trưởng các sở nghiêm túc thực hiện.\nChỉ thị này có hiệu lực từ ngày ký.\nNơi nhận:\n- Sở A;\n"
    )
    assert _paths(text) == ["preamble", "1", "1.a", "1.b", "2", "closing"]


def test_the_dashes_of_party_papers() -> None:
    assert _paths("I- MỤC ĐÍCH\n1- Một\na- Nhỏ\nb- Hai\n2- Hai\nII- NHIỆM VỤ\n") == [
        "preamble", "I", "I.1", "I.1.a", "I.1.b", "I.2", "II",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("Phần thứ nhất\nKẾT QUẢ\n1. Kinh tế\n1.1. Lúa\na) Vụ xuân\nPHẦN THỨ HAI\n1. Mục tiêu\n",
         ["Phần thứ nhất", "Phần thứ nhất.1", "Phần thứ nhất.1.1", "Phần thứ nhất.1.1.a", "Phần thứ hai",
          "Phần thứ hai.1"]),
        ("I. MỨC\n1.1. Mức một\n1.2. Mức hai\n", ["I", "I.1.1", "I.1.2"]),
        ("Chương I\nCHUNG\nMục 1\nPHẠM VI\nĐiều 1. Một\nMục 2. HAI\nĐiều 2. Hai\n",
         ["Chương I", "Chương I.Mục 1", "Điều 1", "Chương I.Mục 2", "Điều 2"]),
        ("Mục 3 của Chương này\n", []),
        ("Phần thứ hai của kế hoạch\n", []),
    ],
)  # fmt: skip
def test_parts_chapters_and_divisions(text: str, paths: list[str]) -> None:
    assert _paths(text)[1:] == paths


def test_what_is_attached_carries_its_type() -> None:
    text = (
        "QUYẾT ĐỊNH:\nĐiều 1. Ban hành Quy chế.\nĐiều 2. Hiệu lực.\nNơi nhận:\n- Sở A;\nQUY CHẾ\nQuản lý chợ\n"
        "(Ban hành kèm theo Quyết định)\nĐiều 1. Phạm vi\n1. Chợ nổi.\n"
    )
    assert _paths(text) == [
        "preamble", "Điều 1", "Điều 2", "closing", "Quy chế", "Quy chế.Điều 1", "Quy chế.Điều 1.1",
    ]  # fmt: skip


def test_new_wording_stands_in_quotation_marks() -> None:
    text = (
        "Điều 1. Sửa đổi\n1. Khoản 2 Điều 4 được sửa đổi như sau:\n“2. Đèn biển.”\n2. Bổ sung Điều 5a như sau:\n"
        "“Điều 5a. Kiểm định\n1. Hằng năm.\n2. Kinh phí.”\n3. Bãi bỏ khoản 3.\nĐiều 2. Hiệu lực\n"
    )
    assert _paths(text) == [
        "preamble", "Điều 1", "Điều 1.1", "Điều 1.1.“2”", "Điều 1.2", "Điều 1.2.“Điều 5a”", "Điều 1.2.“Điều 5a.1”",
        "Điều 1.2.“Điều 5a.2”", "Điều 1.3", "Điều 2",
    ]  # fmt: skip


def test_a_quotation_that_never_closes_swallows_nothing() -> None:
    assert _paths("Điều 1. Một\n1. Như sau:\n“2. Dở dang.\nĐiều 2. Hai\n") == [
        "preamble", "Điều 1", "Điều 1.1", "Điều 2",
    ]  # fmt: skip


def test_the_closing_paragraph_of_a_resolution_is_not_its_last_article() -> None:
    text = "Điều 1. Một.\nĐiều 2. Giao Ủy ban giám sát.\n"
    text += "Nghị quyết này đã được Hội đồng khóa IX thông qua ngày 10/7/2020./.\n"
    assert _paths(text) == ["preamble", "Điều 1", "Điều 2", "closing"]


def test_articles_of_an_extract_go_on_with_a_gap() -> None:
    text = "THÔNG TƯ\nĐiều 1. Phạm vi\nCá nước ngọt.\n"
    text += "Điều 15. Hiệu lực\n1. Từ hôm nay.\n2. Bỏ văn bản cũ theo\nĐiều 40. Luật.\n"
    assert [s.path for s in find_sections(text)] == ["preamble", "Điều 1", "Điều 15", "Điều 15.1", "Điều 15.2"]
