"""Types of document: every row found by its words and its signs."""

import pytest

from ontology.types import (
    TYPES,
    DocumentType,
    agrees,
    find_type,
    norm_rank,
    spell_abbreviation,
    type_named,
    type_of_sign,
    types_of_abbreviation,
    types_of_sign,
)


@pytest.mark.parametrize("kind", TYPES, ids=lambda t: t.id)
def test_every_type_is_found_by_its_words(kind: DocumentType) -> None:
    for words in (kind.name, kind.name.upper(), kind.name.lower(), *kind.aliases):
        assert find_type(words) == kind


@pytest.mark.parametrize(("kind", "abbr"), [(t, a) for t in TYPES for a in t.abbreviations])
def test_every_abbreviation_leads_to_its_type(kind: DocumentType, abbr: str) -> None:
    party = abbr in kind.party_abbr and abbr not in kind.state_abbr
    assert kind in types_of_abbreviation(abbr, party=party)
    assert spell_abbreviation(abbr.upper(), party=party) is not None


def test_names_ids_and_classes_are_unique() -> None:
    assert (
        len({t.id for t in TYPES}) == len({t.name for t in TYPES}) == len({t.class_name for t in TYPES}) == len(TYPES)
    )


@pytest.mark.parametrize("kind", [t for t in TYPES if t.base], ids=lambda t: t.id)
def test_a_special_type_names_a_type_there_is(kind: DocumentType) -> None:
    base = type_named(kind.base or "")
    assert base is not None
    assert base.base is None
    assert kind.name.startswith(base.name)


@pytest.mark.parametrize("words", ["", "kế", "Văn hóa", "qđ", "số", "KHH", "báo", "UBND", "17"])
def test_other_words_are_no_type(words: str) -> None:
    assert find_type(words) is None


@pytest.mark.parametrize(
    ("sign", "names"),
    [
        ("KH-UBND", ["Kế hoạch"]),
        ("TT-BTC", ["Thông tư"]),
        ("TT/TW", ["Thông tri"]),
        ("TTLT-BTC-BNV", ["Thông tư liên tịch"]),
        ("TT-LT-BTC", ["Thông tư liên tịch"]),
        ("CTr/HU", ["Chương trình"]),
        ("QĐ/TW", ["Quyết định", "Quy định"]),
        ("QĐ-TTg", ["Quyết định"]),
        ("QH15", ["Luật", "Nghị quyết", "Bộ luật"]),
        ("UBTVQH15", ["Nghị quyết", "Pháp lệnh"]),
        ("UBND-NC", []),
        ("XYZ", []),
    ],
)
def test_types_of_signs(sign: str, names: list[str]) -> None:
    assert [t.name for t in types_of_sign(sign)] == names
    likeliest = type_of_sign(sign)
    assert (likeliest.name if likeliest else None) == (names[0] if names else None)


@pytest.mark.parametrize(
    ("words", "sign", "verdict"),
    [
        ("Đề án", "QĐ-UBND", False),
        ("Quyết định", "QĐ-UBND", True),
        ("Chương trình hành động", "CTr/HU", True),
        ("Quy định", "QĐ/TW", True),
        ("Luật", "QH15", True),
        ("Nghị quyết", "QH15", True),
        ("Nghị định", "QH15", False),
        ("Thông tư", "TTLT-BTC-BNV", True),
        ("Công văn", "UBND-NC", None),
        ("Thông báo kết luận", "TB-VPCP", True),
        (None, "KH-UBND", None),
    ],
)
def test_whether_a_type_word_can_stand_before_a_sign(words: str | None, sign: str, verdict: bool | None) -> None:
    assert agrees(words, sign) is verdict


def test_ranks_descend_from_the_constitution_to_the_commune() -> None:
    ladder = [
        norm_rank("Hiến pháp", "Quốc hội"),
        norm_rank("Luật", "Quốc hội"),
        norm_rank("Pháp lệnh", "Ủy ban Thường vụ Quốc hội"),
        norm_rank("Nghị định", "Chính phủ"),
        norm_rank("Quyết định", "Thủ tướng Chính phủ"),
        norm_rank("Thông tư", "Bộ Tài chính", "ministry"),
        norm_rank("Quyết định", "Ủy ban nhân dân tỉnh Hà Tĩnh", "province"),
        norm_rank("Quyết định", "Ủy ban nhân dân xã Cẩm Bình", "commune"),
    ]
    assert None not in ladder
    assert ladder == sorted(ladder, key=lambda r: r or 0)
    assert len(set(ladder)) == len(ladder)
    assert norm_rank("Kế hoạch", "Chính phủ") is None
