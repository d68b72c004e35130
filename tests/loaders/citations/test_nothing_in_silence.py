"""The detector's hits are in the record or skipped with a reason; whatever the text, nothing raises and spans hold."""

# ruff: noqa: E501  lists of pieces

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.citations import explain, find_citations
from loaders.citations.detector import detect
from loaders.citations.explain import HOW
from loaders.citations.folded import fold_page
from loaders.citations.rejected import skip_rows
from loaders.sections import find_sections
from ontology.bodies import Context
from ontology.values import Citation, Skipped

Read = Callable[..., tuple[tuple[Citation, ...], tuple[Skipped, ...]]]
PIECES = st.sampled_from(
    [
        "Kế hoạch", "Nghị quyết", "Luật", "Đề án", "Công văn", "các", "số", "08/KH-UBND", "30/2020/NĐ-CP", "12-NQ/TU", "QH15", "ngày",
        "15/7/2021", "ngày 15 tháng 7 năm 2021", "của", "Chính phủ", "UBND tỉnh", "về", "việc", "này", "trên", ",", ";", ".", "\n", " ",
        "và", "sửa đổi", "Căn cứ", "Thực hiện", "khoản 2", "Điều 5", "76", "/", "-", "(", ")", "“", "”", "giai đoạn 2021-2025",
        "Đất đai", "năm 2024", "sau đây gọi tắt là", "Mẫu số 01/ĐK", "12 lần/năm", "http://a.vn/b-12/NQ-CP", "CÔNG BÁO/Số 3/Ngày",
        "TM.", "I.", "1.", "a)", "PHỤ LỤC", "Số:", "20/tháng", "3/QĐ", "\u0323", "😀", "\xa0", "\ufeff",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200)
)


@given(TEXTS, st.booleans())
@example("Kế hoạch số      /KH-UBND", False)
@example("20/tháng số 3", False)
@example("Kế ` hoạch ~ này 'số", True)
@settings(max_examples=300, deadline=None)
def test_nothing_is_passed_over_and_spans_hold(text: str, scanned: bool) -> None:
    citations, skipped = find_citations(text, context=Context(), sections=find_sections(text), scanned=scanned)
    seen = [c.span for c in citations] + [s.span for s in skipped]
    if not scanned:
        for start, end in detect(fold_page(text)):
            assert any(span.start < end and start < span.end for span in seen), text[start:end]
    assert all(c.quote == text[c.span.start : c.span.end] and c.quote for c in citations)
    assert all(s.quote == text[s.span.start : s.span.end] and s.reason in skip_rows() for s in skipped)
    assert all(a.span.start <= b.span.start for a, b in pairwise(citations))
    for citation in citations:
        assert citation.refers_to is None or 0 <= citation.refers_to < len(citations)
        assert citation.rule.rpartition(": ")[2] in HOW
        assert explain(citation).vi
        assert explain(citation).en
        for part in (citation.number_span, citation.date_span):
            assert part is None or 0 <= part.start < part.end <= len(text)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_numbers_and_dates_are_those_of_the_page(text: str) -> None:
    citations, _ = find_citations(text, context=Context(), sections=())
    for citation in citations:
        if citation.number is not None and citation.number_span is not None:
            words = text[citation.number_span.start : citation.number_span.end]
            written = iter(c for c in words if c.isdigit())  # a page number may stand between
            assert all(digit in written for digit in citation.number if digit.isdigit())


ROWS = [(row.id, text) for row in skip_rows().values() for text in row.examples]


@pytest.mark.parametrize(("reason", "text"), ROWS)
def test_reasons(read: Read, reason: str, text: str) -> None:
    citations, skipped = read(f"Ghi {text} vào sổ.")
    assert citations == ()
    assert [s.reason for s in skipped] == [reason]
    assert skipped[0].why.vi
    assert skipped[0].why.en


def test_every_reason_has_both_languages() -> None:
    assert all(row.why.vi and row.why.en for row in skip_rows().values())


HOSTILE = ["1" * 1_000_000, "(" * 1_000_000, "1/" * 500_000, "1/A" * 60_000, "a" * 1_000_000, "Luật " * 200_000, "số " * 300_000,
           "Kế hoạch số " * 20_000, "-\n" * 400_000, "ngày " * 200_000, "1/2021/" * 100_000, "18-NQ/TW, " * 15_000, "“" * 500_000,
           "Căn cứ " * 100_000, "khoản 1 Điều 2 " * 60_000, "Nghị quyết số 1/NQ-CP về " * 8_000]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: repr(t[:14]))
@pytest.mark.timeout(60)
def test_hostile_texts_end(text: str) -> None:
    """Linear in length: the longest of these takes some seconds; what is not linear does not come back in a minute."""
    citations, _ = find_citations(text, context=Context(), sections=())
    assert len(citations) <= len(text)


def test_threads_may_read_at_once(read: Read) -> None:
    text = "Theo Nghị quyết số 5/NQ-CP ngày 05/3/2021 của Chính phủ. " * 300
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda _: len(read(text)[0]), range(24)))
    assert counts == [300] * 24


def test_a_sign_before_its_number_is_listed(read: Read) -> None:
    citations, skipped = read("Thực hiện QĐ-UBND số 46 ngày 11/01/2022; NQ-HĐND số 12 của HĐND tỉnh.")
    assert [(s.quote, s.reason) for s in skipped if s.reason == "sign_before_number"] == [
        ("QĐ-UBND số 46", "sign_before_number"),
        ("NQ-HĐND số 12", "sign_before_number"),
    ]
    assert citations == ()
