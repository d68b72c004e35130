"""Numbers: every form of the table, and what holds for all of them."""

import pytest

from ontology.numbers import number_key, parse_number
from ontology.tables import Row, rows

FORMS = [(row["id"], case) for row in rows("number_forms", "form") for case in row["examples"]]
WRONG = [(row["id"], words) for row in rows("number_forms", "form") for words in row.get("counterexamples", ())]


@pytest.mark.parametrize(("form", "case"), FORMS, ids=[f"{f}: {c['written']}" for f, c in FORMS])
def test_every_form_is_read_as_its_row_says(form: str, case: Row) -> None:
    number = parse_number(case["written"])
    assert number is not None
    assert number.canonical == case["canonical"]
    assert number.proper == case.get("proper", case["canonical"])
    assert number.type_abbr == case.get("type")
    assert number.body_abbr == case.get("body")
    assert number.style == case["style"]
    assert set(number.defects) == set(case.get("defects", ()))


@pytest.mark.parametrize(("form", "words"), WRONG)
def test_what_is_no_number_is_none(form: str, words: str) -> None:
    assert parse_number(words) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("08/KH-UBND", "8 / KH – UBND"),
        ("61/2018/NĐCP", "61/2018/NĐ-CP"),
        ("22/NQ-TU", "22-NQ/TU"),
        ("876/QD-BNV", "876/QĐ-BNV"),
        ("15/CTr.UBND", "15/CTr-UBND"),
        ("0204/KH-UBND", "204/KH-UBND"),
        ("17/2025/TT-BGD&ĐT", "17/2025/TT-BGDĐT"),
    ],
)
def test_one_number_typed_two_ways_has_one_key(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("84/2025/QĐ-UBND", "84/QĐ-UBND"),
        ("30c/NQ-CP", "30/NQ-CP"),
        ("66.17/2026/NQ-CP", "6617/2026/NQ-CP"),
        ("12-NQ/TU", "12-NQ/TW"),
        ("80/KH-UBND", "08/KH-UBND"),
    ],
)
def test_two_numbers_have_two_keys(one: str, other: str) -> None:
    assert number_key(one) != number_key(other)


@pytest.mark.parametrize("case", [c for _, c in FORMS], ids=[c["written"] for _, c in FORMS])
def test_correct_spelling_is_a_fixed_point(case: Row) -> None:
    once = parse_number(case["canonical"])
    assert once is not None
    assert once.canonical == case["canonical"]
    right = parse_number(once.proper)
    assert right is not None
    assert (right.proper, right.defects) == (once.proper, ())
    assert number_key(case["written"]) == number_key(once.canonical) == number_key(once.proper)
