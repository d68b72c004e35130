"""What a citation says, field by field; sentences of our own."""

# ruff: noqa: E501  one line a case

from collections.abc import Callable

import pytest

from loaders.citations import explain
from ontology.bodies import context_of
from ontology.values import Citation, Skipped

Cite = Callable[..., tuple[Citation, ...]]
Read = Callable[..., tuple[tuple[Citation, ...], tuple[Skipped, ...]]]

DATES = [
    ("ngày 15/7/2021", "2021-07-15", ()),
    ("ngày 15 tháng 7 năm 2021", "2021-07-15", ()),
    (", ngày 15-7-2021", "2021-07-15", ()),
    ("ngày 15.7.2021", "2021-07-15", ()),
    ("15/7/2021", "2021-07-15", ()),
    ("tháng 7 năm 2021", "2021-07", ()),
    ("tháng 7/2021", "2021-07", ()),
    ("ngày     tháng 7 năm 2021", "2021-07", ()),
    ("ngày 31/02/2021", "2021-02-31", ()),
    ("ký ngày 15/7/2021", "2021-07-15", ()),
    ("ngày 15/7/20213", "2021-07-15", ("footnote",)),
    ("ngày 15/7/20205", None, ("garbled_year",)),
    ("ngày 15/7/202", None, ("garbled_year",)),
    ("ngày 15/7/2922", None, ("garbled_year",)),
    ("ngày 15 tháng 7 năm 2922", None, ("garbled_year",)),
    ("ngày 15/7/202121", "2021-07-15", ("footnote",)),
    ("ngày 15/7/202222", None, ("garbled_year",)),
]


@pytest.mark.parametrize(("words", "date", "doubts"), DATES)
def test_dates(cite: Cite, words: str, date: str | None, doubts: tuple[str, ...]) -> None:
    space = "" if words.startswith(",") else " "
    (found,) = cite(f"Theo Nghị định số 30/2021/NĐ-CP{space}{words} của Chính phủ, đơn vị lập hồ sơ.")
    assert (found.date, found.doubts, found.issuer) == (date, doubts, "Chính phủ")
    assert found.quote.endswith("của Chính phủ")


@pytest.mark.parametrize("meeting", ["lần thứ 11", "lần thứ sáu", "lần thứ mười một", "lần thứ XI"])
def test_an_issuer_behind_its_meeting(cite: Cite, meeting: str) -> None:
    (found,) = cite(
        f"Căn cứ Nghị quyết số 60-NQ/TW, ngày 12/4/2025 của Hội nghị {meeting} Ban Chấp hành Trung ương Đảng khóa XIII;"
    )
    assert found.issuer == "Ban Chấp hành Trung ương Đảng khóa XIII"


def test_a_notice_of_conclusion_keeps_its_whole_type(cite: Cite) -> None:
    (found,) = cite("Theo Thông báo kết luận số 41/TB-VPCP ngày 06/02/2025 của Văn phòng Chính phủ, đơn vị báo cáo.")
    assert (found.type, found.quote.split(" số ")[0]) == ("Thông báo kết luận", "Thông báo kết luận")


@pytest.mark.parametrize("name", ["Ban hành văn bản quy phạm pháp luật", "Phổ biến, giáo dục pháp luật"])
def test_a_law_whose_name_ends_in_law(cite: Cite, name: str) -> None:
    (found,) = cite(f"Căn cứ Luật {name} số 64/2025/QH15 ngày 19/02/2025;")
    assert found.subject == name


def test_footnote_without_a_year_in_the_number(cite: Cite) -> None:
    (found,) = cite("Theo Kế hoạch số 12/KH-UBND ngày 13/02/20243 của UBND tỉnh.")
    assert (found.date, found.date_as_written, found.doubts) == ("2024-02-13", "ngày 13/02/20243", ("footnote",))


def test_date_before_the_number(cite: Cite) -> None:
    (found,) = cite("Thực hiện Quyết định ngày 05/3/2021 số 17/QĐ-UBND của UBND tỉnh về giao rừng.")
    assert (found.type, found.number, found.date) == ("Quyết định", "17/QĐ-UBND", "2021-03-05")


def test_date_and_issuer_of_the_act(cite: Cite) -> None:
    (found,) = cite("Ngày 12/01/2024, UBND tỉnh ban hành Kế hoạch số 11/KH-UBND về trồng chè.")
    assert (found.date, found.issuer, found.issuer_from) == ("2024-01-12", "Ủy ban nhân dân tỉnh Hà Giang", "words")
    assert found.quote == "Kế hoạch số 11/KH-UBND"


def test_indented_lines(cite: Cite) -> None:
    (found,) = cite(
        "Theo Nghị quyết số 27-NQ/TU ngày\n            14/10/2022 của Ban Chấp\n            hành Đảng bộ tỉnh."
    )
    assert (found.date, found.issuer) == ("2022-10-14", "Ban Chấp hành Đảng bộ tỉnh Hà Giang")


def test_issuer_before_the_number(cite: Cite) -> None:
    (found,) = cite("Theo Nghị quyết của Chính phủ số 76/NQ-CP ngày 15/7/2021 về việc chung.")
    assert (found.type, found.issuer, found.issuer_from) == ("Nghị quyết", "Chính phủ", "words")


def test_issuer_between_number_and_date(cite: Cite) -> None:
    (found,) = cite("Theo Nghị quyết số 76/NQ-CP của Chính phủ ngày 15/7/2021 về việc chung.")
    assert (found.issuer, found.date) == ("Chính phủ", "2021-07-15")


ISSUERS = [
    ("Quyết định số 5/QĐ-UBND ngày 05/3/2021 của UBND tỉnh", "Ủy ban nhân dân tỉnh Hà Giang", "words"),
    ("Quyết định số 5/QĐ-BNV ngày 05/3/2021", "Bộ Nội vụ", "sign"),
    ("Quyết định số 5/QĐ-UBND ngày 05/3/2021", "Ủy ban nhân dân tỉnh Hà Giang", "context"),
    ("Thông tư số 5/2021/TT-BTC của Bộ trưởng Bộ Tài chính", "Bộ trưởng Bộ Tài chính", "words"),
    ("Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ", "Thủ tướng Chính phủ", "words"),
    ("Quyết định số 749/QĐ-TTg ngày 03/6/2020 của TTgCP", "Thủ tướng Chính phủ", "words"),
    ("Nghị quyết số 1185/NQ-UBTVQH14 ngày 11/01/2021 của UBTVQH", "Ủy ban Thường vụ Quốc hội", "words"),
    ("Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương khóa XII", "Ban Chấp hành Trung ương Đảng khóa XII", "words"),
    ("Nghị quyết số 5-NQ/TU ngày 05/3/2021 của Ban Chấp hành Đảng bộ\n\ntỉnh", "Ban Chấp hành Đảng bộ tỉnh Hà Giang", "words"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "issuer", "known_from"), ISSUERS)
def test_issuers(cite: Cite, words: str, issuer: str, known_from: str) -> None:
    (found,) = cite(f"Đơn vị làm theo {words}; hết tháng thì xong.")
    assert (found.issuer, found.issuer_from) == (issuer, known_from)
    assert found.quote == words


LETTERED = [
    ("Nghị định số l2/2O20/NĐ-CP ngày 25/01/2020", "12/2020/NĐ-CP", "2020-01-25"),
    ("Quyết định số 1O/QĐ-BNV ngày 04/I2/2017", "10/QĐ-BNV", "2017-12-04"),
    ("Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2O21", "76/NQ-CP", "2021-07-15"),
    ("Quyết định số 46/2014/QĐ-TTg ngày 1S/8/2014", "46/2014/QĐ-TTg", "2014-08-15"),
]


@pytest.mark.parametrize(("words", "number", "date"), LETTERED)
def test_letters_that_stand_for_digits_are_read_and_doubted(cite: Cite, words: str, number: str, date: str) -> None:
    (found,) = cite(f"Căn cứ {words} của cơ quan ban hành;")
    assert (found.number, found.date) == (number, date)
    assert "lettered" in found.doubts
    assert found.quote.startswith(words)


def test_words_and_serials_with_a_letter_are_no_figures(cite: Cite) -> None:
    (found,) = cite("Căn cứ Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ; vào sổ số Ol của Sở, ngày O/l/S.")
    assert (found.number, found.doubts) == ("30c/NQ-CP", ())


def test_no_issuer_from_the_clause_that_follows(cite: Cite) -> None:
    (found,) = cite("Theo Nghị định số 30/2020/NĐ-CP, Bảo hiểm xã hội Việt Nam lập dự toán.")
    assert (found.issuer, found.issuer_from) == ("Chính phủ", "sign")


def test_neighbours_do_not_leak(cite: Cite) -> None:
    text = (
        "Căn cứ Quyết định số 5/QĐ-UBND ngày 05/3/2021 của UBND tỉnh;\nCăn cứ Quyết định số 6/QĐ-UBND;\n"
        "Căn cứ Quyết định số 7/QĐ-TTg ngày 07/3/2021 của Thủ tướng Chính phủ;\n"
    )
    assert [(c.number, c.date, c.issuer_from) for c in cite(text)] == [
        ("5/QĐ-UBND", "2021-03-05", "words"), ("6/QĐ-UBND", None, "context"), ("7/QĐ-TTg", "2021-03-07", "words"),
    ]  # fmt: skip


def test_a_list_shares_type_and_date(cite: Cite) -> None:
    one, two = cite("Học tập các Nghị quyết số 18-NQ/TW, 19-NQ/TW ngày 25/10/2017 trong quý.")
    assert (one.type, one.date, one.doubts) == ("Nghị quyết", "2017-10-25", ("date_shared",))
    assert (two.type, two.date, two.doubts) == ("Nghị quyết", "2017-10-25", ("type_shared",))


def test_a_list_shares_the_issuer(cite: Cite) -> None:
    text = "Theo Quyết định số 4/QĐ-UBND ngày 04/3/2021, số 5/QĐ-UBND ngày 05/3/2021 của UBND tỉnh Lào Cai."
    one, two = cite(text)
    assert one.issuer == two.issuer == "Ủy ban nhân dân tỉnh Lào Cai"
    assert (one.date, two.date) == ("2021-03-04", "2021-03-05")
    assert "issuer_shared" in one.doubts


def test_a_list_does_not_share_a_date_that_contradicts_the_number(cite: Cite) -> None:
    one, two = cite("Theo các Nghị định số 5/2019/NĐ-CP, 6/2021/NĐ-CP ngày 05/3/2021 của Chính phủ.")
    assert (one.date, two.date) == (None, "2021-03-05")


def test_joint_issuers(cite: Cite) -> None:
    (found,) = cite(
        "Theo Thông tư liên tịch số 11/2014/TTLT-BGDĐT-BNV ngày 05/3/2014 của Bộ Giáo dục và Đào tạo, Bộ Nội vụ."
    )
    assert found.type == "Thông tư liên tịch"
    assert found.quote.endswith("Bộ Nội vụ")


SUBJECTS = [
    ("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về Chương trình tổng thể giai đoạn 2021-2030; các sở",
     "Chương trình tổng thể giai đoạn 2021-2030", "2021-2030"),
    ("Nghị quyết số 5/NQ-HĐND ngày 15/7/2021 của HĐND tỉnh về phát triển chè giai đoạn 2022 - 2025, định hướng đến năm 2030.",
     "phát triển chè giai đoạn 2022 - 2025, định hướng đến năm 2030", "2022-2025"),
    ("Kế hoạch số 5/KH-UBND ngày 15/7/2021 của UBND tỉnh về việc trồng chè năm 2022, UBND huyện xây dựng kế hoạch",
     "trồng chè năm 2022", "2022"),
    ("Quyết định số 749/QĐ-TTg ngày 03/6/2020 phê duyệt Chương trình đến năm 2025, định hướng đến năm 2030.",
     "phê duyệt Chương trình đến năm 2025, định hướng đến năm 2030", "đến năm 2025, định hướng đến năm 2030"),
    ("Quyết định số 9/QĐ-UBND ngày 03/6/2020 của UBND tỉnh.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "subject", "period"), SUBJECTS)
def test_subjects_and_periods(cite: Cite, words: str, subject: str | None, period: str | None) -> None:
    found = cite(f"Làm theo {words}")[0]
    assert (found.subject, found.period) == (subject, period)


def test_a_subject_that_names_another_document(cite: Cite) -> None:
    text = "Căn cứ Nghị định số 59/2024/NĐ-CP ngày 25/5/2024 của Chính phủ sửa đổi, bổ sung Nghị định số 34/2016/NĐ-CP ngày 14/5/2016;"
    outer, inner = cite(text)
    assert outer.subject is not None
    assert "34/2016/NĐ-CP ngày 14/5/2016" in outer.subject
    assert (outer.role, inner.role) == ("legal_basis", "mentions")
    assert (outer.date, inner.date) == ("2024-05-25", "2016-05-14")


def test_subject_of_a_list_member_ends_before_the_next(cite: Cite) -> None:
    text = (
        "theo Nghị quyết số 5/NQ-CP ngày 05/3/2021 của Chính phủ về chè, Nghị quyết số 6/NQ-CP ngày 06/3/2021 về quế."
    )
    assert [c.subject for c in cite(text)] == ["chè", "quế"]


ROLES = [
    ("Căn cứ Quyết định số 5/QĐ-UBND ngày 05/3/2021 của UBND tỉnh;", "legal_basis"),
    ("Thực hiện Kế hoạch số 5/KH-UBND ngày 05/3/2021 của UBND tỉnh, phòng lập kế hoạch", "implements"),
    ("Tổ soạn thảo xem Kế hoạch số 5/KH-UBND khi họp", "mentions"),
    ("Điều 1. Sửa đổi, bổ sung khoản 2 Điều 3 Quyết định số 5/QĐ-UBND như sau", "amends"),
    ("Điều 4. Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số 5/QĐ-UBND ngày 05/3/2021.", "replaces"),
    ("Điều 2. Bãi bỏ Quyết định số 5/QĐ-UBND ngày 05/3/2021.", "repeals"),
    ("Điều 2. Quyết định số 5/QĐ-UBND ngày 05/3/2021 hết hiệu lực kể từ ngày ký.", "repeals"),
    ("Thông tư này hướng dẫn thi hành Nghị định số 5/2021/NĐ-CP.", "guides"),
    ("Giá bán điều chỉnh theo quy định tại khoản 1 Điều 7 Quyết định số 5/QĐ-UBND.", "mentions"),
    ("Giao Sở Tư pháp tham mưu sửa đổi Quyết định số 5/QĐ-UBND trong quý II.", "mentions"),
    ("I. VIỆC\nĐầu tư thực hiện theo Nghị định số 73/2019/NĐ-CP.", "mentions"),
    ("Điều 1. Sửa đổi Quy chế quản lý rừng ban hành kèm theo Quyết định số 5/QĐ-UBND như sau", "amends"),
    ("Quyết định số 5/QĐ-UBND bị bãi bỏ bởi Quyết định số 6/QĐ-UBND.", "mentions"),
    ("THÔNG TƯ\nSửa đổi, bổ sung một số điều của Thông tư số 5/2021/TT-BTC\n", "amends"),
    ("Báo cáo kết quả thực hiện Nghị quyết số 5/NQ-CP hằng quý.", "mentions"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_roles(cite: Cite, text: str, role: str) -> None:
    assert cite(text)[0].role == role


def test_what_the_bases_carry_out_is_carried_out_below(cite: Cite) -> None:
    text = "Thực hiện Kế hoạch số 5/KH-UBND ngày 05/3/2021 của UBND tỉnh.\nI. YÊU CẦU\nCác xã thực hiện theo Kế hoạch số 5/KH-UBND."
    assert [c.role for c in cite(text)] == ["implements", "implements"]


def test_the_enacting_sentence_is_no_basis(cite: Cite) -> None:
    text = "Căn cứ Luật Giá năm 2023;\nBộ trưởng Bộ Tài chính ban hành Thông tư sửa đổi Thông tư số 5/2021/TT-BTC."
    assert [c.role for c in cite(text)] == ["legal_basis", "amends"]


def test_members_of_a_list_have_the_role_of_its_head(cite: Cite) -> None:
    text = "Điều 3. Quyết định này thay thế Quyết định số 5/QĐ-UBND ngày 05/3/2021 và Quyết định số 6/QĐ-UBND."
    assert [c.role for c in cite(text) if c.number] == ["replaces", "replaces"]


@pytest.mark.parametrize(
    ("act", "roles"),
    [
        ("; thay thế Kế hoạch số 5/KH-UBND ngày 05/3/2021 của UBND tỉnh", ["implements", "replaces"]),
        ("; bãi bỏ các Kế hoạch số 5/KH-UBND, số 6/KH-UBND ngày 06/3/2021", ["implements", "repeals", "repeals"]),
        ("; đồng thời thay thế Kế hoạch số 5/KH-UBND và Kế hoạch số 6/KH-UBND; Kế hoạch số 7/KH-UBND ngày 07/3/2021",
         ["implements", "replaces", "replaces", "implements"]),
        (" và thay thế Quyết định số 5/QĐ-UBND ngày 05/3/2021", ["implements", "mentions"]),  # perhaps the basis did
        (", thay thế Quyết định số 5/QĐ-UBND ngày 05/3/2021", ["implements", "mentions"]),
    ],
)  # fmt: skip
def test_what_ends_among_the_bases_is_no_basis(cite: Cite, act: str, roles: list[str]) -> None:
    """Issue 4, D4-13: a plan that replaces last year's in the sentence of its bases was said to carry it out."""
    text = f"KẾ HOẠCH\nTrồng chè\n\nThực hiện Quyết định số 9/QĐ-UBND ngày 06/5/2022 của UBND tỉnh{act}, UBND tỉnh lập kế hoạch:"
    assert [c.role for c in cite(text) if c.number] == roles


FIRST = "Quyết định số 5/QĐ-UBND ngày 05/3/2021 của UBND tỉnh"
SECOND = "Quyết định số 6/QĐ-UBND ngày 06/3/2021 của UBND tỉnh"


@pytest.mark.parametrize(
    ("act", "subject", "roles"),
    [
        (f"; thay thế {FIRST} về trồng chè và bãi bỏ {SECOND}.", "trồng chè", ["replaces", "repeals"]),
        (f" và thay thế {FIRST} về trồng chè, đồng thời bãi bỏ {SECOND}.", "trồng chè", ["replaces", "repeals"]),
        (f"; thay thế {FIRST} và bãi bỏ {SECOND}.", None, ["replaces", "repeals"]),
        (f"; bãi bỏ {FIRST} về trồng chè và thay thế các {SECOND}, Quyết định số 7/QĐ-UBND.", "trồng chè",
         ["repeals", "replaces", "replaces"]),
        (f"; thay thế {FIRST} về trồng chè và bãi bỏ khoản 2 Điều 5 {SECOND}.", "trồng chè", ["replaces", "repeals"]),
        # What the replaced one did to another is its own subject.
        (f"; thay thế {FIRST} về việc sửa đổi giá chè và bãi bỏ {SECOND}.", f"sửa đổi giá chè và bãi bỏ {SECOND}",
         ["replaces", "mentions"]),
    ],
)  # fmt: skip
def test_a_sentence_that_ends_two_documents_by_two_acts(
    cite: Cite, act: str, subject: str | None, roles: list[str]
) -> None:
    found = [c for c in cite(f"Điều 2. Quyết định này có hiệu lực kể từ ngày ký{act}") if c.number]
    assert [c.role for c in found] == roles
    assert found[0].subject == subject
    places = [(p.clause, p.article) for p in found[1].provisions]
    assert places == ([("2", "5")] if "khoản" in act else [])


def test_what_a_basis_did_to_another_is_its_subject(cite: Cite) -> None:
    found = cite(f"Căn cứ {FIRST} về trồng chè và bãi bỏ {SECOND};")
    assert [c.role for c in found] == ["legal_basis", "mentions"]


PROVISIONS = [
    ("điểm a khoản 2 Điều 5 Chương III Luật Đầu tư", [("a", "2", "5", "III")]),
    ("khoản 1 và khoản 2 Điều 12 Luật Đầu tư", [(None, "1", "12", None), (None, "2", "12", None)]),
    ("các khoản 1, 2 và 3 Điều 4 của Luật Đầu tư", [(None, "1", "4", None), (None, "2", "4", None), (None, "3", "4", None)]),
    ("điểm đ khoản 2 Điều 5 Luật Đầu tư", [("đ", "2", "5", None)]),
    ("Điều 5, Điều 6 Luật Đầu tư", [(None, None, "5", None), (None, None, "6", None)]),
    ("Luật Đầu tư", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "places"), PROVISIONS)
def test_provisions(cite: Cite, words: str, places: list[tuple[str | None, ...]]) -> None:
    (found,) = cite(f"Làm theo {words}.")
    assert [(p.point, p.clause, p.article, p.chapter) for p in found.provisions] == places


NAMED = [
    ("theo Luật Tổ chức chính quyền địa phương năm 2025 và các văn bản", "Luật Tổ chức chính quyền địa phương năm 2025", "2025"),
    ("theo Luật Thi đua, khen thưởng ngày 15/6/2022 thì", "Luật Thi đua, khen thưởng ngày 15/6/2022", "2022-06-15"),
    ("theo Bộ luật Lao động được ban hành", "Bộ luật Lao động", None),
    ("theo Chương trình khuyến nông quốc gia giai đoạn 2021-2025 được duyệt", "Chương trình khuyến nông quốc gia giai đoạn 2021-2025", None),
    ("theo Kế hoạch trồng chè năm 2024 của tỉnh.", "Kế hoạch trồng chè năm 2024 của tỉnh", None),
    ("theo Nghị quyết Đại hội XIII của Đảng và", "Nghị quyết Đại hội XIII của Đảng", None),
    ("theo Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVII, nhiệm kỳ 2020-2025 về", "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVII, nhiệm kỳ 2020-2025", None),
    ("theo Nghị quyết Trung ương 6 khóa XII, các", "Nghị quyết Trung ương 6 khóa XII", None),
    ("thực hiện Đề án “Mỗi xã một vườn ươm” giai đoạn 2021-2025.", "Đề án “Mỗi xã một vườn ươm” giai đoạn 2021-2025", None),
    ("theo Đề án của UBND tỉnh về phát triển nghề mây tre đan;", "Đề án của UBND tỉnh về phát triển nghề mây tre đan", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "quote", "date"), NAMED)
def test_documents_cited_by_name(cite: Cite, words: str, quote: str, date: str | None) -> None:
    (found,) = cite(f"Các xã làm {words}")
    assert (found.quote, found.number, found.kind, found.date) == (quote, None, "named", date)


@pytest.mark.parametrize(
    "text",
    ["theo quy định của pháp luật", "các đề án của tỉnh", "chương trình công tác năm", "Nghị quyết Đại hội Đảng các cấp", "xây dựng kế hoạch cụ thể", "kỷ luật lao động",
     "Kế hoạch được gửi về huyện", "Chương trình gồm ba phần"],
)  # fmt: skip
def test_what_only_sounds_like_a_document(cite: Cite, text: str) -> None:
    assert cite(f"Các xã làm {text}.") == ()


def test_short_forms_mean_the_citation_before(cite: Cite) -> None:
    full, short, marked = cite(
        "Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ. Nghị quyết 76 nêu rõ. Nghị quyết số 76 cũng vậy."
    )
    assert (short.kind, short.refers_to, short.number_as_written) == ("short", 0, "76")
    assert (marked.kind, marked.refers_to) == ("short", 0)
    assert full.kind == "numbered"


def test_a_short_form_of_two_documents_means_neither(cite: Cite) -> None:
    *_, short = cite("Nghị quyết số 5/NQ-CP và Nghị quyết số 5/NQ-HĐND. Nghị quyết số 5 nêu rõ.")
    assert (short.kind, short.refers_to) == ("short", None)


def test_defined_names(cite: Cite) -> None:
    text = "Theo Kế hoạch số 8/KH-UBND ngày 08/01/2024 của UBND tỉnh (sau đây gọi tắt là Kế hoạch tỉnh). Làm theo Kế hoạch tỉnh ngay."
    full, defined, later = cite(text)
    assert defined.refers_to == 0
    assert (later.quote, later.refers_to, later.kind) == ("Kế hoạch tỉnh", 0, "short")
    assert full.kind == "numbered"


def test_anaphora(cite: Cite) -> None:
    _, back = cite("Theo Nghị quyết số 5/NQ-CP ngày 05/3/2021. Nghị quyết này có ba phần.")
    assert (back.kind, back.refers_to, back.quote) == ("anaphora", 0, "Nghị quyết này")


OWN = (
    "UBND TỈNH HÀ GIANG\nSố: 17/KH-UBND\nKẾ HOẠCH\nTrồng chè năm 2024\n\nUBND tỉnh ban hành Kế hoạch trồng chè năm 2024 như sau:\n"
    "I. VIỆC\nCác xã làm theo Kế hoạch này.\nTrên đây là Kế hoạch trồng chè năm 2024.\n"
    "PHỤ LỤC\n(Kèm theo Kế hoạch số 17/KH-UBND ngày 05/3/2024 của UBND tỉnh)\n"
)


def test_the_document_itself(read: Read) -> None:
    citations, skipped = read(OWN)
    assert [c.role for c in citations] == ["self"] * 4
    assert {c.issuer for c in citations} == {"Ủy ban nhân dân tỉnh Hà Giang"}
    assert [s.reason for s in skipped] == ["own_number"]


def test_another_body_with_the_same_number_of_another_year_is_not_the_document(cite: Cite) -> None:
    found = cite(OWN + "Tham khảo Kế hoạch số 17/KH-UBND ngày 05/3/2021 của UBND tỉnh Lào Cai.")[-1]
    assert (found.kind, found.role) == ("numbered", "mentions")


def test_the_appendix_line_is_the_document_even_misdated(cite: Cite) -> None:
    text = OWN.replace("ngày 05/3/2024 của", "ngày 06/4/2024 của")
    assert cite(text)[-1].role == "self"


def test_a_body_of_the_same_number_elsewhere_is_not_the_document(cite: Cite) -> None:
    found = cite(OWN + "Theo Kế hoạch số 17/KH-UBND ngày 01/3/2024 của UBND huyện Mèo Vạc.")[-1]
    assert found.kind == "numbered"


def test_a_blank_appendix_line_is_the_document(cite: Cite) -> None:
    text = "UBND TỈNH\nSố:      /KH-UBND\nKẾ HOẠCH\nVề chè\n\nPHỤ LỤC\n(Kèm theo Kế hoạch số      /KH-UBND ngày   /3/2024 của UBND tỉnh)\n"
    found = cite(text)[-1]
    assert (found.role, found.number) == ("self", None)


def test_as_written_beside_the_reading(cite: Cite) -> None:
    (found,) = cite("Theo Quyết định số 5 /QD-UBND ngày 5/3/2021 của UBND huyện Mèo Vạc.", context=context_of(None))
    assert (found.number, found.number_as_written, found.date_as_written) == (
        "5/QĐ-UBND",
        "5 /QD-UBND",
        "ngày 5/3/2021",
    )


SCANNED = [
    ("Theo Nghi quyét s6 76/NQ-CP ngay 15/7/2021 ctia Chinh phi vé chuong trinh", "Nghị quyết", "76/NQ-CP", "2021-07-15", "Chính phủ"),
    ("Theo Quyét dinh sb\n9/QD-BNV ngdy 10/11/2022 cua Bd Noi vu", "Quyết định", "9/QĐ-BNV", "2022-11-10", "Bộ Nội vụ"),
    ("Theo K€ hoach sé 12/KH-UBND ngay 17/7/2020 cia UBND tinh", "Kế hoạch", "12/KH-UBND", "2020-07-17", "Ủy ban nhân dân tỉnh Hà Giang"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "number", "date", "issuer"), SCANNED)
def test_scanned(cite: Cite, text: str, kind: str, number: str, date: str, issuer: str) -> None:
    (found,) = cite(text, scanned=True)
    assert (found.type, found.number, found.date, found.issuer) == (kind, number, date, issuer)
    assert found.quote == text[found.span.start : found.span.end]
    assert "ocr" in found.doubts


CUT = [
    "Theo Quyết định số\n\n3\n\n749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ.",
    "Theo Quyết định số 749/QĐ-TTg ngày\n\n12\n\n03/6/2020 của Thủ tướng Chính phủ.",
    "Theo Quyết định số 749/QĐ-TTg ngày 03/6/2020 của\n\n4\n\nThủ tướng Chính phủ.",
    "Theo Quyết định số 749/QĐ-\n5\nTTg ngày 03/6/2020 của Thủ tướng Chính phủ.",
    "Theo Quyết định số 749/QĐ-TTg ngày\n \nCÔNG BÁO/Số 11 + 12/Ngày 05-01-2024\n47\n\n03/6/2020 của Thủ tướng Chính phủ.",
]


@pytest.mark.parametrize("text", CUT)
def test_cut_by_a_page(cite: Cite, text: str) -> None:
    (found,) = cite(text)
    assert (found.type, found.number, found.date) == ("Quyết định", "749/QĐ-TTg", "2020-06-03")
    assert (found.issuer, found.issuer_from) == ("Thủ tướng Chính phủ", "words")


def test_the_day_alone_on_its_line_is_no_page_number(cite: Cite) -> None:
    (found,) = cite("Theo Quyết định số 749/QĐ-TTg ngày\n15\ntháng 6 năm 2020.")
    assert found.date == "2020-06-15"


def test_a_serial_with_its_date(cite: Cite) -> None:
    (found,) = cite("Theo Quyết định số 12 ngày 03/4/2023 của UBND tỉnh.")
    assert (found.kind, found.number, found.number_as_written, found.date) == ("short", None, "12", "2023-04-03")
    assert found.issuer == "Ủy ban nhân dân tỉnh Hà Giang"


def test_a_common_day(cite: Cite) -> None:
    text = "Theo Quyết định số 4/QĐ-UBND, 5/QĐ-UBND và 6/QĐ-UBND cùng ngày 05/5/2023 của UBND tỉnh."
    assert [c.date for c in cite(text)] == ["2023-05-05"] * 3


def test_the_name_of_a_numbered_law_is_its_subject(cite: Cite) -> None:
    (found,) = cite("Theo Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022.")
    assert (found.type, found.number, found.subject) == ("Luật", "06/2022/QH15", "Thi đua, khen thưởng")


@pytest.mark.parametrize("text", ["Nghị quyết 76 có ba phần", "Nghị quyết 76 quy định rõ", "Nghị quyết 76 bố trí vốn"])
def test_short_forms_before_any_word(cite: Cite, text: str) -> None:
    assert cite(f"Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021. {text}.")[1].refers_to == 0


@pytest.mark.parametrize("text", ["Kế hoạch 05 năm", "Chương trình 12 buổi", "Kế hoạch 6 tháng cuối năm"])
def test_figures_that_count(cite: Cite, text: str) -> None:
    assert [c for c in cite(f"Các xã lập {text}.") if c.kind == "short"] == []


def test_explained_in_both_languages(cite: Cite) -> None:
    (found,) = cite("Theo Kế hoạch số 12/KH-UBND ngày 13/02/20243 của UBND tỉnh.")
    assert explain(found).vi == (
        "Có số ký hiệu; Văn bản hành chính: số/loại-cơ quan; từ chỉ loại văn bản đứng ngay trước số; "
        "cơ quan ban hành viết trong câu; chỉ được nhắc đến: không ở đoạn căn cứ, không bị tác động; ở phần mở đầu; "
        "năm có một chữ số chú thích dính liền."
    )
    assert explain(found).en.endswith(
        "nothing is done to it; in the opening; a footnote's number is glued to the year."
    )


def test_the_head_of_the_government_office_is_read_whole(cite: Cite) -> None:
    text = (
        "Căn cứ Thông tư số 02/2017/TT-VPCP ngày 31/10/2017 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ về kiểm soát;"
    )
    citations = cite(text)
    assert citations[0].quote.endswith("Chủ nhiệm Văn phòng Chính phủ")
    assert (citations[0].issuer, citations[0].subject) == ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "kiểm soát")


def test_a_rule_attached_in_bold_speaks_of_itself(cite: Cite) -> None:
    text = "QUYẾT ĐỊNH\nĐiều 1. Ban hành Quy định.\n**QUY ĐỊNH**\n**Thoát nước**\n1. Quy định này nói về cống."
    assert [(c.quote, c.role) for c in cite(text)] == [("Quy định này", "self")]


@pytest.mark.parametrize(
    ("words", "subject", "date"),
    [
        ("Luật tổ chức HĐND và UBND (sửa đổi) ngày 21/6/1994", "tổ chức HĐND và UBND", "1994-06-21"),
        ("Luật Tổ chức HĐND và UBND ngày 26/11/2003", "Tổ chức HĐND và UBND", "2003-11-26"),
        ("Bộ luật Lao động (2019)", "Lao động", "2019"),
        ("Luật Đầu tư (sửa đổi) năm 2020", "Đầu tư", "2020"),
    ],
)
def test_a_law_whose_name_has_short_bodies_or_a_note(cite: Cite, words: str, subject: str, date: str) -> None:
    (found,) = cite(f"Căn cứ {words};")
    assert (found.quote, found.subject, found.date) == (words, subject, date)


@pytest.mark.parametrize(
    "words",
    [
        "Nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XII",
        "Nghị quyết Hội nghị lần thứ 8 BCH Trung ương Đảng khóa XI",
        "Kế hoạch của UBND tỉnh về phòng, chống tham nhũng năm 2022",
    ],
)
def test_named_papers_without_a_number(cite: Cite, words: str) -> None:
    (found,) = cite(f"Đơn vị học tập {words}; xong trong quý.")
    assert (found.kind, found.quote) == ("named", words)


@pytest.mark.parametrize("province", ["Quảng Nam", "Quảng Ngãi", "Xuân Lộc"])
def test_a_place_that_begins_like_a_word_for_a_level_is_whole(cite: Cite, province: str) -> None:
    (found,) = cite(
        f"Thực hiện Kế hoạch số 210-KH/TU, ngày 18/8/2023 của Ban Thường vụ Tỉnh ủy {province}, huyện ủy lập kế hoạch."
    )
    assert (found.issuer, found.quote.endswith(province)) == (f"Ban Thường vụ Tỉnh ủy {province}", True)


def test_of_its_own_number_but_of_an_earlier_day_a_basis_is_another_document(cite: Cite) -> None:
    head = "ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\n-------\nSố: 22/KH-UBND\nHà Giang, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
    text = head + (
        "Chuyển đổi số năm 2024\n\nThực hiện Kế hoạch số 22/KH-UBND ngày 10/01/2024 của UBND tỉnh Hà Giang về chuyển đổi "
        "số, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:\n\nPHỤ LỤC\n(Kèm theo Kế hoạch số 22/KH-UBND ngày "
        "01/3/2024 của UBND tỉnh Hà Giang)"
    )
    assert [(c.date, c.role) for c in cite(text) if c.number] == [("2024-01-10", "implements"), ("2024-03-01", "self")]


@pytest.mark.parametrize(
    ("words", "number", "date"),
    [
        ("nghị định số 08/2022/nđ-cp ngày 10/01/2022 của Chính phủ", "08/2022/NĐ-CP", "2022-01-10"),
        ("Luật số 15/2015/qh13 ngày 20/6/2015", "15/2015/QH13", "2015-06-20"),
        ("Báo cáo số 88/BC-HĐND.KTNS ngày 05/12/2024", "88/BC-HĐND.KTNS", "2024-12-05"),
        ("Nghị quyết số 31/NQ–HĐND ngày 09/12/2023", "31/NQ-HĐND", "2023-12-09"),
        ("Tờ trình số 512/TTr—STNMT ngày 27/02/2024", "512/TTr-STNMT", "2024-02-27"),
        ("Chỉ thị số 31/CT\u2011TTg ngày 21/12/2023", "31/CT-TTg", "2023-12-21"),
    ],
)
def test_numbers_in_small_letters_with_divisions_and_printed_dashes(
    cite: Cite, words: str, number: str, date: str
) -> None:
    (found,) = cite(f"Căn cứ {words}, đơn vị lập hồ sơ.")
    assert (found.number, found.date) == (number, date)


@pytest.mark.parametrize("glued", ["12/KH-UBND.UBND tỉnh", "12/KH-UBND.TM. Ủy ban", "12/KH-UBND.Sở A"])
def test_a_sentence_glued_to_a_number_is_no_division(cite: Cite, glued: str) -> None:
    assert [c.number for c in cite(f"Theo Kế hoạch số {glued} báo cáo.")] == ["12/KH-UBND"]


def test_a_serial_with_its_whole_day_is_a_citation(cite: Cite) -> None:
    (found,) = cite("Kế thừa kết quả thực hiện Nghị quyết 55 ngày 12/7/2022 của HĐND tỉnh.")
    assert (found.type, found.date) == ("Nghị quyết", "2022-07-12")
    assert found.quote == "Nghị quyết 55 ngày 12/7/2022 của HĐND tỉnh"
    assert cite("Mở Hội nghị theo Kế hoạch 45 ngày đêm thi đua.") == ()


def test_a_title_ends_before_the_line_of_who_decides(cite: Cite) -> None:
    (found,) = cite("Phê duyệt Đề án của Sở Nội vụ về sắp xếp thôn, tổ dân phố\nỦY BAN NHÂN DÂN TỈNH PHÚ YÊN\n")
    assert found.subject == "sắp xếp thôn, tổ dân phố"


@pytest.mark.parametrize("words", ["Kế thừa", "Kế thừa kết quả thực hiện", "Kế thừa, phát huy kết quả đạt được của"])
def test_what_is_carried_on_from_before_is_no_basis(cite: Cite, words: str) -> None:
    text = f"Thực hiện Kế hoạch số 18/KH-UBND ngày 08/01/2025 của UBND tỉnh;\n{words} Kế hoạch số 21/KH-UBND ngày 22/01/2024 của UBND huyện Mèo Vạc;"
    assert [c.role for c in cite(text)] == ["implements", "mentions"]


def test_to_make_a_law_known_is_not_the_name_of_a_code(cite: Cite) -> None:
    (law,) = cite("Lễ công bố Luật Du lịch số 09/2017/QH14 ngày 19/6/2017.")
    assert (law.type, law.quote) == ("Luật", "Luật Du lịch số 09/2017/QH14 ngày 19/6/2017")
    (code,) = cite("Thi hành Bộ luật Lao động số 45/2019/QH14.")
    assert code.type == "Bộ luật"
