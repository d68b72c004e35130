# ruff: noqa: E501 -- one line per case
"""What the words beside a citation or a body say themselves: nobody is told what the author wrote."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.judge import judge_record
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Record, Section, Span, Unit
from tests.graph.judge.works import acted_on, cite, in_force, record, work

AS_OF = dt.date(2026, 3, 1)
OLD = "Nghị định số 61/2018/NĐ-CP"
DECREE = work("urn:61", type="Nghị định", number="61/2018/NĐ-CP", date="2018-04-23", issuer="Chính phủ")
ENDED = in_force(DECREE, "2018-06-21", "2025-07-01")


def _citing(raw: str, *, title: str | None = None, role: str = "mentions") -> Record:
    start = raw.index(OLD)
    citation = cite(OLD, "61/2018/NĐ-CP", type="Nghị định", issuer="Chính phủ", start=start, role=role)
    return record(citation, raw=raw, date="2026-02-25", issuer="Ủy ban nhân dân tỉnh Nam Hải", title=title)


def _outdated(judged: Record) -> list[str]:
    table = WorksTable([ENDED])
    found = judge_record(judged, resolve_citations(judged, table), table, as_of=AS_OF)
    return [f.severity for f in found if f.kind == "NotInForce"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Điều 1. Công bố các văn bản sau đây hết hiệu lực:\n1. Quyết định số 9/QĐ-TTg.\n2. " + OLD + " của Chính phủ.\n", []),
        ("Điều 1. Công bố các văn bản sau đây hết hiệu lực:\n- Quyết định số 9/QĐ-TTg;\n\n- " + OLD + " của Chính phủ.\n", []),
        ("Điều 1. Triển khai các văn bản sau đây:\n1. Quyết định số 9/QĐ-TTg.\n2. " + OLD + " của Chính phủ.\n", ["warning"]),
        ("Các văn bản hết hiệu lực:\n1. Quyết định số 9/QĐ-TTg.\nII. NHIỆM VỤ\n1. Thực hiện " + OLD + ".\n", ["warning"]),
        ("Hồ sơ tiếp nhận trước ngày 01/7/2025 giải quyết theo " + OLD + ".", []),
        ("Hồ sơ giải quyết theo " + OLD + " trước ngày 01 tháng 7 năm 2025 được giữ nguyên.", []),
        ("Các sở thực hiện " + OLD + ", hoàn thành trước ngày 15/12/2026.", ["warning"]),
        ("Nhiệm vụ chuyển tiếp từ " + OLD + " thực hiện theo quy định của nghị định mới.", []),
        ("Cụm từ “" + OLD + "” tại Quyết định số 933/QĐ-UBND được thay bằng cụm từ “Nghị định mới”.", []),
        ("Các sở thực hiện “" + OLD + "” trong năm.", ["warning"]),
        ("Từ đầu năm đến ngày 01/7/2025, huyện thực hiện theo " + OLD + ".", []),
        ("Từ ngày 01/3/2025, huyện thực hiện theo " + OLD + ".", ["warning"]),
        ("Sáu tháng đầu năm 2025, huyện giải quyết hồ sơ theo " + OLD + ".", []),
        ("Sáu tháng cuối năm 2025, huyện giải quyết hồ sơ theo " + OLD + ".", ["warning"]),
        ("Vụ cháy rừng ngày 12/6/2025 được xác định theo " + OLD + ".", []),
        ("Mức hỗ trợ xác định theo " + OLD + " (còn hiệu lực tại thời điểm đó).", []),
        ("Mức hỗ trợ xác định theo " + OLD + " (còn hiệu lực).", ["warning"]),
        ("Không xem xét lại hồ sơ đã giải quyết theo " + OLD + ".", []),
        ("Các sở giải quyết hồ sơ theo " + OLD + ".", ["warning"]),
        ("Chính phủ ban hành nghị định mới thay " + OLD + ".", []),
        ("Giấy phép cấp theo " + OLD + " được giữ nguyên giá trị.", ["note"]),
        ("Các dự án được giao đất theo " + OLD + " tiếp tục thực hiện.", ["note"]),
        ("Các sở cấp giấy phép theo " + OLD + ".", ["warning"]),
        ("Tuyên truyền điểm mới của nghị định mới so với " + OLD + ".", []),
        ("Quy định tại " + OLD + " không còn phù hợp.", ["note"]),
        ("Chủ tịch thay mặt tập thể báo cáo " + OLD + ".", ["warning"]),
    ],
)  # fmt: skip
def test_what_is_said_to_be_over_is_not_accused_of_being_over(raw: str, expected: list[str]) -> None:
    assert _outdated(_citing(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Chính phủ ban hành nghị định mới thay {0} và {1}.", []),
        ("Hồ sơ đã giải quyết theo {0}, {1} được giữ nguyên.", []),
        ("Năm 2026, các sở thực hiện {0} và {1}.", ["warning", "warning"]),
    ],
)
def test_what_is_said_of_a_list_is_said_of_each_in_it(raw: str, expected: list[str]) -> None:
    words = raw.format(OLD, OLD)
    places = [words.index(OLD), words.rindex(OLD)]
    cited = [cite(OLD, "61/2018/NĐ-CP", type="Nghị định", issuer="Chính phủ", start=at) for at in places]
    assert _outdated(record(*cited, raw=words, date="2026-02-25", issuer="Ủy ban nhân dân tỉnh Nam Hải")) == expected


@pytest.mark.parametrize(("date", "expected"), [("2023-06-05", []), ("2025-12-05", ["warning"])])
def test_a_document_of_before_the_end_applied_what_then_applied(date: str, expected: list[str]) -> None:
    raw = f"Bản án số 12/2023/HC-ST áp dụng Điều 203 {OLD}."
    by = cite("Bản án số 12/2023/HC-ST", "12/2023/HC-ST", date=date)
    old = cite(OLD, "61/2018/NĐ-CP", type="Nghị định", issuer="Chính phủ", start=raw.index(OLD))
    assert _outdated(record(by, old, raw=raw, date="2026-02-25", issuer="Ủy ban nhân dân tỉnh Nam Hải")) == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("quy định chi tiết thi hành một số điều của Luật Bến bãi", ["error"]),
        ("sửa đổi, bổ sung một số điều của Nghị định về bến bãi", ["error"]),
        ("về bến bãi (đã được thay thế bởi nghị định mới)", ["note"]),
        ("về bến bãi", ["error"]),
    ],
)
def test_the_subject_of_a_basis_says_nothing_of_what_became_of_it(subject: str, expected: list[str]) -> None:
    raw = f"Căn cứ {OLD} {subject};"
    start = raw.index(OLD)
    place = Span(raw.index(subject), raw.index(subject) + len(subject))
    citation = cite(OLD, "61/2018/NĐ-CP", type="Nghị định", issuer="Chính phủ", start=start, role="legal_basis")
    citation = replace(citation, subject=subject, subject_span=place)
    assert _outdated(record(citation, raw=raw, date="2026-02-25", issuer="Ủy ban nhân dân tỉnh Nam Hải")) == expected


def test_a_basis_in_whose_brackets_the_old_one_stands_is_not_the_old_one() -> None:
    raw = "Căn cứ Nghị định số 9/2025/NĐ-CP (thay " + OLD + ");"
    assert _outdated(_citing(raw, role="legal_basis")) == []


def test_a_period_that_a_conclusion_looked_at_is_always_over() -> None:
    for words, expected in (("Kết luận thanh tra số 99/KL-TTCP", []), ("Chương trình số 99/CTr-BTC", ["PeriodEnded"])):
        citation = cite(words, words.split()[-1], type="Kết luận", role="implements", period="2016-2022")
        judged = record(citation, date="2024-09-15")
        found = judge_record(judged, resolve_citations(judged, WorksTable([])), WorksTable([]), as_of=AS_OF)
        assert [f.kind for f in found if f.kind == "PeriodEnded"] == expected


def test_a_list_of_what_is_no_longer_in_force_names_it_and_its_basis_is_still_held_to_be_in_force() -> None:
    title = "Về việc công bố Danh mục văn bản hết hiệu lực năm 2025"
    assert _outdated(_citing(OLD + " của Chính phủ", title=title)) == []
    assert _outdated(_citing("Căn cứ " + OLD + " của Chính phủ;", title=title, role="legal_basis")) == ["error"]


DEPARTMENT = "Sở Thông tin và Truyền thông"


def _sections(raw: str) -> Iterator[Section]:
    """Roman headings and what is numbered below them."""
    above, at = "", 0
    for line in raw.splitlines(keepends=True):
        mark = line.partition(".")[0]
        above = mark if mark in {"I", "II"} else above
        path = mark if mark == above else f"{above}.{mark}"
        yield Section(path=path, heading=line.strip(), span=Span(at, at + len(line)))
        at += len(line)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1. Trước ngày 01/3/2025, các sở trang bị máy; " + DEPARTMENT + " quản lý hệ thống.", []),
        ("Cấp lại giấy phép do " + DEPARTMENT + " cấp trước ngày 01/3/2025.", []),
        ("Giao " + DEPARTMENT + " hoàn thành trước ngày 15/12/2026.", [DEPARTMENT]),
        ("- Việc xong trước ngày 01/3/2025.\n- Giao " + DEPARTMENT + " theo dõi.", [DEPARTMENT]),
        ("Trung tâm (trước đây thuộc " + DEPARTMENT + ") phối hợp.", []),
        (DEPARTMENT + " đã hoàn thành 12 chỉ tiêu.", []),
        ("Chỉnh lý tài liệu của " + DEPARTMENT + " giai đoạn 2004-2024.", []),
        ("Đề nghị " + DEPARTMENT + " năm 2026 theo dõi.", [DEPARTMENT]),
        (DEPARTMENT + " (nay là Sở Khoa học và Công nghệ) bàn giao hồ sơ.", []),
        ("Quý IV năm 2024, " + DEPARTMENT + " tổ chức 12 lớp.", []),
        ("Sáu tháng cuối năm 2026, " + DEPARTMENT + " tổ chức 12 lớp.", [DEPARTMENT]),
        ("Kho lưu trữ của " + DEPARTMENT + " trước sắp xếp được chuyển về kho chung.", []),
        ("I. KẾT QUẢ NĂM 2025\n1. " + DEPARTMENT + " tổ chức 12 lớp.", []),
        ("II. NHIỆM VỤ NĂM 2026\n1. " + DEPARTMENT + " tổ chức 12 lớp.", [DEPARTMENT]),
        ("Tiếp nhận máy của " + DEPARTMENT + " tỉnh Bến Tre.", [DEPARTMENT + " tỉnh Bến Tre"]),
    ],
)  # fmt: skip
def test_a_body_of_which_the_past_is_told_is_asked_nothing(raw: str, expected: list[str]) -> None:
    units = [Unit(name=DEPARTMENT + " tỉnh Hà Tĩnh", variants=(DEPARTMENT,)), Unit(name=DEPARTMENT + " tỉnh Bến Tre")]
    of = units if units[1].name in raw else units[:1]
    read = record(raw=raw, date="2026-02-25", issuer="Ủy ban nhân dân tỉnh Hà Tĩnh")
    judged = replace(read, units=tuple(of), sections=tuple(_sections(raw)))
    found = judge_record(judged, (), WorksTable([]), as_of=AS_OF)
    assert [f.written for f in found if f.kind == "BodyAbolished"] == expected


@pytest.mark.parametrize(
    ("name", "written", "date", "now"),
    [
        ("Sở Y tế tỉnh Bến Tre", "Sở Y tế tỉnh Bến Tre", "2026-01-22", ["Sở Y tế tỉnh Vĩnh Long"]),
        ("Ủy ban nhân dân tỉnh Bến Tre", "UBND tỉnh Bến Tre", "2026-01-22", ["Ủy ban nhân dân tỉnh Vĩnh Long"]),
        ("Tỉnh ủy Sóc Trăng", "Tỉnh ủy Sóc Trăng", "2026-01-22", ["Thành ủy Cần Thơ"]),
        ("Huyện ủy Cầu Ngang", "Huyện ủy Cầu Ngang", "2026-01-22", [None]),
        ("Sở Y tế tỉnh Bến Tre", "Sở Y tế tỉnh Bến Tre", "2025-06-22", []),
        ("Sở Y tế tỉnh Bến Tre", "Sở Y tế", "2026-01-22", []),
        ("Sở Y tế tỉnh Vĩnh Long", "Sở Y tế tỉnh Vĩnh Long", "2026-01-22", []),
    ],
)
def test_a_body_of_a_merged_province_or_district_that_is_asked_something(
    name: str, written: str, date: str, now: list[str | None]
) -> None:
    read = record(raw=f"Giao {written} chủ trì.", date=date, issuer="Ủy ban nhân dân tỉnh Vĩnh Long")
    judged = replace(read, units=(Unit(name=name, variants=(written,)),))
    found = judge_record(judged, (), WorksTable([]), as_of=AS_OF)
    assert [f.actual for f in found if f.kind == "BodyAbolished"] == now


@pytest.mark.parametrize("kind", ["replaces", "suspends", "amends"])
def test_a_work_that_only_a_relation_speaks_of_is_never_named_by_its_iri(kind: str) -> None:
    judged = _citing("Căn cứ " + OLD + " của Chính phủ;", role="legal_basis")
    table = WorksTable([acted_on(DECREE, kind, "https://cancu.example/vn/unknown", since="2025-07-01")])
    found = judge_record(judged, resolve_citations(judged, table), table, as_of=AS_OF)
    said = [f.message for f in found if f.kind in {"NotInForce", "Amended"}]
    assert said
    assert all("một văn bản khác" in m.vi and "another document" in m.en and "://" not in m.vi + m.en for m in said)
