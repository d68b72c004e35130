"""What a plan sets out for its own body. Every sentence here is our own."""

from loaders.sections import find_sections
from loaders.tasks import find_tasks
from loaders.tasks.outline import Node
from loaders.tasks.own import find_own
from loaders.units import make_setting
from ontology.bodies import Context
from ontology.values import Document, Task

OFFICE = "Sở Thủy sản tỉnh Bạc Liêu"
HERE = Context(province="tỉnh Bạc Liêu", issuer=OFFICE)


def tasks_of(text: str, kind: str = "Kế hoạch") -> dict[str, Task]:
    header = Document(type=kind, year=2024, issuer=OFFICE)
    return {t.id: t for t in find_tasks(text, header=header, context=HERE, sections=find_sections(text))}


PLAN = """KẾ HOẠCH
Bảo vệ bãi đẻ của cá
I. MỤC TIÊU
1. Giữ được ba bãi đẻ.
II. NHIỆM VỤ
1. Rà soát các bãi đẻ; giao Phòng Khai thác chủ trì, hoàn thành trước ngày 31/10/2024.
2. Thả phao báo hiệu do Chi cục Kiểm ngư thực hiện trong quý II năm 2024.
3. Lập bản đồ các bãi đẻ, phối hợp với Sở Xây dựng xác định tọa độ.
4. Nguồn giống năm nay khan hiếm.
5. Tuyên truyền
Phát tờ rơi cho ngư dân trước ngày 30/6/2024.
6. Nâng cao năng lực
- Tập huấn cho thuyền trưởng.
- Mua sắm hai xuồng tuần tra.
III. CHỨC NĂNG KHÁC
1. Rà soát hồ sơ lưu trữ của năm trước.
"""


def test_the_items_of_a_plans_own_duties_are_tasks_of_the_body_named_or_of_its_issuer() -> None:
    tasks = tasks_of(PLAN)
    assert [*tasks] == ["ND.II.1", "ND.II.2", "ND.II.3", "ND.II.5", "ND.II.6.1", "ND.II.6.2"]
    assert tasks["ND.II.1"].lead == ("Phòng Khai thác Sở Thủy sản",)
    assert tasks["ND.II.1"].deadline == "2024-10-31"
    assert "Kiểm ngư" in tasks["ND.II.2"].lead[0]
    assert tasks["ND.II.2"].deadline == "2024-06-30"
    assert (tasks["ND.II.3"].lead, tasks["ND.II.3"].coordinate) == ((OFFICE,), ("Sở Xây dựng tỉnh Bạc Liêu",))


def test_a_title_stands_for_the_paragraph_or_the_bullets_below_it() -> None:
    tasks = tasks_of(PLAN)
    assert tasks["ND.II.5"].content == "Phát tờ rơi cho ngư dân trước ngày 30/6/2024"
    assert tasks["ND.II.6.2"].content == "Mua sắm hai xuồng tuần tra"


def test_only_a_plan_sets_out_duties_of_its_own() -> None:
    assert tasks_of(PLAN.replace("KẾ HOẠCH", "BÁO CÁO"), "Báo cáo") == {}


def test_the_verb_ban_hanh_is_no_part_of_a_list_of_bodies() -> None:
    plan = "KẾ HOẠCH\nIII. TỔ CHỨC THỰC HIỆN\n1. Các sở, ban, ngành cấp tỉnh ban hành kế hoạch thả cá.\n"
    task = tasks_of(plan)["TC.1"]
    assert task.lead == ("Các sở, ban, ngành cấp tỉnh",)
    assert task.content == "Ban hành kế hoạch thả cá"


def test_a_sentence_on_funds_that_opens_with_a_doer_is_a_duty() -> None:
    plan = "KẾ HOẠCH\nIII. KINH PHÍ\nKinh phí lấy từ ngân sách tỉnh. Phòng Khai thác chủ trì lập dự toán "
    plan += "02 tỷ đồng trước ngày 25/01/2024.\nIV. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở theo dõi việc thả cá, thực hiện "
    plan += "thường xuyên; sản phẩm: Sổ theo dõi thả cá.\n"
    tasks = tasks_of(plan)
    assert [*tasks] == ["KP.1", "TC.1"]
    assert tasks["KP.1"].deadline == "2024-01-25"
    assert tasks["KP.1"].budget == "02 tỷ đồng"
    assert tasks["TC.1"].time == "Thường xuyên"
    assert tasks["TC.1"].products == ("Sổ theo dõi thả cá",)


def test_heads_of_offices_before_a_colon_are_told_to_act() -> None:
    order = "CHỈ THỊ\n1. Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Chủ tịch Ủy ban nhân dân các tỉnh, thành phố:\n"
    order += "a) Đếm tàu cá.\nb) Đóng bến cũ trước ngày 31 tháng 12 năm 2024.\n2. Bộ Công an tuần tra các bến.\n"
    tasks = tasks_of(order, "Chỉ thị")
    assert [*tasks] == ["ND.1", "ND.2"]
    assert tasks["ND.1"].deadline == "2024-12-31"
    assert len(tasks["ND.1"].lead) == 3


def test_a_part_with_thousands_of_items_is_read_in_one_pass() -> None:
    """Every item was once held against every part: a text of 4 MB took minutes."""
    text = "II. NHIỆM VỤ\n2. Rà soát bãi đẻ.\n"
    at = text.index("2. ")
    heading = Node(path="II", start=0, words=4, end=len(text), heading="nhiem vu")
    item = Node(path="II.2", start=at, words=at + 3, end=len(text), heading="ra soat")
    holder = Node(path="II.3", start=at, words=at + 3, end=len(text), heading="ra soat")
    deep = [Node(path=f"II.3.{n}.a", start=at, words=at, end=at, heading="") for n in range(60_000)]
    setting = make_setting(HERE, Document(type="Kế hoạch", year=2024, issuer=OFFICE))
    found = [p.path for p, _ in find_own(text, setting, [heading, item, holder, *deep], [holder, item] * 1000)]
    assert found == ["II.2"] * 1000


def test_a_sentence_behind_the_duty_may_say_who_leads() -> None:
    plan = PLAN.replace(
        "giao Phòng Khai thác chủ trì, hoàn thành", "tập hợp danh mục. Phòng Khai thác chủ trì, hoàn thành"
    )
    assert tasks_of(plan)["ND.II.1"].lead == ("Phòng Khai thác Sở Thủy sản",)


def test_a_gift_is_no_way_to_send_a_thing() -> None:
    plan = PLAN.replace(
        "Thả phao báo hiệu do Chi cục Kiểm ngư", "Thả phao, tặng quà tại các trường học do Chi cục Kiểm ngư"
    )
    assert tasks_of(plan)["ND.II.2"].coordinate == ()
