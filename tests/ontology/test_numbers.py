"""Numbers: every form of the table, and what holds for all of them."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ontology.fold import fold_key
from ontology.numbers import number_key, parse_number
from ontology.tables import Row, rows
from ontology.types import TYPES

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


SERIALS = st.integers(min_value=1, max_value=99999).map(str)
TYPES_STATE = st.sampled_from([a for t in TYPES for a in t.state_abbr if "-" not in a])
TYPES_PARTY = st.sampled_from([a for t in TYPES for a in t.party_abbr])
STATE_BODIES = st.sampled_from(["UBND", "HĐND", "CP", "TTg", "BTC", "BTNMT", "SNV", "STTTT", "BLĐTBXH", "VPCP"])
PARTY_BODIES = st.sampled_from(["TU", "TW", "HU", "ĐU", "BTGTU", "VPTW", "UBKTHU"])
YEARS = st.integers(min_value=1990, max_value=2039).map(str)


@given(SERIALS, TYPES_STATE, STATE_BODIES, st.one_of(st.none(), YEARS))
def test_a_state_number_is_taken_apart_as_it_was_made(serial: str, kind: str, body: str, year: str | None) -> None:
    written = f"{serial}/{year}/{kind}-{body}" if year else f"{serial}/{kind}-{body}"
    number = parse_number(written)
    assert number is not None
    assert (number.serial, number.type_abbr, number.body_abbr) == (serial, kind, body)
    assert (number.canonical, number.proper, number.defects) == (written, written, ())
    assert number.year == (int(year) if year else None)
    assert any(kind in t.state_abbr for t in number.types)


@given(SERIALS, TYPES_PARTY, PARTY_BODIES)
def test_a_party_number_is_taken_apart_as_it_was_made(serial: str, kind: str, body: str) -> None:
    written = f"{serial}-{kind}/{body}"
    number = parse_number(written)
    assert number is not None
    assert (number.type_abbr, number.body_abbr, number.style) == (kind, body, "party")
    assert (number.canonical, number.proper, number.defects) == (written, written, ())
    swapped = parse_number(f"{serial}/{kind}-{body}")
    assert swapped is not None
    assert (swapped.proper, swapped.defects) == (written, ("party_sign_in_state_form",))


@given(SERIALS, TYPES_STATE, STATE_BODIES, st.sampled_from([str.upper, str.lower, str.title]), st.booleans())
def test_a_number_typed_carelessly_keeps_its_key(
    serial: str, kind: str, body: str, typed: Callable[[str], str], spaced: bool
) -> None:
    right = f"{serial}/{kind}-{body}"
    careless = f"{serial} / {typed(kind)} - {typed(body)}" if spaced else f"0{serial}/{typed(kind)}-{typed(body)}"
    assert number_key(careless) == number_key(right)


@given(st.tuples(SERIALS, TYPES_STATE, STATE_BODIES), st.tuples(SERIALS, TYPES_STATE, STATE_BODIES))
def test_two_serials_or_bodies_have_two_keys(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    def folded(part: tuple[str, str, str]) -> tuple[str, str]:
        return part[0], fold_key(part[1] + part[2])

    assume(folded(one) != folded(other))
    assert number_key("{}/{}-{}".format(*one)) != number_key("{}/{}-{}".format(*other))


@given(st.text(max_size=30))
def test_strange_text_never_raises(words: str) -> None:
    number = parse_number(words)
    assert number is None or number.serial in words.lower()
    assert number_key(words) == number_key(words.strip())
