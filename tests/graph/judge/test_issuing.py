"""A sign beside a body that cannot number so."""

import datetime as dt

import pytest

from graph.judge import judge_record
from graph.lookup import WorksTable
from graph.resolve import resolve_citations
from ontology.values import Finding
from tests.graph.judge.works import cite, record

FINANCE = "Sở Tài chính tỉnh Nam Định"


def _found(number: str, issuer: str, *, quote: str | None = None) -> list[Finding]:
    words = quote or f"Kế hoạch số {number} ngày 16/01/2024 của {issuer}"
    judged = record(cite(words, number, date="2024-01-16", issuer=issuer), place="Nam Định")
    table = WorksTable([])
    found = judge_record(judged, resolve_citations(judged, table), table, as_of=dt.date(2024, 3, 1))
    return [f for f in found if f.kind == "WrongIssuer"]


@pytest.mark.parametrize(
    ("number", "issuer", "actual"),
    [
        ("09/KH-STC", "Sở Tư pháp tỉnh Nam Định", FINANCE),
        ("09/KH-SKHCN", "Sở Nội vụ tỉnh Nam Định", "Sở Khoa học và Công nghệ tỉnh Nam Định"),
        ("12-HD/BTGTU", "Ban Tổ chức Tỉnh ủy Nam Định", "Ban Tuyên giáo Tỉnh ủy Nam Định"),
        ("05-CT/TW", "Chính phủ", None),
        ("12/KH-HĐND", "Ủy ban nhân dân tỉnh Nam Định", "Hội đồng nhân dân tỉnh Nam Định"),
        ("12/NQ-UBND", "Hội đồng nhân dân tỉnh Nam Định", "Ủy ban nhân dân tỉnh Nam Định"),
        ("05-NQ/TU", "Ủy ban nhân dân tỉnh Nam Định", None),
    ],
)
def test_a_body_that_cannot_number_so_is_a_warning(number: str, issuer: str, actual: str | None) -> None:
    (found,) = _found(number, issuer)
    assert (found.severity, found.actual) == ("warning", actual)


@pytest.mark.parametrize(
    ("number", "issuer"),
    [
        ("09/KH-STC", FINANCE),
        ("09/KH-STC", "Giám đốc Sở Tài chính"),
        ("09/KH-SNN", "Sở Nông nghiệp và Môi trường tỉnh Nam Định"),  # its successor
        ("09/KH-SVHTT", "Sở Văn hóa, Thể thao và Du lịch tỉnh Nam Định"),
        ("09/KH-SNV", "Sở Ngoại vụ tỉnh Nam Định"),
        ("09/KH-STC", "Ủy ban nhân dân tỉnh Nam Định"),
        ("12-HD/BTGTU", "Ban Tuyên giáo và Dân vận Tỉnh ủy Nam Định"),
        ("05-NQ/TU", "Tỉnh ủy Nam Định"),
        ("05-CT/TW", "Bộ Chính trị"),
        ("09/KH-XYZ", "Sở Tư pháp tỉnh Nam Định"),
    ],
)
def test_a_body_that_may_number_so_is_left_alone(number: str, issuer: str) -> None:
    assert _found(number, issuer) == []


def test_a_body_that_only_stands_beside_the_number_is_left_alone() -> None:
    assert _found("05-NQ/TU", "Ủy ban nhân dân tỉnh Nam Định", quote="Nghị quyết số 05-NQ/TU, UBND tỉnh Nam Định") == []
