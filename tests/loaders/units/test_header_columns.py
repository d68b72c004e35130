"""A name in the left column of a page's head never runs into the motto on the right, nor into a term of office."""

import pytest

from loaders.extract import extract_record
from loaders.read import read_bytes

HEAD = """{left}          {right}

Số: 12/KH-UBND          Độc lập - Tự do - Hạnh phúc
An Lộc, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Trồng rừng năm 2024

Căn cứ Nghị quyết số 31/NQ-HĐND ngày 12/7/2023 của Hội đồng nhân dân tỉnh An Lộc Khóa XVIII;
Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:
"""


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("UBND TỈNH AN LỘC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("UBND TỈNH AN LỘC", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("TỈNH ỦY AN LỘC", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    ],
)
def test_names_end_with_their_column(left: str, right: str) -> None:
    for gap in ("          ", " ", "\t"):
        text = HEAD.format(left=left, right=right).replace("          ", gap)
        names = {u.name for u in extract_record(read_bytes("x.txt", text.encode())).units}
        assert not [n for n in names if "Cộng" in n or "Khóa" in n or "Độc" in n], names
        assert "Hội đồng nhân dân tỉnh An Lộc" in names
