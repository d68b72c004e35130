"""Titles compared as a lawyer would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.judge.titles import compare_titles

CASES = [
    ("quản lý bến thủy nội địa1", "về quản lý bến thủy nội địa", "same", ()),
    ("Nghị quyết số 15/2015/QH13", "Nghị quyết số 15/2015/QH14", "changed", ("−qh14", "+qh13")),
    (
        "sửa đổi Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 về bến",
        "sửa đổi Nghị định 34/2016/NĐ-CP ngày 14 tháng 5 năm 2016 về bến",
        "same",
        (),
    ),
    ("quản lý bến thủy nội địa của tỉnh và các xã", "quản lý bến thủy nội địa của tỉnh và c", "same", ()),
    ("theo Thông tư 45/2016/TT- BLĐTBXH", "theo Thông tư 45/2016/TT-BLĐTBXH", "same", ()),
    ("mức hỗ trợ tổ cứu hộ bãi biển", "mức hỗ trợ hoạt động của tổ cứu hộ bãi biển", "abridged", ()),
    ("đẩy mạnh CCHC năm 2024", "Về việc đẩy mạnh cải cách hành chính năm 2024", "same", ()),
    ("“Phát triển KT-XH” vùng ven biển", "phát triển kinh tế - xã hội vùng ven biển", "same", ()),
    ("thực hiện Chương trình MTQG về CĐS", "Thực hiện Chương trình mục tiêu quốc gia về chuyển đổi số", "same", ()),
    ("kiện toàn BCĐ trồng cây, KHTL", "kiện toàn Ban Chỉ đạo trồng cây, kế hoạch và thủy lợi", "same", ()),
    ("kiện toàn BCĐ trồng cây, XYZ", "kiện toàn Ban Chỉ đạo trồng cây, thủy lợi", "changed", ("−thủy lợi", "+xyz")),
    ("trồng cây đến 2025, định hướng đến 2030", "trồng cây đến năm 2025, định hướng đến năm 2030", "same", ()),
    ("Chương trình trồng cây 10 năm 2021-2030", "Chương trình trồng cây giai đoạn 2021-2030", "same", ()),
    ("trồng cây tháng 10 năm 2024", "trồng cây tháng 11 năm 2024", "changed", ("−11", "+10")),
    ("về công tác trồng cây ven đường", "Trồng cây ven đường", "abridged", ()),
    ("bảo vệ rừng, phòng cháy", "Bảo vệ rừng phòng cháy", "same", ()),
    ("khoá học kĩ năng số", "khóa học kỹ năng số", "same", ()),
    ("ban hành Quy chế quản lý cầu đường", "Quy chế quản lý cầu đường", "same", ()),
    (
        "nâng cao chất lượng dịch vụ công",
        "nâng cao chất lượng dịch vụ công giai đoạn 2023-2026, định hướng đến năm 2030",
        "abridged",
        (),
    ),
    ("quản lý cầu, bến và kho bãi của xã", "quản lý cầu, bến và kho bãi của xã (sửa đổi)", "same", ()),
    ("quản lý bến thủy nội địa", "quản lý cảng thủy nội địa", "changed", ("−cảng", "+bến")),
    ("tổ chức lại các trạm bơm huyện", "tổ chức lại và giải thể các trạm bơm huyện", "changed", ("−giải thể",)),
    ("kế hoạch trồng cây năm 2023", "Kế hoạch trồng cây năm 2024", "changed", ("−2024", "+2023")),
    (
        "Chương trình cải cách hành chính giai đoạn 2021-2030",
        "Chương trình cải cách hành chính nhà nước giai đoạn 2021-2030",
        "abridged",
        (),
    ),
    ("tăng cường quản lý về bến bãi", "tăng cường quản lý nhà nước về bến bãi", "abridged", ()),
    ("cải cách tư pháp năm 2024", "cải cách hành chính năm 2024", "changed", ("−hành chính", "+tư pháp")),
    ("thanh tra hành chính nhà nước tại bến", "thanh tra hành chính tại bến", "abridged", ()),
    ("cơ quan tại các bến", "cơ quan nhà nước tại các bến", "changed", ("−nhà nước",)),
    # what stands once in brackets, once without
    (
        "thực hiện Nghị quyết số 5-NQ/TW (khóa XII) về bến bãi",
        "thực hiện Nghị quyết số 5-NQ/TW khóa XII về bến bãi",
        "same",
        (),
    ),
    ("thu phí (qua cầu) ven sông", "thu phí ven sông", "same", ()),
    # a word said once for both of two things
    (
        "tổ chức kiểm tra cầu phao và bến đò ven sông",
        "tổ chức kiểm tra cầu phao và kiểm tra bến đò ven sông",
        "abridged",
        (),
    ),
    ("kiểm tra cầu phao và kiểm tra bến đò ven sông", "kiểm tra cầu phao và bến đò ven sông", "abridged", ()),
    ("ghi, gửi tin và cấp độ nguy hiểm bến đò", "ghi, gửi tin bến đò và cấp độ nguy hiểm bến đò", "abridged", ()),
    (
        "kiểm tra cầu phao, bến đò ven sông Hậu",
        "kiểm tra cầu phao, giám sát bến đò ven sông Hậu",
        "changed",
        ("−giám sát",),
    ),
    (
        "tổ chức bảo vệ cầu phao kiểm tra bến đò",
        "tổ chức bảo vệ cầu phao kiểm tra bảo vệ bến đò",
        "changed",
        ("−bảo vệ",),
    ),
    # a classifier, a helping verb, the frame of an act's title
    ("về việc tổ chức thi sáng tạo trẻ", "về việc tổ chức cuộc thi sáng tạo trẻ", "abridged", ()),
    ("đưa bến cảng thành đầu mối vùng", "đưa bến cảng trở thành đầu mối vùng", "abridged", ()),
    ("quy định chi tiết Luật Cầu phao", "quy định chi tiết thi hành một số điều của Luật Cầu phao", "abridged", ()),
    (
        "quy định chi tiết thi hành Luật Cầu phao",
        "quy định chi tiết một số điều và biện pháp thi hành Luật Cầu phao",
        "abridged",
        (),
    ),
    (
        "cầu phao và bến đò ven sông Hậu",
        "bảo vệ cầu phao và chấm thi bảo vệ bến đò ven sông Hậu",
        "changed",
        ("−chấm thi bảo vệ",),
    ),
    ("sửa đổi, bổ sung Luật Cầu phao", "sửa đổi, bổ sung một số điều của Luật Cầu phao", "abridged", ()),
    (
        "quy định chi tiết Luật Cầu phao",
        "quy định xử phạt thi hành một số điều của Luật Cầu phao",
        "changed",
        ("−xử phạt thi hành một số điều", "+chi tiết"),
    ),
    # an abbreviation of the word that opens the title
    ("ban hành KH thi hành Luật Cầu phao", "ban hành Kế hoạch thi hành Luật Cầu phao", "same", ()),
    ("không thu phí qua cầu phao", "thu phí qua cầu phao", "changed", ("+không",)),
    ("chống hạn vụ hè thu", "chuyển đổi số trong trường học phổ thông", "other", ()),
]


@pytest.mark.parametrize(("written", "actual", "outcome", "marked"), CASES)
def test_titles(written: str, actual: str, outcome: str, marked: tuple[str, ...]) -> None:
    found = compare_titles(written, actual)
    assert (found.outcome, found.marked) == (outcome, marked)


def test_all_cases_were_collected() -> None:
    assert {outcome for _, _, outcome, _ in CASES} == {"same", "abridged", "changed", "other"}


@given(st.text(max_size=60))
def test_a_title_is_itself(title: str) -> None:
    assert compare_titles(title, title).outcome == "same"


@given(st.text(max_size=40), st.text(max_size=40))
def test_strange_titles_never_raise(one: str, other: str) -> None:
    assert compare_titles(one, other).outcome in {"same", "abridged", "changed", "other"}
