"""Duties that stand under no heading of their own. Every sentence here is our own."""

from loaders.sections import find_sections
from loaders.tasks import find_tasks
from ontology.bodies import Context
from ontology.values import Document, Task

HERE = Context(province="tỉnh Yên Bái", issuer="Ủy ban nhân dân tỉnh Yên Bái")


def tasks_of(text: str, kind: str) -> dict[str, Task]:
    header = Document(type=kind, year=2024)
    return {t.id: t for t in find_tasks(text, header=header, context=HERE, sections=find_sections(text))}


DIRECTIVE = """CHỈ THỊ
Về quản lý bến thủy
Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
1. Sở Xây dựng:
a) Rà soát các bến, xong trước ngày 30/6/2024.
b) Lập sổ theo dõi.
2. Giao Công an tỉnh chủ trì, phối hợp với Sở Xây dựng tuần tra trên hồ.
3. Về tuyên truyền: treo pa-nô tại các bến.
4. Đề nghị Hội Nông dân tỉnh vận động hội viên mặc áo phao.
Yêu cầu Thủ trưởng các sở, ban, ngành nghiêm túc triển khai thực hiện.
Giao Sở Xây dựng theo dõi, đôn đốc và tổng hợp kết quả thực hiện.
Chỉ thị này có hiệu lực kể từ ngày ký./.
"""


def test_the_items_of_a_directive() -> None:
    tasks = tasks_of(DIRECTIVE, "Chỉ thị")
    assert list(tasks) == ["ND.1", "ND.2", "ND.4", "G.1"]
    assert tasks["ND.1"].lead == ("Sở Xây dựng tỉnh Yên Bái",)
    assert tasks["ND.1"].deadline == "2024-06-30"
    assert tasks["ND.2"].lead == ("Công an tỉnh Yên Bái",)
    assert tasks["ND.2"].coordinate == ("Sở Xây dựng tỉnh Yên Bái",)
    assert tasks["ND.2"].content == "Tuần tra trên hồ"
    assert tasks["G.1"].content == "Theo dõi, đôn đốc và tổng hợp kết quả thực hiện"


def test_a_report_tells_what_bodies_did() -> None:
    text = "BÁO CÁO\n1. Sở Y tế tiêm phòng cho trẻ em.\n2. Sở Nội vụ tuyển mười người.\n"
    assert tasks_of(text, "Báo cáo") == {}
    told = "THÔNG BÁO\n1. Sở Y tế đã tiêm phòng cho trẻ em.\n2. Sở Nội vụ đã tuyển mười người.\n"
    assert tasks_of(told, "Thông báo") == {}


def test_who_is_to_be_the_standing_office_and_who_is_to_issue_a_plan_by_a_day() -> None:
    text = (
        "KẾ HOẠCH\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n"
        "1. Sở Nội vụ là cơ quan thường trực, hướng dẫn, đôn đốc các xã.\n"
        "2. Công an tỉnh bảo đảm an ninh, trật tự tại các bến.\n"
        "3. Ủy ban nhân dân các xã, phường ban hành kế hoạch trước ngày 25/01/2024; lập sổ trước ngày 03/02/2024.\n"
    )
    assert [t.lead for t in tasks_of(text, "Kế hoạch").values()] == [
        ("Sở Nội vụ tỉnh Yên Bái",),
        ("Công an tỉnh Yên Bái",),
        ("Ủy ban nhân dân các xã, phường",),
    ]
    told = (
        "KẾ HOẠCH\n1. Sở Nội vụ là cơ quan của tỉnh.\n2. Ủy ban nhân dân tỉnh ban hành kế hoạch năm 2023.\n"
        "3. Ủy ban nhân dân các xã ban hành quyết định về bến thủy.\n"
    )
    assert tasks_of(told, "Kế hoạch") == {}


def test_items_that_only_name_a_body_in_passing_are_no_duties() -> None:
    text = "HƯỚNG DẪN\n1. Hồ sơ gồm đơn.\n2. Sở Y tế cấp giấy.\n3. Lệ phí theo quy định.\n"
    assert tasks_of(text, "Hướng dẫn") == {}


def test_a_norm_gives_powers_except_under_its_responsibilities() -> None:
    text = (
        "Điều 4. Thẩm quyền\n1. Bộ Y tế cấp phép xuất khẩu thuốc.\n2. Bộ Tài chính thu lệ phí.\n"
        "Điều 5. Trách nhiệm của các bộ, cơ quan\n1. Bộ Y tế hướng dẫn kê khai giá thuốc.\n"
        "2. Bộ Tài chính kiểm tra kê khai giá thuốc.\n"
    )
    tasks = tasks_of("Điều 1. Một\nĐiều 2. Hai\nĐiều 3. Ba\n" + text, "Nghị định")
    assert [t.lead for t in tasks.values()] == [("Bộ Y tế",), ("Bộ Tài chính",)]
    assert all("kê khai" in t.content for t in tasks.values())


def test_an_article_ends_where_the_resolution_speaks_of_itself() -> None:
    text = (
        "Điều 1. Mức hỗ trợ\nĐiều 2. Giao Ủy ban nhân dân tỉnh tổ chức chi trả đúng hạn.\n"
        "Nghị quyết này bãi bỏ Nghị quyết số 8/NQ-HĐND.\nNghị quyết này đã được Hội đồng thông qua ngày 1/7/2024./.\n"
    )
    task = tasks_of(text, "Nghị quyết")["Đ.2"]
    assert task.content == "Tổ chức chi trả đúng hạn"
    assert task.span is not None
    assert "Nghị quyết" not in text[task.span.start : task.span.end]


def test_a_formula_is_no_duty() -> None:
    text = "Điều 1. Một.\nĐiều 2. Giao Sở Y tế chịu trách nhiệm thi hành Quyết định này./.\n"
    assert tasks_of(text, "Quyết định") == {}


def test_items_of_a_part_may_be_roman_deep_or_bullets() -> None:
    roman = "B. PHÂN CÔNG TRÁCH NHIỆM\nI. Sở Y tế\n1. Tập huấn cho trạm.\nII. Công an tỉnh\n1. Giữ trật tự ở chợ.\n"
    assert [(k, t.lead) for k, t in tasks_of(roman, "Kế hoạch").items()] == [
        ("TC.1", ("Sở Y tế tỉnh Yên Bái",)), ("TC.2", ("Công an tỉnh Yên Bái",)),
    ]  # fmt: skip
    deep = "3. Tổ chức thực hiện\n3.1. Sở Y tế tập huấn cho trạm.\n3.2. Công an tỉnh giữ trật tự ở chợ.\n"
    assert list(tasks_of(deep, "Kế hoạch")) == ["TC.1", "TC.2"]
    dashes = "III- TỔ CHỨC THỰC HIỆN\n1- Sở Y tế tập huấn cho trạm.\n2- Công an tỉnh giữ trật tự ở chợ.\n"
    assert list(tasks_of(dashes, "Kế hoạch")) == ["TC.1", "TC.2"]
    bullets = "IV. TỔ CHỨC THỰC HIỆN\n- Sở Y tế tập huấn cho trạm.\n- Công an tỉnh giữ trật tự ở chợ.\n"
    assert [t.lead[0] for t in tasks_of(bullets, "Kế hoạch").values()] == [
        "Sở Y tế tỉnh Yên Bái",
        "Công an tỉnh Yên Bái",
    ]


def test_requirements_and_rewards_are_no_duties() -> None:
    text = (
        "KẾ HOẠCH\nI. MỤC ĐÍCH, YÊU CẦU\n2. Yêu cầu\na) Các cơ quan Đảng gương mẫu đi đầu trong phong trào.\n"
        "b) Các sở, ban, ngành coi đây là việc thường ngày.\nII. KHEN THƯỞNG\n1. Số lượng\n"
        "a) Sở Y tế không quá năm tập thể.\nb) Sở Nội vụ không quá ba tập thể.\n"
    )
    assert tasks_of(text, "Kế hoạch") == {}


def test_a_case_is_no_school() -> None:
    text = "Điều 3. Trường hợp không phải nộp tiền\nCác trường hợp sau đây không phải nộp tiền thuê bến.\n"
    assert tasks_of("Điều 1. Một\nĐiều 2. Hai\n" + text, "Quyết định") == {}


def test_heads_in_small_letters_close_a_document_with_a_formula() -> None:
    text = "KẾ HOẠCH\nYêu cầu Trưởng các phòng, thủ trưởng các đơn vị triển khai thực hiện nghiêm túc Kế hoạch này.\n"
    assert tasks_of(text, "Kế hoạch") == {}
    entry = "QUYẾT ĐỊNH\nĐiều 1. Một\nĐiều 2. Sở Y tế chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./.\n"
    assert tasks_of(entry, "Quyết định") == {}
