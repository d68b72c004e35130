"""The province of a text whose header does not name it."""

import pytest

from loaders.home import settle_context
from ontology.bodies import Context


@pytest.mark.parametrize(
    ("words", "province"),
    [
        ("Kế hoạch của UBND tỉnh; thư viện ở tỉnh Hà Tĩnh", "tỉnh Hà Tĩnh"),
        ("TỈNH BÀ RỊA - VŨNG TÀU", "tỉnh Bà Rịa - Vũng Tàu"),
        ("tỉnh Thừa Thiên Huế Kế hoạch", "tỉnh Thừa Thiên Huế"),
        ("chợ tỉnh Thuận Giang, sông tỉnh Thuận Giang", "tỉnh Thuận Giang"),
        ("chợ tỉnh Thuận Giang", None),  # a name that no table lists, once
        ("tỉnh Hà Tĩnh và tỉnh Nghệ An", None),
        ("Chủ tịch UBND tỉnh; UBND TỈNH KẾ HOẠCH; tỉnh ủy", None),
        ("", None),
    ],
)
def test_the_one_province_named(words: str, province: str | None) -> None:
    assert settle_context(Context(), words).province == province


def test_a_header_that_names_it_stands() -> None:
    assert settle_context(Context(province="tỉnh Nghệ An"), "tỉnh Hà Tĩnh").province == "tỉnh Nghệ An"
