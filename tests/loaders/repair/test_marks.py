"""Marks back on their vowel, look-alikes, hard spaces; clean words stay as they are."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.repair import repair_text
from loaders.repair.marks import settle
from loaders.repair.syllables import TONES, all_syllables, is_syllable, place_tone

BROKEN = [
    ("tổ chức thưc\u0323 hiêṇ nghiêm", "tổ chức thực hiện nghiêm"),
    ("kế hoac\u0323h năm", "kế hoạch năm"),
    ("các đơn vi,\u0323 địa phương", "các đơn vị, địa phương"),
    ("kinh tế xa \u0303hôị của xã", "kinh tế xã hội của xã"),
    ("kinh tế xa \u0303 hội", "kinh tế xã hội"),
    ("người dân đươc\u0323 biết", "người dân được biết"),
    ("ba\u0301o ca\u0301o quy\u0301 II", "báo cáo quý II"),
    ("QUYE\u0302\u0301T \u00d0ỊNH", "QUYẾT ĐỊNH"),
    ("876/Q\u00d0-BNV", "876/QĐ-BNV"),
    ("Ủy\u00a0ban\u200b nhân\ufeff dân", "Ủy ban nhân dân"),
    ("điêù tra, yêú kém, taị chỗ", "điều tra, yếu kém, tại chỗ"),
    ("hồ sơ \ufb01nal", "hồ sơ final"),
]
CLEAN = [
    "Hoà bình, hòa giải, thuỷ lợi, thủy sản, quý, quí, quỹ, giữ gìn, giếng, khuỷu, khuya, ngoằn ngoèo",
    "España, Ångström, José, piñata và 12ª edição",
    "Đắk Lắk, Bắc Kạn, Kon Tum, Pleiku",
    "a) Ưu tiên; b) Ưa chuộng; ướt, ượt, oẳn tù tì, uỵch",
    "",
    "12/2021/TT-BTTTT ngày 30/11/2021",
]


@pytest.mark.parametrize(("raw", "right"), BROKEN)
def test_broken_marks_are_put_right(raw: str, right: str) -> None:
    repaired = repair_text(raw)
    assert repaired.text == right
    assert repaired.repairs
    assert repair_text(right).text == right


@pytest.mark.parametrize("text", CLEAN)
def test_clean_words_are_not_touched(text: str) -> None:
    repaired = repair_text(text)
    assert repaired.text == text
    assert repaired.origins is None
    assert repaired.repairs == ()


@pytest.mark.parametrize("raw", [b[0] for b in BROKEN])
def test_every_repair_points_at_its_raw_characters(raw: str) -> None:
    repaired = repair_text(raw)
    assert repaired.origins is not None
    assert len(repaired.origins) == len(repaired.text) + 1
    assert list(repaired.origins) == sorted(repaired.origins)
    assert repaired.origins[-1] == len(raw)
    for repair in repaired.repairs:
        assert raw[repair.span.start : repair.span.end] != repaired.text[repair.repaired.start : repair.repaired.end]
        back = repaired.origin_span(repair.repaired.start, repair.repaired.end)
        assert back.start == repair.span.start or repair.repaired.start == repair.repaired.end


def test_untouched_characters_map_to_themselves() -> None:
    raw = "thưc\u0323 hiêṇ kế hoạch số 08/KH-UBND"
    repaired = repair_text(raw)
    at = repaired.text.index("08/KH")
    span = repaired.origin_span(at, at + len("08/KH-UBND"))
    assert raw[span.start : span.end] == "08/KH-UBND"


def test_the_tone_behind_the_rime_is_found_for_every_syllable() -> None:
    """What word processors did: the tone as a combining character behind the whole syllable."""
    for word in sorted(all_syllables())[::37]:
        apart = unicodedata.normalize("NFD", word)
        tone = next((c for c in apart if c in TONES), None)
        if tone:
            settled = settle(unicodedata.normalize("NFC", apart.replace(tone, "")) + tone)
            assert unicodedata.normalize("NFD", settled).replace(tone, "") == apart.replace(tone, "")
            assert is_syllable(settled)


@pytest.mark.parametrize(
    ("word", "yes"),
    [("nghiêng", True), ("ngiêng", False), ("khoẻ", True), ("cuả", False), ("gì", True), ("kỷ", True), ("cỷ", False),
     ("quyết", True), ("tiếc", True), ("tiềc", False), ("pháp", True), ("wá", False), ("yêu", True), ("uống", True)],
)  # fmt: skip
def test_spelling_rules(word: str, yes: bool) -> None:
    assert is_syllable(word) is yes


def test_place_tone_keeps_capitals() -> None:
    assert place_tone("THƯC", "\u0323") == "THỰC"
    assert place_tone("Hôi", "\u0323") == "Hội"
    assert place_tone("xyz", "\u0323") is None


_ALPHABET = (
    "aăâeêioôơuưyđbcghklmnpqrstvxAĐƯ \n,.;:/-0123456789\u0300\u0301\u0303\u0309\u0323\u0302\u031b\u00a0\u200bạệữÐ"
)


@given(st.text(alphabet=_ALPHABET, max_size=80))
def test_repairing_twice_is_repairing_once(raw: str) -> None:
    once = repair_text(raw)
    assert repair_text(once.text).text == once.text


@given(st.text(alphabet=_ALPHABET, max_size=80))
def test_digits_and_signs_survive(raw: str) -> None:
    kept = [c for c in raw if c.isdigit() or c in "/-"]
    assert [c for c in repair_text(raw).text if c.isdigit() or c in "/-"] == kept


@given(st.lists(st.sampled_from(sorted(s for s in all_syllables() if not s.isascii())), max_size=30))
def test_syllables_are_never_touched(words: list[str]) -> None:
    text = " ".join(words)
    assert repair_text(text).repairs == ()
