"""Documents named by who issued them and what about; abbreviated types, issuers of joint papers; sentences of our own."""

# ruff: noqa: E501  one line a case

from collections.abc import Callable

import pytest

from loaders.citations import explain
from ontology.values import Citation, Skipped

Cite = Callable[..., tuple[Citation, ...]]
Read = Callable[..., tuple[tuple[Citation, ...], tuple[Skipped, ...]]]

NAMED = [
    ("Kế hoạch của UBND tỉnh về phòng, chống tham nhũng năm 2022 được triển khai đến các xã.",
     "Kế hoạch của UBND tỉnh về phòng, chống tham nhũng năm 2022", "phòng, chống tham nhũng năm 2022", "2022"),
    ("Theo Kết luận của Thủ tướng Chính phủ tại Hội nghị trực tuyến ngày 05/02/2022, các sở báo cáo.",
     "Kết luận của Thủ tướng Chính phủ tại Hội nghị trực tuyến ngày 05/02/2022", "Hội nghị trực tuyến ngày 05/02/2022", None),
    ("Quyết định của Bộ trưởng Bộ Nội vụ phê duyệt Chỉ số cải cách hành chính năm 2021 xếp tỉnh thứ mười.",
     "Quyết định của Bộ trưởng Bộ Nội vụ phê duyệt Chỉ số cải cách hành chính năm 2021", "phê duyệt Chỉ số cải cách hành chính năm 2021", "2021"),
    ("Nghị quyết HĐND tỉnh về nhiệm vụ phát triển kinh tế - xã hội năm 2023;",
     "Nghị quyết HĐND tỉnh về nhiệm vụ phát triển kinh tế - xã hội năm 2023", "nhiệm vụ phát triển kinh tế - xã hội năm 2023", "2023"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "subject", "period"), NAMED)
def test_by_body_and_subject(cite: Cite, text: str, quote: str, subject: str, period: str | None) -> None:
    (found,) = cite(text)
    assert (found.kind, found.quote, found.subject, found.period) == ("named", quote, subject, period)
    assert found.issuer


@pytest.mark.parametrize(
    "text",
    [
        "Sở tham mưu xây dựng Quyết định của UBND tỉnh về phân cấp quản lý viên chức.",
        "Thực hiện Quyết định của UBND tỉnh, các sở báo cáo.",
        "Hồ sơ có Quyết định của UBND cấp huyện về việc thu hồi đất của hộ dân.",
        "Gửi Báo cáo của UBND xã về kết quả trồng rừng hằng tháng.",
        "Các Quyết định của UBND tỉnh về giao đất cho các hộ dân.",
    ],
)
def test_what_no_reader_could_look_up(cite: Cite, text: str) -> None:
    assert cite(text) == ()


def test_the_second_basis_of_a_list_has_no_number(cite: Cite) -> None:
    first, second = cite(
        "Thực hiện Kế hoạch số 08/KH-UBND ngày 05/01/2026 của UBND tỉnh về trồng rừng năm 2026, Nghị quyết của HĐND xã về nhiệm vụ kinh tế - xã hội năm 2026;"
    )
    assert (first.subject, second.subject) == ("trồng rừng năm 2026", "nhiệm vụ kinh tế - xã hội năm 2026")
    assert first.role == second.role == "implements"


@pytest.mark.parametrize(
    ("words", "type"),
    [
        ("QĐ số 749/QĐ-TTg", "Quyết định"),
        ("NQ 17/NQ-CP", "Nghị quyết"),
        ("NĐ số 30/2020/NĐ-CP", "Nghị định"),
        ("CV 45/STP-HCTP", "Công văn"),
    ],
)
def test_an_abbreviated_type_belongs_to_the_quote(cite: Cite, words: str, type: str) -> None:
    (found,) = cite(f"Các đơn vị làm theo {words} đã gửi.")
    assert (found.quote, found.type) == (words, type)


def test_a_list_of_abbreviated_types_keeps_each(cite: Cite) -> None:
    assert [c.type for c in cite("Theo Công văn số 12/STP-HCTP, QĐ số 13/QĐ-STP, NQ 14/NQ-CP.")] == [
        "Công văn", "Quyết định", "Nghị quyết",
    ]  # fmt: skip


def test_an_issuer_ends_before_the_next_article(cite: Cite) -> None:
    found, *_ = cite(
        "Điều 2. Sửa đổi Nghị quyết số 56/2017/NQ-HĐND ngày 07/7/2017 của Hội đồng nhân dân tỉnh\nĐiều 3. Tổ chức thực hiện"
    )
    assert found.quote.endswith("Hội đồng nhân dân tỉnh")


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        (
            "Chương trình phối hợp số 996/CTPH-BTP-BGDĐT ngày 05/4/2022 giữa Bộ Tư pháp và Bộ Giáo dục và Đào tạo, Sở Tư pháp lập kế hoạch",
            "Bộ Tư pháp; Bộ Giáo dục và Đào tạo",
        ),
        (
            "Thông tư liên bộ số 14/TT-LB ngày 02/10/1996 của Tổng cục Địa chính - Bộ Tài chính",
            "Tổng cục Địa chính - Bộ Tài chính",
        ),
    ],
)
def test_issuers_of_joint_papers(cite: Cite, words: str, issuer: str) -> None:
    found, *_ = cite(f"Căn cứ {words};")
    assert found.issuer == issuer


def test_a_proposal_at_the_end_of_the_bases_is_no_basis(cite: Cite) -> None:
    basis, proposal = cite(
        "Căn cứ Kế hoạch số 08/KH-UBND ngày 05/01/2026 của UBND tỉnh; theo đề nghị của Phòng Nội vụ tại Tờ trình số 12/TTr-NV ngày 06/01/2026,"
    )
    assert (basis.role, proposal.role) == ("legal_basis", "mentions")


def test_a_plan_that_wants_a_decision_changed_does_not_change_it(read: Read) -> None:
    def role(kind: str) -> str:
        text = f"ỦY BAN NHÂN DÂN\n\n{kind}\n\nII. NHIỆM VỤ\n1. Bãi bỏ Quyết định số 07/2023/QĐ-UBND của UBND tỉnh."
        return read(text)[0][-1].role

    assert (role("KẾ HOẠCH"), role("QUYẾT ĐỊNH")) == ("mentions", "repeals")


def test_a_number_cited_again_keeps_the_body_it_was_cited_with(cite: Cite) -> None:
    first, again = cite(
        "Thực hiện Kế hoạch số 03/KH-UBND ngày 05/01/2026 của UBND tỉnh Phú Thọ. Làm theo Kế hoạch 03/KH-UBND đã nêu."
    )
    assert first.issuer == again.issuer == "Ủy ban nhân dân tỉnh Phú Thọ"


def test_a_scan_keeps_its_doors_its_figures_and_its_capitals(read: Read) -> None:
    text = (
        "Số: 07/KH-UBND\n\nKẾ HOẠCH\n\nThực hiện Nghi dinh s6 61/2018/NĐ-CP ngay 23/4/2018 ctia Chinh phi về cơ chế một cửa;\n"
        "1. Làm theo Đề án 06.\n4. Theo dõi K¢é hoach này."
    )
    first, *_, last = read(text, scanned=True)[0]
    assert (first.number, first.subject) == ("61/2018/NĐ-CP", "cơ chế một cửa")
    assert (last.kind, last.quote) == ("self", "K¢é hoach này")
    assert not any("06.\n4" in c.quote for c in read(text, scanned=True)[0])


def test_an_explanation_says_role_place_and_which_document_is_meant(cite: Cite) -> None:
    citations = cite(
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về cải cách; theo Nghị quyết 76 đã nêu."
    )
    first, short = (explain(c, citations) for c in citations)
    assert "là căn cứ" in first.vi
    assert "a basis" in first.en
    assert "tức là 76/NQ-CP" in short.vi


@pytest.mark.parametrize(
    "issuer",
    ["UBND huyện Phú Tân, tỉnh An Giang", "UBND huyện Phú Tân tỉnh An Giang", "UBND huyện Phú Tân (tỉnh An Giang)",
     "Ủy ban nhân dân huyện Phú Tân (An Giang)", "UBND huyện Phú Tân thuộc tỉnh An Giang", "UBND huyện Phú Tân - An Giang"],
)  # fmt: skip
def test_the_province_behind_a_district_is_part_of_its_name(cite: Cite, issuer: str) -> None:
    """Phú Tân is a district of An Giang and of Cà Mau."""
    (found,) = cite(f"Kế hoạch số 45/KH-UBND ngày 12/02/2024 của {issuer} về chuyển đổi số năm 2024;")
    assert found.issuer == "Ủy ban nhân dân huyện Phú Tân, tỉnh An Giang"
    assert found.quote.endswith(issuer)
    assert found.subject == "chuyển đổi số năm 2024"


@pytest.mark.parametrize("body", ["Ban Chỉ đạo 389 tỉnh", "Ban Chỉ đạo 35 Tỉnh ủy", "BCĐ 389 quốc gia"])
def test_a_board_named_by_a_figure_is_read_whole(cite: Cite, body: str) -> None:
    (found,) = cite(f"Căn cứ Kế hoạch số 34/KH-BCĐ ngày 12/3/2022 của {body} về chống buôn lậu;")
    assert (found.issuer_from, found.subject) == ("words", "chống buôn lậu")
    assert found.quote.endswith(body)
