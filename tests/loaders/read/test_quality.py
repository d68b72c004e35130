"""Is it Vietnamese, can it be believed, and did a scanner make it: judged on our own sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.read import read_bytes
from loaders.read.quality import is_syllable, looks_vietnamese, mark_share, text_quality, vietnamese_share
from loaders.read.scan_signs import looks_scanned
from tests.loaders.read.made import PLAN

# The same plan as a program that knew no Vietnamese would read it.
POOR = (
    "UY BAN NHAN DAN\nHUYEN THANH LIEM\nS6: 45/KH-UBND\nKE HOACH\nTréng cay phan tan trén dia ban huyén nam 2024\n"
    "Can ctr Quyét dinh s6 310/QD-UBND ngay 20/02/2024 ctia Uy ban nhan dan tinh vé giao chi tiéu tréng cay; Uy ban "
    "nhan dan huyén ban hanh ké hoach véi nhimg néi dung sau: trong moi hai muoi nghin cay bong mat doc cac tuyén "
    "duong lién xa, bao dam cay séng trén 90%. Phong Nong nghiép chu tri, phéi hop véi cac xa, thi tran ra soat.\n"
)
# As a better one would: the letters right, here and there a mark or a sign astray.
FAIR = PLAN.replace("Quyết", "Quyêt").replace("các", "cac").replace("phát", "phat").replace("mục", "muc") * 3
# A font lost its ư and ợ: holes, but no scanner.
HOLES = PLAN.replace("ư", "").replace("ợ", "").replace("ụ", "")


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("quyết", True), ("nghị", True), ("giữ", True), ("gìn", True), ("uống", True), ("khuỷu", True), ("Đắk", True),
        ("thuở", True), ("ngoằng", True), ("ý", True),
        ("quyét", False), ("hoac", False), ("truyén", False), ("ctia", False), ("internet", False), ("strong", False),
        ("hợpp", False), ("àá", False),
    ],
)  # fmt: skip
def test_the_form_of_a_syllable(word: str, is_one: bool) -> None:
    assert is_syllable(word) is is_one


@pytest.mark.parametrize(
    ("raw", "least", "most", "scanned"),
    [(PLAN, 0.99, 1.0, False), (POOR, 0.0, 0.4, True), (FAIR, 0.9, 0.99, True), (HOLES, 0.5, 0.97, False)],
    ids=["clean", "poor", "fair", "holes"],
)
def test_quality_and_who_made_it(raw: str, least: float, most: float, scanned: bool) -> None:
    quality = text_quality(raw)
    assert least <= quality <= most
    assert looks_scanned(raw, quality) is scanned
    assert looks_vietnamese(raw)


def test_capitals_numbers_and_addresses_are_not_judged() -> None:
    assert vietnamese_share("UBND HĐND 45/KH-UBND https://example.vn/strange-words a@example.vn") == 1.0
    assert not looks_scanned("Thư gửi về hộp a@example.vn và b@example.vn của phòng. " * 20, 1.0)


def test_marks_are_counted_however_they_are_written() -> None:
    import unicodedata

    assert mark_share(unicodedata.normalize("NFD", "đã đọc")) == pytest.approx(mark_share("đã đọc"), abs=0.35)
    assert mark_share("da doc") == 0.0


@given(st.text())
def test_scores_are_shares(raw: str) -> None:
    assert 0 <= text_quality(raw) <= 1
    assert 0 <= vietnamese_share(raw) <= 1
    looks_scanned(raw, 1.0)


@pytest.mark.parametrize("word", ["a", "ê", "a@", "!", "[", "1o"])
def test_a_word_without_end_costs_no_more_than_its_length(word: str) -> None:
    """A pattern that starts again at every letter would need hours here."""
    assert read_bytes("dài.txt", (PLAN + word * 500_000).encode()).raw.startswith(PLAN)
