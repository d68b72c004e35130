"""The last day of a time."""

import pytest

from ontology.deadlines import find_deadline

CASES = [
    ("Quý II, IV", 2023, "2023-12-31"),
    ("Quý I-III/2023", 2023, "2023-09-30"),
    ("Quý IV/2026", 2025, "2026-12-31"),
    ("Quý II năm 2024", 2023, "2024-06-30"),
    ("Tháng 10/2023", 2023, "2023-10-31"),
    ("Tháng 02", 2024, "2024-02-29"),
    ("tháng 3 năm 2026", 2025, "2026-03-31"),
    ("Trước ngày 15/6/2023", 2023, "2023-06-15"),
    ("trước ngày 20 tháng 11 năm 2023", 2023, "2023-11-20"),
    ("trước ngày 05/7", 2023, "2023-07-05"),
    ("2026", 2025, "2026-12-31"),
    ("2025 - 2030", 2025, "2030-12-31"),
    ("Năm 2023", 2023, None),
    ("Thường xuyên trong năm 2023", 2023, None),
    ("Từ Quý I/2023", 2023, None),
    ("Trước ngày 15/12 hằng năm", 2023, None),
    ("Định kỳ quý, 6 tháng", 2023, None),
    ("Ngày 31/02/2023", 2023, None),
    ("", 2023, None),
    (None, 2023, None),
]


@pytest.mark.parametrize(("words", "year", "expected"), CASES)
def test_deadline(words: str | None, year: int, expected: str | None) -> None:
    assert find_deadline(words, year=year) == expected
