"""A directive beside the plans that carry it out."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from graph.compare import compare_plans, comparison_to_json, coverage, weakened
from graph.judge.passages import sentences_of
from ontology.record_json import record_from_json
from ontology.values import Document, Record, Section, Source, Span, Target, Task, Text

SOURCE = Source(file="x.txt", sha256="", media_type="text/plain", size=0)
DEPARTMENT = "Sở Công Thương tỉnh Nam Hải"


def plan(*tasks: Task, issuer: str = DEPARTMENT, raw: str = "", targets: tuple[Target, ...] = ()) -> Record:
    own = Document(type="Kế hoạch", issuer=issuer, number="5/KH-SCT", date="2024-02-01", year=2024)
    return Record(text=Text(raw=raw, source=SOURCE), document=own, tasks=tasks, targets=targets)


def task(id_: str, content: str, **more: object) -> Task:
    return Task(id=id_, content=content, **more)  # type: ignore[arg-type]


LAMPS = task(
    "PL.1",
    "Thay toàn bộ đèn đường cũ bằng đèn tiết kiệm điện tại các chợ trung tâm",
    lead=(DEPARTMENT,),
    deadline="2024-06-30",
)
MARKETS = task("PL.2", "Rà soát quy hoạch chợ phiên vùng cao và bến đỗ xe thồ", lead=("Các sở, ban, ngành",))
SCHOOLS = task(
    "PL.3", "Dạy bơi miễn phí cho học sinh tiểu học trong dịp hè", lead=("Sở Giáo dục và Đào tạo tỉnh Nam Hải",)
)
DIRECTIVE = plan(LAMPS, MARKETS, SCHOOLS, issuer="Ủy ban nhân dân tỉnh Nam Hải")


def states(found: Record) -> dict[str, str]:
    return {r.task: r.state for r in compare_plans(DIRECTIVE, found).rows}


def kinds(found: Record, directive: Record = DIRECTIVE) -> list[tuple[str, str]]:
    return [(f.kind, f.severity) for f in compare_plans(directive, found).findings]


def test_a_faithful_plan_draws_nothing() -> None:
    faithful = plan(LAMPS, MARKETS)
    assert states(faithful) == {"PL.1": "carried_out", "PL.2": "carried_out", "PL.3": "not_theirs"}
    assert kinds(faithful) == []


def test_a_task_left_out_is_named_and_louder_when_it_was_given_by_name() -> None:
    assert kinds(plan(MARKETS)) == [("TaskNotCarriedOut", "warning")]
    assert kinds(plan(LAMPS)) == [("TaskNotCarriedOut", "note")]


def test_a_task_in_the_text_counts() -> None:
    words = "Trong năm, Sở tổ chức rà soát lại quy hoạch chợ phiên vùng cao, bố trí bến đỗ cho xe thồ của bà con."
    assert states(plan(LAMPS, raw=words))["PL.2"] == "carried_out"


def test_a_later_deadline_slips_and_an_earlier_does_not() -> None:
    assert kinds(plan(replace(LAMPS, deadline="2024-09-30"), MARKETS)) == [("DeadlineSlipped", "warning")]
    assert kinds(plan(replace(LAMPS, deadline="2024-05-31"), MARKETS)) == []
    assert kinds(plan(replace(LAMPS, deadline=None), MARKETS)) == []


def test_another_unit_in_the_lead_is_noted_but_not_a_part_of_the_same_body() -> None:
    assert kinds(plan(replace(LAMPS, lead=("Sở Xây dựng tỉnh Nam Hải",)), MARKETS)) == [("UnitChanged", "note")]
    assert kinds(plan(replace(LAMPS, lead=("Phòng Quản lý điện Sở Công Thương tỉnh Nam Hải",)), MARKETS)) == []


AIM = Target(text="100% hồ sơ cấp phép chợ được số hóa trong năm", value="100%")


def test_a_weaker_aim_is_found() -> None:
    directive = replace(DIRECTIVE, targets=(AIM,))
    weaker = Target(text="80% hồ sơ cấp phép chợ được số hóa trong năm", value="80%")
    other = Target(text="80% hộ dân vùng cao dùng bếp cải tiến", value="80%")
    assert kinds(plan(LAMPS, MARKETS, targets=(weaker,)), directive) == [("TargetWeakened", "warning")]
    assert kinds(plan(LAMPS, MARKETS, targets=(AIM, weaker)), directive) == []
    assert kinds(plan(LAMPS, MARKETS, targets=(other,)), directive) == []


def test_a_weaker_aim_is_found_in_a_shortened_sentence() -> None:
    asked = Target(
        text="Bảo đảm 100% xã, phường, thị trấn có phương án ứng phó sạt lở theo phương châm đã định", value="100%"
    )
    short = Target(text="90% xã, phường có phương án ứng phó sạt lở", value="90%")
    other = Target(text="90% xã có nhà văn hóa", value="90%")
    directive = replace(DIRECTIVE, targets=(asked,))
    assert kinds(plan(LAMPS, MARKETS, targets=(short,)), directive) == [("TargetWeakened", "warning")]
    assert kinds(plan(LAMPS, MARKETS, targets=(other,)), directive) == []


def test_the_day_of_an_aim_slips_beside_its_figure() -> None:
    asked = Target(text="100% cơ sở lưu trú niêm yết giá trước ngày 30/4/2024", value="100%")
    later = Target(text="80% cơ sở lưu trú niêm yết giá trước ngày 30/6/2024", value="80%")
    sooner = Target(text="100% cơ sở lưu trú niêm yết giá trước ngày 30/3/2024", value="100%")
    directive = replace(DIRECTIVE, targets=(asked,))
    assert kinds(plan(LAMPS, MARKETS, targets=(later,)), directive) == [
        ("TargetWeakened", "warning"),
        ("DeadlineSlipped", "warning"),
    ]
    assert kinds(plan(LAMPS, MARKETS, targets=(sooner,)), directive) == []


@pytest.mark.parametrize(
    ("directive", "written", "expected"),
    [
        ("đạt 90% số hộ", "đạt 85% số hộ", ("85%", "90%")),
        ("đạt 90% số hộ", "đạt 95% số hộ", None),
        ("hao hụt không quá 5%", "hao hụt không quá 8%", ("8%", "5%")),
        ("hao hụt không quá 5%", "hao hụt không quá 4%", None),
        ("đạt 90% hộ, 80% xã", "đạt 70% hộ", None),
        ("toàn bộ số hộ", "80% số hộ", None),
    ],
)
def test_weakened(directive: str, written: str, expected: tuple[str, str] | None) -> None:
    assert weakened(directive, written) == expected


def test_the_matrix_shows_what_nobody_takes_up() -> None:
    matrix = coverage(DIRECTIVE, [("urn:a", plan(LAMPS)), ("urn:b", plan(MARKETS))])
    assert [row["taken_up"] for row in matrix["tasks"]] == [True, True, False]
    assert [u["document"] for u in matrix["units"]] == ["urn:a", "urn:b"]


def test_the_same_comparison_is_the_same_json() -> None:
    one, other = (comparison_to_json(compare_plans(DIRECTIVE, plan(MARKETS))) for _ in range(2))
    assert json.dumps(one) == json.dumps(other)


@pytest.mark.shared
def test_the_owners_plans_against_their_directive(shared: Path) -> None:
    rows = json.loads((shared / "gold" / "dev.json").read_text(encoding="utf-8"))
    department, district, directive = (
        record_from_json(r, (shared / "seeds" / r["file"]).read_text(encoding="utf-8")) for r in rows
    )
    of_department = {r.task: r.state for r in compare_plans(directive, department).rows}
    of_district = {r.task: r.state for r in compare_plans(directive, district).rows}
    assert {of_department[t] for t in ("PL.1", "PL.7", "PL.8", "PL.12")} == {"carried_out"}
    assert of_department["KP.2"] == "not_theirs"
    assert {of_district[t] for t in ("KP.2", "PL.1", "PL.4", "PL.5", "PL.8", "PL.11", "PL.12")} == {"carried_out"}
    assert of_district["PL.14"] == "not_theirs"


def test_the_task_of_making_a_plan_is_carried_out_by_the_plan() -> None:
    asked = task("TC.1", "Cụ thể hóa thành kế hoạch, sáu tháng báo cáo một lần", lead=(DEPARTMENT,))
    directive = plan(asked, issuer="Ủy ban nhân dân tỉnh Nam Hải")
    assert kinds(plan(LAMPS), directive) == []


GIVEN = """1. Các sở, ban, ngành
a) Rà soát quy hoạch chợ phiên vùng cao và bến đỗ xe thồ, hoàn thành trước 30/6/2024;
b) Công khai đường dây nóng tiếp nhận phản ánh của tiểu thương;
c) Lắp bình chữa cháy tại từng ki-ốt trong quý II.
"""


def given() -> Record:
    whole = task("TC.1", " ".join(GIVEN.split()), lead=("Các sở, ban, ngành",), span=Span(3, len(GIVEN)))
    return replace(plan(whole, issuer="Ủy ban nhân dân tỉnh Nam Hải"), text=Text(raw=GIVEN, source=SOURCE))


def test_sub_items_are_asked_for_one_by_one() -> None:
    raw = (
        "1. Rà soát quy hoạch chợ phiên vùng cao và bến đỗ xe thồ, hoàn thành trước ngày 31/10/2024.\n"
        "2. Lắp bình chữa cháy tại từng ki-ốt trong quý IV."
    )
    own = plan(LAMPS, raw=raw)
    rows = {r.task: (r.state, r.passage is not None) for r in compare_plans(given(), own).rows}
    assert rows == {"TC.1.a": ("carried_out", True), "TC.1.b": ("missing", False), "TC.1.c": ("carried_out", True)}
    found = [(f.kind, f.written, f.actual) for f in compare_plans(given(), own).findings]
    assert ("DeadlineSlipped", "2024-10-31", "2024-06-30") in found
    assert ("DeadlineSlipped", "2024-12-31", "2024-06-30") in found
    assert [k for k, _, _ in found].count("TaskNotCarriedOut") == 1
    in_time = raw.replace("31/10/2024", "31/5/2024").replace("quý IV", "quý I")
    assert [f.kind for f in compare_plans(given(), plan(LAMPS, raw=in_time)).findings] == ["TaskNotCarriedOut"]


def test_another_doing_in_the_same_matter_is_no_whole_carrying_out() -> None:
    asked = task("PL.9", "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính", lead=("Các sở, ban, ngành",))
    directive = plan(asked, SCHOOLS, issuer="Ủy ban nhân dân tỉnh Nam Hải")
    raw = "60% hồ sơ thủ tục hành chính được giải quyết trực tuyến toàn trình."
    for words, state in ((raw, "partly"), (raw + " Số hóa kết quả giải quyết thủ tục hành chính.", "carried_out")):
        [row] = [r for r in compare_plans(directive, plan(SCHOOLS, raw=words)).rows if r.task == "PL.9"]
        assert row.state == state


def test_what_was_due_before_the_plan_is_not_asked_of_it() -> None:
    old, new = (replace(LAMPS, deadline=day) for day in ("2023-12-31", "2024-01-31"))
    for asked, found in ((old, []), (new, [("TaskNotCarriedOut", "warning")])):
        directive = plan(asked, issuer="Ủy ban nhân dân tỉnh Nam Hải")
        assert kinds(plan(SCHOOLS), directive) == found


def test_a_duty_is_not_held_against_who_only_helps() -> None:
    helped = task("TC.2", "Theo dõi, đôn đốc", lead=("Sở Nội vụ tỉnh Nam Hải",), coordinate=("các sở, ban, ngành",))
    directive = plan(helped, issuer="Ủy ban nhân dân tỉnh Nam Hải")
    comparison = compare_plans(directive, plan(LAMPS, raw="Theo dõi việc thay đèn đường tại các chợ trung tâm."))
    assert [(r.state, r.concern) for r in comparison.rows] == [("not_theirs", None)]
    assert comparison.findings == ()


def test_what_frames_a_task_is_no_part_of_it() -> None:
    """ "Chủ trì nội dung xây dựng chính quyền số" is taken up by a part headed "Chính quyền số"."""
    given = plan(
        task("TC.1", "Chủ trì nội dung xây dựng trạm bơm tiêu úng", lead=(DEPARTMENT,)), MARKETS,
        issuer="Ủy ban nhân dân tỉnh Nam Hải",
    )  # fmt: skip
    taking = plan(MARKETS, raw="II. Trạm bơm tiêu úng: lắp máy theo quy hoạch đã duyệt, nghiệm thu trong năm.")
    assert kinds(taking, given) == []
    assert kinds(plan(MARKETS, raw="II. Nghề dệt chiếu: mở lớp dạy nghề cho bà con trong năm."), given) == [
        ("TaskNotCarriedOut", "warning")
    ]


def test_a_plan_is_itself_a_part_of_what_was_asked() -> None:
    given = plan(
        task("TC.1", "(cơ quan thường trực) theo dõi, đôn đốc; xây dựng kế hoạch hằng năm", lead=(DEPARTMENT,)),
        issuer="Ủy ban nhân dân tỉnh Nam Hải",
    )  # fmt: skip
    (row,) = compare_plans(given, plan(LAMPS)).rows
    assert row.state == "partly"
    assert kinds(plan(LAMPS), given) == []


HEADED = (
    "KẾ HOẠCH\n\nI. Danh mục văn bản cần soạn thảo\n1. Quyết định quy định hạn mức giao đất. Phòng Đất đai.\n"
    "2. Quyết định quy định giá thuê mặt nước. Phòng Giá.\n\nII. Nghề dệt chiếu\n1. Mở lớp dạy nghề cho bà con.\n"
)


def headed(raw: str = HEADED) -> Record:
    """A plan whose rows stand under headings."""
    starts = [m.start() for m in re.finditer(r"^(?:I|II)\. ", raw, re.M)]
    sections = [
        Section(path=str(n), heading=raw[a : raw.index("\n", a)], span=Span(a, b))
        for n, (a, b) in enumerate(zip(starts, [*starts[1:], len(raw)], strict=True), 1)
    ]
    rows = [(m.start(), m[1]) for m in re.finditer(r"^\d\. ([^.\n]+)", raw, re.M)]
    tasks = [task(f"PL.{n}", words, span=Span(at, at + len(words))) for n, (at, words) in enumerate(rows, 1)]
    return replace(plan(*tasks, raw=raw), sections=tuple(sections))


def asked(content: str) -> Record:
    duty = task("ND.1", content, lead=(DEPARTMENT,), deadline="2024-09-30")
    return plan(duty, issuer="Ủy ban nhân dân tỉnh Nam Hải")


LEGAL = "Soạn thảo văn bản quy phạm pháp luật thuộc thẩm quyền của UBND tỉnh, hoàn thành trước ngày 30/9/2024"


def test_a_heading_over_rows_carries_out_a_task_that_no_row_repeats() -> None:
    (row,) = compare_plans(asked(LEGAL), headed()).rows
    assert row.state == "partly"
    assert row.passage is not None
    assert HEADED[row.passage.start : row.passage.end] == "I. Danh mục văn bản cần soạn thảo"
    assert kinds(headed(), asked(LEGAL)) == []


def test_rows_under_another_heading_carry_out_nothing() -> None:
    elsewhere = headed(HEADED.replace("Danh mục văn bản cần soạn thảo", "Đất đai và mặt nước"))
    assert kinds(elsewhere, asked(LEGAL)) == [("TaskNotCarriedOut", "warning")]
    bridges = "Soạn thảo văn bản về phân luồng cầu treo dân sinh, hoàn thành trước ngày 30/9/2024"
    assert kinds(headed(), asked(bridges)) == [("TaskNotCarriedOut", "warning")]


def test_what_is_not_theirs_has_no_counterpart_and_the_head_is_none() -> None:
    """A task of another body is not laid beside some sentence; no task is laid beside the lines above the title."""
    head = "ỦY BAN NHÂN DÂN TỈNH NAM HẢI SỞ CÔNG THƯƠNG Số: 5/KH-SCT KẾ HOẠCH Dạy bơi và quy hoạch chợ năm 2024 "
    raw = head + "Học sinh tiểu học trong dịp hè được vui chơi, đọc sách ở thư viện của xã."
    swims = plan(raw=raw)
    swims = replace(swims, document=replace(swims.document, title="Dạy bơi và quy hoạch chợ năm 2024"))
    rows = {r.task: r for r in compare_plans(DIRECTIVE, swims).rows}
    assert (rows["PL.3"].state, rows["PL.3"].plan_task, rows["PL.3"].passage) == ("not_theirs", None, None)
    begun = [r.passage.start for r in rows.values() if r.passage]
    assert all(start >= len(head) - 1 for start in begun)


def test_a_sentence_begins_below_the_head() -> None:
    raw = "ỦY BAN NHÂN DÂN TỈNH NAM HẢI\nQuy hoạch\nchợ phiên\nRà soát quy hoạch chợ phiên vùng cao và bến đỗ."
    own = replace(plan(raw=raw).document, title="Quy hoạch chợ phiên")
    assert [raw[s.start : s.end].strip() for s in sentences_of(replace(plan(raw=raw), document=own))] == [
        "Rà soát quy hoạch chợ phiên vùng cao và bến đỗ."
    ]


def test_a_heading_over_lines_that_are_no_tasks_carries_out_its_task_too() -> None:
    """ "Tuyên truyền trên phương tiện thông tin đại chúng" is what "4. Truyền thông" with news and leaflets does."""
    text = (
        "KẾ HOẠCH\n\nI. Truyền thông\n- Đăng tin, bài trên báo tỉnh.\n- In tờ rơi.\n\nII. Nghề dệt chiếu\n- Mở lớp.\n"
    )
    taking = replace(headed(text), tasks=(MARKETS,))
    told = "Tuyên truyền, phổ biến trên phương tiện thông tin"
    assert kinds(taking, asked(told)) == []
    assert kinds(replace(taking, sections=()), asked(told)) == [("TaskNotCarriedOut", "warning")]
    trees = "Phát triển vùng trồng dược liệu dưới tán, truyền nghề thu hái cho bà con"
    assert kinds(taking, asked(trees)) == [("TaskNotCarriedOut", "warning")]
