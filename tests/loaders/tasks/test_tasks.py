"""Duties from running text, labels, articles and table rows. Every sentence here is our own."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.sections import find_sections
from loaders.tables import find_tables
from loaders.tasks import find_tasks
from ontology.values import Document, Task


@dataclass(frozen=True)
class Where:
    province: str | None = "Lào Cai"
    district: str | None = None
    commune: str | None = None
    issuer: str | None = "Ủy ban nhân dân tỉnh Lào Cai"


HEADER = Document(type="Kế hoạch", year=2023)


def tasks_of(text: str, where: Where | None = None) -> dict[str, Task]:
    grids = find_tables(text, (), None)
    sections = find_sections(text)
    found = find_tasks(text, header=HEADER, context=where or Where(), sections=sections, grids=grids)
    return {t.id: t for t in found}


PLAN = """III. KINH PHÍ
1. Ở cấp tỉnh: Sở Y tế lập dự toán gửi Sở Tài chính thẩm định.
2. UBND các huyện, thị xã, thành phố tự cân đối nguồn lực.
IV. TỔ CHỨC THỰC HIỆN
1. Sở Y tế: chủ trì, phối hợp với Sở Nội vụ, Công an tỉnh tiêm phòng cho trẻ em vùng cao
trước ngày 30/9/2023.
2. Đề nghị Hội Nông dân tỉnh vận động hội viên ăn chín uống sôi.
3. Giao Văn phòng UBND tỉnh theo dõi, nhắc việc.
4. Nguyên tắc chung của việc phối hợp là đúng hẹn.
Trên đây là kế hoạch của năm 2023./.
Nơi nhận:
"""


def test_duties_of_a_plan() -> None:
    tasks = tasks_of(PLAN)
    assert list(tasks) == ["KP.1", "KP.2", "TC.1", "TC.2", "TC.3"]
    first = tasks["TC.1"]
    assert first.lead == ("Sở Y tế tỉnh Lào Cai",)
    assert first.coordinate == ("Sở Nội vụ tỉnh Lào Cai", "Công an tỉnh Lào Cai")
    assert first.content == "Tiêm phòng cho trẻ em vùng cao trước ngày 30/9/2023"
    assert first.deadline == "2023-09-30"
    assert tasks["TC.2"].lead == ("Hội Nông dân tỉnh Lào Cai",)
    assert tasks["TC.3"].lead == ("Văn phòng Ủy ban nhân dân tỉnh Lào Cai",)
    assert tasks["KP.1"].coordinate == ("Sở Tài chính tỉnh Lào Cai",)


def test_the_closing_paragraph_is_no_duty() -> None:
    assert all("Trên đây" not in t.content for t in tasks_of(PLAN).values())


def test_spans_hold_the_duty() -> None:
    for task in tasks_of(PLAN).values():
        assert task.span is not None
        assert task.content.split()[-1].strip(".") in PLAN[task.span.start : task.span.end]


def test_headings_over_sub_items() -> None:
    text = """**V. TỔ CHỨC THỰC HIỆN**

**1. Sở
Xây dựng**

a) Lập quy hoạch thoát nước.

b) Phối hợp với Sở Tài chính bố trí vốn.

**2. Ban Quản lý Khu kinh tế**

Rà soát các dự án chậm tiến độ.
"""
    tasks = tasks_of(text)
    assert tasks["TC.1"].lead == ("Sở Xây dựng tỉnh Lào Cai",)
    assert tasks["TC.1"].coordinate == ("Sở Tài chính tỉnh Lào Cai",)
    assert tasks["TC.2"].lead == ("Ban Quản lý Khu kinh tế tỉnh Lào Cai",)
    assert tasks["TC.2"].content == "Rà soát các dự án chậm tiến độ"


def test_an_article_that_gives_a_duty() -> None:
    text = """Điều 1. Phê duyệt danh mục đường xã.
Điều 2. Giao Sở Xây dựng chủ trì, phối hợp với UBND các huyện cắm mốc trong Quý II/2023.
Điều 3. Chánh Văn phòng, Giám đốc Sở Xây dựng chịu trách nhiệm thi hành Quyết định này./.
"""
    tasks = tasks_of(text)
    assert list(tasks) == ["Đ.2"]
    assert tasks["Đ.2"].lead == ("Sở Xây dựng tỉnh Lào Cai",)
    assert tasks["Đ.2"].coordinate == ("Ủy ban nhân dân các huyện",)
    assert tasks["Đ.2"].deadline == "2023-06-30"


def test_labels_in_the_body() -> None:
    text = """II. NỘI DUNG
1. Trồng mười nghìn cây quế ở vùng đệm
- Cơ quan chủ trì: Sở Nông nghiệp và Môi trường.
- Cơ quan phối hợp: UBND các xã.
- Thời gian thực hiện: Quý III/2023.
- Sản phẩm: Báo cáo nghiệm thu.
2. Mở lớp ghép cành
- Cơ quan chủ trì: Hội Nông dân tỉnh.
"""
    tasks = tasks_of(text)
    assert [t.lead for t in tasks.values()] == [
        ("Sở Nông nghiệp và Môi trường tỉnh Lào Cai",),
        ("Hội Nông dân tỉnh Lào Cai",),
    ]
    first = next(iter(tasks.values()))
    assert first.content == "Trồng mười nghìn cây quế ở vùng đệm"
    assert (first.deadline, first.products) == ("2023-09-30", ("Báo cáo nghiệm thu",))


BARS = """PHỤ LỤC
|
STT
|
Nhiệm vụ
|
Cơ quan chủ trì
|
Cơ quan phối hợp
|
Thời gian
|
|
I
|
NHÓM VIỆC ĐƯỜNG SÁ
|
|
1
|
Sửa cầu treo bị lũ cuốn trôi ở ba xã vùng thấp
|
Sở Xây dựng
|
UBND các xã
|
Quý I/2023
|
|
II
|
NHÓM VIỆC TRƯỜNG HỌC
|
|
1
|
Thay mái tôn cho các điểm trường trước mùa mưa năm nay
|
Sở Giáo dục và Đào tạo
|
Sở Tài chính
|
Thường xuyên
|
"""


def test_rows_of_a_table_with_groups() -> None:
    tasks = tasks_of(BARS)
    assert list(tasks) == ["PL.I.1", "PL.II.1"]
    assert tasks["PL.I.1"].deadline == "2023-03-31"
    assert tasks["PL.II.1"].lead == ("Sở Giáo dục và Đào tạo tỉnh Lào Cai",)


@pytest.mark.parametrize("text", ["", "IV. TỔ CHỨC THỰC HIỆN", "1. 2. 3. 4.\n" * 50, "TT\n" * 300, "|\n" * 500])
def test_strange_text_gives_nothing(text: str) -> None:
    assert tasks_of(text) == {}


PIECES = [
    "IV. TỔ CHỨC THỰC HIỆN", "III. KINH PHÍ", "1. Sở Y tế: khám sức khỏe cho người già.",
    "2. Giao UBND các xã dọn kênh mương.",
    "- Phối hợp với Sở Nội vụ mở lớp.", "|", "TT NHIỆM VỤ CHỦ TRÌ PHỐI HỢP", "1", "2", "Quý II",
    "Điều 2. Giao Sở Y tế làm ngay.", "",
    "- Cơ quan chủ trì: Sở Y tế.", "Nơi nhận:", "Phòng VHTT",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.booleans())
def test_any_order_of_pieces_gives_tasks_with_their_own_ids(pieces: list[str], scanned: bool) -> None:
    text = "\n".join(pieces)
    grids = find_tables(text, (), None)
    tasks = find_tasks(text, header=HEADER, context=Where(), grids=grids, scanned=scanned)
    assert len({t.id for t in tasks}) == len(tasks)
    for task in tasks:
        assert task.content
        assert task.span is None or 0 <= task.span.start <= task.span.end <= len(text)


def test_a_doer_repeated_under_a_heading_of_two_leads_alone() -> None:
    text = """**IV. TỔ CHỨC THỰC HIỆN**

**1. Sở Y tế, Sở Nội vụ**

Sở Y tế chủ trì, phối hợp với Sở Tài chính cử cán bộ trực đêm.

**2. Sở Tài chính**

Cấp đủ kinh phí.
"""
    first = tasks_of(text)["TC.1"]
    assert first.lead == ("Sở Y tế tỉnh Lào Cai",)
    assert first.coordinate == ("Sở Tài chính tỉnh Lào Cai", "Sở Nội vụ tỉnh Lào Cai")
    assert first.content == "Cử cán bộ trực đêm"


def test_a_yearly_day_is_no_deadline() -> None:
    text = """IV. TỔ CHỨC THỰC HIỆN
1. Sở Y tế: báo cáo trước ngày 15/12 hằng năm.
2. Sở Nội vụ: định kỳ hằng quý kiểm tra.
"""
    tasks = tasks_of(text)
    assert tasks["TC.1"].time == "Trước ngày 15/12 hằng năm"
    assert [t.deadline for t in tasks.values()] == [None, None]


def test_a_day_without_its_word_is_a_deadline() -> None:
    text = """II. TỔ CHỨC THỰC HIỆN
1. Sở Y tế: khám sàng lọc tại trường học; hoàn thành trước 30/11/2023.
"""
    (task,) = tasks_of(text).values()
    assert task.deadline == "2023-11-30"


def test_an_official_may_be_the_doer() -> None:
    text = "IV. TỔ CHỨC THỰC HIỆN\n1. Công chức Văn hóa - Xã hội: ghi chép sổ họp thôn.\n2. Các thôn: quét dọn đường.\n"
    tasks = tasks_of(text, Where(issuer="Ủy ban nhân dân xã Mường Hum", commune="Mường Hum"))
    assert [t.lead for t in tasks.values()] == [("Công chức Văn hóa - Xã hội",), ("Các thôn",)]


def test_a_glued_date_and_body_are_read() -> None:
    where = Where(district="Bát Xát", issuer="Ủy ban nhân dân huyện Bát Xát")
    text = """V. TỔ CHỨC THỰC HIỆN
1. UBND các xã: gửi kế hoạch qua phòng Văn hóa - Thông tintrước ngày 15/02/2023để tổng hợp.
"""
    task = tasks_of(text, where)["TC.1"]
    assert task.deadline == "2023-02-15"
    assert task.coordinate == ("Phòng Văn hóa - Thông tin huyện Bát Xát",)


def test_a_doer_whose_name_slipped_into_the_next_column_is_whole() -> None:
    rows = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]
    line = ["1", "Tập huấn kỹ năng bơi", "Sở Giáo dục và", "Đào tạo, Sở Y tế", "Quý II"]
    tasks = tasks_of("PHỤ LỤC\n" + "\t".join(rows) + "\n" + "\t".join(line) + "\n")
    assert tasks["PL.1"].lead == ("Sở Giáo dục và Đào tạo tỉnh Lào Cai",)
    assert tasks["PL.1"].coordinate == ("Sở Y tế tỉnh Lào Cai",)


def test_a_programme_is_a_product_whole() -> None:
    (task,) = tasks_of(
        "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế xây dựng Chương trình phòng bệnh trong trường học.\n"
    ).values()
    assert task.products == ("Chương trình phòng bệnh",)
