"""What stands behind two citations, one within the words of the other, is held against neither that it may not be of."""

# ruff: noqa: E501 -- one line per case
import datetime as dt
from pathlib import Path

import pytest

from api.service import Service

DAY = dt.date(2024, 9, 20)
ROWS = """number,type,date,issuer,title,source,in_force_to,relation,related_number,related_date,related_issuer,related_type
31/2024/QH15,Luật,2024-01-18,Quốc hội,Đất đai,CSDL,,,,,,
27/2023/QH15,Luật,2023-11-27,Quốc hội,Nhà ở,CSDL,,,,,,
32/2024/QH15,Luật,2024-01-18,Quốc hội,Các tổ chức tín dụng,CSDL,,,,,,
43/2024/QH15,Luật,2024-06-29,Quốc hội,"sửa đổi, bổ sung một số điều của Luật Đất đai, Luật Nhà ở và Luật Các tổ chức tín dụng",CSDL,,,,,,
15/2018/NĐ-CP,Nghị định,2018-02-02,Chính phủ,quy định chi tiết Luật An toàn thực phẩm,CSDL,,thay thế,38/2012/NĐ-CP,2012-04-25,Chính phủ,Nghị định
38/2012/NĐ-CP,Nghị định,2012-04-25,Chính phủ,quy định chi tiết Luật An toàn thực phẩm,CSDL,2018-02-02,,,,,
168/2017/NĐ-CP,Nghị định,2017-12-31,Chính phủ,quy định chi tiết một số điều của Luật Du lịch,CSDL,,,,,,
09/2017/QH14,Luật,2017-06-19,Quốc hội,Du lịch,CSDL,,,,,,
102/2024/NĐ-CP,Nghị định,2024-07-30,Chính phủ,quy định chi tiết Luật Đất đai,CSDL,,,,,,
103/NQ-CP,Nghị quyết,2017-10-06,Chính phủ,ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết số 08-NQ/TW ngày 16 tháng 01 năm 2017 của Bộ Chính trị khóa XII về phát triển du lịch trở thành ngành kinh tế mũi nhọn,CSDL,,,,,,
08-NQ/TW,Nghị quyết,2017-01-16,Bộ Chính trị,về phát triển du lịch trở thành ngành kinh tế mũi nhọn,CSDL,,,,,,
160/2018/NĐ-CP,Nghị định,2018-11-29,Chính phủ,quy định chi tiết thi hành một số điều của Luật Phòng chống thiên tai,CSDL,,,,,,
46/2014/QĐ-TTg,Quyết định,2014-08-15,Thủ tướng Chính phủ,quy định về dự báo cảnh báo và truyền tin thiên tai,CSDL,,,,,,
76/NQ-CP,Nghị quyết,2018-06-18,Chính phủ,về công tác phòng chống thiên tai,CSDL,,,,,,
17/NQ-CP,Nghị quyết,2019-03-07,Chính phủ,về phát triển Chính phủ điện tử,CSDL,,,,,,
"""
HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH BÌNH THUẬN\nSố: 25/KH-UBND\nBình Thuận, ngày 20 tháng 9 năm 2024\n\nKẾ HOẠCH\n"
    "Quản lý đất đai năm 2024\n\n{basis}\nỦy ban nhân dân tỉnh ban hành kế hoạch như sau:\nI. MỤC ĐÍCH\nQuản lý tốt.\n"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("enclosed")
    (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
    service = Service(str(folder / "store"))
    assert service.import_register(folder / "rows.csv").refused == []
    return service


def accused(service: Service, folder: Path, basis: str) -> list[tuple[str, str]]:
    plan = folder / "plan.txt"
    plan.write_text(HEAD.format(basis=basis), encoding="utf-8")
    found = service.check_file(plan, DAY).report["findings"]
    return sorted((f["kind"], f["written"] or "") for f in found if f["severity"] != "note")


@pytest.mark.parametrize(
    "basis",
    [
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 và Luật Các tổ chức tín dụng số 32/2024/QH15 ngày 29 tháng 6 năm 2024;",
        "Căn cứ Luật số 43/2024/QH15 sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 và Luật Các tổ chức tín dụng số 32/2024/QH15 ngày 29 tháng 6 năm 2024;",
        "Căn cứ Nghị định số 15/2018/NĐ-CP thay thế Nghị định số 38/2012/NĐ-CP ngày 02/02/2018 của Chính phủ;",
        "Căn cứ Nghị định số 168/2017/NĐ-CP quy định chi tiết một số điều của Luật Du lịch số 09/2017/QH14 ngày 31/12/2017;",
        "Căn cứ Nghị định số 102/2024/NĐ-CP hướng dẫn Luật Đất đai số 31/2024/QH15 ngày 30/7/2024 của Chính phủ;",
        "Căn cứ Nghị quyết số 103/NQ-CP của Chính phủ về Chương trình hành động thực hiện Nghị quyết số 08-NQ/TW của Bộ Chính trị, ngày 06/10/2017;",
        "Căn cứ Nghị quyết số 103/NQ-CP thực hiện Nghị quyết số 08-NQ/TW ngày 06/10/2017 của Chính phủ;",
    ],
)
def test_the_day_or_body_of_the_outer_citation_is_not_held_against_the_inner(
    service: Service, tmp_path: Path, basis: str
) -> None:
    assert accused(service, tmp_path, basis) == []


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        # of its own line
        (
            "Căn cứ Nghị định số 15/2018/NĐ-CP;\nCăn cứ Nghị định số 38/2012/NĐ-CP ngày 25/4/2012 của Chính phủ;",
            [("NotInForce", "38/2012/NĐ-CP")],
        ),
        # the outer one has its own day
        (
            "Thực hiện Kế hoạch số 10/KH-UBND ngày 05/01/2024 của UBND tỉnh thực hiện Nghị quyết số 17/NQ-CP ngày 17/3/2019 của Chính phủ;",
            [("WrongDate", "2019-03-17")],
        ),
        # the body behind the day is the inner one's, and the outer one is of another
        (
            "Thực hiện Kế hoạch số 10/KH-UBND của UBND tỉnh thực hiện Nghị quyết số 17/NQ-CP ngày 17/3/2019 của Chính phủ;",
            [("WrongDate", "2019-03-17")],
        ),
        # so is the year
        (
            "Thực hiện Nghị quyết số 103/NQ-CP thực hiện Nghị quyết số 17/NQ-CP ngày 17/3/2019;",
            [("WrongDate", "2019-03-17")],
        ),
        # "this plan" has its own day in its head
        (
            "Điều 3. Kế hoạch này thay thế Nghị quyết số 17/NQ-CP ngày 17/3/2019.",
            [("WrongDate", "2019-03-17")],
        ),
        # a day that no calendar has is wrong, whosever it is
        (
            "Căn cứ Nghị định số 15/2018/NĐ-CP thay thế Quyết định số 2014/QĐ-UBND ngày 31/02/2020 của UBND tỉnh;",
            [("WrongDate", "2020-02-31")],
        ),
        # a list of equals
        (
            "Căn cứ Nghị quyết số 103/NQ-CP, Nghị quyết số 17/NQ-CP ngày 17/3/2019 của Chính phủ;",
            [("WrongDate", "2019-03-17")],
        ),
    ],
)
def test_what_is_the_inner_ones_own_is_held_against_it(
    service: Service, tmp_path: Path, basis: str, expected: list[tuple[str, str]]
) -> None:
    assert accused(service, tmp_path, basis) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Tập huấn Nghị định số 160/2018/NĐ-CP ngày 12/3/2019 tại thành phố Lào Cai.",
        "Tổng kết 5 năm thực hiện Quyết định số 46/2014/QĐ-TTg ngày 20/8/2019.",
        "Kiểm tra việc thực hiện Nghị định 160/2018/NĐ-CP ngày 10/4/2019 và ngày 12/4/2019 tại huyện Bát Xát.",
        "Cuộc họp bàn giải pháp thực hiện Nghị quyết số 76/NQ-CP ngày 02/7/2018 do Bộ trưởng Bộ Nội vụ chủ trì.",
        "Gửi góp ý dự thảo sửa đổi Nghị định số 160/2018/NĐ-CP ngày 30/10/2019.",
        "Hội nghị trực tuyến triển khai Nghị quyết số 103/NQ-CP ngày 25/11/2017 tại Quảng Bình.",
        "Phổ biến Nghị định số 160/2018/NĐ-CP ngày 12/3/2027 tại các huyện.",
        "Giải ngân 50% vốn theo Quyết định số 46/2014/QĐ-TTg, ngày 31/12/2024 đạt 100%.",
        "Lễ công bố Luật Du lịch số 09/2017/QH14 ngày 12/7/2017 của Chủ tịch nước theo Lệnh số 06/2017/L-CTN.",
    ],
)
def test_the_day_of_an_event_is_not_held_against_the_document_it_is_about(
    service: Service, tmp_path: Path, sentence: str
) -> None:
    assert accused(service, tmp_path, f"Căn cứ tình hình thực tế;\n1. {sentence}") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Tổ chức sơ kết việc thực hiện Nghị quyết số 17/NQ-CP ngày 17/3/2019 của Chính phủ.",  # the body is its own
        "Thực hiện Nghị quyết số 17/NQ-CP ngày 17/3/2019, Sở đã ban hành kế hoạch.",  # no event
        "Nâng tỷ lệ hồ sơ trực tuyến theo Nghị quyết số 17/NQ-CP ngày 17/3/2019.",  # "tỷ lệ" is no "lễ"
        "Hội nghị triển khai Nghị quyết số 17/NQ-CP ngày 27/02/2019 tại Lào Cai.",  # before there was one to speak of
    ],
)
def test_a_wrong_day_beside_an_event_is_told(service: Service, tmp_path: Path, sentence: str) -> None:
    found = accused(service, tmp_path, f"Căn cứ tình hình thực tế;\n1. {sentence}")
    assert [kind for kind, _ in found] == ["WrongDate"]
