"""What belongs to a neighbour stays with it: dates, issuers and subjects in lists, sentences and table cells."""

# ruff: noqa: E501  one line a case

from collections.abc import Callable

import pytest

from loaders.citations import find_citations
from ontology.bodies import context_of
from ontology.values import Citation, Skipped

Cite = Callable[..., tuple[Citation, ...]]
Read = Callable[..., tuple[tuple[Citation, ...], tuple[Skipped, ...]]]


@pytest.mark.parametrize(
    "text",
    [
        "Sở làm theo Nghị quyết số 61/NQ-CP ngày 12/6/2021 của Chính phủ.\nĐã ban hành Quyết định 35/2020/QĐ-UBND.",
        "Theo Quyết định số 61/QĐ-UBND ngày 12/6/2021, UBND tỉnh ban hành Quyết định số 62/QĐ-UBND về cán bộ.",
        "Theo Thông báo số 61/TB-UBND ngày 12/6/2021 và ban hành Quyết định số 62/QĐ-UBND.",
    ],
)
def test_the_date_before_an_act_is_the_citation_before_s(cite: Cite, text: str) -> None:
    first, second = cite(text)
    assert (first.date, second.date) == ("2021-06-12", None)


def test_the_body_that_acts_is_the_issuer(cite: Cite) -> None:
    (found,) = cite("UBND xã Hải An đã ban hành Quyết định số 45/QĐ-UBND ngày 02/4/2022.")
    assert (found.issuer, found.issuer_from) == ("Ủy ban nhân dân xã Hải An", "words")


@pytest.mark.parametrize("gap", ["\n", "\t", " \n"])
def test_a_bare_date_in_the_next_cell_is_not_the_number_s(cite: Cite, gap: str) -> None:
    (found,) = cite(f"Được thay thế bởi Thông tư số 16/2024/TT-BTC{gap}01/02/2025\n")
    assert found.date is None
    (law,) = cite(f"Luật Lưu trữ{gap}15/5/2024\n")
    assert law.date is None


def test_a_bare_date_on_a_wrapped_line_is_still_read(cite: Cite) -> None:
    (found,) = cite("Theo Thông tư số 16/2024/TT-BTC\n01/02/2024 của Bộ Tài chính, đơn vị lập sổ.")
    assert found.date == "2024-02-01"


def test_each_issuer_before_its_own_number(cite: Cite) -> None:
    first, second = cite("Theo Công văn của Bộ Tài chính số 18/BTC-NSNN ngày 10/3/2022, của Bộ Y tế số 19/BYT-KH.")
    assert (first.issuer, second.issuer) == ("Bộ Tài chính", "Bộ Y tế")
    assert first.quote.endswith("10/3/2022")


def test_the_next_member_of_a_list_is_no_subject(cite: Cite) -> None:
    found = cite("Đã có Quyết định 35/2020/QĐ-UBND ngày 05/5/2020, Kế hoạch 44/KH-UBND, Chương trình 5/CTr-UBND.")
    assert [c.subject for c in found] == [None, None, None]


def test_a_subject_ends_where_the_list_goes_on_with_a_bare_number(cite: Cite) -> None:
    found = cite(
        "Căn cứ các Nghị định của Chính phủ: số 63/2016/NĐ-CP ngày 21/12/2016 về ngân sách; số 35/2016/NĐ-CP ngày 14/5/2016"
        " quy định chi tiết một số điều và số 55/2020/NĐ-CP ngày 31/12/2020 sửa đổi Nghị định số 35/2016/NĐ-CP;"
    )
    assert [(c.subject, c.role) for c in found[1:3]] == [
        ("quy định chi tiết một số điều", "legal_basis"),
        ("sửa đổi Nghị định số 35/2016/NĐ-CP", "legal_basis"),
    ]


def test_what_a_long_header_holds_is_not_the_own_number() -> None:
    text = "Số:     /BC-PTP\n\nBÁO CÁO\nCông tác năm 2019\nTheo Nghị định 24/2015/NĐ-CP, 93/2017/NĐ-CP.\n"
    citations, _ = find_citations(text, context=context_of("Phòng Tư pháp"), sections=(), header_end=len(text))
    assert [c.number for c in citations] == ["24/2015/NĐ-CP", "93/2017/NĐ-CP"]


@pytest.mark.parametrize("joint", ["và ", "và Điều 2 ", ", khoản 1 Điều 3 của ", "và Phụ lục I "])
def test_the_members_of_a_list_share_the_act(cite: Cite, joint: str) -> None:
    found = cite(
        f"Điều 3. Quyết định này thay thế Quyết định số 61/2013/QĐ-UBND ngày 11/12/2013 {joint}Quyết định số 71/2014/QĐ-UBND."
    )
    assert [c.role for c in found if c.number] == ["replaces", "replaces"]


def test_the_bases_end_where_a_part_begins(cite: Cite) -> None:
    found = cite(
        "Căn cứ Nghị định số 87/1996/NĐ-CP ngày 19/12/1996 của Chính phủ;\nLiên bộ hướng dẫn như sau:\n\n"
        "I- ĐỐI TƯỢNG\n1- Cán bộ theo Nghị định số 88/1998/NĐ-CP.\nII- THỰC HIỆN\n"
        "Thông tư này thay thế Thông tư số 69/1995/TT-BTC ngày 11/9/1995.\n"
    )
    assert [c.role for c in found if c.number] == ["legal_basis", "mentions", "replaces"]


def test_another_body_s_paper_is_not_part_of_a_subject(cite: Cite) -> None:
    found = cite(
        "Thực hiện Kế hoạch số 18/KH-UBND ngày 05/01/2024 của UBND tỉnh về kiểm tra văn bản, Nghị quyết của HĐND xã về dân số."
    )
    assert found[0].subject == "kiểm tra văn bản"


def test_an_act_does_not_go_on_into_the_next_sentence(cite: Cite) -> None:
    found = cite(
        "Điều 3. Quyết định này bãi bỏ Quyết định số 61/2013/QĐ-UBND.\nNghị định số 71/2014/NĐ-CP quy định rõ."
    )
    assert [c.role for c in found if c.number] == ["repeals", "mentions"]


@pytest.mark.parametrize(
    ("body", "issuer"),
    [
        ("của Ban Chấp hành Đảng bộ tỉnh khóa XVII", "Ban Chấp hành Đảng bộ tỉnh Hà Giang"),
        ("của Ban Chấp hành Đảng bộ tỉnh (khóa XVII)", "Ban Chấp hành Đảng bộ tỉnh Hà Giang"),
        ("của HĐND tỉnh khóa XVIII, nhiệm kỳ 2021-2026", "Hội đồng nhân dân tỉnh Hà Giang"),
        ("của Ban Thường vụ Tỉnh ủy khóa XVII", "Ban Thường vụ Tỉnh ủy Hà Giang"),
    ],
)
def test_a_term_after_the_issuer_does_not_hide_the_subject(cite: Cite, body: str, issuer: str) -> None:
    (found,) = cite(f"Căn cứ Nghị quyết số 13-NQ/TU ngày 26/5/2022 {body} về dân số giai đoạn 2022 - 2025;")
    assert (found.issuer, found.subject, found.period) == (issuer, "dân số giai đoạn 2022 - 2025", "2022-2025")


def test_an_issuer_glued_to_of(cite: Cite) -> None:
    (found,) = cite("Theo Nghị quyết số 61/NQ-CP ngày 15/7/2021 củaChính phủ, đơn vị lập sổ.")
    assert found.quote.endswith("củaChính phủ")


def test_the_government_council_is_named_as_written(cite: Cite) -> None:
    (found,) = cite("Theo Quyết định số 131/CP ngày 20/6/1975 của Hội đồng Chính phủ, đơn vị lập sổ.")
    assert found.issuer == "Hội đồng Chính phủ"


def test_a_date_behind_a_dash(cite: Cite) -> None:
    (found,) = cite("Theo Nghị định 18/2022/NĐ-CP - ngày 31.1.2022, đơn vị lập sổ.")
    assert found.date == "2022-01-31"


def test_bases_in_a_part_of_their_own_are_carried_out(cite: Cite) -> None:
    found = cite(
        "KẾ HOẠCH\n\nI. CĂN CỨ\nCăn cứ Nghị quyết số 13/NQ-HĐND ngày 26/5/2022;\nThực hiện Quyết định số 110/QĐ-TTg ngày 05/01/2022;\n"
        "II. NỘI DUNG\n1. Thực hiện Quyết định số 111/QĐ-TTg.\n"
    )
    assert [c.role for c in found if c.number] == ["legal_basis", "implements", "mentions"]


def test_a_subject_ends_at_the_number_of_the_next_row(cite: Cite) -> None:
    rows = (
        "5\nThông tư số 27/2016/TT-BTC ngày 01/9/2016 của Bộ trưởng Bộ Tài chính hướng dẫn việc trồng rừng \n6\n"
        "Thông tư số 36/2016/TT-BTC ngày 25/10/2016 của Bộ trưởng Bộ Tài chính hướng dẫn việc giữ rừng \n15/5/2024 \n"
    )
    assert [c.subject for c in cite(rows)] == ["hướng dẫn việc trồng rừng", "hướng dẫn việc giữ rừng"]


def test_a_page_number_inside_a_subject_does_not_end_it(cite: Cite) -> None:
    first, _ = cite(
        "Thông tư số 27/2016/TT-BTC ngày 01/9/2016 của Bộ trưởng Bộ Tài chính sửa đổi một số điều của\n6\n"
        "Thông tư số 36/2010/TT-BTC ngày 25/10/2010 của Bộ trưởng Bộ Tài chính hướng dẫn việc giữ rừng."
    )
    assert first.subject is not None
    assert first.subject.endswith("việc giữ rừng")


@pytest.mark.parametrize(
    "text",
    [
        "Chính phủ ban hành Nghị định số 45/2020/NĐ-CP; ngày 29/12/2023, UBND tỉnh ban hành Kế hoạch số 973/KH-UBND.",
        "Chính phủ ban hành Nghị định số 45/2020/NĐ-CP, ngày 29/12/2023 UBND tỉnh ban hành Kế hoạch số 973/KH-UBND.",
        "Căn cứ Nghị định số 45/2020/NĐ-CP, ngày 02/4/2024 UBND huyện có Công văn số 300/UBND-NV.",
        "Báo cáo kết quả theo Nghị định số 45/2020/NĐ-CP, ngày 30/5/2024 tổng hợp trình Chủ tịch.",
        "Theo Nghị định số 45/2020/NĐ-CP, ngày 22/3/2024 huyện tổ chức hội nghị.",
        "Sở thực hiện Nghị định số 45/2020/NĐ-CP ngày 25/4/2024 Phòng đã kiểm tra.",
    ],
)
def test_the_day_of_what_is_told_next_is_not_the_citation_s(cite: Cite, text: str) -> None:
    first, *_ = cite(text)
    assert (first.number, first.date, first.issuer) == ("45/2020/NĐ-CP", None, "Chính phủ")


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Kế hoạch số 973/KH-UBND, ngày 29/12/2023 của UBND tỉnh về trồng rừng.",
        "Thực hiện Kế hoạch số 973/KH-UBND ngày 29/12/2023, UBND huyện xây dựng kế hoạch như sau.",
        "Kế hoạch số 973/KH-UBND ngày 29/12/2023 UBND tỉnh ban hành Quy chế trồng rừng.",
        "Số, ngày: Kế hoạch số 973/KH-UBND; ngày 29/12/2023 về trồng rừng.",
    ],
)
def test_a_date_before_another_clause_is_still_the_citation_s(cite: Cite, text: str) -> None:
    first, *_ = cite(text)
    assert first.date == "2023-12-29"


def test_the_day_before_an_act_is_its_citation_s_in_a_chronicle(cite: Cite) -> None:
    first, second = cite(
        "Ngày 08/4/2020, Chính phủ ban hành Nghị định số 45/2020/NĐ-CP; ngày 29/12/2023, UBND tỉnh ban hành Kế hoạch số 973/KH-UBND."
    )
    assert (first.date, second.date) == ("2020-04-08", "2023-12-29")


@pytest.mark.parametrize(
    ("words", "date"),
    [("ngày 18/13/2021", "2021-13-18"), ("ngày 32/6/2022", "2022-06-32"), ("ngày 00/4/2020", "2020-04-00"),
     ("ngày 06 tháng 13 năm 2021", "2021-13-06")],
)  # fmt: skip
def test_a_date_that_cannot_be_is_kept_as_written(cite: Cite, words: str, date: str) -> None:
    (found,) = cite(f"Căn cứ Quyết định số 1945/QĐ-TTg {words} của Thủ tướng Chính phủ về trồng rừng;")
    assert (found.date, found.issuer) == (date, "Thủ tướng Chính phủ")


@pytest.mark.parametrize(
    ("after", "issuer"),
    [
        ("\nSở Tài chính\nCả năm 2026", "Quốc hội"),  # the next cells of a table that lost its lines
        (" của\nChính phủ về trồng rừng", "Chính phủ"),
    ],
)
def test_a_body_alone_on_the_next_line_is_no_issuer(cite: Cite, after: str, issuer: str) -> None:
    (found,) = cite(f"Luật Ngân sách nhà nước số 89/2025/QH15 ngày 25/6/2025{after}")
    assert found.issuer == issuer


@pytest.mark.parametrize(
    ("words", "issuer", "quote_end"),
    [
        ("(ngày 22/02/2022) của Quốc hội về trồng rừng", "Quốc hội", "Quốc hội"),
        ("(22/02/2022) của Thủ tướng Chính phủ", "Thủ tướng Chính phủ", "Chính phủ"),
        ("(ngày 22/02/2022); của Quốc hội", "Thủ tướng Chính phủ", "2022"),
        ("(ngày 22/02/2022) được thực hiện", "Thủ tướng Chính phủ", "2022"),
    ],
)
def test_the_issuer_behind_a_date_in_brackets(cite: Cite, words: str, issuer: str, quote_end: str) -> None:
    (found,) = cite(f"Căn cứ Quyết định số 263/QĐ-TTg {words};")
    assert (found.date, found.issuer) == ("2022-02-22", issuer)
    assert found.quote.rstrip(")").endswith(quote_end)


def test_a_body_named_once_before_the_numbers_is_each_members() -> None:
    text = (
        "Thực hiện các Kế hoạch của UBND tỉnh Quảng Trị: số 09/KH-UBND ngày 12/01/2024 về cây xanh, số 14/KH-UBND ngày "
        "20/01/2025 về vườn ươm; các Nghị quyết của HĐND tỉnh Quảng Trị số 12/NQ-HĐND ngày 05/7/2024 và số 15/NQ-HĐND "
        "ngày 10/12/2024; Quyết định của UBND tỉnh Quảng Trị số 31/QĐ-UBND ngày 02/3/2024 về giống cây, số 8/KH-SNN."
    )
    citations, _ = find_citations(text, context=context_of(None), sections=(), header_end=0)
    council, committee = "Hội đồng nhân dân tỉnh Quảng Trị", "Ủy ban nhân dân tỉnh Quảng Trị"
    assert {c.number: c.issuer for c in citations} == {
        "09/KH-UBND": committee, "14/KH-UBND": committee, "12/NQ-HĐND": council, "15/NQ-HĐND": council,
        "31/QĐ-UBND": committee, "8/KH-SNN": None,
    }  # fmt: skip
    assert "issuer_shared" in citations[1].doubts


def test_a_member_keeps_a_body_of_its_own_and_another_sign_takes_none() -> None:
    text = (
        "các Kế hoạch của UBND tỉnh Quảng Trị: số 09/KH-UBND ngày 12/01/2024, số 31/KH-UBND ngày 12/3/2025 của UBND "
        "huyện Hướng Hóa, số 15/KH-SNV ngày 20/3/2025"
    )
    citations, _ = find_citations(text, context=context_of(None), sections=(), header_end=0)
    assert citations[1].issuer == "Ủy ban nhân dân huyện Hướng Hóa"
    assert "Ủy ban nhân dân tỉnh Quảng Trị" not in (citations[2].issuer or "")


@pytest.mark.parametrize("between", [", ", " và ", "; "])
def test_a_body_before_a_comma_is_not_the_next_numbers(between: str) -> None:
    text = f"Kế hoạch số 09/KH-UBND ngày 12/01/2024 của UBND tỉnh Quảng Trị{between}số 14/KH-UBND ngày 20/01/2025 của UBND huyện Hướng Hóa."
    citations, _ = find_citations(text, context=context_of(None), sections=(), header_end=0)
    assert [c.issuer for c in citations] == [
        "Ủy ban nhân dân tỉnh Quảng Trị", "Ủy ban nhân dân huyện Hướng Hóa"
    ]  # fmt: skip
