"""Series: who restarts when, and what a date can tell."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.numbers import parse_number
from ontology.series import (
    assembly_term,
    central_committee_term,
    near_turn,
    party_term,
    series_of,
    series_period,
    terms,
)
from ontology.tables import Row, rows


@pytest.mark.parametrize("row", rows("series", "series"), ids=lambda r: str(r["id"]))
def test_every_series_has_an_example_that_is_in_it(row: Row) -> None:
    assert parse_number(row["example"]) is not None
    assert series_of(None, None, row["example"]).id == row["id"]


@pytest.mark.parametrize("of", sorted({r["of"] for r in rows("series", "term")}))
def test_terms_follow_one_another_without_a_gap(of: str) -> None:
    line = terms(of)
    for one, after in pairwise(line):
        assert one.until == after.since
    for term in line:
        assert dt.date.fromisoformat(term.since)


@pytest.mark.parametrize(
    ("number", "date", "period"),
    [
        ("08/KH-UBND", "2024-01-08", "2024"),
        ("08/KH-UBND", "2024", "2024"),
        ("08/KH-UBND", None, None),
        ("30/2020/NĐ-CP", None, "2020"),
        ("35/2022/NĐ-CP", "2024-05-28", "2022"),
        ("12-NQ/TU", "2022-05-26", "2020-2025"),
        ("22/NQ-TU", "2022-05-26", "2020-2025"),
        ("12-NQ/TU", "2017-05-26", "2015-2020"),
        ("12-NQ/TU", "2020", None),
        ("18-NQ/TW", "2017-10-25", "2016-2021"),
        ("19-NQ/TW", "2012-10-31", "2011-2016"),
        ("15/2015/QH13", None, "QH13"),
        ("1665/NQ-UBTVQH15", "2025-06-16", "QH15"),
    ],
)
def test_the_period_of_a_number(number: str, date: str | None, period: str | None) -> None:
    assert series_period(None, None, number, date) == period


@pytest.mark.parametrize(
    ("issuer", "type_", "id_"),
    [
        ("Ủy ban nhân dân tỉnh Hà Tĩnh", "Kế hoạch", "state"),
        ("Huyện ủy Cẩm Xuyên", "Chương trình", "party"),
        ("Bộ Chính trị", "Kết luận", "party"),
        ("Quốc hội", "Luật", "assembly"),
        (None, None, "state"),
    ],
)
def test_the_series_without_a_number(issuer: str | None, type_: str | None, id_: str) -> None:
    assert series_of(issuer, type_).id == id_


def test_turns_of_terms_are_named_as_such() -> None:
    assert near_turn("2020-06-30")
    assert near_turn("2025-11-01")
    assert not near_turn("2022-05-26")
    assert near_turn("2021-01-20", central=True)
    assert not near_turn("2017-10-25", central=True)


def test_terms_on_days() -> None:
    assert assembly_term("2022-01-01") == "QH15"
    assert central_committee_term("2021-01-31") == "XII"
    assert central_committee_term("2021-02-01") == "XIII"
    assert central_committee_term("2021") is None
    assert party_term("1950-01-01") is None


@given(st.dates(min_value=dt.date(2001, 1, 1), max_value=dt.date(2030, 1, 1)))
def test_every_day_has_one_local_term(day: dt.date) -> None:
    assert party_term(day.isoformat()) is not None
