"""Addresses in texts, and the document number an address or its words name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.read.links import find_bare_links, number_of_link


@pytest.mark.parametrize(
    ("url", "words", "number"),
    [
        ("https://example.vn/nghi-quyet-17-nq-cp-2019-nhiem-vu-171174-d1.html", "", "17/NQ-CP"),
        ("https://example.vn/Nghi-dinh-30-2020-ND-CP-cong-tac-van-thu-436532.aspx", "", "30/2020/NĐ-CP"),
        ("https://example.vn/luat-80-2015-qh13.html", "", "80/2015/QH13"),
        ("https://example.vn/thong-tu-12-2021-tt-btttt/", "", "12/2021/TT-BTTTT"),
        ("https://example.vn/van-ban?id=5", "Quyết định 310/QĐ-UBND", "310/QĐ-UBND"),
        ("https://example.vn/a", "Nghị quyết số 12-NQ/TU", "12-NQ/TU"),
        ("https://example.vn/tin-tuc-24-7-ha-noi.html", "", None),
        ("https://example.vn/2024-05-01-ke-hoach.html", "", None),
        ("https://example.vn/12-xx-yyzz.html", "", None),
        ("http://[", "", None),
    ],
)
def test_the_number_an_address_names(url: str, words: str, number: str | None) -> None:
    assert number_of_link(url, words) == number


def test_bare_addresses_end_where_the_sentence_does() -> None:
    raw = "Xem (https://example.vn/a_b). Hoặc www.example.vn/c; không phải http:// hay example.vn."
    assert [(raw[li.span.start : li.span.end], li.url) for li in find_bare_links(raw)] == [
        ("https://example.vn/a_b", "https://example.vn/a_b"),
        ("www.example.vn/c", "www.example.vn/c"),
    ]


@given(st.text(), st.text())
def test_no_address_breaks_it(url: str, words: str) -> None:
    number_of_link(url, words)
    for link in find_bare_links(url + " " + words):
        assert (url + " " + words)[link.span.start : link.span.end] == link.url
