"""The corrected citation keeps the writer's style."""

import pytest

from graph.judge.correct import corrected, date_in_style, title_in_style
from ontology.values import Span
from tests.graph.judge.works import cite


@pytest.mark.parametrize(
    ("words", "actual", "expected"),
    [
        ("ngày 17/3/2019", "2019-03-07", "ngày 07/3/2019"),
        ("ngày 7/3/2019", "2019-03-08", "ngày 8/3/2019"),
        ("ngày 05/03/2019", "2019-04-06", "ngày 06/04/2019"),
        ("ngày 12-4-2021", "2021-05-12", "ngày 12-5-2021"),
        ("ngày 12.4.2021", "2021-01-12", "ngày 12.01.2021"),
        ("ngày 26 tháng 5 năm 2023", "2022-05-26", "ngày 26 tháng 5 năm 2022"),
        ("ngày 02 tháng 12 năm 2023", "2022-02-03", "ngày 03 tháng 02 năm 2022"),
        ("ngày 09/6/20205", "2025-06-09", "ngày 09/6/2025"),
        ("không có ngày", "2022-02-03", None),
        ("ngày 17/3/2019", "2019-03", None),
    ],
)
def test_a_date_keeps_its_form(words: str, actual: str, expected: str | None) -> None:
    assert date_in_style(words, actual) == expected


@pytest.mark.parametrize(
    ("quote", "fields", "field", "actual", "expected"),
    [
        (
            "Nghị quyết số 17/NQ-\n\nCP ngày 17/3/2019 của Chính phủ",
            {"number": "17/NQ-CP"},
            "date",
            "2019-03-07",
            "Nghị quyết số 17/NQ-CP ngày 07/3/2019 của Chính phủ",
        ),
        (
            "Đề án số 45/QĐ-UBND",
            {"number": "45/QĐ-UBND", "type": "Đề án"},
            "type",
            "Quyết định",
            "Quyết định số 45/QĐ-UBND",
        ),
        (
            "đề án số 45/QĐ-UBND",
            {"number": "45/QĐ-UBND", "type": "Đề án"},
            "type",
            "Quyết định",
            "quyết định số 45/QĐ-UBND",
        ),
        (
            "Kế hoạch số 54 /KH-UBND của UBND tỉnh",
            {"number": "54/KH-UBND"},
            "number",
            "45/KH-UBND",
            "Kế hoạch số 45/KH-UBND của UBND tỉnh",
        ),
        (
            "Quyết định số 7/QĐ-TTg ngày 02/4/2020 của Chính phủ",
            {"number": "7/QĐ-TTg", "issuer": "Chính phủ"},
            "issuer",
            "Thủ tướng Chính phủ",
            "Quyết định số 7/QĐ-TTg ngày 02/4/2020 của Thủ tướng Chính phủ",
        ),
        (
            "Kế hoạch số 7/KH-UBND của UBND huyện về trồng rừng",
            {"number": "7/KH-UBND", "issuer": "Ủy ban nhân dân huyện Đông Hải"},
            "issuer",
            "Ủy ban nhân dân tỉnh Nam Hải",
            "Kế hoạch số 7/KH-UBND của UBND tỉnh Nam Hải về trồng rừng",
        ),
        (
            "Kế hoạch số 7/KH-UBND của HĐND tỉnh về trồng rừng",
            {"number": "7/KH-UBND", "issuer": "Hội đồng nhân dân tỉnh Nam Hải"},
            "issuer",
            "Ủy ban nhân dân tỉnh Nam Hải",
            "Kế hoạch số 7/KH-UBND của UBND tỉnh về trồng rừng",
        ),
        (
            "Kế hoạch số 9/KH-STC của Sở Tư pháp",
            {"number": "9/KH-STC", "issuer": "Sở Tư pháp tỉnh Nam Hải"},
            "issuer",
            "Sở Tài chính tỉnh Nam Hải",
            "Kế hoạch số 9/KH-STC của Sở Tài chính",
        ),
        (
            "Hướng dẫn số 12-HD/BTGTU của Ban Tổ chức Tỉnh ủy",
            {"number": "12-HD/BTGTU", "issuer": "Ban Tổ chức Tỉnh ủy Nam Hải"},
            "issuer",
            "Ban Tuyên giáo Tỉnh ủy Nam Hải",
            "Hướng dẫn số 12-HD/BTGTU của Ban Tuyên giáo Tỉnh ủy",
        ),
        (
            "Thông tư số 6/2023/TT-BTC của Bộ trưởng Bộ Nội vụ",
            {"number": "6/2023/TT-BTC", "issuer": "Bộ trưởng Bộ Nội vụ"},
            "issuer",
            "Bộ Tài chính",
            "Thông tư số 6/2023/TT-BTC của Bộ trưởng Bộ Tài chính",
        ),
    ],
)
def test_only_the_wrong_part_changes(
    quote: str, fields: dict[str, str], field: str, actual: str, expected: str
) -> None:
    assert corrected(cite(quote, **fields), field, actual) == expected  # type: ignore[arg-type]


def test_misread_words_are_written_anew() -> None:
    citation = cite(
        "Nghi quyét s6 17/NQ-CP ngay 17/3/2019", "17/NQ-CP", type="Nghị quyết", date="2019-03-17", issuer="Chính phủ"
    )
    assert (
        corrected(citation, "date", "2019-03-07", misread=True) == "Nghị quyết số 17/NQ-CP ngày 07/3/2019 của Chính phủ"
    )


@pytest.mark.parametrize(
    ("written", "actual", "expected"),
    [
        ("về cải cách tư pháp năm 2024", "Cải cách hành chính năm 2024", "về cải cách hành chính năm 2024"),
        ("về việc thu phí bến", "về việc thu phí qua phà", "về việc thu phí qua phà"),
        ("ban hành Chương trình trồng rừng", "Chương trình trồng cây", "ban hành Chương trình trồng cây"),
        ("Trồng rừng ven biển", "Trồng cây ven biển", "Trồng cây ven biển"),
        ("về bến Nam Hải", "Nam Hải mở bến mới", "về Nam Hải mở bến mới"),
        ("về trồng rừng", "ban hành Quy chế trồng cây", "về ban hành Quy chế trồng cây"),
        ("về trồng rừng", "TRỒNG CÂY VEN BIỂN", None),
    ],
)
def test_a_title_is_opened_as_the_writer_opens_it(written: str, actual: str, expected: str | None) -> None:
    assert title_in_style(written, actual) == expected


SCANNED = (
    ("Nghi quyét 17/NQ- CP ngay 17/3/2019 ctia Chinh pha", 11, "ngay 17/3/2019", "Chính phủ",
     "Nghị quyết 17/NQ-CP ngày 07/3/2019 của Chính phủ"),
    ("Nghi quyét s6 17/NQ-CP ngay 17-3-2019 ctia Chinh phi", 14, "ngay 17-3-2019", "Chính phủ",
     "Nghị quyết số 17/NQ-CP ngày 07-3-2019 của Chính phủ"),
    ("Nghi quyét sé 17/NQ-CP ngay 17 thang 3 nam 2019 ctia Chinh phi", 14, "ngay 17 thang 3 nam 2019", "Chính phủ",
     "Nghị quyết số 17/NQ-CP ngày 07 tháng 3 năm 2019 của Chính phủ"),
    ("Nghi quyét 17/NQ-CP ngay 17/3/2019", 11, "ngay 17/3/2019", None, "Nghị quyết 17/NQ-CP ngày 07/3/2019"),
    ("Nghi quyét s6 17/NQ-CP ngay 17/3/2019 ctia UBND tinh", 14, "ngay 17/3/2019", "Ủy ban nhân dân tỉnh Hà Tĩnh",
     "Nghị quyết số 17/NQ-CP ngày 07/3/2019 của UBND tỉnh"),
)  # fmt: skip


@pytest.mark.parametrize(("quote", "at", "day", "issuer", "expected"), SCANNED)
def test_what_a_scanner_garbled_is_written_anew_in_the_writers_manner(
    quote: str, at: int, day: str, issuer: str | None, expected: str
) -> None:
    said = cite(quote, "17/NQ-CP", type="Nghị quyết", date="2019-03-17", date_as_written=day,
                issuer=issuer or "Chính phủ", issuer_from="words" if issuer else "sign",
                number_span=Span(at, at + 8))  # fmt: skip
    assert corrected(said, "date", "2019-03-07", misread=True) == expected


def test_a_body_is_not_cut_at_the_place_it_lies_in() -> None:
    quote = "Kế hoạch số 7/KH-UBND của UBND tỉnh"
    cited = cite(quote, "7/KH-UBND", type="Kế hoạch", issuer="Ủy ban nhân dân tỉnh Nam Hải", issuer_from="words")
    actual = "Ủy ban nhân dân huyện Đông Hải, tỉnh Nam Hải"
    mended = "Kế hoạch số 7/KH-UBND của UBND huyện Đông Hải, tỉnh Nam Hải"
    assert corrected(cited, "issuer", actual) == corrected(cited, "issuer", actual, misread=True) == mended
