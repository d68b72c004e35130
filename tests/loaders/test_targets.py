"""Quantified targets. Every sentence here is our own."""

import pytest

from loaders.targets import find_targets
from ontology.values import Task

CASES = [
    ("- 100% bản làng có đường ô tô đến trung tâm xã.", "100%", "100% bản làng có đường ô tô đến trung tâm xã"),
    ("- Phấn đấu tối thiểu 85% hộ dân dùng nước sạch vào cuối năm.", "≥85%",
     "Phấn đấu tối thiểu 85% hộ dân dùng nước sạch vào cuối năm"),
    ("- Mở ít nhất 02 lớp dạy nghề đan lát cho phụ nữ.", "≥02 lớp", "Mở ít nhất 02 lớp dạy nghề đan lát cho phụ nữ"),
    ("II. MỤC TIÊU\n- Tỷ lệ che phủ rừng đạt 61,5%;\n", "61,5%", "Tỷ lệ che phủ rừng đạt 61,5%"),
    ("- Không quá 3% số hộ tái nghèo; phấn đấu giữ vững kết quả.", "≤3%", "Không quá 3% số hộ tái nghèo"),
    ("Điều 1. Chỉ tiêu chủ yếu\n1. Thu ngân sách nhà nước đạt 31.500 tỷ đồng.\n", "31.500 tỷ đồng",
     "Thu ngân sách nhà nước đạt 31.500 tỷ đồng"),
    ("1. Mục tiêu: đến năm 2030 nuôi tôm trên 12.000 ha mặt nước.\n2. Kinh phí: 310 tỷ đồng.\n", "≥12.000 ha",
     "đến năm 2030 nuôi tôm trên 12.000 ha mặt nước"),
    ("2. Chỉ tiêu\n- Mở 12 lớp cho 960 học viên vùng cao;\n", "12 lớp", "Mở 12 lớp cho 960 học viên vùng cao"),
    ("I. MỤC TIÊU\n- Thu hút 05 triệu lượt khách về biển;\n", "05 triệu lượt", "Thu hút 05 triệu lượt khách về biển"),
    ("- Phấn đấu từ 70% trở lên học sinh biết bơi trước hè.", "≥70%",
     "Phấn đấu từ 70% trở lên học sinh biết bơi trước hè"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "clause"), CASES)
def test_target(text: str, value: str, clause: str) -> None:
    (target,) = find_targets(text)
    assert (target.value, target.text) == (value, clause)
    assert target.span is not None
    assert clause.split()[0] in text[target.span.start : target.span.end]


NOT_TARGETS = [
    "Sản lượng chè tăng 5% so với cùng kỳ.",
    "Tỷ lệ này đã đạt 95% từ hai năm về trước.",
    "Điện thoại 0214.382.100, trang 12/40.",
    "II. KINH PHÍ\nTổng kinh phí đạt 310 tỷ đồng từ ngân sách tỉnh.",
    "Nghị định số 100/2020/NĐ-CP có hiệu lực từ ngày ký.",
]


@pytest.mark.parametrize("text", NOT_TARGETS)
def test_what_is_no_target(text: str) -> None:
    assert find_targets(text) == ()


def test_a_frequency_in_a_task_row() -> None:
    task = Task(id="PL.1", content="Phát thanh tiếng Mông", time="02-03 số/tháng", products=("Chuyên mục tiếng Mông",))
    (target,) = find_targets("", tasks=[task])
    assert target.value == "02-03 số/tháng"
    assert "Chuyên mục tiếng Mông" in target.text


def test_two_sentences_are_two_targets() -> None:
    found = find_targets("- 100% trạm y tế xã có bác sĩ. Bảo đảm 90% trẻ em được tiêm đủ liều.")
    assert [t.value for t in found] == ["100%", "90%"]


def test_amounts_in_task_rows() -> None:
    rows = [
        Task(id="PL.1", content="Tỷ lệ hộ có nước sạch", products=("95%",)),
        Task(id="PL.2", content="Giữ 100% chợ phiên sạch rác sau buổi họp"),
        Task(id="PL.3", content="Vá áo cho học trò", products=("Báo cáo",)),
        Task(id="TC.1", content="Giữ 90% bản sạch"),
    ]
    assert [(t.text, t.value) for t in find_targets("", tasks=rows)] == [
        ("Tỷ lệ hộ có nước sạch: 95%", "95%"),
        ("Giữ 100% chợ phiên sạch rác sau buổi họp", "100%"),
    ]


def test_a_change_by_a_day_is_a_target_and_a_change_reported_is_none() -> None:
    text = "1. Các phòng giảm 15% giấy in trước 31/12/2024.\n2. Thu phí bến tăng 12% nhờ mưa thuận.\n"
    assert [t.value for t in find_targets(text)] == ["15%"]
